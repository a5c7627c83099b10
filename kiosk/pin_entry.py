"""A PIN entered at the pad: the pad's answer to a prompt. Only counts and the enciphered block come out."""

import asyncio
from typing import TYPE_CHECKING

from drivers.errors import DeviceError
from drivers.pin_pad.contract import PinBlock, PinPad
from kiosk.channels import ActKind
from kiosk.leaving import CustomerLeft

if TYPE_CHECKING:
    from kiosk.answering import Report


class PinEntry:
    """One PIN for the card `pan`. Cancel, on the pad or the screen, wins over a PIN that is just complete."""

    def __init__(self, pad: PinPad, pan: str, length: int) -> None:
        self._pad = pad
        self._pan = pan
        self._length = length

    async def wait(self, report: "Report") -> PinBlock:
        """Wait for the PIN. Raises `CustomerLeft` when the pad fails."""

        def counted(digits: int) -> None:
            report.act(ActKind.DRAFT, str(digits))

        try:
            block = await self._pad.enter_pin(self._pan, self._length, counted)
        except DeviceError as error:
            raise CustomerLeft("device-failed") from error
        if block is None:
            report.act(ActKind.CANCEL, "")
            await asyncio.Event().wait()  # whoever asks ends this
            raise AssertionError("unreachable")
        return block

    async def withdraw(self) -> None:
        """Stop, and forget the digits."""
        try:
            await self._pad.abort()
        except DeviceError:
            return
