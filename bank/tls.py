"""TLS both ways. uvicorn hands the application no client certificate; this protocol does."""

import asyncio
import ssl
from pathlib import Path
from typing import Any, cast

from starlette.requests import Request
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_NAME = "bank.terminal"  # in the ASGI scope: the common name of the verified client certificate, or None

_HEAD_LIMIT = 16 * 1024  # bytes of a request's first line and headers; a terminal's are a few hundred
_GOODBYE_SECONDS = 0.1  # for the client's part of closing
_REQUEST_SECONDS = 3.0  # for a request that is running when the bank stops


def server_context(server_file: Path, authority: str) -> ssl.SSLContext:
    """Return a context that shows the server's certificate and accepts clients of this authority (PEM) alone.

    A client may come without a certificate (it has none before it enrols); the application decides then.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(server_file)
    context.load_verify_locations(cadata=authority)
    context.verify_mode = ssl.CERT_OPTIONAL
    context.num_tickets = 0  # no resumption: every connection shows its certificate
    return context


class TerminalProtocol(HttpToolsProtocol):
    """HTTP/1.1 that puts the client certificate's common name into the scope of every request."""

    _pending = 0  # bytes that have come since the last that made a head, a piece of a body or an end whole
    _progress = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(cast(asyncio.Transport, _OneWrite(self.loop, transport)))
        name = _common_name(transport.get_extra_info("ssl_object"))
        app = self.app

        async def named(scope: Any, receive: Any, send: Any) -> None:
            scope[_NAME] = name
            await app(scope, receive, send)

        self.app = named

    def data_received(self, data: bytes) -> None:
        """Read on. The parser itself would take headers without end."""
        self._progress = False
        super().data_received(data)
        self._pending = 0 if self._progress else self._pending + len(data)
        if self._pending > _HEAD_LIMIT and not self.transport.is_closing():
            self.send_400_response("Headers too long.")

    def on_headers_complete(self) -> None:
        self._progress = True
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._progress = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._progress = True
        super().on_message_complete()

    def shutdown(self) -> None:
        """Close when the bank stops. A terminal that keeps an idle connection never answers TLS's goodbye."""
        super().shutdown()
        idle = self.transport.is_closing()
        self.loop.call_later(_GOODBYE_SECONDS if idle else _REQUEST_SECONDS, self.transport.abort)


def terminal_of(request: Request) -> str | None:
    """Return the terminal's id from the client certificate, None without one."""
    return request.scope.get(_NAME)


class _OneWrite:
    """A transport that sends what is written in one turn of the loop together: a response's head and body are one TLS
    record then, and wake the terminal once."""

    def __init__(self, loop: asyncio.AbstractEventLoop, transport: asyncio.Transport) -> None:
        self._loop = loop
        self._transport = transport
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _send(self) -> None:
        held, self._held = b"".join(self._held), []
        if held and not self._transport.is_closing():
            self._transport.write(held)


def _common_name(tls: ssl.SSLObject | None) -> str | None:
    certificate: dict[str, Any] = (tls and cast(dict[str, Any] | None, tls.getpeercert())) or {}
    subject = cast(tuple[tuple[tuple[str, str], ...], ...], certificate.get("subject", ()))
    return next((value for part in subject for kind, value in part if kind == "commonName"), None)
