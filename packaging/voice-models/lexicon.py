"""How words are pronounced, and which phone follows which: counted in what espeak-ng says."""

import json
import math
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from phones import SILENCE, phone
from speech import Event, speak
from texts import amount, amount_words, between, commands, other_text, trained_words, words
from voices import ACCENTS, Language

Pronunciation = tuple[str, ...]
_RATE = 160
_BESIDE: dict[Language, tuple[str, str, str]] = {"en": ("please", "seven", "go"), "zh": ("请", "七", "要")}
_LEAST_SHARE = 0.06
_MOST = 4
_SENTENCES, _WORDS_EACH = 1500, 5


def _spoken(parts: list[str], accent: str, language: Language) -> list[Pronunciation]:
    """Speak `parts` in a row; gives the phones of each."""
    shown = [part.replace("_", " ") for part in parts]
    gap = between(language)
    starts = np.cumsum([0] + [len(part) + len(gap) for part in shown])[:-1]
    heard: list[list[str]] = [[] for _ in parts]
    place: int | None = None
    for event in speak(gap.join(shown), accent, _RATE)[1]:
        if event.kind == "word":
            if event.position > 0:
                place = max(index for index in range(len(parts)) if starts[index] <= event.position - 1)
        elif place is not None and (name := phone(event.phone, language)) and name != SILENCE:
            heard[place].append(name)
    return [tuple(pronounced) for pronounced in heard]


def _add_alone(language: Language, found: dict[str, Counter[Pronunciation]], added: Iterable[str]) -> None:
    """Count how each word is pronounced alone and beside another, in all accents."""
    before, middle, after = _BESIDE[language]
    for word in added:
        counts = found.setdefault(word, Counter())
        for accent in sorted(set(ACCENTS[language])):
            for parts in ([word], [word, before], [middle, word], [after, word, before]):
                pronounced = _spoken(parts, accent, language)[parts.index(word)]
                counts[pronounced] += ACCENTS[language].count(accent)


def _add_together(language: Language, found: dict[str, Counter[Pronunciation]]) -> None:
    """Count how words are pronounced in commands and amounts."""
    chance = random.Random(3)
    amounts = [amount_words(language, amount(language, chance)[1]) for _ in range(400)]
    for text in (*commands(language), *amounts):
        parts = text.split()
        for accent in sorted(set(ACCENTS[language])):
            for word, pronounced in zip(parts, _spoken(parts, accent, language), strict=True):
                if word in found:
                    found[word][pronounced] += 1


def lexicon(language: Language, phones: list[str], kept: Path) -> dict[str, list[tuple[Pronunciation, float]]]:
    """Give the pronunciations of each word of `texts.words`, without phones that are not among `phones`.

    The cost of each is by how much rarer it is than the commonest (0). A word that cannot be pronounced has none.
    `kept`: a file for what espeak-ng said, so that a word that is added is the only one to be spoken.
    """
    counts = _read(kept) if kept.exists() else {}
    if missing := [word for word in words(language) if word not in counts]:
        if set(missing) & set(trained_words(language)):
            counts, missing = {}, list(words(language))
        _add_alone(language, counts, missing)
        if len(counts) == len(missing):
            _add_together(language, counts)
        rows = [
            {"word": word, "phones": pronounced, "count": count}
            for word, of_word in counts.items()
            for pronounced, count in of_word.items()
        ]
        kept.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", "utf-8")
    known = set(phones)
    return {word: _likely(counts[word], known) for word in words(language)}


def _read(kept: Path) -> dict[str, Counter[Pronunciation]]:
    counts: dict[str, Counter[Pronunciation]] = {}
    for line in kept.read_text("utf-8").splitlines():
        row = json.loads(line)
        counts.setdefault(row["word"], Counter())[tuple(row["phones"])] = row["count"]
    return counts


def _likely(counts: Counter[Pronunciation], known: set[str]) -> list[tuple[Pronunciation, float]]:
    usable: Counter[Pronunciation] = Counter()
    for pronounced, count in counts.items():
        if cut := tuple(name for name in pronounced if name in known):
            usable[cut] += count
    total = sum(usable.values())
    common = usable.most_common(_MOST)
    return [
        (pronounced, -math.log(count / common[0][1]))
        for place, (pronounced, count) in enumerate(common)
        if place == 0 or count / total >= _LEAST_SHARE
    ]


def _phones_of(events: list[Event], language: Language) -> list[str | None]:
    return [phone(event.phone, language) for event in events if event.kind == "phone"]


def phone_costs(language: Language, phones: list[str]) -> np.ndarray:
    """Give the cost of each phone (column) behind each other (row; the last row: at the start) in text of any kind.

    A pause neither costs nor breaks the row. This is what "[unk]" is made of: speech that is none of the words.
    """
    chance = random.Random(9)
    places = {name: place for place, name in enumerate(phones)}
    counts = np.full((len(phones) + 1, len(phones)), 0.2)
    other = other_text(language)
    for _ in range(_SENTENCES):
        first = chance.randrange(len(other) - _WORDS_EACH - 1)
        text = between(language).join(other[first : first + _WORDS_EACH])
        last = len(phones)
        for name in _phones_of(speak(text, chance.choice(ACCENTS[language]), _RATE)[1], language):
            if place := places.get(name or SILENCE):
                counts[last, place] += 1
                last = place
    counts[:, 0] = 0
    return -np.log((counts + 1e-9) / (counts + 1e-9).sum(1, keepdims=True))
