"""What a model is measured with: utterances of held-out voices, and how they sound under each condition."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from sound import HEARD_RATE, Noise, heard, in_room, noise, people_behind, with_noise
from speech import speak
from texts import amount, commands, held_out_amounts, lines
from voices import (
    BEHIND_SEEDS,
    HELD_OUT,
    HELD_OUT_ACCENTS,
    HELD_OUT_PITCHES,
    HELD_OUT_RATES,
    NOISE_KIND_SEED,
    NOISE_SEED,
    TEXT_SEEDS,
    Language,
    Part,
)

Prompt = Literal["menu", "confirm", "amount"]
_NOISES: tuple[Noise, ...] = ("white", "pink", "babble")
_ROOM_SECONDS, _ROOM_DIRECT, _ROOM_DECIBELS = 0.3, 3, 15
_AUDIBLE = 150


@dataclass(frozen=True)
class Utterance:
    """`kind`: "command", "amount", or what it is that is to be refused: "sentence", "babble", "number", "at amount".

    `text`: None where only others talk. `meant`: the command or the number; None where it is to be refused.
    """

    kind: str
    prompt: Prompt
    text: str | None
    meant: str | int | None
    voice: str
    rate: int
    pitch: int


def utterances(language: Language, part: Part, count: int) -> list[Utterance]:
    """Give `count` commands, amounts and things to be refused each."""
    chance = random.Random(TEXT_SEEDS[part])
    voices = HELD_OUT[part]
    made: list[Utterance] = []

    def add(kind: str, prompt: Prompt, text: str | None, meant: str | int | None) -> None:
        accent = chance.choice(HELD_OUT_ACCENTS[language])
        voice = accent + "+" + voices[len(made) % len(voices)]
        rate, pitch = chance.choice(HELD_OUT_RATES), chance.choice(HELD_OUT_PITCHES)
        made.append(Utterance(kind, prompt, text, meant, voice, rate, pitch))

    menu = len(lines("menu", language))
    for number in range(count):
        place = number % len(commands(language))
        command = commands(language)[place]
        add("command", "menu" if place < menu else "confirm", command, command)
    values = sorted(held_out_amounts())
    random.Random(5).shuffle(values)
    for number in range(count):
        value, text = amount(language, chance, values[number % len(values)])
        add("amount", "amount", text, value)
    others, sixth = lines("others", language), count // 6
    for number in range(count):
        prompt: Prompt = "confirm" if number % 2 else "menu"
        other = others[(number * 7 + (part == "tuning")) % len(others)]
        if number < count - 3 * sixth - 10:
            add("sentence", prompt, other, None)
        elif number < count - 2 * sixth - 10:
            add("babble", prompt, None, None)
        elif number < count - sixth:
            add("number", prompt, amount(language, chance)[1], None)
        else:
            add("at amount", "amount", other, None)
    return made


def sounds(
    language: Language, trial: list[Utterance], part: Part, condition: str
) -> Iterator[tuple[Utterance, Noise, float, bytes]]:
    """Give each utterance with its kind of noise, when it ends (seconds) and its samples.

    `condition`: "clean", "room", or decibels between speech and noise. Noise goes on before and after the speech.
    """
    chance = np.random.default_rng(NOISE_SEED)
    kinds = np.random.default_rng(NOISE_KIND_SEED).integers(0, len(_NOISES), len(trial))
    behind = people_behind(language, HELD_OUT[part], BEHIND_SEEDS[part], 40)
    for utterance, which in zip(trial, kinds, strict=True):
        if utterance.text is None:
            samples = noise("babble", 40_000, chance, behind)
            samples *= 10 ** chance.uniform(2, 3.2) / np.sqrt(np.mean(samples**2))
        else:
            samples = heard(speak(utterance.text, utterance.voice, utterance.rate, utterance.pitch)[0])
        audible = np.flatnonzero(np.abs(samples) > _AUDIBLE)
        end = (audible[-1] if len(audible) else len(samples)) / HEARD_RATE + 0.7
        samples = np.concatenate([np.zeros(11_200), samples, np.zeros(19_200)])
        if condition == "room":
            samples = in_room(samples, _ROOM_SECONDS, _ROOM_DIRECT, chance)
        decibels = {"clean": None, "room": _ROOM_DECIBELS}.get(condition, condition)
        if decibels is not None and utterance.text:
            samples = with_noise(samples, float(decibels), _NOISES[which], chance, behind)
        level = 10 ** chance.uniform(-0.5, 0)
        samples = samples * level + chance.standard_normal(len(samples)) * 8
        yield utterance, _NOISES[which], end, np.clip(samples, -32000, 32000).astype("<i2").tobytes()
