"""A simulated world that runs in the test's own loop, and its backends."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.id_scanner.contract import IdDocument
from drivers.id_scanner.simulated import SimulatedIdScanner
from drivers.printer.simulated import SimulatedReceiptPrinter
from drivers.signals.simulated import SimulatedSignals
from drivers.simulator.device import Sleep
from drivers.simulator.world import Simulator
from tests.drivers.samples import CARDS, ID_DOCUMENTS

PAN = CARDS[0].pan
RESIDENT_ID = ID_DOCUMENTS[0].id
PATIENCE = 20.0  # seconds; only what is broken needs them


def devices(folder: Path) -> Path:
    """The socket that a world in `folder` listens at."""
    return folder / "devices.sock"


@asynccontextmanager
async def world(
    folder: Path, sleep: Sleep = asyncio.sleep, pin_pad: str = "no-pad.sock"
) -> AsyncGenerator[Simulator, None]:
    """Start what lies in `folder`, and stop it at the end."""
    simulator = Simulator(folder, folder / pin_pad, CARDS, sleep=sleep, id_documents=ID_DOCUMENTS)
    await simulator.start(devices(folder))
    try:
        async with asyncio.timeout(PATIENCE):
            yield simulator
    finally:
        await simulator.stop()


@dataclass(frozen=True)
class Host:
    """What a kiosk has of the devices."""

    reader: SimulatedCardReader
    printer: SimulatedReceiptPrinter
    documents: SimulatedDocumentPrinter
    scanner: SimulatedIdScanner
    signals: SimulatedSignals
    dispenser: SimulatedCardDispenser

    async def die(self) -> None:
        """Lose all connections, as a process that is killed does."""
        for backend in (self.reader, self.dispenser, self.printer, self.documents, self.scanner, self.signals):
            await backend.disconnect()

    async def card_in(self, simulator: Simulator, pan: str = PAN) -> None:
        """Let a customer insert a card."""
        await self.reader.accept()
        simulator.reader.insert(pan)
        await self.reader.inserted()

    async def document_in(self, simulator: Simulator, document: str = RESIDENT_ID) -> IdDocument:
        """Let a customer lay an ID document in."""
        await self.scanner.accept()
        simulator.scanner.lay(document)
        return await self.scanner.read()


@asynccontextmanager
async def host(folder: Path) -> AsyncGenerator[Host, None]:
    """Connect to the world in `folder`."""
    socket = devices(folder)
    connected = Host(
        SimulatedCardReader(socket),
        SimulatedReceiptPrinter(socket),
        SimulatedDocumentPrinter(socket),
        SimulatedIdScanner(socket),
        SimulatedSignals(socket),
        SimulatedCardDispenser(socket),
    )
    try:
        yield connected
    finally:
        await connected.die()


async def until(fits: Callable[[], bool]) -> None:
    """Wait until something holds that the loop brings about by itself. The caller's time-out ends it otherwise."""
    while not fits():  # noqa: ASYNC110 - what is looked at has no event to wait for
        await asyncio.sleep(0.002)
