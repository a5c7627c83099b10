"""A terminal reduced to what issues cards, with a real simulated dispenser that lives on when it is killed."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from drivers.card_dispenser.contract import CardDispenserStatus, PlasticPosition
from drivers.card_reader.contract import CardData
from drivers.errors import DeviceError, TimedOut
from drivers.simulator.card_dispenser import CardDispenser as Machine
from drivers.simulator.card_dispenser import Chip
from kiosk.clock import SteppedClock
from kiosk.issuing.making import CardIssuing, Issue, IssueEnd
from kiosk.money.issues import Issues
from kiosk.money.journal import Journal, Record
from kiosk.money.recovery import Recovery, Unsettled
from tests.issuing.model_bank import ModelBank
from tests.kiosk.scene import PaperSignals
from tests.money.power import PowerCutDisk
from tests.money.terminal import Inline

ROOT = Path("/issuing")
APPLICATION = "0e3f4c1ad9b84a0c8f6f2d1b7a5c9e10"
TOKEN = "t0ken-of-the-customer"


class Hands:
    """The machine, and what was taken from its gate."""

    def __init__(self) -> None:
        self.taken: list[Chip | None] = []
        self.machine = Machine(self.taken.append, lambda: None, _no_sleep)


async def _no_sleep(seconds: float) -> None:
    return


class Wire:
    """The driver's part: calls the machine, with a limit on the stepped clock."""

    def __init__(self, machine: Machine, clock: SteppedClock, before: Callable[[str], None]) -> None:
        self._machine = machine
        self._clock = clock
        self._before = before

    async def status(self) -> CardDispenserStatus:
        try:
            state = await self._call("status")
        except DeviceError:
            return CardDispenserStatus(False, PlasticPosition.UNKNOWN)
        state["position"] = PlasticPosition(state["position"])
        return CardDispenserStatus(**state)

    async def feed(self) -> None:
        await self._call("feed")

    async def encode(self, card: CardData) -> None:
        await self._call("encode", pan=card.pan, expiry=card.expiry, sequence=card.sequence)

    async def read(self) -> CardData:
        return CardData(**await self._call("read"))

    async def present(self) -> None:
        await self._call("present")

    async def taken(self) -> None:
        await self._machine.call("taken", {})

    async def retain(self) -> None:
        await self._call("retain")

    async def _call(self, call: str, **args: Any) -> Any:
        self._before(call)
        doing = asyncio.ensure_future(self._machine.call(call, args))
        late = asyncio.ensure_future(self._clock.until(self._clock.now() + 10))
        try:
            await asyncio.wait({doing, late}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise TimedOut("card-dispenser", call)
            return doing.result()
        finally:
            for task in (doing, late):
                task.cancel()
            await asyncio.wait({doing, late})


class Desk:
    """Journal, issues, recovery and dispenser of one terminal, from one start to its end."""

    def __init__(
        self, disk: PowerCutDisk, hands: Hands, bank: ModelBank, before: Callable[[str], None] = lambda what: None
    ) -> None:
        self.clock = SteppedClock()
        self.disk = disk
        self.signals = PaperSignals()
        self.told: list[str] = []
        self.journal = Journal(disk, ROOT / "journal", self.clock)
        self.issues = Issues(
            disk, ROOT / "issues", self.journal, bank.tell, Inline(), self.clock, tell_staff=self.told.append
        )
        recovery = Recovery(_NoOrders(), self.journal, _no_settling, Inline(), self.clock)  # type: ignore[arg-type] - none here
        self.unsettled: list[Unsettled] = recovery.begin(version="0.1")
        self.issues.begin_again()
        wire = Wire(hands.machine, self.clock, before)
        self.issuing = CardIssuing(wire, self.signals, bank, self.issues, self.clock, self.journal)
        self.tasks = [asyncio.create_task(self.issues.run())]
        if any(act.device == "card-dispenser" for act in self.unsettled):
            self.issuing.doubt()

    def issue(self) -> Issue:
        """Begin to make the card."""
        return self.issuing.issue(APPLICATION, TOKEN, "v1", "en", "standard")

    async def ends(self, issue: Issue, seconds: int = 400) -> IssueEnd:
        """Let time pass until it has ended."""
        await self.passes(lambda: issue.ending.done(), seconds)
        return issue.ending.result()

    async def passes(self, done: Callable[[], bool], seconds: int = 400) -> None:
        """Let time pass, second by second, until this is so."""
        for _ in range(seconds):
            await settle()
            if done():
                return
            self.clock.advance(1)
        raise AssertionError("it never came")

    async def settles(self, seconds: int = 200) -> None:
        """Nobody is served: what is open is settled, and the bank hears it."""
        for _ in range(seconds):
            await self.issuing.recheck()
            await settle()
            if not self.issuing.blocked and not self.issues.unended():
                break
            self.clock.advance(1)
        await self.passes(lambda: not self.issues.busy)

    def records(self, event: str = "") -> list[Record]:
        """The journal's records (of one event), oldest first."""
        return [record for record in self.journal.backwards() if event in ("", record.event)][::-1]


async def settle() -> None:
    """Let what can happen at this moment happen."""
    for _ in range(40):
        await asyncio.sleep(0)


@asynccontextmanager
async def desk(
    disk: PowerCutDisk, hands: Hands, bank: ModelBank, before: Callable[[str], None] = lambda what: None
) -> AsyncGenerator[Desk]:
    """A terminal that runs, and is killed at the end of the block: nothing is said goodbye to."""
    running = Desk(disk, hands, bank, before)
    try:
        yield running
    finally:
        mine = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)


class _NoOrders:
    def unsettled(self) -> list[Any]:
        return []


def _no_settling(key: str) -> Any:
    raise AssertionError(key)
