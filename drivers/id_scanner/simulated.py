"""An ID document scanner of the simulator."""

import base64
from datetime import date
from pathlib import Path

from drivers.errors import DeviceError
from drivers.id_scanner.contract import DocumentKind, DocumentPosition, IdDocument, IdScannerStatus, Sex
from drivers.wire import JSON, Client


class SimulatedIdScanner:
    """Implements `IdScanner`. `socket` is the simulator's; the seconds are what a call may take."""

    def __init__(self, socket: Path, *, status_seconds: float = 2.0, move_seconds: float = 10.0) -> None:
        self._client = Client(socket, "id-scanner")
        self.status_seconds = status_seconds
        self.move_seconds = move_seconds

    async def status(self) -> IdScannerStatus:
        try:
            state = await self._client.call("status", limit=self.status_seconds)
        except DeviceError as error:
            return IdScannerStatus(False, DocumentPosition.ABSENT, trouble=error.detail)
        return IdScannerStatus(state["ready"], DocumentPosition(state["position"]), state["retained"], state["trouble"])

    async def accept(self) -> None:
        await self._client.call("accept", limit=self.move_seconds)

    async def inserted(self) -> None:
        await self._client.call("inserted", limit=None)

    async def read(self) -> IdDocument:
        return id_document(await self._client.call("read", limit=None))

    async def close(self) -> IdDocument | None:
        document = await self._client.call("close", limit=self.move_seconds)
        return None if document is None else id_document(document)

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


def id_document(data: dict[str, JSON]) -> IdDocument:
    """What was read, of what came over the wire."""
    return IdDocument(
        kind=DocumentKind(data["kind"]),
        number=data["number"],
        name=data["name"],
        sex=Sex(data["sex"]),
        nation=data["nation"],
        born=date.fromisoformat(data["born"]),
        address=data["address"],
        issuer=data["issuer"],
        valid_from=_day(data["valid_from"]),
        valid_until=_day(data["valid_until"]),
        photo=base64.b64decode(data["photo"]),
        latin_name=data["latin_name"],
        mrz=tuple(data["mrz"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
