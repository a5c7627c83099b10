"""TLS both ways. uvicorn hands the application no client certificate; this protocol does."""

import ssl
from pathlib import Path
from typing import Any, cast

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_NAME = "bank.terminal"  # in the ASGI scope: the common name of the verified client certificate, or None

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


class TerminalProtocol(H11Protocol):
    """HTTP/1.1 that puts the client certificate's common name into the scope of every request."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        name = _common_name(transport.get_extra_info("ssl_object"))
        app = self.app

        async def named(scope: Any, receive: Any, send: Any) -> None:
            scope[_NAME] = name
            await app(scope, receive, send)

        self.app = named

    def shutdown(self) -> None:
        """Close when the bank stops. A terminal that keeps an idle connection never answers TLS's goodbye."""
        super().shutdown()
        idle = self.transport.is_closing()
        self.loop.call_later(_GOODBYE_SECONDS if idle else _REQUEST_SECONDS, self.transport.abort)


def terminal_of(request: Request) -> str | None:
    """Return the terminal's id from the client certificate, None without one."""
    return request.scope.get(_NAME)


def _common_name(tls: ssl.SSLObject | None) -> str | None:
    certificate: dict[str, Any] = (tls and cast(dict[str, Any] | None, tls.getpeercert())) or {}
    subject = cast(tuple[tuple[tuple[str, str], ...], ...], certificate.get("subject", ()))
    return next((value for part in subject for kind, value in part if kind == "commonName"), None)
