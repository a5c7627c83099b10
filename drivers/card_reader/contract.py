"""What every chip card reader backend does. Conformance: tests/conformance/card_reader.py."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class CardData:
    """What was read from a chip: enough to identify the card to the bank, nothing a thief could reuse.

    `pan` 13 to 19 digits; `expiry` YYMM (EMV tag 5F24 without the day); `sequence` two digits (5F34);
    `cryptogram` the ARQC as hex (9F26), empty where the reader cannot ask for one.
    The repr masks the number, so that a log line never holds it.
    """

    pan: str
    expiry: str
    sequence: str = "00"
    cryptogram: str = ""

    @property
    def masked(self) -> str:
        """The card number with at most the BIN and the last four digits legible (PCI DSS 3.4)."""
        return f"{self.pan[:6]}******{self.pan[-4:]}"

    def __repr__(self) -> str:
        return f"CardData({self.masked})"


class CardPosition(StrEnum):
    """Where the card is."""

    ABSENT = "absent"
    INSIDE = "inside"
    AT_GATE = "at-gate"  # presented, not yet taken
    JAMMED = "jammed"


@dataclass(frozen=True)
class CardReaderStatus:
    """`ready`: a card could be taken now. `trouble`: why not, for staff. `retained`: cards in the bin."""

    ready: bool
    position: CardPosition
    retained: int = 0
    trouble: str = ""


class CardReader(Protocol):
    """A motorised reader that draws the card in, holds it, and gives it back or keeps it safe.

    Every call raises `Disconnected` when the device is gone and `TimedOut` when it does not finish in its own
    limit. The three waits (`inserted`, `removed`, `taken`) have no limit: the caller cancels them.
    """

    async def status(self) -> CardReaderStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def accept(self) -> None:
        """Open the gate for one card. Raises `Refused` when a card is already in, `Jammed`."""
        ...

    async def inserted(self) -> CardData:
        """Wait until a card is in and read. Raises `Refused` (unreadable; it was ejected), `Jammed`."""
        ...

    async def close(self) -> CardData | None:
        """Close the gate. Returns the card that got in before that, if any: it must then be given back.

        Raises `Refused` (a card that got in is unreadable; it was ejected), `Jammed`.
        """
        ...

    async def removed(self) -> None:
        """Wait until the card that is inside is pulled out by force. Returns at once when no card is inside."""
        ...

    async def eject(self) -> None:
        """Present the card at the gate; does nothing if it is there already. Raises `Refused` (no card), `Jammed`."""
        ...

    async def taken(self) -> None:
        """Wait until the presented card is taken. Returns at once when no card is at the gate or inside."""
        ...

    async def retain(self) -> None:
        """Draw the card into the retain bin. Raises `Refused` when there is no card, `Jammed`."""
        ...
