"""What every receipt printer backend does. Conformance: tests/conformance/receipt_printer.py."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PaperLevel(StrEnum):
    """How much paper is on the roll."""

    ENOUGH = "enough"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True)
class PrinterStatus:
    """`ready`: a slip could be printed now, but for one that hangs at the outlet. `trouble`: why not, for staff.
    `waiting`: a slip hangs there.
    """

    ready: bool
    paper: PaperLevel
    waiting: bool = False
    trouble: str = ""


@dataclass(frozen=True)
class PrintJob:
    """One slip. `image`: a black-and-white PNG, 576 px wide (72 mm at 203 dpi). `text`: the same, for a simulator."""

    image: bytes
    text: str


class ReceiptPrinter(Protocol):
    """Prints slips and holds each at the outlet until it is taken or drawn back.

    Every call raises `Disconnected` and `TimedOut`; `taken` waits without limit.
    """

    async def status(self) -> PrinterStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def print(self, job: PrintJob) -> None:
        """Print, cut and present one slip. Raises `Empty`, `Jammed`; `Refused` while another hangs at the outlet."""
        ...

    async def taken(self) -> None:
        """Wait until the slip is taken. Returns at once when none hangs at the outlet."""
        ...

    async def retract(self) -> None:
        """Draw a slip that was not taken into the bin. Raises `Refused` when there is none, `Jammed`."""
        ...
