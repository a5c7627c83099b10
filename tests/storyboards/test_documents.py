"""The ID document: laid in rightly and wrongly, and each way out while it is asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from drivers.simulator.id_documents import Laid
from tests.storyboards.documents import (
    HELD,
    MINE,
    PASSPORT,
    asked,
    cancels,
    dict_of_services,
    goes_away,
    held,
    leaves_with_everything,
    light,
    named,
    pulls_the_card,
    residents_only,
    serve_documents,
)
from tests.storyboards.playing import goes, play
from tests.storyboards.stage import BankAccess, Stage


@pytest.fixture(autouse=True)
def a_service_with_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    serve_documents(monkeypatch)


# -- laid in -----------------------------------------------------------------------------------------------------------


def test_it_stays_in_for_as_long_as_it_is_needed(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await held(stage)
        assert stage.simulator.scanner.position == "inside"
        await light(stage, "id-document", "off")
        stage.customer.presses("primary")
        await stage.customer.sees("take-id-document")
        await light(stage, "id-document", "flashing")
        await stage.takes_id_document()
        await stage.customer.sees("menu")
        await light(stage, "id-document", "off")
        assert named(stage, "id-document-inserted") == [{"kind": "resident-id"}]
        stage.customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("finished")

    play(short_tmp, bank, story)


def test_that_it_is_being_read_is_shown_until_it_was(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = asyncio.Event()

    async def story(stage: Stage) -> None:
        customer, scanner = stage.customer, stage.simulator.scanner
        usual = scanner._wait_and_read  # pyright: ignore[reportPrivateUsage]  # it reads when we say so

        async def reads() -> object:
            await scanner.until(lambda: scanner.position == "inside")
            await read.wait()
            return await usual()

        monkeypatch.setattr(scanner, "_wait_and_read", reads)
        await asked(stage)
        await stage.lays_document(MINE, Laid.SKEWED)
        await customer.sees(lambda view: view.pending != "")
        read.set()
        view = await customer.sees(lambda view: view.error != "")
        assert (view.pending, "放歪" in view.error) == ("", True)
        read.clear()
        await stage.takes_id_document()
        await stage.lays_document(MINE)
        view = await customer.sees(lambda view: view.pending != "")
        assert (view.prompt, view.pending, view.error) == ("place-id-document", "正在读取证件", "")
        read.set()
        assert not (await customer.sees(HELD)).pending

    play(short_tmp, bank, story)


@pytest.mark.parametrize(
    ("laid", "said", "reason"),
    [
        (Laid.SKEWED, "放歪", "skewed"),
        (Laid.UPSIDE_DOWN, "放反", "upside-down"),
        (Laid.WRONG_KIND, "不能用这种", "wrong-kind"),
        (Laid.DAMAGED, "读不出来", "unreadable"),
        (Laid.EXPIRED, "过期", "expired"),
        (Laid.ALTERED, "对不上", "number"),
    ],
)
def test_what_is_wrong_is_said_and_the_right_one_is_taken_after_it(
    laid: Laid, said: str, reason: str, short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        await stage.lays_document(MINE, laid)
        view = await stage.customer.sees(lambda view: said in view.error)
        assert view.prompt == "place-id-document"
        await stage.takes_id_document()
        await stage.lays_document(MINE)
        await stage.customer.sees(HELD)
        assert named(stage, "id-document-refused") == [{"reason": reason}]
        stage.customer.presses("cancel")
        await stage.customer.sees("take-id-document")
        await stage.takes_id_document()
        await goes(stage)
        stage.check_ended_well("cancelled")

    play(short_tmp, bank, story)


def test_one_taken_too_early_is_asked_for_again(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        await stage.lays_document(MINE, Laid.SNATCHED)
        await stage.customer.sees(lambda view: "太早" in view.error)
        assert named(stage, "id-document-refused") == [{"reason": "removed"}]
        await stage.lays_document(MINE)
        await stage.customer.sees(HELD)
        stage.customer.presses("cancel")
        await leaves_with_everything(stage, "cancelled")

    play(short_tmp, bank, story)


def test_a_kind_that_is_not_wanted_here_goes_out_again(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(stage: Stage) -> None:
        monkeypatch.setitem(dict_of_services(), "inquiry", residents_only)
        stage.simulator.scanner.documents[PASSPORT.id] = PASSPORT
        await asked(stage)
        await stage.lays_document(PASSPORT.id)
        await stage.customer.sees(lambda view: "不能用这种" in view.error)
        await stage.takes_id_document()
        assert named(stage, "id-document-refused") == [{"reason": "wrong-kind"}]
        stage.customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")

    play(short_tmp, bank, story)


def test_one_with_a_machine_readable_zone_is_taken_where_it_is_wanted(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.scanner.documents[PASSPORT.id] = PASSPORT
        await asked(stage)
        await stage.lays_document(PASSPORT.id)
        await stage.customer.sees(HELD)
        stage.customer.presses("cancel")
        await leaves_with_everything(stage, "cancelled")

    play(short_tmp, bank, story)


# -- each way out while it is asked for --------------------------------------------------------------------------------


async def is_left_by_the_scanner(stage: Stage) -> str:
    stage.simulator.scanner.set_fault("jam", on=True)
    return "device-failed"


@pytest.mark.parametrize("way", [cancels, goes_away, pulls_the_card, is_left_by_the_scanner])
def test_each_way_out_before_it_is_in(
    way: Callable[[Stage], Awaitable[str]], short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        reason = await way(stage)
        if reason != "card-pulled":
            await stage.customer.sees("take-card")
            await stage.takes_card()
        await stage.pass_time_until("attract")
        stage.check_ended_well(reason)
        assert not stage.simulator.scanner.slot_open
        assert named(stage, "id-document-return-init") == []

    play(short_tmp, bank, story)


def test_back_leads_to_the_menu_and_closes_the_slot(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        stage.customer.presses("back")
        await stage.customer.sees("menu")
        assert not stage.simulator.scanner.slot_open
        await light(stage, "id-document", "off")
        await stage.pass_time(3)
        assert stage.simulator.signals.lights["id-document"] == "off", "and it stays so"

    play(short_tmp, bank, story)


def test_a_terminal_that_must_stop_asks_for_nothing_more(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        stage.attendant.stop()
        await stage.customer.sees("take-card")
        await stage.takes_card()
        await stage.until_ended()
        stage.check_stopped_well()

    play(short_tmp, bank, story)


def test_the_language_can_be_changed_and_the_error_with_it(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        await stage.lays_document(MINE, Laid.SKEWED)
        await stage.customer.sees(lambda view: bool(view.error))
        stage.customer.presses("language:en")
        view = await stage.customer.sees(lambda view: view.language == "en")
        assert "crooked" in view.error
        await stage.takes_id_document()

    play(short_tmp, bank, story)


def test_a_document_that_got_in_at_the_last_moment_wins_over_cancel(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        while not stage.simulator.scanner.slot_open:
            await stage.let_settle()
        stage.simulator.scanner.set_fault("hang", on=True)  # the terminal hears of it only when it closes the slot
        stage.simulator.scanner.lay(MINE)
        stage.customer.presses("cancel")
        stage.simulator.scanner.set_fault("hang", on=False)
        await stage.customer.sees(HELD)
        stage.customer.presses("cancel")
        await leaves_with_everything(stage, "cancelled")

    play(short_tmp, bank, story)


def test_a_wrong_one_at_the_slot_is_still_given_back_when_the_customer_cancels(
    short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await asked(stage)
        await stage.lays_document(MINE, Laid.EXPIRED)
        await stage.customer.sees(lambda view: "过期" in view.error)
        stage.customer.presses("cancel")
        await leaves_with_everything(stage, "cancelled")

    play(short_tmp, bank, story)
