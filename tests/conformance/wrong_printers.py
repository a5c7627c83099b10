"""Receipt printers that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio

from drivers.errors import Disconnected, Empty, Jammed, Refused, TimedOut
from drivers.printer.contract import PaperLevel, PrinterStatus, PrintJob
from drivers.printer.simulated import SimulatedReceiptPrinter
from tests.drivers.samples import slip


class SaysReadyAlways(SimulatedReceiptPrinter):
    async def status(self) -> PrinterStatus:
        status = await super().status()
        return PrinterStatus(True, status.paper, status.waiting)


class SeesNoSlip(SimulatedReceiptPrinter):
    async def status(self) -> PrinterStatus:
        status = await super().status()
        return PrinterStatus(status.ready, status.paper, False, status.trouble)


class SeesASlipAlways(SimulatedReceiptPrinter):
    async def status(self) -> PrinterStatus:
        status = await super().status()
        return PrinterStatus(status.ready, status.paper, True, status.trouble)


class DoesNotMeasurePaper(SimulatedReceiptPrinter):
    async def status(self) -> PrinterStatus:
        status = await super().status()
        return PrinterStatus(status.ready, PaperLevel.ENOUGH, status.waiting, status.trouble)


class RaisesFromStatus(SimulatedReceiptPrinter):
    async def status(self) -> PrinterStatus:
        status = await super().status()
        if status.trouble:
            raise Disconnected("printer")
        return status


class PrintsSomethingElse(SimulatedReceiptPrinter):
    async def print(self, job: PrintJob) -> None:
        await super().print(slip("else"))


class OnlyPretendsToPrint(SimulatedReceiptPrinter):
    async def print(self, job: PrintJob) -> None:
        return


class PrintsOverTheFirst(SimulatedReceiptPrinter):
    async def print(self, job: PrintJob) -> None:
        try:
            await super().print(job)
        except Refused:
            await self.retract()
            await super().print(job)


class NamesEverythingRefused(SimulatedReceiptPrinter):
    async def print(self, job: PrintJob) -> None:
        try:
            await super().print(job)
        except (Empty, Jammed):
            raise Refused("printer") from None


class SeesEverySlipTaken(SimulatedReceiptPrinter):
    async def taken(self) -> None:
        return


class NeverSeesASlipTaken(SimulatedReceiptPrinter):
    async def taken(self) -> None:
        await super().taken()
        await asyncio.Event().wait()


class WaitsForAPrinterThatIsGone(SimulatedReceiptPrinter):
    async def taken(self) -> None:
        try:
            await super().taken()
        except Disconnected:
            await asyncio.Event().wait()


class OnlyPretendsToRetract(SimulatedReceiptPrinter):
    async def retract(self) -> None:
        return


class WaitsForAMotorForEver(SimulatedReceiptPrinter):
    async def print(self, job: PrintJob) -> None:
        try:
            await super().print(job)
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedReceiptPrinter], tuple[str, ...]] = {
    SaysReadyAlways: ("says_empty_and_recovers", "says_jammed_and_recovers"),
    SeesNoSlip: ("holds_it_until_it_is_taken",),
    SeesASlipAlways: ("is_ready_at_first", "holds_it_until_it_is_taken"),
    DoesNotMeasurePaper: ("says_low_and_still_prints", "says_empty_and_recovers"),
    RaisesFromStatus: ("says_disconnected_and_comes_back_with_it",),
    PrintsSomethingElse: ("prints_what_it_is_given",),
    OnlyPretendsToPrint: ("prints_what_it_is_given", "holds_it_until_it_is_taken", "says_empty_and_recovers"),
    PrintsOverTheFirst: ("prints_no_second_over_the_first",),
    NamesEverythingRefused: ("says_empty_and_recovers", "says_jammed_and_recovers"),
    SeesEverySlipTaken: ("holds_it_until_it_is_taken", "ends_a_wait_when_it_goes_away"),
    NeverSeesASlipTaken: ("holds_it_until_it_is_taken", "has_nothing_to_wait_for_without_one"),
    WaitsForAPrinterThatIsGone: ("ends_a_wait_when_it_goes_away",),
    OnlyPretendsToRetract: (
        "draws_back_one_not_taken",
        "draws_back_nothing_without_one",
        "says_jammed_when_it_cannot_draw_back",
    ),
    WaitsForAMotorForEver: ("ends_a_call_that_hangs",),
}
