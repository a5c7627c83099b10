"""Who may use the panel: a browser on this machine, at our own address, that was given a one-time token.

The panel can press PIN pad keys, so a page of another origin, another user's browser and a name that was bent
to point here (DNS rebinding) must all stay outside.
"""

import hmac
import secrets
from collections import deque
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSIONS = 16  # browsers at once; the oldest makes room

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

_WHERE = 'Each address works once. Open the newest that begins with "panel", where `make run` was started.'
_NO_SESSION = f"This browser has no session with the panel, or the simulator was started again.\n\n{_WHERE}\n"
_TOKEN_USED = f"This address was used already, or it belongs to an earlier start.\n\n{_WHERE}\n"
_WRONG_HOST = "The panel answers only at its own address on this machine.\n"
_WRONG_ORIGIN = "The panel takes this only from its own page.\n"


def new_token() -> str:
    """Make a token nobody can guess: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


class Access:
    """The token that opens the panel once, and the sessions it was exchanged for. Both live in memory only."""

    def __init__(self, port: int, token: str) -> None:
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self.origins = tuple(f"http://{host}" for host in self.hosts)
        self.cookie = f"panel-{port}"  # cookies know no ports: two panels on one machine must not share a name
        self._token: str | None = token
        self._sessions: deque[str] = deque(maxlen=SESSIONS)

    def address(self) -> str:
        """Give an address that opens the panel once: with the token not used yet, else with a new one."""
        self._token = self._token or new_token()
        return f"{self.origins[0]}/?token={self._token}"

    def exchange(self, token: str) -> str | None:
        """Give a new session for the token, which is then used up; None when it is not the one."""
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        self._token = None
        session = new_token()
        self._sessions.append(session)
        return session

    def admits(self, session: str) -> bool:
        """Whether the session was given out by this process."""
        found = False
        for known in self._sessions:  # all of them: the time taken tells nothing
            found |= hmac.compare_digest(session.encode(), known.encode())
        return found


class Guard:
    """Stands before the whole app: nothing behind it is reached without host, origin and session being right.

    `announce` is called with an address when somebody at this machine opens the panel by hand without a session.
    """

    def __init__(self, app: ASGIApp, access: Access, announce: Callable[[str], None]) -> None:
        self._app = app
        self._access = access
        self._announce = announce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 403, exchange a token, or let the app answer."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._decide(scope)
        if answer is None:
            await self._app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            await receive()  # its websocket.connect
            await send({"type": "websocket.close", "code": 1008})  # before it is accepted: answered with 403
        else:
            await answer(scope, receive, send_with_headers)

    def _decide(self, scope: Scope) -> Response | None:
        """The answer that keeps the request outside, or None to let it in."""
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._access.hosts]:
            return _refused(_WRONG_HOST)
        reading = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not reading and headers.getlist("origin") not in [[origin] for origin in self._access.origins]:
            return _refused(_WRONG_ORIGIN)
        known = self._access.admits(_cookie(headers, self._access.cookie))
        token = _token(scope) if reading and scope["path"] == "/" else ""
        if token and known:
            return _to_the_panel()  # the address was opened once more
        if known:
            return None
        if token and (session := self._access.exchange(token)):
            response = _to_the_panel()
            response.set_cookie(self._access.cookie, session, path="/", httponly=True, samesite="strict")
            return response
        # A browser sends "none" only for what its user typed or opened: no page can make the simulator print.
        if headers.get("sec-fetch-site") == "none" and headers.get("sec-fetch-mode") == "navigate":
            self._announce(self._access.address())
        return _refused(_TOKEN_USED if token else _NO_SESSION)


def _to_the_panel() -> Response:
    return RedirectResponse("/", status_code=303)  # so that the token is in no history, and a reload works


def _refused(why: str) -> Response:
    return PlainTextResponse(why, status_code=403)


def _token(scope: Scope) -> str:
    return parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]


def _cookie(headers: Headers, name: str) -> str:
    return cookie_parser("; ".join(headers.getlist("cookie"))).get(name, "")
