"""Before a transfer that fraud looks like: when it is asked, and each way out that is offered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bank.contract import Risk, Speed
from tests.storyboards.playing import goes, play
from tests.storyboards.stage import BankAccess, Person, Stage, own_bank, person
from tests.storyboards.transferring import (
    begins,
    confirms,
    names_new_payee,
    prompts_seen,
    rows,
    says,
    spied_orders,
)

# Each story has a customer of its own: what one has paid is nothing to another.
WANG = person("wang-xiaoming")
CHEN = person("chen-guiying")
ABDULLA = person("abdulla-mamatjan")
MARIA = person("maria-fernandez-okonkwo")
OUYANG = person("ouyang-zhiyuan")
SUN = person("sun-li")  # two accounts
KHAI = person("nguyen-thi-minh-khai")
LIN = person("lin-mei-ling")


@pytest.fixture(scope="module")
def bank() -> Iterator[BankAccess]:
    with own_bank() as access:
        yield access


@pytest.fixture(scope="module")
def bank_at_night() -> Iterator[BankAccess]:
    with own_bank(hour=22) as access:
        yield access


def ends_of_questions(stage: Stage) -> list[tuple[object, object]]:
    """What the journal says of them: the prompt, and how it ended."""
    found = [event["fields"] for event in stage.events() if event["event"] == "risk-question-complete"]
    return [(fields["prompt"], fields["disposition"]) for fields in found if isinstance(fields, dict)]


def why_asked(stage: Stage) -> set[object]:
    found = [event["fields"] for event in stage.events() if event["event"] == "risk-question-init"]
    return {fields["risks"] for fields in found if isinstance(fields, dict)}


async def is_offered(stage: Stage, who: Person, payee: Person, yuan: str) -> None:
    """Somebody new, paid at once, and the customer is being guided: what is offered instead."""
    await begins(stage, who, "transfer-payee")
    await names_new_payee(stage, payee)
    stage.customer.types(yuan)
    stage.customer.presses("primary")
    await says(stage, ("transfer-when", "real-time"), ("transfer-note", "none"))
    view = await stage.customer.sees("risk-guided")
    assert rows(view)["为什么问"] == "您以前没有给这个账号转过钱"
    await says(stage, ("risk-guided", "yes"), ("risk-urgent", "no"))
    await stage.customer.sees("risk-offer")


def test_waiting_a_day_changes_when_it_is_sent(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        orders = spied_orders(stage)
        await is_offered(stage, WANG, MARIA, "10")
        customer.presses("option:delay")
        view = await customer.sees("transfer-review")
        assert "转出之前可以取消" in view.wording
        customer.presses("back")
        view = await customer.sees("risk-offer")
        assert "delay" not in [option.key for option in view.options], "it waits a day already"
        customer.presses("option:go-on")
        await customer.sees("transfer-review")
        await confirms(stage, WANG, "transfer-accepted")
        assert orders[0].speed is Speed.NEXT_DAY
        assert orders[0].acknowledged == (Risk.NEW_PAYEE,)
        assert ends_of_questions(stage) == [
            ("risk-guided", "answered"),
            ("risk-urgent", "answered"),
            ("risk-offer", "delayed"),
            ("risk-offer", "went-on"),
        ]
        assert why_asked(stage) == {"new-payee"}

    play(short_tmp, bank, story)


def test_staff_are_called_and_the_customer_goes_on_all_the_same(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        orders = spied_orders(stage)
        await is_offered(stage, MARIA, CHEN, "10")
        customer.presses("option:staff")
        await customer.sees(lambda view: "还没有人应答" in view.assistance)
        view = await customer.sees("risk-offer")
        assert next(option for option in view.options if option.key == "staff").reason
        assert [call for call in stage.bank.control.list_assistance() if call.where == "risk-offer"]
        customer.presses("option:go-on")
        view = await customer.sees("transfer-review")
        assert "实时到账" in view.wording
        await confirms(stage, MARIA, "transfer-done")
        assert orders[0].speed is Speed.REAL_TIME
        assert orders[0].acknowledged == (Risk.NEW_PAYEE,)
        assert ends_of_questions(stage)[-1] == ("risk-offer", "went-on")
        customer.presses("option:none")
        await customer.sees(lambda view: view.prompt in ("menu", "payee-save"))
        assert customer.view.prompt == "menu", "whoever leads them is not kept for the next time"

    play(short_tmp, bank, story)


def test_the_account_is_frozen_and_there_is_no_transfer(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await is_offered(stage, KHAI, CHEN, "10")
        customer.presses("option:freeze")
        await customer.sees("safety-freeze")
        customer.presses("option:no")  # thinks again
        await customer.sees("risk-offer")
        customer.presses("option:freeze")
        await customer.sees("safety-freeze")
        customer.presses("option:yes")
        await customer.sees("safety-frozen")
        customer.presses("option:none")
        await customer.sees("menu")
        assert ends_of_questions(stage)[-1] == ("risk-offer", "frozen")
        assert not [event for event in stage.events() if event["event"] == "order-intent"]
        customer.presses("option:transfer")
        await customer.sees("problem-no-account")

    play(short_tmp, bank, story)


def test_each_reason_is_said_and_nothing_is_asked_without_one(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        orders = spied_orders(stage)
        await stage.signs_in(ABDULLA)

        async def pays(yuan: str, *reasons: str) -> None:
            before = len(customer.seen)
            customer.presses("option:transfer")
            await customer.sees("transfer-payee")
            await names_new_payee(stage, LIN)
            customer.types(yuan)
            customer.presses("primary")
            await says(stage, ("transfer-when", "real-time"), ("transfer-note", "none"))
            if reasons:
                view = await customer.sees("risk-guided")
                assert [row.value for row in view.rows] == list(reasons)
                await says(stage, ("risk-guided", "no"), ("risk-urgent", "no"))
            await customer.sees("transfer-review")
            assert prompts_seen(stage, "risk-guided", before) == bool(reasons)
            await confirms(stage, ABDULLA, "transfer-done")
            await says(stage, ("transfer-done", "none"), ("payee-save", "no"))
            await customer.sees("menu")

        await pays("100", "您以前没有给这个账号转过钱")
        await pays("100")
        await pays("110")
        await pays("6000", "比您平时转的多", "您今天已经转了好几笔")
        assert [order.acknowledged for order in orders] == [
            (Risk.NEW_PAYEE,),
            (),
            (),
            (Risk.UNUSUAL_AMOUNT, Risk.SEVERAL_TODAY),
        ]

    play(short_tmp, bank, story)


def test_at_night_it_is_asked_also_for_an_own_account(short_tmp: Path, bank_at_night: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        view = await begins(stage, SUN, "transfer-source")
        customer.presses(f"option:{view.options[0].key}")
        view = await customer.sees("transfer-whom")
        customer.presses(f"item:{view.items[0].key}")
        await customer.sees("transfer-amount")
        customer.types("10")
        customer.presses("primary")
        await says(stage, ("transfer-when", "two-hours"))
        view = await customer.sees("risk-guided")
        assert [row.value for row in view.rows] == ["现在是深夜"]

    play(short_tmp, bank_at_night, story)


def test_leaving_at_such_a_question_sends_nothing(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        await is_offered(stage, OUYANG, CHEN, "10")
        stage.customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")
        assert ends_of_questions(stage)[-1] == ("risk-offer", "left")
        assert not [event for event in stage.events() if event["event"] == "order-intent"]

    play(short_tmp, bank, story)
