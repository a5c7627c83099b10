"""A card dispenser of the simulator."""

from pathlib import Path

from drivers.card_dispenser.contract import CardDispenserStatus, PlasticPosition
from drivers.card_reader.contract import CardData
from drivers.errors import DeviceError
from drivers.wire import Client


class SimulatedCardDispenser:
    """Implements `CardDispenser`. `socket` is the simulator's; the seconds are what a call may take."""

    def __init__(self, socket: Path, *, status_seconds: float = 2.0, move_seconds: float = 10.0) -> None:
        self._client = Client(socket, "card-dispenser")
        self.status_seconds = status_seconds
        self.move_seconds = move_seconds

    async def status(self) -> CardDispenserStatus:
        try:
            state = await self._client.call("status", limit=self.status_seconds)
        except DeviceError as error:
            return CardDispenserStatus(False, PlasticPosition.UNKNOWN, trouble=error.detail)
        return CardDispenserStatus(
            ready=state["ready"],
            position=PlasticPosition(state["position"]),
            hopper=state["hopper"],
            low=state["low"],
            retained=state["retained"],
            bin_full=state["bin_full"],
            fed=state["fed"],
            presented=state["presented"],
            trouble=state["trouble"],
        )

    async def feed(self) -> None:
        await self._client.call("feed", limit=self.move_seconds)

    async def encode(self, card: CardData) -> None:
        data = {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence}
        await self._client.call("encode", data, limit=self.move_seconds)

    async def read(self) -> CardData:
        data = await self._client.call("read", limit=self.move_seconds)
        return CardData(data["pan"], data["expiry"], data["sequence"])

    async def present(self) -> None:
        await self._client.call("present", limit=self.move_seconds)

    async def taken(self) -> None:
        await self._client.call("taken", limit=None)

    async def retain(self) -> None:
        await self._client.call("retain", limit=self.move_seconds)

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()
