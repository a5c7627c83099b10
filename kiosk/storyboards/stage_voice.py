"""The voice of a stage. All of it is real but the synthesizer, which is silent, and the ears, unless a story wants
them; no time passes while something is said."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from drivers.audio.simulated import SimulatedSource
from drivers.simulator.audio import Audio
from drivers.simulator.customer_voice import Noise
from drivers.speech.silent import SilentSpeech
from kiosk.channel_group import ChannelGroup
from kiosk.channels import LANGUAGES, Language
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.storyboards.overhearing import Overheard, StoryEars
from kiosk.texts import Texts
from kiosk.voice.dialogue import Dialogue
from kiosk.voice.ears import Ears
from kiosk.voice.heard import Heard, Listening
from kiosk.voice.listener import Listener
from kiosk.voice.rendering import SpeakerVoice
from kiosk.voice.voice import Hearing, Hears, Voice

_SETTLES = 4  # looks in a row that find it quiet
_PATIENCE = 60.0  # seconds until the ears have come up


class StageVoice:
    """`said`: all that was said, oldest first. `listening`: what the screen would show of it.

    `real_ears`: a process with the shipped models hears what a synthetic voice says.
    """

    def __init__(
        self,
        devices: Path,
        audio: Audio,
        clock: Clock,
        journal: Recorder,
        texts: Texts,
        *,
        real_ears: bool = False,
    ) -> None:
        audio.haste = True
        self.listening = Listening()
        self._audio = audio
        self._sink = Overheard(devices)
        self._ears: StoryEars | None = None
        self._process = Ears(clock) if real_ears else None
        self._source = SimulatedSource(devices)
        self._clock = clock
        voices = {language: SpeakerVoice("silent", 300) for language in LANGUAGES}
        self._voice = Voice(
            self._sink,
            SilentSpeech(),
            voices,
            texts,
            clock,
            journal,
            self._show,
            hearing=Hearing(self._hears, Dialogue(texts)),
        )

    def join(self, channels: ChannelGroup) -> None:
        """Be one of the channels."""
        channels.on_act = self._voice.touched
        channels.join(self._voice)

    async def close(self) -> None:
        """End what runs for it; the channels have been stopped."""
        if self._process:
            self._process.close()
        await self._sink.disconnect()
        await self._source.disconnect()

    @property
    def said(self) -> list[str]:
        """What has been said, as it is spoken: numbers in words."""
        return self._sink.said

    async def until_quiet(self) -> None:
        """Wait until it has said what there is to say."""
        quiet = 0
        while quiet < _SETTLES:
            quiet = 0 if self._voice.talking else quiet + 1
            await asyncio.sleep(0.005)

    async def hears(self, text: str, language: Language, noise: str) -> None:
        """A customer says this, as soon as the terminal listens. `noise`: for the real ears; "": a quiet hall."""
        await self.until_quiet()
        if self._ears:
            self._ears.say(text, language)
        else:
            await self._audio.say(text, language, noise or Noise.NONE, patience=_PATIENCE)

    def _show(self, now: Listening) -> None:
        self.listening = now

    def _hears(
        self, heard: Callable[[Heard], None], level: Callable[[float | None], None], told: Callable[[str, bool], None]
    ) -> Hears:
        if self._process:
            # A simulated loudspeaker has no echo that it would have to wait for.
            return Listener(
                self._source, self._process, self._clock, heard, level, told=told, now=lambda: float("-inf")
            )
        self._ears = StoryEars(heard, level)
        return self._ears
