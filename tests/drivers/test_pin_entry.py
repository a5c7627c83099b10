"""A PIN while it is entered: what each key does, and that nothing is left of it."""

import pytest

from drivers.pin_pad.contract import Key
from drivers.pin_pad.entry import Entry


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
