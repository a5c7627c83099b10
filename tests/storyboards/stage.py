"""The stage of `kiosk.storyboards`, with what only tests in Python say of it: people, and checks that assert."""

import shutil
import tempfile
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bank.clock import BEIJING
from drivers.simulator.people import PEOPLE
from kiosk.bank.client import BankClient
from kiosk.bank.worker import Worker
from kiosk.clock import SteppedClock
from kiosk.storyboards.bank_process import SECONDS, BankAccess, BankProcess, enrolled
from kiosk.storyboards.stage import Stage as _Stage

__all__ = ["BankAccess", "Person", "Stage", "bank_for_storyboards", "own_bank", "person", "today_at"]


@dataclass(frozen=True)
class Person:
    """Somebody of the cast: the first card and account, and the PIN in their head."""

    name: str
    pan: str
    pin: str
    account: str


def person(id: str, card: int = 0) -> Person:
    """Somebody of assets/sandbox/people.toml."""
    people = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"]
    found = next(entry for entry in people if entry["id"] == id)
    chosen = found["cards"][card]
    return Person(found["name"], chosen["pan"], chosen["pin"], found["accounts"][0]["number"])


def today_at(hour: int, minute: int = 30) -> datetime:
    """A time of today's day in Beijing: certificates are looked at by the machine's own clock."""
    return datetime.now(BEIJING).replace(hour=hour, minute=minute, second=0, microsecond=0)


@contextmanager
def bank_for_storyboards(folder: Path, terminal: str = "stage-001", *, hour: int = 10) -> Generator[BankAccess]:
    """Start a bank and enrol a terminal. It is half past `hour` there: at night the bank has more to ask."""
    state = folder / "bank"
    state.mkdir()
    with BankProcess(state, today_at(hour)) as process:
        yield enrolled(process, folder, terminal)


@contextmanager
def own_bank(hour: int = 10) -> Generator[BankAccess]:
    """A bank in a folder of its own, where it is half past `hour`."""
    folder = Path(tempfile.mkdtemp(prefix="st-"))
    try:
        with bank_for_storyboards(folder, hour=hour) as access:
            yield access
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Stage(_Stage):
    """One terminal with its customer. `async with Stage(...)`: shows the attract screen, and lets go at the end."""

    async def __aenter__(self) -> "Stage":
        self.clock = SteppedClock(await self._bank_time() - timedelta(minutes=30))
        await super().__aenter__()
        return self

    async def _bank_time(self) -> datetime:
        """The bank's clock, which runs. Half an hour behind it a story may take its time, and jump, and stay within the
        hour that a consent lasts."""
        url = f"https://127.0.0.1:{self.bank.port}"
        worker = Worker("clock")
        client = BankClient(
            url, self.bank.authority, self.bank.identity, worker, query_seconds=SECONDS, order_seconds=SECONDS
        )
        try:
            return (await client.status()).time
        finally:
            client.end()

    async def inserts(self, who: Person) -> None:
        """Put the card in, as soon as the gate is open."""
        await self.inserts_card(who.pan)

    async def signs_in(self, who: Person) -> None:
        """Card in, PIN, menu."""
        await self.inserts(who)
        await self.customer.sees("pin-sign-in")
        await self.enters_pin(who.pin)
        await self.customer.sees("menu")

    def check_ended_well(self, reason: str) -> None:
        """After a visit: card out or retained and said, data wiped, journal closed, attract screen shown.

        `reason` is what the journal must say of the end; "any" for whichever.
        """
        assert self.wrong_at_end(reason) == []
        assert self.visited is not None

    def check_stopped_well(self) -> None:
        """After a stop: the same, but that nothing is shown any more."""
        if self.visited is not None:
            assert self.wrong_when_left("any") == []
