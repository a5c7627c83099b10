"""Puts the voice together from its devices and the settings."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from drivers.audio.contract import AudioSink, AudioSource
from drivers.speech.contract import SpeechSynthesizer
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.settings import VoiceSection
from kiosk.texts import Texts
from kiosk.voice.dialogue import Dialogue
from kiosk.voice.ears import Ears
from kiosk.voice.heard import Heard, Listening
from kiosk.voice.listener import Listener
from kiosk.voice.rendering import SpeakerVoice
from kiosk.voice.voice import Hearing, Voice


def voice_of(
    sink: AudioSink,
    source: AudioSource,
    synthesizer: SpeechSynthesizer,
    settings: VoiceSection,
    models: Mapping[str, Path],
    texts: Texts,
    clock: Clock,
    journal: Recorder,
    listening: Callable[[Listening], None],
    let_go: Callable[[], None] = lambda: None,
) -> Voice:
    """The voice channel. It must join the channels, and be told of what customers do (`Voice.touched`).

    `models`: the folder of each language's ears. `let_go` is called when it has ended.
    """
    ears = Ears(clock, models) if settings.listen else None

    def listener(
        heard: Callable[[Heard], None], level: Callable[[float | None], None], told: Callable[[str, bool], None]
    ) -> Listener:
        assert ears is not None, "made for who listens"
        return Listener(source, ears, clock, heard, level, told=told, unheard=_unheard, barge_in=settings.barge_in)

    def close() -> None:
        if ears:
            ears.close()
        let_go()

    return Voice(
        sink,
        synthesizer,
        {language: SpeakerVoice(one.voice, one.rate) for language, one in settings.speakers.items()},
        texts,
        clock,
        journal,
        listening,
        volume=settings.volume,
        hearing=Hearing(listener, Dialogue(texts)) if ears else None,
        let_go=close,
        trouble=_trouble,
    )


def _unheard(phrases: tuple[str, ...]) -> None:
    """Say to staff what the model has no words for, so that nobody waits for it to be heard."""
    print(f"kiosk: ears, no words in the model for: {', '.join(phrases)}", file=sys.stderr, flush=True)


def _trouble(reason: str) -> None:
    """Say to staff what the journal has only the kind of: a voice that is not there, a cable."""
    print(f"kiosk: voice, {reason}", file=sys.stderr, flush=True)
