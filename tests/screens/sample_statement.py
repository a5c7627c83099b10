"""Samples of the statement: which days, what it will be, taking it away."""

from dataclasses import replace
from datetime import date

from kiosk.prompts import Browse, Busy, Choice, Choose, Entry, Fact, Notice, TakePaper
from kiosk.texts import Money, Month
from tests.screens.cast import IN, MOST, OWN, Sample

_PROBLEMS = (
    "statement-paper-short",
    "statement-failed",
    "statement-not-taken",
    "statement-still-there",
    "statement-too-long",
)
_REASONS = ("reason-document-waiting", "reason-document-printer", "reason-no-statement-paper")


def statement() -> dict[str, Sample]:
    """The samples by name."""
    days = Choose(
        "statement-days",
        args={"account": OWN},
        options=(
            *(
                Choice(
                    str(month),
                    "statement-month" if month > 8 else "statement-last-90",
                    icon="soon",
                    args={"month": Month(2026, month), "since": date(2026, month, 1), "until": date(2026, month, 28)},
                )
                for month in (11, 10, 8)
            ),
            Choice("earlier", "statement-earlier", icon="more"),
        ),
    )
    options = (
        Choice("print", "statement-print", icon="slip", args={"pages": 12}),
        Choice("other", "statement-other", icon="soon"),
        Choice("none", "statement-none", icon="leaf"),
    )
    offer = Choose(
        "statement-offer",
        args={"account": OWN, "pages": 12},
        rows=(
            Fact("row-since", date(2026, 8, 28)),
            Fact("row-until", date(2026, 11, 25)),
            Fact("row-opening", MOST),
            Fact("row-money-in", MOST),
            Fact("row-money-out", Money(0)),
            Fact("row-closing", MOST, strong=True),
        ),
        options=options,
    )
    found: dict[str, Sample] = {
        "statement-days": (days, IN),
        "statement-which-month": (
            Browse(
                "statement-which-month",
                args={"account": OWN},
                entries=tuple(Entry(f"2025-{month:02}", Month(2025, month), icon="soon") for month in range(12, 0, -1)),
            ),
            IN,
        ),
        "statement-offer": (offer, IN),
        "statement-offer-short": (
            replace(offer, options=(replace(options[0], reason="reason-no-statement-paper"), *options[1:])),
            IN,
        ),
        "take-document": (TakePaper("take-document", outlet="document"), IN),
        "busy-statement": (Busy("busy-statement"), IN),
        "busy-printing-document": (Busy("busy-printing-document"), IN),
    }
    for text in (*_PROBLEMS, *_REASONS):
        found[text] = (Notice(text, back=False), IN)
    return found
