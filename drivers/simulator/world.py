"""The simulated world: the devices, the hands that move them, and the folder it all survives in."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from drivers.errors import DeviceError
from drivers.simulator.audio import Audio
from drivers.simulator.camera import Camera
from drivers.simulator.card_dispenser import CardDispenser, Chip
from drivers.simulator.card_reader import CardReader
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.simulator.document_printer import DocumentPrinter
from drivers.simulator.id_documents import Laid, SandboxDocument, how_laid, read_documents
from drivers.simulator.id_scanner import IdScanner
from drivers.simulator.people import SandboxCard, read_cards, read_sandbox_faces
from drivers.simulator.phone import Phones
from drivers.simulator.printer import Printer
from drivers.simulator.recording import Recording
from drivers.simulator.screen import Screen
from drivers.simulator.signals import Signals
from drivers.simulator.staff import Staff
from drivers.simulator.state_file import write_state
from drivers.wire import JSON, Client, Connection, Server

_LOG = 50  # lines the panel shows
_NOTED = ("device", "fault", "on", "word", "door", "to")  # what the log may name
_PAD_AGAIN = 1.0  # seconds until a PIN pad process that was gone is tried again


class SimulatorError(Exception):
    """It cannot run. The message says why, for whoever started it."""


class Simulator:
    """All simulated devices but the PIN pad, which is a process of its own that this one presses the keys of.

    `state` is the folder everything survives in: world.json, and plastic.json with the full numbers of the cards that
    were made here. `pin_pad` is the PIN pad's socket. `cards` and `id_documents` are in people's pockets; cards taken
    from the dispenser come to them. `sleep` is what a slow device does. The hands: `reader.insert`, `take`, `pull`;
    `scanner.lay` and the same; `dispenser.take`, `fill_hopper`; `printer.take`, `refill`; the same of `documents`;
    `audio.say`, `plug`, `unplug`; `press`.
    `sms` is the folder messages to phones arrive in, looked at after each `poll`; `desk` the one staff's words go to.
    Raises `SimulatorError` when what is in the folder cannot be read.
    """

    def __init__(
        self,
        state: Path,
        pin_pad: Path,
        cards: list[SandboxCard] | None = None,
        *,
        sleep: Sleep = asyncio.sleep,
        sms: Path | None = None,
        desk: Path | None = None,
        poll: Sleep = asyncio.sleep,
        id_documents: list[SandboxDocument] | None = None,
    ) -> None:
        self._file = state / "world.json"
        self._plastic = state / "plastic.json"
        self.cards = list(read_cards() if cards is None else cards)
        self.reader = CardReader(self.cards, self._changed, sleep)
        self.dispenser = CardDispenser(self._handed_out, self._changed, sleep)
        self.printer = Printer(state / "slips", self._changed, sleep)
        self.documents = DocumentPrinter(state / "documents", self._changed, sleep)
        self.id_documents = read_documents() if id_documents is None else id_documents
        self.scanner = IdScanner(self.id_documents, self._changed, sleep)
        self.signals = Signals(self._changed, sleep)
        self._faces = read_sandbox_faces()
        self.camera = Camera(self._faces, self._changed, sleep, told=self._tell)
        self.audio = Audio(state / "spoken", self._changed, sleep, told=self._tell)
        self.recording = Recording(self.cards)
        self.screen = Screen(self._tell, self.recording.screen, self.camera.shown)
        self.staff = Staff(desk)
        self.phones = Phones(sms, self._tell, poll) if sms else None
        self._devices: dict[str, SimulatedDevice] = {
            device.name: device
            for device in (
                *(self.reader, self.dispenser, self.printer, self.documents),
                *(self.scanner, self.signals, self.camera, self.audio),
            )
        }
        self._pad = Client(pin_pad, "pin-pad", self._pad_said)
        self._pad_state: dict[str, JSON] = {"entering": False, "digits": 0, "faults": [], "known_faults": []}
        self._following: asyncio.Task[None] | None = None
        self._server = Server(self._handle, self._hung_up)
        self._gate_opener: Connection | None = None
        self._slot_opener: Connection | None = None
        self._subscribers: list[Callable[[], None]] = []
        self._log: deque[str] = deque(maxlen=_LOG)
        self._restore()

    async def start(self, socket: Path) -> None:
        """Let the kiosk connect at `socket`. Raises `OSError` when that cannot be."""
        await self._server.start(socket)
        self._following = asyncio.create_task(self._follow_pad(), name="follow the PIN pad")
        if self.phones:
            self.phones.start()

    async def stop(self) -> None:
        """Hang up. The state is on disk already."""
        if self._following:
            self._following.cancel()
            await asyncio.wait({self._following})
        if self.phones:
            await self.phones.stop()
        await self._server.stop()
        await self._pad.close()
        await self.camera.close()
        self.audio.close()

    # -- what the panel drives (see host.py) -----------------------------------------------------------------------

    @property
    def screen_attached(self) -> bool:
        """Whether a kiosk shows its screen."""
        return self.screen.attached

    def snapshot(self) -> dict[str, JSON]:
        """Everything the panel shows."""
        devices = {name: device.snapshot() for name, device in self._devices.items()}
        return {
            "devices": devices | {"pin-pad": self._pad_state},
            "cards": [
                {
                    "card": card.pan,
                    "label": card.label,
                    "pin": card.pin,
                    "accounts": list(card.accounts),
                    "id_number": card.id_number,
                    "phone": card.phone,
                    "dispensed": card.dispensed,
                }
                for card in self.cards
            ],
            "id_documents": [{"document": document.id, "label": document.label} for document in self.id_documents],
            "messages": self.phones.messages if self.phones else [],
            "screen": self.screen.attached,
            "recording": self.recording.on,
            "recorded": bool(self.recording.text),
            "log": list(self._log),
        }

    async def do(self, action: str, args: dict[str, str]) -> None:
        """Do what a hand would do. Raises `ValueError` with a plain sentence when it cannot be done."""
        match action:
            case "insert-card":
                self.reader.insert(args.get("card", ""))
            case "take-card":
                self.reader.take()
            case "pull-card":
                self.reader.pull()
            case "empty-bin":
                self.reader.empty_bin()
            case "take-dispensed-card":
                self.dispenser.take()
            case "fill-hopper":
                self.dispenser.fill_hopper()
            case "empty-dispenser-bin":
                self.dispenser.empty_bin()
            case "take-slip":
                self.printer.take()
            case "refill-paper":
                self.printer.refill()
            case "take-document":
                self.documents.take()
            case "refill-tray":
                self.documents.refill()
            case "lay-id-document":
                self.scanner.lay(args.get("document", ""), how_laid(args.get("how", Laid.STRAIGHT)))
            case "take-id-document":
                self.scanner.take()
            case "pull-id-document":
                self.scanner.pull()
            case "empty-id-bin":
                self.scanner.empty_bin()
            case "open-door" | "close-door":
                self.signals.move_door(args.get("door", ""), opened=action == "open-door")
            case "turn-switch":
                self.signals.turn_switch(args.get("to", ""))
            case "staff":
                shown = self.scanner.documents.get(args.get("document", ""))
                self.staff.say(args.get("word", ""), shown.number if shown else "")
            case "start-recording":
                self.recording.start(self.camera.person, str(self.camera.act))
                self.screen.record(True)
            case "stop-recording":
                self.screen.record(False)
                self.recording.stop()
            case "before-camera":
                self.camera.put(args.get("person", ""), args.get("act", ""), obeys=args.get("obeys") == "true")
            case "say":
                await self.audio.say(args.get("text", ""), args.get("language", ""), args.get("noise", "none"))
            case "plug-headset":
                self.audio.plug()
            case "unplug-headset":
                self.audio.unplug()
            case "key":
                await self._key(args.get("key", ""))
            case "set-fault":
                await self._set_fault(args.get("device", ""), args.get("fault", ""), args.get("on") == "true")
            case "power-cycle":
                await self._power_cycle(args.get("device", ""))
            case _:
                raise ValueError(f"There is no action {action!r}.")
        self.recording.hand(action, args)
        if action != "key":  # they would push everything else out of the log
            self.note(" ".join([action, *(args[name] for name in _NOTED if name in args)]))

    async def _key(self, key: str) -> None:
        entering = bool(self._pad_state["entering"])
        await self.press(key)
        if entering and key in ("enter", "cancel"):
            self.recording.pin_ended(key)

    async def press(self, key: str) -> None:
        """Press a key of the PIN pad. Raises `ValueError` when the pad does not answer or has no such key."""
        await self._ask_pad("press", {"key": key})

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` after every change; gives the function that ends it."""
        self._subscribers.append(changed)

        def end() -> None:
            with suppress(ValueError):
                self._subscribers.remove(changed)

        return end

    async def camera_picture(self) -> bytes:
        """What is before the camera now, as a small JPEG."""
        return await self.camera.preview()

    def slip(self, name: str) -> tuple[bytes, str]:
        """A printed slip as PNG and text. Raises `ValueError` when there is none of that name."""
        if name not in self.printer.slips():
            raise ValueError("There is no such slip.")
        folder = self.printer.folder
        return (folder / f"{name}.png").read_bytes(), (folder / f"{name}.txt").read_text(encoding="utf-8")

    def document(self, name: str) -> tuple[bytes, str]:
        """A printed document as PDF and text. Raises `ValueError` when there is none of that name."""
        if name not in self.documents.documents():
            raise ValueError("There is no such document.")
        folder = self.documents.folder
        return (folder / f"{name}.pdf").read_bytes(), (folder / f"{name}.txt").read_text(encoding="utf-8")

    def recorded(self) -> str:
        """The story that was recorded last, as YAML. Raises `ValueError` when there is none."""
        if not self.recording.text:
            raise ValueError("No story has been recorded.")
        return self.recording.text

    def watch(self, frame: Callable[[bytes], None]) -> Callable[[], None]:
        """Get the kiosk's screen as JPEG frames; gives the function that ends it."""
        return self.screen.watch(frame)

    async def screen_input(self, event: dict[str, JSON]) -> None:
        """Touch or type on the kiosk's screen. Raises `ValueError` when there is none."""
        self.screen.input(event)

    def note(self, line: str) -> None:
        """Add a line to the panel's log. No card number, no digit."""
        self._log.append(line)
        self._tell()

    # -- inside ----------------------------------------------------------------------------------------------------

    async def _handle(
        self, device: str, call: str, args: dict[str, JSON], connection: Connection, progress: Callable[[JSON], None]
    ) -> JSON:
        if device == "screen":
            return await self.screen.call(call, args, connection)
        if (device, call) == (self.camera.name, "frames"):
            return await self.camera.frames(progress)
        if device == self.audio.name and call in ("play", "chunks"):
            return await self.audio.stream(call, args, progress)
        answer = await self._devices[device].call(call, args)
        if (device, call) == (self.reader.name, "accept"):
            self._gate_opener = connection
        if (device, call) == (self.scanner.name, "accept"):
            self._slot_opener = connection
        return answer

    def _hung_up(self, connection: Connection) -> None:
        """Without whoever opened gate or slot it is closed: nobody would look after what goes in."""
        if connection is self._gate_opener:
            self._gate_opener = None
            self.reader.close_gate()
        if connection is self._slot_opener:
            self._slot_opener = None
            self.scanner.close_slot()

    async def _set_fault(self, device: str, fault: str, on: bool) -> None:
        if device == "pin-pad":
            await self._ask_pad("set-fault", {"fault": fault, "on": on})
        elif device in self._devices:
            self._devices[device].set_fault(fault, on)
        else:
            raise ValueError(f"There is no device {device!r}.")

    async def _power_cycle(self, device: str) -> None:
        if device == "pin-pad":
            await self._ask_pad("power-cycle", {})
        elif device in self._devices:
            self._devices[device].power_cycle()
        else:
            raise ValueError(f"There is no device {device!r}.")

    async def _follow_pad(self) -> None:
        """Show what the PIN pad shows, for ever."""
        while True:
            with suppress(DeviceError):
                await self._pad.call("watch", limit=None)
            self._pad_state = self._pad_state | {"entering": False, "digits": 0, "gone": True}
            self._tell()
            await asyncio.sleep(_PAD_AGAIN)

    async def _ask_pad(self, call: str, args: dict[str, JSON]) -> None:
        try:
            await self._pad.call(call, args, limit=5)
        except DeviceError as error:
            raise ValueError(f"The PIN pad says: {error.detail or type(error).__name__}.") from error

    def _pad_said(self, message: dict[str, Any]) -> None:
        if message.get("event") == "state":
            self._pad_state = {key: value for key, value in message.items() if key != "event"}
            self._tell()

    def _changed(self) -> None:
        if self.reader.card:
            self.camera.card_came(self.reader.cards[self.reader.card].owner)
        self._save()
        self._tell()

    def _handed_out(self, chip: Chip | None) -> None:
        """A customer has taken a card from the dispenser: from now on it is one of the cards there are."""
        if chip:
            self._carry(chip, self.camera.standing)
        else:
            self.note("the card that was taken is blank")

    def _carry(self, chip: Chip, owner: str) -> None:
        name = next((face.name for face in self._faces if face.person == owner), "")
        label = f"{name} · {chip.masked}" if name else chip.masked
        card = SandboxCard(chip.pan, chip.expiry, chip.sequence, label, "", owner=owner, dispensed=True)
        self.cards.append(card)
        self.reader.know(card)

    def _tell(self) -> None:
        for changed in list(self._subscribers):
            changed()

    def _save(self) -> None:
        carried = [
            {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence, "owner": card.owner}
            for card in self.cards
            if card.dispensed
        ]
        write_state(self._plastic, {"dispenser": self.dispenser.state(), "carried": carried})
        others = {name: device.state() for name, device in self._devices.items() if device is not self.dispenser}
        write_state(self._file, others)

    def _restore(self) -> None:
        """Cards first: one that was made here may be in the reader."""
        with _readable(self._plastic) as state:
            for card in state.get("carried", []):
                self._carry(Chip(card["pan"], card["expiry"], card["sequence"]), str(card["owner"]))
            self.dispenser.restore(state.get("dispenser", {}))
        with _readable(self._file) as state:
            for name, device in self._devices.items():
                if device is not self.dispenser:
                    device.restore(state.get(name, {}))


@contextmanager
def _readable(file: Path) -> Generator[dict[str, JSON]]:
    """What is in a file of the state folder. Raises `SimulatorError` when that, or what is made of it, is not ours."""
    try:
        yield json.loads(file.read_text()) if file.exists() else {}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SimulatorError(f"{file}: cannot be read; remove it to start with empty devices") from None
