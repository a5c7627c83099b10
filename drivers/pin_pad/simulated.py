"""The simulated PIN pad's client: it gets counts and blocks, never a digit."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from drivers.errors import Disconnected, TimedOut
from drivers.pin_pad.contract import Key, PinBlock, PinPadStatus
from drivers.wire import Client

_SECONDS = 2.0


class SimulatedPinPad:
    """Implements `PinPad`. `socket` is the PIN pad process's."""

    def __init__(self, socket: Path) -> None:
        self._client = Client(socket, "pin-pad")
        self._keys = Client(socket, "pin-pad")  # a line of its own: it waits all the time

    async def status(self) -> PinPadStatus:
        try:
            state = await self._client.call("status", limit=_SECONDS)
        except (Disconnected, TimedOut) as error:
            return PinPadStatus(False, trouble=error.detail)
        return PinPadStatus(state["ready"], state["key_id"], state["trouble"])

    async def enter_pin(self, pan: str, length: int, digits: Callable[[int], None]) -> PinBlock | None:
        entered = await self._client.call("enter-pin", {"pan": pan, "length": length}, limit=None, progress=digits)
        return None if entered is None else PinBlock(entered["key_id"], entered["counter"], entered["block"])

    async def abort(self) -> None:
        await self._client.call("abort", limit=_SECONDS)

    async def keys(self) -> AsyncIterator[Key]:
        pressed: asyncio.Queue[str] = asyncio.Queue()
        listening = asyncio.create_task(self._keys.call("keys", limit=None, progress=pressed.put_nowait))
        try:
            while True:
                key = asyncio.create_task(pressed.get())
                await asyncio.wait({key, listening}, return_when=asyncio.FIRST_COMPLETED)
                if not key.done():
                    key.cancel()
                    listening.result()
                    raise Disconnected("pin-pad", "the keys went silent")
                yield Key(key.result())
        finally:
            listening.cancel()
            await asyncio.wait({listening})
