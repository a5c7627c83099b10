"""Many clients of the bank at once, from one thread and with requests made beforehand: the bank is to be measured,
not what asks it."""

import selectors
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass

SECONDS = 30.0  # without any answer


@dataclass(frozen=True)
class Load:
    """What a run took. `busy` is the processor time of the clients themselves; the bank has its own."""

    requests: int
    seconds: float
    busy: float

    @property
    def per_second(self) -> float:
        """How many were answered in a second, by all clients together."""
        return self.requests / self.seconds


class _Client:
    """Sends its next request when the last one is answered, over a connection that stays open."""

    def __init__(self, connection: ssl.SSLSocket, requests: Sequence[bytes]) -> None:
        self._connection = connection
        self._requests = iter(requests)
        self._came = b""

    def send(self) -> bool:
        """Send the next request; False when there is none."""
        request = next(self._requests, None)
        if request is not None:
            self._connection.sendall(request)
        return request is not None

    def answered(self) -> bool:
        """Read what has come; whether a whole answer has. Raises `RuntimeError` for any but a 200."""
        try:
            while True:
                chunk = self._connection.recv(65536)
                if not chunk:
                    raise RuntimeError("the bank hung up")
                self._came += chunk
        except ssl.SSLWantReadError:
            pass
        head, end, body = self._came.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return False
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(self._came.decode())
        self._came = b""
        return True


def send_all(connections: Sequence[ssl.SSLSocket], shares: Sequence[Sequence[bytes]]) -> Load:
    """Have one client on each connection send its share, all of them at once. Raises `RuntimeError` for any answer
    but a 200."""
    with selectors.DefaultSelector() as selector:
        for connection, share in zip(connections, shares, strict=True):
            connection.setblocking(False)
            selector.register(connection, selectors.EVENT_READ, _Client(connection, share))
        clients: list[_Client] = [key.data for key in selector.get_map().values()]
        started, busy = time.perf_counter(), time.process_time()
        sending = sum(client.send() for client in clients)
        while sending:
            ready = selector.select(SECONDS)
            if not ready:
                raise RuntimeError("the bank does not answer")
            for key, _ in ready:
                if key.data.answered() and not key.data.send():
                    sending -= 1
        load = Load(sum(map(len, shares)), time.perf_counter() - started, time.process_time() - busy)
    for connection in connections:
        connection.settimeout(SECONDS)
    return load


def _length(head: bytes) -> int:
    """The Content-Length."""
    fields = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(fields.partition(b"\r\n")[0])
