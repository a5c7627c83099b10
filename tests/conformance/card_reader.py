"""What every backend of `drivers.card_reader.contract` must do."""

import asyncio
from typing import Protocol

import pytest

from drivers.card_reader.contract import CardData, CardPosition, CardReader
from drivers.errors import Disconnected, Jammed, Refused, TimedOut
from tests.conformance.suite import waits


class CardReaderHand(Protocol):
    """The customer's and staff's hands at the reader. `card` is the good card it inserts."""

    card: CardData

    async def insert(self) -> None: ...
    async def take(self) -> None: ...
    async def pull(self) -> None: ...
    async def make_unreadable(self) -> None: ...
    async def jam(self) -> None: ...
    async def clear_jam(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class CardReaderSuite:
    """One method for each promise."""

    def __init__(self, reader: CardReader, hand: CardReaderHand) -> None:
        self.reader = reader
        self.hand = hand

    async def is_ready_when_empty(self) -> None:
        status = await self.reader.status()
        assert (status.ready, status.position, status.trouble) == (True, CardPosition.ABSENT, "")

    async def reads_the_card(self) -> None:
        assert await self._card_in() == self.hand.card
        status = await self.reader.status()
        assert (status.ready, status.position) == (False, CardPosition.INSIDE)

    async def reads_a_card_that_was_faster(self) -> None:
        await self.reader.accept()
        await self.hand.insert()
        assert await self.reader.inserted() == self.hand.card

    async def takes_no_second_card(self) -> None:
        await self._card_in()
        with pytest.raises(Refused):
            await self.reader.accept()

    async def says_which_card_got_in_before_the_gate_closed(self) -> None:
        await self.reader.accept()
        await self.hand.insert()
        assert await self.reader.close() == self.hand.card

    async def closes_an_empty_gate(self) -> None:
        await self.reader.accept()
        assert await self.reader.close() is None

    async def ejects_an_unreadable_card(self) -> None:
        await self.hand.make_unreadable()
        await self.reader.accept()
        await self.hand.insert()
        with pytest.raises(Refused):
            await self.reader.inserted()
        assert await self._position() is CardPosition.AT_GATE

    async def ejects_an_unreadable_card_when_it_closes(self) -> None:
        await self.hand.make_unreadable()
        await self.reader.accept()
        await self.hand.insert()
        with pytest.raises(Refused):
            await self.reader.close()
        assert await self._position() is CardPosition.AT_GATE

    async def stops_waiting_for_a_card_when_cancelled(self) -> None:
        await self.reader.accept()
        waiting = asyncio.create_task(self.reader.inserted())
        assert await waits(waiting, self.reader.status)
        waiting.cancel()
        await asyncio.wait({waiting})
        await self.hand.insert()
        for _ in range(2):  # a call that still runs would have had the card by the second answer
            assert await self._position() is CardPosition.INSIDE
        assert await self.reader.close() == self.hand.card

    async def presents_the_card_and_sees_it_taken(self) -> None:
        await self._card_in()
        await self.reader.eject()
        assert await self._position() is CardPosition.AT_GATE
        taken = asyncio.create_task(self.reader.taken())
        assert await waits(taken, self.reader.status)
        await self.hand.take()
        await taken
        assert (await self.reader.status()).ready

    async def waits_for_a_card_that_is_still_inside(self) -> None:
        await self._card_in()
        taken = asyncio.create_task(self.reader.taken())
        assert await waits(taken, self.reader.status)
        await self.reader.eject()
        assert await waits(taken, self.reader.status)
        await self.hand.take()
        await taken

    async def ejects_twice_as_once(self) -> None:
        await self._card_in()
        await self.reader.eject()
        await self.reader.eject()
        assert await self._position() is CardPosition.AT_GATE

    async def ejects_nothing_from_an_empty_reader(self) -> None:
        with pytest.raises(Refused):
            await self.reader.eject()

    async def has_nothing_to_wait_for_without_a_card(self) -> None:
        await self.reader.taken()
        await self.reader.removed()

    async def sees_a_card_pulled_out(self) -> None:
        await self._card_in()
        removed = asyncio.create_task(self.reader.removed())
        assert await waits(removed, self.reader.status)
        await self.hand.pull()
        await removed
        assert await self._position() is CardPosition.ABSENT

    async def sees_a_card_that_was_pulled_before_it_was_watched(self) -> None:
        await self._card_in()
        await self.hand.pull()
        await self.reader.removed()

    async def does_not_call_a_taken_card_pulled(self) -> None:
        await self._card_in()
        removed = asyncio.create_task(self.reader.removed())
        assert await waits(removed, self.reader.status)
        await self.reader.eject()
        await self.hand.take()
        assert await waits(removed, self.reader.status)
        removed.cancel()
        await asyncio.wait({removed})

    async def retains_a_presented_card(self) -> None:
        await self._card_in()
        await self.reader.eject()
        before = (await self.reader.status()).retained
        await self.reader.retain()
        status = await self.reader.status()
        assert (status.position, status.retained) == (CardPosition.ABSENT, before + 1)

    async def retains_a_card_that_is_inside(self) -> None:
        await self._card_in()
        await self.reader.retain()
        assert await self._position() is CardPosition.ABSENT

    async def retains_nothing_from_an_empty_reader(self) -> None:
        with pytest.raises(Refused):
            await self.reader.retain()

    async def serves_the_next_card(self) -> None:
        for _ in range(2):
            assert await self._card_in() == self.hand.card
            await self.reader.eject()
            await self.hand.take()

    async def says_jammed_and_recovers(self) -> None:
        await self._card_in()
        await self.hand.jam()
        status = await self.reader.status()
        assert (status.ready, status.position) == (False, CardPosition.JAMMED)
        assert status.trouble
        for call in (self.reader.accept, self.reader.eject, self.reader.retain):
            with pytest.raises(Jammed):
                await call()
        await self.hand.clear_jam()
        await self.reader.eject()
        assert await self._position() is CardPosition.AT_GATE

    async def says_jammed_while_it_waits_for_a_card(self) -> None:
        await self.reader.accept()
        waiting = asyncio.create_task(self.reader.inserted())
        assert await waits(waiting, self.reader.status)
        await self.hand.jam()
        with pytest.raises(Jammed):
            await waiting

    async def says_jammed_when_it_closes_on_a_stuck_card(self) -> None:
        await self.reader.accept()
        await self.hand.insert()
        await self.hand.jam()
        with pytest.raises(Jammed):
            await self.reader.close()

    async def is_not_ready_when_jammed_empty(self) -> None:
        await self.hand.jam()
        status = await self.reader.status()
        assert not status.ready
        assert status.trouble

    async def says_disconnected_and_comes_back_with_the_card(self) -> None:
        await self._card_in()
        await self.hand.unplug()
        status = await self.reader.status()
        assert not status.ready
        assert status.trouble
        moves = (self.reader.accept, self.reader.close, self.reader.eject, self.reader.retain)
        for call in (*moves, self.reader.inserted, self.reader.removed, self.reader.taken):
            with pytest.raises(Disconnected):
                await call()
        await self.hand.plug_in()
        await self.reader.eject()
        assert await self._position() is CardPosition.AT_GATE

    async def ends_a_wait_when_it_goes_away(self) -> None:
        await self.reader.accept()
        waiting = asyncio.create_task(self.reader.inserted())
        assert await waits(waiting, self.reader.status)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await waiting

    async def ends_a_call_that_hangs(self) -> None:
        await self._card_in()
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.reader.eject()
        status = await self.reader.status()
        assert not status.ready
        assert status.trouble

    async def _card_in(self) -> CardData:
        await self.reader.accept()
        inserted = asyncio.create_task(self.reader.inserted())
        assert await waits(inserted, self.reader.status)
        await self.hand.insert()
        return await inserted

    async def _position(self) -> CardPosition:
        return (await self.reader.status()).position
