"""The kiosk's side of the face engine's process: starts it, hands it pictures one at a time, replaces it when lost.

Pictures go through anonymous shared memory with room for one: nothing can queue up. What is said about them goes over a
socket pair as JSON, one object a line. Each question carries a number that its answer repeats; the next is not asked
before the last is answered, so that nobody writes into the memory while the engine reads it.
"""

import asyncio
import json
import mmap
import os
import socket
import subprocess
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from kiosk.clock import Clock
from kiosk.identity.verdicts import EngineLost

Message = dict[str, Any]
T = TypeVar("T")

ROOM_BYTES = 16 * 2**20  # of the shared memory: a picture of 2560 x 1920; pages that are not written cost nothing
COMMAND = (sys.executable, "-m", "kiosk.identity.face_engine")
_REAP_SECONDS = 1.0
GARBAGE = (ValueError, KeyError, TypeError, RecursionError)  # what an answer that is none of ours raises


class EngineLink:
    """One engine after another. `command` is the child's; the descriptors of memory and socket are added to it."""

    def __init__(self, clock: Clock, command: Sequence[str] = COMMAND) -> None:
        self._clock = clock
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._descriptor = os.memfd_create("face-engine", os.MFD_CLOEXEC)
        os.ftruncate(self._descriptor, ROOM_BYTES)
        self._memory = mmap.mmap(self._descriptor, ROOM_BYTES)
        self._used = 0
        self._asked = 0
        self._answered = 0

    @property
    def pid(self) -> int | None:
        """The engine's process, while there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start an engine, if none runs. It answers once it has been asked; nothing waits here. Raises `OSError`."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            self._process = self._begun(theirs.fileno())
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self._socket = ours
        self._asked = self._answered = 0

    def _begun(self, descriptor: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own module and descriptors, no shell
            [*self._command, str(descriptor), str(self._descriptor), str(os.getpid())],
            pass_fds=(descriptor, self._descriptor),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            # freed memory is overwritten at once, also where a library copies a picture and lets it go
            env=os.environ | {"MALLOC_PERTURB_": "165"},
            start_new_session=True,  # a Ctrl-C is the kiosk's to handle
        )

    def close(self) -> None:
        """End the engine and overwrite what the memory holds. The link cannot be used after it."""
        self._stop()
        self._memory.close()
        os.close(self._descriptor)

    def replace(self) -> None:
        """End the engine, whatever it does, and start another: now, or where that fails, when it is asked next."""
        self._stop()
        with suppress(OSError):  # too many processes, no memory: whoever asks next is told
            self.start()

    async def ask(self, message: Message, *, limit: float, data: bytes = b"") -> Message:
        """Put `data` into the memory and `message` to the engine; give its answer.

        `limit` seconds are counted from now. Raises `EngineLost` when the engine has died, does not answer in time or
        answers nonsense; it has been replaced then. Raises `ValueError` where `data` is more than `ROOM_BYTES`.
        """
        if len(data) > ROOM_BYTES:
            raise ValueError(f"{len(data)} bytes do not fit")
        try:
            return await self._within(limit, self._ask(message, data))
        except (TimeoutError, OSError, EOFError, *GARBAGE) as error:
            self.replace()
            raise EngineLost(type(error).__name__) from None

    def tell(self, message: Message) -> None:
        """Tell the engine something it does not answer. One that is gone is told nothing."""
        if self._streams is not None and not self._streams[1].is_closing():
            self._streams[1].write(_line(message))

    async def _ask(self, message: Message, data: bytes) -> Message:
        self.start()
        if self._streams is None:
            assert self._socket is not None
            self._streams = await asyncio.open_unix_connection(sock=self._socket)
        reader, writer = self._streams
        while self._answered < self._asked:  # the last asker was cancelled: its picture may still be read
            self._answered = int(_message(await _read(reader))["number"])
        self._asked += 1
        self._memory[: len(data)] = data
        self._used = max(self._used, len(data))
        writer.write(_line(message | {"number": self._asked}))
        answer = _message(await _read(reader))
        self._answered = int(answer["number"])
        if self._answered != self._asked:
            raise ValueError("an answer to another question")
        return answer

    async def _within(self, seconds: float, work: Coroutine[None, None, T]) -> T:
        """As `asyncio.timeout`, by the clock that was passed in."""
        working = asyncio.ensure_future(work)
        alarm = asyncio.ensure_future(self._clock.until(self._clock.now() + seconds))
        try:
            await asyncio.wait({working, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise TimeoutError
            return working.result()
        finally:
            for task in (working, alarm):
                task.cancel()

    def _stop(self) -> None:
        if self._streams is not None:
            self._streams[1].transport.abort()
        elif self._socket is not None:
            self._socket.close()
        self._socket = self._streams = None
        if self._process is not None:
            self._process.kill()  # it keeps nothing that a kill could spoil
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_REAP_SECONDS)
            self._process = None
        self._memory[: self._used] = bytes(self._used)
        self._used = 0


async def _read(reader: asyncio.StreamReader) -> bytes:
    line = await reader.readline()
    if not line.endswith(b"\n"):
        raise EOFError("the engine has ended")
    return line


def _message(line: bytes) -> Message:
    message = json.loads(line)
    if not isinstance(message, dict):
        raise TypeError("not an object")
    return message  # pyright: ignore[reportUnknownVariableType] - JSON's objects have text as keys


def _line(message: Message) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"
