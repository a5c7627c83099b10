"""What the journal says of issuing a card: see docs/issuing.md."""

from kiosk.money.event import event
from kiosk.money.fields import ADDED, CARD, COUNT, KEY, PLASTIC, TEXT_ID, WORD, words

_BLANK = {"issue": KEY, "attempt": COUNT}

ISSUING = (
    event(
        "issue-init",
        "The bank has approved: a card is to be made. Its file with all that follows is on disk already.",
        {"issue": KEY, "application": KEY},
        {"added": ADDED},
        at_once=True,
        needed=True,
    ),
    event(
        "issue-bound",
        "The bank has bound a number to blank number `attempt`; the card is inactive.",
        {**_BLANK, "card": CARD},
        at_once=True,
    ),
    event("issue-fed", "A blank left the hopper.", {**_BLANK, "fed": COUNT}, {"added": ADDED}, at_once=True),
    event("issue-encoded", "The number was written on the blank and read back right.", _BLANK, at_once=True),
    event("issue-spoilt", "The blank is no card.", {**_BLANK, "reason": WORD}, at_once=True),
    event(
        "issue-presented",
        "The card is at the gate.",
        {**_BLANK, "presented": COUNT},
        {"added": ADDED},
        at_once=True,
    ),
    event("issue-taken", "The customer took the card: the sensor saw it.", _BLANK, at_once=True),
    event("issue-out", "The card was presented and is gone, or stuck at the gate, unseen.", _BLANK, at_once=True),
    event(
        "issue-retained",
        "The card, or the spoilt blank, was drawn into the bin, which holds so many now.",
        {**_BLANK, "bin": COUNT},
        {"added": ADDED},
        at_once=True,
    ),
    event(
        "issue-complete",
        "What became of it; `not-made`: no card was presented.",
        {"issue": KEY, "disposition": words("taken", "kept", "out", "not-made")},
        {"added": ADDED},
        at_once=True,
    ),
    event(
        "issue-reported",
        "The bank has heard what happened to a blank; `declined`: it knew better already.",
        {**_BLANK, "plastic": PLASTIC, "answer": words("done", "declined")},
        {"problem": TEXT_ID},
    ),
    event(
        "issue-needs-person",
        "The bank could not be told often enough: somebody must look into it. It is told again and again.",
        {**_BLANK, "plastic": PLASTIC, "problem": TEXT_ID},
        at_once=True,
    ),
    event(
        "issue-unreadable",
        "At the start: an issue's file is torn where it begins; nothing had been done for it. It is kept aside.",
        {"issue": KEY},
        at_once=True,
    ),
    event(
        "dispenser-retained",
        "While nobody is served: what was left inside, or at the gate, was drawn into the bin.",
        {"bin": COUNT},
        at_once=True,
    ),
    event(
        "dispenser-counts",
        "What the dispenser has counted, whenever that has changed: blanks left (unless few), fed, presented, in bin.",
        {"fed": COUNT, "presented": COUNT, "bin": COUNT},
        {"hopper": COUNT},
        at_once=True,
    ),
    event(
        "dispenser-blocked",
        "No card can be made until staff or the sensors settle it.",
        {"reason": WORD},
        at_once=True,
    ),
    event("dispenser-settled", "The dispenser is empty and answers again.", at_once=True),
)
