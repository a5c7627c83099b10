"""The PIN pad's clear keys, as the keypad channel takes them."""

from collections.abc import AsyncGenerator
from contextlib import suppress

from drivers.errors import DeviceError
from drivers.pin_pad.contract import PinPad
from kiosk.clock import Clock

_RETRY_SECONDS = 2.0


async def pad_keys(pad: PinPad, clock: Clock) -> AsyncGenerator[str]:
    """The pad's clear keys by name, for ever: a pad that was gone is listened to again when it is back."""
    while True:
        with suppress(DeviceError):
            async for key in pad.keys():
                yield key.value
        await clock.until(clock.now() + _RETRY_SECONDS)
