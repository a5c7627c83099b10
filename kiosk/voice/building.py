"""Puts the voice together from its devices and the settings."""

from collections.abc import Callable

from drivers.audio.contract import AudioSink
from drivers.speech.contract import SpeechSynthesizer
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.settings import VoiceSection
from kiosk.texts import Texts
from kiosk.voice.heard import Listening
from kiosk.voice.rendering import SpeakerVoice
from kiosk.voice.voice import Voice


def voice_of(
    sink: AudioSink,
    synthesizer: SpeechSynthesizer,
    settings: VoiceSection,
    texts: Texts,
    clock: Clock,
    journal: Recorder,
    listening: Callable[[Listening], None],
) -> Voice:
    """The voice channel. It must join the channels, and be told of what customers do (`Voice.touched`)."""
    voices = {language: SpeakerVoice(one.voice, one.rate) for language, one in settings.speakers.items()}
    return Voice(sink, synthesizer, voices, texts, clock, journal, listening, volume=settings.volume)
