"""When card and PIN are not enough, and what the bank does then: nothing, until the person is known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bank.clock import SteppedClock
from bank.contract import (
    Speed,
    StatementData,
    StatementQuery,
    StepUp,
    TransactionHistory,
    TransactionPage,
    TransactionQuery,
    TransferOrder,
)
from bank.opening import Bank
from bank.step_up import StepUps, year_before
from tests.bank.support import Terminal, card_of, code_of, new_key, number_of, ok
from tests.bank.transfers import PAYER, Customer
from tests.bank.verifying import report, verify, wanted, with_portraits

pytestmark = pytest.mark.both_databases

ABOVE = 2_000_000
DAY = 86_400
FRIEND = number_of("li-na")  # whom nobody in this file has paid


@pytest.fixture
def customer(terminal: Terminal, bank: Bank, tmp_path: Path) -> Customer:
    with_portraits(bank, tmp_path, PAYER)
    return Customer(terminal)


def send(customer: Customer, order: TransferOrder, verification: str = "", key: str = "") -> Any:
    return customer.terminal.transfer(PAYER, customer.session, order, verification=verification, key=key)


def token_for(customer: Customer, order: TransferOrder) -> str:
    return verify(customer.terminal, customer.session, report("transfer", order)).token


def test_a_large_sum_to_a_new_payee_wants_it(customer: Customer) -> None:
    assert customer.quote(ABOVE, FRIEND).step_up is None
    assert customer.quote(ABOVE + 1, FRIEND).step_up == StepUp.model_validate(
        {
            "purpose": "transfer",
            "reasons": ["new-payee", "unusual-amount"],
            "ways": ["registry", "document", "staff"],
            "face_attempts_left": 3,
            "most_threshold": 0.45,
            "enough_alone": ["sixty-eight-point"],
        }
    )


def test_what_was_ordered_yesterday_and_goes_today_counts_too(customer: Customer, clock: SteppedClock) -> None:
    ok(send(customer, customer.order(ABOVE, FRIEND, speed=Speed.NEXT_DAY)))
    clock.advance(DAY)
    customer.sign_in()
    step_up = customer.quote(1, FRIEND).step_up
    assert step_up is not None
    assert step_up.reasons == ["new-payee"]
    assert customer.quote(1, number_of("sun-li")).step_up is None
    assert wanted(send(customer, customer.order(1, FRIEND)))


def test_without_it_no_money_moves_and_with_it_once(customer: Customer) -> None:
    order, before = customer.order(ABOVE + 1, FRIEND), customer.available
    assert wanted(send(customer, order)).purpose == "transfer"
    assert customer.available == before
    token = token_for(customer, order)
    ok(send(customer, order, token))
    assert customer.available == before - ABOVE - 1
    for verification in (token, "x" * 64, ""):
        assert wanted(send(customer, order, verification))
    assert customer.available == before - ABOVE - 1


def test_a_token_is_good_for_its_order_session_and_purpose_alone(customer: Customer) -> None:
    order, before = customer.order(ABOVE + 1, FRIEND), customer.available
    others = [customer.order(ABOVE + 3, FRIEND), customer.order(ABOVE + 1, number_of("sun-li"))]
    for other in others:
        assert wanted(send(customer, order, token_for(customer, other)))
    for_statement = verify(customer.terminal, customer.session, report("statement", order)).token
    assert wanted(send(customer, order, for_statement))
    of_session = token_for(customer, order)
    customer.sign_in()
    assert wanted(send(customer, order, of_session))
    assert customer.available == before


def test_a_token_ends(customer: Customer, clock: SteppedClock) -> None:
    order = customer.order(ABOVE + 1, FRIEND)
    token = token_for(customer, order)
    clock.advance(5 * 60)
    assert wanted(send(customer, order, token))


def test_a_declined_key_stays_declined_though_a_token_comes_with_it(customer: Customer) -> None:
    order, key, before = customer.order(ABOVE + 1, FRIEND), new_key(), customer.available
    first = send(customer, order, key=key)
    again = send(customer, order, token_for(customer, order), key=key)
    assert (again.status_code, again.text) == (first.status_code, first.text)
    assert wanted(again).reasons
    settled = ok(customer.terminal.ask("POST", f"/orders/{key}/settle"))
    assert (settled["state"], settled["problem"]) == ("declined", "verification-required")
    assert customer.available == before


def test_a_done_key_answers_the_same_when_its_token_is_used_up(customer: Customer) -> None:
    order, key = customer.order(ABOVE + 1, FRIEND), new_key()
    token, pin = token_for(customer, order), customer.terminal.token(card_of(PAYER), order)
    replies = [
        customer.terminal.transfer(PAYER, customer.session, order, key=key, token=pin, verification=token)
        for _ in range(2)
    ]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert replies[0].text == replies[1].text


def test_what_lacks_funds_uses_no_verification_up(customer: Customer) -> None:
    order = customer.order(10**9 + 1, FRIEND)
    assert code_of(send(customer, order, token_for(customer, order))) == "limit-per-transfer"


def test_a_sum_in_parts_is_a_sum(customer: Customer, clock: SteppedClock) -> None:
    customer.send(ABOVE - 1, FRIEND)
    assert customer.quote(1, FRIEND).step_up is None
    found = customer.quote(2, FRIEND).step_up
    assert found is not None
    assert found.reasons == ["new-payee"]
    assert wanted(customer.try_to_send(2, FRIEND))
    customer.send(ABOVE, number_of("sun-li"))  # what goes to somebody else does not count
    clock.advance(DAY)
    customer.sign_in()
    assert customer.quote(ABOVE, FRIEND).step_up is None


def test_what_waits_counts_too(customer: Customer) -> None:
    waiting = customer.later(ABOVE - 1, FRIEND)
    assert wanted(customer.try_to_send(2, FRIEND))
    customer.cancel(waiting.transfer)
    customer.send(2, FRIEND)


def test_who_was_paid_before_today_is_known(customer: Customer, clock: SteppedClock) -> None:
    for amount in (100, 100, 1_500_000):
        customer.send(amount, FRIEND)
    clock.advance(DAY)
    customer.sign_in()
    assert customer.quote(ABOVE + 1, number_of("sun-li")).step_up is not None
    customer.send(1_999_999, FRIEND)
    assert customer.quote(ABOVE + 1, FRIEND).step_up is not None  # unusual still
    clock.advance(DAY)
    customer.sign_in()
    customer.send(ABOVE, FRIEND)
    found = customer.quote(ABOVE + 1, FRIEND).step_up
    assert found is not None
    assert found.reasons == ["unusual-amount"]


def test_own_accounts_want_nothing(terminal: Terminal, bank: Bank) -> None:
    bank.step_ups = StepUps(above=100)
    sun = Customer(terminal, "sun-li")
    own = terminal.summary(sun.session).accounts[1].id
    sun.send(101, f"account:{own}")


def test_the_limit_is_a_setting(terminal: Terminal, bank: Bank) -> None:
    customer = Customer(terminal, "wang-xiaoming")
    customer.send(5_000, FRIEND)
    bank.step_ups = StepUps(above=5_000)
    assert wanted(customer.try_to_send(1, FRIEND))


def test_later_orders_want_it_too(customer: Customer) -> None:
    assert wanted(customer.try_to_send(ABOVE + 1, FRIEND, speed="next-day"))


def test_ways_are_those_that_there_are(customer: Customer, bank: Bank, tmp_path: Path) -> None:
    (tmp_path / f"{PAYER}.jpg").unlink()
    found = customer.quote(ABOVE + 1, FRIEND).step_up
    assert found is not None
    assert found.ways == ["document", "staff"]


# -- statements ------------------------------------------------------------------------------------------------------


def ask_statement(customer: Customer, since: str, until: str, **headers: str) -> Any:
    body = StatementQuery.model_validate({"account": customer.account, "since": since, "until": until})
    return customer.terminal.ask("POST", "/statements", body, session=customer.session, **headers)


@pytest.mark.parametrize(("since", "old"), [("2025-03-02", False), ("2025-03-01", True), ("2024-12-31", True)])
def test_a_statement_that_reaches_back_more_than_a_year_wants_it(customer: Customer, since: str, old: bool) -> None:
    reply = ask_statement(customer, since, "2025-03-31")
    if old:
        assert wanted(reply).reasons == ["old-statement"]
    else:
        StatementData.model_validate(ok(reply))


def test_an_old_statement_once_for_exactly_its_days(customer: Customer) -> None:
    about = StatementQuery.model_validate({"account": customer.account, "since": "2025-01-01", "until": "2025-01-31"})
    token = verify(customer.terminal, customer.session, report("statement", about)).token
    assert wanted(ask_statement(customer, "2025-01-01", "2025-02-01", verification=token))
    ok(ask_statement(customer, "2025-01-01", "2025-01-31", verification=token))
    assert wanted(ask_statement(customer, "2025-01-01", "2025-01-31", verification=token))


# -- transactions ----------------------------------------------------------------------------------------------------


def ask_transactions(customer: Customer, since: str | None, account: str = "", **headers: str) -> Any:
    body = TransactionQuery.model_validate({"account": account or customer.account, "since": since, "limit": 10})
    return customer.terminal.ask("POST", "/transactions/search", body, session=customer.session, **headers)


def history_token(customer: Customer, account: str = "") -> str:
    about = TransactionHistory(account=account or customer.account)
    return verify(customer.terminal, customer.session, report("statement", about)).token


@pytest.mark.parametrize(("since", "old"), [("2025-03-02", False), ("2025-03-01", True), (None, True)])
def test_transactions_of_more_than_a_year_ago_want_it(customer: Customer, since: str | None, old: bool) -> None:
    reply = ask_transactions(customer, since)
    if old:
        assert wanted(reply).reasons == ["old-statement"]
    else:
        TransactionPage.model_validate(ok(reply))


def test_old_transactions_are_open_until_the_session_ends(customer: Customer) -> None:
    token = history_token(customer)
    assert wanted(ask_transactions(customer, "2025-01-01"))  # a token that was not used opens nothing
    first = TransactionPage.model_validate(ok(ask_transactions(customer, "2025-01-01", verification=token)))
    again = TransactionPage.model_validate(ok(ask_transactions(customer, "2025-01-01", verification=token)))
    assert first == again  # an answer that was lost costs nobody another look into the camera
    ok(ask_transactions(customer, "2024-06-01"))
    assert wanted(ask_statement(customer, "2025-01-01", "2025-01-31", verification=token))
    customer.sign_in()
    assert wanted(ask_transactions(customer, "2025-01-01", verification=token))


def test_old_transactions_of_one_account_open_no_other(terminal: Terminal, bank: Bank, tmp_path: Path) -> None:
    with_portraits(bank, tmp_path, "sun-li")
    sun = Customer(terminal, "sun-li")
    other = terminal.summary(sun.session).accounts[1].id
    ok(ask_transactions(sun, "2025-01-01", verification=history_token(sun)))
    assert wanted(ask_transactions(sun, "2025-01-01", other))
    ok(ask_transactions(sun, "2025-01-01", other, verification=history_token(sun, other)))


@pytest.mark.parametrize(
    ("day", "before"), [("2026-03-02", "2025-03-02"), ("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-28")]
)
def test_a_year_before(day: str, before: str) -> None:
    assert year_before(date.fromisoformat(day)) == date.fromisoformat(before)
