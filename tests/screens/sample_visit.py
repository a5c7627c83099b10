"""Samples of what surrounds every service: the first screen, the card, the PIN, the end."""

from dataclasses import replace

from kiosk.prompts import Busy, Choice, Choose, Home, InsertCard, Invalid, Notice, Pin, Step, TakeCard, TakePaper
from tests.screens.cast import HOME, IN, Sample

_SERVICES = (
    Choice("transfer", "service-transfer", icon="transfer"),
    Choice("inquiry", "service-inquiry", icon="inquiry"),
    Choice("safety", "service-safety", icon="lock"),
    Choice("open-card", "service-open-card", icon="open-card"),
)
_MENU = (*_SERVICES, Choice("finish", "service-finish", icon="card"))
_CLOSED = (
    replace(_SERVICES[0], reason="reason-bank-mismatch"),
    replace(_SERVICES[1], reason="reason-disk"),
    replace(_SERVICES[2], reason="reason-bank-away"),
    replace(_SERVICES[3], reason="reason-document-stuck"),
)
_PROBLEMS = (
    "problem-bank-away",
    "problem-bank-declined",
    "problem-card-blocked",
    "problem-card-expired",
    "problem-card-inactive",
    "problem-card-lost",
    "problem-card-replaced",
    "problem-card-unknown",
    "problem-no-account",
)
_TOLD = ("card-retained", "card-stuck", "problem-terminal")
_GOODBYES = (
    "goodbye",
    "goodbye-without-card",
    "goodbye-cancelled",
    "goodbye-idle",
    "goodbye-pulled",
    "goodbye-device",
)
_BUSY = ("busy-pin", "busy-sign-in", "busy-accounts", "busy-order", "busy-printing", "out-of-service")


def visit() -> dict[str, Sample]:
    """The samples by name."""
    attract = Home("attract", options=_SERVICES, back=False, cancel=False, idles=False)
    pin = Pin("pin-sign-in", args={"length": 6})
    menu = Choose("menu", args={"name": "阿卜杜热合曼·买买提吐尔逊·阿布都外力"}, options=_MENU, back=False)
    card = InsertCard("insert-card")
    found: dict[str, Sample] = {
        "attract": (attract, HOME),
        "attract-closed": (replace(attract, options=_CLOSED), HOME),
        "insert-card": (card, HOME),
        "insert-card-unreadable": (card, replace(HOME, error=Invalid("error-card-unreadable"))),
        "pin-sign-in": (pin, replace(IN, draft="4")),
        "pin-sign-in-wrong": (pin, replace(IN, error=Invalid("error-pin-wrong", left=2))),
        "pin-order": (Pin("pin-order", args={"length": 6}, step=Step(4, 5)), replace(IN, draft="2")),
        "menu": (menu, IN),
        "menu-assistance": (
            replace(menu, args={"name": "Maria Fernandez-Okonkwo de la Cruz Santos"}),
            replace(IN, assistance="assistance-called", assistance_args={"time": "10:31"}, focus="option:inquiry"),
        ),
        "menu-closed": (replace(menu, options=(*_CLOSED, _MENU[-1])), IN),
        "take-card": (TakeCard("take-card"), IN),
        "take-card-interrupted": (
            TakeCard("take-card-interrupted", args={"state": "open", "case": "4821 9034 7756"}),
            IN,
        ),
        "order-interrupted": (
            Notice(
                "order-interrupted",
                args={"state": "declined"},
                kind="unknown",
                number="482190347756",
                seconds=20,
                back=False,
                cancel=False,
            ),
            HOME,
        ),
        "take-slip": (TakePaper("take-slip"), IN),
        "slip-failed": (Notice("slip-failed", back=False), IN),
        "slip-not-taken": (Notice("slip-not-taken", back=False), IN),
        "slip-still-there": (Notice("slip-still-there", back=False), IN),
    }
    for text in _PROBLEMS:
        found[text] = (Notice(text, back=False), IN)
    for text in _TOLD:
        found[text] = (Notice(text, seconds=30, back=False, cancel=False), HOME)
    for text in _GOODBYES:
        ended = Notice(text, args={"slip": "yes"}, kind="success", seconds=4, button=False, back=False, cancel=False)
        found[text] = (replace(ended, kind="problem") if text == "goodbye-device" else ended, HOME)
    for text in _BUSY:
        found[text] = (Busy(text), IN)
    return found
