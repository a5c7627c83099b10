"""The panel, open in a browser."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.panel.running import SECONDS, RunningPanel


class Opened:
    """An open page, its server, and what the browser complained about."""

    def __init__(self, page: Page, panel: RunningPanel) -> None:
        self.page = page
        self.panel = panel
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))

    def open(self, address: str) -> None:
        """Open it, and wait until it shows the screen."""
        self.page.goto(address)
        expect(self.part("panel")).to_have_attribute("data-link", "open")
        expect(self.part("screen")).to_have_attribute("data-frames", "1")

    def part(self, name: str) -> Locator:
        """The element with this data-test name."""
        return self.page.locator(f'[data-test="{name}"]')

    def device(self, name: str, **state: Any) -> None:
        """Let a device have this state."""
        self.panel.do(lambda host: (host.state["devices"][name].update(state), host.changed()))

    def done(self) -> tuple[str, dict[str, str]]:
        """The next action that reached the host."""
        return self.panel.host.done.get(timeout=SECONDS)

    def input(self) -> dict[str, Any]:
        """The next touch or key that reached the host."""
        return self.panel.host.inputs.get(timeout=SECONDS)

    def tab_to(self, name: str) -> None:
        """Press Tab until the element has the focus."""
        for _ in range(100):
            if self.part(name).evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {name}")
