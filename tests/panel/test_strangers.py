"""Real browsers where they have no business, and a panel that was started again."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.panel.opened import Opened
from tests.panel.running import SECONDS, RunningPanel

pytestmark = pytest.mark.browser

ATTACK = """
async (home) => {
  const told = [];
  const post = (headers, mode) => fetch(`${home}/do`, {
    method: "POST", credentials: "include", mode, headers, body: '{"do": "take-card"}',
  }).then((answer) => told.push(`post: ${answer.type} ${answer.status}`), () => told.push("post: blocked"));
  await post({ "content-type": "text/plain" }, "no-cors");
  await post({ "content-type": "application/json" }, "cors");
  await fetch(`${home}/snapshot`, { credentials: "include" })
    .then(() => told.push("read"), () => told.push("read: blocked"));
  await new Promise((done) => {
    const socket = new WebSocket(`${home.replace("http", "ws")}/live`);
    socket.onopen = () => { told.push("socket: open"); done(); };
    socket.onerror = () => { told.push("socket: refused"); done(); };
  });
  await new Promise((done) => {
    const image = new Image();
    image.onload = () => { told.push("slip: seen"); done(); };
    image.onerror = () => { told.push("slip: blocked"); done(); };
    image.src = `${home}/static/mark.svg`;
  });
  return told;
}
"""


class _Blank(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>another page of this machine</title>")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def another_page() -> Iterator[str]:
    """A web server of somebody else on this machine: same site, other origin, so browsers send it our cookies."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Blank) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_another_page_of_this_machine_does_and_learns_nothing(
    opened: Opened, context: BrowserContext, another_page: str
) -> None:
    home = opened.page.url.rstrip("/")
    stranger = context.new_page()
    stranger.goto(another_page)
    told = stranger.evaluate(ATTACK, home)
    assert told == ["post: blocked", "post: blocked", "read: blocked", "socket: refused", "slip: blocked"]
    opened.part("take-card").evaluate("button => button.click()")
    assert opened.done()[0] == "take-card"  # ours, and the only one
    assert opened.panel.host.done.empty()
    assert len(opened.panel.host.watchers) == 1


def test_no_script_of_a_page_runs_but_ours(opened: Opened) -> None:
    opened.page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'injected'";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"document.title = 'injected'\\">");
    }""")
    expect(opened.page).to_have_title("SIMULATED terminal · Smart Teller")
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_without_a_session_a_new_address_is_printed(context: BrowserContext, panel: RunningPanel) -> None:
    first = panel.start()
    page = context.new_page()
    page.goto(first)
    context.clear_cookies()
    answer = page.goto(first.partition("?")[0])
    assert answer
    assert answer.status == 403
    expect(page.locator("body")).to_contain_text("Each address works once. Open the newest")
    opened = Opened(page, panel)
    opened.open(panel.addresses.get(timeout=SECONDS))


def test_after_a_restart_the_page_asks_for_the_new_address_and_goes_on(opened: Opened, context: BrowserContext) -> None:
    port = int(opened.page.url.rpartition(":")[2].rstrip("/"))
    opened.panel.stop()
    expect(opened.part("link")).to_contain_text("Trying again")
    opened.part("take-card").evaluate("button => button.click()")
    expect(opened.part("said")).to_have_text("Not connected to the simulator.")
    again = RunningPanel(port)
    try:
        address = again.start()
        expect(opened.part("lost")).to_contain_text("Open the new address")
        second = Opened(context.new_page(), again)
        second.open(address)
        expect(opened.part("link")).to_have_text("Connected")
        expect(opened.part("lost")).to_be_hidden()
    finally:
        again.stop()
