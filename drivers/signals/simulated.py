"""Lights, beeper, doors and operator switch of the simulator."""

from pathlib import Path

from drivers.errors import DeviceError
from drivers.signals.contract import Door, Light, LightState, OperatorSwitch, SignalsStatus
from drivers.wire import JSON, Client


class SimulatedSignals:
    """Implements `Signals`. `socket` is the simulator's; `seconds` is what a call may take."""

    def __init__(self, socket: Path, *, seconds: float = 2.0) -> None:
        self._client = Client(socket, "signals")
        self.seconds = seconds

    async def status(self) -> SignalsStatus:
        try:
            return _status(await self._client.call("status", limit=self.seconds))
        except DeviceError as error:
            return SignalsStatus(False, error.detail)

    async def light(self, light: Light, state: LightState) -> None:
        await self._client.call("light", {"light": light.value, "state": state.value}, limit=self.seconds)

    async def beep(self) -> None:
        await self._client.call("beep", limit=self.seconds)

    async def changed(self, known: SignalsStatus) -> SignalsStatus:
        sensors = {"open_doors": sorted(known.open_doors), "switch": known.switch.value}
        return _status(await self._client.call("changed", sensors, limit=None))

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()


def _status(state: dict[str, JSON]) -> SignalsStatus:
    doors = frozenset(Door(door) for door in state["open_doors"])
    return SignalsStatus(state["ready"], state["trouble"], doors, OperatorSwitch(state["switch"]))
