"""A start after a run that was cut short: what it left inside comes out first, and the screen says so."""

import asyncio
import base64
import re
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bank.contract import OrderState, Settlement, TransferOrder
from drivers.simulator.document_printer import DocumentPrinter
from drivers.simulator.printer import WIDTH, Printer
from kiosk.clock import SteppedClock
from kiosk.money.disk import RealDisk
from kiosk.money.journal import Journal
from kiosk.money.orders import Orders
from kiosk.numerals import grouped
from tests.money.terminal import Inline
from tests.storyboards.playing import goes, reasons
from tests.storyboards.prompts import account
from tests.storyboards.stage import BankAccess, Stage, person

WANG = person("wang-xiaoming")


async def _takes(stage: Stage) -> None:
    await stage.takes_card()


async def _leaves_it(stage: Stage) -> None:
    await stage.pass_time_until("card-retained")


@pytest.mark.parametrize(("customer", "end"), [(_takes, "taken"), (_leaves_it, "retained")])
def test_a_card_left_inside(
    short_tmp: Path, bank: BankAccess, customer: Callable[[Stage], Awaitable[None]], end: str
) -> None:
    async def whole() -> None:
        stage = Stage(short_tmp, bank)
        stage.simulator.reader.card, stage.simulator.reader.position = WANG.pan, "inside"

        async def owner() -> None:
            await stage.customer.sees("take-card")
            await customer(stage)
            await stage.pass_time_until("attract")

        waiting = asyncio.create_task(owner())
        async with stage:
            await waiting
            ends = [e["fields"] for e in stage.events() if e["event"] == "card-return-complete"]
            assert ends == [{"disposition": end}]
            assert stage.customer.seen[0].prompt == "take-card"
            assert stage.simulator.reader.position == "absent"

    asyncio.run(whole())


# -- an order of the run before ------------------------------------------------------------------------------------

BODY = TransferOrder(from_account="a" * 32, to_account="6200001000000017", amount=77_700)


def _killed_while_sending(folder: Path) -> str:
    """A run that sent an order, was never answered, and said nothing any more. Gives the case number."""
    clock, disk, kiosk = SteppedClock(), RealDisk(), folder / "kiosk"
    journal = Journal(disk, kiosk / "journal", clock)
    journal.record("kiosk-start", terminal="stage-001")
    journal.record("session-begin", session="before", language="zh-Hant", mode="elder")
    journal.record("card-inserted", session="before", card="620000******0123")
    journal.record("language-changed", session="before", language="en")

    def never_answered(
        key: str, body: TransferOrder, token: str, session: str, journal_head: str, verification: str
    ) -> Settlement:
        return Settlement(state=OrderState.RUNNING)

    orders = Orders(disk, kiosk / "orders", kiosk / "keys", journal, never_answered, Inline(), clock)
    asyncio.run(orders.run("transfer", BODY, token="t", customer_session="s", session="before"))
    journal.close()
    (order,) = orders.unsettled()
    return order.case


@pytest.mark.drill
def test_an_order_of_a_visit_that_was_cut_short_is_told_with_its_case_number(short_tmp: Path, bank: BankAccess) -> None:
    case = grouped(_killed_while_sending(short_tmp))

    async def whole() -> None:
        stage = Stage(short_tmp, bank)
        stage.simulator.reader.card, stage.simulator.reader.position = WANG.pan, "inside"
        stage.line.cut()

        async def owner() -> None:
            view = await stage.customer.sees("take-card-interrupted")
            assert (view.language, view.mode) == ("en", "elder"), "those of the visit"
            assert f"is being settled. Case {case}" in view.help
            stage.line.mend()
            while stage.orders.unsettled():  # it was asked in vain, and is asked again a moment later
                stage.clock.advance(1)
                await stage.let_settle()
            stage.clock.advance(1)
            await stage.customer.sees(lambda v: "was not carried out" in v.help)
            await stage.takes_card()
            view = await stage.customer.sees("order-interrupted")
            assert (view.number, view.notice) == (case, "problem")
            assert "was not carried out" in view.body
            for seen in stage.customer.seen:
                assert not {"777", "0017"} & set(re.findall(r"[0-9]+", f"{seen.help} {seen.body} {seen.title}"))
            stage.customer.presses("primary")
            await stage.pass_time_until("attract")

        waiting = asyncio.create_task(owner())
        async with stage:
            await waiting
            view = stage.customer.view
            assert (view.prompt, view.language, view.mode) == ("attract", "zh-Hans", "standard")
            await account(stage)  # and the next customer hears nothing of it
            stage.customer.presses("cancel")
            await goes(stage)
            assert [view.prompt for view in stage.customer.seen].count("order-interrupted") == 1

    asyncio.run(whole())


# -- a paper of the run before -------------------------------------------------------------------------------------

PAPERS = ("slip", "document")
KINDS = {"slip": "balance", "document": "statement"}
SAID = {"slip": "slip-not-taken", "document": "statement-not-taken"}
OPTIONS = {"slip": "print", "document": "statement"}  # at an account


def _cut_short(folder: Path, *events: tuple[str, dict[str, str]]) -> None:
    """The journal of a run that recorded this, and then nothing more."""
    journal = Journal(RealDisk(), folder / "kiosk" / "journal", SteppedClock())
    journal.record("kiosk-start", terminal="stage-001")
    for event, fields in events:
        journal.record(event, session="before", **fields)
    journal.close()


def _printer(stage: Stage, paper: str) -> Printer | DocumentPrinter:
    return stage.simulator.printer if paper == "slip" else stage.simulator.documents


async def _comes_out(stage: Stage, paper: str) -> None:
    """The printer finishes what an earlier run has given it."""
    job: dict[str, Any]
    if paper == "slip":
        png = b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">I", WIDTH)
        job = {"image": base64.b64encode(png).decode(), "text": "of the run before"}
    else:
        job = {"pdf": base64.b64encode(b"%PDF-1.7").decode(), "pages": 2, "text": "of the run before"}
    await _printer(stage, paper).call("print", job)


async def _taken(stage: Stage, paper: str) -> None:
    text = await (stage.takes_slip() if paper == "slip" else stage.takes_document())
    assert text == "of the run before"


async def _left(stage: Stage, paper: str) -> None:
    await stage.pass_time_until(SAID[paper])
    assert _printer(stage, paper).retracted == 1


async def _can_print_again(stage: Stage, paper: str) -> None:
    """The paper is gone, and the next customer can have one."""
    assert _printer(stage, paper).waiting == ""
    await account(stage)
    assert not reasons(stage.customer.view)[OPTIONS[paper]]
    stage.customer.presses("cancel")
    await goes(stage)


def _recorded(stage: Stage, paper: str) -> list[tuple[object, object]]:
    """What this run says of the paper."""
    events = stage.events()
    start = max(place for place, event in enumerate(events) if event["event"] == "kiosk-start")
    return [(e["event"], e["fields"]) for e in events[start:] if str(e["event"]).startswith(f"{paper}-")]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("customer", "end"),
    [(_taken, ("taken", {"end": "taken"})), (_left, ("not-taken", {"end": "retracted"}))],
    ids=["taken", "left"],
)
def test_a_paper_left_at_its_outlet(
    short_tmp: Path,
    bank: BankAccess,
    paper: str,
    customer: Callable[[Stage, str], Awaitable[None]],
    end: tuple[str, dict[str, str]],
) -> None:
    printed = (f"{paper}-print-init", {paper: KINDS[paper]}), (f"{paper}-print-complete", {"disposition": "success"})
    _cut_short(short_tmp, *printed)

    async def whole() -> None:
        stage = Stage(short_tmp, bank)
        await _comes_out(stage, paper)

        async def owner() -> None:
            await stage.customer.sees(f"take-{paper}")
            assert stage.simulator.signals.lights["paper" if paper == "slip" else "document"] == "flashing"
            await customer(stage, paper)
            await stage.pass_time_until("attract")

        waiting = asyncio.create_task(owner())
        async with stage:
            await waiting
            assert stage.customer.seen[0].prompt == f"take-{paper}"
            assert _recorded(stage, paper) == [(f"{paper}-{end[0]}", end[1])]
            await _can_print_again(stage, paper)

    asyncio.run(whole())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("comes_out", [True, False], ids=["comes-out", "never-printed"])
def test_a_paper_that_was_being_printed(short_tmp: Path, bank: BankAccess, paper: str, comes_out: bool) -> None:
    """The printer does not answer at the start, and has then printed what the run before gave it, or has not."""
    _cut_short(short_tmp, (f"{paper}-print-init", {paper: KINDS[paper]}))

    async def whole() -> None:
        stage = Stage(short_tmp, bank, without=["open-card"] if paper == "slip" else [])
        _printer(stage, paper).set_fault("gone", on=True)
        async with stage:  # it serves all the same
            await account(stage)
            assert reasons(stage.customer.view)[OPTIONS[paper]]
            stage.customer.presses("cancel")
            await goes(stage)
            assert _recorded(stage, paper) == []
            _printer(stage, paper).set_fault("gone", on=False)
            if comes_out:
                await _comes_out(stage, paper)
                await stage.pass_time_until(f"take-{paper}")
                await _taken(stage, paper)
            else:
                await stage.pass_time(3)
            await stage.pass_time_until("attract")
            assert _recorded(stage, paper) == [
                (f"{paper}-taken", {"end": "taken"}) if comes_out else (f"{paper}-settled", {})
            ]
            await _can_print_again(stage, paper)

    asyncio.run(whole())
