"""A receipt printer of the simulator."""

import base64
from pathlib import Path

from drivers.errors import Disconnected, TimedOut
from drivers.printer.contract import PaperLevel, PrinterStatus, PrintJob
from drivers.wire import Client

_STATUS_SECONDS = 2.0
_PRINT_SECONDS = 15.0


class SimulatedReceiptPrinter:
    """Implements `ReceiptPrinter`. `socket` is the simulator's."""

    def __init__(self, socket: Path) -> None:
        self._client = Client(socket, "printer")

    async def status(self) -> PrinterStatus:
        try:
            state = await self._client.call("status", limit=_STATUS_SECONDS)
        except (Disconnected, TimedOut) as error:
            return PrinterStatus(False, PaperLevel.EMPTY, trouble=error.detail)
        return PrinterStatus(state["ready"], PaperLevel(state["paper"]), state["waiting"], state["trouble"])

    async def print(self, job: PrintJob) -> None:
        image = base64.b64encode(job.image).decode()
        await self._client.call("print", {"image": image, "text": job.text}, limit=_PRINT_SECONDS)

    async def taken(self) -> None:
        await self._client.call("taken", limit=None)

    async def retract(self) -> None:
        await self._client.call("retract", limit=_PRINT_SECONDS)
