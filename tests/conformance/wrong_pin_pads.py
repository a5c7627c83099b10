"""PIN pads that are wrong on purpose, each in one way, and the checks that must see it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from drivers.errors import DeviceError, Disconnected, Refused, TimedOut
from drivers.pin_pad.contract import Key, PinBlock, PinPadStatus
from drivers.pin_pad.simulated import SimulatedPinPad

Counted = Callable[[int], None]


class NeverReady(SimulatedPinPad):
    async def status(self) -> PinPadStatus:
        status = await super().status()
        return PinPadStatus(False, status.key_id, status.trouble)


class SaysReadyAlways(SimulatedPinPad):
    async def status(self) -> PinPadStatus:
        status = await super().status()
        return PinPadStatus(True, status.key_id)


class EnciphersForAnotherCard(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        return await super().enter_pin("6200001610258959", length, digits)


class CountsOneTooMany(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        return await super().enter_pin(pan, length, lambda count: digits(count + 1))


class ClosesTooEarly(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        return await super().enter_pin(pan, length - 1, digits)


class WantsOneDigitMore(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        return await super().enter_pin(pan, length + 1, digits)


class KnowsSixDigitsOnly(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        return await super().enter_pin(pan, 6, digits)


class RepeatsItself(SimulatedPinPad):
    _first: PinBlock | None = None

    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        self._first = self._first or await super().enter_pin(pan, length, digits)
        return self._first


class InventsABlockOnCancel(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        block = await super().enter_pin(pan, length, digits)
        return block or PinBlock("0" * 16, 0, "0" * 32)


class RestartsInsteadOfRefusing(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        try:
            return await super().enter_pin(pan, length, digits)
        except Refused:
            return None


class DoesNotAbort(SimulatedPinPad):
    async def abort(self) -> None:
        await self.status()


class FailsWithNothingToAbort(SimulatedPinPad):
    async def abort(self) -> None:
        if not self._entering:
            raise Refused("pin-pad")
        await super().abort()

    _entering = False

    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        self._entering = True
        return await super().enter_pin(pan, length, digits)


class GoesOnAfterCancellation(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        return await asyncio.shield(asyncio.ensure_future(super().enter_pin(pan, length, digits)))


class CallsEverythingCancelled(SimulatedPinPad):
    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        try:
            return await super().enter_pin(pan, length, digits)
        except DeviceError:
            return None


class LosesTheArrows(SimulatedPinPad):
    async def keys(self) -> AsyncIterator[Key]:
        async for key in super().keys():
            if key not in (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT):
                yield key


class LeaksDigits(SimulatedPinPad):
    """Tells the listeners of the keys something for every digit of a PIN."""

    def __init__(self, socket: Path) -> None:
        super().__init__(socket)
        self._leaked: asyncio.Queue[Key] = asyncio.Queue()

    async def enter_pin(self, pan: str, length: int, digits: Counted) -> PinBlock | None:
        def leak(count: int) -> None:
            digits(count)
            self._leaked.put_nowait(Key.D1)

        return await super().enter_pin(pan, length, leak)

    async def keys(self) -> AsyncIterator[Key]:
        async for key in super().keys():
            while not self._leaked.empty():
                yield self._leaked.get_nowait()
            yield key


class KeysEndQuietly(SimulatedPinPad):
    async def keys(self) -> AsyncIterator[Key]:
        try:
            async for key in super().keys():
                yield key
        except Disconnected:
            return


class WaitsForEver(SimulatedPinPad):
    async def abort(self) -> None:
        try:
            await super().abort()
        except TimedOut:
            await asyncio.Event().wait()


_FORGETS = (
    "forgets_digits_of_an_entry_that_was_aborted",
    "forgets_digits_of_an_entry_that_was_cancelled",
    "forgets_digits_when_its_host_dies",
)
WRONG: dict[type[SimulatedPinPad], tuple[str, ...]] = {
    NeverReady: ("is_ready_with_a_key",),
    SaysReadyAlways: ("refuses_without_a_key", "says_disconnected_and_comes_back"),
    EnciphersForAnotherCard: ("enciphers_what_was_entered", "binds_the_block_to_the_card"),
    CountsOneTooMany: ("counts_the_digits", "clears_all_digits"),
    ClosesTooEarly: ("waits_for_the_last_digit", "enciphers_what_was_entered"),
    WantsOneDigitMore: ("takes_no_digit_too_many",),
    KnowsSixDigitsOnly: ("takes_pins_of_other_lengths",),
    RepeatsItself: ("counts_transactions_upwards",),
    InventsABlockOnCancel: ("ends_with_cancel", "ends_with_abort"),
    RestartsInsteadOfRefusing: ("enters_one_pin_at_a_time", "refuses_without_a_key"),
    DoesNotAbort: ("ends_with_abort", _FORGETS[0]),
    FailsWithNothingToAbort: ("aborts_nothing_quietly",),
    GoesOnAfterCancellation: (_FORGETS[1],),
    CallsEverythingCancelled: (_FORGETS[2], "ends_an_entry_when_it_goes_away", "says_disconnected_and_comes_back"),
    LosesTheArrows: ("passes_keys_on_in_order",),
    LeaksDigits: ("passes_no_key_on_during_pin_entry",),
    KeysEndQuietly: ("says_disconnected_and_comes_back",),
    WaitsForEver: ("ends_a_call_that_hangs",),
}
