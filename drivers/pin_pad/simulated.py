"""The simulated PIN pad's client: it gets counts and blocks, never a digit."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from drivers.errors import DeviceError, Disconnected
from drivers.pin_pad.contract import Key, PinBlock, PinPadStatus
from drivers.wire import Client


class SimulatedPinPad:
    """Implements `PinPad`. `socket` is the PIN pad process's; `seconds` is what a call may take."""

    def __init__(self, socket: Path, *, seconds: float = 2.0) -> None:
        self._client = Client(socket, "pin-pad")
        self.seconds = seconds

    async def status(self) -> PinPadStatus:
        try:
            state = await self._client.call("status", limit=self.seconds)
        except DeviceError as error:
            return PinPadStatus(False, trouble=error.detail)
        return PinPadStatus(state["ready"], state["key_id"], state["trouble"])

    async def enter_pin(self, pan: str, length: int, digits: Callable[[int], None]) -> PinBlock | None:
        entered = await self._client.call("enter-pin", {"pan": pan, "length": length}, limit=None, progress=digits)
        return None if entered is None else PinBlock(entered["key_id"], entered["counter"], entered["block"])

    async def abort(self) -> None:
        await self._client.call("abort", limit=self.seconds)

    async def keys(self) -> AsyncIterator[Key]:
        pressed: asyncio.Queue[str | None] = asyncio.Queue()
        listening = asyncio.create_task(self._client.call("keys", limit=None, progress=pressed.put_nowait))
        listening.add_done_callback(lambda _: pressed.put_nowait(None))
        try:
            while (key := await pressed.get()) is not None:
                yield Key(key)
            await listening
            raise Disconnected("pin-pad", "the keys went silent")
        finally:
            listening.cancel()
            await asyncio.wait({listening})

    async def disconnect(self) -> None:
        """Hang up: a PIN that is being entered is forgotten. A later call connects again."""
        await self._client.close()
