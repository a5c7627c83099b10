"""Draws statements as PDF for A4: ruled like a passbook, figures right-aligned, the heads repeated on each page.

Nothing is cut off: what is too long for its column goes on below. Fonts are embedded, as the subset that is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPageSize, QPainter, QPdfWriter, QPen

from kiosk.papers import Line, Movement, Statement
from ui.pdf_text import readable
from ui.type_area import DOTS, Letters, Style

# Millimetres on A4
WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 18.0, 192.0
FOOT = 274.0  # the table ends above it
COLUMNS = (21.0, 23.0, 54.0, 24.0, 24.0, 28.0)  # date, what, counterparty, in, out, balance: as wide as the text
_GAP = 2.0  # between columns
_DIGITS = "0123456789"  # of page numbers
_FACTS, _KNOWN = 45.0, 24.0  # where the first page's facts begin, and on every other page what is known of it
_SUMS_HEIGHT = 22.0
_STAMP_SIZE = 26.0  # of the em, at most
_PADDING = 1.35  # above and below the words of a row

INK, SOFT, LINE, EDGE, ACCENT, PALE = "#12241F", "#32443D", "#C2D0C9", "#5A6E66", "#0B594A", "#E4EDE8"

_BANK = Style(5.2, serif=True, bold=True)
_TITLE = Style(8.4, serif=True, bold=True)
_LABEL = Style(2.7, SOFT)
_WORD = Style(3.3)
_STRONG = Style(3.3, bold=True)
_SUM = Style(4.6)
_LAST_SUM = Style(4.6, bold=True)
_CELL = Style(3.05)
_NOTE = Style(2.55, SOFT)
_TOTAL = Style(3.05, bold=True)


@dataclass(frozen=True)
class _Row:
    """One row, broken into lines: for each column what stands in it, and the height in millimetres."""

    cells: tuple[tuple[tuple[str, Style], ...], ...]
    height: float


def render_statement(statement: Statement) -> tuple[bytes, int]:
    """Draw the statement; gives the PDF and how many pages it has. May run on any thread; needs a QGuiApplication.

    Raises RuntimeError without one.
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("drawing text needs a QGuiApplication")
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(round(DOTS * 25.4))
    writer.setTitle(f"{statement.bank} {statement.title}")
    painter = QPainter(writer)
    sheet = _Sheet(painter, statement)
    pages = sheet.pages()
    for number, rows in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        sheet.draw(number, len(pages), rows)
    painter.end()
    buffer.close()
    words = statement.text() + statement.seal + statement.page + _DIGITS
    return readable(bytes(data.data()), words, sheet.fonts()), len(pages)


class _Sheet:
    """Knows where everything stands on a page."""

    def __init__(self, painter: QPainter, statement: Statement) -> None:
        self._painter = painter
        self._statement = statement
        self._letters = Letters(painter, statement.language)
        half = (len(statement.facts) + 1) // 2
        left = self._facts(statement.facts[:half], LEFT, 94)
        right = self._facts(statement.facts[half:], 116, RIGHT - 116)
        self._facts_drawn = (*left, *right)
        self._sums_top = max([66.0, *(y + style.leading for _, style, _, y in self._facts_drawn)]) + 4
        self._first_table = self._sums_top + _SUMS_HEIGHT
        known = " · ".join(fact.right for fact in statement.facts[:3])
        self._known = self._letters.lines(known, _LABEL, RIGHT - LEFT)
        self._next_table = _KNOWN + len(self._known) * _LABEL.leading + 6

    def fonts(self) -> list[QFont]:
        """Every face that is drawn with."""
        return self._letters.fonts()

    # -- which row stands on which page ----------------------------------------------------------------------------

    def pages(self) -> list[list[_Row]]:
        """The rows of each page; the last one of all is the total, which never stands alone on a page."""
        rows = self._rows()
        pages: list[list[_Row]] = [[]]
        left = FOOT - self._first_table - self._head_height()
        for index, row in enumerate(rows):
            needed = row.height + (rows[-1].height if index == len(rows) - 2 else 0)
            if needed > left and pages[-1]:
                pages.append([])
                left = FOOT - self._next_table - self._head_height()
            pages[-1].append(row)
            left -= row.height
        return pages

    def _rows(self) -> list[_Row]:
        statement = self._statement
        opening, paid_in, paid_out, closing = statement.sums
        first = self._row((opening.left, "", "", "", "", opening.right), _CELL)
        last = self._row((closing.left, "", "", paid_in.right, paid_out.right, closing.right), _TOTAL)
        moved = [self._movement(movement) for movement in statement.movements]
        return [first, *(moved or [self._row((statement.empty, "", "", "", "", ""), _NOTE)]), last]

    def _movement(self, movement: Movement) -> _Row:
        words = (
            movement.date,
            movement.what,
            movement.counterparty,
            movement.paid_in,
            movement.paid_out,
            movement.balance,
        )
        return self._row(words, _CELL, movement.notes)

    def _row(self, words: tuple[str, ...], style: Style, notes: Sequence[str] = ()) -> _Row:
        cells: list[tuple[tuple[str, Style], ...]] = []
        for column, text in enumerate(words):
            # Opening and closing have their name where date, kind and counterparty stand.
            room = sum(COLUMNS[:3]) if column == 0 and not any(words[1:3]) else COLUMNS[column]
            lines = [(line, style) for line in self._letters.lines(text, style, room - _GAP)]
            if column == 2 and notes:
                lines += [(line, _NOTE) for line in self._letters.lines(" · ".join(notes), _NOTE, room - _GAP)]
            cells.append(tuple(lines))
        height = max(sum(style.leading for _, style in cell) for cell in cells)
        return _Row(tuple(cells), height + 2 * _PADDING)

    def _head_height(self) -> float:
        return (
            max(len(self._letters.lines(name, _LABEL, room - _GAP)) for name, room in self._heads()) * (_LABEL.leading)
            + 2 * _PADDING
        )

    def _heads(self) -> list[tuple[str, float]]:
        return list(zip(self._statement.columns, COLUMNS, strict=True))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def draw(self, number: int, of: int, rows: list[_Row]) -> None:
        """Draw one page."""
        self._stamp()
        if number == 1:
            self._first_head()
        else:
            self._next_head()
        y = self._table_head(self._first_table if number == 1 else self._next_table)
        for index, row in enumerate(rows):
            total = number == of and index == len(rows) - 1
            if total:
                self._rule(y, ACCENT, 0.35)
            self._draw_row(row, y)
            y += row.height
            self._rule(y, ACCENT if total else LINE, 0.35 if total else 0.12)
        self._foot(number, of)

    def _draw_row(self, row: _Row, top: float) -> None:
        x = LEFT
        for column, (cell, room) in enumerate(zip(row.cells, COLUMNS, strict=True)):
            y = top + _PADDING
            for text, style in cell:
                if column < 3:
                    self._letters.write(text, style, x, y)
                else:
                    self._letters.write_right(text, style, x + room, y)
                y += style.leading
            x += room

    def _table_head(self, y: float) -> float:
        """The names of the columns between two rules; gives where the rows begin."""
        self._rule(y, INK, 0.35)
        cells = tuple(
            tuple((line, _LABEL) for line in self._letters.lines(name, _LABEL, room - _GAP))
            for name, room in self._heads()
        )
        height = self._head_height()
        self._draw_row(_Row(cells, height), y)
        self._rule(y + height, INK, 0.2)
        return y + height

    def _first_head(self) -> None:
        statement = self._statement
        self._letters.write(statement.bank, _BANK, LEFT, 15)
        self._letters.write(statement.title, _TITLE, LEFT, 24)
        if statement.seal:
            self._seal(QPointF(RIGHT - 13, 26))
        self._rule(41, ACCENT, 0.5)
        for words, style, x, y in self._facts_drawn:
            self._letters.write(words, style, x, y)
        self._sums()

    def _facts(self, facts: Sequence[Line], x: float, room: float) -> list[tuple[str, Style, float, float]]:
        """Labels and values below each other; where each of their lines stands."""
        y = _FACTS
        placed: list[tuple[str, Style, float, float]] = []
        label = max((self._letters.width(fact.left, _LABEL) for fact in facts), default=0) + 4
        for fact in facts:
            placed.append((fact.left, _LABEL, x, y + 0.43))  # on one baseline with the value
            style = _STRONG if fact.strong else _WORD
            for line in self._letters.lines(fact.right, style, room - label):
                placed.append((line, style, x + label, y))
                y += style.leading
            y += 0.9
        return placed

    def _sums(self) -> None:
        """Opening, in, out, closing side by side: they add up from left to right."""
        top = self._sums_top
        self._rule(top, LINE, 0.2)
        room = (RIGHT - LEFT) / len(self._statement.sums)
        for index, line in enumerate(self._statement.sums):
            right = LEFT + room * (index + 1) - (4 if index < len(self._statement.sums) - 1 else 0)
            self._letters.write_right(line.left, _LABEL, right, top + 3)
            self._letters.write_right(line.right, _LAST_SUM if line.strong else _SUM, right, top + 7.5)

    def _next_head(self) -> None:
        statement = self._statement
        self._letters.write(statement.bank, Style(4.0, serif=True, bold=True), LEFT, 14)
        self._letters.write_right(statement.title, _WORD, RIGHT, 14.4)
        self._rule(21, ACCENT, 0.5)
        for index, line in enumerate(self._known):
            self._letters.write(line, _LABEL, LEFT, _KNOWN + index * _LABEL.leading)

    def _foot(self, number: int, of: int) -> None:
        self._rule(FOOT + 3, LINE, 0.2)
        page = self._statement.page.replace("{pages}", str(of)).replace("{page}", str(number))
        room = RIGHT - LEFT - self._letters.width(page, _LABEL) - 8
        y = FOOT + 5
        self._letters.write_right(page, _LABEL, RIGHT, y)
        for text in self._statement.footer:
            for line in self._letters.lines(text, _LABEL, room):
                self._letters.write(line, _LABEL, LEFT, y)
                y += _LABEL.leading

    def _rule(self, y: float, colour: str, thick: float) -> None:
        self._painter.fillRect(
            QRectF(LEFT * DOTS, (y - thick / 2) * DOTS, (RIGHT - LEFT) * DOTS, thick * DOTS), QColor(colour)
        )

    # -- nobody takes it for a real one ----------------------------------------------------------------------------

    def _stamp(self) -> None:
        """Across the page and below everything else: the figures stay as legible as without it."""
        words = self._statement.stamp
        if not words:
            return
        size = 10 * 225 / self._letters.width(words, Style(10, PALE, bold=True))
        style = Style(min(size, _STAMP_SIZE), PALE, bold=True)
        self._painter.save()
        self._painter.translate(WIDTH / 2 * DOTS, HEIGHT / 2 * DOTS)
        self._painter.rotate(-52)
        self._letters.write(words, style, -self._letters.width(words, style) / 2, -style.leading / 2)
        self._painter.restore()

    def _seal(self, centre: QPointF) -> None:
        """A round seal that says of itself that it is none."""
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.translate(centre.x() * DOTS, centre.y() * DOTS)
        self._painter.rotate(-8)
        for radius, thick in ((12.4, 0.55), (11.2, 0.2)):
            self._painter.setPen(QPen(QColor(ACCENT), thick * DOTS, Qt.PenStyle.SolidLine))
            self._painter.drawEllipse(QPointF(0, 0), radius * DOTS, radius * DOTS)
        middle = self._fitting(self._statement.seal, 19, 4.6)
        above = self._fitting(self._statement.bank, 15, 2.7)
        self._letters.write_centred(self._statement.seal, middle, 0, -middle.leading / 2 + 1.4)
        self._letters.write_centred(self._statement.bank, above, 0, -middle.leading / 2 - above.leading + 1)
        self._painter.restore()

    def _fitting(self, words: str, room: float, most: float) -> Style:
        """The size at which `words` take no more than `room`."""
        width = self._letters.width(words, Style(most, ACCENT, bold=True))
        return Style(most * min(1.0, room / width) if width else most, ACCENT, bold=True)
