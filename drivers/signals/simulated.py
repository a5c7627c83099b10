"""Lights and beeper of the simulator."""

from pathlib import Path

from drivers.errors import Disconnected, TimedOut
from drivers.signals.contract import Light, LightState, SignalsStatus
from drivers.wire import Client

_SECONDS = 2.0


class SimulatedSignals:
    """Implements `Signals`. `socket` is the simulator's."""

    def __init__(self, socket: Path) -> None:
        self._client = Client(socket, "signals")

    async def status(self) -> SignalsStatus:
        try:
            state = await self._client.call("status", limit=_SECONDS)
        except (Disconnected, TimedOut) as error:
            return SignalsStatus(False, error.detail)
        return SignalsStatus(state["ready"], state["trouble"])

    async def light(self, light: Light, state: LightState) -> None:
        await self._client.call("light", {"light": light.value, "state": state.value}, limit=_SECONDS)

    async def beep(self) -> None:
        await self._client.call("beep", limit=_SECONDS)
