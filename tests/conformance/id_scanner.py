"""What every backend of `drivers.id_scanner.contract` must do."""

import asyncio
from typing import Protocol

import pytest

from drivers.errors import Disconnected, Jammed, NotTaken, Refused, Removed, TimedOut
from drivers.id_scanner.contract import DocumentKind, DocumentPosition, IdDocument, IdScanner, Misplaced, misplaced
from tests.conformance.suite import waits


class IdScannerHand(Protocol):
    """The customer's and staff's hands at the scanner. `documents` are the good ones it lays in, by their kind."""

    documents: dict[DocumentKind, IdDocument]

    async def lay(self, kind: DocumentKind = DocumentKind.RESIDENT_ID) -> None: ...
    async def lay_wrong(self, how: Misplaced) -> None: ...
    async def snatch(self) -> None:
        """Lay one in and pull it out again before it is read."""
        ...

    async def take(self) -> None: ...
    async def pull(self) -> None: ...
    async def jam(self) -> None: ...
    async def clear_jam(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class IdScannerSuite:
    """One method for each promise."""

    def __init__(self, scanner: IdScanner, hand: IdScannerHand) -> None:
        self.scanner = scanner
        self.hand = hand

    async def is_ready_when_empty(self) -> None:
        status = await self.scanner.status()
        assert (status.ready, status.position, status.trouble) == (True, DocumentPosition.ABSENT, "")

    async def reads_each_kind_whole(self) -> None:
        for kind, document in self.hand.documents.items():
            read = await self._document_in(kind)
            assert read == document
            assert read.photo.startswith(b"\xff\xd8"), "a JPEG"
            assert [len(line) for line in read.mrz] == _MRZ_WIDTHS[kind]
            status = await self.scanner.status()
            assert (status.ready, status.position) == (False, DocumentPosition.INSIDE)
            await self.scanner.eject()
            await self.hand.take()

    async def reads_a_document_that_was_faster(self) -> None:
        await self.scanner.accept()
        await self.hand.lay()
        assert await self.scanner.read() == self._good

    async def says_when_a_document_is_in(self) -> None:
        await self.scanner.accept()
        waiting = asyncio.create_task(self.scanner.inserted())
        assert await waits(waiting, self.scanner.status)
        await self.hand.lay()
        await waiting
        await self.scanner.inserted()  # one that is in already
        assert await self.scanner.read() == self._good, "nothing has been read for it"

    async def says_when_the_next_one_is_in(self) -> None:
        await self.scanner.accept()
        await self.hand.lay_wrong(Misplaced.SKEWED)
        with pytest.raises(Refused):
            await self.scanner.read()
        waiting = asyncio.create_task(self.scanner.inserted())
        assert await waits(waiting, self.scanner.status), "what is presented is not inside"
        await self.hand.take()
        await self.scanner.accept()
        await self.hand.lay()
        await waiting

    async def says_nothing_of_the_person_in_a_log_line(self) -> None:
        read = await self._document_in()
        said = repr(read)
        assert not [text for text in (read.number, read.name, read.address, read.issuer) if text and text in said]
        assert read.born.isoformat() not in said
        assert "datetime" not in said
        assert repr(read.photo[:4])[2:-1] not in said

    async def takes_no_second_document(self) -> None:
        await self._document_in()
        with pytest.raises(Refused):
            await self.scanner.accept()
        await self.scanner.eject()
        with pytest.raises(Refused):
            await self.scanner.accept()

    async def says_why_it_does_not_read_and_gives_back(self) -> None:
        for why in Misplaced:
            await self.scanner.accept()
            await self.hand.lay_wrong(why)
            with pytest.raises(Refused) as refused:
                await self.scanner.read()
            assert misplaced(refused.value) is why
            assert await self._position() is DocumentPosition.AT_SLOT
            await self.hand.take()
            await self.scanner.taken()

    async def says_removed_when_it_was_pulled_out_too_early(self) -> None:
        await self.scanner.accept()
        reading = asyncio.create_task(self.scanner.read())
        assert await waits(reading, self.scanner.status)
        await self.hand.snatch()
        with pytest.raises(Removed):
            await reading
        assert await self._document_in() == self._good

    async def says_which_document_got_in_before_the_slot_closed(self) -> None:
        await self.scanner.accept()
        await self.hand.lay()
        assert await self.scanner.close() == self._good

    async def closes_an_empty_slot(self) -> None:
        await self.scanner.accept()
        assert await self.scanner.close() is None

    async def presents_one_it_cannot_read_when_it_closes(self) -> None:
        await self.scanner.accept()
        await self.hand.lay_wrong(Misplaced.SKEWED)
        with pytest.raises(Refused) as refused:
            await self.scanner.close()
        assert misplaced(refused.value) is Misplaced.SKEWED
        assert await self._position() is DocumentPosition.AT_SLOT

    async def stops_waiting_for_a_document_when_cancelled(self) -> None:
        await self.scanner.accept()
        waiting = asyncio.create_task(self.scanner.read())
        assert await waits(waiting, self.scanner.status)
        waiting.cancel()
        await asyncio.wait({waiting})
        await self.hand.lay()
        for _ in range(2):  # a call that still runs would have had the document by the second answer
            assert await self._position() is DocumentPosition.INSIDE
        assert await self.scanner.close() == self._good

    async def presents_the_document_and_sees_it_taken(self) -> None:
        await self._document_in()
        await self.scanner.eject()
        assert await self._position() is DocumentPosition.AT_SLOT
        taken = asyncio.create_task(self.scanner.taken())
        assert await waits(taken, self.scanner.status)
        await self.hand.take()
        await taken
        assert (await self.scanner.status()).ready

    async def holds_the_document_until_it_is_told_to_present_it(self) -> None:
        await self._document_in()
        taken = asyncio.create_task(self.scanner.taken())
        assert await waits(taken, self.scanner.status)
        assert await self._position() is DocumentPosition.INSIDE
        await self.scanner.eject()
        await self.hand.take()
        await taken

    async def ejects_twice_as_once(self) -> None:
        await self._document_in()
        await self.scanner.eject()
        await self.scanner.eject()
        assert await self._position() is DocumentPosition.AT_SLOT

    async def ejects_nothing_from_an_empty_scanner(self) -> None:
        with pytest.raises(Refused):
            await self.scanner.eject()

    async def has_nothing_to_wait_for_without_a_document(self) -> None:
        await self.scanner.taken()
        await self.scanner.removed()

    async def sees_a_document_pulled_out(self) -> None:
        await self._document_in()
        removed = asyncio.create_task(self.scanner.removed())
        assert await waits(removed, self.scanner.status)
        await self.hand.pull()
        await removed
        assert await self._position() is DocumentPosition.ABSENT

    async def does_not_call_a_taken_document_pulled(self) -> None:
        await self._document_in()
        removed = asyncio.create_task(self.scanner.removed())
        assert await waits(removed, self.scanner.status)
        await self.scanner.eject()
        await self.hand.take()
        assert await waits(removed, self.scanner.status)
        removed.cancel()
        await asyncio.wait({removed})

    async def retains_a_presented_document(self) -> None:
        await self._document_in()
        await self.scanner.eject()
        before = (await self.scanner.status()).retained
        await self.scanner.retain()
        status = await self.scanner.status()
        assert (status.position, status.retained) == (DocumentPosition.ABSENT, before + 1)

    async def says_not_taken_of_one_that_went_into_the_bin(self) -> None:
        await self._document_in()
        await self.scanner.eject()
        taken = asyncio.create_task(self.scanner.taken())
        assert await waits(taken, self.scanner.status)
        await self.scanner.retain()
        with pytest.raises(NotTaken):
            await taken

    async def retains_a_document_that_is_inside(self) -> None:
        await self._document_in()
        await self.scanner.retain()
        assert await self._position() is DocumentPosition.ABSENT

    async def retains_nothing_from_an_empty_scanner(self) -> None:
        with pytest.raises(Refused):
            await self.scanner.retain()

    async def says_jammed_and_recovers(self) -> None:
        await self._document_in()
        await self.hand.jam()
        status = await self.scanner.status()
        assert (status.ready, status.position) == (False, DocumentPosition.JAMMED)
        assert status.trouble
        for call in (self.scanner.accept, self.scanner.eject, self.scanner.retain):
            with pytest.raises(Jammed):
                await call()
        await self.hand.clear_jam()
        await self.scanner.eject()
        assert await self._position() is DocumentPosition.AT_SLOT

    async def says_jammed_while_it_waits_for_a_document(self) -> None:
        for wait in (self.scanner.read, self.scanner.inserted):
            await self.scanner.accept()
            waiting = asyncio.create_task(wait())
            assert await waits(waiting, self.scanner.status)
            await self.hand.jam()
            with pytest.raises(Jammed):
                await waiting
            await self.hand.clear_jam()

    async def says_jammed_when_it_closes_on_a_stuck_document(self) -> None:
        await self.scanner.accept()
        await self.hand.lay()
        await self.hand.jam()
        with pytest.raises(Jammed):
            await self.scanner.close()

    async def is_not_ready_when_jammed_empty(self) -> None:
        await self.hand.jam()
        status = await self.scanner.status()
        assert not status.ready
        assert status.trouble

    async def says_disconnected_and_comes_back_with_the_document(self) -> None:
        await self._document_in()
        await self.hand.unplug()
        status = await self.scanner.status()
        assert not status.ready
        assert status.trouble
        moves = (self.scanner.accept, self.scanner.close, self.scanner.eject, self.scanner.retain)
        for call in (*moves, self.scanner.read, self.scanner.inserted, self.scanner.removed, self.scanner.taken):
            with pytest.raises(Disconnected):
                await call()
        await self.hand.plug_in()
        await self.scanner.eject()
        assert await self._position() is DocumentPosition.AT_SLOT

    async def ends_a_wait_when_it_goes_away(self) -> None:
        await self.scanner.accept()
        waiting = asyncio.create_task(self.scanner.read())
        assert await waits(waiting, self.scanner.status)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await waiting

    async def ends_a_call_that_hangs(self) -> None:
        await self._document_in()
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.scanner.eject()
        status = await self.scanner.status()
        assert not status.ready
        assert status.trouble

    @property
    def _good(self) -> IdDocument:
        return self.hand.documents[DocumentKind.RESIDENT_ID]

    async def _document_in(self, kind: DocumentKind = DocumentKind.RESIDENT_ID) -> IdDocument:
        await self.scanner.accept()
        reading = asyncio.create_task(self.scanner.read())
        assert await waits(reading, self.scanner.status)
        await self.hand.lay(kind)
        return await reading

    async def _position(self) -> DocumentPosition:
        return (await self.scanner.status()).position


_MRZ_WIDTHS = {
    DocumentKind.RESIDENT_ID: [],
    DocumentKind.PASSPORT: [44, 44],
    DocumentKind.RESIDENCE_PERMIT: [30, 30, 30],
}
