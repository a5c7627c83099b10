"""What was meant by what was heard: which phrase, or which number. Pure functions.

Chinese is compared by its sound: toneless pinyin. What this needs is read by `prepare`, which takes a second.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kiosk.voice.grammar import NUMBER_WORDS, Tongue, name_forms, spoken_form
from kiosk.voice.mandarin_numbers import number_of
from kiosk.voice.syllables import syllables

LEAST_CONFIDENCE = 0.9  # words below it are mostly wrong
LEAST_LIKENESS = 85.0  # of a phrase that is not exactly what was heard, from 0 to 100
_MARGIN = 8.0  # over the best phrase that means something else
_NOT = {"zh": re.compile("[不没别无]"), "en": re.compile(r"\b(?:no|not|don't|never|none|nothing|without)\b")}
_UNKNOWN = "[unk]"


@dataclass(frozen=True)
class Meaning:
    """Something that can be meant at a prompt: a name for it, and the phrases that say it."""

    name: str
    phrases: tuple[str, ...] = field(repr=False)


def prepare(spoken: Tongue) -> None:
    """Read what understanding needs, from any thread, before the first customer speaks."""
    from rapidfuzz import fuzz

    from kiosk.voice import wishes

    number("一" if spoken == "zh" else "one", spoken)
    fuzz.ratio(_sound("一", spoken), wishes.phrases(spoken)[0])


def meant(heard: str, meanings: Sequence[Meaning], spoken: Tongue) -> str:
    """The name of what is meant, or "". The first that has exactly these words; else the likest, if nothing is near it.

    A phrase that denies and one that does not are never taken for each other.
    """
    if _UNKNOWN in heard:
        return ""
    said = spoken_form(heard, spoken)
    if not said:
        return ""
    for meaning in meanings:
        if any(said == form for phrase in meaning.phrases for form in _forms(phrase, spoken)):
            return meaning.name
    return _likest(said, meanings, spoken)


def _forms(phrase: str, spoken: Tongue) -> tuple[str, ...]:
    return (spoken_form(phrase, spoken), *name_forms(phrase, spoken))


def _likest(said: str, meanings: Sequence[Meaning], spoken: Tongue) -> str:
    from rapidfuzz import fuzz

    denies = bool(_NOT[spoken].search(said))
    best: dict[str, float] = {}
    for meaning in meanings:
        for phrase in meaning.phrases:
            form = spoken_form(phrase, spoken)
            if bool(_NOT[spoken].search(form)) is denies:
                likeness = fuzz.ratio(_sound(said, spoken), _sound(form, spoken))
                best[meaning.name] = max(likeness, best.get(meaning.name, 0.0))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < LEAST_LIKENESS:
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return ""
    return ranked[0][0]


@lru_cache(maxsize=2048)
def _sound(form: str, spoken: Tongue) -> str:
    if spoken == "en":
        return form
    return syllables(form)


# -- numbers -----------------------------------------------------------------------------------------------------------

_UNITS = re.compile("(?:块钱|块|元|圆)$")
_ZH_DIGITS = {word: str(digit) for digit, word in enumerate("零一二三四五六七八九")} | {"两": "2"}
_EN_DIGITS = {word: str(digit) for digit, word in enumerate(NUMBER_WORDS["en"][:10])}
_MOST_FEN = 10**12


def fen(heard: str, spoken: Tongue) -> int | None:
    """The amount that was said, in fen: "三百五", "五千块", "两块五", "one point five". None where it is no amount."""
    if _UNKNOWN in heard:
        return None
    parts = _zh_amount(heard.replace(" ", "")) if spoken == "zh" else _en_amount(heard)
    if parts is None:
        return None
    found = round(parts * 100)
    return found if 0 < found < _MOST_FEN else None


def _zh_amount(text: str) -> float | None:
    """Yuan, with 角 or what follows 块 as tenths: "三块五", "五毛"."""
    if dimes := re.fullmatch("(?:(.+?)(?:块钱|块|元))?([一二两三四五六七八九])(?:毛|角)?", text):
        whole, tenth = dimes[1], int(_ZH_DIGITS[dimes[2]])
        if whole or text[-1] in "毛角":
            yuan = number(whole, "zh") if whole else 0.0
            return None if yuan is None else yuan + tenth / 10
    if half := re.fullmatch("(.+?)块半", text):
        yuan = number(half[1], "zh")
        return None if yuan is None else yuan + 0.5
    return number(_UNITS.sub("", text), "zh")


def _en_amount(text: str) -> float | None:
    return number(re.sub(r" (?:yuan|dollars|kuai)$", "", text), "en")


def number(text: str, spoken: Tongue) -> float | None:
    """A number in words, 0 or more. None where it is none, or two of them."""
    if spoken == "zh":
        return _zh_number(text)
    from text_to_num import text2num

    whole, point, tenths = re.sub(r"^a (?=hundred|thousand)", "one ", text).partition(" point ")
    digits = "".join(_EN_DIGITS.get(word, "x") for word in tenths.split())
    # one that begins with its multiplier has lost what stood before it
    if re.match(r"(?:hundred|thousand|million|and)\b", whole) or (point and not digits.isdecimal()):
        return None
    try:
        return float(f"{text2num(whole, 'en')}.{digits or 0}")
    except ValueError:
        return None


def _zh_number(text: str) -> float | None:
    if not re.fullmatch("[零一二两三四五六七八九十百千万点]+", text) or text[0] in "百千万点":
        return None
    if re.fullmatch("[零一二两三四五六七八九]{2,}", text):  # one by one: an amount is not said so
        return None
    return number_of(text)


def digits(heard: str, spoken: Tongue) -> str:
    """Digits that were said one by one ("one two three") or as a number ("一百二十三"); "" where they were not."""
    words = heard.split() if spoken == "en" else [*heard.replace(" ", "")]
    single = _EN_DIGITS if spoken == "en" else _ZH_DIGITS
    if words and all(word in single for word in words):
        return "".join(single[word] for word in words)
    found = number(" ".join(words) if spoken == "en" else "".join(words), spoken)
    return f"{found:.0f}" if found is not None and found.is_integer() else ""


def certain(confidences: Iterable[float]) -> bool:
    """Whether every word was heard well enough to be taken without asking."""
    return min(confidences, default=1.0) >= LEAST_CONFIDENCE
