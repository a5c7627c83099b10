"""A card from the hopper into the hand, and what becomes of it when something goes wrong on the way."""

import pytest

from bank.contract import PlasticEvent
from drivers.signals.contract import Light, LightState
from kiosk.bank.errors import BankUnreachable
from kiosk.issuing.making import IssueEnd
from tests.issuing.desk import settle
from tests.issuing.playing import Scene, play

E = PlasticEvent


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
        asked: list[str] = []

        def hears_no_spoilt(what: str) -> None:
            asked.append(what)
            if what == "spoilt":
                raise BankUnreachable("no line")

        scene.bank.before = hears_no_spoilt
        assert await scene.desk.ends(scene.desk.issue()) is IssueEnd.NOT_MADE
        assert asked.count("bind") == 1
        assert scene.bank.attempts == {1: "bound"}
        scene.bank.before = lambda what: None
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
