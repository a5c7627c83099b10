"""The machine-readable zone of travel documents: TD3 (passports, ICAO 9303-4) and TD1 (cards, ICAO 9303-5).

Names are left as they are transliterated there: what letters they stand for in another script cannot be known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from drivers.id_scanner.contract import Sex

_CHARACTERS = re.compile(r"[0-9A-Z<]*")
_SEX = {"M": Sex.MALE, "F": Sex.FEMALE, "<": Sex.UNSPECIFIED, "X": Sex.UNSPECIFIED}
_LETTERS = re.compile(r"[A-Z<]*")
_PARTLY_KNOWN = re.compile(r"<{6}|[0-9]{2}<{4}|[0-9]{4}<{2}")  # of a birthday the rest may be left out (9303-3, 4.8)


class MrzFault(StrEnum):
    """What is wrong with a zone."""

    FORM = "mrz-form"  # no lines of a passport or a card, or characters that cannot stand there
    CHECK = "mrz-check"  # a check digit does not fit
    DATE = "mrz-date"  # a day that is not in the calendar


class MrzError(ValueError):
    """A zone that cannot be read. Quotes nothing of it."""

    def __init__(self, fault: MrzFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Mrz:
    """What stands in a zone. `born` is None where the day is only partly known; `state` and `nationality` are alpha-3.

    `given` has several names with a space between them, `optional` is without its fillers. The repr says nothing of
    the person.
    """

    code: str
    state: str
    number: str = field(repr=False)
    nationality: str = field(repr=False)
    born: date | None = field(repr=False)
    sex: Sex = field(repr=False)
    until: date = field(repr=False)
    surname: str = field(repr=False)
    given: str = field(repr=False)
    optional: str = field(repr=False)


def read_mrz(lines: Sequence[str], on: date) -> Mrz:
    """Read two lines of 44 or three of 30. `on`: today, which settles the century of both dates.

    Raises `MrzError` where a form, a check digit or a date is wrong.
    """
    if not all(_CHARACTERS.fullmatch(line) for line in lines):
        raise MrzError(MrzFault.FORM)
    match [len(line) for line in lines]:
        case [44, 44] if lines[0][0] == "P":
            return _passport(lines[0], lines[1], on)
        case [30, 30, 30] if lines[0][0] in "ACI":
            return _card(lines[0], lines[1], lines[2], on)
        case _:
            raise MrzError(MrzFault.FORM)


def check_digit(text: str) -> str:
    """The check digit of ICAO 9303-3, 4.9: weights 7, 3, 1 from the left, modulo 10."""
    return str(sum(_value(character) * (7, 3, 1)[place % 3] for place, character in enumerate(text)) % 10)


def _passport(first: str, second: str, on: date) -> Mrz:
    for text, digit in (
        (second[:9], second[9]),
        (second[13:19], second[19]),
        (second[21:27], second[27]),
        (second[:10] + second[13:20] + second[21:43], second[43]),
    ):
        _require(text, digit)
    if second[28:43] != "<" * 15:  # without a personal number its check digit may be left out too
        _require(second[28:42], second[42])
    surname, given = _names(first[5:])
    return Mrz(
        _plain(first[:2]),
        _state(first[2:5]),
        _plain(second[:9]),
        _state(second[10:13]),
        _born(second[13:19], on),
        _sex(second[20]),
        _until(second[21:27], on),
        surname,
        given,
        _plain(second[28:42]),
    )


def _card(first: str, second: str, third: str, on: date) -> Mrz:
    number, optional = _card_number(first[5:])
    for text, digit in (
        (second[:6], second[6]),
        (second[8:14], second[14]),
        (first[5:] + second[:7] + second[8:15] + second[18:29], second[29]),
    ):
        _require(text, digit)
    surname, given = _names(third)
    return Mrz(
        _plain(first[:2]),
        _state(first[2:5]),
        number,
        _state(second[15:18]),
        _born(second[:6], on),
        _sex(second[7]),
        _until(second[8:14], on),
        surname,
        given,
        _plain(f"{optional}<{second[18:29]}"),
    )


def _card_number(text: str) -> tuple[str, str]:
    """The number and what is optional. A number of more than nine characters goes on in there (9303-5, 4.2.4)."""
    if text[9] != "<":
        _require(text[:9], text[9])
        return _plain(text[:9]), text[10:]
    rest, _, optional = text[10:].partition("<")
    if len(rest) < 2:
        raise MrzError(MrzFault.FORM)
    _require(text[:9] + rest[:-1], rest[-1])
    return _plain(text[:9] + rest[:-1]), optional


def _require(text: str, digit: str) -> None:
    if check_digit(text) != digit:
        raise MrzError(MrzFault.CHECK)


def _value(character: str) -> int:
    return 0 if character == "<" else int(character, 36)


def _born(text: str, on: date) -> date | None:
    """The birthday: of two centuries the later one in which it is not in the future."""
    if _PARTLY_KNOWN.fullmatch(text):
        return None
    past = [day for day in _days(text, on) if day <= on]
    if not past:
        raise MrzError(MrzFault.DATE)
    return max(past)


def _until(text: str, on: date) -> date:
    """The last day of validity: of all centuries the one nearest to today."""
    days = _days(text, on)
    if not days:
        raise MrzError(MrzFault.DATE)
    return min(days, key=lambda day: abs(day - on))


def _days(text: str, on: date) -> list[date]:
    """What YYMMDD can mean: the days there are of the century before, this one, and the next."""
    if not text.isdecimal():
        return []
    century = on.year // 100 * 100
    years = [century + shift + int(text[:2]) for shift in (-100, 0, 100)]
    return [day for year in years if (day := _day(year, int(text[2:4]), int(text[4:])))]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sex(character: str) -> Sex:
    if character not in _SEX:
        raise MrzError(MrzFault.FORM)
    return _SEX[character]


def _state(text: str) -> str:
    """A state's code: `D` stands for Germany there."""
    if not _LETTERS.fullmatch(text):
        raise MrzError(MrzFault.FORM)
    code = text.rstrip("<")
    return "DEU" if code == "D" else code


def _names(text: str) -> tuple[str, str]:
    if not _LETTERS.fullmatch(text) or text[0] == "<":
        raise MrzError(MrzFault.FORM)
    surname, _, given = text.partition("<<")
    return _plain(surname), _plain(given)


def _plain(text: str) -> str:
    return " ".join(text.replace("<", " ").split())
