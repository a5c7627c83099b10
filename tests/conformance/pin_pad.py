"""What every backend of `drivers.pin_pad.contract` must do."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import pytest

from drivers.errors import Disconnected, Refused, TimedOut
from drivers.pin_pad.contract import Key, PinBlock, PinPad
from tests.conformance.suite import waits

PAN = "6200001320179768"
PIN = "739148"
DIGITS = tuple(Key(digit) for digit in PIN)


class PinPadHand(Protocol):
    """The customer's fingers, whoever loads keys, and the host that can open a block."""

    async def press(self, *keys: Key) -> None: ...
    async def entering(self) -> None:
        """Wait until a PIN can be entered."""
        ...

    async def listening(self) -> None:
        """Wait until the keys go out in clear."""
        ...

    async def opened(self, block: PinBlock, pan: str) -> str:
        """The PIN in a block, deciphered as the bank does it. Raises `ValueError` when it is not for `pan`."""
        ...

    async def remove_key(self) -> None: ...
    async def hang(self) -> None: ...
    async def unplug(self) -> None: ...
    async def plug_in(self) -> None: ...
    async def hang_up(self) -> None:
        """The host's end of the line is cut, as when the kiosk is killed; it connects again with the next call."""
        ...


class PinPadSuite:
    """One method for each promise."""

    def __init__(self, pad: PinPad, hand: PinPadHand) -> None:
        self.pad = pad
        self.hand = hand
        self.counts: list[int] = []

    async def is_ready_with_a_key(self) -> None:
        status = await self.pad.status()
        assert (status.ready, status.trouble) == (True, "")
        assert len(bytes.fromhex(status.key_id)) == 8

    async def enciphers_what_was_entered(self) -> None:
        block = await self._entered(*DIGITS, Key.ENTER)
        assert block is not None
        assert await self.hand.opened(block, PAN) == PIN
        assert block.key_id == (await self.pad.status()).key_id

    async def binds_the_block_to_the_card(self) -> None:
        block = await self._entered(*DIGITS, Key.ENTER)
        assert block is not None
        with pytest.raises(ValueError, match="PIN"):
            await self.hand.opened(block, "6200001610258959")

    async def counts_the_digits(self) -> None:
        await self._entered(*DIGITS, Key.ENTER)
        assert self.counts == [1, 2, 3, 4, 5, 6]

    async def clears_all_digits(self) -> None:
        wrong = (Key.D1, Key.D2, Key.CLEAR)
        block = await self._entered(*wrong, *DIGITS, Key.ENTER)
        assert self.counts == [1, 2, 0, 1, 2, 3, 4, 5, 6]
        assert block is not None
        assert await self.hand.opened(block, PAN) == PIN

    async def waits_for_the_last_digit(self) -> None:
        block = await self._entered(*DIGITS[:5], Key.ENTER, DIGITS[5], Key.ENTER)
        assert block is not None
        assert await self.hand.opened(block, PAN) == PIN

    async def takes_no_digit_too_many(self) -> None:
        block = await self._entered(*DIGITS, Key.D0, Key.ENTER)
        assert block is not None
        assert await self.hand.opened(block, PAN) == PIN

    async def takes_pins_of_other_lengths(self) -> None:
        for length in (4, 12):
            pin = (PIN * 2)[:length]
            entering = asyncio.create_task(self.pad.enter_pin(PAN, length, self.counts.append))
            assert await waits(entering, self.pad.status)
            await self.hand.entering()
            await self.hand.press(*map(Key, pin), Key.ENTER)
            block = await entering
            assert block is not None
            assert await self.hand.opened(block, PAN) == pin

    async def ends_with_cancel(self) -> None:
        assert await self._entered(*DIGITS[:3], Key.CANCEL) is None

    async def ends_with_abort(self) -> None:
        entering = await self._entering()
        await self.hand.press(*DIGITS)
        await self.pad.abort()
        assert await entering is None

    async def aborts_nothing_quietly(self) -> None:
        await self.pad.abort()

    async def forgets_digits_of_an_entry_that_was_aborted(self) -> None:
        entering = await self._entering()
        await self.hand.press(Key.D1, Key.D2)
        await self.pad.abort()
        assert await entering is None
        await self._is_clean()

    async def forgets_digits_of_an_entry_that_was_cancelled(self) -> None:
        entering = await self._entering()
        await self.hand.press(Key.D1, Key.D2)
        entering.cancel()
        await asyncio.wait({entering})
        await self.pad.status()
        await self._is_clean()

    async def forgets_digits_when_its_host_dies(self) -> None:
        entering = await self._entering()
        await self.hand.press(Key.D1, Key.D2)
        await self.hand.hang_up()
        with pytest.raises(Disconnected):
            await entering
        await self._is_clean()

    async def counts_transactions_upwards(self) -> None:
        blocks = [await self._entered(*DIGITS, Key.ENTER) for _ in range(3)]
        counters = [block.counter for block in blocks if block]
        assert len(counters) == 3
        assert counters == sorted(set(counters))
        assert len({block.block for block in blocks if block}) == 3

    async def enters_one_pin_at_a_time(self) -> None:
        entering = await self._entering()
        with pytest.raises(Refused):
            await self.pad.enter_pin(PAN, 6, self.counts.append)
        await self.pad.abort()
        assert await entering is None

    async def refuses_without_a_key(self) -> None:
        await self.hand.remove_key()
        status = await self.pad.status()
        assert (status.ready, status.key_id) == (False, "")
        assert status.trouble
        with pytest.raises(Refused):
            await self.pad.enter_pin(PAN, 6, self.counts.append)

    async def passes_keys_on_in_order(self) -> None:
        async with self._keys() as heard:
            await self.hand.press(*Key)
            assert [await anext(heard) for _ in Key] == list(Key)

    async def passes_no_key_on_during_pin_entry(self) -> None:
        async with self._keys() as heard:
            assert await self._entered(*DIGITS, Key.ENTER) is not None
            await self.hand.press(Key.UP)
            assert await anext(heard) is Key.UP

    async def says_disconnected_and_comes_back(self) -> None:
        await self.hand.unplug()
        status = await self.pad.status()
        assert not status.ready
        assert status.trouble
        with pytest.raises(Disconnected):
            await self.pad.enter_pin(PAN, 6, self.counts.append)
        with pytest.raises(Disconnected):
            await anext(self.pad.keys())
        await self.hand.plug_in()
        await self._is_clean()

    async def ends_an_entry_when_it_goes_away(self) -> None:
        entering = await self._entering()
        await self.hand.press(Key.D1, Key.D2)
        await self.hand.unplug()
        with pytest.raises(Disconnected):
            await entering
        await self.hand.plug_in()
        await self._is_clean()

    async def ends_a_call_that_hangs(self) -> None:
        await self.hand.hang()
        with pytest.raises(TimedOut):
            await self.pad.abort()
        status = await self.pad.status()
        assert not status.ready
        assert status.trouble

    async def _entering(self) -> "asyncio.Task[PinBlock | None]":
        entering = asyncio.create_task(self.pad.enter_pin(PAN, 6, self.counts.append))
        assert await waits(entering, self.pad.status)
        await self.hand.entering()
        return entering

    async def _entered(self, *keys: Key) -> PinBlock | None:
        entering = await self._entering()
        await self.hand.press(*keys)
        return await entering

    async def _is_clean(self) -> None:
        """A new entry begins with no digit in it."""
        self.counts.clear()
        block = await self._entered(*DIGITS, Key.ENTER)
        assert self.counts == [1, 2, 3, 4, 5, 6]
        assert block is not None
        assert await self.hand.opened(block, PAN) == PIN

    @asynccontextmanager
    async def _keys(self) -> AsyncGenerator[AsyncIterator[Key], None]:
        heard: asyncio.Queue[Key] = asyncio.Queue()

        async def listen() -> None:
            async for key in self.pad.keys():
                heard.put_nowait(key)

        async def arriving() -> AsyncIterator[Key]:
            while True:
                yield await heard.get()

        listening = asyncio.create_task(listen())
        try:
            await self.hand.listening()
            yield arriving()
        finally:
            listening.cancel()
            await asyncio.wait({listening})
