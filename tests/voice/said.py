"""Speech for tests: made by espeak-ng, in a process of its own, as 16 kHz samples with a moment of quiet around it."""

import io
import random
import subprocess
import wave
from array import array
from functools import cache

from drivers.audio.contract import HEARD_RATE
from kiosk.voice.grammar import Tongue

_VOICES = {"zh": "cmn-latn-pinyin", "en": "en-us"}
_BEFORE, _AFTER = 0.7, 1.5  # seconds
_NOISE = 8.0
CHUNK_BYTES = HEARD_RATE // 10 * 2


@cache
def said(text: str, language: Tongue, seed: int = 1, voice: str = "") -> bytes:
    """`text` as a microphone would give it: with its own faint noise, always the same for a seed. `voice`: one of
    espeak-ng's, without it its own."""
    made = subprocess.run(
        [
            "espeak-ng",
            "-v",
            f"{_VOICES[language]}+{voice}" if voice else _VOICES[language],
            "-s",
            "150",
            "--stdout",
            "--stdin",
        ],
        input=text.encode(),
        capture_output=True,
        check=True,
    ).stdout
    with wave.open(io.BytesIO(made)) as file:
        rate, sound = file.getframerate(), array("h", file.readframes(file.getnframes()))
    step = rate / HEARD_RATE
    places = [i * step for i in range(int((len(sound) - 1) / step))]
    speech = [sound[int(at)] + (at % 1) * (sound[int(at) + 1] - sound[int(at)]) for at in places]
    dice = random.Random(seed)
    whole = [0.0] * int(_BEFORE * HEARD_RATE) + speech + [0.0] * int(_AFTER * HEARD_RATE)
    heard = array("h", (int(0.7 * one + dice.gauss(0, _NOISE)) for one in whole)).tobytes()
    return heard[: len(heard) // CHUNK_BYTES * CHUNK_BYTES]


def pieces(samples: bytes) -> list[bytes]:
    """Tenths of a second of them."""
    return [samples[i : i + CHUNK_BYTES] for i in range(0, len(samples), CHUNK_BYTES)]
