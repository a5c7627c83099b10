"""Every prompt of opening a card, and the ways out of it: document out or kept and said, all wiped, journal whole.

Each place at a bank of its own, as fresh as the first: codes on a phone and accounts are counted for a person.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bank.contract import Application
from kiosk.bank.errors import BankDeclined
from kiosk.storyboards.fresh_banks import FreshBanks
from tests.storyboards.documents import light, named
from tests.storyboards.playing import comes_to
from tests.storyboards.prompts import Place
from tests.storyboards.prompts_opening import OPENING, dossier, pin_set, purpose, take_new_card, waiting
from tests.storyboards.prompts_opening import code as typed_code
from tests.storyboards.prompts_opening_refused import REFUSED
from tests.storyboards.stage import BankAccess, Stage

_TIME = (10, 30)
_REFUSED_WHOLE = tuple(f"opening-refused-{refusal}" for refusal in ("under-age", "has-account", "no-card"))
# Where there is an account, a new PIN or a refusal of staff afterwards, or the bank's time was moved.
_LASTING = (
    "take-new-card", "opening-alerts", "opening-limits", "opening-offers-failed", "opening-done", "opening-refused",
    "opening-pin-set", "opening-pin-unsure", "opening-ended",
)  # fmt: skip


@pytest.fixture(scope="module")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as fresh:
        yield fresh


class _BankOfAPlace:
    """One bank for all ways out of a place, where none of them leaves something that the next would find."""

    def __init__(self, banks: FreshBanks) -> None:
        self._banks = banks
        self._place = ""
        self._open = ExitStack()
        self._bank: BankAccess | None = None

    @contextmanager
    def bank(self, place: Place) -> Generator[BankAccess]:
        """The one of the test before, if that was of the same place."""
        if self._bank is None or place.prompt != self._place or place.prompt in _LASTING or place in REFUSED:
            self.close()
            self._bank = self._open.enter_context(self._banks.bank(_TIME))
            self._place = place.prompt
        yield self._bank

    def close(self) -> None:
        """Let the last one go."""
        self._open.close()
        self._bank = None


@pytest.fixture(scope="module")
def at_a_place(banks: FreshBanks) -> Iterator[_BankOfAPlace]:
    one = _BankOfAPlace(banks)
    yield one
    one.close()


async def _cancel(stage: Stage, place: Place) -> None:
    if stage.customer.view.cancel:
        stage.customer.presses("cancel")


async def _idle(stage: Stage, place: Place) -> None:
    for _ in range(90):
        stage.clock.advance(1)
        await stage.let_settle()


async def _pulled(stage: Stage, place: Place) -> None:
    if stage.simulator.scanner.position == "inside":
        stage.simulator.scanner.pull()


async def _bank_gone(stage: Stage, place: Place) -> None:
    stage.line.cut()
    await place.go_on(stage)


async def _back(stage: Stage, place: Place) -> None:
    """Back leads where the customer came from."""
    stage.customer.presses("back")
    await stage.customer.sees(place.back_to)


WAYS: dict[str, Callable[[Stage, Place], Awaitable[None]]] = {
    "cancel": _cancel,
    "idle": _idle,
    "document-pulled": _pulled,
    "bank-gone": _bank_gone,
    "back": _back,
}


async def _gets_out(stage: Stage) -> None:
    """Do whatever leads out, as a customer in a hurry would."""
    for _ in range(900):
        view, simulator = stage.customer.view, stage.simulator
        if view.prompt == "attract":
            return
        if simulator.scanner.position == "at-slot":
            simulator.scanner.take()
        elif simulator.reader.position == "at-gate":
            simulator.reader.take()
        elif simulator.dispenser.position == "at-gate":
            simulator.dispenser.take()
        elif simulator.printer.waiting:
            simulator.printer.take()
        elif not view.pending:
            targets = {target.id for target in view.targets()}
            wanted = ("idle-leave", "option:delete", "option:stop", "option:none", "cancel", "primary")
            if way := next((target for target in wanted if target in targets), None):
                stage.customer.presses(way)
        stage.clock.advance(1)
        await stage.let_settle()
    raise AssertionError(f"no way out of {stage.customer.view.prompt}")


def _ways(place: Place) -> list[str]:
    """The ways out of a place. What is said of a refusal is one notice with other words: of most, one way in turn."""
    if place in REFUSED and place.prompt not in _REFUSED_WHOLE:
        return [list(WAYS)[REFUSED.index(place) % 4]]
    back = place.back_to not in ("", "out")
    return [way for way in WAYS if way != "back" or back]


CELLS = [(place, way) for place in (*OPENING, *REFUSED) for way in _ways(place)]


@pytest.mark.parametrize(("place", "way"), CELLS, ids=[f"{place.prompt}-{way}" for place, way in CELLS])
def test_a_way_out(place: Place, way: str, short_tmp: Path, at_a_place: _BankOfAPlace) -> None:
    async def story(bank: BankAccess) -> None:
        async with Stage(short_tmp, bank) as stage:
            await place.reach(stage)
            stage.visited = stage.attendant.session
            assert stage.customer.view.prompt == place.prompt
            await WAYS[way](stage, place)
            await stage.let_settle()
            await _gets_out(stage)
            await stage.let_settle()
            stage.check_ended_well("any")
            stage.line.mend()
            names = [event["event"] for event in stage.events()]
            assert "session-crashed" not in names
            for pair in ("application", "face-check", "authorise", "approval", "phone-code"):
                assert names.count(f"{pair}-init") == names.count(f"{pair}-complete"), pair

    with at_a_place.bank(place) as bank:
        asyncio.run(story(bank))


@pytest.mark.parametrize("code", ["bank-busy", "bank-closed", "rate-limited"])
def test_a_bank_that_is_busy_ends_no_wait_for_staff(code: str, short_tmp: Path, banks: FreshBanks) -> None:
    async def declines(id: str, token: str) -> Application:
        raise BankDeclined(code)

    async def story() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await waiting(stage)
                asked = stage.attendant.terminal.bank.application
                object.__setattr__(stage.attendant.terminal.bank, "application", declines)
                await stage.pass_time(20)
                assert stage.customer.view.prompt == "opening-waiting"
                object.__setattr__(stage.attendant.terminal.bank, "application", asked)
                await dossier(stage)
                stage.customer.presses("option:approve")
                await stage.pass_time_until("take-new-card")
                await stage.takes_new_card()
                await _gets_out(stage)

    asyncio.run(story())


@pytest.mark.parametrize("code", ["bank-busy", "order-running", "bank-closed"])
def test_a_bank_that_is_busy_is_asked_again_for_what_was_stopped(code: str, short_tmp: Path, banks: FreshBanks) -> None:
    async def declines(request: object, key: str = "") -> Application:
        raise BankDeclined(code)

    async def story() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await typed_code(stage)
                object.__setattr__(stage.attendant.terminal.bank, "resume_application", declines)
                stage.customer.types("12345678")
                stage.customer.presses("primary")
                await stage.customer.sees(lambda view: view.error != "")
                assert stage.customer.view.prompt == "opening-code"
                await _gets_out(stage)

    asyncio.run(story())


def test_what_is_being_done_already_is_waited_for(short_tmp: Path, banks: FreshBanks) -> None:
    async def declines(*_: object) -> Application:
        raise BankDeclined("order-running")

    async def story() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await purpose(stage)
                given = stage.attendant.terminal.bank.give_details
                object.__setattr__(stage.attendant.terminal.bank, "give_details", declines)
                stage.customer.presses("item:salary")
                await stage.customer.sees("opening-bank-away")
                object.__setattr__(stage.attendant.terminal.bank, "give_details", given)
                stage.customer.presses("option:again")
                await stage.customer.sees("opening-review")
                await _gets_out(stage)

    asyncio.run(story())


def test_a_card_that_does_not_come_back_after_a_new_pin_is_the_last_word(short_tmp: Path, banks: FreshBanks) -> None:
    async def story() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await pin_set(stage)
                stage.simulator.reader.set_fault("stuck", on=True)
                stage.customer.presses("option:none")
                await stage.takes_id_document()
                await stage.pass_time_until("card-stuck")
                await stage.pass_time_until("attract", 90)
                said = [view.prompt for view in stage.customer.seen]
                assert not [prompt for prompt in said[said.index("card-stuck") :] if prompt.startswith("goodbye")]

    asyncio.run(story())


def test_whoever_decided_has_come_and_a_card_gone_wrong_calls_anew(short_tmp: Path, banks: FreshBanks) -> None:
    async def story() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await take_new_card(stage)
                assert not stage.customer.view.assistance
                assert stage.simulator.signals.snapshot()["lights"]["assistance"] == "off"
                await stage.pass_time_until("new-card-kept", 60)
                await light(stage, "assistance", "on")
                assert named(stage, "assistance-init") == [{"prompt": "opening-waiting"}, {"prompt": "new-card-kept"}]
                await _gets_out(stage)

    asyncio.run(story())


async def _until_said(stage: Stage, words: str) -> None:
    """Let time pass until the screen says this of whoever was called."""
    for _ in range(100):  # the bank is asked now and then
        if stage.customer.view.assistance == words:
            return
        await stage.pass_time(1)
    raise AssertionError(stage.customer.view.assistance)


def test_while_staff_look_nobody_is_told_that_nobody_has_answered(short_tmp: Path, banks: FreshBanks) -> None:
    async def story() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(_TIME)) as stage:
                await waiting(stage)
                await stage.customer.sees(lambda view: "还没有人应答" in view.assistance)
                await dossier(stage)
                assert stage.customer.view.prompt == "staff-file"
                assert not stage.customer.view.assistance, "staff know that they have come"
                stage.customer.presses("cancel")
                await stage.customer.sees("opening-waiting")
                await _until_said(stage, "工作人员正在看")
                await dossier(stage)
                stage.customer.presses("option:approve")
                await comes_to(stage, "take-new-card")
                await stage.takes_new_card()
                await _gets_out(stage)
                called = {"prompt": "opening-waiting", "disposition": "answered"}
                assert named(stage, "assistance-complete") == [called]

    asyncio.run(story())
