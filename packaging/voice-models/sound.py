"""What happens to speech on its way: noise, people talking behind, a room, a microphone. 16,000 samples a second."""

import random
from collections.abc import Sequence
from typing import Literal

import numpy as np
import scipy.signal
from speech import RATE, speak
from texts import between, other_text
from voices import ACCENTS, Language

HEARD_RATE = 16_000
_AUDIBLE = 200  # of 32,768: louder samples are speech
Noise = Literal["white", "pink", "brown", "babble"]


def heard(samples: np.ndarray, factor: float = 1.0) -> np.ndarray:
    """Bring espeak-ng's samples to `HEARD_RATE`. A `factor` above 1 raises pitch, formants and tempo together."""
    assert RATE == 22_050, "320 / 441 is 16,000 / 22,050"
    return scipy.signal.resample_poly(samples, 320, round(441 * factor))


def noise(kind: Noise, count: int, chance: np.random.Generator, behind: np.ndarray | None = None) -> np.ndarray:
    """Give `count` samples of noise, of any loudness. "babble": 3 to 6 pieces of `behind` at once."""
    if kind == "babble":
        assert behind is not None
        voices = np.zeros(count)
        for _ in range(chance.integers(3, 7)):
            first = chance.integers(0, len(behind) - count) if len(behind) > count else 0
            voices += np.resize(behind[first : first + count], count) * chance.uniform(0.4, 1)
        return voices
    flat = chance.standard_normal(count)
    if kind == "white":
        return flat
    spectrum = np.fft.rfft(flat)
    places = np.arange(len(spectrum))
    places[0] = 1
    return np.fft.irfft(spectrum / places ** (0.5 if kind == "pink" else 0.9), count)


def with_noise(
    samples: np.ndarray, decibels: float, kind: Noise, chance: np.random.Generator, behind: np.ndarray | None = None
) -> np.ndarray:
    """Add noise that is `decibels` below the speech, measured where there is speech."""
    audible = np.abs(samples) > _AUDIBLE
    power = np.mean(samples[audible] ** 2) if audible.any() else 1e4
    added = noise(kind, len(samples), chance, behind)
    return samples + added * np.sqrt(power / 10 ** (decibels / 10) / (np.mean(added**2) + 1e-9))


def in_room(samples: np.ndarray, seconds: float, direct: float, chance: np.random.Generator) -> np.ndarray:
    """Add a small room's echo: it falls by 60 dB in `seconds`, and is `direct` dB below what comes straight."""
    count = int(HEARD_RATE * min(seconds, 0.5))
    echo = chance.standard_normal(count) * np.exp(-6.9 * np.arange(count) / (HEARD_RATE * seconds))
    echo[:40] = 0
    echo *= 10 ** (-direct / 20) / np.sqrt(np.sum(echo**2))
    echo[0] = 1
    return scipy.signal.fftconvolve(samples, echo)[: len(samples)]


def through_microphone(samples: np.ndarray, chance: np.random.Generator, depth: float = 6) -> np.ndarray:
    """Bend the frequency response smoothly by up to `depth` dB: microphones differ."""
    spectrum = np.fft.rfft(samples)
    places = np.linspace(0, 1, len(spectrum))
    response = np.interp(places, np.linspace(0, 1, 7), chance.uniform(-depth, depth, 7))
    return np.fft.irfft(spectrum * 10 ** (response / 20), len(samples))


def people_behind(language: Language, voices: Sequence[str], seed: int, seconds: int = 60) -> np.ndarray:
    """Give one voice after the other, each equally loud, saying anything: what `noise` makes babble of."""
    chance = random.Random(seed)
    pieces: list[np.ndarray] = []
    count = 0
    while count < seconds * HEARD_RATE:
        other = other_text(language)
        first = chance.randrange(len(other) - 12)
        text = between(language).join(other[first : first + 12])
        voice = chance.choice(ACCENTS[language]) + "+" + chance.choice(list(voices))
        piece = heard(speak(text, voice, chance.randint(130, 200), chance.randint(30, 70))[0])
        pieces.append(piece / (np.sqrt(np.mean(piece**2)) + 1e-3))
        count += len(piece)
    return np.concatenate(pieces)
