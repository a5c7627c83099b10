"""A process of our own that does what a driver should not do in the terminal's: a library that hangs, hangs there.

They talk over a socket that is the child's standard input, JSON, one object a line. A line with "error" names a device
error and its "detail".
"""

import asyncio
import json
import os
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from drivers import errors
from drivers.wire import JSON

_ROOT = Path(__file__).resolve().parents[1]
_REAP_SECONDS = 2.0
_MOST_BYTES = 2**20  # of a line
_KINDS = {kind.__name__: kind for kind in (errors.Refused, errors.TimedOut, errors.Disconnected)}

_ended: list[subprocess.Popen[bytes]] = []  # were killed, and have not been waited for


class Child:
    """`command` with the number of this process and `descriptors`, which it gets, as its last arguments.

    `device`: in whose name errors are raised.
    """

    def __init__(self, device: str, command: Sequence[str], *, descriptors: Sequence[int] = ()) -> None:
        reap()
        self._device = device
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules and descriptors, no shell
                [*command, str(os.getpid()), *map(str, descriptors)],
                cwd=_ROOT,
                pass_fds=tuple(descriptors),
                stdin=theirs.fileno(),
                # libraries print what they like: also what is said
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is the terminal's to handle
            )
        self._socket = ours
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @property
    def has_died(self) -> bool:
        """Whether nothing can come from it any more."""
        return self._process.poll() is not None

    async def tell(self, message: dict[str, JSON], data: bytes = b"") -> None:
        """Send a line, and `data` after it. A child that is gone is told nothing."""
        _, writer = await self._opened()
        if not writer.is_closing():
            writer.write(json.dumps(message).encode() + b"\n" + data)

    async def hear(self) -> dict[str, JSON]:
        """What it says next. Raises what it reports, and `Disconnected` where it has died or talks nonsense."""
        reader, _ = await self._opened()
        try:
            line = await reader.readline()
            said: dict[str, JSON] = (
                json.loads(line) if line else {"error": "Disconnected", "detail": "its process died"}
            )
            if "error" not in said:
                return said
            error = _KINDS[said["error"]](self._device, str(said["detail"]))
        except (OSError, ValueError, KeyError, TypeError):
            error = errors.Disconnected(self._device, "its process does not answer as it should")
        raise error

    def end(self) -> None:
        """Kill it, whatever it does: it keeps nothing that a kill could spoil."""
        if self._streams is not None:
            self._streams[1].transport.abort()
        else:
            self._socket.close()
        self._process.kill()
        _ended.append(self._process)

    async def _opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            self._streams = await asyncio.open_unix_connection(sock=self._socket, limit=_MOST_BYTES)
        return self._streams


def reap(*, wait: bool = False) -> None:
    """Have done with children that were ended; with `wait`, wait for them."""
    for process in list(_ended):
        if wait:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_REAP_SECONDS)
        if process.poll() is not None:
            _ended.remove(process)
