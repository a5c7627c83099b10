"""What the journal says of staff at the terminal: who decided what, by what they were shown; never about whom."""

from kiosk.money.event import event
from kiosk.money.fields import HASH, KEY, MACHINE, NAME, STAFF, STAFF_DECISION, TEXT_ID, words

_WHAT = {"staff": STAFF, "application": KEY, "decision": STAFF_DECISION}
_WHOM = {"staff": STAFF, "verification": KEY, "decision": words("approve", "refuse")}

STAFF_LAYER = (
    event(
        "staff-layer-init",
        "A member of staff begins, over the visit. What follows is theirs.",
    ),
    event(
        "staff-layer-complete",
        "They have gone, and the visit goes on: done, left, nobody answered, the visit had to end, or it failed.",
        {"disposition": words("done", "left", "idle", "ended", "failed")},
        {"error": NAME},
    ),
    event("staff-sign-in-init", "The bank is asked who signs in with a number and a PIN."),
    event(
        "staff-sign-in-complete",
        "What it said, and who it is.",
        {"disposition": words("success", "declined", "unknown")},
        {"staff": STAFF},
    ),
    event(
        "staff-file-shown",
        "They are shown an application's file; `shown` is the hash of all of it.",
        {"staff": STAFF, "application": KEY, "shown": HASH},
    ),
    event(
        "staff-decision-init",
        "They decide: `seen`, whether they say that they have seen the person; `machine`, what the machine said.",
        {**_WHAT, "machine": MACHINE, "seen": words("yes", "no"), "shown": HASH},
        at_once=True,
    ),
    event(
        "staff-decision-complete",
        "What the bank said to that.",
        {**_WHAT, "disposition": words("done", "declined", "unknown")},
        {"problem": TEXT_ID},
        at_once=True,
    ),
    event(
        "staff-verification-shown",
        "They are shown what the bank has of a verification that waits here; `shown` is its hash.",
        {"staff": STAFF, "verification": KEY, "shown": HASH},
    ),
    event(
        "staff-verification-init",
        "They decide whether it is this customer: `seen`, whether they say that they have seen the person.",
        {**_WHOM, "seen": words("yes", "no"), "shown": HASH},
        at_once=True,
    ),
    event(
        "staff-verification-complete",
        "What the bank said to that.",
        {**_WHOM, "disposition": words("done", "declined", "unknown")},
        {"problem": TEXT_ID},
        at_once=True,
    ),
)
