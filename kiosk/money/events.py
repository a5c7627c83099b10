"""The catalogue of everything the journal can say. `python -m kiosk.money.events` prints docs/journal.md.

What begins and ends is a pair, `-init` and `-complete`, and the `-complete` says how it ended in `disposition`.
A field takes only what its kind allows: ids, enumerated words, amounts, masked card numbers. No kind takes what a
customer typed, a card number, a PIN or a name.
"""

from collections.abc import Iterator, Mapping

from kiosk.identity.verdicts import REASONS, Challenge, Guidance
from kiosk.money.event import Event
from kiosk.money.event import event as _event
from kiosk.money.fields import (
    ADDED,
    CARD,
    CASE,
    COUNT,
    DEVICE,
    DOCUMENT,
    DOCUMENT_DOUBTS,
    DOCUMENT_REFUSED,
    FEN,
    HASH,
    ID_DOCUMENT,
    KEY,
    LANGUAGE,
    MODE,
    NAME,
    OUTCOME,
    PROFILE,
    PURPOSE,
    REASON,
    REFERENCE,
    RISKS,
    SERVICE,
    SESSION,
    SLIP,
    SOUND,
    TERMINAL,
    TEXT_ID,
    VERIFIED_FOR,
    VERSION,
    VOICE,
    WORD,
    Field,
    listed,
    whole,
    words,
)
from kiosk.money.issue_events import ISSUING
from kiosk.money.opening_events import OPENING
from kiosk.money.staff_events import STAFF_LAYER


class UnknownEvent(ValueError):
    """An event, a field or a value that the catalogue does not know: a programming error. Quotes no value."""


_ENDED = {"disposition": OUTCOME}
_ANSWERED = {"disposition": words("success", "declined", "unknown")}
_WHY = {"problem": TEXT_ID}
_HOW = {"reference": REFERENCE, "problem": TEXT_ID, "error": NAME, "added": ADDED}

CATALOGUE: Mapping[str, tuple[Event, ...]] = {
    "The terminal": (
        _event("kiosk-start", "The terminal starts.", {}, {"version": VERSION, "terminal": TERMINAL}, at_once=True),
        _event("kiosk-stop", "The terminal stops in order; nothing follows.", {"reason": WORD}, at_once=True),
        _event("improper-shutdown", "The run before did not stop in order: killed, or without power.", at_once=True),
        _event(
            "unsettled-found",
            "At the start: something physical was begun and its end is not recorded.",
            {"device": DEVICE, "act": WORD},
            at_once=True,
        ),
        _event("settings-loaded", "The settings are in force.", optional={"fingerprint": HASH, "environment": WORD}),
        _event("device-status", "A device's state has changed.", {"device": DEVICE, "state": WORD}, {"trouble": NAME}),
        _event("door-moved", "A door of the cabinet was opened or closed.", {"door": WORD, "to": WORD}),
        _event("operator-switch", "The switch for customers or staff was turned.", {"to": WORD}),
        _event("worker-replaced", "A call hung; its thread was given up.", {"worker": NAME, "count": COUNT}),
        _event("voice-status", "A part of the voice is missing, or is there again.", VOICE),
        _event("voice-failed", "Something could not be spoken; the screen shows it.", {"error": NAME}),
        _event("channel-dropped", "A channel failed and is not used any more.", {"channel": NAME}, {"error": NAME}),
        _event("bank-unreachable", "The bank cannot be used.", {"reason": TEXT_ID}, {"error": NAME}),
        _event("bank-back", "The bank can be used again."),
        _event("certificate-renewed", "The terminal's certificate was renewed."),
        _event(
            "service-availability",
            "What a service can be had for has changed: `available`, or why it cannot be had.",
            {"service": SERVICE, "reason": TEXT_ID},
        ),
    ),
    "The visit": (
        _event("session-begin", "A customer is here.", {"language": LANGUAGE, "mode": MODE}),
        _event("session-end", "The visit is over and everything of the customer's is wiped.", {"reason": REASON}),
        _event("session-crashed", "A programming error ended the visit.", {"error": NAME}, at_once=True),
        _event("prompt-shown", "A prompt is shown.", {"prompt": TEXT_ID}),
        _event("prompt-answered", "The prompt was answered; never with what.", {"prompt": TEXT_ID}),
        _event("prompt-left", "The prompt was left without an answer.", {"prompt": TEXT_ID, "reason": REASON}),
        _event("repeated", "The customer had the prompt said again."),
        _event("language-changed", "The customer chose a language.", {"language": LANGUAGE}),
        _event("wish-heard", "The customer said on the first screen what they want.", {"service": SERVICE}),
        _event("mode-changed", "The customer chose a mode.", {"mode": MODE}),
        _event("sound-changed", "The customer changed how it is spoken, or a headset was plugged.", {"key": SOUND}),
        _event("idle-warned", "Nobody has answered for a while: warned.", {"prompt": TEXT_ID}),
        _event(
            "risk-question-init",
            "Before a transfer that fraud looks like, the customer is asked whether somebody leads them.",
            {"prompt": TEXT_ID, "risks": RISKS},
        ),
        _event(
            "risk-question-complete",
            "How it ended; never what was answered, but for the way the customer took when a way out was offered.",
            {"prompt": TEXT_ID, "disposition": words("answered", "delayed", "frozen", "went-on", "left")},
        ),
        _event("assistance-init", "A person was called.", {"prompt": TEXT_ID}),
        _event(
            "assistance-complete",
            "How the call that was made at `prompt` ended.",
            {"disposition": words("answered", "failed", "unanswered")},
            {"prompt": TEXT_ID},
        ),
    ),
    "Card and PIN": (
        _event("card-inserted", "A card was taken in.", {"card": CARD}, at_once=True),
        _event("card-pulled", "The card was pulled out by force.", at_once=True),
        _event("card-return-init", "The card begins to be given back.", at_once=True),
        _event(
            "card-return-complete",
            "The card was taken, or kept safe, or is stuck.",
            {"disposition": words("taken", "retained", "failed")},
            at_once=True,
        ),
        _event("card-settled", "A card that was stuck is out: staff or the sensors say so.", at_once=True),
        _event("pin-entry-init", "The PIN pad takes a PIN; never its digits or block.", {"purpose": PURPOSE}),
        _event("pin-entry-complete", "PIN entry has ended.", {"disposition": words("success", "cancelled", "failed")}),
        _event("authorise-init", "The bank is asked to check a PIN.", {"purpose": PURPOSE}),
        _event(
            "authorise-complete",
            "What the bank said of the PIN.",
            {"disposition": words("success", "declined", "unknown")},
            {"problem": TEXT_ID},
        ),
    ),
    "The ID document": (
        _event("id-document-inserted", "An ID document was taken in and read.", {"kind": ID_DOCUMENT}, at_once=True),
        _event(
            "id-document-refused",
            "An ID document is not taken; it goes out again at once, or was pulled out.",
            {"reason": DOCUMENT_REFUSED},
        ),
        _event(
            "id-document-doubted",
            "Something in an ID document that was taken is odd: nobody is refused for it.",
            {"reasons": DOCUMENT_DOUBTS},
        ),
        _event("id-document-pulled", "The ID document was pulled out by force.", at_once=True),
        _event("id-document-return-init", "The ID document begins to be given back.", at_once=True),
        _event(
            "id-document-return-complete",
            "The ID document was taken, or kept safe, or is stuck.",
            {"disposition": words("taken", "retained", "failed")},
            at_once=True,
        ),
        _event(
            "id-document-settled", "An ID document that was stuck is out: staff or the sensors say so.", at_once=True
        ),
    ),
    "Applying for a card": OPENING,
    "Issuing a card": ISSUING,
    "Staff at the terminal": STAFF_LAYER,
    "Orders": (
        _event(
            "order-intent",
            "What is to happen is written down; `order-send-init` follows at once and makes both durable.",
            {"key": KEY, "kind": WORD, "amount": FEN, "case": CASE},
            {"added": ADDED},
            needed=True,
        ),
        _event("order-send-init", "The order is about to be sent, once.", {"key": KEY}, at_once=True, needed=True),
        _event(
            "order-send-complete",
            "What became of the order as far as sending could tell; added from its file if a power cut took it.",
            {"key": KEY, **_ENDED},
            _HOW,
        ),
        _event("order-settle-init", "The bank is asked by key what became of it.", {"key": KEY, "attempt": COUNT}),
        _event(
            "order-settle-complete",
            "What the bank said; `unknown` where it could not say, and is asked again later.",
            {"key": KEY, **_ENDED},
            _HOW,
            at_once=True,
        ),
        _event(
            "order-needs-person",
            "The bank could not be asked often enough: somebody must look into the case.",
            {"key": KEY, "case": CASE, "attempt": COUNT},
            at_once=True,
        ),
        _event(
            "order-unreadable",
            "At the start: an order's file is torn or damaged; the bank is asked by the key in its name.",
            {"key": KEY, "case": CASE},
            at_once=True,
        ),
    ),
    "Stopping and cancelling": (
        _event("phone-code-init", "The bank is asked to send a code to a phone; never to whose.", at_once=True),
        _event("phone-code-complete", "What the bank said; a code is good for five minutes.", _ANSWERED, _WHY),
        _event("phone-sign-in-init", "The bank is asked to check a code; never which.", at_once=True),
        _event("phone-sign-in-complete", "What the bank said of the code.", _ANSWERED, _WHY),
        _event("card-stop-init", "The bank is asked to stop a card that was lost.", at_once=True),
        _event("card-stop-complete", "Whether the card is stopped.", _ANSWERED, _WHY, at_once=True),
        _event("account-freeze-init", "The bank is asked to freeze an account.", at_once=True),
        _event("account-freeze-complete", "Whether the account is frozen.", _ANSWERED, _WHY, at_once=True),
        _event("account-unfreeze-init", "The bank is asked to release an account.", at_once=True),
        _event("account-unfreeze-complete", "Whether it is released.", _ANSWERED, _WHY, at_once=True),
        _event("transfer-cancel-init", "The bank is asked to cancel a transfer that waits.", at_once=True),
        _event("transfer-cancel-complete", "Whether it is cancelled.", _ANSWERED, _WHY, at_once=True),
    ),
    "Knowing the person": (
        _event(
            "face-consent",
            "The customer was asked whether the camera may be used, and for how long: once, or until they finish.",
            {"purpose": VERIFIED_FOR, "given": words("once", "watch", "other")},
        ),
        _event("face-check-init", "The customer looks into the camera.", {"profile": PROFILE, "attempt": COUNT}),
        _event(
            "face-check-complete",
            "What came out of it: numbers and words, never a picture or what was made of one.",
            {"disposition": words("match", "no-match", "left", "other-way", "engine-lost", "camera-failed")},
            {
                "distance": whole("how far apart two faces are, in thousandths", 0, 4000),
                "threshold": whole("the largest distance that counts as the same face, in thousandths", 0, 4000),
                "liveness": words("live", "not-excluded", "refused"),
                "challenges": listed(*Challenge),
                "reasons": listed(*REASONS, *Guidance, "unclear"),
            },
        ),
        _event(
            "verification-init",
            "The bank is told what was found.",
            {"purpose": VERIFIED_FOR, "way": words("registry", "document", "staff")},
        ),
        _event(
            "verification-complete",
            "What the bank says of it.",
            {"disposition": words("accepted", "needs-staff", "refused", "ended", "unknown")},
        ),
        _event("staff-check-init", "A member of staff is to look at the person."),
        _event(
            "staff-check-complete",
            "What they said; `ended`: nobody came in time.",
            {"disposition": words("accepted", "refused", "ended", "left")},
        ),
        _event("watch-init", "With the customer's consent the camera stays on, to see whether they are still there."),
        _event(
            "watch-changed",
            "Who is there now: the customer alone, nobody, somebody else, or a second person near.",
            {"state": words("alone", "gone", "other", "company")},
        ),
        _event("watch-complete", "The camera is off.", {"disposition": words("ended", "failed")}),
    ),
    "Slips": (
        _event("slip-print-init", "A slip begins to be printed.", {"slip": SLIP}, at_once=True),
        _event(
            "slip-print-complete",
            "The slip hangs at the outlet, or could not be printed.",
            {"disposition": words("success", "failed")},
            {"error": NAME},
            at_once=True,
        ),
        _event("slip-taken", "The slip was taken.", {"end": words("taken")}, at_once=True),
        _event("slip-not-taken", "The slip was not taken.", {"end": words("retracted", "failed")}, at_once=True),
        _event("slip-settled", "A slip that hung at the outlet is gone: staff or the sensors say so.", at_once=True),
    ),
    "Documents": (
        _event("document-print-init", "A document begins to be printed.", {"document": DOCUMENT}, at_once=True),
        _event(
            "document-print-complete",
            "The document lies at the outlet, or could not be printed.",
            {"disposition": words("success", "failed")},
            {"error": NAME},
            at_once=True,
        ),
        _event("document-taken", "The document was taken.", {"end": words("taken")}, at_once=True),
        _event(
            "document-not-taken", "The document was not taken.", {"end": words("retracted", "failed")}, at_once=True
        ),
        _event(
            "document-settled", "A document that lay at the outlet is gone: staff or the sensors say so.", at_once=True
        ),
    ),
    "Journal and disk": (
        _event("disk-full", "The disk takes nothing more; orders are closed.", at_once=True),
        _event("disk-failed", "The disk failed; orders are closed.", at_once=True),
        _event(
            "journal-lost",
            "While the disk took nothing, so many records were too many to be kept in memory.",
            {"count": COUNT},
            at_once=True,
        ),
        _event(
            "journal-torn",
            "At the start: the last line was not whole, as after a power cut. Its bytes are kept beside the journal.",
            {"bytes": COUNT},
            at_once=True,
        ),
        _event(
            "journal-damaged",
            "At the start: the chain of the newest file is broken. Staff must look; nothing was cut off.",
            {"problems": COUNT},
            at_once=True,
        ),
        _event(
            "journal-forgotten",
            "Records up to this one are older than two years and are removed; the chain goes on from its hash.",
            {"number": COUNT, "record": HASH},
            at_once=True,
        ),
    ),
}


EVENTS: Mapping[str, Event] = {event.name: event for events in CATALOGUE.values() for event in events}


def check(name: str, session: str, fields: Mapping[str, Field]) -> Event:
    """Give the event. Raises `UnknownEvent` unless it is known and all its fields hold what they may."""
    event = EVENTS.get(name)
    if event is None:
        raise UnknownEvent(f"no event {name}")
    if not SESSION.fullmatch(session):
        raise UnknownEvent(f"{name}: not a session's id")
    known = {**event.fields, **event.optional}
    if unknown := fields.keys() - known.keys():
        raise UnknownEvent(f"{name}: no field {', '.join(sorted(unknown))}")
    if missing := event.fields.keys() - fields.keys():
        raise UnknownEvent(f"{name}: without {', '.join(sorted(missing))}")
    for field, value in fields.items():
        if not known[field].allows(value):
            raise UnknownEvent(f"{name}: {field} is not {known[field].about}")
    return event


_INTRODUCTION = """\
# The journal

Everything the journal can say. Each record has a number, a time (UTC), the id of the session it belongs to (or none),
an event with its fields, the hash of the record before it, and its own. One record a line, as JSON with sorted keys and
no spaces; the hash is the SHA-256 of that JSON without the hash.

*At once*: on the disk before anything else happens. Any other event is on the disk with the next one that is written at
once: a power cut can take the newest of these, never one that comes before money, a card or paper moves. *Needed*: what
follows does not happen unless it is recorded.

Written by `python -m kiosk.money.events`; a test fails when it is out of date."""


def documentation() -> Iterator[str]:
    """The catalogue as Markdown, line by line."""
    yield _INTRODUCTION
    for group, events in CATALOGUE.items():
        yield ""
        yield f"## {group}"
        yield ""
        yield "| event | what it says | fields | written |"
        yield "| --- | --- | --- | --- |"
        for event in events:
            fields = [f"`{name}`: {kind.about}" for name, kind in event.fields.items()]
            fields += [f"`{name}` (may be missing): {kind.about}" for name, kind in event.optional.items()]
            written = ("at once" if event.at_once else "") + (", needed" if event.needed else "")
            yield f"| `{event.name}` | {event.about} | {'<br>'.join(fields)} | {written.removeprefix(', ')} |"


if __name__ == "__main__":
    print("\n".join(documentation()))
