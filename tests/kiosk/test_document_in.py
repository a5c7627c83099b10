"""An ID document that gets in at the very moment the customer cancels: judged like any other."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from drivers.errors import Jammed, Refused
from drivers.id_scanner.contract import DocumentKind, DocumentPosition, IdDocument, IdScannerStatus, Misplaced
from drivers.id_scanner.simulated import id_document
from drivers.simulator.id_documents import Laid
from kiosk.clock import SteppedClock
from kiosk.custody.document import DocumentCustody
from kiosk.identity.documents import DocumentCheck, check_document
from kiosk.identity.id_number import well_formed
from tests.drivers.samples import ID_DOCUMENTS
from tests.kiosk.scene import Notes, PaperSignals

TODAY = date(2026, 3, 2)
RESIDENT = ID_DOCUMENTS[0]


class PaperScanner:
    """Has something inside when its slot is closed; nobody was quick enough to read it before."""

    def __init__(self, late: IdDocument | Exception | None) -> None:
        self.late = late
        self.calls: list[str] = []

    async def status(self) -> IdScannerStatus:
        inside = self.late is not None and "eject" not in self.calls
        return IdScannerStatus(not inside, DocumentPosition.INSIDE if inside else DocumentPosition.ABSENT)

    async def accept(self) -> None:
        self.calls.append("accept")

    async def inserted(self) -> None:
        await asyncio.Event().wait()

    async def read(self) -> IdDocument:
        await asyncio.Event().wait()
        raise AssertionError

    async def close(self) -> IdDocument | None:
        self.calls.append("close")
        if isinstance(self.late, Exception):
            raise self.late
        return self.late

    async def removed(self) -> None:
        await asyncio.Event().wait()

    async def eject(self) -> None:
        self.calls.append("eject")

    async def taken(self) -> None:
        self.calls.append("taken")

    async def retain(self) -> None:
        self.calls.append("retain")


def check(document: IdDocument) -> DocumentCheck | Misplaced:
    if document.kind is not DocumentKind.RESIDENT_ID:
        return Misplaced.WRONG_KIND
    return check_document(document, TODAY)


async def withdrawn(late: IdDocument | Exception | None) -> tuple[Any, DocumentCustody, PaperScanner, Notes]:
    scanner, notes = PaperScanner(late), Notes()
    custody = DocumentCustody(scanner, PaperSignals(), SteppedClock(), notes)
    placing = custody.placing("s1", check)
    await custody.open_slot()
    answer = await placing.withdraw()
    held = custody.held
    if custody.untold:
        await custody.untold
    assert held == (answer is not None)
    return answer, custody, scanner, notes


def test_a_good_one_is_the_answer() -> None:
    late = id_document(RESIDENT.read())
    answer, custody, scanner, notes = asyncio.run(withdrawn(late))
    assert answer == late
    assert custody.document == late
    assert scanner.calls == ["accept", "close"], "it stays in"
    assert notes.names == ["id-document-inserted"]


@pytest.mark.parametrize(
    ("late", "reason"),
    [
        (id_document(RESIDENT.read(Laid.EXPIRED)), "expired"),
        (id_document(RESIDENT.read(Laid.ALTERED)), "number"),
        (id_document(ID_DOCUMENTS[1].read()), "wrong-kind"),
    ],
)
def test_a_wrong_one_is_none_and_goes_out_again(late: IdDocument, reason: str) -> None:
    answer, _, scanner, notes = asyncio.run(withdrawn(late))
    assert answer is None
    assert scanner.calls == ["accept", "close", "eject", "taken"]
    assert notes.fields("id-document-refused") == [{"session": "s1", "reason": reason}]
    assert notes.fields("id-document-return-complete") == [{"session": "s1", "disposition": "taken"}]


@pytest.mark.parametrize("error", [Refused("id-scanner", "skewed"), Jammed("id-scanner")])
def test_one_that_cannot_be_read_goes_out_again(error: Exception) -> None:
    answer, _, scanner, _ = asyncio.run(withdrawn(error))
    assert answer is None
    assert "eject" in scanner.calls


def test_nothing_in_it_is_nothing_to_give_back() -> None:
    answer, custody, scanner, notes = asyncio.run(withdrawn(None))
    assert (answer, custody.untold, notes.names) == (None, None, [])
    assert scanner.calls == ["accept", "close"]


def test_the_reason_why_one_is_doubted_is_journaled_and_nobody_is_refused_for_it() -> None:
    digits = "99010519491231002"  # no such province
    number = next(digits + last for last in "0123456789X" if well_formed(digits + last))
    answer, _, _, notes = asyncio.run(withdrawn(replace(id_document(RESIDENT.read()), number=number)))
    assert answer is not None
    assert notes.fields("id-document-doubted") == [{"session": "s1", "reasons": "region"}]
