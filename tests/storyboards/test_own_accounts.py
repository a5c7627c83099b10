"""Two accounts of one customer: what belongs to the one is not shown for the other, and what belongs to both is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storyboards import prompts
from tests.storyboards.books import pays_in
from tests.storyboards.playing import play
from tests.storyboards.prompts import SUN, goes_on_to_review
from tests.storyboards.stage import BankAccess, Stage, own_bank
from tests.storyboards.transferring import begins, confirms, says

SAVINGS, CURRENT = SUN.account, "6200008501172983"


@pytest.fixture(scope="module")
def bank() -> Iterator[BankAccess]:
    with own_bank() as access:
        yield access


def test_a_transfer_between_own_accounts_waits_under_both(short_tmp: Path, bank: BankAccess) -> None:
    async def story(stage: Stage) -> None:
        customer = stage.customer
        view = await begins(stage, SUN, "transfer-source")
        customer.presses(f"option:{view.options[0].key}")
        view = await customer.sees("transfer-whom")
        customer.presses(f"item:{view.items[0].key}")
        await customer.sees("transfer-amount")
        customer.types("5")
        await goes_on_to_review(stage, "two-hours")
        await confirms(stage, SUN, "transfer-accepted")
        await says(stage, ("transfer-accepted", "none"), ("menu", "inquiry"))
        view = await customer.sees("inquiry")
        keys = [item.key for item in view.items]
        figures: list[str] = []
        for key in keys:
            customer.presses(f"item:{key}")
            await customer.sees("account")
            customer.presses("option:pending")
            view = await customer.sees("pending")
            (line,) = view.items
            figures.append(line.figure)
            customer.presses("back")
            await customer.sees("account")
            customer.presses("back")
            await customer.sees("inquiry")
        assert figures == ["5.00", "+5.00"]
        customer.presses(f"item:{keys[1]}")  # and it can be cancelled from where it goes to
        await says(stage, ("account", "pending"))
        view = await customer.sees("pending")
        assert view.items[0].title.endswith(CURRENT[-4:])
        customer.presses(f"item:{view.items[0].key}")
        await says(stage, ("pending-transfer", "cancel"), ("pending-cancel", "yes"))
        await customer.sees("pending-cancelled")

    play(short_tmp, bank, story)


def test_a_list_begins_with_its_first_page_whatever_was_turned_in_another(short_tmp: Path, bank: BankAccess) -> None:
    for number in (SAVINGS, CURRENT):
        pays_in(bank, number, 12)

    async def story(stage: Stage) -> None:
        customer = stage.customer
        view = await prompts.inquiry(stage)
        one, other = (item.key for item in view.items)
        customer.presses(f"item:{one}")
        await says(stage, ("account", "transactions"))
        await customer.sees("transactions-month")
        customer.presses("item:0")
        await customer.sees("transactions")
        customer.presses("page:next")
        await customer.sees(lambda seen: seen.prompt == "transactions" and seen.page == 1)
        for prompt in ("transactions-month", "account", "inquiry"):
            customer.presses("back")
            await customer.sees(prompt)
        customer.presses(f"item:{other}")
        await says(stage, ("account", "transactions"))
        await customer.sees("transactions-month")
        customer.presses("item:0")
        view = await customer.sees("transactions")
        assert (view.page, view.pages > 1) == (0, True)

    play(short_tmp, bank, story)
