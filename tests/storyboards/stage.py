"""A stage for storyboards: everything real but the screen. The clock is moved by hand.

The bank is its own process, shared by all storyboards of a test process; devices and PIN pad run here, over their
sockets; orders and journal are on disk. A customer channel stands for the screen.
"""

import asyncio
import json
import struct
import tomllib
import zlib
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bank.contract import OrderState, Settlement, TransferOrder
from bank.control import Control
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.pin_pad.device import PinPadDevice
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.printer.simulated import SimulatedReceiptPrinter
from drivers.signals.simulated import SimulatedSignals
from drivers.simulator.people import PEOPLE
from drivers.simulator.world import Simulator
from kiosk.assembly import Devices, assemble
from kiosk.attendant import Attendant
from kiosk.bank import BankClient
from kiosk.bank_link import BankLink
from kiosk.clock import SteppedClock
from kiosk.enrolment import enrol
from kiosk.keypad import Keypad
from kiosk.main import pad_keys
from kiosk.money.disk import RealDisk
from kiosk.money.journal import Journal, verify
from kiosk.money.orders import Orders
from kiosk.money.recovery import Recovery
from kiosk.session import Session
from kiosk.terminal import SessionSettings
from kiosk.texts import Texts
from kiosk.worker import Worker
from tests.bank.process import BankProcess
from tests.storyboards.customer import Customer
from tests.storyboards.forwarder import Forwarder


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
SECONDS = 30.0  # nothing here waits for the real clock; a machine that is slow must not fail a test


@dataclass(frozen=True)
class Person:
    """Somebody of the cast: the first card and account, and the PIN in their head."""

    name: str
    pan: str
    pin: str
    account: str


def person(id: str, card: int = 0) -> Person:
    """Somebody of assets/sandbox/people.toml."""
    people = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"]
    found = next(entry for entry in people if entry["id"] == id)
    chosen = found["cards"][card]
    return Person(found["name"], chosen["pan"], chosen["pin"], found["accounts"][0]["number"])


@dataclass(frozen=True)
class BankAccess:
    """A running bank and a terminal that is enrolled there, with a PIN key for its pad."""

    port: int
    control: Control
    authority: Path
    identity: Path


@contextmanager
def bank_for_storyboards(folder: Path, terminal: str = "stage-001") -> Generator[BankAccess]:
    """Start a bank and enrol a terminal."""
    state = folder / "bank"
    state.mkdir()
    with BankProcess(state) as process:
        given = process.control.create_enrolment_code(terminal)
        authority, identity = folder / "authority.pem", folder / "identity" / "terminal.pem"
        authority.write_text(given.authority)
        client = BankClient(process.url, authority, None, Worker("bank"), query_seconds=SECONDS, order_seconds=SECONDS)
        enrol(client, given.code, terminal, identity)
        client.close()
        yield BankAccess(process.port, process.control, authority, identity)


class Stage:
    """One terminal with its customer. `async with Stage(...)`: shows the attract screen, and lets go at the end."""

    def __init__(self, folder: Path, bank: BankAccess, settings: SessionSettings | None = None) -> None:
        self.folder = folder
        self.clock = SteppedClock()
        self.customer = Customer()
        self.bank = bank
        self.line = Forwarder(bank.port)
        self.settings = settings or SessionSettings(terminal="stage-001")
        self.simulator = Simulator(folder / "simulator", folder / "pad.sock")
        self.visited: Session | None = None
        self.answer_is_lost = False
        self.bank_says: Settlement | None = None
        self.attendant: Attendant
        self.journal: Journal
        self.orders: Orders
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
        works = (self.link.run(), self.recovery.run())
        self._background = [asyncio.create_task(work) for work in works]
        self.attendant.channels.start()
        self.running = asyncio.create_task(self.attendant.run())
        await self.customer.sees("attract")
        await self.until_open()
        return self

    async def until_open(self) -> None:
        """Let time pass until every service can be had."""
        for _ in range(1000):
            view = self.customer.view
            if view.prompt == "attract" and not any(option.reason for option in view.options):
                return
            self.clock.advance(1)
            await self.let_settle()
        raise AssertionError(f"not open: {[option.reason for option in self.customer.view.options]}")

    def _build(self) -> None:
        devices, pad = self.folder / "devices.sock", SimulatedPinPad(self.folder / "pad.sock")
        disk = RealDisk()
        self.journal = Journal(disk, self.folder / "kiosk" / "journal", self.clock)
        self._client = BankClient(
            f"https://127.0.0.1:{self.line.port}",
            self.bank.authority,
            self.bank.identity,
            Worker("bank"),
            query_seconds=SECONDS,
            order_seconds=SECONDS,
        )
        self._executors = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        kiosk = self.folder / "kiosk"
        self.orders = Orders(
            disk, kiosk / "orders", kiosk / "keys", self.journal, self._send, self._executors[0], self.clock
        )
        self.recovery = Recovery(self.orders, self.journal, self._client.settle, self._executors[1], self.clock)
        self.recovery.begin(terminal="stage-001")
        self.link = BankLink(self._client.status, self.clock, environment="sandbox", pin_key_id=lambda: "")
        self.keypad = Keypad(lambda: pad_keys(pad, self.clock))
        self.slips: list[str] = []
        self.attendant = assemble(
            clock=self.clock,
            texts=_TEXTS,
            channels=[self.customer, self.keypad],
            devices=Devices(
                SimulatedCardReader(devices), SimulatedReceiptPrinter(devices), pad, SimulatedSignals(devices)
            ),
            bank=self._client,
            staff=self._client,
            orders=self.orders,
            journal=self.journal,
            bank_reason=lambda: self.link.why,
            doubt_bank=self.link.doubt,
            draw=lambda _: _BLANK,  # ui/paper.py draws; its own tests look at that
            settings=self.settings,
        )

    def _send(self, key: str, body: TransferOrder, token: str, session: str, journal_head: str) -> Settlement:
        """Send an order over the real line, unless a story wants the bank to say something else."""
        if self.bank_says:
            return self.bank_says
        answer = self._client.send_transfer(key, body, token, session, journal_head)
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
        self.journal.record("kiosk-stop", reason="told")
        self.journal.close()
        for executor in self._executors:
            executor.shutdown()
        self._client.close()
        await self.simulator.stop()
        await self._pad.stop()
        await self.line.stop()

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

    async def inserts(self, who: Person) -> None:
        """Put the card in, as soon as the gate is open."""
        while not self.simulator.reader.gate_open:
            await self.let_settle()
        self.visited = self.attendant.session
        self.simulator.reader.insert(who.pan)

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

    async def takes_slip(self) -> str:
        """Take the slip when it hangs; gives its text."""
        while not self.simulator.printer.waiting:
            await self.let_settle()
        return self.simulator.slip(self.simulator.printer.take())[1]

    async def signs_in(self, who: Person) -> None:
        """Card in, PIN, menu."""
        await self.inserts(who)
        await self.customer.sees("pin-sign-in")
        await self.enters_pin(who.pin)
        await self.customer.sees("menu")

    # -- what must hold afterwards ---------------------------------------------------------------------------------

    def events(self) -> list[dict[str, object]]:
        """The journal, oldest first."""
        files = sorted((self.folder / "kiosk" / "journal").glob("*"))
        lines = [line for file in files if file.is_file() for line in file.read_bytes().splitlines()]
        return [json.loads(line) for line in lines if line.startswith(b"{")]

    def check_ended_well(self, reason: str) -> None:
        """After a visit: card out or retained and said, data wiped, journal closed, attract screen shown.

        `reason` is what the journal must say of the end; "any" for whichever.
        """
        view = self.customer.view
        assert view.prompt == "attract", view.prompt
        assert (view.draft, view.language, view.mode, view.rows) == ("", "zh-Hans", "standard", ())
        self._check_let_go(reason)

    def check_stopped_well(self) -> None:
        """After a stop: the same, but that nothing is shown any more."""
        if self.visited is not None:
            self._check_let_go("any")

    def _check_let_go(self, reason: str) -> None:
        reader = self.simulator.reader
        assert reader.position == "absent"
        events = self.events()
        ends = [event for event in events if event["event"] == "session-end"]
        assert ends, "the session's end is not in the journal"
        if reason != "any":
            assert ends[-1]["fields"] == {"reason": reason}, ends[-1]
        inits = sum(event["event"] == "card-return-init" for event in events)
        completes = sum(event["event"] == "card-return-complete" for event in events)
        assert inits == completes
        if reader.retained:
            assert "card-retained" in [v.prompt for v in self.customer.seen]
        assert self.visited is not None
        assert self.visited.wiped, "something of the customer's is left in the session"
        assert verify(self.folder / "kiosk" / "journal") == []
