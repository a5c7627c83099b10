"""Who gets in: host, origin, token and session, and what every answer carries."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from drivers.simulator.panel.security import HEADERS, SESSIONS, Access
from drivers.simulator.panel.server import create_app
from tests.panel.fake_host import FakeHost
from tests.panel.running import RunningPanel
from tests.panel.visitor import ACTION, HOME, OURS, PORT, TOKEN, RealVisitor, Visitor

TYPED_BY_HAND = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}
FOREIGN_HOSTS = [
    "evil.example",
    f"evil.example:{PORT}",
    "127.0.0.1",
    "127.0.0.1:8771",
    f"127.0.0.1:{PORT}.evil.example",
    f"evil@127.0.0.1:{PORT}",
    f"127.1:{PORT}",
    f"0.0.0.0:{PORT}",
    f"[::1]:{PORT}",
    f"LOCALHOST:{PORT}",
    "",
]
FOREIGN_ORIGINS = [
    "http://evil.example",
    "null",
    "",
    f"https://127.0.0.1:{PORT}",
    "http://127.0.0.1",
    "http://127.0.0.1:8771",
    f"{HOME}.evil.example",
    f"{HOME}/",
    f"http://localhost:{PORT + 1}",
    f"{HOME}, http://evil.example",
]
PATHS = ["/", "/static/panel.js", "/snapshot", "/slips/0001.png", "/documents/0001.pdf", "/nothing"]


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def announced() -> list[str]:
    return []


@pytest.fixture
def stranger(host: FakeHost, announced: list[str]) -> Iterator[Visitor]:
    """A browser without a session."""
    with asyncio.Runner() as runner:
        visitor = Visitor(create_app(host, port=PORT, token=TOKEN, announce=announced.append), runner)
        yield visitor
        visitor.close()


@pytest.fixture
def client(stranger: Visitor) -> Visitor:
    """A browser with a session."""
    assert stranger.get(f"/?token={TOKEN}").status_code == 303
    return stranger


# -- host and origin ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", FOREIGN_HOSTS)
def test_another_host_gets_nothing(client: Visitor, name: str, path: str) -> None:
    assert client.get(path, headers={"host": name}).status_code == 403


@pytest.mark.parametrize("name", FOREIGN_HOSTS)
def test_another_host_uses_no_token_up(stranger: Visitor, name: str) -> None:
    assert stranger.get(f"/?token={TOKEN}", headers={"host": name}).status_code == 403
    assert stranger.get(f"/?token={TOKEN}").status_code == 303


def test_localhost_is_ours_too(client: Visitor, host: FakeHost) -> None:
    cookie = {"cookie": f"panel-{PORT}={client.cookies[f'panel-{PORT}']}", "host": f"localhost:{PORT}"}
    assert client.get("/", headers=cookie).status_code == 200
    assert (
        client.request("POST", "/do", body=ACTION, headers={**cookie, "origin": f"http://localhost:{PORT}"}).status_code
        == 200
    )


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_post_from_another_origin_does_nothing(client: Visitor, host: FakeHost, origin: str) -> None:
    assert client.request("POST", "/do", body=ACTION, headers={"origin": origin}).status_code == 403
    assert host.done.empty()


def test_a_post_without_origin_does_nothing(client: Visitor, host: FakeHost) -> None:
    assert client.request("POST", "/do", body=ACTION).status_code == 403
    assert host.done.empty()


@pytest.fixture(scope="module")
def real() -> Iterator[RunningPanel]:
    running = RunningPanel()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def visitor(real: RunningPanel) -> RealVisitor:
    return RealVisitor(real.start())


def test_a_socket_from_our_page_is_let_in(visitor: RealVisitor) -> None:
    with visitor.live() as live:
        assert live.hear()["type"] == "snapshot"


@pytest.mark.parametrize("origin", [*FOREIGN_ORIGINS, None])
def test_a_socket_from_another_origin_is_refused(visitor: RealVisitor, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused, visitor.live(origin=origin):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("name", [name for name in FOREIGN_HOSTS if name])
def test_a_socket_at_another_host_is_refused(visitor: RealVisitor, name: str) -> None:
    assert visitor.upgrade(name) == 403


@pytest.mark.parametrize("cookie", [None, "x", "panel-1=x"])
def test_a_socket_without_a_session_is_refused(visitor: RealVisitor, cookie: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused, visitor.live(cookie=cookie):
        pass
    assert refused.value.response.status_code == 403


# -- token and session -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_there_is_nothing_but_an_explanation(stranger: Visitor, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Each address works once. Open the newest" in answer.text


@pytest.mark.parametrize("cookie", ["", "x", TOKEN, "; ; =", '"'])
def test_a_made_up_session_is_none(stranger: Visitor, host: FakeHost, cookie: str) -> None:
    headers = {**OURS, "cookie": f"panel-{PORT}={cookie}"}
    assert stranger.get("/", headers=headers).status_code == 403
    assert stranger.request("POST", "/do", body=ACTION, headers=headers).status_code == 403
    assert host.done.empty()


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_gets(stranger: Visitor) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(rf"panel-{PORT}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=strict", cookie)
    assert TOKEN not in cookie
    assert stranger.get("/").status_code == 200


def test_the_token_works_once(stranger: Visitor) -> None:
    stranger.get(f"/?token={TOKEN}")
    stranger.cookies.clear()
    answer = stranger.get(f"/?token={TOKEN}")
    assert answer.status_code == 403
    assert "works once. Open the newest" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["x", TOKEN[:-1], TOKEN + "x", "é", "%ff", "%00"])
def test_another_token_opens_nothing(stranger: Visitor, token: str) -> None:
    assert stranger.get(f"/?token={token}").status_code == 403
    assert stranger.get(f"/static/panel.js?token={TOKEN}").status_code == 403
    assert stranger.get(f"/?token={TOKEN}").status_code == 303


def test_a_post_exchanges_no_token(stranger: Visitor, host: FakeHost) -> None:
    assert stranger.request("POST", f"/?token={TOKEN}", headers=OURS).status_code == 403
    assert stranger.request("POST", f"/do?token={TOKEN}", body=ACTION, headers=OURS).status_code == 403
    assert host.done.empty()


def test_who_has_a_session_may_open_the_old_address_again(client: Visitor) -> None:
    assert client.get(f"/?token={TOKEN}").headers["location"] == "/"


def test_an_address_opened_by_hand_without_a_session_makes_a_new_one(stranger: Visitor, announced: list[str]) -> None:
    stranger.get(f"/?token={TOKEN}")
    stranger.cookies.clear()
    assert stranger.get("/", headers=TYPED_BY_HAND).status_code == 403
    assert stranger.get(announced[0]).status_code == 303
    assert announced[0] != f"{HOME}/?token={TOKEN}"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", None])
def test_no_page_can_make_the_simulator_print_an_address(
    stranger: Visitor, announced: list[str], site: str | None
) -> None:
    stranger.get("/", headers={"sec-fetch-mode": "navigate"} | ({"sec-fetch-site": site} if site else {}))
    assert announced == []


def test_an_address_not_used_yet_stays_the_one(stranger: Visitor, announced: list[str]) -> None:
    for _ in range(3):
        stranger.get("/", headers=TYPED_BY_HAND)
    assert announced == [f"{HOME}/?token={TOKEN}"] * 3


def test_the_oldest_of_too_many_sessions_ends() -> None:
    access = Access(PORT, TOKEN)
    sessions = [access.exchange(access.address().partition("=")[2]) or "" for _ in range(SESSIONS + 1)]
    assert len(set(sessions)) == SESSIONS + 1
    assert [access.admits(session) for session in sessions] == [False] + [True] * SESSIONS


# -- every answer ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [*PATHS, "/slips/0001.txt", "/documents/0001.txt", "/static/panel.css", "/?token=wrong"]
)
def test_every_answer_carries_the_headers(stranger: Visitor, host: FakeHost, path: str) -> None:
    host.slips["0001"] = (b"png", "text")
    host.documents["0001"] = (b"%PDF-", "text")
    refused = stranger.get(path)
    stranger.get(f"/?token={TOKEN}")
    for answer in (refused, stranger.get(path)):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_the_policy_allows_no_inline_script_no_frame_and_no_other_site() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' blob:",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_preflight_of_another_site_is_refused(client: Visitor) -> None:
    headers = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    assert client.request("OPTIONS", "/do", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_nothing_describes_the_panel_to_visitors(client: Visitor, path: str) -> None:
    assert client.get(path).status_code == 404
