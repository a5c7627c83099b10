"""Slips and statements as pure documents: what is said, in which order. ui/paper.py and ui/statement.py draw them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Line:
    """One line of a paper: words at the left and, for a pair, a value at the right. `strong` lines are larger."""

    left: str
    right: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Rule:
    """A thin line across the paper."""


@dataclass(frozen=True)
class Slip:
    """A receipt. `code` is drawn as a QR code at the foot, so that a slip can be checked by machine.

    `stamp` ("SIMULATED") stands at head and foot in the sandbox.
    """

    language: Literal["zh-Hans", "zh-Hant", "en"]
    bank: str
    title: str
    parts: tuple[Line | Rule, ...]
    code: str = ""
    stamp: str = ""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What stands there, for the ear: neither rules nor the code."""
        return ((self.title, ""), *((part.left, part.right) for part in self.parts if isinstance(part, Line)))

    def text(self) -> str:
        """The slip as plain text, one line a line."""
        lines = [self.bank, self.title]
        for part in self.parts:
            match part:
                case Line(left, right):
                    lines.append(f"{left}  {right}".rstrip())
                case Rule():
                    lines.append("-" * 24)
        if self.code:
            lines.append(f"[{self.code}]")
        if self.stamp:
            lines = [self.stamp, *lines, self.stamp]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Movement:
    """One line of a statement. `paid_in` or `paid_out` is empty; `notes` stand small below."""

    date: str
    what: str
    counterparty: str
    paid_in: str
    paid_out: str
    balance: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """An account statement for A4. All words are given, nothing is looked up and nothing is added up here.

    `facts` say whose account and which days (the first three head every page); `sums` are opening, in, out and
    closing, the last of them `strong`. `columns` head the table as `Movement` has them; `empty` stands there instead
    where nothing moved. `page` has the places "{page}" and "{pages}". `stamp` and `seal` are empty outside the sandbox.
    """

    language: Literal["zh-Hans", "zh-Hant", "en"]
    bank: str
    title: str
    facts: tuple[Line, ...]
    sums: tuple[Line, ...]
    columns: tuple[str, str, str, str, str, str]
    movements: tuple[Movement, ...]
    empty: str
    footer: tuple[str, ...]
    page: str
    stamp: str = ""
    seal: str = ""

    def text(self) -> str:
        """The statement as plain text, one line a line."""
        lines = [self.bank, self.title, *(f"{line.left}  {line.right}" for line in (*self.facts, *self.sums))]
        lines.append("  ".join(self.columns))
        for movement in self.movements:
            cells = (movement.date, movement.what, movement.counterparty)
            sums = (movement.paid_in, movement.paid_out, movement.balance)
            lines.append("  ".join(word for word in (*cells, *movement.notes, *sums) if word))
        if not self.movements:
            lines.append(self.empty)
        lines += self.footer
        if self.stamp:
            lines = [self.stamp, *lines, self.stamp]
        return "\n".join(lines) + "\n"
