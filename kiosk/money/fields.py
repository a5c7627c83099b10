"""What the fields of the journal's events can hold. Nothing lets through what a customer typed, a name, or a number."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.channels import LANGUAGES, MODES, SoundKey

Field = str | int


@dataclass(frozen=True)
class Kind:
    """What a field can hold. `about` is for the documentation."""

    about: str
    allows: Callable[[Field], bool]


def pattern(about: str, pattern: str) -> Kind:
    """Text of this pattern and nothing else."""
    known = re.compile(pattern)
    return Kind(about, lambda value: isinstance(value, str) and known.fullmatch(value) is not None)


def words(*words: str) -> Kind:
    """One of these words."""
    return Kind("one of " + ", ".join(f"`{word}`" for word in words), lambda value: value in words)


def listed(*words: str) -> Kind:
    """Some of these words, with commas between."""
    known = ", ".join(f"`{word}`" for word in words)
    return Kind(
        f"some of {known}, with commas between",
        lambda value: isinstance(value, str) and all(part in words for part in value.split(",")),
    )


def whole(about: str, least: int, most: int) -> Kind:
    """A whole number between these two."""
    return Kind(about, lambda value: type(value) is int and least <= value <= most)


TEXT_ID = pattern("a text id", r"[a-z][a-z-]{0,47}[0-9]{0,2}")
WORD = pattern("a word", r"[a-z][a-z-]{0,47}[0-9]{0,2}")
NAME = pattern("a name in the program", r"[A-Za-z_][A-Za-z_-]{0,63}[0-9]{0,2}")
VERSION = pattern("a version", r"[0-9]{1,4}(\.[0-9a-z]{1,8}){1,4}")
TERMINAL = pattern("a terminal's id", r"[A-Za-z0-9][A-Za-z0-9-]{0,31}")
CARD = pattern("a card number masked to its first six and last four digits", r"[0-9]{6}\*{6}[0-9]{4}")
KEY = pattern("an idempotency key (UUID)", r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CASE = pattern("a case number of twelve digits", r"[0-9]{12}")
REFERENCE = pattern("the bank's reference", r"[0-9A-Za-z-]{4,40}")
HASH = pattern("a SHA-256 in hex", r"[0-9a-f]{64}")
SESSION = re.compile(r"[0-9a-z-]{0,36}")
FEN = whole("an amount in fen", 0, 10**13)
COUNT = whole("a whole number", 0, 10**12)
LANGUAGE = words(*LANGUAGES)
MODE = words(*MODES)
SOUND = words(*SoundKey)
VOICE = {
    "part": words("sound", "speech", "microphone", "model", "ears"),
    "state": words("ready", "unavailable"),
}
PURPOSE = words("sign-in", "order", "set-pin", "staff")
OUTCOME = words("done", "declined", "unknown")
SERVICE = words("transfer", "inquiry", "safety", "open-card")
SLIP = words("transfer", "balance", "transaction", "safety", "opening")
DOCUMENT = words("statement")
DEVICE = words("card-reader", "card-dispenser", "printer", "document-printer", "pin-pad", "signals", "id-scanner")
REASON = words(
    "back", "idle", "cancelled", "finished", "stopped", "card-pulled", "document-pulled", "device-failed", "stopping",
    "screen-lost", "availability-changed", "nobody", "crashed",
)  # fmt: skip
ADDED = words("recovery")
PLASTIC = words("encoded", "spoilt", "presented", "taken", "kept", "out")
VERIFIED_FOR = words("transfer", "statement", "unfreeze", "application")
ASKED = words(
    "begin", "resume", "face", "stills", "details", "reserve", "submit", "bind", "offers", "pause", "withdraw"
)
PROFILE = words("five-point", "sixty-eight-point")
_RISK = "(new-payee|unusual-amount|odd-hour|several-today)"
RISKS = pattern("why the bank wants it asked, with commas between", rf"{_RISK}(,{_RISK}){{0,3}}")
ID_DOCUMENT = words("resident-id", "passport", "residence-permit")
DOCUMENT_REFUSED = words(
    "skewed", "upside-down", "wrong-kind", "unreadable", "removed", "number", "born", "sex", "name", "photo", "dates",
    "expired", "not-yet", "mrz", "differs",
)  # fmt: skip
_DOUBT = "(region|name|born-partly)"
DOCUMENT_DOUBTS = pattern("what is odd about it, with commas between", rf"{_DOUBT}(,{_DOUBT}){{0,2}}")
STAFF = pattern("a member of staff's number", r"[0-9]{4}")
STAFF_DECISION = words("approve", "refuse", "try-again")
MACHINE = words("for", "not-excluded", "against")
