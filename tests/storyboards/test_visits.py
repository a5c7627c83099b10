"""Whole visits, from the attract screen to the attract screen."""

from pathlib import Path

from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import account, goes_on_to_review
from tests.storyboards.stage import BankAccess, Stage, person

WANG = person("wang-xiaoming")
CHEN = person("chen-guiying")


def test_balance(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        view = await account(stage)
        assert view.figure == "****"
        customer.presses("reveal")
        view = await customer.sees(lambda v: v.figure != "****")
        customer.presses("option:print")
        await customer.sees("take-slip")
        slip = await stage.takes_slip()
        assert view.figure in slip
        await customer.sees("account")
        customer.presses("back")
        await customer.sees("menu")
        customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("finished")

    play(short_tmp, bank, story)


def test_transfer(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        customer.presses("option:transfer")
        await customer.sees("insert-card")
        await stage.inserts(WANG)
        await customer.sees("pin-sign-in")
        await stage.enters_pin(WANG.pin)
        await customer.sees("transfer-payee")
        customer.types(CHEN.account)
        customer.presses("primary")
        view = await customer.sees("transfer-confirm")
        assert "*桂英" in [row.value for row in view.rows]
        customer.presses("option:yes")
        view = await customer.sees("transfer-amount")
        assert "可用" in view.note
        assert "每笔最多" in view.note
        customer.types("12.34")
        await goes_on_to_review(stage)
        view = await customer.sees("transfer-review")
        assert (view.figure, view.reading) == ("12.34", "壹拾贰元叁角肆分")
        assert "*桂英" in view.wording
        assert "实时到账" in view.wording
        customer.presses("primary")
        await customer.sees("pin-order")
        await stage.enters_pin(WANG.pin)
        view = await customer.sees("transfer-done")
        assert "12.34" in view.title
        customer.presses("option:print")
        await customer.sees("take-slip")
        slip = await stage.takes_slip()
        assert "12.34" in slip
        assert "smart-teller;done;" in slip
        assert WANG.account not in slip
        assert CHEN.account not in slip
        await customer.sees("payee-save")
        customer.presses("option:no")
        await customer.sees("menu")
        customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("finished")
        assert stage.bank.control.ledger_check().sound

    play(short_tmp, bank, story)
