"""SIGKILL of a real terminal at each step of a card's way; dispenser, scanner and bank live on, as real ones do."""

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bank.contract import ApplicationState
from drivers.simulator.card_dispenser import HOPPER, Chip
from drivers.simulator.world import Simulator
from drivers.wire import JSON
from kiosk.money.audit import verify
from kiosk.money.card_audit import cards
from tests.bank.applying import Applicant
from tests.issuing.drill import DOCUMENT, WHO
from tests.issuing.prepared import Bank
from tests.storyboards.stage import BankAccess

ROOT = Path(__file__).resolve().parents[2]
WHEN = (
    *("before feed", "after feed", "after encode", "after read", "before present", "after present"),
    *("before taken", "after taken", "before retain", "after retain"),
    "before taken, and then taken",
)

_LEFT = ("before retain", "after retain", WHEN[-1])  # nobody takes it while the terminal lives


@dataclass
class Kill:
    """One kill, and what was wrong after it."""

    when: str
    hit: bool = False
    state: ApplicationState | None = None  # what the application must be then
    wrong: list[str] = field(default_factory=list[str])


class Killing:
    """The devices and the bank around a terminal that is killed and started again."""

    def __init__(self, folder: Path, access: BankAccess) -> None:
        self.folder = folder
        self.access = access
        self.bank = Bank(access)
        self.handed_out: list[Chip | None] = []
        self._simulator = Simulator(folder / "simulator", folder / "pad.sock")
        self._machine = self._simulator.dispenser
        self._kiosk: asyncio.subprocess.Process | None = None
        self._kill: Kill | None = None
        self._struck = False
        self._watch()

    def _watch(self) -> None:
        machine: Any = self._machine
        do, hand = machine._do, machine._handed_out

        async def doing(call: str, args: dict[str, JSON]) -> JSON:
            self._strikes(f"before {call}")
            answer = await do(call, args)
            self._strikes(f"after {call}")
            return answer

        def handing(chip: Chip | None) -> None:
            self.handed_out.append(chip)
            hand(chip)

        machine._do, machine._handed_out = doing, handing

    def _strikes(self, when: str) -> None:
        if self._kill and self._kiosk and not self._struck and when == self._kill.when.partition(",")[0]:
            self._struck = True
            self._kiosk.send_signal(signal.SIGKILL)
            raise asyncio.CancelledError  # nobody is there to be answered

    async def run(self, kills: list[Kill]) -> None:
        """Kill one terminal after the other, each while it makes a card; the next one settles what it has left."""
        await self._simulator.start(self.folder / "devices.sock")
        hands = asyncio.create_task(self._hands())
        try:
            self._tell_where_the_bank_is()
            before: tuple[Kill, Applicant, int, int] | None = None
            for kill in (*kills, None):
                async with self._terminal() as kiosk:
                    if before:
                        await asyncio.to_thread(self._judge, *before)
                        self._machine.empty_bin()
                        self._simulator.scanner.empty_bin()
                    if kill is None:
                        _say(kiosk, "")
                        await kiosk.wait()
                        return
                    applicant, given = await asyncio.to_thread(self.bank.approved, WHO), len(self.handed_out)
                    self._kill, self._struck = kill, False
                    _say(kiosk, f"{applicant.id} {applicant.token}")
                    await kiosk.wait()
                    kill.hit, self._kill = kiosk.returncode == -signal.SIGKILL, None
                    if kill.when.endswith("then taken"):
                        self._machine.take()  # somebody sees that the terminal is dark
                        kill.state = ApplicationState.OUT
                    before = kill, applicant, given, len(self.handed_out) - given
        finally:
            hands.cancel()
            await asyncio.gather(hands, return_exceptions=True)
            await self._simulator.stop()

    def _judge(self, kill: Kill, applicant: Applicant, given: int, out: int) -> None:
        state, listed = applicant.look().state, self.bank.staff_cards().cards

        def must(said: bool, what: str) -> None:
            if not said:
                kill.wrong.append(what)

        must(kill.hit, "it hit while the application was open")
        must(len(self.handed_out) - given == out, "nobody is handed what was left inside")
        must(state is not ApplicationState.ISSUED or out == 1, "active, and in nobody's hand")
        must(kill.state in (None, state), f"it must be {kill.state}, and is {state}")
        must(not out or state in (ApplicationState.ISSUED, ApplicationState.OUT), f"in a hand, and {state}")
        must(len(listed) == (state in (ApplicationState.OUT, ApplicationState.KEPT)), f"{state}, and {listed}")
        for card in listed:
            must(not self.bank.activate(card.id, applicant.document["number"]).cards, "can be switched on")
        if state is ApplicationState.BOUND:
            applicant.ask("withdraw")
        self._count(must)

    def _count(self, must: Any) -> None:
        journal, machine = self.folder / "kiosk" / "journal", self._machine
        lines = [line for file in sorted(journal.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
        events = Counter(str(json.loads(line)["event"]) for line in lines)
        must(verify(journal) == [], f"{verify(journal)}")
        must(cards(journal) == [], f"{cards(journal)}")
        must(machine.fed == events["issue-fed"], "each blank fed is in the journal")
        must(machine.hopper == HOPPER - machine.fed, "no other blank is gone")
        must(machine.presented == events["issue-presented"], "each card presented is in the journal")
        must(machine.position == "absent", "nothing is left inside")
        must(events["issue-init"] == events["issue-complete"], "each issue has its end")
        chips = [(chip.pan, chip.sequence) for chip in self.handed_out if chip]
        must(len(set(chips)) == len(self.handed_out), "none is bound twice, and nobody is given a blank")
        must(self._simulator.scanner.position == "absent", "the document is given back")
        written = b"".join(file.read_bytes() for file in (self.folder / "kiosk").rglob("*") if file.is_file())
        must(not any(pan.encode() in written for pan, _ in chips), "no number was written down")

    def _tell_where_the_bank_is(self) -> None:
        told = {
            "bank": f"https://127.0.0.1:{self.access.port}",
            "authority": str(self.access.authority),
            "identity": str(self.access.identity),
        }
        (self.folder / "told.json").write_text(json.dumps(told))

    @asynccontextmanager
    async def _terminal(self) -> AsyncGenerator[asyncio.subprocess.Process]:
        """One process that has started and settled what it found; it must end within the block."""
        pipe, command = asyncio.subprocess.PIPE, [sys.executable, "-m", "tests.issuing.process", str(self.folder)]
        kiosk = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
        self._kiosk = kiosk
        assert kiosk.stdout is not None
        try:
            async with asyncio.timeout(90):
                assert await kiosk.stdout.readline() == b"ready\n", "it has started"
                yield kiosk
        finally:
            if kiosk.returncode is None:
                kiosk.kill()
            await kiosk.communicate()
            self._kiosk = None

    async def _hands(self) -> None:
        """The customer lays the document in, and takes what is given, unless it is to be drawn back."""
        scanner, machine = self._simulator.scanner, self._machine
        while True:
            await asyncio.sleep(0.01)
            if scanner.slot_open and scanner.position == "absent":
                scanner.lay(DOCUMENT)
            if scanner.position == "at-slot":
                scanner.take()
            takes = self._kill is not None and not self._struck and self._kill.when not in _LEFT
            if takes and machine.position == "at-gate" and self._told_to_take():
                machine.take()

    def _told_to_take(self) -> bool:
        """The gate's light flashes: the terminal has said that it may be taken."""
        return self._simulator.signals.snapshot()["lights"]["dispenser"] == "flashing"


def _say(kiosk: asyncio.subprocess.Process, line: str) -> None:
    assert kiosk.stdin is not None
    kiosk.stdin.write(line.encode() + b"\n")
