"""One HTTPS connection to the bank, certificates on both sides, every exchange within one deadline.

The time-outs of urllib3 are per read: a bank that drips a byte a second would hold a customer for ever. Here the
TLS socket itself knows when the exchange ends, so that handshake, headers and body together are cut.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import urllib3
import urllib3.exceptions

MOST_BYTES = 2**20  # of an answer's body
FRESH_SECONDS = (
    20.0  # a connection idle for longer is not trusted with a request: somebody on the way may have forgotten it
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

NO_RETRY = urllib3.Retry(0, read=False, redirect=False)
CONNECT_RETRY = urllib3.Retry(
    total=None, connect=1, read=0, redirect=False, status=0, other=0, backoff_factor=0.1, raise_on_status=False
)


@dataclass(frozen=True)
class Answer:
    """What came back, unchecked. `headers` have lower-case names. The repr hides the body."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class ExchangeFailed(Exception):
    """No whole answer came. `why`: "refused", "tls", "timed-out", "broken", "garbage" or "too-large".

    `sent` is False only when surely no byte of the request left this machine. Carries nothing of the request.
    """

    def __init__(self, why: str, *, sent: bool) -> None:
        super().__init__(f"{why} ({'sent' if sent else 'not sent'})")
        self.why = why
        self.sent = sent


class BankConnection:
    """A connection to one bank. For one thread at a time; reconnects by itself.

    `authority` is the PEM file that the bank's certificate must come from; `identity` the PEM file with the
    terminal's key and certificate, read anew at each connect, None before enrolment. Follows no redirect, keeps no
    cookie, and takes nothing (proxy, password, authority) from the environment.
    """

    def __init__(self, url: str, authority: Path, identity: Path | None) -> None:
        self._url = url.rstrip("/")
        self._context = _DeadlineContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._pool = urllib3.PoolManager(
            num_pools=1,
            maxsize=1,
            ssl_context=self._context,
            cert_reqs="CERT_REQUIRED",
            ca_certs=str(authority),
            cert_file=None if identity is None else str(identity),
        )
        only_https: dict[str, type[urllib3.HTTPConnectionPool]] = {"https": urllib3.HTTPSConnectionPool}
        self._pool.pool_classes_by_scheme = only_https
        self._used = 0.0

    def exchange(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        seconds: float,
        retry_connect: bool = False,
    ) -> Answer:
        """Send one request and read its whole answer, in at most `seconds` (name look-up apart).

        Redirects are never followed. `retry_connect`: try once more when the connection could not be made.
        Raises `ExchangeFailed`.
        """
        context = self._context
        context.begin(seconds)
        if time.monotonic() - self._used > FRESH_SECONDS:
            self._pool.clear()
        # an address may be tried after another, and a connect after another: all of it is to fit
        connect = seconds / (4 if retry_connect else 2)
        timeout = urllib3.Timeout(total=seconds, connect=connect)
        retries = CONNECT_RETRY if retry_connect else NO_RETRY
        try:
            answer = self._whole_answer(method, path, headers, body, timeout, retries)
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError) as error:
            why = "timed-out" if context.left() <= 0 else _why(error)
        except ValueError:
            why = "garbage"  # an address, header or number that no parser takes
        else:
            self._used = time.monotonic()
            return answer
        self._pool.clear()
        # raised out here, so that the exception does not carry the request along as its context
        raise ExchangeFailed(why, sent=context.sent)

    def close(self) -> None:
        """Close the connection. A later exchange opens another."""
        self._pool.clear()

    def _whole_answer(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None,
        timeout: urllib3.Timeout,
        retries: urllib3.Retry,
    ) -> Answer:
        response = self._pool.urlopen(
            method,
            self._url + path,
            redirect=False,
            body=body,
            headers=headers,
            timeout=timeout,
            retries=retries,
            preload_content=False,
            decode_content=False,
        )
        try:
            content = b""
            while more := response.read(MOST_BYTES + 1 - len(content)):
                content += more  # the read that finds the end also finds a body cut short
                if len(content) > MOST_BYTES:
                    raise _TooLarge
            return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, content)
        finally:
            response.release_conn()


class _TooLarge(OSError):
    """The body is larger than any answer of the contract."""


def _why(error: Exception) -> str:
    """Sort out what urllib3, http.client and ssl raise, each wrapped in the next."""
    causes = tuple(_causes(error))

    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if has(_TooLarge):
        return "too-large"
    if has(urllib3.exceptions.NewConnectionError):  # a kind of its TimeoutError, so asked for first
        return "refused"
    if has(TimeoutError, urllib3.exceptions.TimeoutError):
        return "timed-out"
    if has(ssl.SSLError):
        return "tls"
    if has(http.client.HTTPException) and not has(http.client.RemoteDisconnected, http.client.IncompleteRead):
        return "garbage"
    return "broken"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        among_args = next((arg for arg in error.args if isinstance(arg, BaseException)), None)
        error = error.__cause__ or error.__context__ or among_args


class _DeadlineContext(ssl.SSLContext):
    """Knows when the exchange at hand must end, and whether a byte of it was handed to the network.

    Measured on the machine's own clock: a socket cannot be moved through time as the sandbox's clock can.
    """

    sslsocket_class: type[ssl.SSLSocket]
    ends: float = 0.0
    sent: bool = False

    def begin(self, seconds: float) -> None:
        """Start an exchange."""
        self.sslsocket_class = _DeadlineSocket
        self.ends = time.monotonic() + seconds
        self.sent = False

    def left(self) -> float:
        """Seconds until the end; not positive when it is over."""
        return self.ends - time.monotonic()

    def bound(self, sock: socket.socket) -> None:
        """Let the next operation on the socket take what is left. Raises `TimeoutError` when nothing is."""
        left = self.left()
        if left <= 0:
            raise TimeoutError
        sock.settimeout(left)

    def wrap_socket(
        self,
        sock: socket.socket,
        server_side: bool = False,
        do_handshake_on_connect: bool = True,
        suppress_ragged_eofs: bool = True,
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLSocket:
        self.bound(sock)  # OpenSSL's handshake takes the socket's time-out as a total
        return super().wrap_socket(
            sock, server_side, do_handshake_on_connect, suppress_ragged_eofs, server_hostname, session
        )


class _DeadlineSocket(ssl.SSLSocket):
    def _bound(self) -> _DeadlineContext:
        assert isinstance(self.context, _DeadlineContext)
        self.context.bound(self)
        return self.context

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        self._bound()
        return super().recv_into(buffer, nbytes, flags)

    def send(self, data: ReadableBuffer, flags: int = 0) -> int:
        self._bound().sent = True
        return super().send(data, flags)
