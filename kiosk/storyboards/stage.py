"""A stage: one terminal where everything is real but the screen, and time moves by hand (docs/decisions/0013).

The bank is a process of its own; devices and PIN pad run here, over their sockets; orders and journal are on disk. A
customer channel stands for the screen.
"""

import asyncio
import json
import struct
import zlib
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

from bank.contract import OrderState, Settlement, TransferOrder
from drivers.camera.simulated import SimulatedCamera
from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.id_scanner.simulated import SimulatedIdScanner
from drivers.pin_pad.device import PinPadDevice
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.printer.simulated import SimulatedReceiptPrinter
from drivers.signals.simulated import SimulatedSignals
from drivers.simulator.id_documents import Laid
from drivers.simulator.world import Simulator
from kiosk.assembly import Devices, assemble
from kiosk.attendant import Attendant
from kiosk.bank.client import BankClient
from kiosk.bank.link import BankLink
from kiosk.bank.worker import Worker
from kiosk.cabinet import watch_cabinet
from kiosk.clock import SteppedClock
from kiosk.identity.faces import Faces
from kiosk.identity.verdicts import Challenge
from kiosk.keypad import Keypad
from kiosk.money.disk import RealDisk
from kiosk.money.issues import Issues
from kiosk.money.journal import Journal, verify
from kiosk.money.orders import Orders
from kiosk.money.recovery import Recovery
from kiosk.pad_keys import pad_keys
from kiosk.session import Session
from kiosk.storyboards.bank_process import SECONDS, BankAccess
from kiosk.storyboards.customer import Customer
from kiosk.storyboards.forwarder import Forwarder
from kiosk.storyboards.onlooker import Onlooker
from kiosk.storyboards.stage_voice import StageVoice
from kiosk.terminal import SessionSettings
from kiosk.texts import Texts


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# A PNG of 576 x 1 white pixels, one bit each
_BLANK = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 576, 1, 1, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00" + b"\xff" * 72))
    + _chunk(b"IEND", b"")
)
_TEXTS = Texts()
_CHALLENGES = (Challenge.TURN_LEFT, Challenge.BLINK, Challenge.TURN_RIGHT)


class Stage:
    """One terminal with its customer. `async with Stage(...)`: shows the attract screen, and lets go at the end."""

    def __init__(
        self,
        folder: Path,
        bank: BankAccess,
        settings: SessionSettings | None = None,
        *,
        start: datetime | None = None,
        without: Collection[str] = (),
        voiced: bool = False,
        real_ears: bool = False,
    ) -> None:
        """`without` names services that cannot be had at the start, for a device that is broken then. `voiced`: it
        speaks and hears; `real_ears`: with the shipped models, not with a stand-in."""
        self.folder = folder
        self.without = without
        self.clock = SteppedClock(start)
        self.customer = Customer()
        self.bank = bank
        self.line = Forwarder(bank.port)
        self.settings = settings or SessionSettings(terminal="stage-001")
        self.simulator = Simulator(folder / "simulator", folder / "pad.sock")
        self.voiced = voiced or real_ears
        self.voice: StageVoice | None = None
        self._real_ears = real_ears
        self.visited: Session | None = None
        self.answer_is_lost = False
        self.bank_says: Settlement | None = None
        self.attendant: Attendant
        self.journal: Journal
        self.orders: Orders
        self.issues: Issues
        self.client: BankClient
        self.link: BankLink

    async def __aenter__(self) -> "Stage":
        pad_folder = self.folder / "pad"
        pad_folder.mkdir(mode=0o700)
        key = pad_folder / "key.json"
        key.touch(0o600)
        key.write_text(self.bank.control.inject_pin_key("stage-001").model_dump_json())
        self._pad = PinPadDevice(pad_folder)
        await self._pad.start(self.folder / "pad.sock")
        await self.simulator.start(self.folder / "devices.sock")
        await self.line.start()
        self._build()
        works = (
            self.link.run(),
            self.recovery.run(),
            self.issues.run(),
            watch_cabinet(self.signals, self.clock, self.journal, self.attendant.staff_here),
        )
        self._background = [asyncio.create_task(work) for work in works]
        self.attendant.channels.start()
        if self.voice:
            self.voice.join(self.attendant.channels)
        self.running = asyncio.create_task(self.attendant.run())
        await self.customer.sees("attract")
        await self.until_open()
        return self

    async def until_open(self) -> None:
        """Let time pass until every service can be had that is not known to be out."""
        for _ in range(1000):
            view = self.customer.view
            if view.prompt == "attract" and not any(o.reason for o in view.options if o.key not in self.without):
                return
            self.clock.advance(1)
            await self.let_settle()
        raise AssertionError(f"not open: {[option.reason for option in self.customer.view.options]}")

    def _build(self) -> None:
        devices, pad = self.folder / "devices.sock", SimulatedPinPad(self.folder / "pad.sock")
        disk = RealDisk()
        self.journal = Journal(disk, self.folder / "kiosk" / "journal", self.clock)
        self.client = BankClient(
            f"https://127.0.0.1:{self.line.port}",
            self.bank.authority,
            self.bank.identity,
            Worker("bank"),
            query_seconds=SECONDS,
            order_seconds=SECONDS,
        )
        self._executors = ThreadPoolExecutor(1), ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        kiosk = self.folder / "kiosk"
        self.orders = Orders(
            disk, kiosk / "orders", kiosk / "keys", self.journal, self._send, self._executors[0], self.clock
        )
        self.recovery = Recovery(self.orders, self.journal, self.client.settle, self._executors[1], self.clock)
        self.issues = Issues(
            disk, kiosk / "issues", self.journal, self.client.report_plastic, self._executors[2], self.clock
        )
        unsettled = self.recovery.begin(terminal="stage-001")
        self.issues.begin_again()
        self.link = BankLink(self.client.status, self.clock, environment="sandbox", pin_key_id=lambda: "")
        self.signals = SimulatedSignals(devices)
        self.keypad = Keypad(lambda: pad_keys(pad, self.clock))
        self.slips: list[str] = []
        self.eye = Onlooker(self.simulator.camera, self.clock)
        self.attendant = assemble(
            clock=self.clock,
            texts=_TEXTS,
            channels=[self.customer, self.keypad],
            devices=Devices(
                SimulatedCardReader(devices),
                SimulatedReceiptPrinter(devices),
                SimulatedDocumentPrinter(devices),
                pad,
                SimulatedIdScanner(devices),
                self.signals,
                SimulatedCardDispenser(devices),
            ),
            bank=self.client,
            staff=self.client,
            orders=self.orders,
            issues=self.issues,
            journal=self.journal,
            bank_reason=lambda: self.link.why,
            business_date=lambda: self.link.status and self.link.status.business_date,
            staffed=lambda: self.link.status is None or self.link.status.staffed,
            doubt_bank=self.link.doubt,
            draw=lambda _: _BLANK,  # ui/paper.py draws; its own tests look at that
            draw_statement=lambda _: (b"%PDF-1.7\n", 2),  # and ui/statement.py
            draw_signature=lambda _: _BLANK,  # and ui/signature.py
            settings=self.settings,
            faces=self._faces(SimulatedCamera(devices)),
        )
        if self.voiced:
            self.voice = StageVoice(
                devices, self.simulator.audio, self.clock, self.journal, _TEXTS, real_ears=self._real_ears
            )
        for act in unsettled:
            self.attendant.doubt(act.device)
        self.attendant.owes(self.recovery.interrupted)

    def _faces(self, camera: SimulatedCamera) -> Faces:
        """What it knows faces with."""
        return Faces(camera, self.eye, lambda _: None, lambda: _CHALLENGES, profile="sixty-eight-point")

    def _send(
        self, key: str, body: TransferOrder, token: str, session: str, journal_head: str, verification: str
    ) -> Settlement:
        """Send an order over the real line, unless a story wants the bank to say something else."""
        if self.bank_says:
            return self.bank_says
        answer = self.client.send_transfer(key, body, token, session, journal_head, verification)
        return Settlement(state=OrderState.RUNNING) if self.answer_is_lost else answer

    async def __aexit__(self, *_: object) -> None:
        if not self.running.done():
            self.attendant.stop()
            await self.until_ended()
        await self.orders.drain(SECONDS)
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.attendant.channels.stop()
        if self.voice:
            await self.voice.close()
        self.journal.record("kiosk-stop", reason="told")
        self.journal.close()
        for executor in self._executors:  # what they still ask of the bank passes the line, which is this loop's
            await asyncio.to_thread(executor.shutdown)
        self.client.end()
        await self.simulator.stop()
        await self._pad.stop()
        await self.line.stop()

    @property
    def today(self) -> date:
        """The business date that the terminal knows."""
        assert self.link.status is not None, "the bank was there"
        return self.link.status.business_date

    # -- time ------------------------------------------------------------------------------------------------------

    async def pass_time_until(self, done: "asyncio.Future[object] | str", limit: float = 400) -> float:
        """Let time pass, second by second, until a prompt is shown or something is done. Gives how many passed."""
        passed = 0.0
        while not (self.customer.view.prompt == done if isinstance(done, str) else done.done()):
            assert passed < limit, f"{done} never came; shown: {self.customer.view.prompt}"
            self.clock.advance(1)
            passed += 1
            await self.let_settle()
        return passed

    async def pass_time(self, seconds: int) -> None:
        """Let time pass."""
        for _ in range(seconds):
            self.clock.advance(1)
            await self.let_settle()

    async def let_settle(self) -> None:
        """Let what can happen at this moment happen."""
        await asyncio.sleep(0.005)

    async def until_ended(self) -> None:
        """Let time pass until the attendant has ended; takes the card that comes out."""
        while not self.running.done():
            self.clock.advance(1)
            await self.let_settle()
        await self.running

    # -- what a customer does in front of it -----------------------------------------------------------------------

    async def inserts_card(self, pan: str) -> None:
        """Put a card in, as soon as the gate is open."""
        while not self.simulator.reader.gate_open:
            await self.let_settle()
        self.visited = self.attendant.session
        self.simulator.reader.insert(pan)

    async def enters_pin(self, pin: str) -> None:
        """Type a PIN on the pad and press its green key."""
        while not self.simulator.snapshot()["devices"]["pin-pad"]["entering"]:
            await self.let_settle()
        for key in [*pin, "enter"]:
            await self.simulator.press(key)

    async def takes_card(self) -> None:
        """Take the card when it is presented."""
        while self.simulator.reader.position != "at-gate":
            await self.let_settle()
        self.simulator.reader.take()

    async def takes_new_card(self) -> None:
        """Take the new card when it is presented."""
        while self.simulator.dispenser.position != "at-gate":
            await self.let_settle()
        self.simulator.dispenser.take()

    async def lays_document(self, document: str, laid: Laid = Laid.STRAIGHT) -> None:
        """Lay an ID document in, as soon as the slot is open."""
        while not self.simulator.scanner.slot_open:
            await self.let_settle()
        self.simulator.scanner.lay(document, laid)

    async def takes_id_document(self) -> None:
        """Take the ID document when it is presented."""
        while self.simulator.scanner.position != "at-slot":
            await self.let_settle()
        self.simulator.scanner.take()

    async def takes_slip(self) -> str:
        """Take the slip when it hangs; gives its text."""
        while not self.simulator.printer.waiting:
            await self.let_settle()
        return self.simulator.slip(self.simulator.printer.take())[1]

    async def takes_document(self) -> str:
        """Take the document when it lies at its outlet; gives its text."""
        while not self.simulator.documents.waiting:
            await self.let_settle()
        return self.simulator.document(self.simulator.documents.take())[1]

    # -- what must hold afterwards ---------------------------------------------------------------------------------

    def events(self) -> list[dict[str, object]]:
        """The journal, oldest first."""
        files = sorted((self.folder / "kiosk" / "journal").glob("*"))
        lines = [line for file in files if file.is_file() for line in file.read_bytes().splitlines()]
        return [json.loads(line) for line in lines if line.startswith(b"{")]

    def wrong_at_end(self, reason: str) -> list[str]:
        """What is wrong after a visit: card out or retained and said, data wiped, journal closed, attract screen shown.

        `reason` is what the journal must say of the end; "any" for whichever.
        """
        view = self.customer.view
        found: list[str] = []
        if (view.prompt, view.draft, view.rows) != ("attract", "", ()):
            found.append(f"expected the first screen with nothing of the customer's on it; there was {view.prompt}")
        if (view.language, view.mode) != (self.settings.language, self.settings.mode):
            found.append(f"expected language and mode as they were before; there was {view.language}, {view.mode}")
        return [*found, *self.wrong_when_left(reason)]

    def wrong_when_left(self, reason: str) -> list[str]:
        """The same, but for what is shown: a terminal that was stopped shows nothing any more."""
        reader, dispenser, scanner = self.simulator.reader, self.simulator.dispenser, self.simulator.scanner
        events, found = self.events(), list[str]()
        if reader.position != "absent":
            found.append(f"expected no card in the reader; there was one {reader.position}")
        if dispenser.position != "absent":
            found.append(f"expected no new card in the dispenser; there was one {dispenser.position}")
        shown = [view.prompt for view in self.customer.seen]
        if reader.retained and "card-retained" not in shown:
            found.append("expected the customer to be told that the card was kept; nothing was said")
        if scanner.position != "absent":
            found.append(f"expected no document in the scanner; there was one {scanner.position}")
        if scanner.retained and "id-document-retained" not in shown:
            found.append("expected the customer to be told that the document was kept; nothing was said")
        ends = [event["fields"] for event in events if event["event"] == "session-end"]
        if not ends:
            found.append("expected the end of the visit in the journal; there was none")
        elif reason != "any" and ends[-1] != {"reason": reason}:
            found.append(f"expected the visit to end as {reason!r}; the journal says {ends[-1]}")
        names = [event["event"] for event in events]
        for what in ("card", "id-document"):
            if names.count(f"{what}-return-init") != names.count(f"{what}-return-complete"):
                found.append(f"expected every {what}'s return to have an end in the journal; one has none")
        if self.visited is not None and not self.visited.wiped:
            found.append("expected nothing of the customer's in the session; something was left")
        return [*found, *verify(self.folder / "kiosk" / "journal")]
