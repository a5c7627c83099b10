"""Inquiry: what a customer can look up, search, print and cancel."""

from pathlib import Path

from kiosk.presenting import PAGE
from tests.storyboards import prompts, prompts_inquiry
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import SUN
from tests.storyboards.stage import BankAccess, Stage, person

EMPTY = person("nguyen-thi-minh-khai")


def test_sums_are_covered_until_they_are_asked_for(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts.inquiry(stage)
        assert {item.figure for item in customer.view.items} == {"****"}
        customer.presses("reveal")
        view = await customer.sees(lambda v: "****" not in {item.figure for item in v.items})
        first, second = view.items
        customer.presses(f"item:{first.key}")
        view = await customer.sees("account")
        assert view.figure == "****"
        customer.presses("reveal")
        view = await customer.sees(lambda v: v.figure == first.figure)
        customer.presses("back")
        await customer.sees("inquiry")
        customer.presses(f"item:{second.key}")
        view = await customer.sees("account")
        assert view.figure == "****", "what was uncovered was another account"
        customer.presses("back")
        await customer.sees("inquiry")
        customer.presses("option:done")
        await customer.sees("menu")
        customer.presses("option:inquiry")
        await customer.sees("inquiry")
        assert {item.figure for item in customer.view.items} == {"****"}, "and it is covered the next time"

    play(short_tmp, bank, story)


def test_both_balances_are_on_one_slip(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.inquiry(stage)
        stage.customer.presses("option:print")
        await stage.customer.sees("take-slip")
        slip = await stage.takes_slip()
        assert slip.count("可用余额") == 2
        assert SUN.account not in slip

    play(short_tmp, bank, story)


def test_one_month_one_transaction_and_its_slip(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts_inquiry.months(stage)
        assert "这个月" in customer.view.items[0].note
        assert customer.view.pages == -(-24 // PAGE["standard"])
        customer.presses("item:1")
        view = await customer.sees("transactions")
        month = view.title.removesuffix("明细").replace("\u00a0", " ")
        assert all(item.note.startswith(month) for item in view.items), (month, view.items)
        assert str(len(view.items)) in view.help or view.pages > 1
        first = view.items[0]
        customer.presses(f"item:{first.key}")
        view = await customer.sees("transaction")
        rows = {row.label: row.value for row in view.rows}
        assert rows["金额"] == first.figure
        customer.presses("option:print")
        await customer.sees("take-slip")
        slip = await stage.takes_slip()
        assert first.figure in slip
        assert rows["参考号"] in slip
        await customer.sees("transaction")
        customer.presses("option:done")
        await customer.sees("transactions")
        customer.presses("back")
        await customer.sees("transactions-month")
        customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")

    play(short_tmp, bank, story)


def test_searching_by_kind_by_name_and_by_amount(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts_inquiry.by_kind(stage)
        customer.presses("item:salary")
        view = await customer.sees("transactions")
        assert "工资" in view.title
        assert all("工资" in item.note and item.figure.startswith("+") for item in view.items)
        employer = view.items[0].title
        customer.presses("back")
        view = await customer.sees(lambda v: v.prompt == "transactions" and "工资" not in v.title)
        customer.presses("option:narrow")
        await customer.sees("transactions-narrow")
        customer.presses("option:payee")
        view = await customer.sees("narrow-payee")
        names = [item for item in view.items if item.title == employer]
        while not names:
            page = view.page
            customer.presses("page:next")
            view = await customer.sees(lambda v, page=page: v.page == page + 1)
            names = [item for item in view.items if item.title == employer]
        customer.presses(f"item:{names[0].key}")
        view = await customer.sees(lambda v: v.prompt == "transactions" and employer in v.title)
        assert {item.title for item in view.items} == {employer}
        customer.presses("option:whole")
        await customer.sees(lambda v: v.prompt == "transactions" and employer not in v.title)
        customer.presses("option:narrow")
        await customer.sees("transactions-narrow")
        customer.presses("option:amount")
        await customer.sees("narrow-amount")
        customer.presses("option:under-100")
        view = await customer.sees(lambda v: v.prompt == "transactions" and "元以下" in v.title)
        assert view.items
        assert all(_fen(item.figure) < 10_000 for item in view.items)

    play(short_tmp, bank, story)


def test_a_typed_amount_finds_it_and_larger_ones_or_says_kindly_that_there_is_none(
    short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts_inquiry.least(stage)
        customer.presses("primary")
        view = await customer.sees(lambda v: v.prompt == "transactions" and "12.50" in v.title)
        assert all(_fen(item.figure) >= 1250 for item in view.items)
        customer.presses("option:narrow")
        await customer.sees("transactions-narrow")
        customer.presses("option:amount")
        await customer.sees("narrow-amount")
        customer.presses("option:typed")
        await customer.sees("narrow-least")
        customer.presses_key("clear")
        customer.types("99999999")
        customer.presses("primary")
        view = await customer.sees(lambda v: v.prompt == "transactions" and v.empty != "")
        assert view.items == ()
        customer.presses("option:whole")
        await customer.sees(lambda v: v.prompt == "transactions" and v.items != ())

    play(short_tmp, bank, story)


def test_more_than_three_hundred_are_said_to_be_the_newest(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts_inquiry.months(stage)
        for target, prompt in (("option:all", "face-consent"), ("option:once", "transactions")):
            stage.customer.presses(target)
            await stage.customer.sees(prompt)
        assert "最新的 300" in stage.customer.view.help.replace("\u00a0", " ").replace("\u2060", "")
        assert stage.customer.view.pages == 300 // PAGE["standard"]

    play(short_tmp, bank, story)


def test_limits_and_cards_on_one_page(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts_inquiry.limits(stage)
        rows = {row.label: row.value for row in stage.customer.view.rows}
        assert (rows["每笔最多"], rows["每天最多"]) == ("50,000.00", "200,000.00")
        assert _fen(rows["今天已转"]) + _fen(rows["今天还能转"]) == _fen(rows["每天最多"])
        assert rows["银行卡"] == "正常"

    play(short_tmp, bank, story)


def test_a_waiting_transfer_is_cancelled_and_says_so(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await prompts_inquiry.cancelled(stage)
        assert customer.view.notice == "success"
        customer.presses("primary")
        view = await customer.sees("pending")
        while not any("已取消" in item.note for item in view.items):  # other stories of hers may wait before it
            assert view.page_next, "a cancelled transfer is on the list"
            customer.presses("page:next")
            view = await customer.sees(lambda seen, page=view.page: seen.page == page + 1)
        ends = [e["fields"] for e in stage.events() if e["event"] == "transfer-cancel-complete"]
        assert ends == [{"disposition": "success"}]
        cancelled = next(item for item in view.items if "已取消" in item.note)
        customer.presses(f"item:{cancelled.key}")
        view = await customer.sees("pending-transfer")
        assert [option.key for option in view.options] == ["done"]

    play(short_tmp, bank, story)


def test_a_transfer_executed_a_moment_before_is_said_to_be_sent(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts_inquiry.cancelling_what_is_due(stage)
        stage.bank.control.advance(120)
        stage.customer.presses("option:yes")
        await stage.customer.sees("pending-executed")
        ends = [e["fields"] for e in stage.events() if e["event"] == "transfer-cancel-complete"]
        assert ends == [{"disposition": "declined", "problem": "transfer-ended"}]

    play(short_tmp, bank_apart, story)


def test_nothing_that_waits_is_said_kindly(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await prompts.account(stage, EMPTY)
        stage.customer.presses("option:pending")
        view = await stage.customer.sees("pending")
        assert (view.items, bool(view.empty)) == ((), True)

    play(short_tmp, bank, story)


def test_freezing_from_the_account_stops_what_can_be_had_of_it(short_tmp: Path, bank_apart: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        view = await prompts.inquiry(stage)
        customer.presses(f"item:{view.items[1].key}")
        await customer.sees("account")
        customer.presses("option:freeze")
        view = await customer.sees("safety-freeze")
        assert any("柜台" in row.value for row in view.rows), "that undoing it takes a person"
        customer.presses("option:yes")
        await customer.sees("safety-frozen")
        customer.presses("option:none")
        view = await customer.sees("account")
        assert any("冻结" in row.value for row in view.rows)
        assert next(option for option in view.options if option.key == "freeze").reason
        customer.presses("back")
        view = await customer.sees("inquiry")
        assert "冻结" in view.items[1].note

    play(short_tmp, bank_apart, story)


def _fen(figure: str) -> int:
    return int(figure.lstrip("+\u2212").replace(",", "").replace(".", ""))
