"""A sound card, by PortAudio in a process of its own for each direction (card_process.py): what hangs, hangs there."""

import asyncio
import base64
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from drivers import errors
from drivers.audio.contract import Chunk, SinkStatus, Sound, SourceStatus
from drivers.audio.samples import at_volume
from drivers.child import Child, reap

NAME = "audio"
_COMMAND = (sys.executable, "-m", "drivers.audio.card_process")
_STOP_SECONDS = 0.08  # that a process may take to stop a sound; then it is ended, and the sound with it


class SoundCardSink:
    """Implements `AudioSink`. `device`: as PortAudio names it, "" for its default; ALSA's and PulseAudio's are known.

    `seconds`: what starting may take, and what playing may take longer than the sound.
    """

    def __init__(self, device: str = "", *, seconds: float = 3.0) -> None:
        self.seconds = seconds
        self._device = device
        self._turn = asyncio.Lock()
        self._child: Child | None = None

    async def status(self) -> SinkStatus:
        if self._turn.locked():
            return SinkStatus(True)  # it plays
        async with self._turn:
            try:
                await self._ready()
            except errors.DeviceError as error:
                return SinkStatus(False, error.detail)
        return SinkStatus(True)

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        said = at_volume(sound, volume, NAME)
        async with self._turn:
            child = await self._ready()
            try:
                async with asyncio.timeout(said.seconds + self.seconds):
                    await child.tell({"rate": said.rate, "bytes": len(said.samples)}, said.samples)
                    while "ended" not in (told := await child.hear()):
                        if begun:
                            begun()
            except TimeoutError:
                self.close()
                raise errors.TimedOut(NAME, "the card did not play it to its end: check it, and its cable") from None
            except asyncio.CancelledError:
                await self._stop(child)
                raise
            except errors.DeviceError:
                self.close()
                raise
            if not told["ended"]:
                self.close()
                raise errors.Disconnected(NAME, "the card stopped playing: check its cable")

    async def headset_changed(self, known: bool) -> bool:
        """A card does not tell."""
        return bool(await asyncio.Event().wait()) and known

    def close(self) -> None:
        """End the process; a later call starts another."""
        if self._child:
            self._child.end()
            self._child = None
        reap()

    async def _ready(self) -> Child:
        """The process, when it has found the card. Raises `Disconnected`, `TimedOut`."""
        if self._child and not self._child.has_died:
            return self._child
        self.close()
        child = self._child = Child(NAME, [*_COMMAND, "play", self._device])
        try:
            async with asyncio.timeout(self.seconds):
                await child.hear()
        except TimeoutError:
            self.close()
            raise errors.TimedOut(NAME, f"the sound card is not ready after {self.seconds:g} s") from None
        except (errors.DeviceError, asyncio.CancelledError):
            self.close()
            raise
        return child

    async def _stop(self, child: Child) -> None:
        """Wait until it has stopped, also where the caller is cancelled once more meanwhile: the next sound would
        hear what the process says of this one."""
        stopping = asyncio.create_task(self._stopped(child), name="stop a sound")
        while not stopping.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({stopping})
        stopping.result()

    async def _stopped(self, child: Child) -> None:
        """Stop the sound, and have the process ready for another; end it where it does not obey."""
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await child.tell({"stop": True})
                while "ended" not in await child.hear():
                    pass
        except (TimeoutError, errors.DeviceError):
            self.close()


class SoundCardSource:
    """Implements `AudioSource`. `device`: as PortAudio names it, "" for its default.

    `first_seconds`: how long the first chunk may take to come, `chunk_seconds`: each of the others.
    """

    def __init__(self, device: str = "", *, first_seconds: float = 5.0, chunk_seconds: float = 2.0) -> None:
        self.first_seconds = first_seconds
        self.chunk_seconds = chunk_seconds
        self._device = device
        self._in_use = False

    async def status(self) -> SourceStatus:
        """It is opened for no status: that a card is there is all that is looked at."""
        if self._in_use:
            return SourceStatus(True)
        child = Child(NAME, [*_COMMAND, "look", self._device])
        try:
            async with asyncio.timeout(self.first_seconds):
                await child.hear()
        except TimeoutError:
            return SourceStatus(False, f"the sound card is not ready after {self.first_seconds:g} s")
        except errors.DeviceError as error:
            return SourceStatus(False, error.detail)
        finally:
            child.end()
        return SourceStatus(True)

    async def chunks(self) -> AsyncGenerator[Chunk]:
        if self._in_use:
            raise errors.Refused(NAME, "somebody listens already")
        self._in_use = True
        child = Child(NAME, [*_COMMAND, "hear", self._device])
        try:
            async with aclosing(self._heard(child)) as heard:
                async for chunk in heard:
                    yield chunk
        finally:
            child.end()
            self._in_use = False

    async def _heard(self, child: Child) -> AsyncGenerator[Chunk]:
        limit = self.first_seconds
        while True:
            try:
                async with asyncio.timeout(limit):
                    said = await child.hear()
                    while "samples" not in said:
                        said = await child.hear()
            except TimeoutError:
                raise errors.TimedOut(NAME, f"nothing was heard for {limit:g} s: check the microphone") from None
            yield Chunk(base64.b64decode(said["samples"]), said["at"], said["number"])
            limit = self.chunk_seconds
