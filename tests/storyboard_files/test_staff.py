"""The staff of stories decide by who really stands there and whose document is inside, whatever the machine says."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bank import contract as c
from bank.people import load_cast
from drivers.simulator.world import Simulator
from kiosk.storyboards.staff import Seen, decide_at_desk, decide_newest, decide_on_the_spot, look, members

OWNER, OTHER = "wang-xiaoming", "li-na"
SHOWN = "a" * 64


def a_file(machine: c.Machine = c.Machine.FOR, shown: str = SHOWN) -> c.ApplicationFile:
    now = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
    application = c.Application(
        id="0" * 32,
        kind=c.ApplicationKind.OPENING,
        state=c.ApplicationState.WAITING,
        there=[],
        face_attempts_left=3,
        expires_at=now,
    )
    document = c.DocumentData(
        kind="resident-id", number="990101198804121172", name="王小明", sex="male", nation="汉", born=date(1988, 4, 12)
    )
    return c.ApplicationFile(
        application=application,
        terminal="terminal-001",
        document=document,
        phone_masked="",
        machine=machine,
        attempts=[],
        portrait="/9j/",
        live="/9j/",
        signature=None,
        unsigned=False,
        history={},
        decisions=[],
        shown=shown,
    )


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    made = Simulator(tmp_path, tmp_path / "pad.sock")
    made.scanner.slot_open = True
    made.scanner.lay(f"{OWNER}/resident-id")
    return made


def decided(simulator: Simulator, machine: c.Machine = c.Machine.FOR) -> tuple[str, bool, str]:
    made = decide_on_the_spot(look(simulator), a_file(machine))
    assert made.shown == SHOWN
    return made.decision.value, made.seen, made.reason


def test_the_owner_of_the_document_is_approved_whatever_the_machine_says(simulator: Simulator) -> None:
    simulator.camera.put(OWNER, "still", obeys=True)
    for machine in c.Machine:
        decision, seen, reason = decided(simulator, machine)
        assert (decision, seen) == ("approve", True)
        assert bool(reason) == (machine is c.Machine.AGAINST)


@pytest.mark.parametrize("act", ["still", f"photo:{OWNER}", f"tablet:{OWNER}", f"tablet:{OWNER}:replay"])
def test_somebody_else_is_refused_whoever_they_show(simulator: Simulator, act: str) -> None:
    simulator.camera.put(OTHER, act, obeys=True)
    assert decided(simulator) == ("refuse", False, "not-the-person")


@pytest.mark.parametrize("act", [f"friend:{OWNER}", f"swap:{OWNER}"])
def test_two_people_are_asked_to_be_one(simulator: Simulator, act: str) -> None:
    simulator.camera.put(OTHER, act, obeys=True)
    assert decided(simulator)[:2] == ("try-again", False)


@pytest.mark.parametrize(("who", "act"), [("nobody", "still"), (OWNER, "walk-away"), (OWNER, "mask")])
def test_whom_they_cannot_see_they_do_not_approve(simulator: Simulator, who: str, act: str) -> None:
    simulator.camera.put(who, act, obeys=True)
    assert decided(simulator)[:2] == ("try-again", False)


def test_without_a_document_nobody_is_approved(simulator: Simulator) -> None:
    simulator.camera.put(OWNER, "still", obeys=True)
    simulator.scanner.pull()
    assert decided(simulator) == ("refuse", False, "document-doubtful")


def test_a_desk_approves_what_the_machine_is_sure_of() -> None:
    made = {machine: decide_at_desk(a_file(machine)) for machine in c.Machine}
    assert [machine for machine, one in made.items() if one.decision is c.Decision.APPROVE] == [c.Machine.FOR]
    assert not any(one.seen for one in made.values())


@pytest.mark.parametrize("missing", ["portrait", "live"])
def test_a_desk_approves_nobody_without_two_pictures(missing: str) -> None:
    file = a_file(c.Machine.FOR).model_copy(update={missing: None})
    assert decide_at_desk(file).decision is c.Decision.TRY_AGAIN


class Bank:
    """Has these files, and notes what was decided."""

    def __init__(self, *files: c.ApplicationFile) -> None:
        self.files = files
        self.decided: list[c.StaffDecision] = []

    async def waiting_applications(self, session: str) -> c.WaitingApplications:
        now = datetime(2026, 3, 2, tzinfo=UTC)
        waiting = [
            c.WaitingApplication(
                id=f"{at}",
                kind=c.ApplicationKind.OPENING,
                terminal="terminal-001",
                since=now,
                masked_name="*",
                second=False,
                looked_at=False,
            )
            for at in range(len(self.files))
        ]
        return c.WaitingApplications(applications=waiting)

    async def application_file(self, session: str, id: str) -> c.ApplicationFile:
        return self.files[int(id)]

    async def decide_application(self, session: str, id: str, decision: c.StaffDecision) -> c.Application:
        self.decided.append(decision)
        return a_file().application


def test_the_newest_is_decided_by_what_was_shown_of_it() -> None:
    bank = Bank(a_file(), a_file(shown="b" * 64))
    asyncio.run(decide_newest(bank, "", Seen(frozenset({OWNER}), OWNER)))
    asyncio.run(decide_newest(bank, "", None))
    assert [(one.shown, one.seen) for one in bank.decided] == [("b" * 64, True), ("b" * 64, False)]
    with pytest.raises(LookupError):
        asyncio.run(decide_newest(Bank(), "", None))


def test_the_members_are_those_of_the_bank() -> None:
    bank = {member.number: (member.name, member.pin) for member in load_cast().staff}
    assert {number: (one.name, one.pin) for number, one in members().items()} == bank
    assert not any(one.pin in repr(one) for one in members().values())
