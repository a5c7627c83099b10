"""What every backend of `drivers.document_printer.contract` must do."""

import asyncio
from typing import Protocol

import pytest

from drivers.document_printer.contract import DocumentJob, DocumentPrinter, PaperLevel
from drivers.errors import Disconnected, Empty, Jammed, Refused, TimedOut
from tests.conformance.suite import waits
from tests.drivers.samples import document


class DocumentPrinterHand(Protocol):
    """The customer's and staff's hands at the printer."""

    async def take(self) -> None: ...
    async def printed(self) -> list[bytes]:
        """All documents printed so far, as PDF."""
        ...

    async def use_up_paper(self) -> None: ...
    async def leave_sheets(self, count: int) -> None:
        """So few that the tray is called low."""
        ...

    async def refill(self) -> None: ...
    async def jam(self) -> None: ...
    async def clear_jam(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class DocumentPrinterSuite:
    """One method for each promise."""

    def __init__(self, printer: DocumentPrinter, hand: DocumentPrinterHand) -> None:
        self.printer = printer
        self.hand = hand

    async def is_ready_at_first(self) -> None:
        status = await self.printer.status()
        assert (status.ready, status.paper, status.waiting, status.trouble) == (True, PaperLevel.ENOUGH, False, "")
        assert status.can_print(10)

    async def prints_what_it_is_given(self) -> None:
        await self._print_and_take(document("one"))
        await self._print_and_take(document("two"))
        assert await self.hand.printed() == [document("one").pdf, document("two").pdf]

    async def holds_a_document_until_it_is_taken(self) -> None:
        await self.printer.print(document())
        assert (await self.printer.status()).waiting
        taken = asyncio.create_task(self.printer.taken())
        assert await waits(taken, self.printer.status)
        await self.hand.take()
        await taken
        assert not (await self.printer.status()).waiting

    async def has_nothing_to_wait_for_without_a_document(self) -> None:
        await self.printer.taken()

    async def prints_no_second_document_over_the_first(self) -> None:
        await self.printer.print(document("one"))
        with pytest.raises(Refused):
            await self.printer.print(document("two"))
        assert await self.hand.printed() == [document("one").pdf]

    async def draws_back_a_document_not_taken(self) -> None:
        await self.printer.print(document("one"))
        await self.printer.retract()
        assert not (await self.printer.status()).waiting
        await self._print_and_take(document("two"))

    async def draws_back_nothing_without_a_document(self) -> None:
        with pytest.raises(Refused):
            await self.printer.retract()

    async def says_low_and_still_prints(self) -> None:
        await self.hand.leave_sheets(3)
        status = await self.printer.status()
        assert (status.ready, status.paper, status.sheets) == (True, PaperLevel.LOW, 3)
        await self._print_and_take(document(pages=2))
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
        await self._print_and_take(document(pages=2))

    async def prints_nothing_that_is_no_document(self) -> None:
        with pytest.raises(Refused):
            await self.printer.print(DocumentJob(b"hello", 1, "hello"))
        with pytest.raises(Refused):
            await self.printer.print(DocumentJob(document().pdf, 0, ""))
        assert not (await self.printer.status()).waiting

    async def says_empty_and_recovers(self) -> None:
        await self.hand.use_up_paper()
        status = await self.printer.status()
        assert (status.ready, status.paper, status.sheets) == (False, PaperLevel.EMPTY, 0)
        assert status.trouble
        with pytest.raises(Empty):
            await self.printer.print(document())
        assert await self.hand.printed() == []
        await self.hand.refill()
        assert (await self.printer.status()).paper is PaperLevel.ENOUGH
        await self._print_and_take(document())

    async def says_jammed_and_recovers(self) -> None:
        await self.hand.jam()
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Jammed):
            await self.printer.print(document())
        assert await self.hand.printed() == []
        await self.hand.clear_jam()
        await self._print_and_take(document())

    async def says_jammed_when_it_cannot_draw_back(self) -> None:
        await self.printer.print(document())
        await self.hand.jam()
        with pytest.raises(Jammed):
            await self.printer.retract()
        assert (await self.printer.status()).waiting

    async def says_disconnected_and_comes_back_with_the_document(self) -> None:
        await self.printer.print(document())
        await self.hand.unplug()
        status = await self.printer.status()
        assert (status.ready, status.paper, status.sheets) == (False, PaperLevel.UNKNOWN, 0)
        assert status.trouble
        for call in (self.printer.retract, self.printer.taken):
            with pytest.raises(Disconnected):
                await call()
        with pytest.raises(Disconnected):
            await self.printer.print(document())
        await self.hand.plug_in()
        assert (await self.printer.status()).waiting

    async def ends_a_wait_when_it_goes_away(self) -> None:
        await self.printer.print(document())
        taken = asyncio.create_task(self.printer.taken())
        assert await waits(taken, self.printer.status)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await taken

    async def ends_a_call_that_hangs(self) -> None:
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.printer.print(document())
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble

    async def _print_and_take(self, job: DocumentJob) -> None:
        await self.printer.print(job)
        await self.hand.take()
