"""Which PINs are too easily guessed: birthday, repeats, runs, parts of phone and ID number."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

LENGTH = 6
_PART = 6  # so many digits in a row of a number known to others


@dataclass(frozen=True)
class Known:
    """What somebody who finds the card, or the wallet it was in, may know of its owner."""

    born: date = field(repr=False)
    phone: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)


def weakness(pin: str, of: Known) -> str | None:
    """Return why a PIN of six digits is weak: birthday, repeats, run, phone, id-number; None where it is not.

    - birthday: year, month and day in any order with two digits or four of the year, or year and month, or month and
      day with the year's century: 880412, 120488, 041288, 198804, 881204, 041988
    - repeats: one digit or two alone (111111, 121212, 112212), three twice over (274274), pairs (112233), or the same
      backwards (274472)
    - run: up or down by one (123456, 987654, 890123), or by two
    - phone, id-number: six of its digits as they stand there, or backwards
    """
    if pin in _birthdays(of.born):
        return "birthday"
    if len(set(pin)) <= 2 or pin[:3] == pin[3:] or pin[::2] == pin[1::2] or pin == pin[::-1]:
        return "repeats"
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1:  # every step is the same: 0 is a repeat
        step = steps.pop()
        if step in (1, 2, 8, 9):
            return "run"
    for word, number in (("phone", of.phone), ("id-number", of.id_number)):
        digits = "".join(c for c in number if c.isdecimal())
        if any(part in (pin, pin[::-1]) for part in _parts(digits)):
            return word
    return None


def _birthdays(born: date) -> set[str]:
    year, month, day = f"{born.year:04}", f"{born.month:02}", f"{born.day:02}"
    short = year[2:]
    forms = {
        short + month + day,
        short + day + month,
        day + month + short,
        month + day + short,
        year + month,
        month + year,
        year + day,
        day + year,
        f"{year}{born.month}{born.day}",
        f"{born.month}{born.day}{year}",
        f"{born.day}{born.month}{year}",
    }
    return {form for form in forms if len(form) == LENGTH}


def _parts(digits: str) -> set[str]:
    return {digits[at : at + _PART] for at in range(len(digits) - _PART + 1)}
