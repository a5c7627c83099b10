"""A browser without a screen, for tests: requests straight into the app, sockets to the running server."""

import asyncio
import json
from collections.abc import AsyncIterable, Generator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from fastapi import FastAPI
from websockets.sync.client import ClientConnection, connect

from tests.panel.fake_host import WANG

PORT = 8770
HOME = f"http://127.0.0.1:{PORT}"
TOKEN = "a-token-of-this-test"
OURS = {"origin": HOME}
ACTION: dict[str, Any] = {"do": "insert-card", "args": {"card": WANG["card"]}}


class Visitor:
    """Sends requests to `app` as if it were served at `HOME`, and keeps cookies. `headers` go with each."""

    def __init__(self, app: FastAPI, runner: asyncio.Runner, headers: Mapping[str, str] | None = None) -> None:
        self._runner = runner
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME, headers=headers)
        self.cookies = self._client.cookies

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        content: str | bytes | AsyncIterable[bytes] | None = None,
    ) -> httpx.Response:
        """`body` is sent as JSON, `content` as it is."""
        return self._runner.run(self._client.request(method, path, headers=headers, json=body, content=content))

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("GET", path, headers=headers)

    def close(self) -> None:
        self._runner.run(self._client.aclose())


class Live:
    """The panel's socket, as a page has it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, message: dict[str, Any] | str) -> None:
        self.socket.send(message if isinstance(message, str) else json.dumps(message))

    def hear(self) -> dict[str, Any]:
        """The next message, which must be text."""
        message = self.socket.recv(10)
        assert isinstance(message, str)
        return json.loads(message)

    def see(self) -> bytes:
        """The next message, which must be a frame."""
        message = self.socket.recv(10)
        assert isinstance(message, bytes)
        return message


class RealVisitor:
    """A browser with a session at the real server, which it opens with `address`."""

    def __init__(self, address: str) -> None:
        self.home = address.partition("/?")[0]
        with httpx.Client(trust_env=False) as client:
            answer = client.get(address)
            assert answer.status_code == 303
            self.cookie = answer.headers["set-cookie"].partition(";")[0]

    @contextmanager
    def live(self, **headers: str | None) -> Generator[Live]:
        """Open the socket with the right cookie and origin, but for `headers`. Raises `InvalidStatus`."""
        sent = {"cookie": self.cookie, "origin": self.home} | headers
        given = {name: value for name, value in sent.items() if value is not None}
        with connect(self.home.replace("http", "ws") + "/live", additional_headers=given, proxy=None) as socket:
            yield Live(socket)

    def upgrade(self, host: str) -> int:
        """Try to open the socket at another host's name; gives the status."""
        headers = {
            "host": host,
            "cookie": self.cookie,
            "origin": self.home,
            "connection": "Upgrade",
            "upgrade": "websocket",
            "sec-websocket-version": "13",
            "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
        }
        with httpx.Client(trust_env=False) as client, client.stream("GET", f"{self.home}/live", headers=headers) as it:
            return it.status_code
