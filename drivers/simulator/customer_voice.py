"""What a customer says: a synthetic voice before a microphone, with as much noise around it as is wanted."""

import zlib
from dataclasses import dataclass, field
from enum import StrEnum

from drivers.audio.contract import HEARD_RATE
from drivers.audio.samples import resampled
from drivers.errors import DeviceError
from drivers.speech.contract import SpeechSynthesizer
from drivers.speech.pyttsx3_child import Pyttsx3Speech

VOICES = {"zh": "cmn-latn-pinyin", "zh-Hans": "cmn-latn-pinyin", "zh-Hant": "cmn-latn-pinyin", "en": "en-us"}
RATE = 160  # words a minute
BEFORE_SECONDS = 0.7  # of the background: a recogniser has to get used to it
AFTER_SECONDS = 1.2
FAINT = 8.0  # how far the samples of a quiet hall lie from nought, as a rule
_AUDIBLE = 150


class Noise(StrEnum):
    """How much there is around a voice: the voice is so much louder."""

    NONE = "none"
    SOME = "20 dB"
    MUCH = "10 dB"


@dataclass(frozen=True)
class Utterance:
    """What the microphone gets of something said, background before and after it too. `voice_ends`: in seconds."""

    samples: bytes = field(repr=False)
    voice_ends: float


class CustomerVoice:
    """Speaks. `speech` makes the voice, None for espeak-ng's by pyttsx3."""

    def __init__(self, speech: SpeechSynthesizer | None = None) -> None:
        self._speech = speech
        self._own: Pyttsx3Speech | None = None

    async def say(self, text: str, language: str, noise: str = Noise.NONE) -> Utterance:
        """Say `text`; the same is always the same. Raises `ValueError` with a sentence where it cannot be said."""
        if language not in VOICES:
            raise ValueError(f"Nobody speaks {language!r} here: {', '.join(VOICES)}.")
        if noise not in list(Noise):
            raise ValueError(f"There is no noise {noise!r}: {', '.join(Noise)}.")
        if not text.strip():
            raise ValueError("Nothing was said.")
        try:
            speech = await self._synthesizer().render(text, voice=VOICES[language], rate=RATE)
        except DeviceError as error:
            raise ValueError(f"The customer has no voice: {error.detail}.") from error
        return _in_the_hall(resampled(speech.sound, HEARD_RATE).samples, Noise(noise), zlib.crc32(text.encode()))

    def close(self) -> None:
        """End what waits to make speech."""
        if self._own:
            self._own.close()

    def _synthesizer(self) -> SpeechSynthesizer:
        if self._speech:
            return self._speech
        self._own = self._own or Pyttsx3Speech()
        return self._own


def _in_the_hall(samples: bytes, noise: Noise, seed: int) -> Utterance:
    """A voice with its background. Noise is white: it covers all of a voice alike."""
    import numpy as np

    voice = np.frombuffer(samples, "<i2").astype(np.float64)
    audible = np.flatnonzero(np.abs(voice) > _AUDIBLE)
    ends = int(audible[-1]) + 1 if len(audible) else len(voice)
    before, after = (round(seconds * HEARD_RATE) for seconds in (BEFORE_SECONDS, AFTER_SECONDS))
    whole = np.concatenate([np.zeros(before), voice[:ends], np.zeros(after)])
    loudness = float(np.sqrt(np.mean(voice[:ends] ** 2))) if ends else 0.0
    below = {Noise.NONE: None, Noise.SOME: 20, Noise.MUCH: 10}[noise]
    around = FAINT if below is None else max(FAINT, loudness / 10 ** (below / 20))
    heard = whole + np.random.default_rng(seed).normal(0, around, len(whole))
    return Utterance(np.clip(np.rint(heard), -32768, 32767).astype("<i2").tobytes(), (before + ends) / HEARD_RATE)


def quiet_hall(chunks: int = 16) -> list[bytes]:
    """Tenths of a second of a hall in which nobody speaks; numpy is not needed for them."""
    import array
    import random

    chance = random.Random(0)  # noqa: S311 - a background, no secret
    each = HEARD_RATE // 10
    return [array.array("h", [round(chance.gauss(0, FAINT)) for _ in range(each)]).tobytes() for _ in range(chunks)]
