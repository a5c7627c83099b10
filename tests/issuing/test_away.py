"""A dispenser, a bank or a disk that is away while a card is on its way; a terminal that must stop, or is wrong."""

import asyncio

import pytest

from bank.contract import PlasticEvent
from kiosk.issuing.making import IssueEnd
from tests.issuing.desk import Hands, desk, settle
from tests.issuing.model_bank import ModelBank
from tests.issuing.playing import Scene, play
from tests.money.power import PowerCutDisk

E = PlasticEvent


@pytest.mark.parametrize(("at", "end"), [("feed", IssueEnd.NOT_MADE), ("present", IssueEnd.OUT)])
@pytest.mark.parametrize("fault", ["gone", "hang"])
def test_a_dispenser_that_does_not_come_back_in_time(fault: str, at: str, end: IssueEnd) -> None:
    async def story(scene: Scene) -> None:
        if at == "present":
            issue = await scene.presented()
            scene.fault(fault)
        else:
            scene.bank.before = lambda what: scene.fault(fault) if what == "bind" else None
            issue = scene.desk.issue()
        assert await scene.desk.ends(issue) is end
        assert scene.desk.issuing.blocked
        scene.bank.before = lambda what: None
        scene.fault(fault, on=False)
        await scene.desk.settles()
        assert scene.machine.position == "absent"

    play(story)


def test_a_bank_that_cannot_be_reached_hears_of_it_later() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.bank.away = True
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.LATER
        assert not scene.bank.active
        scene.bank.away = False
        await scene.desk.passes(lambda: scene.bank.active)

    play(story)


def test_a_bank_whose_answers_are_lost_is_told_under_the_same_key() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.bank.deaf = True
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.LATER
        assert scene.bank.active, "it has heard"
        scene.bank.deaf = False
        await scene.desk.settles()
        assert len(scene.bank.keys) == 3

    play(story)


def test_a_bank_gone_for_long_is_told_for_ever_and_staff_know() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.bank.away = True
        scene.machine.take()
        await scene.desk.ends(issue)
        await scene.desk.passes(lambda: bool(scene.desk.told), 600)
        assert len(scene.desk.records("issue-needs-person")) == 1
        scene.bank.away = False
        await scene.desk.settles()
        assert scene.bank.active

    play(story)


def test_nothing_is_begun_where_the_bank_declines() -> None:
    async def story(scene: Scene) -> None:
        scene.bank.declines = "application-wrong-state"
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_BEGUN
        scene.bank.declines = ""
        assert scene.machine.fed == 0
        assert scene.bank.keys == {}

    play(story)


def test_a_binding_without_an_answer_is_asked_for_again() -> None:
    async def story(scene: Scene) -> None:
        scene.bank.deaf = True
        issue = scene.desk.issue()
        await settle()
        scene.bank.deaf = False
        scene.desk.clock.advance(3)
        await scene.desk.passes(lambda: issue.stage == "at-gate")
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.TAKEN
        assert scene.bank.attempts == {1: E.TAKEN}

    play(story)


@pytest.mark.parametrize("bound", [True, False])
def test_a_binding_that_stays_without_an_answer(bound: bool) -> None:
    async def story(scene: Scene) -> None:
        scene.bank.deaf, scene.bank.away = bound, not bound
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_MADE
        scene.bank.deaf = scene.bank.away = False
        await scene.desk.settles()
        assert scene.bank.attempts == ({1: E.SPOILT} if bound else {})
        assert scene.machine.fed == 0

    play(story)


def test_a_binding_that_is_still_being_done_when_no_more_is_asked_may_be_done() -> None:
    async def story(scene: Scene) -> None:
        scene.bank.attempts[1] = "bound"  # its answer is on the way, as far as this terminal hears
        scene.bank.declines = "order-running"
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_MADE
        scene.bank.declines = ""
        await scene.desk.settles()
        assert scene.bank.attempts == {1: E.SPOILT}

    play(story)


def test_a_disk_that_takes_nothing_lets_nothing_move() -> None:
    async def whole() -> None:
        disk, hands, bank = PowerCutDisk(), Hands(), ModelBank()
        async with desk(disk, hands, bank) as running:
            disk.full = True
            assert await running.ends(running.issue()) is IssueEnd.NOT_BEGUN
        assert (hands.machine.fed, bank.attempts) == (0, {})

    asyncio.run(whole())


def test_a_disk_that_fails_on_the_way_loses_nothing_that_happened() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        disk = scene.desk.disk
        disk.full = True
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.TAKEN
        disk.full = False
        scene.desk.journal.catch_up()
        scene.desk.clock.advance(61)
        await scene.desk.settles()

    play(story)


def test_a_terminal_that_stops_waits_for_the_hand() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.desk.issuing.stop()
        settling = asyncio.create_task(scene.desk.issuing.settled())
        await settle()
        assert not settling.done()
        await scene.desk.passes(settling.done)
        assert issue.ending.result() is IssueEnd.KEPT
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_BEGUN

    play(story)


def test_a_programming_error_blocks_it_until_the_sensors_have_settled_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(scene: Scene) -> None:
        async def breaks() -> bool:
            raise ZeroDivisionError

        monkeypatch.setattr(scene.desk.issuing, "_seen_taken", breaks)
        issue = scene.desk.issue()
        await scene.desk.passes(lambda: issue.ending.done())
        assert isinstance(issue.ending.exception(), ZeroDivisionError)
        await scene.desk.issuing.settled()
        assert scene.desk.issuing.blocked
        await scene.desk.settles()
        assert len(scene.machine.retained) == 1
        await scene.desk.passes(lambda: scene.bank.state == E.KEPT)

    play(story)
