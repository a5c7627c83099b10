"""From what is shown to what is said: amounts, dates, times, numbers and masks as people say them.

Pure functions. What is said of a text goes in pieces, each in one language: a Chinese name in an English sentence is
said by the Chinese voice. Each piece knows which part of the shown text it says, so that a caption can follow it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.voice import spoken_english, spoken_mandarin
from kiosk.voice.saying_rules import Rule

_RULES: dict[str, tuple[Rule, ...]] = {"zh": spoken_mandarin.RULES, "en": spoken_english.RULES}
_FOREIGN = {
    "zh": re.compile(r"\*{0,4}[A-Za-z][A-Za-z0-9.'’*-]*(?: [A-Za-z][A-Za-z0-9.'’*-]*)*"),
    "en": re.compile(r"(?:\*+·?)?[\u3400-\u9fff][\u3400-\u9fff·]*"),
}
_OTHER = {"zh": "en", "en": "zh"}
_LEAST = {"zh": 8, "en": 24}  # characters of a piece that ends with its sentence: shorter ones go on
_ENDS = "。！？；.!?;"


@dataclass(frozen=True)
class Piece:
    """A part of what is said. `places`: for each character of `text` how much of the shown text is said with it.

    `language`: that of the whole, or "zh" or "en" where a part of it is written in another script.
    """

    text: str = field(repr=False)
    language: str
    places: tuple[int, ...] = field(repr=False)


def spoken(text: str, language: str) -> tuple[Piece, ...]:
    """What is said of `text`, shown in `language`, sentence by sentence, so that the first can be heard early.

    Of a language that there are no rules for (neither zh-... nor en) each text is said as it is written.
    """
    pieces: list[Piece] = []
    said, places, here = "", list[int](), ""
    for token in _tokens(text, language):
        ended = (
            said[-1:] in _ENDS and len(said) >= _LEAST.get(family(here), 0) and not token.said.startswith(tuple(_ENDS))
        )
        if said and (token.language != here or ended):
            pieces.append(Piece(said, here, tuple(places)))
            said, places = "", []
        here = token.language
        said += token.said
        places += [token.end] * len(token.said)
    if said:
        pieces.append(Piece(said, here, tuple(places)))
    return tuple(piece for piece in pieces if any(character.isalnum() for character in piece.text))


def said(text: str, language: str) -> str:
    """The same as one text, for a record of what was said."""
    return " ".join(piece.text.strip() for piece in spoken(text, language))


@dataclass(frozen=True)
class _Token:
    said: str = field(repr=False)
    language: str
    end: int


def family(language: str) -> str:
    """What is spoken where `language` is shown: "zh" of "zh-Hans" and "zh-Hant", which one voice reads alike."""
    return language.partition("-")[0]


def _tokens(text: str, language: str, start: int = 0, end: int | None = None) -> Iterator[_Token]:
    """Go through the text once: the first rule that fits at a place says what it matches."""
    place, end = start, len(text) if end is None else end
    rules, other = _RULES.get(family(language), ()), _FOREIGN.get(family(language))
    while place < end:
        if other and (foreign := other.match(text, place, end)):
            yield from _tokens(text, _OTHER[family(language)], place, foreign.end())
            place = foreign.end()
            continue
        found = _first(rules, text, place, end)
        if found is None:
            yield _Token(text[place], language, place + 1)
            place += 1
            continue
        rule, match = found
        yield _Token(rule.say(match), language, match.end())
        place = match.end()


def _first(rules: tuple[Rule, ...], text: str, place: int, end: int) -> "tuple[Rule, re.Match[str]] | None":
    for rule in rules:
        match = rule.pattern.match(text, place, end)
        if match and match.end() > place:
            return rule, match
    return None
