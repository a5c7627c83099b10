"""Loudspeaker and speech made of paper: what is said is written down, and lasts as long as a clock says."""

import asyncio
from collections.abc import Callable

from drivers.audio.contract import SinkStatus, Sound
from drivers.errors import DeviceError
from drivers.speech.contract import Speech, SpeechStatus, Word
from kiosk.clock import SteppedClock
from kiosk.voice.rendering import SpeakerVoice

VOICES = {"zh-Hans": SpeakerVoice("mandarin", 160), "en": SpeakerVoice("english", 150)}
SECONDS = 0.1  # that a character takes
RATE = 1000


class PaperSink:
    """`played` holds texts, "" for a tone; `stopped` those that were cut short."""

    def __init__(self, clock: SteppedClock) -> None:
        self.clock = clock
        self.played: list[str] = []
        self.stopped: list[str] = []
        self.volumes: list[float] = []
        self.playing = 0
        self.closed = False
        self.error: DeviceError | None = None
        self.now = SinkStatus(True)
        self.headset = False
        self._changed = asyncio.Event()

    @property
    def words(self) -> list[str]:
        return [text for text in self.played if text]

    async def status(self) -> SinkStatus:
        return self.now

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        if self.error:
            raise self.error
        assert not self.playing, "one sound at a time"
        self.played.append(text)
        self.volumes.append(volume)
        self.playing += 1
        if begun:
            begun()
        try:
            await self.clock.until(self.clock.now() + sound.seconds)
        except asyncio.CancelledError:
            self.stopped.append(text)
            await asyncio.sleep(0)  # a device takes a moment to be quiet
            raise
        finally:
            self.playing -= 1

    async def headset_changed(self, known: bool) -> bool:
        while self.headset == known:
            self._changed.clear()
            await self._changed.wait()
        return self.headset

    def close(self) -> None:
        self.closed = True

    def plug(self, *, in_it: bool) -> None:
        self.headset = in_it
        self._changed.set()


class PaperSpeech:
    """`rendered` holds (text, voice, rate). While `held`, it makes nothing."""

    def __init__(self) -> None:
        self.rendered: list[tuple[str, str, int]] = []
        self.cancelled = 0
        self.error: DeviceError | None = None
        self.now = SpeechStatus(True)
        self.go = asyncio.Event()
        self.go.set()

    async def status(self) -> SpeechStatus:
        return self.now

    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        self.rendered.append((text, voice, rate))
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.error:
            raise self.error
        samples = bytes(2 * int(RATE * SECONDS * len(text)))
        words = tuple(Word(at, 1, at * SECONDS) for at in range(len(text)))
        return Speech(Sound(samples, RATE), words)


async def settle() -> None:
    """Let what can happen now happen."""
    for _ in range(12):
        await asyncio.sleep(0)


async def pass_time(clock: SteppedClock, seconds: float) -> None:
    """Let time pass, a twentieth of a second at a time."""
    for _ in range(round(seconds * 20)):
        clock.advance(0.05)
        await settle()
