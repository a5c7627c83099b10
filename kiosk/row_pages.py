"""Rows and paragraphs that are too many for the screen are put on pages: what they say is never made smaller.

The screen's layout is counted in lines of the type that everything is read in. The counts are those of `ui/qml`; its
tests draw every prompt and fail where a page does not hold.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.channels import Mode, Row, View

_AIR = 0.15  # of a line: what a row keeps above and below its words
_LETTER, _BOLD = 0.52, 0.56  # of the em, on the average; a Chinese character has the whole, a blank a quarter
_RAGGED = 1.06  # lines break between words
_CLOSER = 1.1  # a title of one line stands closer where it is a little too long for that
_SPACED = 1.1  # lines of running text stand further apart than those of rows
_LOUD = 1.22  # a strong row on the tall paper is larger by this
_TITLE = 1.75  # the title is larger by this
_WHOLE = 1.38  # the width of the paper, of that beside the labels
_BETWEEN = 0.4  # of a line: between two paragraphs
_SIGN = 4.7  # em that a notice's sign takes from the words beside it


@dataclass(frozen=True)
class _Paper:
    """What is to be read on, in one mode and orientation.

    `lines` below a title of one line; `em` across the values of rows; `figure`: lines that a large sum takes; `loud`:
    what is strong is larger; `pictures`: lines that pictures take.
    """

    lines: float
    em: float
    figure: float
    loud: bool
    pictures: float


_TALL: dict[Mode, _Paper] = {
    "standard": _Paper(17.5, 18.9, 2.9, loud=True, pictures=6.4),
    "elder": _Paper(13.3, 14.9, 2.25, loud=True, pictures=5.8),
    "contrast": _Paper(15.8, 17.0, 2.6, loud=True, pictures=5.9),
}
_WIDE: dict[Mode, _Paper] = {
    "standard": _Paper(12.0, 19.6, 2.3, loud=False, pictures=4.8),
    "elder": _Paper(8.9, 15.3, 1.8, loud=False, pictures=4.0),
    "contrast": _Paper(10.7, 17.6, 2.1, loud=False, pictures=4.5),
}


def row_pages(view: View, *, wide: bool) -> list[tuple[Row, ...]]:
    """The rows of `view`, in pages of what fits below all else that is read. What belongs to the row above it (without
    a label) stays with it. At least one page, at least one row on each."""
    paper = (_WIDE if wide else _TALL)[view.mode]
    room = paper.lines - _taken(view, paper)
    pictures = paper.pictures if view.pictures else 0.0  # on the first and on the last page
    pages = _split(view.rows, paper, room, pictures)
    return pages if len(pages) == 1 else _split(view.rows, paper, room - 1, pictures)  # which page it is takes a line


def paragraph_pages(view: View, *, wide: bool) -> list[tuple[str, ...]]:
    """The paragraphs of `view`, in pages of what fits below all else that is read: at least one on each page."""
    paper = (_WIDE if wide else _TALL)[view.mode]
    pages: list[list[str]] = [[]]
    whole = left = paper.lines - _taken(view, paper) - 1  # which page it is takes a line
    for paragraph in view.paragraphs:
        cost = _lines(paragraph, paper.em * _WHOLE) * _SPACED + _BETWEEN
        if pages[-1] and cost > left + _BETWEEN:
            pages.append([])
            left = whole
        pages[-1].append(paragraph)
        left -= cost
    return [tuple(page) for page in pages]


def _split(rows: Sequence[Row], paper: _Paper, room: float, less: float) -> list[tuple[Row, ...]]:
    """Rows in pages of `room` lines; the first and the last have `less` of them."""
    pages: list[list[list[Row]]] = [[]]
    left = room - less
    for group in _groups(rows):
        cost = _weight([group], paper)
        if pages[-1] and cost > left:
            pages.append([])
            left = room
        pages[-1].append(group)
        left -= cost
    last = pages[-1]
    if len(pages) > 1 and _weight(last, paper) > room - less:
        kept = next((n for n in range(1, len(last)) if _weight(last[n:], paper) <= room - less), len(last))
        pages[-1:] = [part for part in (last[:kept], last[kept:]) if part]
    return [tuple(row for group in page for row in group) for page in pages]


def _weight(groups: Sequence[Sequence[Row]], paper: _Paper) -> float:
    return sum(_cost(row, paper) for group in groups for row in group)


def _taken(view: View, paper: _Paper) -> float:
    """How many lines stand above the rows, the first of the title not counted."""
    across = paper.em * _WHOLE - (_SIGN if view.notice else 0)
    taken = (max(1, _lines(view.title, across * _CLOSER / _TITLE, _BOLD)) - 1) * _TITLE
    taken += sum(_lines(words, across) * _SPACED + _AIR for words in (view.help, view.body) if words)
    taken += paper.figure + _lines(view.reading, across) if view.figure else 0
    return taken + (paper.figure + 1 if view.number else 0)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if row.label or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def _cost(row: Row, paper: _Paper) -> float:
    size = _LOUD if row.strong and paper.loud else 1.0
    lines = max(1, _lines(row.value, paper.em / size, _BOLD if row.strong else _LETTER))
    return lines * size + _lines(row.note, paper.em) + _AIR


def _lines(words: str, em: float, letter: float = _LETTER) -> int:
    """How many lines `words` take in a width of `em`."""
    parts = [_width(part, letter) for part in words.split("\n")] if words else []
    return sum(1 if wide <= em else math.ceil(wide * _RAGGED / em) for wide in parts)


def _width(words: str, letter: float) -> float:
    blanks = sum(mark.isspace() for mark in words)
    whole = sum(unicodedata.east_asian_width(mark) in "WF" for mark in words)
    return whole + 0.25 * blanks + letter * (len(words) - blanks - whole)
