"""A PIN while it is being entered at the simulated PIN pad."""

from collections.abc import Callable

from drivers.pin_pad.contract import Key


class Entry:
    """Digits that never leave: `counted` gets how many there are, after every key that changes that.

    `ended`: no further key counts. `complete`: it ended with Enter and `length` digits.
    """

    def __init__(self, length: int, counted: Callable[[int], None]) -> None:
        self.digits = bytearray()
        self.ended = False
        self.complete = False
        self._length = length
        self._counted = counted

    def press(self, key: Key) -> None:
        """One key. Enter does nothing before the PIN has its length, further digits nothing after."""
        if self.ended:
            return
        if key is Key.CANCEL:
            self.ended = True
        elif key is Key.ENTER:
            self.ended = self.complete = len(self.digits) == self._length
        elif key is Key.CLEAR:
            self._overwrite()
            self._counted(0)
        elif key.value.isdecimal() and len(self.digits) < self._length:
            self.digits += key.value.encode()
            self._counted(len(self.digits))

    def forget(self) -> None:
        """End it, and overwrite the digits."""
        self.ended = True
        self.complete = False
        self._overwrite()

    def _overwrite(self) -> None:
        self.digits[:] = bytes(len(self.digits))
        self.digits.clear()
