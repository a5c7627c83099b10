"""What every ID document scanner backend does. Conformance: tests/conformance/id_scanner.py.

The machine is a motorised slot, as of a passbook printer: it draws one card or open booklet in, reads chip and printed
side, holds it as long as it is told to, presents it, and can draw one that is left behind into a bin. A flat bed that
only lights up is another machine: it can neither hold a document nor keep it from the next customer. XFS4IoT has no
interface for ID documents; nearest is its scanner printer, which does just this (Printer.ReadImage, ControlMedia,
RetractMedia; MediaInserted, MediaTaken and MediaRejected events).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from drivers.errors import Refused


class DocumentKind(StrEnum):
    """What a document is."""

    RESIDENT_ID = "resident-id"  # second-generation resident ID card: a chip, no MRZ
    PASSPORT = "passport"  # ICAO 9303-4, TD3: two lines of 44
    RESIDENCE_PERMIT = "residence-permit"  # a foreigner's permanent residence ID card, ICAO 9303-5, TD1: three of 30


class Sex(StrEnum):
    """As the document has it."""

    MALE = "male"
    FEMALE = "female"
    UNSPECIFIED = "unspecified"  # X, or left out


@dataclass(frozen=True)
class IdDocument:
    """What was read from chip and machine-readable zone, as it stands there: nothing of it has been checked.

    `number`: 18 characters on a resident ID; a passport's or permit's own number. `name` as printed first, Chinese
    where there is a Chinese one; `latin_name` the other, "" without one. `nation`: the ethnic group of a resident ID
    ("汉"), else the nationality as ISO 3166-1 alpha-3. `address` "" where the document has none.
    `valid_from` is None where it is not machine-readable (an MRZ has none); `valid_until` None means long-term.
    `photo`: JPEG, as the chip has it. `mrz`: its lines as read, `<` kept; none on a resident ID.
    The repr holds nothing of the person.
    """

    kind: DocumentKind
    number: str = field(repr=False)
    name: str = field(repr=False)
    sex: Sex = field(repr=False)
    nation: str = field(repr=False)
    born: date = field(repr=False)
    address: str = field(repr=False)
    issuer: str = field(repr=False)
    valid_from: date | None = field(repr=False)
    valid_until: date | None = field(repr=False)
    photo: bytes = field(repr=False)
    latin_name: str = field(default="", repr=False)
    mrz: tuple[str, ...] = field(default=(), repr=False)


class Misplaced(StrEnum):
    """Why a document was not read: the `detail` of the `Refused` that `read` and `close` raise."""

    SKEWED = "skewed"  # lay it straight
    UPSIDE_DOWN = "upside-down"  # turn it over or round
    WRONG_KIND = "wrong-kind"  # none of `DocumentKind`: a bank card, a driving licence
    UNREADABLE = "unreadable"  # the chip does not answer, or what it says cannot be proved


def misplaced(refused: Refused) -> Misplaced:
    """Why it was refused. A word that no contract knows counts as unreadable."""
    try:
        return Misplaced(refused.detail)
    except ValueError:
        return Misplaced.UNREADABLE


class DocumentPosition(StrEnum):
    """Where the document is."""

    ABSENT = "absent"
    INSIDE = "inside"
    AT_SLOT = "at-slot"  # presented, not yet taken
    JAMMED = "jammed"


@dataclass(frozen=True)
class IdScannerStatus:
    """`ready`: a document could be laid in now. `trouble`: why not, for staff. `retained`: documents in the bin."""

    ready: bool
    position: DocumentPosition
    retained: int = 0
    trouble: str = ""


class IdScanner(Protocol):
    """Draws one ID document in, reads it, holds it, and gives it back or keeps it safe.

    Every call raises `Disconnected` when the device is gone and `TimedOut` when it does not finish in its own limit.
    The four waits (`inserted`, `read`, `removed`, `taken`) have no limit: the caller cancels them. A document is read
    once: what was read is kept by the caller, never by the device.
    """

    async def status(self) -> IdScannerStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def accept(self) -> None:
        """Open the slot for one document. Raises `Refused` when a document is already in or at the slot, `Jammed`."""
        ...

    async def inserted(self) -> None:
        """Wait until a document is inside: reading it may take a moment yet. Returns at once when one is.

        Beside `read`, to say so on the screen; what is wrong with the document is said there. Raises `Jammed`.
        """
        ...

    async def read(self) -> IdDocument:
        """Wait until a document is in and read.

        Raises `Refused` with a `Misplaced` (it was presented again), `Removed` (it was pulled out before it was read
        to the end), `Jammed`.
        """
        ...

    async def close(self) -> IdDocument | None:
        """Close the slot. Returns the document that got in before that, if any: it must then be given back.

        Raises `Refused` with a `Misplaced` (one that got in cannot be read; it was presented), `Jammed`.
        """
        ...

    async def removed(self) -> None:
        """Wait until the document inside is pulled out by force. Returns at once when none is inside."""
        ...

    async def eject(self) -> None:
        """Present the document; does nothing if it is presented already. Raises `Refused` (none is in), `Jammed`."""
        ...

    async def taken(self) -> None:
        """Wait until the presented document is taken. Returns at once when there is none.

        Raises `NotTaken` when it goes into the bin meanwhile: by `retain`, or because the machine does so by itself.
        """
        ...

    async def retain(self) -> None:
        """Draw the document into the bin. Raises `Refused` when there is none, `Jammed`."""
        ...
