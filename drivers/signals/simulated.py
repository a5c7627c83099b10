"""Lights and beeper of the simulator."""

from pathlib import Path

from drivers.errors import DeviceError
from drivers.signals.contract import Light, LightState, SignalsStatus
from drivers.wire import Client


class SimulatedSignals:
    """Implements `Signals`. `socket` is the simulator's; `seconds` is what a call may take."""

    def __init__(self, socket: Path, *, seconds: float = 2.0) -> None:
        self._client = Client(socket, "signals")
        self.seconds = seconds

    async def status(self) -> SignalsStatus:
        try:
            state = await self._client.call("status", limit=self.seconds)
        except DeviceError as error:
            return SignalsStatus(False, error.detail)
        return SignalsStatus(state["ready"], state["trouble"])

    async def light(self, light: Light, state: LightState) -> None:
        await self._client.call("light", {"light": light.value, "state": state.value}, limit=self.seconds)

    async def beep(self) -> None:
        await self._client.call("beep", limit=self.seconds)

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()
