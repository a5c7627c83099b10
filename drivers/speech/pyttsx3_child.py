"""Speech by pyttsx3 and espeak-ng: one child process an utterance (utter.py), started before it is needed.

Text and answer go over a socket, the sound through memory without a name. So nothing of either stands on a command
line or a disk, and cancelling is killing.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from typing import Any

from drivers import errors
from drivers.audio.contract import Sound
from drivers.audio.samples import from_wav
from drivers.child import Child, reap
from drivers.speech.contract import Speech, SpeechStatus, Word
from drivers.wire import JSON

NAME = "speech"
LONGEST = 2000  # characters
SLOWEST, FASTEST = 80, 450  # words a minute that espeak-ng knows
AT_ONCE = 2  # that make speech at one time; one more waits
COMMAND = (sys.executable, "-m", "drivers.speech.utter")


class Pyttsx3Speech:
    """Implements `SpeechSynthesizer`. Voices: espeak-ng's names, as "cmn-latn-pinyin", "en-us", "en-gb".

    A rate beyond what espeak-ng knows is the nearest that it does. `seconds`: how long one utterance may take, from
    when its turn has come. `command`: the child's.
    """

    def __init__(self, *, seconds: float = 10.0, command: Sequence[str] = COMMAND) -> None:
        self.seconds = seconds
        self._command = command
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting: _Child | None = None
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
        _check(text)
        rate = min(max(rate, SLOWEST), FASTEST)
        async with self._turns:
            child, self._waiting = self._next(), None
            try:
                async with asyncio.timeout(self.seconds):
                    return await child.render({"text": text, "voice": voice, "rate": rate})
            except TimeoutError:
                raise errors.TimedOut(NAME, f"no speech after {self.seconds:g} s") from None
            finally:
                child.end()
                if not self._closed:
                    self._waiting = self._waiting or _Child(self._command)

    def close(self) -> None:
        """End the child that waits; no other is started ahead from now on."""
        self._closed = True
        self._give_up_waiting()
        reap(wait=True)

    def _next(self) -> "_Child":
        if self._waiting is not None and self._waiting.has_died:
            self._give_up_waiting()
        self._waiting = self._waiting or _Child(self._command)
        return self._waiting

    def _give_up_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.end()
            self._waiting = None


class _Child:
    """One child. Its `greeting` ends when it could begin, or raises `Disconnected`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._memory = os.memfd_create(NAME, os.MFD_CLOEXEC)
        os.fchmod(self._memory, 0o600)
        self._child = Child(NAME, command, descriptors=[self._memory])
        self.greeting = asyncio.create_task(self._child.hear(), name="start speech")

    @property
    def has_died(self) -> bool:
        """Whether nothing can come from it any more."""
        return self._child.has_died

    async def render(self, request: dict[str, JSON]) -> Speech:
        """Have it make speech, its first and last."""
        await self.greeting
        await self._child.tell(request)
        answer = await self._child.hear()
        sound = _sound(os.pread(self._memory, os.fstat(self._memory).st_size, 0))
        return Speech(sound, tuple(Word(int(start), int(length), float(at)) for start, length, at in answer["words"]))

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.greeting.cancel()
        self.greeting.add_done_callback(_not_missed)
        self._child.end()
        os.close(self._memory)


def _check(text: str) -> None:
    if not text.strip() or "\0" in text:
        raise errors.Refused(NAME, "nothing that could be said")
    if len(text) > LONGEST:
        raise errors.Refused(NAME, f"{len(text)} characters: at most {LONGEST} can be said at once")


def _sound(content: bytes) -> Sound:
    if not content:
        raise errors.Refused(NAME, "pyttsx3 wrote no sound")
    return from_wav(content, NAME)


def _not_missed(greeting: asyncio.Task[Any]) -> None:
    """What ended it has been raised, or nobody waits for it any more."""
    if not greeting.cancelled():
        greeting.exception()
