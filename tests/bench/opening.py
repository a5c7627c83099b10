"""The machine's share of opening a card, by the pairs of the journal; how soon staff's word reaches the customer."""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.storyboards.bank_process import BankAccess
from kiosk.storyboards.fresh_banks import FreshBanks
from tests.bench.report import Figure, Progress, Target
from tests.storyboards.prompts_opening import dossier, waiting
from tests.storyboards.stage import Stage

_OPENINGS = 5
_TIME = (10, 30)
_LOOK_SECONDS = 8.0  # three turns as drawn people do them before the real engine, and its decision (face_decision_s)
# what the customer and staff wait for; a pair that takes in a hand's work (a card taken) is as long as that takes
PAIRS = ("application", "face-check", "phone-code", "phone-confirm", "authorise", "issue", "slip-print")


class _Running(SystemClock):
    """The machine's clock, set to a story's time of day."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self._start, self._zero = start, time.monotonic()

    def wall(self) -> datetime:
        return self._start.astimezone(UTC) + timedelta(seconds=self.now() - self._zero)


class _RunningStage(Stage):
    """A stage whose time passes by itself, as a terminal's does."""

    def _build(self) -> None:
        object.__setattr__(self, "clock", _Running(self.clock.wall()))
        super()._build()


def opening(progress: Progress) -> list[Figure]:
    """Open a card again and again, each time at a fresh bank, with a customer and staff who answer at once."""
    shares: list[float] = []
    words: list[float] = []
    with FreshBanks() as banks:
        for number in range(1, _OPENINGS + 1):
            with banks.bank(_TIME) as bank:
                events = asyncio.run(_opened(bank, banks.moment(_TIME)))
            word = _between(events, "staff-decision-init", "approval-complete")
            shares.append(sum(_lasted(events, pair) for pair in PAIRS) + word)
            words.append(1000 * word)
            progress(number, _OPENINGS)
    conditions = (
        f"median of {_OPENINGS} openings at a fresh bank of one machine, customer and staff answering at once: the sum "
        f"of the journal's pairs {', '.join(PAIRS)}, and from staff's word until it is acted on; the look "
        f"into the camera is a stand-in of {_LOOK_SECONDS:.0f} s, the devices are simulated at their ordinary speed"
    )
    told = f"median of {_OPENINGS}: from staff's word at the terminal until the customer's service goes on"
    return [
        Figure("open_card_machine_s", statistics.median(shares), "s", len(shares), conditions, shares, Target(20)),
        Figure("approval_round_trip_ms", statistics.median(words), "ms", len(words), told, words),
    ]


async def _opened(bank: BankAccess, start: datetime) -> list[dict[str, object]]:
    folder = Path(tempfile.mkdtemp(prefix="bo-"))
    try:
        async with _RunningStage(folder, bank, start=start) as stage:
            stage.eye.seconds = _LOOK_SECONDS
            customer = stage.customer
            await waiting(stage)
            await dossier(stage)
            customer.presses("option:approve")
            await customer.sees("staff-decided-approve")
            customer.presses("primary")
            await customer.sees("take-new-card")
            await stage.takes_new_card()
            await customer.sees("opening-alerts")
            customer.presses("option:yes")
            await customer.sees("opening-limits")
            customer.presses("option:low")
            await customer.sees("opening-done")
            customer.presses("option:print")
            await stage.takes_slip()
            await stage.takes_id_document()
            await customer.sees("goodbye-without-card")
            return stage.events()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lasted(events: list[dict[str, object]], pair: str) -> float:
    """Seconds between each beginning of a pair and the end that follows it, together."""
    total, began = 0.0, None
    for event in events:
        if event["event"] == f"{pair}-init":
            began = _at(event)
        elif event["event"] == f"{pair}-complete" and began is not None:
            total, began = total + _at(event) - began, None
    return total


def _between(events: list[dict[str, object]], first: str, last: str) -> float:
    return _at(_newest(events, last)) - _at(_newest(events, first))


def _newest(events: list[dict[str, object]], name: str) -> Mapping[str, object]:
    return next(event for event in reversed(events) if event["event"] == name)


def _at(event: Mapping[str, object]) -> float:
    return datetime.fromisoformat(str(event["time"])).timestamp()
