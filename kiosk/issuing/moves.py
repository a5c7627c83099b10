"""The dispenser's moves, and the sensors' word on what became of a card.

A move whose answer is lost is never answered by another one: the dispenser is asked what it has done first.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bank.contract import PlasticEvent
from drivers.card_dispenser.contract import CardDispenser, CardDispenserStatus, PlasticPosition
from drivers.errors import Disconnected, TimedOut
from kiosk.clock import Clock
from kiosk.money.issue_files import Counts, IssueFile

_TRY_AGAIN = 2.0  # seconds between attempts at a dispenser that does not answer
_ON_ITS_WAY = (PlasticPosition.INSIDE, PlasticPosition.AT_GATE)


def counts(status: CardDispenserStatus) -> Counts:
    """The counters of a dispenser that answers."""
    return Counts(status.fed, status.presented, status.retained)


class Moves:
    """Moves one card. `answer_seconds`: how long a dispenser that does not answer is asked again."""

    def __init__(self, dispenser: CardDispenser, clock: Clock, *, answer_seconds: float = 30) -> None:
        self._dispenser = dispenser
        self._clock = clock
        self._answer_seconds = answer_seconds

    async def answer(self) -> CardDispenserStatus | None:
        """The dispenser's state; None where it does not give one in time."""
        end = self._clock.now() + self._answer_seconds
        while True:
            status = await self._dispenser.status()
            if status.position is not PlasticPosition.UNKNOWN:
                return status
            if self._clock.now() >= end:
                return None
            await self._clock.until(self._clock.now() + _TRY_AGAIN)

    async def feed(self, before: Counts) -> None:
        """Have a blank drawn in. Raises device errors: none is there then, or it cannot be known."""
        await self._sure(
            self._dispenser.feed,
            lambda status: status.position is PlasticPosition.INSIDE and status.fed > before.fed,
            lambda status: False,
        )

    async def present(self) -> None:
        """Have the card brought to the gate. Raises device errors."""
        await self._sure(
            self._dispenser.present,
            lambda status: status.position is PlasticPosition.AT_GATE,
            lambda status: status.position is PlasticPosition.INSIDE,
        )

    async def retain(self, before: Counts) -> None:
        """Have the card drawn into the bin. Raises device errors."""
        await self._sure(
            self._dispenser.retain,
            lambda status: status.position is PlasticPosition.ABSENT and status.retained > before.retained,
            lambda status: status.position in _ON_ITS_WAY,
        )

    async def _sure(
        self,
        move: Callable[[], Awaitable[None]],
        done: Callable[[CardDispenserStatus], bool],
        not_begun: Callable[[CardDispenserStatus], bool],
    ) -> None:
        """Move. Where the answer is lost, the sensors say if it was done; what was not begun is tried again once."""
        try:
            return await move()
        except (Disconnected, TimedOut):
            status = await self.answer()
            if status is None or not (done(status) or not_begun(status)):
                raise
            if done(status):
                return None
        return await move()


@dataclass(frozen=True)
class Finding:
    """What the sensors say of the newest blank. `moves_first`: nothing yet, it must be drawn into the bin.

    `stuck`: staff must open the dispenser.
    """

    event: PlasticEvent = PlasticEvent.SPOILT
    moves_first: bool = False
    stuck: bool = False


def judge(issue: IssueFile, status: CardDispenserStatus | None, *, movable: bool = True) -> Finding:
    """What became of the newest blank, whose end nobody saw. Never `TAKEN`: only an eye on the gate says that.

    `status` None: the dispenser does not answer. `movable` false: the card cannot be drawn into the bin. A card that
    may have come out is `OUT`, whatever else may be true of it: it is inactive, and staff know of it.
    """
    present = issue.step("present")
    if status is None:
        return Finding(PlasticEvent.OUT if present else PlasticEvent.SPOILT, stuck=True)
    if status.position in _ON_ITS_WAY and movable:
        return Finding(moves_first=True)
    if present is None:
        return Finding(PlasticEvent.SPOILT, stuck=status.position is not PlasticPosition.ABSENT)
    assert present.counts is not None, "a step that moves has its counters"
    # counters that were set anew say nothing: in doubt it was presented
    presented = issue.said(PlasticEvent.PRESENTED) or status.presented != present.counts.presented
    if status.position is not PlasticPosition.ABSENT:
        inside = status.position is PlasticPosition.INSIDE and not presented
        return Finding(PlasticEvent.SPOILT if inside else PlasticEvent.OUT, stuck=True)
    if status.retained <= present.counts.retained:
        return Finding(PlasticEvent.OUT)
    return Finding(PlasticEvent.KEPT if presented else PlasticEvent.SPOILT)
