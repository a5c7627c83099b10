"""A real TLS server on a free port that answers as it is told: well, badly or not at all."""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Received:
    """A request as it came over the wire, the terminal's certificate's name included."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    peer: str


class HungUp(Exception):
    """Raised by a behaviour to close the connection."""


class Line:
    """What a behaviour may do with the connection."""

    def __init__(self, sock: ssl.SSLSocket, stop: threading.Event) -> None:
        self._sock = sock
        self._stop = stop

    def send(self, data: bytes) -> None:
        self._sock.sendall(data)

    def hang(self) -> None:
        """Say nothing, until the test is over."""
        self._stop.wait()

    def drip(self, data: bytes, every: float = 0.05) -> bool:
        """Send a byte at a time. True when the peer was still there at the end."""
        try:
            for byte in data:
                if self._stop.wait(every):
                    return True
                self._sock.sendall(bytes([byte]))
        except OSError:
            return False
        return True

    def answer(
        self,
        request: Received,
        body: object,
        status: int = 200,
        *,
        request_id: str | None = None,
        version: str = "1",
        content_type: str = "",
        extra: str = "",
    ) -> None:
        self.send(reply(request, body, status, request_id, version, content_type, extra))


Behaviour = Callable[[Received, Line], None]


def reply(
    request: Received,
    body: object,
    status: int = 200,
    request_id: str | None = None,
    version: str = "1",
    content_type: str = "",
    extra: str = "",
) -> bytes:
    """A whole HTTP answer. `body`: bytes as they are, anything else as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = content_type or ("application/json" if status < 400 else "application/problem+json")
    request_id = request.headers.get("request-id", "") if request_id is None else request_id
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n"
        f"Request-Id: {request_id}\r\nContract-Version: {version}\r\n{extra}\r\n"
    )
    return head.encode() + data


def problem(code: str, status: int, **more: object) -> dict[str, object]:
    return {"type": f"urn:smart-teller:problem:{code}", "title": code, "status": status, **more}


class BadBank:
    """Accepts TLS connections and lets `behave` answer each request. `received` is every request that came whole."""

    def __init__(
        self,
        behave: Behaviour,
        identity: Path,
        authority: Path,
        *,
        client_certificates: bool = True,
        address: str = "127.0.0.1",
    ) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.behave = behave
        self._stop = threading.Event()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(identity)
        if client_certificates:
            self._context.load_verify_locations(authority)
            self._context.verify_mode = ssl.CERT_REQUIRED
        self._listener = socket.create_server((address, 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._socks: list[socket.socket] = []
        self._threads[0].start()

    @property
    def url(self) -> str:
        address, port = self._listener.getsockname()
        return f"https://{address}:{port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for sock in (self._listener, *self._socks):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            kept = sock.dup()  # shuts the connection down, whoever owns the socket by then
            self._socks.append(kept)
            thread = threading.Thread(target=self._serve, args=(sock, kept), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket, kept: socket.socket) -> None:
        try:
            with self._context.wrap_socket(sock, server_side=True) as tls:
                self._requests(tls)
        except (OSError, HungUp):
            sock.close()
        finally:
            with suppress(OSError):
                kept.shutdown(socket.SHUT_RDWR)
            kept.close()

    def _requests(self, tls: ssl.SSLSocket) -> None:
        peer = _common_name(tls)
        line = Line(tls, self._stop)
        with tls.makefile("rb") as stream:
            while request := _read(stream.readline, stream.read, peer):
                self.received.append(request)
                self.behave(request, line)


def _read(readline: Callable[[], bytes], read: Callable[[int], bytes], peer: str) -> Received | None:
    first = readline().decode().split()
    if len(first) != 3:
        return None
    headers: dict[str, str] = {}
    while (line := readline().decode().rstrip("\r\n")) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Received(first[0], first[1], headers, read(int(headers.get("content-length", "0"))), peer)


def _common_name(tls: ssl.SSLSocket) -> str:
    der = tls.getpeercert(binary_form=True)
    if der is None:
        return ""
    names = x509.load_der_x509_certificate(der).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value)
