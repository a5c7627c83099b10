"""Samples of the safety service: what can be stopped, and signing in by ID number and phone."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.prompts import Browse, Busy, Choice, Choose, EnterDigits, Entry, Fact, Invalid, Notice, Pin
from kiosk.texts import Text
from tests.screens.cast import HOME, IN, NO_PAPER, NUMBER, SLIP, Sample

_AT = datetime(2026, 11, 25, 11, 31, tzinfo=UTC)
_DONE = Choice("done", "safety-done", icon="check")
_NO = Choice("no", "safety-no", icon="back")


def safety() -> dict[str, Sample]:
    """The samples by name."""
    number = EnterDigits("safety-id", least=18, most=18, extra="X", wrong="error-id-length")
    code = EnterDigits(
        "safety-code",
        args={"sent": "first", "length": 6},
        least=6,
        most=6,
        wrong="error-code-length",
        other="resend",
    )
    found: dict[str, Sample] = {
        "safety-id": (number, replace(HOME, draft="11010519491231002X")),
        "safety-id-short": (number, replace(HOME, draft="110105", error=Invalid("error-id-length", least=18, most=18))),
        "safety-id-wrong": (
            number,
            replace(HOME, draft="110105194912310029", error=Invalid("error-id-number")),
        ),
        "safety-id-wait": (
            number,
            replace(HOME, draft="11010519491231002X", error=Invalid("error-code-wait", count=9, unit="minutes")),
        ),
        "safety-id-refused": (number, replace(HOME, draft="11010519491231002X", error=Invalid("error-code-refused"))),
        "safety-code": (code, HOME),
        "safety-code-again": (replace(code, args={"sent": "again", "length": 6}, other=""), replace(HOME, draft="123")),
        "safety-code-wrong": (code, replace(HOME, draft="123456", error=Invalid("error-code-wrong", left=2))),
        "safety-code-short": (code, replace(HOME, draft="123", error=Invalid("error-code-length", least=6, most=6))),
        "safety": (
            Browse(
                "safety",
                entries=(
                    _card("a", "active", here=True),
                    _card("b", "lost"),
                    _account("a", "active"),
                    _account("b", "frozen"),
                    _account("c", "closed"),
                ),
                options=(_DONE,),
            ),
            IN,
        ),
        "safety-one": (Browse("safety", entries=(_card("a", "active"),), options=(_DONE,)), HOME),
        "safety-lose": (_asked("lose", "row-card", "lost"), HOME),
        "safety-lose-here": (_asked("lose", "row-card", "lost", here=True), IN),
        "safety-freeze": (_asked("freeze", "row-account", "frozen"), IN),
        "safety-unfreeze": (
            Choose(
                "safety-unfreeze",
                rows=(Fact("row-account", NUMBER, strong=True), Fact("row-then", Text("safety-then-unfrozen"))),
                options=(
                    Choice("yes", "safety-unfreeze-yes", icon="check"),
                    Choice("no", "safety-unfreeze-no", icon="back"),
                ),
            ),
            IN,
        ),
        "pin-unfreeze": (Pin("pin-unfreeze", args={"length": 6}), IN),
        "safety-unknown": (Notice("safety-unknown", kind="unknown", back=False), IN),
        "safety-code-ended": (Notice("safety-code-ended", back=False), HOME),
        "problem-safety": (Notice("problem-safety"), IN),
    }
    for text in ("safety-lost", "safety-lost-here", "safety-frozen", "safety-unfrozen"):
        args = {"number": NUMBER, "time": _AT}
        options = NO_PAPER if text == "safety-lost" else SLIP
        found[text] = (Notice(text, args=args, kind="success", options=options, back=False), IN)
    for text in ("safety-lost-already", "safety-expired-already", "safety-frozen-already", "safety-closed-already"):
        found[text] = (Notice(text, args={"number": NUMBER}), IN)
    for text in ("busy-safety", "busy-stopping"):
        found[text] = (Busy(text), IN)
    return found


def _card(key: str, state: str, *, here: bool = False) -> Entry:
    notes = (NUMBER, Text("safety-here")) if here else (NUMBER,)
    return Entry(f"card:{key}", Text("row-card"), Text(f"card-is-{state}"), notes, icon="card")


def _account(key: str, state: str) -> Entry:
    return Entry(f"account:{key}", Text("row-account"), Text(f"account-is-{state}"), (NUMBER,), icon="inquiry")


def _asked(what: str, label: str, state: str, *, here: bool = False) -> Choose:
    then = f"safety-then-{state}{'-here' if here else ''}"
    rows = (
        Fact(label, NUMBER, note=Text("safety-here") if here else "", strong=True),
        Fact("row-then", Text(then)),
        Fact("row-undo", Text(f"safety-undo-{state}"), strong=True),
    )
    return Choose(f"safety-{what}", rows=rows, options=(Choice("yes", f"safety-{what}-yes", icon="lock"), _NO))
