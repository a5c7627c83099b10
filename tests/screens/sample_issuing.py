"""Samples of a new card on its way into the hand, and of what is said when it did not get there."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.issuing.making import IssueEnd
from kiosk.issuing.words import STAGES, cut_short, notice_of
from kiosk.money.issue_files import Disposition, IssueFile
from tests.screens.cast import HOME, IN, Sample

_LEFT = IssueFile("key", "application", "session", "zh-Hans", "standard", datetime(2026, 11, 25, tzinfo=UTC))
_ENDS: tuple[Disposition, ...] = ("taken", "kept", "out", "not-made")


def issuing() -> dict[str, Sample]:
    """The samples by name."""
    found: dict[str, Sample] = {prompt.text: (prompt, IN) for prompt in STAGES.values()}
    for end in IssueEnd:
        for stuck in (False, True):
            if notice := notice_of(end, stuck=stuck):
                found[notice.text + ("-stuck" if stuck else "")] = (notice, IN)
    for ended in _ENDS:
        found[f"new-card-interrupted-{ended}"] = (cut_short(replace(_LEFT, ended=ended)), HOME)
    return found
