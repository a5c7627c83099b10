"""The synthesizers for the suite, which need no hand to be moved: each rig starts one."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from drivers.speech.pyttsx3_child import Pyttsx3Speech
from drivers.speech.silent import SilentSpeech

Silent = TypeVar("Silent", bound=SilentSpeech)


@dataclass(frozen=True)
class Voices:
    voices: dict[str, str]
    no_voice: str


@asynccontextmanager
async def silent(backend: Callable[[], Silent]) -> AsyncGenerator[tuple[Silent, Voices], None]:
    yield backend(), Voices({"zh": "any", "en": "any"}, "")


@asynccontextmanager
async def pyttsx3() -> AsyncGenerator[tuple[Pyttsx3Speech, Voices], None]:
    speech = Pyttsx3Speech()
    try:
        yield speech, Voices({"zh": "cmn-latn-pinyin", "en": "en-us"}, "nobody")
    finally:
        speech.close()
