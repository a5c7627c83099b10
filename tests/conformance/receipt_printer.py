"""What every backend of `drivers.printer.contract` must do."""

from typing import Protocol

from drivers.printer.contract import PaperLevel, PrintJob, ReceiptPrinter
from tests.conformance.paper_outlet import PaperHand, PaperOutletSuite
from tests.drivers.samples import slip


class PrinterHand(PaperHand, Protocol):
    """The customer's and staff's hands at the printer."""

    async def almost_use_up_paper(self) -> None: ...


class ReceiptPrinterSuite(PaperOutletSuite[ReceiptPrinter, PrinterHand]):
    """One method for each promise."""

    def _job(self, words: str = "one") -> PrintJob:
        return slip(words)

    def _data(self, words: str) -> bytes:
        return slip(words).image

    async def says_low_and_still_prints(self) -> None:
        await self.hand.almost_use_up_paper()
        status = await self.printer.status()
        assert (status.ready, status.paper) == (True, PaperLevel.LOW)
        await self._print_and_take()
