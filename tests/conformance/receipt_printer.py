"""What every backend of `drivers.printer.contract` must do."""

import asyncio
from typing import Protocol

import pytest

from drivers.errors import Disconnected, Empty, Jammed, Refused, TimedOut
from drivers.printer.contract import PaperLevel, PrintJob, ReceiptPrinter
from tests.conformance.suite import waits
from tests.drivers.samples import slip


class PrinterHand(Protocol):
    """The customer's and staff's hands at the printer."""

    async def take(self) -> None: ...
    async def printed(self) -> list[bytes]:
        """All slips printed so far, as pictures."""
        ...

    async def use_up_paper(self) -> None: ...
    async def almost_use_up_paper(self) -> None: ...
    async def refill(self) -> None: ...
    async def jam(self) -> None: ...
    async def clear_jam(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class ReceiptPrinterSuite:
    """One method for each promise."""

    def __init__(self, printer: ReceiptPrinter, hand: PrinterHand) -> None:
        self.printer = printer
        self.hand = hand

    async def is_ready_at_first(self) -> None:
        status = await self.printer.status()
        assert (status.ready, status.paper, status.waiting, status.trouble) == (True, PaperLevel.ENOUGH, False, "")

    async def prints_what_it_is_given(self) -> None:
        await self._print_and_take(slip("one"))
        await self._print_and_take(slip("two"))
        assert await self.hand.printed() == [slip("one").image, slip("two").image]

    async def holds_a_slip_until_it_is_taken(self) -> None:
        await self.printer.print(slip())
        assert (await self.printer.status()).waiting
        taken = asyncio.create_task(self.printer.taken())
        assert await waits(taken, self.printer.status)
        await self.hand.take()
        await taken
        assert not (await self.printer.status()).waiting

    async def has_nothing_to_wait_for_without_a_slip(self) -> None:
        await self.printer.taken()

    async def prints_no_second_slip_over_the_first(self) -> None:
        await self.printer.print(slip("one"))
        with pytest.raises(Refused):
            await self.printer.print(slip("two"))
        assert await self.hand.printed() == [slip("one").image]

    async def draws_back_a_slip_not_taken(self) -> None:
        await self.printer.print(slip("one"))
        await self.printer.retract()
        assert not (await self.printer.status()).waiting
        await self._print_and_take(slip("two"))

    async def draws_back_nothing_without_a_slip(self) -> None:
        with pytest.raises(Refused):
            await self.printer.retract()

    async def says_low_and_still_prints(self) -> None:
        await self.hand.almost_use_up_paper()
        status = await self.printer.status()
        assert (status.ready, status.paper) == (True, PaperLevel.LOW)
        await self._print_and_take(slip())

    async def says_empty_and_recovers(self) -> None:
        await self.hand.use_up_paper()
        status = await self.printer.status()
        assert (status.ready, status.paper) == (False, PaperLevel.EMPTY)
        assert status.trouble
        with pytest.raises(Empty):
            await self.printer.print(slip())
        assert await self.hand.printed() == []
        await self.hand.refill()
        assert (await self.printer.status()).paper is PaperLevel.ENOUGH
        await self._print_and_take(slip())

    async def says_jammed_and_recovers(self) -> None:
        await self.hand.jam()
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Jammed):
            await self.printer.print(slip())
        assert await self.hand.printed() == []
        await self.hand.clear_jam()
        await self._print_and_take(slip())

    async def says_jammed_when_it_cannot_draw_back(self) -> None:
        await self.printer.print(slip())
        await self.hand.jam()
        with pytest.raises(Jammed):
            await self.printer.retract()
        assert (await self.printer.status()).waiting

    async def says_disconnected_and_comes_back_with_the_slip(self) -> None:
        await self.printer.print(slip())
        await self.hand.unplug()
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble
        for call in (self.printer.retract, self.printer.taken):
            with pytest.raises(Disconnected):
                await call()
        with pytest.raises(Disconnected):
            await self.printer.print(slip())
        await self.hand.plug_in()
        assert (await self.printer.status()).waiting

    async def ends_a_wait_when_it_goes_away(self) -> None:
        await self.printer.print(slip())
        taken = asyncio.create_task(self.printer.taken())
        assert await waits(taken, self.printer.status)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await taken

    async def ends_a_call_that_hangs(self) -> None:
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.printer.print(slip())
        status = await self.printer.status()
        assert not status.ready
        assert status.trouble

    async def _print_and_take(self, job: PrintJob) -> None:
        await self.printer.print(job)
        await self.hand.take()
