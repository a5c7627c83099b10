"""What the customer sees of a new card on its way, and is told when it did not reach the hand as it should."""

from typing import Any

from kiosk.issuing.making import IssueEnd, Stage
from kiosk.money.issue_files import IssueFile
from kiosk.prompts import Busy, Notice, Prompt, TakeCard

STAGES: dict[Stage, Prompt[Any]] = {
    "making": Busy("busy-new-card"),
    "at-gate": TakeCard("take-new-card"),
    "activating": Busy("busy-new-card-active"),
    "ended": Busy("busy-new-card-active"),
}
_SECONDS = 60.0  # staff have been called: there is time to read
_NOTICES = {
    IssueEnd.LATER: "new-card-later",
    IssueEnd.KEPT: "new-card-kept",
    IssueEnd.OUT: "new-card-out",
    IssueEnd.NOT_MADE: "new-card-not-made",
    IssueEnd.NOT_BEGUN: "new-card-not-begun",
}


def notice_of(end: IssueEnd, *, stuck: bool) -> Notice | None:
    """What is told of this end; None where the card is in the hand and good. `stuck`: staff must open the dispenser."""
    if end is IssueEnd.TAKEN:
        return None
    kind = "success" if end is IssueEnd.LATER else "problem"
    args = {"stuck": "yes" if stuck else "no"}
    return Notice(_NOTICES[end], args=args, kind=kind, seconds=_SECONDS, back=False, cancel=False)


def cut_short(issue: IssueFile) -> Notice:
    """What is told after a start of a card that the run before was making. It names nobody: anybody may stand there."""
    args = {"end": issue.ended or "not-made"}
    return Notice("new-card-interrupted", args=args, seconds=_SECONDS, back=False, cancel=False)
