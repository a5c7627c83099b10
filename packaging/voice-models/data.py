"""What a network is trained on: spoken texts with what lies on them, as features, and the phone of each frame."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from features import BANDS, log_bands
from phones import SILENCE, phone
from sound import Noise, heard, in_room, noise, people_behind, through_microphone, with_noise
from speech import RATE, speak
from texts import sentence
from voices import ACCENTS, PITCHES, RATES, TRAINED, Language

# Seeds of the parts, none of them used for measuring (voices.py), and the utterances of a part. Small parts are made
# side by side.
PARTS: dict[Language, tuple[range, int]] = {"zh": (range(21, 22), 8000), "en": (range(21, 28), 2000)}
_BEHIND_SECONDS = 240
_NOISES: tuple[Noise, ...] = ("white", "pink", "pink", "brown", "babble", "babble", "babble", "babble")
_DECIBELS = (30, 25, 20, 15, 12, 10, 9, 8, 6, 4)


@dataclass
class Data:
    """`bands`: features, all utterances in a row (half precision). `labels`: each frame's place in `phones`.
    `segments`: rises where a phone begins. `counts`: the frames of each utterance."""

    phones: list[str]
    bands: np.ndarray
    labels: np.ndarray
    segments: np.ndarray
    counts: np.ndarray


@dataclass
class _Growing:
    phones: dict[str, int] = field(default_factory=lambda: {SILENCE: 0})
    bands: list[np.ndarray] = field(default_factory=list)
    labels: list[np.ndarray] = field(default_factory=list)
    segments: list[np.ndarray] = field(default_factory=list)

    def add(self, bands: np.ndarray, labels: np.ndarray, segments: np.ndarray) -> None:
        self.bands.append(bands.astype(np.float16))
        self.labels.append(labels.astype(np.uint8))
        self.segments.append(segments.astype(np.uint16))


def make(language: Language, seed: int, count: int, file: Path) -> None:
    """Speak `count` random texts and write their features to `file` (npz). The same seed gives the same file."""
    chance, noises = random.Random(seed), np.random.default_rng(seed)
    begun = time.monotonic()
    behind = people_behind(language, TRAINED, 5000 + seed, _BEHIND_SECONDS)
    grown = _Growing()
    for number in range(count):
        if chance.random() < 0.03:
            _add_nobody(grown, chance, noises, behind)
        else:
            _add_speech(grown, language, chance, noises, behind)
        if number % 1000 == 999:
            print(language, number + 1, f"{time.monotonic() - begun:.0f} s", flush=True)
    counts = [len(bands) for bands in grown.bands]
    whole = file.with_stem(file.stem + "-unfinished")
    np.savez(
        whole,
        f=np.concatenate(grown.bands),
        l=np.concatenate(grown.labels),
        s=np.concatenate(grown.segments),
        n=counts,
        phones=list(grown.phones),
    )
    whole.replace(file)
    print(f"{language}: {len(counts)} utterances, {sum(counts) / 360_000:.2f} hours, {len(grown.phones)} phones")


def _add_nobody(grown: _Growing, chance: random.Random, noises: np.random.Generator, behind: np.ndarray) -> None:
    """Add one where nobody speaks and others do: silence to the ears."""
    count = chance.randint(16_000, 32_000)
    samples = noise("babble", count, noises, behind)
    samples *= 10 ** chance.uniform(1.6, 2.9) / np.sqrt(np.mean(samples**2))
    bands = log_bands(np.clip(samples, -32768, 32767))
    nothing = np.zeros(len(bands))
    grown.add(bands, nothing, nothing)


def _add_speech(
    grown: _Growing, language: Language, chance: random.Random, noises: np.random.Generator, behind: np.ndarray
) -> None:
    text = sentence(language, chance)
    voice = chance.choice(ACCENTS[language]) + "+" + chance.choice(TRAINED)
    samples, events = speak(text, voice, chance.choice(RATES), chance.choice(PITCHES))
    if not 4000 <= len(samples) <= 9 * RATE:
        return
    factor = chance.choice((1, 1, chance.uniform(0.87, 1.15)))
    samples = heard(samples, factor)
    end = len(samples) / 16  # milliseconds, as are the bounds
    spoken = [
        (event.at / factor, name)
        for event in events
        if event.kind == "phone" and (name := phone(event.phone, language))
    ]
    before, after = chance.randint(1500, 14_000), chance.randint(3000, 16_000)
    samples = np.concatenate([np.zeros(before), samples, np.zeros(after)])
    bounds = np.array([0.0, *(at + before / 16 for at, _ in spoken), before / 16 + end])
    names = [SILENCE, *(name for _, name in spoken), SILENCE]
    if chance.random() < 0.6:
        samples = through_microphone(samples, noises, chance.choice((3, 6, 9)))
    if chance.random() < 0.45:
        samples = in_room(samples, chance.uniform(0.08, 0.45), chance.uniform(-2, 10), noises)
    if chance.random() < 0.8:
        samples = with_noise(samples, chance.choice(_DECIBELS), chance.choice(_NOISES), noises, behind)
    hiss = noises.standard_normal(len(samples))
    samples = samples * 10 ** chance.uniform(-1.1, 0.15) + hiss * chance.choice((1, 4, 10, 25))
    bands = log_bands(np.clip(samples, -32768, 32767))
    middles = np.arange(len(bands)) * 10 + 12.5
    segments = np.searchsorted(bounds, middles, "right") - 1
    labels = np.array([grown.phones.setdefault(name, len(grown.phones)) for name in names], np.uint8)
    grown.add(bands, labels[segments], segments)


def read(files: list[Path]) -> Data:
    """Read parts that `make` wrote, as one: the phones of the first one keep their places."""
    phones: dict[str, int] = {}
    parts = [dict(np.load(file)) for file in files]
    labels: list[np.ndarray] = []
    for part in parts:
        places = np.array([phones.setdefault(str(name), len(phones)) for name in part["phones"]], np.uint8)
        labels.append(places[part["l"]])
    assert phones[SILENCE] == 0
    assert parts[0]["f"].shape[1] == BANDS

    def whole(name: str) -> np.ndarray:
        return np.concatenate([part[name] for part in parts])

    return Data(list(phones), whole("f"), np.concatenate(labels), whole("s"), whole("n"))
