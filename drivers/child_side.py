"""What a process that `drivers.child` starts does first, and how it talks."""

import ctypes
import json
import os
import resource
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from drivers.errors import DeviceError
from drivers.wire import JSON

_PR_SET_PDEATHSIG = 1


class Link:
    """The socket to whoever started this process. `say` may be called by any thread."""

    def __init__(self, link: socket.socket) -> None:
        self._socket = link
        self._turn = threading.Lock()
        self._lines: IO[bytes] = link.makefile("rb")

    def say(self, message: dict[str, JSON]) -> None:
        """Send a line; nobody may listen any more."""
        with suppress(OSError), self._turn:
            self._socket.sendall(json.dumps(message).encode() + b"\n")

    def fail(self, error: DeviceError) -> None:
        """Say what went wrong."""
        self.say({"error": type(error).__name__, "detail": error.detail})

    def heard(self) -> Iterator[dict[str, JSON]]:
        """What the other side says, until it hangs up."""
        with suppress(OSError):
            for line in self._lines:
                yield json.loads(line)

    def data(self, count: int) -> bytes:
        """The `count` bytes that follow a line."""
        return self._lines.read(count)


def begin(parent: int) -> Link:
    """Be a child of `parent`: end when it ends, leave no dump; gives the link to it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _leave_no_dump()
    return Link(socket.socket(fileno=0))


def _leave_no_dump() -> None:
    """A core dump would write down what is said. A limit of 1 also turns off dumps into a pipe, which ignore 0."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    least = 1 if hard == resource.RLIM_INFINITY else min(1, hard)
    resource.setrlimit(resource.RLIMIT_CORE, (least, least))
    with suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0")
