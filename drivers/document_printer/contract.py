"""What every document printer backend does. Conformance: tests/conformance/document_printer.py."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PaperLevel(StrEnum):
    """How much paper is in the tray."""

    ENOUGH = "enough"
    LOW = "low"
    EMPTY = "empty"
    UNKNOWN = "unknown"  # the device does not answer


@dataclass(frozen=True)
class DocumentPrinterStatus:
    """`ready`: a page could be printed now, but for a document that lies at the outlet. `trouble`: why not, for staff.
    `waiting`: a document lies there.

    `sheets` of A4 are in the tray: a machine that counts none says how many are there at least.
    """

    ready: bool
    paper: PaperLevel
    sheets: int
    waiting: bool = False
    trouble: str = ""

    def can_print(self, pages: int) -> bool:
        """Whether a document of so many pages could be printed whole now."""
        return self.ready and pages <= self.sheets


@dataclass(frozen=True)
class DocumentJob:
    """One document. `pdf`: A4, fonts embedded, `pages` pages on one side each. `text`: the same, for a simulator."""

    pdf: bytes
    pages: int
    text: str


class DocumentPrinter(Protocol):
    """Prints documents whole or not at all, and holds each at the outlet until it is taken or drawn back.

    Every call raises `Disconnected` and `TimedOut`; `taken` waits without limit.
    """

    async def status(self) -> DocumentPrinterStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def print(self, job: DocumentJob) -> None:
        """Print all pages and present them together.

        Raises `Empty` before the first page where the sheets do not last, `Jammed`; `Refused` while another document
        lies at the outlet, and for what is no PDF.
        """
        ...

    async def taken(self) -> None:
        """Wait until the document is taken. Returns at once when none lies at the outlet."""
        ...

    async def retract(self) -> None:
        """Draw a document that was not taken into the bin. Raises `Refused` when there is none, `Jammed`."""
        ...
