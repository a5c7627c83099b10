"""The Chinese ID number (GB 11643-1999): region, birthday, sequence, and a character that checks them.

A foreigner's permanent residence ID card of 2023 has a number made in the same way: a 9, where it was applied for, and
the nationality stand in place of the region.
"""

import re
from dataclasses import dataclass, field
from datetime import date

LENGTH = 18

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = tuple(pow(2, place, 11) for place in range(17, 0, -1))
_CHARACTERS = "10X98765432"  # by the remainder, ISO 7064 MOD 11-2
# First two digits of GB/T 2260; 81 to 83 are those of Hong Kong, Macao and Taiwan residents' permits. What lies below
# changes from year to year, so a region that is not known tells little.
_PROVINCES = frozenset(
    {
        *("11", "12", "13", "14", "15"),
        *("21", "22", "23"),
        *("31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46"),
        *("50", "51", "52", "53", "54"),
        *("61", "62", "63", "64", "65"),
        *("71", "81", "82", "83"),
    }
)


@dataclass(frozen=True)
class IdNumber:
    """What an ID number says. `born` is None where that is no day of the calendar. The repr says nothing of it."""

    region: str = field(repr=False)
    born: date | None = field(repr=False)
    male: bool = field(repr=False)
    fits: bool  # the last character fits the seventeen digits before it

    @property
    def known_region(self) -> bool:
        """Whether there is such a province."""
        return self.region[:2] in _PROVINCES


def read_id_number(number: str) -> IdNumber | None:
    """What the number says; None unless it is seventeen digits and a digit or X."""
    if not _FORM.fullmatch(number):
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        born = None
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return IdNumber(number[:6], born, int(number[16]) % 2 == 1, number[17] == _CHARACTERS[total % 11])


def well_formed(number: str) -> bool:
    """Whether the last character fits those before it: a digit mistyped or swapped does not."""
    read = read_id_number(number)
    return read is not None and read.fits
