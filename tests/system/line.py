"""The line between a terminal and the bank, with a hand on it: what passes when. It sees ciphertext only."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Literal

Fault = Literal["", "late", "mute"]

_CHUNK = 2**16
_SEALED = 23  # the type of a TLS record with something enciphered in it (RFC 8446, 5.1)
_HANDSHAKE_RECORDS = 3  # a client's Certificate, CertificateVerify and Finished
_REQUEST_RECORDS = 2  # head and body


class Line:
    """Listens on a free port and passes bytes on to the bank's, both ways. Leave it to hang up.

    `freeze` lets nothing pass any more; `thaw` lets what is held go on. Connections made after `thaw(fault)` have that
    fault once the bank has shown its certificate. "late": what the terminal sends is kept until `deliver`.
    "mute": what the bank answers is lost.
    """

    def __init__(self, bank_port: int) -> None:
        self._bank = ("127.0.0.1", bank_port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._calls: list[_Call] = []
        self._fault: Fault = ""
        self._frozen = False
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """Let nothing pass, on any connection."""
        with self._lock:
            self._frozen = True
            for call in self._calls:
                call.hold()

    def thaw(self, fault: Fault = "") -> None:
        """Let everything pass that there is; the connections to come have `fault`."""
        with self._lock:
            self._frozen, self._fault = False, fault
            for call in self._calls:
                call.release()

    @property
    def keeps_a_request(self) -> bool:
        """Whether a whole request of a "late" connection is kept here."""
        return any(_sealed_records(call.kept) >= _HANDSHAKE_RECORDS + _REQUEST_RECORDS for call in self._calls)

    def deliver(self) -> None:
        """Let through what was kept of "late" connections."""
        for call in self._calls:
            call.deliver()

    @property
    def answered(self) -> int:
        """How much the bank has sent so far, in bytes, whether or not it was passed on."""
        return sum(call.heard for call in self._calls)

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()
        for call in self._calls:
            call.hang_up()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                terminal, _ = self._listener.accept()
                try:
                    bank = socket.create_connection(self._bank)
                except OSError:
                    terminal.close()
                    continue
                with self._lock:
                    call = _Call(terminal, bank, self._fault)
                    if self._frozen:
                        call.hold()
                    self._calls.append(call)


class _Call:
    """One connection: a thread each way, each with a gate before it passes anything on."""

    def __init__(self, terminal: socket.socket, bank: socket.socket, fault: Fault) -> None:
        self.fault = fault
        self.heard = 0  # bytes from the bank
        self.kept = b""
        self._terminal, self._bank = terminal, bank
        self._up, self._down = threading.Event(), threading.Event()
        self.release()
        for work in (self._pass_up, self._pass_down):
            threading.Thread(target=work, daemon=True).start()

    def hold(self) -> None:
        self._up.clear()
        self._down.clear()

    def release(self) -> None:
        """Answers that are lost stay lost."""
        self._up.set()
        if not (self.heard and self.fault == "mute"):
            self._down.set()

    def hang_up(self) -> None:
        self.fault = ""
        for end in (self._terminal, self._bank):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.release()

    def deliver(self) -> None:
        """Send what was kept, and keep nothing more."""
        self.fault = ""
        with suppress(OSError):
            self._bank.sendall(self.kept)
        self.release()

    def _pass_up(self) -> None:
        with suppress(OSError):
            while data := self._terminal.recv(_CHUNK):
                # The bank has spoken, so the terminal now ends the handshake. In TLS 1.3 that takes no further answer:
                # it believes to be connected, and sends its request.
                if self.heard and self.fault == "late":
                    self.kept += data
                    continue
                if self.heard and self.fault == "mute":
                    self._down.clear()
                self._up.wait()
                self._bank.sendall(data)
        self._up.wait()
        if not self.kept:  # what comes late comes on a line that stands
            with suppress(OSError):
                self._bank.shutdown(socket.SHUT_WR)

    def _pass_down(self) -> None:
        with suppress(OSError):
            while data := self._bank.recv(_CHUNK):
                self.heard += len(data)
                if self._down.is_set() or self.fault != "mute":
                    self._down.wait()
                    with suppress(OSError):  # a terminal that is gone hears nothing
                        self._terminal.sendall(data)
        with suppress(OSError):
            self._terminal.shutdown(socket.SHUT_WR)


def _sealed_records(data: bytes) -> int:
    """How many whole enciphered records there are."""
    sealed = 0
    while len(data) >= 5 and len(data) >= (end := 5 + int.from_bytes(data[3:5])):
        sealed += data[0] == _SEALED
        data = data[end:]
    return sealed
