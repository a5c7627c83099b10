"""What all simulated devices share: faults that can be switched on, and waiting for something to change."""

import asyncio
from collections.abc import Awaitable, Callable

from drivers.errors import Disconnected, Jammed
from drivers.wire import JSON

SLOW_SECONDS = 3.0  # a slow device adds this to every call but `status`

Sleep = Callable[[float], Awaitable[None]]


class Bell:
    """Wakes everybody who waits for a change."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Something has changed."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def heard(self) -> None:
        """Wait for the next ring."""
        await self._event.wait()


class SimulatedDevice:
    """Keeps its state and its faults. `changed` is called after every change, to save and to show it.

    Faults that all know: `slow`; `hang` (nothing is answered until it ends); `gone` (every call is `Disconnected`).
    """

    name = ""
    known_faults: tuple[str, ...] = ()

    def __init__(self, changed: Callable[[], None], sleep: Sleep = asyncio.sleep) -> None:
        self.faults: set[str] = set()
        self._bell = Bell()
        self._changed = changed
        self._sleep = sleep
        self._starts = 0

    def touch(self) -> None:
        """The state has changed."""
        self._bell.ring()
        self._changed()

    def set_fault(self, fault: str, on: bool) -> None:
        """Switch a fault. Raises `ValueError` for one this device does not have."""
        if fault not in self.known_faults:
            raise ValueError(f"The {self.name} has no fault {fault!r}; it knows {', '.join(self.known_faults)}.")
        (self.faults.add if on else self.faults.discard)(fault)
        self.touch()

    def power_cycle(self) -> None:
        """Off and on again: calls under way end `Disconnected`. It answers again; jammed or empty it stays."""
        self.faults -= {"slow", "hang", "gone"}
        self._starts += 1
        self.touch()

    async def call(self, call: str, args: dict[str, JSON]) -> JSON:
        """Do what the kiosk asks, with the general faults first. Raises device errors; `KeyError` for no such call."""
        starts = self._starts
        await self.until(lambda: True)
        if "slow" in self.faults and call != "status":
            await self._sleep(SLOW_SECONDS)
        self._require_on_since(starts)
        return await self._do(call, args)

    async def until(self, fits: Callable[[], bool]) -> None:
        """Wait until the state fits. Raises `Disconnected` when the device goes away or is switched off meanwhile."""
        starts = self._starts
        self._require_on_since(starts)
        while "hang" in self.faults or not fits():
            await self._bell.heard()
            self._require_on_since(starts)

    def _require_on_since(self, starts: int) -> None:
        if "gone" in self.faults:
            raise Disconnected(self.name, "no answer: check cable and power")
        if self._starts != starts:
            raise Disconnected(self.name, "it was switched off and on")

    def require_not_jammed(self) -> None:
        """Raise `Jammed` when it is."""
        if "jam" in self.faults:
            raise Jammed(self.name, "open the device and take out what is stuck")

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return {"faults": sorted(self.faults), "known_faults": list(self.known_faults)}

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator."""
        return {"faults": sorted(self.faults)}

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says."""
        self.faults = {fault for fault in state.get("faults", []) if fault in self.known_faults}

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        raise KeyError(call)
