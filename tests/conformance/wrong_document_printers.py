"""Document printers that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from dataclasses import replace

from drivers.document_printer.contract import DocumentJob, DocumentPrinterStatus, PaperLevel
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import Disconnected, Empty, Jammed, Refused, TimedOut
from tests.drivers.samples import document


class SaysReadyAlways(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        return replace(await super().status(), ready=True, trouble="")


class SeesNoDocument(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        return replace(await super().status(), waiting=False)


class SeesADocumentAlways(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        return replace(await super().status(), waiting=True)


class DoesNotMeasurePaper(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        return replace(await super().status(), paper=PaperLevel.ENOUGH)


class CountsNoSheets(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        return replace(await super().status(), sheets=500)


class PrintsWhatItCan(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        try:
            await super().print(job)
        except Empty:
            await super().print(replace(job, pages=(await self.status()).sheets))


class PrintsAnything(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        try:
            await super().print(job)
        except Refused:
            await super().print(document())


class CallsWhatIsGoneEmpty(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        status = await super().status()
        return replace(status, paper=PaperLevel.EMPTY) if status.paper is PaperLevel.UNKNOWN else status


class RaisesFromStatus(SimulatedDocumentPrinter):
    async def status(self) -> DocumentPrinterStatus:
        status = await super().status()
        if status.trouble:
            raise Disconnected("document-printer")
        return status


class PrintsSomethingElse(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        await super().print(document("else"))


class OnlyPretendsToPrint(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        return


class PrintsOverTheFirst(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        try:
            await super().print(job)
        except Refused:
            await self.retract()
            await super().print(job)


class NamesEverythingRefused(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        try:
            await super().print(job)
        except (Empty, Jammed):
            raise Refused("document-printer") from None


class SeesEveryDocumentTaken(SimulatedDocumentPrinter):
    async def taken(self) -> None:
        return


class NeverSeesADocumentTaken(SimulatedDocumentPrinter):
    async def taken(self) -> None:
        await super().taken()
        await asyncio.Event().wait()


class WaitsForAPrinterThatIsGone(SimulatedDocumentPrinter):
    async def taken(self) -> None:
        try:
            await super().taken()
        except Disconnected:
            await asyncio.Event().wait()


class OnlyPretendsToRetract(SimulatedDocumentPrinter):
    async def retract(self) -> None:
        return


class WaitsForAMotorForEver(SimulatedDocumentPrinter):
    async def print(self, job: DocumentJob) -> None:
        try:
            await super().print(job)
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedDocumentPrinter], tuple[str, ...]] = {
    SaysReadyAlways: ("says_empty_and_recovers", "says_jammed_and_recovers"),
    SeesNoDocument: ("holds_it_until_it_is_taken",),
    SeesADocumentAlways: ("is_ready_at_first", "holds_it_until_it_is_taken"),
    DoesNotMeasurePaper: ("says_low_and_still_prints", "says_empty_and_recovers"),
    CountsNoSheets: ("says_low_and_still_prints", "counts_its_sheets", "prints_whole_or_not_at_all"),
    PrintsWhatItCan: ("prints_whole_or_not_at_all",),
    PrintsAnything: ("prints_nothing_that_is_no_document",),
    CallsWhatIsGoneEmpty: ("does_not_call_empty_what_is_gone",),
    RaisesFromStatus: ("says_disconnected_and_comes_back_with_it",),
    PrintsSomethingElse: ("prints_what_it_is_given",),
    OnlyPretendsToPrint: ("prints_what_it_is_given", "holds_it_until_it_is_taken", "says_empty_and_recovers"),
    PrintsOverTheFirst: ("prints_no_second_over_the_first",),
    NamesEverythingRefused: ("says_empty_and_recovers", "says_jammed_and_recovers"),
    SeesEveryDocumentTaken: ("holds_it_until_it_is_taken", "ends_a_wait_when_it_goes_away"),
    NeverSeesADocumentTaken: ("holds_it_until_it_is_taken", "has_nothing_to_wait_for_without_one"),
    WaitsForAPrinterThatIsGone: ("ends_a_wait_when_it_goes_away",),
    OnlyPretendsToRetract: (
        "draws_back_one_not_taken",
        "draws_back_nothing_without_one",
        "says_jammed_when_it_cannot_draw_back",
    ),
    WaitsForAMotorForEver: ("ends_a_call_that_hangs",),
}
