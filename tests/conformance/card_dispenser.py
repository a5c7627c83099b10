"""What every backend of `drivers.card_dispenser.contract` must do."""

import asyncio
from typing import Literal, Protocol

import pytest

from drivers.card_dispenser.contract import CardDispenser, CardDispenserStatus, PlasticPosition
from drivers.card_reader.contract import CardData
from drivers.errors import Disconnected, Empty, Jammed, NotTaken, Refused, TimedOut
from tests.conformance.suite import waits

Move = Literal["feed", "encode", "present", "retain"]


class CardDispenserHand(Protocol):
    """The customer's and staff's hands at the dispenser. `cards`: two that can be written."""

    cards: list[CardData]

    async def take(self) -> None: ...
    async def leave_cards(self, count: int) -> None:
        """Take blanks out of the hopper until so many are left."""
        ...

    async def fill_hopper(self) -> None: ...
    async def fill_bin(self) -> None: ...
    async def empty_bin(self) -> None: ...
    async def kill_chip(self) -> None:
        """Let the next encoding find a chip that takes nothing."""
        ...

    async def miswrite(self) -> None:
        """Let the next encoding write something else."""
        ...

    async def lose_answer(self, step: Move) -> None:
        """Let the next such move be done, without anybody hearing of it."""
        ...

    async def jam(self) -> None: ...
    async def clear_jam(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...


class CardDispenserSuite:
    """One method for each promise."""

    def __init__(self, dispenser: CardDispenser, hand: CardDispenserHand) -> None:
        self.dispenser = dispenser
        self.hand = hand

    async def is_ready_when_it_has_cards(self) -> None:
        status = await self.dispenser.status()
        assert (status.ready, status.position, status.trouble) == (True, PlasticPosition.ABSENT, "")
        assert (status.low, status.bin_full, status.retained) == (False, False, 0)
        assert status.hopper is None or status.hopper > 0

    async def feeds_one_card_and_counts_it(self) -> None:
        before = await self.dispenser.status()
        await self.dispenser.feed()
        status = await self.dispenser.status()
        assert (status.ready, status.position) == (False, PlasticPosition.INSIDE)
        assert (status.fed, status.presented) == (before.fed + 1, before.presented)
        if before.hopper is not None:
            assert status.hopper == before.hopper - 1

    async def feeds_no_second_card(self) -> None:
        await self.dispenser.feed()
        fed = (await self.dispenser.status()).fed
        with pytest.raises(Refused):
            await self.dispenser.feed()
        assert (await self.dispenser.status()).fed == fed
        await self.dispenser.present()
        with pytest.raises(Refused):
            await self.dispenser.feed()
        assert (await self.dispenser.status()).fed == fed

    async def reads_back_what_is_on_the_chip(self) -> None:
        await self.dispenser.feed()
        for card in self.hand.cards:
            await self.dispenser.encode(card)
            assert await self.dispenser.read() == card
            assert await self._position() is PlasticPosition.INSIDE

    async def writes_each_card_for_itself(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        await self.hand.take()
        await self.dispenser.feed()
        with pytest.raises(Refused):
            await self.dispenser.read()
        await self.dispenser.encode(self.hand.cards[1])
        assert await self.dispenser.read() == self.hand.cards[1]
        status = await self.dispenser.status()
        assert (status.fed, status.presented) == (2, 1)

    async def reads_a_miswritten_chip_as_it_is(self) -> None:
        await self.dispenser.feed()
        await self.hand.miswrite()
        await self.dispenser.encode(self.hand.cards[0])
        assert await self.dispenser.read() != self.hand.cards[0]

    async def says_no_number_in_a_log_line(self) -> None:
        await self._encoded()
        read = await self.dispenser.read()
        assert read.pan not in f"{read!r} {read}"

    async def refuses_a_chip_that_takes_nothing(self) -> None:
        await self.dispenser.feed()
        await self.hand.kill_chip()
        for _ in range(2):
            with pytest.raises(Refused):
                await self.dispenser.encode(self.hand.cards[0])
        with pytest.raises(Refused):
            await self.dispenser.read()
        assert await self._position() is PlasticPosition.INSIDE

    async def does_nothing_without_a_card(self) -> None:
        for call in (self._encode, self.dispenser.read, self.dispenser.present, self.dispenser.retain):
            with pytest.raises(Refused):
                await call()
        status = await self.dispenser.status()
        assert (status.fed, status.presented, status.retained) == (0, 0, 0)

    async def writes_and_reads_none_that_hangs_at_the_gate(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        for call in (self._encode, self.dispenser.read):
            with pytest.raises(Refused):
                await call()

    async def presents_the_card_and_sees_it_taken(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        status = await self.dispenser.status()
        assert (status.ready, status.position, status.presented) == (False, PlasticPosition.AT_GATE, 1)
        taken = asyncio.create_task(self.dispenser.taken())
        assert await waits(taken, self.dispenser.status)
        await self.hand.take()
        await taken
        status = await self.dispenser.status()
        assert (status.ready, status.position) == (True, PlasticPosition.ABSENT)
        assert (status.fed, status.presented, status.retained) == (1, 1, 0)

    async def holds_the_card_until_it_is_told_to_present_it(self) -> None:
        await self._encoded()
        taken = asyncio.create_task(self.dispenser.taken())
        assert await waits(taken, self.dispenser.status)
        assert await self._position() is PlasticPosition.INSIDE
        await self.dispenser.present()
        await self.hand.take()
        await taken

    async def presents_twice_as_once(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        await self.dispenser.present()
        status = await self.dispenser.status()
        assert (status.position, status.presented) == (PlasticPosition.AT_GATE, 1)

    async def has_nothing_to_wait_for_without_a_card(self) -> None:
        await self.dispenser.taken()

    async def stops_waiting_when_cancelled(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        waiting = asyncio.create_task(self.dispenser.taken())
        assert await waits(waiting, self.dispenser.status)
        waiting.cancel()
        await asyncio.wait({waiting})
        assert waiting.cancelled()
        assert await self._position() is PlasticPosition.AT_GATE
        await self.hand.take()

    async def retains_a_presented_card(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        await self.dispenser.retain()
        status = await self.dispenser.status()
        assert (status.position, status.retained) == (PlasticPosition.ABSENT, 1)
        assert (status.fed, status.presented) == (1, 1)

    async def retains_a_card_that_is_inside(self) -> None:
        for count in (1, 2):
            await self.dispenser.feed()
            await self.dispenser.retain()
            status = await self.dispenser.status()
            assert (status.position, status.retained) == (PlasticPosition.ABSENT, count)

    async def says_not_taken_of_one_that_went_into_the_bin(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        taken = asyncio.create_task(self.dispenser.taken())
        assert await waits(taken, self.dispenser.status)
        await self.dispenser.retain()
        with pytest.raises(NotTaken):
            await taken

    async def retains_nothing_in_a_full_bin(self) -> None:
        await self.hand.fill_bin()
        await self.dispenser.feed()
        before = await self.dispenser.status()
        assert before.bin_full
        with pytest.raises(Refused):
            await self.dispenser.retain()
        assert await self.dispenser.status() == before
        await self.hand.empty_bin()
        assert (await self.dispenser.status()).retained == 0
        await self.dispenser.retain()
        status = await self.dispenser.status()
        assert (status.bin_full, status.retained) == (False, 1)

    async def says_empty_and_recovers(self) -> None:
        await self.hand.leave_cards(0)
        status = await self.dispenser.status()
        assert (status.ready, status.low, status.hopper or 0) == (False, True, 0)
        assert status.trouble
        with pytest.raises(Empty):
            await self.dispenser.feed()
        assert (await self.dispenser.status()).position is PlasticPosition.ABSENT
        await self.hand.fill_hopper()
        status = await self.dispenser.status()
        assert (status.ready, status.low, status.fed) == (True, False, 0)
        await self.dispenser.feed()

    async def says_low_and_goes_on(self) -> None:
        await self.hand.leave_cards(2)
        for left in (2, 1):
            status = await self.dispenser.status()
            assert (status.ready, status.low, status.trouble) == (True, True, "")
            assert status.hopper in (None, left)
            await self.dispenser.feed()
            await self.dispenser.retain()
        with pytest.raises(Empty):
            await self.dispenser.feed()

    async def says_jammed_and_recovers(self) -> None:
        await self._encoded()
        await self.hand.jam()
        status = await self.dispenser.status()
        assert (status.ready, status.position) == (False, PlasticPosition.JAMMED)
        assert status.trouble
        for call in (self.dispenser.present, self.dispenser.retain):
            with pytest.raises(Jammed):
                await call()
        for call in (self._encode, self.dispenser.read):
            with pytest.raises(Refused):
                await call()
        await self.hand.clear_jam()
        await self.dispenser.present()
        status = await self.dispenser.status()
        assert (status.position, status.presented, status.retained) == (PlasticPosition.AT_GATE, 1, 0)

    async def is_not_ready_when_jammed_empty(self) -> None:
        await self.hand.jam()
        status = await self.dispenser.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Jammed):
            await self.dispenser.feed()
        assert (await self.dispenser.status()).fed == 0

    async def shows_what_became_of_a_move_without_an_answer(self) -> None:
        async def lost(step: Move) -> CardDispenserStatus:
            await self.hand.lose_answer(step)
            move = {"feed": self.dispenser.feed, "encode": self._encode}.get(step, self.dispenser.present)
            with pytest.raises((TimedOut, Disconnected)):
                await (self.dispenser.retain if step == "retain" else move)()
            return await self.dispenser.status()

        status = await lost("feed")
        assert (status.position, status.fed, status.presented) == (PlasticPosition.INSIDE, 1, 0)
        assert (await lost("encode")).position is PlasticPosition.INSIDE
        assert await self.dispenser.read() == self.hand.cards[0]
        status = await lost("present")
        assert (status.position, status.fed, status.presented) == (PlasticPosition.AT_GATE, 1, 1)
        status = await lost("retain")
        assert (status.position, status.presented, status.retained) == (PlasticPosition.ABSENT, 1, 1)

    async def says_disconnected_and_comes_back_with_card_and_counts(self) -> None:
        await self._encoded()
        before = await self.dispenser.status()
        await self.hand.unplug()
        status = await self.dispenser.status()
        assert (status.ready, status.position) == (False, PlasticPosition.UNKNOWN)
        assert status.trouble
        moves = (self.dispenser.feed, self.dispenser.present, self.dispenser.retain)
        for call in (*moves, self._encode, self.dispenser.read, self.dispenser.taken):
            with pytest.raises(Disconnected):
                await call()
        await self.hand.plug_in()
        assert await self.dispenser.status() == before
        assert await self.dispenser.read() == self.hand.cards[0]

    async def ends_a_wait_when_it_goes_away(self) -> None:
        await self._encoded()
        await self.dispenser.present()
        waiting = asyncio.create_task(self.dispenser.taken())
        assert await waits(waiting, self.dispenser.status)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await waiting

    async def ends_a_call_that_hangs(self) -> None:
        await self.dispenser.feed()
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.dispenser.present()
        status = await self.dispenser.status()
        assert (status.ready, status.position) == (False, PlasticPosition.UNKNOWN)
        assert status.trouble

    async def _encode(self) -> None:
        await self.dispenser.encode(self.hand.cards[0])

    async def _encoded(self) -> None:
        await self.dispenser.feed()
        await self._encode()

    async def _position(self) -> PlasticPosition:
        return (await self.dispenser.status()).position
