"""A document printer of the simulator."""

import base64
from pathlib import Path

from drivers.document_printer.contract import DocumentJob, DocumentPrinterStatus, PaperLevel
from drivers.errors import DeviceError
from drivers.wire import Client


class SimulatedDocumentPrinter:
    """Implements `DocumentPrinter`. `socket` is the simulator's; the seconds are what a call may take."""

    def __init__(self, socket: Path, *, status_seconds: float = 2.0, print_seconds: float = 60.0) -> None:
        self._client = Client(socket, "document-printer")
        self.status_seconds = status_seconds
        self.print_seconds = print_seconds

    async def status(self) -> DocumentPrinterStatus:
        try:
            state = await self._client.call("status", limit=self.status_seconds)
        except DeviceError as error:
            return DocumentPrinterStatus(False, PaperLevel.UNKNOWN, 0, trouble=error.detail)
        paper = PaperLevel(state["paper"])
        return DocumentPrinterStatus(state["ready"], paper, state["sheets"], state["waiting"], state["trouble"])

    async def print(self, job: DocumentJob) -> None:
        pdf = base64.b64encode(job.pdf).decode()
        args = {"pdf": pdf, "pages": job.pages, "text": job.text}
        await self._client.call("print", args, limit=self.print_seconds)

    async def taken(self) -> None:
        await self._client.call("taken", limit=None)

    async def retract(self) -> None:
        await self._client.call("retract", limit=self.print_seconds)

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()
