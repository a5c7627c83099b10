"""SIGKILL of a real terminal while somebody applies, before there is a card; devices and bank live on, as real ones do.

After each: the document comes out or is kept and said, bank and journal agree, nothing of the applicant is on the disk,
there is neither card nor account, and the same person can begin anew, or go on with the code they have.
"""

import asyncio
import json
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bank.contract import Application, ApplicationPart
from drivers.pin_pad.device import PinPadDevice
from drivers.simulator.world import Simulator
from kiosk.money.audit import verify
from kiosk.money.card_audit import cards
from tests.bank.applying import OPENER, Applicant
from tests.bank.support import code_of
from tests.issuing.applying_process import BEGUN
from tests.issuing.prepared import Bank
from tests.storyboards.prompts_opening import PHONE, PIN
from tests.storyboards.stage import BankAccess

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = f"{OPENER}/resident-id"
HOUR = 3700  # seconds, and a little: nobody goes on with an application for longer, and no limit of an hour counts
CODES = 4  # that may go to one phone before an hour must pass
# when it dies, and how the application must stand at the bank then
WHEN = {
    "after begin_application": "begun",
    "before report_face": "begun",
    "after report_face": "begun",
    "at opening-phone-code": "begun",
    "after confirm_application_code": "begun",
    "after give_details": "begun",
    "at opening-review": "begun",
    "after reserve_card": "reserved",
    "at pin-new-again": "reserved",
    "after authorise": "reserved",
    "at opening-sign": "reserved",
    "after submit_application": "waiting",
    "at opening-waiting": "waiting",
    "before bind": "approved",
    "after pause_application": "unknown",  # nobody has its token any more, nor seen its code
    "before resume_application": "unknown",
    "after resume_application": "begun",
}
LEFT = ("at opening-review", "at opening-waiting")  # nobody is there any more to take the document
# what the bank must have where the journal says that it took it
_PARTS = {
    "face": ApplicationPart.FACE,
    "details": ApplicationPart.DETAILS,
}


@dataclass
class Cut:
    """One kill, and what was wrong after it."""

    when: str
    hit: bool = False
    wrong: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        return f"kill {self.when}"


class Cutting:
    """The devices and the bank around a terminal at which somebody applies."""

    def __init__(self, folder: Path, access: BankAccess) -> None:
        self.folder = folder
        self.access = access
        self._simulator = Simulator(folder / "world", folder / "pad.sock")
        self._codes = 0
        self._hands_off = False
        self._before = b""

    async def run(self, cuts: list[Cut]) -> None:
        """Kill one terminal after the other; the next one finds what it has left."""
        (self.folder / "world").mkdir()
        pad = await self._pad()
        await self._simulator.start(self.folder / "devices.sock")
        hands = asyncio.create_task(self._hands())
        try:
            self._tell_where_the_bank_is()
            left: Cut | None = None
            code = ""
            for cut in (*cuts, None):
                async with self._terminal() as (kiosk, shown):
                    if left:
                        await asyncio.to_thread(self._judge, left, shown, code)
                        self._simulator.scanner.empty_bin()
                    if cut is None:
                        _say(kiosk, "")
                        await kiosk.wait()
                        return
                    code = await asyncio.to_thread(self._prepare, cut)
                    self._hands_off = False
                    _say(kiosk, f"{cut.when};{code}")
                    await kiosk.wait()
                    cut.hit = kiosk.returncode == -signal.SIGKILL
                    self._hands_off = cut.when in LEFT
                    left = cut
        finally:
            hands.cancel()
            await asyncio.gather(hands, return_exceptions=True)
            await self._simulator.stop()
            await pad.stop()

    def _prepare(self, cut: Cut) -> str:
        """Let limits of an hour pass, and pause an application where one is to be taken up. Gives its code."""
        self._codes += 1
        if self._codes > CODES:
            self._codes = 1
            self.access.control.advance(HOUR)
        (self.folder / BEGUN).unlink(missing_ok=True)
        self._before = self._journal()
        if "resume" not in cut.when:
            return ""
        applicant = _applicant(Bank(self.access))
        applicant.begin()
        return applicant.pause().code

    def _judge(self, cut: Cut, shown: list[str], code: str) -> None:
        def must(said: bool, what: str) -> None:
            if not said:
                cut.wrong.append(what)

        bank = Bank(self.access)
        must(cut.hit, "it hit while somebody applied")
        self._document(cut, shown, must)
        applicant, known = self._applicant(bank)
        state = known.state.value if known else "unknown"
        must(state == WHEN[cut.when], f"at the bank it is {state}")
        self._agree(known, must)
        self._nothing_is_left(applicant, must)
        must(bank.staff_cards().cards == [], "no card is on the staff's list")
        must(self._simulator.dispenser.fed == 0, "no card was made")
        anew = _applicant(bank)
        if cut.when == "before resume_application":
            must(anew.resume(code).state.value == "begun", "the code still resumes it")
        else:
            must(anew.begin().state.value == "begun", "there is no account, and they can begin anew")
        if applicant.token:
            reply = applicant.try_to_look()
            over = reply.status_code == 200 and reply.json()["state"] == "ended"
            must(over or reply.status_code != 200, "the one before is over then")
            must(code_of(applicant.ask("reserve")) in ("application-ended", "application-unknown"), "and for good")
        anew.step("withdraw")

    def _document(self, cut: Cut, shown: list[str], must: Any) -> None:
        scanner = self._simulator.scanner
        must(scanner.position == "absent", "nothing is left in the scanner")
        kept = cut.when in LEFT
        must(scanner.retained == ([DOCUMENT] if kept else []), f"kept: {scanner.retained}")
        must(("id-document-retained" in shown) == kept, f"said: {shown}")
        ends = [
            record["fields"]["disposition"] for record in self._since() if _is(record, "id-document-return-complete")
        ]
        must(ends == (["retained"] if kept else ["taken"]), f"the journal says {ends}")

    def _agree(self, known: Application | None, must: Any) -> None:
        """The journal says of no step that the bank took it where it has not, and its last step is where it was cut."""
        journal = self.folder / "kiosk" / "journal"
        must(verify(journal) == [], f"{verify(journal)}")
        must(cards(journal) == [], f"{cards(journal)}")
        records = self._since()
        must(sum(_is(record, "improper-shutdown") for record in records) == 1, "the start says that it was cut short")
        must(not any(_is(record, "issue-fed") or _is(record, "issue-bound") for record in records), "nothing was made")
        begun = sum(_is(record, "issue-init") for record in records)
        must(begun == sum(_is(record, "issue-complete") for record in records), "each issue has its end")
        taken = {
            record["fields"]["what"]
            for record in records
            if _is(record, "application-complete") and record["fields"]["disposition"] == "success"
        }
        if known is None:
            return
        for what, part in _PARTS.items():
            must(what not in taken or part in known.there, f"the journal says that the bank has {part}")
        states = ["begun", "reserved", "waiting", "approved"]
        for what, least in (("reserve", "reserved"), ("submit", "waiting")):
            must(what not in taken or states.index(known.state.value) >= states.index(least), f"{what}: {known.state}")

    def _applicant(self, bank: Bank) -> tuple[Applicant, Application | None]:
        """Whose application it was, and how it stands; None where nobody can ask for it."""
        applicant = _applicant(bank)
        file = self.folder / BEGUN
        if not file.exists():
            return applicant, None
        begun = json.loads(file.read_text())
        applicant.id, applicant.token = begun["id"], begun["token"]
        reply = applicant.try_to_look()
        return applicant, Application.model_validate(reply.json()) if reply.status_code == 200 else None

    def _nothing_is_left(self, applicant: Applicant, must: Any) -> None:
        files = [file for file in (self.folder / "kiosk").rglob("*") if file.is_file()]
        written = re.sub(rb"[0-9a-f]{32,}", b"", b"".join(file.read_bytes() for file in files))  # hashes, ids
        document = applicant.document
        theirs = (document["number"], document["name"], document["address"], PHONE, PIN)
        for text in (*theirs, applicant.token):
            must(not text or str(text).encode() not in written, "something of the applicant is on the disk")

    def _journal(self) -> bytes:
        return b"".join(file.read_bytes() for file in sorted((self.folder / "kiosk" / "journal").glob("*.jsonl")))

    def _since(self) -> list[dict[str, Any]]:
        """The journal since this kill was prepared."""
        now = self._journal()
        assert now.startswith(self._before), "what was written stays"
        return [json.loads(line) for line in now[len(self._before) :].splitlines()]

    async def _pad(self) -> PinPadDevice:
        folder = self.folder / "pad"
        folder.mkdir(mode=0o700)
        key = folder / "key.json"
        key.touch(0o600)
        key.write_text(self.access.control.inject_pin_key("stage-001").model_dump_json())
        pad = PinPadDevice(folder)
        await pad.start(self.folder / "pad.sock")
        return pad

    def _tell_where_the_bank_is(self) -> None:
        access = self.access
        told: dict[str, object] = {
            "port": access.port,
            "control": str(access.sms.parent / "control"),
            "authority": str(access.authority),
            "identity": str(access.identity),
            "sms": str(access.sms),
        }
        (self.folder / "told.json").write_text(json.dumps(told))

    @asynccontextmanager
    async def _terminal(self) -> AsyncGenerator[tuple[asyncio.subprocess.Process, list[str]]]:
        """One process that has started and given back what it found, and which prompts it has shown meanwhile."""
        pipe, command = asyncio.subprocess.PIPE, [sys.executable, "-m", "tests.issuing.applying_process"]
        kiosk = await asyncio.create_subprocess_exec(*command, str(self.folder), cwd=ROOT, stdin=pipe, stdout=pipe)
        assert kiosk.stdout is not None
        try:
            async with asyncio.timeout(120):
                ready, *shown = (await kiosk.stdout.readline()).decode().split()
                assert ready == "ready", "it has started"
                yield kiosk, shown
        finally:
            if kiosk.returncode is None:
                kiosk.kill()
            await kiosk.communicate()

    async def _hands(self) -> None:
        """The customer lays the document in, types the PIN, and takes what is given; unless they have gone."""
        scanner = self._simulator.scanner
        while True:
            await asyncio.sleep(0.01)
            if scanner.slot_open and scanner.position == "absent":
                scanner.lay(DOCUMENT)
            if scanner.position == "at-slot" and not self._hands_off:
                scanner.take()
            if self._simulator.snapshot()["devices"]["pin-pad"]["entering"]:
                for key in [*PIN, "enter"]:
                    await self._simulator.press(key)


def _applicant(bank: Bank) -> Applicant:
    """Whoever applies, with what a scanner reads of their document: it has no name in Latin letters."""
    applicant = Applicant(bank.terminal, None)
    applicant.document["latin_name"] = ""
    return applicant


def _is(record: dict[str, Any], event: str) -> bool:
    return record["event"] == event


def _say(kiosk: asyncio.subprocess.Process, line: str) -> None:
    assert kiosk.stdin is not None
    kiosk.stdin.write(line.encode() + b"\n")
