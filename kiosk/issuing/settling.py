"""The dispenser's sensors as judges: what became of a card whose end nobody saw, and whether another can be made.

The bank is told whatever they say. A card that may have come out is never taken for one that was taken.
"""

from contextlib import suppress
from typing import Protocol

from bank.contract import PlasticEvent
from drivers.card_dispenser.contract import CardDispenser, CardDispenserStatus, PlasticPosition
from drivers.errors import DeviceError
from kiosk.clock import Clock
from kiosk.issuing.moves import Moves, counts, judge
from kiosk.money.issue_files import Disposition, IssueFile, Step
from kiosk.recorder import Recorder

_ENDS: dict[PlasticEvent, Disposition] = {
    PlasticEvent.TAKEN: "taken",
    PlasticEvent.KEPT: "kept",
    PlasticEvent.OUT: "out",
    PlasticEvent.SPOILT: "not-made",
}


class IssueBook(Protocol):
    """What is written down of issues (kiosk.money.issues.Issues)."""

    def begin(self, application: str, session: str, language: str, mode: str) -> str: ...
    def get(self, key: str) -> IssueFile: ...
    def step(self, key: str, step: Step) -> None: ...
    def report(self, key: str, event: PlasticEvent, reason: str = "") -> None: ...
    def end(self, key: str, disposition: Disposition, *, added: str = "") -> None: ...
    def unended(self) -> list[IssueFile]: ...
    def accepted(self, key: str, event: PlasticEvent) -> bool: ...
    def noted(self, key: str, event: str) -> bool: ...
    async def told(self, key: str, seconds: float) -> bool: ...


class CardSettling:
    """Knows what the dispenser has done with each card. `blocked`: no card can be made until staff or the sensors
    settle it. `untold`: an issue of the run before, of which nobody has been told what became of it.

    `answer_seconds`: how long a dispenser that does not answer is asked again.
    """

    def __init__(
        self, dispenser: CardDispenser, book: IssueBook, clock: Clock, journal: Recorder, *, answer_seconds: float = 30
    ) -> None:
        self.blocked = False
        self.untold: IssueFile | None = None
        self._dispenser = dispenser
        self._book = book
        self._clock = clock
        self._journal = journal
        self._moves = Moves(dispenser, clock, answer_seconds=answer_seconds)
        self._at_once = Moves(dispenser, clock, answer_seconds=0)
        self._answer_seconds = answer_seconds
        self._in_doubt_since: float | None = None
        self._counted: dict[str, int] = {}

    async def ready(self) -> bool:
        """Whether a card could be made now."""
        status = await self._dispenser.status()
        return not self.blocked and self._can_feed(status)

    # -- while nobody is served ------------------------------------------------------------------------------------

    def doubt(self) -> None:
        """At a start: the journal of the run before does not say what became of a card."""
        self.blocked = True

    async def recheck(self) -> None:
        """Settle what an earlier run, or a fault, has left open, as far as the sensors can. Asks once, waits not."""
        status = await self._at_once.answer()
        for issue in self._book.unended():
            if status is None and not self._doubted_long_enough():
                self.blocked = True
                return
            self._in_doubt_since = None
            await self._conclude(issue.key, "interrupted", self._at_once, added="recovery")
            self.untold = self._book.get(issue.key)
            status = await self._at_once.answer()
        if status is None:
            return
        if status.position in (PlasticPosition.INSIDE, PlasticPosition.AT_GATE):
            status = await self._empty(status)
        if status.position is PlasticPosition.UNKNOWN:
            return
        if status.position is not PlasticPosition.ABSENT:
            self._block("card-inside")
        elif self.blocked:
            self.blocked = False
            self._journal.record("dispenser-settled")
        self._note_counts(status)

    def _doubted_long_enough(self) -> bool:
        """A dispenser that is slower to start than the terminal is given time."""
        self._in_doubt_since = self._clock.now() if self._in_doubt_since is None else self._in_doubt_since
        return self._clock.now() - self._in_doubt_since >= self._answer_seconds

    async def _empty(self, status: CardDispenserStatus) -> CardDispenserStatus:
        """Draw what nobody waits for into the bin; gives the state after that."""
        with suppress(DeviceError):
            await self._at_once.retain(counts(status))
            self._journal.record("dispenser-retained", bin=status.retained + 1)
        return await self._dispenser.status()

    def _note_counts(self, status: CardDispenserStatus) -> None:
        """Write the counters down when they have changed. Few blanks are not always counted by the machine."""
        counted = {"fed": status.fed, "presented": status.presented, "bin": status.retained}
        if status.hopper and not status.low:
            counted["hopper"] = status.hopper
        if counted != self._counted:
            self._counted = counted
            self._journal.record("dispenser-counts", **counted)

    def _block(self, reason: str) -> None:
        if not self.blocked:
            self.blocked = True
            self._journal.record("dispenser-blocked", reason=reason)

    def _can_feed(self, status: CardDispenserStatus) -> bool:
        return status.ready and status.position is PlasticPosition.ABSENT and not status.bin_full

    # -- by the sensors --------------------------------------------------------------------------------------------

    async def _conclude(self, key: str, reason: str, moves: Moves, *, added: str = "") -> PlasticEvent:
        """Have the sensors say what became of the newest blank; tell the bank, and block the dispenser if need be."""
        issue = self._book.get(key)
        event = next((r.event for r in issue.reports if r.attempt == issue.attempt and r.event in _ENDS), None)
        stuck = False
        if event is None and issue.attempt:
            event, stuck = await self._found_out(key, reason, moves, added)
        event = event or PlasticEvent.SPOILT
        if added:
            self._end(key, event, added=added)
        if stuck:
            self._block("card-inside")
        return event

    async def _found_out(self, key: str, reason: str, moves: Moves, added: str) -> tuple[PlasticEvent, bool]:
        status = await moves.answer()
        if status:
            self._add_missing(key, status, added)
        found = judge(self._book.get(key), status)
        if found.moves_first and status:
            with suppress(DeviceError):
                await moves.retain(counts(status))
            after = await moves.answer()
            if after and after.retained > status.retained:
                self._note("issue-retained", key, bin=after.retained, **_more(added))
            found = judge(self._book.get(key), after, movable=False)
        if found.event is PlasticEvent.SPOILT:
            self._spoilt(key, reason)
            return found.event, found.stuck
        if not self._book.get(key).said(PlasticEvent.PRESENTED):
            self._book.report(key, PlasticEvent.PRESENTED)  # it may have been, and this is the cautious word
        if found.event is PlasticEvent.OUT:
            self._note("issue-out", key)
        self._book.report(key, found.event, reason)
        return found.event, found.stuck

    def _add_missing(self, key: str, status: CardDispenserStatus, added: str) -> None:
        """A move that was done and whose record was cut off: the counters tell."""
        issue = self._book.get(key)
        feed, present = issue.step("feed"), issue.step("present")
        before = feed.counts if feed else None
        if before and status.fed > before.fed and not self._book.noted(key, "issue-fed"):
            self._note("issue-fed", key, fed=status.fed, **_more(added))
        if present and present.counts and status.presented > present.counts.presented:
            self._presented(key, status.presented, **_more(added))
        if before and status.retained > before.retained and not self._book.noted(key, "issue-retained"):
            self._note("issue-retained", key, bin=status.retained, **_more(added))

    def _presented(self, key: str, presented: int, **more: str) -> None:
        if not self._book.noted(key, "issue-presented"):
            self._note("issue-presented", key, presented=presented, **more)
        if not self._book.get(key).said(PlasticEvent.PRESENTED):
            self._book.report(key, PlasticEvent.PRESENTED)

    def _spoilt(self, key: str, reason: str) -> None:
        self._note("issue-spoilt", key, reason=reason)
        self._book.report(key, PlasticEvent.SPOILT, reason)

    def _note(self, event: str, key: str, **fields: str | int) -> None:
        issue = self._book.get(key)
        self._journal.record(event, session=issue.session, issue=key, attempt=issue.attempt, **fields)

    def _end(self, key: str, event: PlasticEvent, *, added: str = "") -> None:
        self._book.end(key, _ENDS[event], added=added)


def _more(added: str) -> dict[str, str]:
    return {"added": added} if added else {}
