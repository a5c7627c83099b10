"""Every step of a card's way x every fault, in front of a real bank: what becomes of plastic, bank, journal, document.

Each case starts from an application that staff have approved. A fault counts only if it hit while the application was
open.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bank.contract import ApplicationState, Binding, PlasticReport
from drivers.simulator.card_dispenser import Chip
from drivers.wire import JSON
from kiosk.bank.errors import BankUnreachable
from kiosk.issuing.making import IssueEnd
from kiosk.money.card_audit import cards
from kiosk.services import visit
from kiosk.session import Session
from tests.bank.applying import Applicant
from tests.issuing.prepared import Bank
from tests.storyboards.stage import Stage

STEPS = ("bind", "feed", "encode", "read", "present", "taken", "report")
FAULTS = ("jam", "empty", "wrong encoding", "bank gone", "dispenser gone", "document taken", "nobody takes it")
DEVICE = {"jam": "jam", "empty": "empty", "wrong encoding": "wrong-digit", "dispenser gone": "gone"}
WHO = "wang-xiaoming"
DOCUMENT = f"{WHO}/resident-id"
_DEVICES = ("feed", "encode", "read", "present", "taken")


@dataclass
class Case:
    """One fault at one step. `hit`: it came while the application was open."""

    step: str
    fault: str
    hit: bool = False
    wrong: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        return f"{self.fault} at {self.step}"


def cases() -> Iterator[Case]:
    """All there are."""
    for fault in FAULTS:
        for step in STEPS:
            yield Case(step, fault)


class Drill:
    """One terminal that lives through one case after the other. `Stage` is on its feet already."""

    def __init__(self, stage: Stage, bank: Bank) -> None:
        self.stage = stage
        self.bank = bank
        self.handed_out: list[Chip | None] = []
        self._machine = stage.simulator.dispenser
        self._before: Callable[[str], None] = lambda step: None
        self._away = False
        self._end: IssueEnd | None = None
        self._watch()

    def _watch(self) -> None:
        """See each step before it is done."""
        stage, machine = self.stage, self._machine
        do: Any = machine._do  # pyright: ignore[reportPrivateUsage] - the one place that all calls go through
        hand: Any = machine._handed_out  # pyright: ignore[reportPrivateUsage] - what goes through the gate
        bind, tell = stage.client.bind, stage.client.report_plastic

        async def doing(call: str, args: dict[str, JSON]) -> JSON:
            if call in _DEVICES:
                self._before(call)
                if "gone" in machine.faults:
                    await machine.until(lambda: True)
            return await do(call, args)

        def handing(chip: Chip | None) -> None:
            self.handed_out.append(chip)
            hand(chip)

        async def binding(application: str, token: str) -> Binding:
            self._before("bind")
            self._reached()
            return await bind(application, token)

        def telling(application: str, key: str, report: PlasticReport) -> None:
            if report.event == "taken":
                self._before("report")
            self._reached()
            tell(application, key, report)

        for where, name, what in (
            (machine, "_do", doing),
            (machine, "_handed_out", handing),
            (stage.client, "bind", binding),
            (stage.issues, "_tell", telling),
        ):
            setattr(where, name, what)

    def _reached(self) -> None:
        if self._away:
            raise BankUnreachable("no line")

    async def run(self, case: Case) -> None:
        """Play one case, and find out what is wrong after it."""
        applicant = await asyncio.to_thread(self.bank.approved, WHO)
        before = self._state()
        self._end = None

        async def service(session: Session) -> None:
            async with session.document():
                self._end = await session.issue_card(applicant.id, applicant.token)

        def strikes(step: str) -> None:
            if step == case.step and not case.hit:
                case.hit = True
                self._strike(case.fault)

        self._before = strikes
        services = visit.SERVICES
        assert isinstance(services, dict)
        usual, services["safety"] = services["safety"], service
        try:
            await self._visit(case)
        finally:
            services["safety"] = usual
            self._before = lambda step: None
        await self._mend()
        await self._judge(case, applicant, before)
        self._machine.empty_bin()
        self.stage.simulator.scanner.empty_bin()

    def _strike(self, fault: str) -> None:
        if fault in DEVICE:
            self._machine.set_fault(DEVICE[fault], on=True)
        elif fault == "bank gone":
            self._away = True
        elif fault == "document taken" and self.stage.simulator.scanner.position == "inside":
            self.stage.simulator.scanner.pull()

    async def _visit(self, case: Case) -> None:
        """The customer comes, takes what is given, and goes; whoever walks away does nothing more."""
        stage, scanner = self.stage, self.stage.simulator.scanner
        await stage.customer.sees("attract")
        stage.customer.presses("option:safety")
        await stage.customer.sees("place-id-document")
        await stage.lays_document(DOCUMENT)
        for _ in range(400):
            await stage.let_settle()
            away = case.hit and case.fault == "nobody takes it"
            if stage.customer.view.prompt == "attract":
                return
            shown, sticks = stage.customer.view.prompt, self._machine.faults & {"jam", "gone"}
            if shown == "take-new-card" and self._machine.position == "at-gate" and not (away or sticks):
                self._machine.take()
            if scanner.position == "at-slot" and not away:
                scanner.take()
            if stage.customer.view.primary and not away and stage.customer.view.layout == "notice":
                stage.customer.presses("primary")
            stage.clock.advance(1)
        raise AssertionError(f"{case}: never over; {stage.customer.view.prompt} is shown")

    async def _mend(self) -> None:
        """Everything works again, and staff have opened the dispenser: what sticks goes into their hands."""
        machine = self._machine
        stuck = "jam" in machine.faults and machine.position != "absent"
        machine.faults.clear()
        if stuck:
            machine.position, machine.chip = "absent", None
        machine.touch()
        self._away = False
        issuing = self.stage.attendant.terminal.issuing
        assert issuing is not None
        for _ in range(200):
            if not self.stage.issues.busy and not issuing.blocked and machine.position == "absent":
                return
            self.stage.clock.advance(1)
            await self.stage.let_settle()
        raise AssertionError(f"not settled: {self.stage.issues.unended()}, blocked: {issuing.blocked}")

    def _state(self) -> dict[str, int]:
        machine, events = self._machine, Counter(str(event["event"]) for event in self.stage.events())
        return {
            "fed": machine.fed - events["issue-fed"],
            "presented": machine.presented - events["issue-presented"],
            "hopper": machine.hopper + events["issue-fed"],
            "bin": len(machine.retained) - events["issue-retained"] - events["dispenser-retained"],
            "issues": events["issue-init"] - events["issue-complete"],
            "documents": events["id-document-inserted"]
            - events["id-document-pulled"]
            - events["id-document-return-complete"],
            "in hands": len(self.handed_out),
        }

    async def _judge(self, case: Case, applicant: Applicant, before: dict[str, int]) -> None:
        after = self._state()
        taken = after.pop("in hands") - before.pop("in hands")

        def must(said: bool, what: str) -> None:
            if not said:
                case.wrong.append(what)

        must(after == before, f"hopper, bin and document as in the journal: {before} -> {after}")
        must(case.hit, "it hit while the application was open")
        must(cards(self.stage.folder / "kiosk" / "journal") == [], "the journal adds up")
        must(taken <= 1, "one card at most")
        must(None not in self.handed_out, "nobody is given a blank")
        chips = [(chip.pan, chip.sequence) for chip in self.handed_out if chip]
        must(len(set(chips)) == len(chips), "none is bound twice")
        state = (await asyncio.to_thread(applicant.look)).state
        listed = (await asyncio.to_thread(self.bank.staff_cards)).cards
        reported = [e for e in self.stage.events() if e["event"] == "issue-reported"]
        active = state is ApplicationState.ISSUED
        said = any(r["fields"] == {**_fields(r), "plastic": "taken", "answer": "done"} for r in reported[-1:])
        must(active == (said and taken == 1), f"active only when it was reported taken: {state}, {taken} taken")
        away = state in (ApplicationState.OUT, ApplicationState.KEPT)
        must(len(listed) == away, f"{state}: on the staff's list: {[card.where for card in listed]}")
        if taken and not active:
            must(state is ApplicationState.OUT, f"in the hand and not good: {state}")
        for card in listed:
            left = await asyncio.to_thread(self.bank.activate, card.id, applicant.document["number"])
            must(not left.cards, "can be switched on against the ID document")
        if state is ApplicationState.BOUND:
            await asyncio.to_thread(applicant.ask, "withdraw")
        if case.fault == "document taken":
            pulled = [event for event in self.stage.events() if event["event"] == "id-document-pulled"]
            must(bool(pulled), "the document is reported")
        must(self._end is not None, "the visit learnt what became of it")
        text = b"".join(file.read_bytes() for file in (self.stage.folder / "kiosk").rglob("*") if file.is_file())
        for number in (*(chip.pan for chip in self.handed_out if chip), applicant.document["number"], applicant.token):
            must(number.encode() not in text, "no number and no token was written down")


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    return dict(record["fields"])
