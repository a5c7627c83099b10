"""A PIN while it is entered: what each key does, and that nothing is left of it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.pin_pad.contract import Key
from drivers.pin_pad.device import PinPadDevice
from drivers.pin_pad.entry import Entry
from drivers.pin_pad.simulated import SimulatedPinPad
from tests.drivers.samples import load_key
from tests.drivers.worlds import PAN, PATIENCE


def entry_of(keys: str, length: int = 4) -> tuple[Entry, list[int]]:
    counts: list[int] = []
    entry = Entry(length, counts.append)
    for key in keys:
        entry.press(Key(key))
    return entry, counts


def test_enter_ends_a_pin_of_the_right_length_and_nothing_counts_after() -> None:
    entry, counts = entry_of("7391")
    entry.press(Key.ENTER)
    assert (entry.ended, entry.complete) == (True, True)
    for key in Key:
        entry.press(key)
    assert (entry.digits, entry.complete, counts) == (b"7391", True, [1, 2, 3, 4])


def test_enter_before_that_does_nothing() -> None:
    entry, counts = entry_of("739")
    entry.press(Key.ENTER)
    assert (entry.ended, entry.digits, counts) == (False, b"739", [1, 2, 3])


def test_cancel_ends_it_incomplete_and_no_enter_completes_it() -> None:
    entry, _ = entry_of("7391")
    entry.press(Key.CANCEL)
    entry.press(Key.ENTER)
    assert (entry.ended, entry.complete) == (True, False)


def test_arrows_are_no_digits() -> None:
    entry, counts = entry_of("7")
    for key in (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT):
        entry.press(key)
    assert (entry.ended, entry.digits, counts) == (False, b"7", [1])


class Memory(bytearray):
    """Where digits lie: remembers what it held when it was emptied."""

    left = b"not emptied"

    def clear(self) -> None:
        self.left = bytes(self)
        super().clear()


@pytest.mark.parametrize("how", ["forget", "clear"])
def test_digits_are_overwritten_before_their_memory_is_given_back(how: str) -> None:
    entry, _ = entry_of("")
    entry.digits = memory = Memory()
    for key in "7391":
        entry.press(Key(key))
    if how == "forget":
        entry.forget()
    else:
        entry.press(Key.CLEAR)
    assert memory.left == bytes(4)
    assert not entry.digits


def test_a_forgotten_pin_is_not_complete() -> None:
    entry, _ = entry_of("7391")
    entry.press(Key.ENTER)
    entry.forget()
    assert (entry.ended, entry.complete, entry.digits) == (True, False, b"")


@pytest.mark.parametrize("last", [Key.ENTER, Key.CANCEL])
def test_the_pad_forgets_each_pin_when_its_entry_ends(
    short_tmp: Path, monkeypatch: pytest.MonkeyPatch, last: Key
) -> None:
    entries: list[Entry] = []

    def remembered(length: int, counted: Callable[[int], None]) -> Entry:
        entries.append(Entry(length, counted))
        return entries[-1]

    async def go() -> None:
        load_key(short_tmp)
        device, pad = PinPadDevice(short_tmp), SimulatedPinPad(short_tmp / "pad.sock")
        await device.start(short_tmp / "pad.sock")
        async with asyncio.timeout(PATIENCE):
            entering = asyncio.create_task(pad.enter_pin(PAN, 4, lambda count: None))
            await pad.status()
            for key in "7391":
                device.press(Key(key))
            assert entries[0].digits == b"7391"
            device.press(last)
            assert (await entering is None) == (last is Key.CANCEL)
            assert not entries[0].digits
        await pad.disconnect()
        await device.stop()

    monkeypatch.setattr("drivers.pin_pad.device.Entry", remembered)
    asyncio.run(go())
