"""What the journal says of an application: see docs/opening.md."""

from kiosk.money.event import event
from kiosk.money.fields import ASKED, TEXT_ID, VERSION, words

_WHAT = {"what": ASKED}

OPENING = (
    event(
        "application-consent",
        "The customer has read an agreement, or what data may serve, to its end: whether they accepted it.",
        {
            "what": words(
                "account-agreement",
                "card-agreement",
                "personal-data",
                "personal-data-card",
                "personal-data-pin",
                "stills",
            ),
            "version": VERSION,
            "given": words("yes", "no"),
        },
    ),
    event("application-init", "The bank is asked for a step of an application; never with what.", _WHAT),
    event(
        "application-complete",
        "What the bank said; `left`: the customer did not wait for it.",
        {**_WHAT, "disposition": words("success", "declined", "unknown", "left")},
        {"problem": TEXT_ID},
    ),
    event("phone-confirm-init", "The bank is asked to check a code that went to the applicant's phone; never which."),
    event(
        "phone-confirm-complete",
        "What the bank said of the code.",
        {"disposition": words("success", "declined", "unknown")},
        {"problem": TEXT_ID},
    ),
    event(
        "signature",
        "The customer signed on the screen, or confirmed by a key instead.",
        {"given": words("signed", "key")},
    ),
    event("approval-init", "Staff were called to an application.", at_once=True),
    event(
        "approval-complete",
        "What became of it; `left`: the customer went before staff had answered.",
        {"disposition": words("approved", "refused", "ended", "left")},
        at_once=True,
    ),
    event(
        "application-issued",
        "How the card of an approved application ended, as the customer was told.",
        {"disposition": words("taken", "later", "kept", "out", "not-made", "not-begun")},
    ),
)
