"""Speech by pyttsx3 and espeak-ng: one child process an utterance (utter.py), started before it is needed.

Text and answer go over a socket, the sound through memory without a name. So nothing of either stands on a command
line or a disk, and cancelling is killing.
"""

import asyncio
import io
import json
import os
import socket
import subprocess
import sys
import wave
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from drivers import errors
from drivers.audio.contract import Sound
from drivers.speech.contract import Speech, SpeechStatus, Word

NAME = "speech"
LONGEST = 2000  # characters
RATES = range(80, 451)  # words a minute that espeak-ng knows
AT_ONCE = 2  # that make speech at one time; one more waits
COMMAND = (sys.executable, "-m", "drivers.speech.utter")
_ROOT = Path(__file__).resolve().parents[2]
_REAP_SECONDS = 2.0


class Pyttsx3Speech:
    """Implements `SpeechSynthesizer`. Voices: espeak-ng's names, as "cmn-latn-pinyin", "en-us", "en-gb".

    `seconds`: how long one utterance may take, from when its turn has come. `command`: the child's.
    """

    def __init__(self, *, seconds: float = 10.0, command: Sequence[str] = COMMAND) -> None:
        self.seconds = seconds
        self._command = command
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting: _Child | None = None
        self._ended: list[subprocess.Popen[bytes]] = []
        self._closed = False

    async def status(self) -> SpeechStatus:
        try:
            async with asyncio.timeout(self.seconds):
                await asyncio.shield(self._next().greeting)
        except TimeoutError:
            return SpeechStatus(False, f"espeak-ng is not ready after {self.seconds:g} s")
        except errors.DeviceError as error:
            self._give_up_waiting()  # it is tried again when it is asked again
            return SpeechStatus(False, error.detail)
        return SpeechStatus(True)

    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        _check(text, rate)
        async with self._turns:
            child, self._waiting = self._next(), None
            try:
                async with asyncio.timeout(self.seconds):
                    return await child.render({"text": text, "voice": voice, "rate": rate})
            except TimeoutError:
                raise errors.TimedOut(NAME, f"no speech after {self.seconds:g} s") from None
            finally:
                self._ended.append(child.end())
                if not self._closed:
                    self._waiting = self._waiting or self._started()

    def close(self) -> None:
        """End the child that waits; no other is started ahead from now on."""
        self._closed = True
        self._give_up_waiting()
        for process in self._ended:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_REAP_SECONDS)
        self._ended.clear()

    def _next(self) -> "_Child":
        if self._waiting is not None and self._waiting.has_died:
            self._give_up_waiting()
        self._waiting = self._waiting or self._started()
        return self._waiting

    def _started(self) -> "_Child":
        self._ended = [process for process in self._ended if process.poll() is None]
        return _Child(self._command)

    def _give_up_waiting(self) -> None:
        if self._waiting is not None:
            self._ended.append(self._waiting.end())
            self._waiting = None


class _Child:
    """One child. Its `greeting` ends when it could begin, or raises `Disconnected`."""

    def __init__(self, command: Sequence[str]) -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._memory = os.memfd_create(NAME, os.MFD_CLOEXEC)
        os.fchmod(self._memory, 0o600)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module and descriptors, no shell
                [*command, str(self._memory), str(os.getpid())],
                cwd=_ROOT,
                pass_fds=(self._memory,),
                stdin=theirs.fileno(),
                # pyttsx3 and the library print what they like, also what is said
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is the terminal's to handle
            )
        self._socket = ours
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.greeting = asyncio.create_task(self._greet(), name="start speech")

    @property
    def has_died(self) -> bool:
        """Whether nothing can come from it any more."""
        return self._process.poll() is not None

    async def render(self, request: dict[str, Any]) -> Speech:
        """Have it make speech, its first and last."""
        reader, writer = await self.greeting
        writer.write(json.dumps(request).encode() + b"\n")
        answer = await _heard(reader)
        sound = _sound(_content(self._memory))
        return Speech(sound, tuple(Word(int(start), int(length), float(at)) for start, length, at in answer["words"]))

    def end(self) -> subprocess.Popen[bytes]:
        """Kill it, whatever it does; gives what has to be waited for."""
        self.greeting.cancel()
        self.greeting.add_done_callback(_not_missed)
        if self._streams is not None:
            self._streams[1].transport.abort()
        else:
            self._socket.close()
        self._process.kill()  # it keeps nothing that a kill could spoil
        os.close(self._memory)
        return self._process

    async def _greet(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._streams = await asyncio.open_unix_connection(sock=self._socket)
        await _heard(self._streams[0])
        return self._streams


def _check(text: str, rate: int) -> None:
    if not text.strip() or "\0" in text:
        raise errors.Refused(NAME, "nothing that could be said")
    if len(text) > LONGEST:
        raise errors.Refused(NAME, f"{len(text)} characters: at most {LONGEST} can be said at once")
    if rate not in RATES:
        raise errors.Refused(NAME, f"{rate} words a minute: from {RATES.start} to {RATES.stop - 1} can be said")


async def _heard(reader: asyncio.StreamReader) -> dict[str, Any]:
    """What the child says next. Raises what it reports, and `Disconnected` where it has died."""
    try:
        line = await reader.readline()
        said: dict[str, Any] = json.loads(line) if line else {"error": "Disconnected", "detail": "its process died"}
    except (OSError, ValueError):
        raise errors.Disconnected(NAME, "its process does not answer as it should") from None
    if "error" in said:
        kinds = (errors.Refused, errors.TimedOut)
        kind = next((kind for kind in kinds if kind.__name__ == said["error"]), errors.Disconnected)
        raise kind(NAME, str(said["detail"]))
    return said


def _content(memory: int) -> bytes:
    return os.pread(memory, os.fstat(memory).st_size, 0)


def _sound(content: bytes) -> Sound:
    try:
        with wave.open(io.BytesIO(content)) as file:
            return Sound(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError):
        raise errors.Refused(NAME, "pyttsx3 wrote no sound") from None


def _not_missed(greeting: asyncio.Task[Any]) -> None:
    """What ended it has been raised, or nobody waits for it any more."""
    if not greeting.cancelled():
        greeting.exception()
