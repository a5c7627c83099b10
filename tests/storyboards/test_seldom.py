"""What a customer is told only where something unusual is in the bank's books, or happens there at that very moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.bank.client import BankClient
from kiosk.presenting import PAGE
from kiosk.session import Customer
from tests.storyboards import prompts_inquiry
from tests.storyboards.books import opens_accounts, pays_in
from tests.storyboards.playing import goes, play
from tests.storyboards.prompts import KHAI, goes_on_to_review
from tests.storyboards.stage import BankAccess, Stage, own_bank, person
from tests.storyboards.transferring import confirms, names_new_payee, plain, says

# Each story has a customer of its own (the first one Wang, of `prompts`): what one has done is nothing to another.
LI = person("li-na")  # an account on which nothing has ever happened
LIN = person("lin-mei-ling")
OUYANG = person("ouyang-zhiyuan")
MARIA = person("maria-fernandez-okonkwo")
MOST_LISTED, MOST_PRINTED, MOST_SAVED = 300, 2000, 30


@pytest.fixture(scope="module")
def bank() -> Iterator[BankAccess]:
    with own_bank() as access:
        yield access


def signed_in(stage: Stage) -> tuple[BankClient, Customer]:
    """The terminal's line to the bank, and who stands before it."""
    session = stage.attendant.session
    assert session is not None
    assert session.customer is not None
    assert isinstance(session.terminal.bank, BankClient)
    return session.terminal.bank, session.customer


async def finishes(stage: Stage) -> None:
    """From an account's page to the attract screen, with the card."""
    stage.customer.presses("back")
    await stage.customer.sees("menu")
    stage.customer.presses("option:finish")
    await goes(stage)
    stage.check_ended_well("finished")


def cancels(stage: Stage) -> list[object]:
    """What the journal says of each cancelling."""
    return [event["fields"] for event in stage.events() if event["event"] == "transfer-cancel-complete"]


# -- cancelling a transfer that waits ------------------------------------------------------------------------------


def test_a_transfer_that_failed_a_moment_before_is_said_not_to_be_sent(short_tmp: Path, bank: BankAccess) -> None:
    """The account is frozen from elsewhere, and so the bank lets it fail, while the customer is asked."""

    async def story(stage: Stage) -> None:
        customer, control = stage.customer, stage.bank.control
        waiting = await prompts_inquiry.cancelling_what_is_due(stage)
        client, who = signed_in(stage)
        (account,) = (await client.safety(who.token)).accounts
        await client.freeze(who.token, account.id)
        control.advance(120)
        customer.presses("option:yes")
        view = await customer.sees("pending-failed")
        assert view.notice == "problem"
        assert "给 *桂英 的 0.01 元没有转出，钱在您的账户里" in plain(view.body)
        assert cancels(stage) == [{"disposition": "declined", "problem": "transfer-ended"}]
        customer.presses("primary")
        view = await customer.sees("pending")
        assert "没有转成" in next(item.note for item in view.items if item.key == waiting)
        customer.presses("back")
        await customer.sees("account")
        await finishes(stage)
        assert control.ledger_check().sound

    play(short_tmp, bank, story)


# -- saving one payee too many -------------------------------------------------------------------------------------


def test_a_list_of_payees_that_is_full_is_said_and_the_transfer_is_done(short_tmp: Path, bank: BankAccess) -> None:
    numbers = opens_accounts(bank, "sun-li", MOST_SAVED)

    async def story(stage: Stage) -> None:
        customer = stage.customer
        await stage.signs_in(OUYANG)
        client, who = signed_in(stage)
        for number in numbers:
            await client.save_payee(who.token, number)
        customer.presses("option:transfer")
        await says(stage, ("transfer-whom", "new"))
        await customer.sees("transfer-payee")
        await names_new_payee(stage, MARIA)
        customer.types("5")
        await goes_on_to_review(stage)
        await confirms(stage, OUYANG, "transfer-done")
        await says(stage, ("transfer-done", "none"), ("payee-save", "yes"))
        view = await customer.sees("payees-full")
        assert view.notice == "problem"
        assert "转账不受影响。工作人员可以帮您整理名单" in plain(view.body)
        saved = (await client.saved_payees(who.token)).payees
        assert len(saved) == MOST_SAVED
        assert MARIA.account[-4:] not in {payee.masked_number[-4:] for payee in saved}
        customer.presses("primary")
        await customer.sees("menu")
        customer.presses("option:finish")
        await goes(stage)
        stage.check_ended_well("finished")
        sent = [e["fields"] for e in stage.events() if e["event"] == "order-send-complete"]
        assert [fields["disposition"] for fields in sent if isinstance(fields, dict)] == ["done"]
        assert stage.bank.control.ledger_check().sound

    play(short_tmp, bank, story)


# -- more transactions than are listed, and than are printed -------------------------------------------------------


def test_three_hundred_transactions_are_listed_and_of_more_the_newest(short_tmp: Path, bank: BankAccess) -> None:
    pays_in(bank, LI.account, MOST_LISTED)

    async def story(stage: Stage) -> None:
        customer = stage.customer
        await stage.signs_in(LI)
        await says(stage, ("menu", "inquiry"), ("account", "transactions"), ("transactions-month", "year"))
        view = await customer.sees("transactions")
        assert "共 300 笔，新的在前" in plain(view.help)
        assert view.pages == MOST_LISTED // PAGE["standard"]
        customer.presses("back")
        await customer.sees("transactions-month")
        pays_in(bank, LI.account, 1)
        customer.presses("item:0")
        view = await customer.sees("transactions")
        assert "太多了，这里是最新的 300 笔。可以缩小范围再看" in plain(view.help)
        assert view.pages == MOST_LISTED // PAGE["standard"]
        customer.presses(f"item:{view.items[0].key}")
        view = await customer.sees("transaction")
        assert next(row.value for row in view.rows if row.label == "交易后余额") == "3.01", "the newest is there"
        customer.presses("cancel")
        await goes(stage)
        stage.check_ended_well("cancelled")

    play(short_tmp, bank, story)


def test_a_statement_of_too_many_lines_is_refused_and_shorter_days_are_not(short_tmp: Path, bank: BankAccess) -> None:
    pays_in(bank, KHAI.account, MOST_PRINTED + 1)

    async def story(stage: Stage) -> None:
        customer = stage.customer
        await stage.signs_in(KHAI)
        await says(stage, ("menu", "inquiry"), ("account", "statement"), ("statement-days", "days"))
        view = await customer.sees("statement-too-long")
        assert view.notice == "problem"
        assert "请选短一点的时间，或到柜台打印" in view.help
        customer.presses("primary")
        await says(stage, ("statement-days", "last"))
        await customer.sees("statement-offer")
        customer.presses("option:none")
        await customer.sees("account")
        await finishes(stage)
        assert not [event for event in stage.events() if str(event["event"]).startswith("document-")]

    play(short_tmp, bank, story)
