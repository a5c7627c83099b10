"""The statement: printed on A4 and taken away, and every way in which that can go wrong."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.storyboards import prompts_statement as prompts
from tests.storyboards.playing import goes, play, reasons
from tests.storyboards.prompts import WANG, account
from tests.storyboards.stage import BankAccess, Stage


async def _leaves(stage: Stage) -> None:
    """Out of the account, and the card back."""
    await stage.customer.sees("account")
    stage.customer.presses("back")
    view = await stage.customer.sees(lambda view: view.prompt in ("menu", "inquiry"))
    if view.prompt == "inquiry":
        stage.customer.presses("option:done")
        await stage.customer.sees("menu")
    stage.customer.presses("option:finish")
    await goes(stage)
    stage.check_ended_well("finished")


def _events(stage: Stage, beginning: str) -> list[tuple[object, object]]:
    return [(e["event"], e["fields"]) for e in stage.events() if str(e["event"]).startswith(beginning)]


def test_a_statement_from_the_question_to_the_paper(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts.days(stage)
        assert [option.key for option in customer.view.options] == ["this", "last", "days", "earlier"]
        customer.presses("option:days")
        view = await customer.sees("statement-offer")
        assert "2 页" in view.help
        sums = [row.value for row in view.rows][2:]
        opening, money_in, money_out, closing = (int(value.replace(",", "").replace(".", "")) for value in sums)
        assert opening + money_in - money_out == closing
        customer.presses("option:print")
        view = await customer.sees("take-document")
        assert (view.device, view.taking) == ("document", True)
        assert stage.simulator.signals.lights["document"] == "flashing"
        text = await stage.takes_document()
        for value in ("账户对账单", "王小明", "模拟 SIMULATED", *sums):
            assert value in text
        assert "手续费" in text
        assert "含手续费" not in text, "of a line that is nothing but a fee"
        await _leaves(stage)
        assert stage.simulator.signals.lights["document"] == "off"
        assert stage.simulator.documents.sheets == 248
        assert _events(stage, "document-") == [
            ("document-print-init", {"document": "statement"}),
            ("document-print-complete", {"disposition": "success"}),
            ("document-taken", {"end": "taken"}),
        ]

    play(short_tmp, bank, story)


def test_no_number_of_the_customers_is_whole_on_the_statement(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.take(stage)
        text = await stage.takes_document()
        assert WANG.account not in text
        assert WANG.pan not in text
        assert WANG.account[-4:] in text

    play(short_tmp, bank, story)


def test_the_months_are_whole_and_the_last_days_are_ninety(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts.days(stage)
        for key in ("last", "earlier", "days"):
            customer.presses(f"option:{key}")
            if key == "earlier":
                months = await customer.sees("statement-which-month")
                customer.presses(f"item:{months.items[0].key}")
            view = await customer.sees("statement-offer")
            since, until = (datetime.strptime(row.value, "%Y 年 %m 月 %d 日") for row in view.rows[:2])
            if key == "days":
                assert until - since == timedelta(days=89)
            else:
                assert since.day == 1
                assert (until + timedelta(days=1)).day == 1
                assert until - since < timedelta(days=31)
            customer.presses("option:other")
            await customer.sees("statement-days")

    play(short_tmp, bank, story)


def test_any_month_of_two_years_can_be_had_and_back_leads_to_the_choice(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts.days(stage)
        customer.presses("option:earlier")
        view = await customer.sees("statement-which-month")
        months = [item.key for item in view.items]
        while view.page_next:
            page = view.page
            customer.presses("page:next")
            view = await customer.sees(lambda v, page=page: v.prompt == "statement-which-month" and v.page == page + 1)
            months += [item.key for item in view.items]
        assert len(months) == len(set(months)) == 22
        assert months == sorted(months, reverse=True)
        customer.presses("back")
        await customer.sees("statement-days")

    play(short_tmp, bank, story)


def test_nothing_is_printed_that_is_not_wanted(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.offer(stage)
        stage.customer.presses("option:none")
        await _leaves(stage)
        assert stage.simulator.documents.documents() == []
        assert _events(stage, "document-") == []

    play(short_tmp, bank, story)


@pytest.mark.parametrize(
    ("fault", "said"),
    [("empty", "纸不够"), ("jam", "打印机不能用"), ("gone", "打印机不能用")],
)
def test_a_printer_that_cannot_print_is_said_before_it_is_asked_for(
    fault: str, said: str, short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.documents.set_fault(fault, on=True)
        await account(stage)
        assert said in reasons(stage.customer.view)["statement"]
        assert not reasons(stage.customer.view)["print"], "the slip is another printer's"
        assert "option:statement" not in {target.id for target in stage.customer.view.targets()}

    play(short_tmp, bank, story)


def test_too_few_sheets_for_this_one_are_said_before_it_is_printed(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        stage.simulator.documents.sheets = 1
        await prompts.offer(stage)
        assert "纸不够" in reasons(stage.customer.view)["print"]
        stage.customer.presses("option:none")
        await _leaves(stage)

    play(short_tmp, bank, story)


def test_paper_that_ran_out_meanwhile_is_said_and_nothing_is_printed(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.short(stage)
        stage.customer.presses("primary")
        await _leaves(stage)
        assert stage.simulator.documents.documents() == []
        assert _events(stage, "document-")[1] == (
            "document-print-complete",
            {"disposition": "failed", "error": "Empty"},
        )

    play(short_tmp, bank, story)


def test_a_jam_is_said_and_the_visit_goes_on(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.failed(stage)
        stage.customer.presses("primary")
        await _leaves(stage)

    play(short_tmp, bank, story)


def test_a_statement_that_nobody_takes_is_drawn_back(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.not_taken(stage)
        stage.customer.presses("primary")
        await _leaves(stage)
        assert stage.simulator.documents.retracted == 1
        assert _events(stage, "document-")[-1] == ("document-not-taken", {"end": "retracted"})

    play(short_tmp, bank, story)


def test_the_next_customer_waits_until_the_document_is_gone(short_tmp: Path, bank: BankAccess) -> None:
    """The card is pulled out while the statement lies at the outlet: it is taken or drawn back before anybody comes."""

    async def story(stage: Stage) -> None:
        await prompts.take(stage)
        stage.simulator.reader.pull()
        for _ in range(10):
            stage.clock.advance(1)
            await stage.let_settle()
            assert stage.customer.view.prompt != "attract"
        await stage.pass_time_until("attract")
        assert (stage.simulator.documents.waiting, stage.simulator.documents.retracted) == ("", 1)
        stage.check_ended_well("card-pulled")

    play(short_tmp, bank, story)


@pytest.mark.parametrize("fault", ["gone", "jam"])
def test_a_document_that_cannot_be_drawn_back_is_said_and_closes_nothing_else(
    fault: str, short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        await prompts.take(stage)
        stage.simulator.documents.set_fault(fault, on=True)
        await stage.pass_time_until("statement-still-there")
        stage.customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")
        for _ in range(60):
            assert stage.customer.view.prompt == "attract", "nobody waits for it"
            await stage.pass_time(1)
        await account(stage)
        assert reasons(stage.customer.view)["statement"]
        stage.customer.presses("cancel")
        await goes(stage)
        stage.simulator.documents.set_fault(fault, on=False)
        await stage.pass_time_until("take-document")
        await stage.pass_time_until("statement-not-taken")
        await stage.pass_time_until("attract")
        assert (stage.simulator.documents.waiting, stage.simulator.documents.retracted) == ("", 1)
        ends = [fields for event, fields in _events(stage, "document-") if event == "document-not-taken"]
        assert ends == [{"end": "failed"}, {"end": "retracted"}]
        await account(stage)
        assert not reasons(stage.customer.view)["statement"]

    play(short_tmp, bank, story)
