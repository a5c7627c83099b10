"""Why a customer is asked before a transfer: each reason, and where it begins."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, update

from bank.clock import SteppedClock
from bank.contract import Risk
from bank.opening import Bank
from bank.risks import is_night, is_unusual
from bank.tables import customers, postings
from tests.bank.support import Terminal, number_of
from tests.bank.transfers import PAYER, Customer


@pytest.fixture
def customer(terminal: Terminal) -> Customer:
    return Customer(terminal)


def test_a_payee_is_new_until_money_has_gone_there(customer: Customer, clock: SteppedClock) -> None:
    to = number_of("lin-mei-ling")
    assert Risk.NEW_PAYEE in customer.quote(100, to).risks
    waiting = customer.later(100, to)
    assert Risk.NEW_PAYEE in customer.quote(100, to).risks  # nothing has gone there yet
    customer.cancel(waiting.transfer)
    customer.send(100, to)
    assert Risk.NEW_PAYEE not in customer.quote(100, to).risks
    clock.advance(400 * 86_400)
    customer.sign_in()
    assert Risk.NEW_PAYEE not in customer.quote(100, to).risks


def test_who_was_paid_by_others_or_paid_the_customer_is_new(terminal: Terminal) -> None:
    lin = Customer(terminal, "lin-mei-ling")
    lin.send(1, number_of("nguyen-thi-minh-khai"))
    nguyen = Customer(terminal, "nguyen-thi-minh-khai")
    assert Risk.NEW_PAYEE in nguyen.quote(1, number_of("lin-mei-ling")).risks


def test_an_own_account_is_not_new(terminal: Terminal) -> None:
    sun = Customer(terminal, "sun-li")
    other = terminal.summary(sun.session).accounts[1].id
    assert Risk.NEW_PAYEE not in sun.quote(1, f"account:{other}").risks


@pytest.mark.parametrize(
    ("amount", "history", "unusual"),
    [
        (500_000, [], False),
        (500_001, [], True),
        (500_001, [900_000, 900_000], True),  # two say nothing
        (500, [100, 100, 100], True),
        (499, [100, 100, 100], False),
        (500, [100, 100, 100, 500], False),  # not above the largest
        (501, [100, 100, 100, 500], True),
        (750, [100, 100, 200, 200], True),  # the median of four lies between
        (749, [100, 100, 200, 200], False),
    ],
)
def test_an_unusual_amount(amount: int, history: list[int], unusual: bool) -> None:
    assert is_unusual(amount, history) is unusual


def test_what_is_usual_are_the_customers_own_transfers_of_90_days(
    customer: Customer, bank: Bank, clock: SteppedClock
) -> None:
    forget = delete(postings).where(postings.c.kind == "transfer")
    bank.store.write(lambda connection: connection.execute(forget))
    for _ in range(3):
        customer.send(10_000)
    assert Risk.UNUSUAL_AMOUNT in customer.quote(50_000).risks
    assert Risk.UNUSUAL_AMOUNT not in customer.quote(49_999).risks
    clock.advance(90 * 86_400)
    customer.sign_in()
    assert Risk.UNUSUAL_AMOUNT in customer.quote(50_000).risks
    clock.advance(86_400)
    customer.sign_in()
    assert Risk.UNUSUAL_AMOUNT not in customer.quote(50_000).risks  # none in 90 days, and not above 5,000 yuan


@pytest.mark.parametrize(
    ("hour", "minute", "night"),
    [(13, 59, False), (14, 0, True), (16, 0, True), (21, 59, True), (22, 0, False)],  # UTC; Beijing is 8 hours ahead
)
def test_the_night_is_from_22_to_6_in_beijing(hour: int, minute: int, night: bool) -> None:
    assert is_night(datetime(2026, 3, 2, hour, minute, tzinfo=UTC)) is night


def test_an_odd_hour_is_told(customer: Customer, clock: SteppedClock) -> None:
    assert Risk.ODD_HOUR not in customer.quote(1).risks
    clock.advance(13 * 3600)
    customer.sign_in()
    assert Risk.ODD_HOUR in customer.quote(1).risks


def test_the_fourth_of_a_business_date(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    bank.store.write(lambda c: c.execute(update(customers).where(customers.c.id == PAYER).values(tier="premium")))
    customer.send(1)
    waiting = [customer.later(1), customer.later(1)]
    assert Risk.SEVERAL_TODAY in customer.quote(1).risks
    customer.cancel(waiting[0].transfer)
    assert Risk.SEVERAL_TODAY not in customer.quote(1).risks
    customer.later(1)
    assert Risk.SEVERAL_TODAY in customer.quote(1).risks
    clock.advance(14 * 3600)  # after midnight in Beijing
    customer.sign_in()
    assert Risk.SEVERAL_TODAY not in customer.quote(1).risks
