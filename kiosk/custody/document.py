"""The customer's ID document while the terminal has it: laid in, checked, watched, given back or kept safe."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from drivers.errors import DeviceError, Refused, Removed
from drivers.id_scanner.contract import IdDocument, IdScanner, Misplaced, misplaced
from drivers.signals.contract import Light, LightState, Signals
from kiosk.clock import Clock
from kiosk.custody.giving_back import GivingBack
from kiosk.identity.documents import DocumentCheck
from kiosk.leaving import CustomerLeft
from kiosk.recorder import Recorder

if TYPE_CHECKING:
    from kiosk.answering import Report

Check = Callable[[IdDocument], DocumentCheck | Misplaced]
"""Judges what was read: what is wrong with it, or that it is not of a kind that is wanted."""


class DocumentCustody(GivingBack):
    """The document in the scanner. `document` is what was read of the one inside, or None."""

    def __init__(
        self, scanner: IdScanner, signals: Signals, clock: Clock, journal: Recorder, *, taken_seconds: float = 30
    ) -> None:
        super().__init__("id-document", scanner, signals, clock, journal, taken_seconds=taken_seconds)
        self.document: IdDocument | None = None
        self._scanner = scanner
        self._asking = False

    @property
    def held(self) -> bool:
        return self.document is not None

    def _forget(self) -> None:
        self.document = None

    def placing(self, session: str, check: Check) -> "DocumentIn":
        """The answer to 'please lay your ID document in': one that passes `check`."""
        return DocumentIn(self, session, check)

    async def open_slot(self) -> None:
        """Let one document in. Raises device errors."""
        self._open = self._asking = True
        await self._scanner.accept()
        if self._asking:  # nobody has closed it meanwhile
            await self.light(Light.ID_DOCUMENT, LightState.FLASHING)

    async def read(self) -> IdDocument:
        """Wait for a document and read it. Raises device errors."""
        return await self._scanner.read()

    async def inserted(self) -> None:
        """Wait until a document is inside, read or not. Raises device errors."""
        await self._scanner.inserted()

    async def close_slot(self, session: str) -> IdDocument | None:
        """Let no document in any more. Gives the one that got in before that; one that cannot be read is given back.

        After one was accepted the scanner is not asked: the slot was opened for that one, and it is not read twice.
        """
        self._asking = False
        await self.light(Light.ID_DOCUMENT, LightState.OFF)
        late: IdDocument | None = None
        if self.document is None:
            try:
                late = await self._scanner.close()
            except DeviceError:
                await self.rescue(session)
        self._open = False
        return late

    def accept(self, document: IdDocument, session: str, found: DocumentCheck) -> None:
        """It stays in. Does nothing where that was said already."""
        if self.document is not None:
            return
        self.document = document
        self._journal.record("id-document-inserted", session=session, kind=document.kind.value)
        if found.doubts:
            self._journal.record("id-document-doubted", session=session, reasons=",".join(found.doubts))

    def refuse(self, session: str, reason: str) -> None:
        """It does not; whoever says so has it go out again."""
        self._journal.record("id-document-refused", session=session, reason=reason)


class DocumentIn:
    """A document laid in: the scanner's answer to a prompt. What cannot be used comes out again, with a word why."""

    def __init__(self, custody: DocumentCustody, session: str, check: Check) -> None:
        self._custody = custody
        self._session = session
        self._check = check

    async def wait(self, report: "Report") -> IdDocument:
        """Wait for a document that can be used. Raises `CustomerLeft` when the scanner fails."""
        while True:
            try:
                await self._custody.open_slot()
                document = await self._read(report)
            except Refused as refused:
                text = self._refused(misplaced(refused).value)
            except Removed:
                report.pending("")
                report.error(self._refused("removed"))
                continue
            except DeviceError as error:
                await self._custody.rescue(self._session)
                raise CustomerLeft("device-failed") from error
            else:
                text = self._judged(document)
                if not text:
                    return document
            report.pending("")
            report.error(text)
            await self._custody.out_again(self._session)

    async def _read(self, report: "Report") -> IdDocument:
        """Read, and say so for as long as one is being read. Raises device errors."""
        seeing = asyncio.create_task(self._say_when_it_is_in(report), name="see an ID document laid in")
        try:
            return await self._custody.read()
        finally:
            seeing.cancel()
            await asyncio.wait({seeing})

    async def _say_when_it_is_in(self, report: "Report") -> None:
        with suppress(DeviceError):  # which `read` raises too
            await self._custody.inserted()
            report.error("")
            report.pending("pending-document")

    async def withdraw(self) -> IdDocument | None:
        """Close the slot. A document already in is the answer, if it can be used; it goes out again otherwise."""
        late = await self._custody.close_slot(self._session)
        if late is None:
            return self._custody.document
        if self._judged(late):
            self._custody.give_back(self._session)
            return None
        return late

    def _judged(self, document: IdDocument) -> str:
        """Accept it, or say why not: the text id of what the customer is told."""
        found = self._check(document)
        if isinstance(found, Misplaced):
            return self._refused(found.value)
        if not found.good:
            self._custody.refuse(self._session, found.faults[0].value)
            return found.faults[0].text
        self._custody.accept(document, self._session, found)
        return ""

    def _refused(self, reason: str) -> str:
        self._custody.refuse(self._session, reason)
        return f"error-document-{reason}"
