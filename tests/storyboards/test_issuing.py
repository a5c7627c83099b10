"""A new card in front of the customer: what is shown, said and lit; and a start after a run that was cut short."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bank.contract import PlasticEvent
from drivers.simulator.card_dispenser import Chip
from kiosk.channels import Language
from kiosk.clock import SteppedClock
from kiosk.money.disk import RealDisk
from kiosk.money.issue_files import Counts, Step
from kiosk.money.issues import Issues
from kiosk.money.journal import Journal
from tests.issuing.desk import APPLICATION
from tests.issuing.model_bank import ModelBank
from tests.money.terminal import Inline
from tests.storyboards.documents import light, named
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts_issuing import at_the_gate, makes_a_card
from tests.storyboards.stage import BankAccess, Stage

E = PlasticEvent


def test_one_that_is_taken_is_said_no_more_of(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        said = await at_the_gate(stage)
        await light(stage, "dispenser", "flashing")
        beeps = stage.simulator.signals.beeps
        await stage.pass_time(6)
        assert stage.simulator.signals.beeps > beeps
        await stage.takes_new_card()
        await stage.customer.sees("menu")
        await light(stage, "dispenser", "off")
        assert said.active
        stage.customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("finished")
        shown = [view.prompt for view in stage.customer.seen]
        assert shown.index("busy-new-card") < shown.index("take-new-card")

    play(short_tmp, bank, story)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize(
    ("fault", "prompt"), [("jam-at-feed", "new-card-not-made"), ("jam-at-present", "new-card-out")]
)
def test_a_jam_calls_staff_and_says_where_the_card_is(
    fault: str, prompt: str, language: Language, short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.dispenser.set_fault(fault, on=True)
        stage.customer.presses(f"language:{language}")
        await makes_a_card(stage)
        await stage.pass_time_until(prompt)
        said = {"zh-Hans": "呼叫工作人员", "zh-Hant": "呼叫工作人員", "en": "called staff"}[language]
        assert said in stage.customer.view.body
        await light(stage, "assistance", "on")
        issuing = stage.attendant.terminal.issuing
        assert issuing is not None
        assert issuing.blocked
        stage.customer.presses("primary")
        await stage.customer.sees("menu")
        stage.customer.presses("option:finish")
        await goes(stage)
        assert stage.customer.view.prompt == "attract", "everything else can be had"
        await light(stage, "assistance", "on")  # whoever was asked to wait is still waiting
        assert stage.customer.view.assistance
        stage.simulator.dispenser.set_fault("jam", on=False)
        stage.simulator.dispenser.position = "absent"  # staff open it
        await stage.pass_time(6)
        assert not issuing.blocked
        assert len(named(stage, "dispenser-settled")) == 1
        await light(stage, "assistance", "off")
        assert not stage.customer.view.assistance

    play(short_tmp, bank, story)


def test_a_card_pulled_out_of_the_reader_does_not_end_the_other_one(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        said = await at_the_gate(stage)
        stage.simulator.reader.pull()
        await stage.let_settle()
        assert stage.customer.view.prompt == "take-new-card"
        await stage.takes_new_card()
        await stage.pass_time_until("attract")
        stage.check_ended_well("card-pulled")
        assert said.active

    play(short_tmp, bank, story)


@pytest.mark.parametrize("takes", [True, False])
def test_a_terminal_that_must_stop_waits_for_the_hand_first(takes: bool, short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        said = await at_the_gate(stage)
        stage.attendant.stop()
        await stage.pass_time(5)
        assert not stage.running.done()
        if takes:
            await stage.takes_new_card()
        await stage.customer.sees("take-card") if takes else await stage.pass_time_until("take-card")
        await stage.takes_card()
        await stage.until_ended()
        stage.check_stopped_well()
        await stage.pass_time(3)
        assert said.state == (E.TAKEN if takes else E.KEPT)

    play(short_tmp, bank, story)


def lies_at_the_gate(stage: Stage) -> None:
    stage.simulator.dispenser.position = "at-gate"
    stage.simulator.dispenser.chip = Chip("6200001234567890", "3011", "01")


def was_drawn_back_just_then(stage: Stage) -> None:
    stage.simulator.dispenser.retained.append("620000******7890")


def is_gone(stage: Stage) -> None:
    return


def cut_short(folder: Path) -> None:
    """What a run leaves that was killed while a card waited at the gate."""
    clock, disk, kiosk = SteppedClock(), RealDisk(), folder / "kiosk"
    journal = Journal(disk, kiosk / "journal", clock)
    issues = Issues(disk, kiosk / "issues", journal, ModelBank().tell, Inline(), clock)
    key = issues.begin(APPLICATION, "of-the-killed", "en", "standard")
    issues.step(key, Step("bind", 1))
    issues.step(key, Step("feed", 1, Counts(0, 0, 0)))
    issues.report(key, E.ENCODED)
    issues.step(key, Step("present", 1, Counts(1, 0, 0)))
    issues.report(key, E.PRESENTED)
    journal.close()


@pytest.mark.parametrize(
    ("meanwhile", "end", "words"),
    [
        (lies_at_the_gate, "kept", "kept safe inside"),
        (was_drawn_back_just_then, "kept", "kept safe inside"),
        (is_gone, "out", "cannot be used yet"),
    ],
)
def test_a_start_after_a_run_that_was_cut_short(
    meanwhile: Callable[[Stage], None], end: str, words: str, short_tmp: Path, bank: BankAccess
) -> None:
    """Whoever still stands there is told in the language of the visit; nobody is handed a card."""

    async def whole() -> None:
        cut_short(short_tmp)
        stage = Stage(short_tmp, bank)
        machine = stage.simulator.dispenser
        machine.fed = machine.presented = 1
        machine.hopper -= 1
        meanwhile(stage)

        async def whoever_stands_there() -> None:
            view = await stage.customer.sees("new-card-interrupted")
            assert view.language == "en"
            assert words in view.body
            await light(stage, "assistance", "on")
            stage.customer.presses("primary")

        waiting = asyncio.create_task(whoever_stands_there())
        async with stage:
            await waiting
            assert stage.customer.view.language == "zh-Hans"
            found = named(stage, "unsettled-found")
            assert found == [{"device": "card-dispenser", "act": "card-issue"}]
            [ended] = named(stage, "issue-complete")
            assert isinstance(ended, dict)
            assert (ended["disposition"], ended["added"]) == (end, "recovery")
            assert machine.position == "absent"

    asyncio.run(whole())
