"""The stage of `kiosk.storyboards`, with what only tests in Python say of it: people, and checks that assert."""

import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drivers.simulator.people import PEOPLE
from kiosk.storyboards.bank_process import BankAccess, BankProcess, enrolled
from kiosk.storyboards.stage import Stage as _Stage

__all__ = ["BankAccess", "Person", "Stage", "bank_for_storyboards", "person"]


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


@contextmanager
def bank_for_storyboards(folder: Path, terminal: str = "stage-001") -> Generator[BankAccess]:
    """Start a bank and enrol a terminal."""
    state = folder / "bank"
    state.mkdir()
    with BankProcess(state) as process:
        yield enrolled(process, folder, terminal)


class Stage(_Stage):
    """One terminal with its customer. `async with Stage(...)`: shows the attract screen, and lets go at the end."""

    async def __aenter__(self) -> "Stage":
        await super().__aenter__()
        return self

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
