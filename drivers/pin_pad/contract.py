"""What every PIN pad backend does. Conformance: tests/conformance/pin_pad.py."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Key(StrEnum):
    """The keys of the pad, as they arrive in clear-key mode. During PIN entry only counts leave the pad."""

    D0 = "0"
    D1 = "1"
    D2 = "2"
    D3 = "3"
    D4 = "4"
    D5 = "5"
    D6 = "6"
    D7 = "7"
    D8 = "8"
    D9 = "9"
    ENTER = "enter"
    CLEAR = "clear"
    CANCEL = "cancel"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class PinBlock:
    """An enciphered PIN (ISO 9564-1 format 4 under AES DUKPT, ANSI X9.24-3).

    `key_id`: the initial key id (IKID), 16 hex digits. `counter`: the DUKPT transaction counter. `block`: 32 hex
    digits.
    """

    key_id: str
    counter: int
    block: str

    def __repr__(self) -> str:
        return f"PinBlock(counter={self.counter})"


@dataclass(frozen=True)
class PinPadStatus:
    """`ready`: a PIN could be entered now. `key_id`: which initial key is loaded. `trouble`: why not, for staff."""

    ready: bool
    key_id: str = ""
    trouble: str = ""


class PinPad(Protocol):
    """Keys, digits and encryption in one sealed device. No call returns a digit of a PIN.

    Every call raises `Disconnected` and `TimedOut`; `enter_pin` and `keys` wait for the customer without limit.
    """

    async def status(self) -> PinPadStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def enter_pin(self, pan: str, length: int, digits: Callable[[int], None]) -> PinBlock | None:
        """Let the customer enter a PIN of exactly `length` digits, closed with the Enter key.

        `digits` is called with the count after every key. Returns None when the customer pressed Cancel on the pad
        or `abort` was called. Clear-key mode is off meanwhile. Raises `Refused` (no key loaded, counter used up).
        """
        ...

    async def abort(self) -> None:
        """End a running PIN entry and forget its digits. Does nothing when none runs."""
        ...

    def keys(self) -> AsyncIterator[Key]:
        """Yield the keys pressed outside PIN entry, for as long as it is iterated."""
        ...
