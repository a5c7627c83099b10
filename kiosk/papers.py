"""Slips as pure documents: what is said, in which order. ui/paper.py draws them."""

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
