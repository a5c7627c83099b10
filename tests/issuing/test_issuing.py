"""A card from the hopper into the hand, and what becomes of it when something goes wrong on the way."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bank.contract import PlasticEvent
from drivers.signals.contract import Light, LightState
from kiosk.card_issuing import Issue, IssueEnd
from tests.issuing.agreeing import agree
from tests.issuing.desk import Desk, Hands, desk, settle
from tests.issuing.model_bank import ModelBank
from tests.money.power import PowerCutDisk, Survives

Story = Callable[["Scene"], Awaitable[None]]
E = PlasticEvent


class Scene:
    """One terminal, its machine and its bank."""

    def __init__(self, running: Desk, hands: Hands, bank: ModelBank) -> None:
        self.desk = running
        self.hands = hands
        self.machine = hands.machine
        self.bank = bank

    def fault(self, fault: str, on: bool = True) -> None:
        self.machine.set_fault(fault, on)

    async def presented(self) -> Issue:
        issue = self.desk.issue()
        await self.desk.passes(lambda: issue.stage == "at-gate")
        return issue

    async def staff_open_it(self) -> None:
        """Staff take out whatever is inside, and everything works again."""
        self.machine.faults.clear()
        self.machine.position, self.machine.chip = "absent", None
        self.machine.fill_hopper() if self.machine.hopper == 0 else None
        await self.desk.settles()


def play(story: Story, *, adds_up: bool = True) -> None:
    """Play it on a new terminal; everything must agree in the end, and after the next start too."""

    async def whole() -> None:
        disk, hands, bank = PowerCutDisk(), Hands(), ModelBank()
        async with desk(disk, hands, bank) as running:
            await running.settles()
            await story(Scene(running, hands, bank))
            hands.machine.faults.clear()
            await running.settles()
        disk = disk.after(Survives.EVERYTHING)
        async with desk(disk, hands, bank) as running:
            assert running.unsettled == []
            await running.settles()
        if adds_up:
            agree(disk, hands, bank)

    asyncio.run(whole())


def test_a_card_is_made_taken_and_good() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        assert scene.bank.state in (E.ENCODED, E.PRESENTED)
        assert not scene.bank.active, "inactive until it is taken"
        assert scene.desk.signals.lights[Light.DISPENSER] is LightState.FLASHING
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.TAKEN
        assert scene.bank.active
        assert scene.desk.signals.lights[Light.DISPENSER] is LightState.OFF
        chip = scene.hands.taken[0]
        assert chip is not None
        assert chip.sequence == "01"
        names = [r.event for r in scene.desk.records() if r.event.startswith("issue-") and r.event != "issue-reported"]
        way = ["init", "bound", "fed", "encoded", "presented", "taken", "complete"]
        assert names == [f"issue-{step}" for step in way]

    play(story)


def test_one_left_behind_is_beeped_for_and_kept() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        for _ in range(29):
            scene.desk.clock.advance(1)
            await settle()
        assert scene.machine.position == "at-gate"
        assert scene.desk.signals.beeps >= 5
        assert await scene.desk.ends(issue) is IssueEnd.KEPT
        assert len(scene.machine.retained) == 1
        await scene.desk.passes(lambda: scene.bank.state == E.KEPT)

    play(story)


@pytest.mark.parametrize("flaw", ["one-wrong-card", "one-dead-card"])
def test_a_spoilt_blank_is_kept_and_the_next_one_is_good(flaw: str) -> None:
    async def story(scene: Scene) -> None:
        scene.fault(flaw)
        issue = await scene.presented()
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.TAKEN
        assert scene.bank.attempts == {1: E.SPOILT, 2: E.TAKEN}
        chip = scene.hands.taken[0]
        assert chip is not None
        assert chip.sequence == "02"
        assert len(scene.machine.retained) == 1

    play(story)


@pytest.mark.parametrize("flaw", ["wrong-digit", "wrong-sequence", "dead-chip"])
def test_three_spoilt_blanks_are_enough(flaw: str) -> None:
    async def story(scene: Scene) -> None:
        scene.fault(flaw)
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_MADE
        assert scene.bank.attempts == {1: E.SPOILT, 2: E.SPOILT, 3: E.SPOILT}
        assert len(scene.machine.retained) == 3

    play(story)


def test_no_other_blank_is_bound_before_the_bank_knows_that_one_is_spoilt() -> None:
    async def story(scene: Scene) -> None:
        scene.fault("dead-chip")
        issue = scene.desk.issue()

        def goes(what: str) -> None:
            scene.bank.away = scene.bank.away or what == "spoilt"

        scene.bank.before = goes
        assert await scene.desk.ends(issue) is IssueEnd.NOT_MADE
        assert scene.bank.attempts == {1: "bound"}
        scene.bank.before, scene.bank.away = lambda what: None, False
        await scene.desk.passes(lambda: scene.bank.state == E.SPOILT)

    play(story)


@pytest.mark.parametrize(("fault", "end", "state"), [
    ("jam-at-feed", IssueEnd.NOT_MADE, E.SPOILT),
    ("jam-at-present", IssueEnd.OUT, E.OUT),
    ("stuck", IssueEnd.NOT_MADE, E.SPOILT),
])  # fmt: skip
def test_a_jam_blocks_the_dispenser_until_staff_have_opened_it(fault: str, end: IssueEnd, state: PlasticEvent) -> None:
    async def story(scene: Scene) -> None:
        scene.fault(fault)
        assert await scene.desk.ends(scene.desk.issue()) is end
        await scene.desk.passes(lambda: state in scene.bank.attempts.values())
        if fault != "stuck":
            assert scene.desk.issuing.blocked
            assert not await scene.desk.issuing.ready()
            assert scene.desk.records("dispenser-blocked")
            await scene.staff_open_it()
            assert scene.desk.records("dispenser-settled")
        assert await scene.desk.issuing.ready() or scene.machine.faults

    play(story)


def test_a_jam_when_it_is_drawn_back_leaves_it_out() -> None:
    async def story(scene: Scene) -> None:
        scene.fault("jam-at-retain")
        issue = await scene.presented()
        assert await scene.desk.ends(issue) is IssueEnd.OUT
        assert scene.desk.issuing.blocked
        await scene.desk.passes(lambda: scene.bank.state == E.OUT)
        await scene.staff_open_it()
        assert not scene.desk.issuing.blocked

    play(story)


def test_a_full_bin_leaves_it_at_the_gate_for_staff() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.fault("bin-full")
        assert await scene.desk.ends(issue) is IssueEnd.OUT
        assert scene.machine.position == "at-gate"
        assert scene.desk.issuing.blocked
        scene.machine.empty_bin()
        await scene.desk.settles()
        assert len(scene.machine.retained) == 1
        assert scene.desk.records("dispenser-retained")

    play(story)


def test_an_empty_hopper_is_known_before_anything_is_bound() -> None:
    async def story(scene: Scene) -> None:
        scene.fault("empty")
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_BEGUN
        assert scene.bank.attempts == {}
        assert scene.desk.records("issue-init") == []

    play(story)


def test_a_hopper_that_runs_out_after_the_binding() -> None:
    async def story(scene: Scene) -> None:
        scene.bank.before = lambda what: scene.fault("empty") if what == "bind" else None
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_MADE
        await scene.desk.passes(lambda: scene.bank.state == E.SPOILT)
        assert not scene.desk.issuing.blocked, "it is empty, not stuck"

    play(story)


@pytest.mark.parametrize("step", ["feed", "encode", "present"])
def test_a_lost_answer_is_asked_after_and_the_move_not_repeated(step: str) -> None:
    async def story(scene: Scene) -> None:
        scene.fault(f"lost-{step}")
        issue = await scene.presented()
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.TAKEN
        assert (scene.machine.fed, scene.machine.presented) == (1, 1)

    play(story)


def test_a_lost_answer_when_it_is_drawn_back() -> None:
    async def story(scene: Scene) -> None:
        scene.fault("lost-retain")
        assert await scene.desk.ends(await scene.presented()) is IssueEnd.KEPT
        assert len(scene.machine.retained) == 1

    play(story)


@pytest.mark.parametrize("fault", ["gone", "hang"])
def test_a_dispenser_that_comes_back_still_has_its_card(fault: str) -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.fault(fault)
        for _ in range(5):
            scene.desk.clock.advance(1)
            await settle()
        scene.fault(fault, on=False)
        await settle()
        for _ in range(5):
            scene.desk.clock.advance(1)
            await settle()
        scene.machine.take()
        assert await scene.desk.ends(issue) is IssueEnd.TAKEN

    play(story)


def test_one_that_was_out_of_sight_when_it_went_is_out() -> None:
    async def story(scene: Scene) -> None:
        issue = await scene.presented()
        scene.fault("gone")
        await settle()
        scene.machine.take()
        for _ in range(3):
            scene.desk.clock.advance(1)
            await settle()
        scene.fault("gone", on=False)
        assert await scene.desk.ends(issue) is IssueEnd.OUT
        await scene.desk.passes(lambda: scene.bank.state == E.OUT)
        assert not scene.bank.active

    play(story)


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
