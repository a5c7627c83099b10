"""Gives a terminal its voice, once the first screen is there: nobody waits for what a voice imports."""

import asyncio
import importlib
import sys
from collections.abc import Callable

from kiosk.backends import audio_of, speech_of
from kiosk.channel_group import ChannelGroup
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.settings import Settings
from kiosk.texts import Texts
from kiosk.voice.heard import Listening
from kiosk.voice.models import folders, notices


async def let_speak(
    settings: Settings,
    clock: Clock,
    journal: Recorder,
    texts: Texts,
    listening: Callable[[Listening], None],
    channels: ChannelGroup,
) -> None:
    """The voice joins the other channels, where the settings name what it speaks with."""
    audio, speech = audio_of(settings), speech_of(settings)
    if audio is None or speech is None:
        return
    sink, source = audio
    models = folders(settings.state.folder)
    if settings.voice.listen:
        for notice in notices(settings.state.folder):
            print(f"kiosk: ears, {notice}", file=sys.stderr, flush=True)
    building = await asyncio.to_thread(importlib.import_module, "kiosk.voice.building")
    voice = building.voice_of(
        sink, source, speech, settings.voice, models, texts, clock, journal, listening, speech.close
    )
    channels.on_act = voice.touched
    channels.join(voice)
