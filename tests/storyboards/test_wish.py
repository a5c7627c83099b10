"""What is said on the first screen is filled in, step by step, and nothing of it happens by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.channels import Act, ActKind
from kiosk.wish import Wish
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import goes_on_to_review
from tests.storyboards.stage import BankAccess, Person, Stage, own_bank, person
from tests.storyboards.transferring import begins, confirms, names_new_payee, says

LIN = person("lin-mei-ling")
WANG = person("wang-xiaoming")
OUYANG = person("ouyang-zhiyuan")


@pytest.fixture(scope="module")
def bank() -> Iterator[BankAccess]:
    with own_bank() as access:
        yield access


def wishes(stage: Stage, wish: Wish) -> None:
    """Say it to the first screen."""
    serial = stage.customer.view.serial
    for act in (Act(ActKind.WISH, wish.pack(), serial, "voice"), Act(ActKind.ANSWER, wish.service, serial, "voice")):
        stage.attendant.channels.inbox.put(act)


async def keeps_as_daughter(stage: Stage, who: Person) -> None:
    """A transfer to somebody new, who is kept as the daughter."""
    await begins(stage, who, "transfer-payee")
    await names_new_payee(stage, OUYANG)
    stage.customer.types("10")
    await goes_on_to_review(stage)
    await confirms(stage, who, "transfer-done")
    await says(stage, ("transfer-done", "none"), ("payee-save", "yes"))
    await stage.customer.sees("payee-label")
    stage.customer.presses("item:daughter")
    await stage.customer.sees("payee-saved")
    stage.customer.presses("primary")
    await says(stage, ("menu", "finish"))
    await goes(stage)


async def begins_with(stage: Stage, who: Person, wish: Wish) -> None:
    wishes(stage, wish)
    await stage.customer.sees("insert-card")
    await stage.inserts(who)
    await stage.customer.sees("pin-sign-in")
    await stage.enters_pin(who.pin)


def test_a_wish_fills_in_whom_and_how_much_and_each_is_confirmed(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await keeps_as_daughter(stage, LIN)
        await begins_with(stage, LIN, Wish("transfer", 2500, "daughter"))
        view = await customer.sees("transfer-wished")
        assert "女儿" in view.title
        assert OUYANG.account[-4:] in view.rows[1].value
        customer.presses(f"option:{view.options[0].key}")
        view = await customer.sees("transfer-amount")
        assert view.draft == "25", "what was said stands there, and waits"
        customer.presses("primary")
        await says(stage, ("transfer-when", "real-time"), ("transfer-note", "none"))
        assert (await customer.sees("transfer-review")).figure == "25.00"
        await confirms(stage, LIN, "transfer-done")
        await says(stage, ("transfer-done", "none"))
        await customer.sees("menu")
        customer.presses("option:transfer")
        await customer.sees("transfer-whom")  # it was for once
        customer.presses("cancel")
        await goes(stage)
        assert stage.visited is not None
        assert stage.visited.wiped

    play(short_tmp, bank, story)


def test_whom_it_is_not_or_nobody_knows_is_chosen_as_ever(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        await keeps_as_daughter(stage, WANG)
        await begins_with(stage, WANG, Wish("transfer", 2500, "daughter"))
        await customer.sees("transfer-wished")
        customer.presses("option:new")
        view = await customer.sees("transfer-whom")
        assert "女儿" in view.items[0].note
        customer.presses("cancel")
        await goes(stage)
        await begins_with(stage, WANG, Wish("transfer", None, "landlord"))
        view = await customer.sees("transfer-whom")
        assert "名单里没有存过“房东”" in view.error
        customer.presses(f"item:{view.items[0].key}")
        assert (await customer.sees("transfer-amount")).draft == ""
        customer.presses("cancel")
        await goes(stage)

    play(short_tmp, bank, story)
