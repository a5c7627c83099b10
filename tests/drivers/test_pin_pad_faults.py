"""A PIN pad that is broken, unplugged or used up gives no block and keeps no digit."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from drivers.errors import Disconnected, Refused
from drivers.pin_pad.contract import Key
from drivers.pin_pad.device import PinPadDevice
from drivers.pin_pad.simulated import SimulatedPinPad
from tests.drivers.samples import load_key
from tests.drivers.worlds import PAN, PATIENCE


@asynccontextmanager
async def pin_pad(folder: Path) -> AsyncGenerator[tuple[PinPadDevice, SimulatedPinPad], None]:
    load_key(folder)
    device, pad = PinPadDevice(folder), SimulatedPinPad(folder / "pad.sock")
    await device.start(folder / "pad.sock")
    try:
        async with asyncio.timeout(PATIENCE):
            yield device, pad
    finally:
        await pad.disconnect()
        await device.stop()


@pytest.mark.parametrize("cut", ["gone", "off and on"])
def test_a_pad_that_loses_its_line_or_power_forgets_the_digits(short_tmp: Path, cut: str) -> None:
    async def go() -> None:
        async with pin_pad(short_tmp) as (device, pad):
            entering = asyncio.create_task(pad.enter_pin(PAN, 6, lambda count: None))
            await pad.status()
            device.press(Key.D1)
            assert device.snapshot()["digits"] == 1
            if cut == "gone":
                device.set_fault("gone", True)
            else:
                device.power_cycle()
            with pytest.raises(Disconnected):
                await entering
            assert (device.snapshot()["entering"], device.snapshot()["digits"]) == (False, 0)

    asyncio.run(go())


@pytest.mark.parametrize("length", [0, 3, 13, -1])
def test_a_length_that_no_pin_has_is_refused(short_tmp: Path, length: int) -> None:
    async def go() -> None:
        async with pin_pad(short_tmp) as (_, pad):
            with pytest.raises(Refused, match="4 to 12"):
                await pad.enter_pin(PAN, length, lambda count: None)

    asyncio.run(go())


def test_a_key_that_is_used_up_is_refused_and_no_block_given(short_tmp: Path) -> None:
    async def go() -> None:
        (short_tmp / "counter").write_text(str(0xFFFF0000))
        async with pin_pad(short_tmp) as (device, pad):
            entering = asyncio.create_task(pad.enter_pin(PAN, 4, lambda count: None))
            await pad.status()
            for key in (Key.D1, Key.D2, Key.D3, Key.D4, Key.ENTER):
                device.press(key)
            with pytest.raises(Refused, match="used up"):
                await entering

    asyncio.run(go())


def test_without_a_key_the_pad_runs_and_says_so(short_tmp: Path) -> None:
    async def go() -> None:
        device, pad = PinPadDevice(short_tmp), SimulatedPinPad(short_tmp / "pad.sock")
        await device.start(short_tmp / "pad.sock")
        status = await pad.status()
        assert (status.ready, status.key_id) == (False, "")
        assert "load" in status.trouble
        with pytest.raises(Refused, match="no key"):
            await pad.enter_pin(PAN, 6, lambda count: None)
        await pad.disconnect()
        await device.stop()

    asyncio.run(go())
