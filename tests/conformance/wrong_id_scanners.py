"""ID document scanners that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from drivers.errors import Disconnected, Jammed, NotTaken, Refused, Removed, TimedOut
from drivers.id_scanner.contract import DocumentPosition, IdDocument, IdScannerStatus
from drivers.id_scanner.simulated import SimulatedIdScanner


class SaysReadyAlways(SimulatedIdScanner):
    async def status(self) -> IdScannerStatus:
        status = await super().status()
        return IdScannerStatus(True, status.position, status.retained)


class NeverReady(SimulatedIdScanner):
    async def status(self) -> IdScannerStatus:
        return replace(await super().status(), ready=False)


class LosesSightOfTheDocument(SimulatedIdScanner):
    async def status(self) -> IdScannerStatus:
        return replace(await super().status(), position=DocumentPosition.ABSENT)


class RaisesFromStatus(SimulatedIdScanner):
    async def status(self) -> IdScannerStatus:
        status = await super().status()
        if status.trouble:
            raise Disconnected("id-scanner")
        return status


class ForgetsTheMachineReadableZone(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        return replace(await super().read(), mrz=())


class ReadsThePhotoOfAnother(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        return replace(await super().read(), photo=b"\xff\xd8another")


@dataclass(frozen=True)
class Talkative(IdDocument):
    def __repr__(self) -> str:
        return f"{self.number} {self.name} {self.photo!r}"


class TalksOfThePerson(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        return Talkative(**vars(await super().read()))


class TakesAnyNumberOfDocuments(SimulatedIdScanner):
    async def accept(self) -> None:
        with suppress(Refused):
            await super().accept()


class SaysEveryRefusalIsUnreadable(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        try:
            return await super().read()
        except Refused:
            raise Refused("id-scanner", "unreadable") from None

    async def close(self) -> IdDocument | None:
        try:
            return await super().close()
        except Refused:
            raise Refused("id-scanner", "unreadable") from None


class KeepsWhatItCannotRead(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        try:
            return await super().read()
        except Refused:
            await self.retain()
            raise

    async def close(self) -> IdDocument | None:
        try:
            return await super().close()
        except Refused:
            await self.retain()
            raise


class CallsASnatchedOneRefused(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        try:
            return await super().read()
        except Removed:
            raise Refused("id-scanner", "skewed") from None


class ForgetsTheDocumentInTheClosingSlot(SimulatedIdScanner):
    async def close(self) -> IdDocument | None:
        await super().close()


class ClosesOverADocument(SimulatedIdScanner):
    async def close(self) -> IdDocument | None:
        try:
            return await super().close()
        except (Refused, Jammed):
            return None


class NeverClosesAnEmptySlot(SimulatedIdScanner):
    async def close(self) -> IdDocument | None:
        document = await super().close()
        if document is None:
            raise Refused("id-scanner", "unreadable")
        return document


class CannotBeCancelled(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        return await asyncio.shield(asyncio.ensure_future(self._swallow()))

    async def _swallow(self) -> IdDocument:
        document = await super().read()
        await self.eject()
        return document


class CannotHold(SimulatedIdScanner):
    """A flat bed: what lies on it can be taken at any time."""

    async def read(self) -> IdDocument:
        document = await super().read()
        await self.eject()
        return document


class SeesADocumentAtOnce(SimulatedIdScanner):
    async def inserted(self) -> None:
        return


class NeverSeesADocumentIn(SimulatedIdScanner):
    async def inserted(self) -> None:
        await super().inserted()
        await asyncio.Event().wait()


class ReadsToSeeADocument(SimulatedIdScanner):
    async def inserted(self) -> None:
        await super().inserted()
        await super().read()
        await self.eject()


class CallsAPresentedOneIn(SimulatedIdScanner):
    async def inserted(self) -> None:
        if (await self.status()).position is not DocumentPosition.AT_SLOT:
            await super().inserted()


class SeesEveryDocumentTaken(SimulatedIdScanner):
    async def taken(self) -> None:
        return


class NeverSeesADocumentTaken(SimulatedIdScanner):
    async def taken(self) -> None:
        await super().taken()
        await asyncio.Event().wait()


class CallsABinnedDocumentTaken(SimulatedIdScanner):
    async def taken(self) -> None:
        with suppress(NotTaken):
            await super().taken()


class SeesEveryDocumentPulled(SimulatedIdScanner):
    async def removed(self) -> None:
        return


class NeverSeesADocumentPulled(SimulatedIdScanner):
    async def removed(self) -> None:
        await super().removed()
        await asyncio.Event().wait()


class OnlyPretendsToEject(SimulatedIdScanner):
    async def eject(self) -> None:
        return


class EjectsOnceOnly(SimulatedIdScanner):
    async def eject(self) -> None:
        if (await self.status()).position is DocumentPosition.AT_SLOT:
            raise Refused("id-scanner")
        await super().eject()


class OnlyPretendsToRetain(SimulatedIdScanner):
    async def retain(self) -> None:
        return


class RetainsPresentedDocumentsOnly(SimulatedIdScanner):
    async def retain(self) -> None:
        if (await self.status()).position is DocumentPosition.AT_SLOT:
            await super().retain()


class NamesAJamATimeOut(SimulatedIdScanner):
    async def eject(self) -> None:
        try:
            await super().eject()
        except Jammed:
            raise TimedOut("id-scanner") from None


class WaitsForAScannerThatIsJammed(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        try:
            return await super().read()
        except Jammed:
            await asyncio.Event().wait()
            raise


class WaitsForAScannerThatIsGone(SimulatedIdScanner):
    async def read(self) -> IdDocument:
        try:
            return await super().read()
        except Disconnected:
            await asyncio.Event().wait()
            raise


class WaitsForAMotorForEver(SimulatedIdScanner):
    async def eject(self) -> None:
        try:
            await super().eject()
        except TimedOut:
            await asyncio.Event().wait()


WRONG: dict[type[SimulatedIdScanner], tuple[str, ...]] = {
    SaysReadyAlways: ("reads_each_kind_whole", "says_jammed_and_recovers", "is_not_ready_when_jammed_empty"),
    NeverReady: ("is_ready_when_empty", "presents_the_document_and_sees_it_taken"),
    LosesSightOfTheDocument: ("reads_each_kind_whole", "presents_the_document_and_sees_it_taken"),
    RaisesFromStatus: ("says_disconnected_and_comes_back_with_the_document",),
    ForgetsTheMachineReadableZone: ("reads_each_kind_whole",),
    ReadsThePhotoOfAnother: ("reads_each_kind_whole", "reads_a_document_that_was_faster"),
    TalksOfThePerson: ("says_nothing_of_the_person_in_a_log_line",),
    TakesAnyNumberOfDocuments: ("takes_no_second_document",),
    SaysEveryRefusalIsUnreadable: (
        "says_why_it_does_not_read_and_gives_back",
        "presents_one_it_cannot_read_when_it_closes",
    ),
    KeepsWhatItCannotRead: ("says_why_it_does_not_read_and_gives_back", "presents_one_it_cannot_read_when_it_closes"),
    CallsASnatchedOneRefused: ("says_removed_when_it_was_pulled_out_too_early",),
    ForgetsTheDocumentInTheClosingSlot: ("says_which_document_got_in_before_the_slot_closed",),
    ClosesOverADocument: (
        "presents_one_it_cannot_read_when_it_closes",
        "says_jammed_when_it_closes_on_a_stuck_document",
    ),
    NeverClosesAnEmptySlot: ("closes_an_empty_slot",),
    CannotBeCancelled: ("stops_waiting_for_a_document_when_cancelled",),
    CannotHold: ("holds_the_document_until_it_is_told_to_present_it", "reads_each_kind_whole"),
    SeesADocumentAtOnce: ("says_when_a_document_is_in", "says_when_the_next_one_is_in"),
    NeverSeesADocumentIn: ("says_when_a_document_is_in",),
    ReadsToSeeADocument: ("says_when_a_document_is_in",),
    CallsAPresentedOneIn: ("says_when_the_next_one_is_in",),
    SeesEveryDocumentTaken: (
        "presents_the_document_and_sees_it_taken",
        "holds_the_document_until_it_is_told_to_present_it",
    ),
    NeverSeesADocumentTaken: (
        "presents_the_document_and_sees_it_taken",
        "has_nothing_to_wait_for_without_a_document",
    ),
    CallsABinnedDocumentTaken: ("says_not_taken_of_one_that_went_into_the_bin",),
    SeesEveryDocumentPulled: ("sees_a_document_pulled_out", "does_not_call_a_taken_document_pulled"),
    NeverSeesADocumentPulled: ("sees_a_document_pulled_out", "has_nothing_to_wait_for_without_a_document"),
    OnlyPretendsToEject: ("presents_the_document_and_sees_it_taken", "ejects_nothing_from_an_empty_scanner"),
    EjectsOnceOnly: ("ejects_twice_as_once",),
    OnlyPretendsToRetain: ("retains_a_presented_document", "retains_nothing_from_an_empty_scanner"),
    RetainsPresentedDocumentsOnly: ("retains_a_document_that_is_inside",),
    NamesAJamATimeOut: ("says_jammed_and_recovers",),
    WaitsForAScannerThatIsJammed: ("says_jammed_while_it_waits_for_a_document",),
    WaitsForAScannerThatIsGone: ("ends_a_wait_when_it_goes_away",),
    WaitsForAMotorForEver: ("ends_a_call_that_hangs",),
}
