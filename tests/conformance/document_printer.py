"""What every backend of `drivers.document_printer.contract` must do."""

from typing import Protocol

import pytest

from drivers.document_printer.contract import DocumentJob, DocumentPrinter, PaperLevel
from drivers.errors import Empty, Refused
from tests.conformance.paper_outlet import PaperHand, PaperOutletSuite
from tests.drivers.samples import document


class DocumentPrinterHand(PaperHand, Protocol):
    """The customer's and staff's hands at the printer."""

    async def leave_sheets(self, count: int) -> None:
        """So few that the tray is called low."""
        ...


class DocumentPrinterSuite(PaperOutletSuite[DocumentPrinter, DocumentPrinterHand]):
    """One method for each promise."""

    def _job(self, words: str = "one") -> DocumentJob:
        return document(words)

    def _data(self, words: str) -> bytes:
        return document(words).pdf

    async def counts_its_sheets(self) -> None:
        assert (await self.printer.status()).can_print(10)
        await self.hand.use_up_paper()
        assert (await self.printer.status()).sheets == 0

    async def says_low_and_still_prints(self) -> None:
        await self.hand.leave_sheets(3)
        status = await self.printer.status()
        assert (status.ready, status.paper, status.sheets) == (True, PaperLevel.LOW, 3)
        await self.printer.print(document(pages=2))
        await self.hand.take()
        assert (await self.printer.status()).sheets == 1

    async def prints_whole_or_not_at_all(self) -> None:
        await self.hand.leave_sheets(2)
        status = await self.printer.status()
        assert (status.can_print(2), status.can_print(3)) == (True, False)
        with pytest.raises(Empty):
            await self.printer.print(document(pages=3))
        status = await self.printer.status()
        assert (status.ready, status.sheets, status.waiting) == (True, 2, False)
        assert await self.hand.printed() == []
        await self.printer.print(document(pages=2))
        await self.hand.take()

    async def prints_nothing_that_is_no_document(self) -> None:
        with pytest.raises(Refused):
            await self.printer.print(DocumentJob(b"hello", 1, "hello"))
        with pytest.raises(Refused):
            await self.printer.print(DocumentJob(document().pdf, 0, ""))
        assert not (await self.printer.status()).waiting

    async def does_not_call_empty_what_is_gone(self) -> None:
        await self.hand.unplug()
        status = await self.printer.status()
        assert (status.ready, status.paper, status.sheets) == (False, PaperLevel.UNKNOWN, 0)
