"""A receipt printer of the simulator."""

import base64
from pathlib import Path

from drivers.errors import DeviceError
from drivers.printer.contract import PaperLevel, PrinterStatus, PrintJob
from drivers.wire import Client


class SimulatedReceiptPrinter:
    """Implements `ReceiptPrinter`. `socket` is the simulator's; the seconds are what a call may take."""

    def __init__(self, socket: Path, *, status_seconds: float = 2.0, print_seconds: float = 15.0) -> None:
        self._client = Client(socket, "printer")
        self.status_seconds = status_seconds
        self.print_seconds = print_seconds

    async def status(self) -> PrinterStatus:
        try:
            state = await self._client.call("status", limit=self.status_seconds)
        except DeviceError as error:
            return PrinterStatus(False, PaperLevel.EMPTY, trouble=error.detail)
        return PrinterStatus(state["ready"], PaperLevel(state["paper"]), state["waiting"], state["trouble"])

    async def print(self, job: PrintJob) -> None:
        image = base64.b64encode(job.image).decode()
        await self._client.call("print", {"image": image, "text": job.text}, limit=self.print_seconds)

    async def taken(self) -> None:
        await self._client.call("taken", limit=None)

    async def retract(self) -> None:
        await self._client.call("retract", limit=self.print_seconds)

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()
