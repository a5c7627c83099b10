"""Samples of opening a card, from the PIN to the card in the hand; and of stopping before that."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.prompts import Busy, Choice, Choose, Fact, Invalid, Notice, Pin, Sign
from kiosk.services.opening import CARD, PIN, STAFF
from kiosk.services.opening_approval import REASONS
from kiosk.services.opening_end import LIMITS
from kiosk.services.opening_pin import WEAKNESSES
from kiosk.texts import Money, Text
from tests.screens.cast import HOME, IN, NO_PAPER, NUMBER, SLIP, Sample
from tests.screens.sample_opening_screens import SIGNATURE

_AT = datetime(2026, 11, 25, 11, 31, tzinfo=UTC)
_LATER = Choice("later", "opening-later", icon="slip")


def opening_end() -> dict[str, Sample]:
    """The samples by name."""
    return {**_pin(), **_staff(), **_card(), **_stopped()}


def _pin() -> dict[str, Sample]:
    new = Pin("pin-new", args={"length": 6}, step=PIN)
    sign = Sign("opening-sign", back=False, step=PIN)
    errors = ("error-pins-differ", "error-pin-again", *(f"error-pin-weak-{word}" for word in (*WEAKNESSES, "other")))
    return {
        "busy-reserve": (Busy("busy-reserve", cancel=True), HOME),
        "pin-new": (new, HOME),
        "pin-new-again": (replace(new, text="pin-new-again"), replace(HOME, draft="3")),
        **{f"pin-new-{error}": (new, replace(HOME, error=Invalid(error))) for error in errors},
        "busy-pin-new": (Busy("busy-pin-new"), HOME),
        "opening-sign": (sign, HOME),
        "opening-sign-signed": (sign, replace(HOME, draft=SIGNATURE)),
        "opening-sign-missing": (sign, replace(HOME, error=Invalid("error-signature-missing"))),
    }


def _staff() -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    for state in ("called", "looking", "second"):
        found[f"opening-waiting-{state}"] = (
            Choose(
                "opening-waiting",
                rows=(
                    Fact("row-called-at", _AT, strong=True),
                    Fact("row-staff-state", Text(f"opening-staff-{state}")),
                ),
                options=(_LATER,),
                back=False,
                idles=False,
                step=STAFF,
            ),
            replace(HOME, assistance="assistance-called", assistance_args={"time": "10:31"}),
        )
    wait = Choice("wait", "opening-wait", icon="soon")
    found["opening-still-waiting"] = (
        Choose("opening-still-waiting", options=(wait, _LATER), back=False, step=STAFF),
        HOME,
    )
    again = (Choice("again", "face-again", icon="camera"),)
    for word in (*REASONS, "other"):
        why = (Fact("row-reason", Text(f"staff-said-{word}")),)
        found[f"opening-look-again-{word}"] = (
            Notice("opening-look-again", rows=why, options=again, back=False),
            HOME,
        )
        found[f"opening-refused-{word}"] = (Notice("opening-refused", rows=why, back=False), HOME)
    return found


def _card() -> dict[str, Sample]:
    yes, no = Choice("yes", "opening-alerts-yes", icon="message"), Choice("no", "opening-alerts-no", icon="leaf")
    limits = tuple(
        Choice(name, f"opening-limit-{name}", args={"one": Money(one), "day": Money(day)})
        for name, (one, day) in LIMITS.items()
    )
    args = {"number": NUMBER, "time": _AT}
    return {
        "opening-alerts": (Choose("opening-alerts", options=(yes, no), back=False, step=CARD), HOME),
        "opening-limits": (
            Choose("opening-limits", options=(Choice("bank", "opening-limit-bank"), *limits), back=False, step=CARD),
            HOME,
        ),
        "problem-card-blocked-reset": (
            Notice(
                "problem-card-blocked",
                options=(
                    Choice("pin-reset", "opening-kind-pin-reset", icon="lock"),
                    Choice("finish", "service-finish", icon="card"),
                ),
                back=False,
            ),
            IN,
        ),
        "opening-offers-failed": (Notice("opening-offers-failed", back=False), HOME),
        "opening-done": (Notice("opening-done", args=args, kind="success", options=SLIP, back=False), HOME),
        "opening-pin-set": (Notice("opening-pin-set", args=args, kind="success", options=NO_PAPER, back=False), HOME),
    }


def _stopped() -> dict[str, Sample]:
    options = (Choice("keep", "opening-keep", icon="slip"), Choice("delete", "opening-delete", icon="delete"))
    kept = Notice(
        "opening-kept",
        args={"time": _AT},
        kind="success",
        number="48213377",
        options=(SLIP[0], Choice("none", "slip-none-of-code", icon="leaf")),
        seconds=30,
        back=False,
    )
    return {
        "opening-stop": (Choose("opening-stop", options=options, back=False, cancel=False), HOME),
        "opening-deleted": (Notice("opening-deleted", kind="success", back=False), HOME),
        "opening-deleted-later": (Notice("opening-deleted-later", back=False), HOME),
        "opening-kept": (kept, HOME),
        "opening-kept-alone": (replace(kept, options=()), HOME),
        "opening-pin-unsure": (Notice("opening-pin-unsure", seconds=30, back=False), HOME),
        "opening-not-kept": (Notice("opening-not-kept", seconds=30, back=False), HOME),
    }
