"""The ID document: each way out while it is in, and what becomes of it when it comes out."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from drivers.simulator.id_documents import Laid
from tests.storyboards.documents import (
    MINE,
    Story,
    asked,
    cancels,
    goes_away,
    held,
    leaves_with_everything,
    light,
    named,
    pulls_the_card,
    serve_documents,
)
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import WANG
from tests.storyboards.stage import BankAccess, Stage


@pytest.fixture(autouse=True)
def a_service_with_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    serve_documents(monkeypatch)


# -- each way out while it is in, and while it comes out ---------------------------------------------------------------


def test_one_pulled_out_ends_the_visit(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        stage.simulator.scanner.pull()
        await stage.customer.sees("take-card")
        await stage.takes_card()
        await stage.customer.sees("goodbye-document-pulled")
        await stage.pass_time_until("attract")
        stage.check_ended_well("document-pulled")
        assert len(named(stage, "id-document-pulled")) == 1
        assert named(stage, "id-document-return-init") == [], "there was nothing to give back"

    play(short_tmp, bank, story)


@pytest.mark.parametrize("way", [cancels, goes_away, pulls_the_card])
def test_each_way_out_while_it_is_in(way: Callable[[Stage], Awaitable[str]], short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        reason = await way(stage)
        await stage.customer.sees("take-id-document")
        await stage.takes_id_document()
        if reason != "card-pulled":
            await stage.customer.sees("take-card")
            await stage.takes_card()
        await stage.pass_time_until("attract")
        stage.check_ended_well(reason)

    play(short_tmp, bank, story)


def test_a_terminal_that_must_stop_gives_it_back_first(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        stage.attendant.stop()
        await stage.customer.sees("take-id-document")
        assert not stage.running.done()
        await stage.takes_id_document()
        await stage.customer.sees("take-card")
        await stage.takes_card()
        await stage.until_ended()
        stage.check_stopped_well()

    play(short_tmp, bank, story)


def test_one_left_behind_is_kept_safe_and_said_so(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        stage.customer.presses("primary")
        await stage.customer.sees("take-id-document")
        beeps = stage.simulator.signals.beeps
        assert 30 <= await stage.pass_time_until("id-document-retained") <= 36
        assert stage.simulator.signals.beeps > beeps
        assert named(stage, "id-document-return-complete") == [{"disposition": "retained"}]
        assert len(stage.simulator.scanner.retained) == 1
        stage.customer.presses("primary")
        await stage.customer.sees("menu")
        stage.customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("finished")

    play(short_tmp, bank, story)


def test_a_wrong_one_left_behind_ends_the_visit(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        await stage.lays_document(MINE, Laid.UPSIDE_DOWN)
        await stage.customer.sees(lambda view: "放反" in view.error)
        await stage.pass_time_until("id-document-retained")
        await stage.pass_time_until("take-card")
        await stage.takes_card()
        await stage.pass_time_until("attract")
        stage.check_ended_well("idle")

    play(short_tmp, bank, story)


def test_one_that_sticks_calls_staff_and_is_not_forgotten(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        stage.simulator.scanner.set_fault("stuck", on=True)
        stage.customer.presses("primary")
        await stage.customer.sees("id-document-stuck")
        await light(stage, "assistance", "on")
        assert named(stage, "id-document-return-complete") == [{"disposition": "failed"}]
        await stage.pass_time_until("menu")
        stage.customer.presses("option:finish")
        await goes(stage)
        assert stage.simulator.signals.lights["assistance"] != "off", "it keeps its call and its light"
        stage.simulator.scanner.set_fault("stuck", on=False)
        stage.simulator.scanner.pull()  # staff open the scanner
        await stage.pass_time(6)
        assert len(named(stage, "id-document-settled")) == 1

    play(short_tmp, bank, story)


def test_one_that_jams_before_it_is_read_calls_staff_too(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        await stage.lays_document(MINE)
        stage.simulator.scanner.set_fault("jam", on=True)
        await stage.customer.sees("id-document-stuck")
        assert named(stage, "id-document-inserted") == []
        await stage.pass_time_until("take-card")
        await stage.takes_card()
        await stage.pass_time_until("attract")
        assert "goodbye-device" not in [view.prompt for view in stage.customer.seen], "that staff come is said last"
        assert named(stage, "session-end") == [{"reason": "device-failed"}]
        stage.simulator.scanner.set_fault("jam", on=False)
        await stage.pass_time(6)
        assert stage.simulator.scanner.position == "inside", "whose it is only staff can find out"
        assert named(stage, "id-document-settled") == []
        stage.simulator.scanner.pull()  # staff take it out
        await stage.pass_time(6)
        assert len(named(stage, "id-document-settled")) == 1

    play(short_tmp, bank, story)


def test_a_scanner_that_goes_away_for_a_moment_still_gives_it_back(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        stage.simulator.scanner.set_fault("gone", on=True)
        stage.customer.presses("cancel")
        await stage.customer.sees("take-id-document")
        await stage.pass_time(5)
        stage.simulator.scanner.set_fault("gone", on=False)
        await stage.pass_time(3)
        await leaves_with_everything(stage, "cancelled")

    play(short_tmp, bank, story)


# -- a start after a run that was cut short ----------------------------------------------------------------------------


async def takes_it(stage: Stage) -> None:
    await stage.takes_id_document()


async def leaves_it(stage: Stage) -> None:
    await stage.pass_time_until("id-document-retained")


@pytest.mark.parametrize(("owner", "end"), [(takes_it, "taken"), (leaves_it, "retained")])
def test_one_left_inside_comes_out_first(owner: Story, end: str, short_tmp: Path, bank: BankAccess) -> None:
    async def whole() -> None:
        stage = Stage(short_tmp, bank)
        stage.simulator.scanner.document, stage.simulator.scanner.position = MINE, "inside"
        stage.simulator.reader.card, stage.simulator.reader.position = WANG.pan, "inside"

        async def its_owner() -> None:
            await stage.customer.sees("take-id-document")
            await owner(stage)
            await stage.pass_time_until("take-card")
            await stage.takes_card()
            await stage.pass_time_until("attract")

        waiting = asyncio.create_task(its_owner())
        async with stage:
            await waiting
            assert named(stage, "id-document-return-complete") == [{"disposition": end}]
            assert stage.customer.seen[0].prompt == "take-id-document"
            assert stage.simulator.scanner.position == "absent"

    asyncio.run(whole())
