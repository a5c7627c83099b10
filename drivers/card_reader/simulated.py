"""A card reader of the simulator."""

from pathlib import Path

from drivers.card_reader.contract import CardData, CardPosition, CardReaderStatus
from drivers.errors import DeviceError
from drivers.wire import JSON, Client


class SimulatedCardReader:
    """Implements `CardReader`. `socket` is the simulator's; the seconds are what a call may take."""

    def __init__(self, socket: Path, *, status_seconds: float = 2.0, move_seconds: float = 10.0) -> None:
        self._client = Client(socket, "card-reader")
        self.status_seconds = status_seconds
        self.move_seconds = move_seconds

    async def status(self) -> CardReaderStatus:
        try:
            state = await self._client.call("status", limit=self.status_seconds)
        except DeviceError as error:
            return CardReaderStatus(False, CardPosition.ABSENT, trouble=error.detail)
        return CardReaderStatus(state["ready"], CardPosition(state["position"]), state["retained"], state["trouble"])

    async def accept(self) -> None:
        await self._client.call("accept", limit=self.move_seconds)

    async def inserted(self) -> CardData:
        return _card(await self._client.call("inserted", limit=None))

    async def close(self) -> CardData | None:
        card = await self._client.call("close", limit=self.move_seconds)
        return None if card is None else _card(card)

    async def removed(self) -> None:
        await self._client.call("removed", limit=None)

    async def eject(self) -> None:
        await self._client.call("eject", limit=self.move_seconds)

    async def taken(self) -> None:
        await self._client.call("taken", limit=None)

    async def retain(self) -> None:
        await self._client.call("retain", limit=self.move_seconds)

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()


def _card(data: dict[str, JSON]) -> CardData:
    return CardData(data["pan"], data["expiry"], data["sequence"], data.get("cryptogram", ""))
