"""What was stopped goes on: also where an answer is lost after the bank did it, and a new PIN with its card alone."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.bank.errors import BankUnreachable
from kiosk.storyboards.fresh_banks import FreshBanks
from tests.storyboards import prompts_opening as opening
from tests.storyboards.documents import named
from tests.storyboards.stage import Stage, person

_TIME = (10, 30)
_WHO = "wang-xiaoming"


@pytest.fixture(scope="module")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as fresh:
        yield fresh


def _play(folder: Path, banks: FreshBanks, story: Callable[[Stage], Awaitable[None]]) -> None:
    async def whole() -> None:
        with banks.bank(_TIME) as bank:
            async with Stage(folder, bank, start=banks.moment(_TIME)) as stage:
                await story(stage)

    asyncio.run(whole())


def _loses_an_answer(stage: Stage, call: str) -> None:
    """The next time the bank does it, and the line is cut before its answer comes."""
    bank = stage.attendant.terminal.bank
    asked: Callable[..., Awaitable[Any]] = getattr(bank, call)

    async def lost(*what: Any) -> Any:
        object.__setattr__(bank, call, asked)
        await asked(*what)
        raise BankUnreachable("cut")

    object.__setattr__(bank, call, lost)


async def _stops(stage: Stage) -> str:
    """Cancel, and keep it; gives the code."""
    customer = stage.customer
    customer.presses("cancel")
    await customer.sees("opening-stop")
    customer.presses("option:keep")
    code = (await customer.sees("opening-kept")).number.replace(" ", "")
    assert len(code) == 8
    customer.presses("option:none")
    await stage.takes_id_document()
    return code


async def _gives_code(stage: Stage, document: str, code: str) -> None:
    customer = stage.customer
    customer.presses("option:open-card")
    await customer.sees("opening-kind")
    customer.presses("option:resume")
    await customer.sees("place-id-document")
    await stage.lays_document(document)
    await customer.sees("opening-code")
    customer.types(code)
    await customer.sees(lambda view: view.draft == code)
    customer.presses("primary")


def _told(stage: Stage) -> list[dict[str, str]]:
    """How each question to the bank about stopping and going on ended, as the journal has it."""
    ended = cast(list[dict[str, str]], named(stage, "application-complete"))
    return [one for one in ended if one["what"] in ("pause", "resume")]


async def _home(stage: Stage) -> None:
    await stage.pass_time_until("attract", 90)
    await stage.let_settle()


def test_an_answer_that_was_lost_comes_again(short_tmp: Path, banks: FreshBanks) -> None:
    async def story(stage: Stage) -> None:
        await opening.phone(stage)
        _loses_an_answer(stage, "pause_application")
        code = await _stops(stage)
        await _home(stage)
        _loses_an_answer(stage, "resume_application")
        await _gives_code(stage, "yusup-kadir/resident-id", code)
        await stage.customer.sees(lambda view: view.error != "")
        assert stage.customer.view.prompt == "opening-code"
        stage.customer.presses("primary")
        await stage.customer.sees("face-consent")
        ended = [(one["what"], one["disposition"]) for one in _told(stage)]
        assert ended == [(what, how) for what in ("pause", "resume") for how in ("unknown", "success")]

    _play(short_tmp, banks, story)


def test_a_new_pin_goes_on_with_the_card_that_it_is_for(short_tmp: Path, banks: FreshBanks) -> None:
    own, another = person(_WHO).pan, person("li-na").pan

    async def comes_back(stage: Stage, code: str, pan: str) -> None:
        await _gives_code(stage, f"{_WHO}/resident-id", code)
        await stage.customer.sees("insert-card")
        await stage.inserts_card(pan)

    async def story(stage: Stage) -> None:
        await opening.new_pin_review(stage)
        code = await _stops(stage)
        await stage.takes_card()
        await _home(stage)
        await comes_back(stage, code, another)
        await stage.takes_card()
        await stage.takes_id_document()
        await stage.customer.sees("opening-refused-no-card")
        stage.customer.presses("primary")
        await _home(stage)
        await comes_back(stage, code, own)
        await stage.customer.sees("face-consent")
        stage.customer.presses("option:other")
        await stage.customer.sees("opening-review")
        await opening.reads_to_the_end(stage)
        stage.customer.presses("primary")
        await stage.customer.sees("pin-new")
        ended = [one.get("problem", "") for one in _told(stage) if one["what"] == "resume"]
        assert ended == ["resume-card-needed"] * 3 + [""]

    _play(short_tmp, banks, story)
