"""A card reader of the simulator."""

from pathlib import Path

from drivers.card_reader.contract import CardData, CardPosition, CardReaderStatus
from drivers.errors import Disconnected, TimedOut
from drivers.wire import JSON, Client

_STATUS_SECONDS = 2.0
_MOVE_SECONDS = 10.0  # a motor needs a moment


class SimulatedCardReader:
    """Implements `CardReader`. `socket` is the simulator's."""

    def __init__(self, socket: Path) -> None:
        self._client = Client(socket, "card-reader")

    async def status(self) -> CardReaderStatus:
        try:
            state = await self._client.call("status", limit=_STATUS_SECONDS)
        except (Disconnected, TimedOut) as error:
            return CardReaderStatus(False, CardPosition.ABSENT, trouble=error.detail)
        return CardReaderStatus(state["ready"], CardPosition(state["position"]), state["retained"], state["trouble"])

    async def accept(self) -> None:
        await self._client.call("accept", limit=_MOVE_SECONDS)

    async def inserted(self) -> CardData:
        return _card(await self._client.call("inserted", limit=None))

    async def close(self) -> CardData | None:
        card = await self._client.call("close", limit=_MOVE_SECONDS)
        return None if card is None else _card(card)

    async def removed(self) -> None:
        await self._client.call("removed", limit=None)

    async def eject(self) -> None:
        await self._client.call("eject", limit=_MOVE_SECONDS)

    async def taken(self) -> None:
        await self._client.call("taken", limit=None)

    async def retain(self) -> None:
        await self._client.call("retain", limit=_MOVE_SECONDS)


def _card(data: dict[str, JSON]) -> CardData:
    return CardData(data["pan"], data["expiry"], data["sequence"], data.get("cryptogram", ""))
