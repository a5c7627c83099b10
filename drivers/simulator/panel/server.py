"""The panel's pages, its one socket, and the server they run in."""

import asyncio
import contextlib
import re
import socket
from collections.abc import Callable, Generator
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import ValidationError

from drivers.simulator.host import Host
from drivers.simulator.panel.live import Page, perform
from drivers.simulator.panel.messages import MOST_BYTES, Action
from drivers.simulator.panel.security import Access, Guard

_STATIC = Path(__file__).parent / "static"
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_SLIP = re.compile(r"([0-9A-Za-z][0-9A-Za-z_-]{0,63})\.(png|txt)", re.ASCII)
_DOCUMENT = re.compile(r"([0-9A-Za-z][0-9A-Za-z_-]{0,63})\.(pdf|txt)", re.ASCII)
_BACKLOG = 64
_LAST_WORDS_SECONDS = 2  # for what is being answered when the server stops


def create_app(host: Host, *, port: int, token: str, announce: Callable[[str], None] = lambda address: None) -> FastAPI:
    """Build the panel for `host`. It answers at 127.0.0.1 and localhost with `port` only, and opens once with `token`.

    `announce` gets a new address that opens it once, whenever somebody at this machine comes without a session.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.add_middleware(Guard, access=Access(port, token), announce=announce)
    panel = _Panel(host)
    app.add_api_route("/", panel.index, methods=["GET"])
    app.add_api_route("/static/{name}", panel.static, methods=["GET"])
    app.add_api_route("/snapshot", panel.snapshot, methods=["GET"])
    app.add_api_route("/slips/{name}", panel.slip, methods=["GET"])
    app.add_api_route("/documents/{name}", panel.document, methods=["GET"])
    app.add_api_route("/camera.jpg", panel.camera, methods=["GET"])
    app.add_api_route("/recording.yaml", panel.recording, methods=["GET"])
    app.add_api_route("/do", panel.do, methods=["POST"])
    app.add_api_websocket_route("/live", panel.live)
    return app


class _Panel:
    def __init__(self, host: Host) -> None:
        self._host = host
        # read once: no path of a request ever reaches the file system
        self._files = {file.name: (file.read_bytes(), _KINDS[file.suffix]) for file in _STATIC.iterdir()}

    async def index(self) -> Response:
        return await self.static("index.html")

    async def static(self, name: str) -> Response:
        if name not in self._files:
            return _none()
        content, kind = self._files[name]
        return Response(content, media_type=kind)

    async def snapshot(self) -> Response:
        return JSONResponse(self._host.snapshot())

    async def slip(self, name: str) -> Response:
        matched = _SLIP.fullmatch(name)
        if not matched:
            return _none()
        try:
            png, text = self._host.slip(matched[1])
        except (ValueError, OSError):
            return _none()
        return Response(png, media_type="image/png") if matched[2] == "png" else PlainTextResponse(text)

    async def document(self, name: str) -> Response:
        matched = _DOCUMENT.fullmatch(name)
        if not matched:
            return _none()
        try:
            pdf, text = self._host.document(matched[1])
        except (ValueError, OSError):
            return _none()
        return Response(pdf, media_type="application/pdf") if matched[2] == "pdf" else PlainTextResponse(text)

    async def camera(self) -> Response:
        return Response(await self._host.camera_picture(), media_type="image/jpeg")

    async def recording(self) -> Response:
        try:
            text = self._host.recorded()
        except ValueError:
            return _none()
        told = {"Content-Disposition": 'attachment; filename="story.yaml"'}
        return PlainTextResponse(text, media_type="application/yaml", headers=told)

    async def do(self, request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return _error(415, "Send it as application/json.")
        body = await _body(request)
        if body is None:
            return _error(413, f"More than {MOST_BYTES} bytes.")
        try:
            action = Action.model_validate_json(body)
        except ValidationError as error:
            return _error(422, "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()))
        refused = await perform(self._host, action)
        return _error(409, refused) if refused else JSONResponse({"ok": True})

    async def live(self, socket: WebSocket) -> None:
        await Page(self._host, socket).run()


def _none() -> Response:
    return PlainTextResponse("There is nothing of that name.\n", status_code=404)


def _error(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"error": sentence}, status_code=status)


async def _body(request: Request) -> bytes | None:
    """Read the body; None as soon as it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return body


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to the process: the panel is only a part of it."""
        yield


async def serve(host: Host, *, port: int, token: str, ready: Callable[[str], None]) -> None:
    """Serve the panel on 127.0.0.1 until cancelled; open pages are hung up on first. `port` 0 takes a free one.

    `ready` gets the address that opens the panel once: when it can be opened, and a new one each time that somebody at
    this machine comes without a session and with no address left. Raises `OSError` when the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(_BACKLOG)  # from now on a browser's first request waits until it is answered
        port = int(listener.getsockname()[1])
        server = _Server(
            uvicorn.Config(
                create_app(host, port=port, token=token, announce=ready),
                ws="websockets-sansio",
                ws_max_size=MOST_BYTES,  # the socket of who says more is closed
                ws_per_message_deflate=False,  # frames are JPEG: nothing is left to squeeze
                lifespan="off",
                log_config=None,
                access_log=False,  # addresses hold tokens
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_LAST_WORDS_SECONDS,
            )
        )
        serving = asyncio.create_task(server.serve([listener]), name="panel")
        ready(f"http://127.0.0.1:{port}/?token={token}")
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            server.should_exit = True
            await serving
            raise
