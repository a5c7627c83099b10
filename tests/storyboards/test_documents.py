"""The ID document: laid in rightly and wrongly, each way out of its prompts, and what becomes of it.

A service of the tests' own asks for one, says something while it is in, and lets it go.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from drivers.id_scanner.contract import DocumentKind
from drivers.simulator.id_documents import Laid
from kiosk.channels import View
from kiosk.prompts import Notice
from kiosk.services import visit
from kiosk.session import Session
from tests.drivers.samples import ID_DOCUMENTS
from tests.storyboards import prompts
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import WANG
from tests.storyboards.stage import BankAccess, Stage

MINE = "wang-xiaoming/resident-id"
PASSPORT = ID_DOCUMENTS[1]
HELD = "statement-failed"  # any notice that is shown while the document is in

Story = Callable[[Stage], Awaitable[None]]


async def service(session: Session) -> None:
    async with session.document() as document:
        assert session.terminal.document_custody.document == document
        await session.ask(Notice(HELD))


async def residents_only(session: Session) -> None:
    async with session.document([DocumentKind.RESIDENT_ID]):
        await session.ask(Notice(HELD))


@pytest.fixture(autouse=True)
def a_service_with_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dict_of_services(), "inquiry", service)


def dict_of_services() -> dict[str, visit.Service]:
    assert isinstance(visit.SERVICES, dict)
    return visit.SERVICES


async def asked(stage: Stage) -> View:
    await prompts.menu(stage)
    stage.customer.presses("option:inquiry")
    return await stage.customer.sees("place-id-document")


async def held(stage: Stage) -> None:
    await asked(stage)
    await stage.lays_document(MINE)
    await stage.customer.sees(HELD)


def named(stage: Stage, event: str) -> list[object]:
    return [record["fields"] for record in stage.events() if record["event"] == event]


async def light(stage: Stage, name: str, state: str) -> None:
    """Wait until a light shows this."""
    async with asyncio.timeout(10):
        while stage.simulator.signals.snapshot()["lights"][name] != state:
            await stage.let_settle()


async def leaves_with_everything(stage: Stage, reason: str) -> None:
    """The document is presented first, then the card; then nothing is left."""
    await stage.customer.sees("take-id-document")
    assert stage.simulator.reader.position == "inside"
    await stage.takes_id_document()
    await goes(stage)
    stage.check_ended_well(reason)
    assert named(stage, "id-document-return-complete") == [{"disposition": "taken"}]


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


async def cancels(stage: Stage) -> str:
    stage.customer.presses("cancel")
    return "cancelled"


async def goes_away(stage: Stage) -> str:
    await stage.pass_time(79)
    assert stage.customer.view.idle_left is not None, "warned before it ends"
    stage.clock.advance(2)
    return "idle"


async def pulls_the_card(stage: Stage) -> str:
    stage.simulator.reader.pull()
    return "card-pulled"


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
        assert "askew" in view.error
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
