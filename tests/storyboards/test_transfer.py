"""Transfers: to whom, when, what for; what is refused at the field; what stands on the slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bank.contract import OrderState, QuoteQuery, Settlement, Speed
from kiosk.bank.client import BankClient
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import goes_on_to_review
from tests.storyboards.stage import BankAccess, Stage, own_bank, person
from tests.storyboards.transferring import (
    begins,
    confirms,
    names_new_payee,
    plain,
    prompts_seen,
    rows,
    says,
    spied_orders,
)

# Each story has a customer of its own: what one has paid is nothing to another.
WANG = person("wang-xiaoming")
CHEN = person("chen-guiying")  # at most 20,000.00 in one transfer
ABDULLA = person("abdulla-mamatjan")
MARIA = person("maria-fernandez-okonkwo")  # 27,500.99

OUYANG = person("ouyang-zhiyuan")
NEARLY = person("zhang-wei")
SUN = person("sun-li")  # two accounts
KHAI = person("nguyen-thi-minh-khai")
LIN = person("lin-mei-ling")


@pytest.fixture(scope="module")
def bank() -> Iterator[BankAccess]:
    with own_bank() as access:
        yield access


def test_to_an_own_account_asks_neither_name_nor_reason_nor_danger(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        orders = spied_orders(stage)
        view = await begins(stage, SUN, "transfer-source")
        savings = next(option for option in view.options if option.title == "储蓄账户")
        customer.presses(f"option:{savings.key}")
        view = await customer.sees("transfer-whom")
        assert [item.title for item in view.items] == ["我的结算账户"]
        customer.presses(f"item:{view.items[0].key}")
        view = await customer.sees("transfer-amount")
        assert (view.done, view.steps) == (1, 5)
        customer.types("100")
        customer.presses("primary")
        await says(stage, ("transfer-when", "real-time"))
        view = await customer.sees("transfer-review")
        assert "实时到账" in view.wording
        await confirms(stage, SUN, "transfer-done")
        customer.presses("option:none")
        await customer.sees("menu")  # nobody saves themselves
        for prompt in ("transfer-payee", "transfer-confirm", "transfer-note", "risk-guided", "payee-save"):
            assert not prompts_seen(stage, prompt), prompt
        assert orders[0].to_account.startswith("account:")
        assert orders[0].acknowledged == ()
        customer.presses("option:finish")
        await goes(stage)
        assert stage.bank.control.ledger_check().sound

    play(short_tmp, bank, story)


def test_a_saved_payee_is_there_the_next_time_and_nothing_is_asked_of_one_paid_before(
    short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await begins(stage, LIN, "transfer-payee")
        await names_new_payee(stage, OUYANG)
        customer.types("10")
        await goes_on_to_review(stage)
        await confirms(stage, LIN, "transfer-done")
        customer.presses("option:none")
        view = await customer.sees("payee-save")
        assert OUYANG.account[-4:] in view.rows[1].value
        customer.presses("option:yes")
        await says(stage, ("payee-label", "none"))
        await customer.sees("payee-saved")
        customer.presses("primary")
        await customer.sees("menu")
        customer.presses("option:finish")
        await goes(stage)

        before = len(customer.seen)
        view = await begins(stage, LIN, "transfer-whom")
        assert OUYANG.account[-4:] in view.items[0].note
        customer.presses(f"item:{view.items[0].key}")
        await customer.sees("transfer-amount")
        customer.types("20")
        customer.presses("primary")
        await says(stage, ("transfer-when", "real-time"), ("transfer-note", "rent"))
        view = await customer.sees("transfer-review")
        assert rows(view)["用途"] == "房租"
        assert not prompts_seen(stage, "risk-guided", before)
        await confirms(stage, LIN, "transfer-done")
        customer.presses("option:print")
        slip = await stage.takes_slip()
        assert "房租" in slip
        await customer.sees("menu")
        customer.presses("option:transfer")
        await says(stage, ("transfer-whom", "new"))
        await customer.sees("transfer-payee")
        await names_new_payee(stage, OUYANG)  # the number typed once more
        customer.types("30")
        await goes_on_to_review(stage)
        await confirms(stage, LIN, "transfer-done")
        customer.presses("option:none")
        await customer.sees("menu")
        assert not prompts_seen(stage, "payee-save", before), "who is saved is not offered to be saved"

    play(short_tmp, bank, story)


@pytest.mark.parametrize(
    ("who", "speed", "button", "kind"),
    [(WANG, "two-hours", "12:3", "两小时后到账"), (KHAI, "next-day", "明天 00:00", "次日到账")],
    ids=["two-hours", "next-day"],
)
def test_a_transfer_that_waits_says_so_everywhere(
    who: object, speed: str, button: str, kind: str, short_tmp: Path, bank: BankAccess
) -> None:
    payer = WANG if who is WANG else KHAI

    async def story(stage: Stage) -> None:
        customer = stage.customer
        orders = spied_orders(stage)
        await begins(stage, payer, "transfer-payee")
        await names_new_payee(stage, ABDULLA)
        customer.types("30")
        customer.presses("primary")
        view = await customer.sees("transfer-when")
        chosen = next(option for option in view.options if option.key == speed)
        assert button in chosen.help
        assert "不收手续费" in chosen.help
        await says(
            stage, ("transfer-when", speed), ("transfer-note", "gift"), ("risk-guided", "no"), ("risk-urgent", "no")
        )
        view = await customer.sees("transfer-review")
        assert "转出之前可以取消" in view.wording
        assert "实时" not in view.wording
        assert rows(view)["转出时间"] in plain(view.wording)
        assert view.reading == "叁拾元整"
        view = await confirms(stage, payer, "transfer-accepted")
        assert "还没有转出" in view.title
        assert "取消" in view.body
        customer.presses("option:print")
        slip = await stage.takes_slip()
        for words in ("尚未转出", "转出之前可以取消", "转出时间", kind, "手续费", "送礼", "smart-teller;accepted;"):
            assert words in slip, words
        assert orders[0].speed is Speed(speed)
        assert orders[0].note == "gift"
        await customer.sees("payee-save")
        customer.presses("option:no")
        await customer.sees("menu")

    play(short_tmp, bank, story)


def test_the_fee_is_shown_where_the_speed_is_chosen_in_the_review_and_on_the_slip(
    short_tmp: Path, bank: BankAccess
) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await begins(stage, MARIA, "transfer-payee")
        await names_new_payee(stage, CHEN)
        assert "手续费" in customer.view.help
        customer.types("27500.99")  # all there is: with a fee it would be more
        customer.presses("primary")
        view = await customer.sees("transfer-when")
        assert "钱就不够了" in view.options[0].reason
        assert not view.options[1].reason
        customer.presses("back")
        view = await customer.sees("transfer-amount")
        assert view.draft == "27500.99"
        customer.presses_key("clear")
        customer.types("12000")
        customer.presses("primary")
        view = await customer.sees("transfer-when")
        assert "手续费 2.00 元" in plain(view.options[0].help)
        await says(stage, ("transfer-when", "real-time"), ("transfer-note", "loan"))
        await says(stage, ("risk-guided", "no"), ("risk-urgent", "no"))
        view = await customer.sees("transfer-review")
        assert rows(view)["手续费"] == "2.00"
        await confirms(stage, MARIA, "transfer-done")
        customer.presses("option:print")
        assert "手续费  2.00" in await stage.takes_slip()
        assert stage.bank.control.ledger_check().sound

    play(short_tmp, bank, story)


def test_what_the_bank_refuses_is_said_at_the_field_and_what_was_typed_stays(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer

        async def refused(typed: str, said: str) -> None:
            customer.presses_key("clear")
            customer.types(typed)
            customer.presses("primary")
            view = await customer.sees(lambda view: said in view.error)
            assert (view.prompt, view.draft) == ("transfer-amount", typed)

        await begins(stage, CHEN, "transfer-payee")
        await names_new_payee(stage, MARIA)
        await refused("20000.01", "一笔连手续费最多 20,000.00")
        stage.line.cut()
        await refused("5", "连不上银行")
        stage.line.mend()
        customer.presses("primary")
        await customer.sees("transfer-when")
        customer.presses("cancel")
        await goes(stage)

        await begins(stage, NEARLY, "transfer-payee")
        await names_new_payee(stage, MARIA)
        await refused("200.01", "今天连手续费最多再转")
        session = stage.attendant.session
        assert session is not None
        assert session.customer is not None
        held = await session.terminal.bank.safety(session.customer.token)
        await session.terminal.bank.freeze(session.customer.token, held.accounts[0].id)
        await refused("1", "现在不能转出")

    play(short_tmp, bank, story)


def test_the_bank_is_asked_for_a_price_once_for_the_same_amount(
    short_tmp: Path, bank: BankAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    quote = BankClient.quote

    async def counted(self: BankClient, session: str, query: QuoteQuery) -> object:
        asked.append(query.amount)
        return await quote(self, session, query)

    monkeypatch.setattr(BankClient, "quote", counted)

    async def story(stage: Stage) -> None:
        customer = stage.customer
        await begins(stage, ABDULLA, "transfer-payee")
        await names_new_payee(stage, WANG)
        customer.types("40")
        for _ in range(2):
            customer.presses("primary")
            await customer.sees("transfer-when")
            customer.presses("back")
            await customer.sees("transfer-amount")
        assert asked == [4000]
        customer.types("0")
        customer.presses("primary")
        await says(stage, ("transfer-when", "real-time"), ("transfer-note", "none"))
        assert asked == [4000, 40000]
        await says(stage, ("risk-guided", "no"), ("risk-urgent", "no"))
        await customer.sees("transfer-review")
        customer.presses("secondary")  # another amount: past what was asked since
        view = await customer.sees("transfer-amount")
        assert view.draft == "400"

    play(short_tmp, bank, story)


def test_back_does_not_lead_to_a_number_that_is_not_wanted_any_more(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        view = await begins(stage, SUN, "transfer-source")
        customer.presses(f"option:{view.options[1].key}")
        await says(stage, ("transfer-whom", "new"))
        await customer.sees("transfer-payee")
        await names_new_payee(stage, WANG)
        for prompt in ("transfer-confirm", "transfer-payee", "transfer-whom"):
            customer.presses("back")
            view = await customer.sees(prompt)
        customer.presses(f"item:{view.items[0].key}")
        await customer.sees("transfer-amount")
        customer.presses("back")
        await customer.sees("transfer-whom")

    play(short_tmp, bank, story)


@pytest.mark.parametrize("speed", ["real-time", "two-hours"])
def test_nobody_is_invited_to_repeat_what_may_have_been_done(speed: str, short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        stage.bank_says = Settlement(state=OrderState.RUNNING)
        await begins(stage, CHEN, "transfer-payee")
        await names_new_payee(stage, LIN)
        customer.types("50")
        await goes_on_to_review(stage, speed)
        view = await confirms(stage, CHEN, "transfer-unknown")
        assert "请不要再转一次" in view.say
        customer.presses("option:print")
        slip = await stage.takes_slip()
        assert ("转出之前可以取消" in slip) == (speed == "two-hours")
        await customer.sees("menu")
        assert not prompts_seen(stage, "payee-save")

    play(short_tmp, bank, story)
