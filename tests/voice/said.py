"""Speech for tests: made by espeak-ng, in a process of its own, as 16 kHz samples with a moment of quiet around it."""

import io
import subprocess
import wave
from functools import cache

import numpy as np

from drivers.audio.contract import HEARD_RATE
from kiosk.voice.grammar import Tongue

_VOICES = {"zh": "cmn-latn-pinyin", "en": "en-us"}
_BEFORE, _AFTER = 0.7, 1.5  # seconds
CHUNK_BYTES = HEARD_RATE // 10 * 2


@cache
def said(text: str, language: Tongue, seed: int = 1) -> bytes:
    """`text` as a microphone would give it: with its own faint noise, always the same for a seed."""
    made = subprocess.run(
        ["espeak-ng", "-v", _VOICES[language], "-s", "150", "--stdout", "--stdin"],
        input=text.encode(),
        capture_output=True,
        check=True,
    ).stdout
    with wave.open(io.BytesIO(made)) as file:
        rate, samples = file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    # written to a pipe, its header says that it is as long as can be
    count = len(samples) * HEARD_RATE // rate
    places = np.arange(count) * (rate / HEARD_RATE)
    below = places.astype(np.int64)
    above = np.minimum(below + 1, len(samples) - 1)
    sound = samples[below] * (1 - places + below) + samples[above] * (places - below)
    whole = np.concatenate([np.zeros(int(_BEFORE * HEARD_RATE)), 0.7 * sound, np.zeros(int(_AFTER * HEARD_RATE))])
    noise = np.random.default_rng(seed).standard_normal(len(whole)) * 8
    heard = np.clip(whole + noise, -32000, 32000).astype("<i2").tobytes()
    return heard[: len(heard) // CHUNK_BYTES * CHUNK_BYTES]


def pieces(samples: bytes) -> list[bytes]:
    """Tenths of a second of them."""
    return [samples[i : i + CHUNK_BYTES] for i in range(0, len(samples), CHUNK_BYTES)]
