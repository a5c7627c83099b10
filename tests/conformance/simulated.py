"""The simulated devices for the suites: each rig starts a new world and gives the backend and the hand."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from psec.pinblock import decipher_pinblock_iso_4

from bank.dukpt import pin_key
from drivers.camera.simulated import SimulatedCamera
from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.contract import CardData
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.id_scanner.contract import DocumentKind, Misplaced
from drivers.id_scanner.simulated import SimulatedIdScanner, id_document
from drivers.pin_pad.contract import Key, PinBlock
from drivers.pin_pad.device import PinPadDevice
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.printer.simulated import SimulatedReceiptPrinter
from drivers.signals.contract import Door, Light, LightState, OperatorSwitch
from drivers.signals.simulated import SimulatedSignals
from drivers.simulator.card_dispenser import BIN
from drivers.simulator.device import SimulatedDevice
from drivers.simulator.id_documents import Laid
from drivers.simulator.world import Simulator
from tests.drivers.samples import CARDS, ID_DOCUMENTS, INITIAL_KEY, load_key

SOON = 0.05  # seconds: a device that hangs does not answer in any time

Dispenser = TypeVar("Dispenser", bound=SimulatedCardDispenser)
Reader = TypeVar("Reader", bound=SimulatedCardReader)
ReceiptPrinter = TypeVar("ReceiptPrinter", bound=SimulatedReceiptPrinter)
DocumentPrinter = TypeVar("DocumentPrinter", bound=SimulatedDocumentPrinter)
Scanner = TypeVar("Scanner", bound=SimulatedIdScanner)
Eye = TypeVar("Eye", bound=SimulatedCamera)
Lights = TypeVar("Lights", bound=SimulatedSignals)
Pad = TypeVar("Pad", bound=SimulatedPinPad)


class Cable:
    """What all simulated devices can suffer."""

    def __init__(self, device: SimulatedDevice) -> None:
        self._device = device

    async def jam(self) -> None:
        self._device.set_fault("jam", True)

    async def clear_jam(self) -> None:
        self._device.set_fault("jam", False)

    async def unplug(self) -> None:
        self._device.set_fault("gone", True)

    async def plug_in(self) -> None:
        self._device.set_fault("gone", False)


class ReaderHand(Cable):
    def __init__(self, world: Simulator, backend: SimulatedCardReader) -> None:
        super().__init__(world.reader)
        self.card = CardData(CARDS[0].pan, CARDS[0].expiry, CARDS[0].sequence)
        self._reader = world.reader
        self._backend = backend

    async def insert(self) -> None:
        self._reader.insert(self.card.pan)

    async def take(self) -> None:
        self._reader.take()

    async def pull(self) -> None:
        self._reader.pull()

    async def make_unreadable(self) -> None:
        self._reader.set_fault("unreadable", True)

    async def hang(self) -> None:
        self._backend.status_seconds = self._backend.move_seconds = SOON
        self._reader.set_fault("hang", True)


class DispenserHand(Cable):
    def __init__(self, world: Simulator, backend: SimulatedCardDispenser) -> None:
        super().__init__(world.dispenser)
        self.cards = [CardData("6200001700000016", "3611", "01"), CardData("6200001700000024", "3612", "02")]
        self._dispenser = world.dispenser
        self._backend = backend

    async def take(self) -> None:
        self._dispenser.take()

    async def leave_cards(self, count: int) -> None:
        self._dispenser.hopper = count

    async def fill_hopper(self) -> None:
        self._dispenser.fill_hopper()

    async def fill_bin(self) -> None:
        self._dispenser.retained += [""] * (BIN - len(self._dispenser.retained))

    async def empty_bin(self) -> None:
        self._dispenser.empty_bin()

    async def kill_chip(self) -> None:
        self._dispenser.set_fault("one-dead-card", True)

    async def miswrite(self) -> None:
        self._dispenser.set_fault("one-wrong-card", True)

    async def lose_answer(self, step: str) -> None:
        self._dispenser.set_fault(f"lost-{step}", True)

    async def hang(self) -> None:
        self._backend.status_seconds = self._backend.move_seconds = SOON
        self._dispenser.set_fault("hang", True)


class PaperHand(Cable):
    def __init__(self, world: Simulator, backend: SimulatedReceiptPrinter) -> None:
        super().__init__(world.printer)
        self._printer = world.printer
        self._backend = backend

    async def take(self) -> None:
        self._printer.take()

    async def printed(self) -> list[bytes]:
        return [(self._printer.folder / f"{name}.png").read_bytes() for name in self._printer.slips()]

    async def use_up_paper(self) -> None:
        self._printer.paper = 0

    async def almost_use_up_paper(self) -> None:
        self._printer.paper = 1

    async def refill(self) -> None:
        self._printer.refill()

    async def hang(self) -> None:
        self._backend.status_seconds = self._backend.print_seconds = SOON
        self._printer.set_fault("hang", True)


class DocumentHand(Cable):
    def __init__(self, world: Simulator, backend: SimulatedDocumentPrinter) -> None:
        super().__init__(world.documents)
        self._documents = world.documents
        self._backend = backend

    async def take(self) -> None:
        self._documents.take()

    async def printed(self) -> list[bytes]:
        return [(self._documents.folder / f"{name}.pdf").read_bytes() for name in self._documents.documents()]

    async def use_up_paper(self) -> None:
        self._documents.sheets = 0

    async def leave_sheets(self, count: int) -> None:
        self._documents.sheets = count

    async def refill(self) -> None:
        self._documents.refill()

    async def hang(self) -> None:
        self._backend.status_seconds = self._backend.print_seconds = SOON
        self._documents.set_fault("hang", True)


class ScannerHand(Cable):
    def __init__(self, world: Simulator, backend: SimulatedIdScanner) -> None:
        super().__init__(world.scanner)
        self.documents = {document.kind: id_document(document.read()) for document in ID_DOCUMENTS}
        self._ids = {document.kind: document.id for document in ID_DOCUMENTS}
        self._scanner = world.scanner
        self._backend = backend

    async def lay(self, kind: DocumentKind = DocumentKind.RESIDENT_ID) -> None:
        self._scanner.lay(self._ids[kind])

    async def lay_wrong(self, how: Misplaced) -> None:
        laid = {
            Misplaced.SKEWED: Laid.SKEWED,
            Misplaced.UPSIDE_DOWN: Laid.UPSIDE_DOWN,
            Misplaced.WRONG_KIND: Laid.WRONG_KIND,
            Misplaced.UNREADABLE: Laid.DAMAGED,
        }
        self._scanner.lay(self._ids[DocumentKind.RESIDENT_ID], laid[how])

    async def snatch(self) -> None:
        self._scanner.lay(self._ids[DocumentKind.RESIDENT_ID], Laid.SNATCHED)

    async def take(self) -> None:
        self._scanner.take()

    async def pull(self) -> None:
        self._scanner.pull()

    async def hang(self) -> None:
        self._backend.status_seconds = self._backend.move_seconds = SOON
        self._scanner.set_fault("hang", True)


class LightsEye(Cable):
    def __init__(self, world: Simulator, backend: SimulatedSignals) -> None:
        super().__init__(world.signals)
        self._signals = world.signals
        self._backend = backend

    async def lights(self) -> dict[Light, LightState]:
        return {Light(name): LightState(state) for name, state in self._signals.lights.items()}

    async def beeps(self) -> int:
        return self._signals.beeps

    async def open(self, door: Door) -> None:
        self._signals.move_door(door, opened=True)

    async def shut(self, door: Door) -> None:
        self._signals.move_door(door, opened=False)

    async def turn(self, switch: OperatorSwitch) -> None:
        if switch != self._signals.switch:
            self._signals.turn_switch(switch)

    async def hang(self) -> None:
        self._backend.seconds = SOON
        self._signals.set_fault("hang", True)


class Lens(Cable):
    def __init__(self, world: Simulator, backend: SimulatedCamera) -> None:
        super().__init__(world.camera)
        self._camera = world.camera
        self._backend = backend

    async def is_on(self) -> bool:
        return self._camera.on

    async def taken(self, count: int) -> None:
        while self._camera.taken < count:  # noqa: ASYNC110 - a camera rings for no picture
            await asyncio.sleep(0.01)

    async def cover(self) -> None:
        self._camera.set_fault("dark", True)

    async def uncover(self) -> None:
        self._camera.set_fault("dark", False)

    async def hang(self) -> None:
        self._backend.status_seconds = self._backend.first_seconds = self._backend.picture_seconds = SOON
        self._camera.set_fault("hang", True)


class Fingers(Cable):
    def __init__(self, pad: PinPadDevice, backend: SimulatedPinPad) -> None:
        super().__init__(pad)
        self._pad = pad
        self._backend = backend

    async def press(self, *keys: Key) -> None:
        for key in keys:
            self._pad.press(key)

    async def entering(self) -> None:
        await self._pad.until(lambda: bool(self._pad.snapshot()["entering"]))

    async def listening(self) -> None:
        await self._pad.until(lambda: bool(self._pad.snapshot()["listening"]))

    async def opened(self, block: PinBlock, pan: str) -> str:
        key = pin_key(bytes.fromhex(INITIAL_KEY), bytes.fromhex(block.key_id), block.counter)
        return decipher_pinblock_iso_4(key, bytes.fromhex(block.block), pan)

    async def remove_key(self) -> None:
        self._pad.set_fault("no-key", True)

    async def hang(self) -> None:
        self._backend.seconds = SOON
        self._pad.set_fault("hang", True)

    async def hang_up(self) -> None:
        await self._backend.disconnect()
        await self._pad.until(lambda: not self._pad.snapshot()["entering"])


@asynccontextmanager
async def card_reader(
    folder: Path, backend: Callable[[Path], Reader] = SimulatedCardReader
) -> AsyncGenerator[tuple[Reader, ReaderHand], None]:
    async with _world(folder) as (world, socket):
        reader = backend(socket)
        yield reader, ReaderHand(world, reader)
        await reader.disconnect()


@asynccontextmanager
async def card_dispenser(
    folder: Path, backend: Callable[[Path], Dispenser] = SimulatedCardDispenser
) -> AsyncGenerator[tuple[Dispenser, DispenserHand], None]:
    async with _world(folder) as (world, socket):
        dispenser = backend(socket)
        yield dispenser, DispenserHand(world, dispenser)
        await dispenser.disconnect()


@asynccontextmanager
async def printer(
    folder: Path, backend: Callable[[Path], ReceiptPrinter] = SimulatedReceiptPrinter
) -> AsyncGenerator[tuple[ReceiptPrinter, PaperHand], None]:
    async with _world(folder) as (world, socket):
        paper = backend(socket)
        yield paper, PaperHand(world, paper)
        await paper.disconnect()


@asynccontextmanager
async def document_printer(
    folder: Path, backend: Callable[[Path], DocumentPrinter] = SimulatedDocumentPrinter
) -> AsyncGenerator[tuple[DocumentPrinter, DocumentHand], None]:
    async with _world(folder) as (world, socket):
        paper = backend(socket)
        yield paper, DocumentHand(world, paper)
        await paper.disconnect()


@asynccontextmanager
async def id_scanner(
    folder: Path, backend: Callable[[Path], Scanner] = SimulatedIdScanner
) -> AsyncGenerator[tuple[Scanner, ScannerHand], None]:
    async with _world(folder) as (world, socket):
        scanner = backend(socket)
        yield scanner, ScannerHand(world, scanner)
        await scanner.disconnect()


@asynccontextmanager
async def signals(
    folder: Path, backend: Callable[[Path], Lights] = SimulatedSignals
) -> AsyncGenerator[tuple[Lights, LightsEye], None]:
    async with _world(folder) as (world, socket):
        lights = backend(socket)
        yield lights, LightsEye(world, lights)
        await lights.disconnect()


@asynccontextmanager
async def camera(
    folder: Path, backend: Callable[[Path], Eye] = SimulatedCamera
) -> AsyncGenerator[tuple[Eye, Lens], None]:
    async with _world(folder) as (world, socket):
        await world.camera.open()  # what draws is loaded: no check waits for that
        eye = backend(socket)
        yield eye, Lens(world, eye)
        await eye.disconnect()


@asynccontextmanager
async def pin_pad(
    folder: Path, backend: Callable[[Path], Pad] = SimulatedPinPad
) -> AsyncGenerator[tuple[Pad, Fingers], None]:
    load_key(folder)
    device = PinPadDevice(folder)
    await device.start(folder / "pad.sock")
    try:
        pad = backend(folder / "pad.sock")
        yield pad, Fingers(device, pad)
        await pad.disconnect()
    finally:
        await device.stop()


@asynccontextmanager
async def _world(folder: Path) -> AsyncGenerator[tuple[Simulator, Path], None]:
    world = Simulator(folder, folder / "no-pad.sock", CARDS, id_documents=ID_DOCUMENTS)
    await world.start(folder / "devices.sock")
    try:
        yield world, folder / "devices.sock"
    finally:
        await world.stop()
