"""What every card dispenser backend does. Conformance: tests/conformance/card_dispenser.py.

The machine draws blank chip cards out of a hopper one by one, holds one inside where its chip can be written and read,
presents it at the gate, and can draw one into a bin: as a Creator CRT-591, or XFS4IoT's card dispenser with its chip
unit. A move whose answer is lost is never repeated blindly: ask for the status first, or two cards come out.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from drivers.card_reader.contract import CardData


class PlasticPosition(StrEnum):
    """Where the card on its way is."""

    ABSENT = "absent"
    INSIDE = "inside"  # where it can be encoded
    AT_GATE = "at-gate"  # presented, not yet taken
    JAMMED = "jammed"
    UNKNOWN = "unknown"  # nobody answers: the counters say nothing then, either


@dataclass(frozen=True)
class CardDispenserStatus:
    """`ready`: a card could be fed now. `trouble`: why not, for staff.

    `hopper`: blanks left, None where the machine only knows `low` and empty. `low`: at or under its threshold.
    `retained`: cards in the bin, `bin_full`. `presented` and `fed`: how often since the counters were set, so that
    nobody must guess what became of a lost answer.
    """

    ready: bool
    position: PlasticPosition
    hopper: int | None = None
    low: bool = False
    retained: int = 0
    bin_full: bool = False
    fed: int = 0
    presented: int = 0
    trouble: str = ""


class CardDispenser(Protocol):
    """Feeds, encodes, presents and retains one card at a time.

    Every call raises `Disconnected` when the device is gone and `TimedOut` when it does not finish in its own limit.
    The wait `taken` has no limit: the caller cancels it.
    """

    async def status(self) -> CardDispenserStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def feed(self) -> None:
        """Draw one blank out of the hopper to where it can be encoded. Raises `Empty`, `Jammed`, `Refused` (a card is
        on its way already)."""
        ...

    async def encode(self, card: CardData) -> None:
        """Write number, expiry and sequence to the card inside. Raises `Refused` (none is inside, or the chip takes
        nothing)."""
        ...

    async def read(self) -> CardData:
        """Read back what the card inside holds. Raises `Refused` (none is inside, or it cannot be read)."""
        ...

    async def present(self) -> None:
        """Bring the card inside to the gate; does nothing if it is there already. Raises `Refused` (none), `Jammed`."""
        ...

    async def taken(self) -> None:
        """Wait until the presented card is taken, also of one that is still inside. Returns at once when there is none.

        Raises `NotTaken` when it goes into the bin meanwhile.
        """
        ...

    async def retain(self) -> None:
        """Draw the card, inside or at the gate, into the bin. Raises `Refused` (none, or the bin is full), `Jammed`."""
        ...
