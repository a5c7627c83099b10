"""What a rule for saying something is, and the patterns that both languages share."""

import re
from collections.abc import Callable
from dataclasses import dataclass

GAP = "[ \u00a0\u2060\u3000]*"
SUM = r"(?P<sign>[+\u2212-]?)(?:¥|￥|CNY )?(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)\.(?P<fen>\d{2})(?!\d)"
WHOLE_SUM = r"(?:¥|￥)(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)(?!\d)"
MASKED = r"(?:\d[\d ]*)?\*{2,}[* ]*(?P<tail>\d{2,4}[X]?|\d{1,3}X)(?!\d)"
COVERED = r"\*{4,}"
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!\d)"
PERCENT = r"(?P<whole>\d+)(?:\.(?P<part>\d+))?" + GAP + "%"
PHONE = r"\d{3} \d{4} \d{4}(?! ?\d)"
GROUPS = r"\d{4}(?: \d{4})+(?: \d{1,3})?(?!\d)|\d{4} \d{1,3}(?!\d)"
LONG = r"\d{5,}(?!,?\d)"
NUMBER = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"


@dataclass(frozen=True)
class Rule:
    """Says what `pattern` matches."""

    pattern: re.Pattern[str]
    say: "Callable[[re.Match[str]], str]"


def rule(pattern: str, say: "Callable[[re.Match[str]], str]") -> Rule:
    """A rule; it never begins in the middle of a number or a word."""
    begins = r"(?<![\d.,:])" if pattern[:1] in r"\(" else ""
    return Rule(re.compile(begins + pattern), say)


def fen_of(match: "re.Match[str]") -> int:
    """The sum that a pattern has matched, without its sign."""
    return int(match["yuan"].replace(",", "")) * 100 + int(match["fen"])


def in_groups(digits: str) -> list[str]:
    """A long number as it is said, in groups: three, four and four of a phone's, else fours; six stay together."""
    if " " in digits:
        return digits.split()
    if len(digits) <= 6:
        return [digits]
    sizes = (3, 4, 4) if len(digits) == 11 and digits.startswith("1") else (4,) * 5
    groups: list[str] = []
    for size in sizes:
        groups, digits = [*groups, digits[:size]], digits[size:]
    return [group for group in groups if group]
