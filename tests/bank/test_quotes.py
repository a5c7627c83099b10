"""What a transfer would cost and when it would arrive; refused as the order would be."""

from datetime import UTC, datetime

import pytest

from bank.clock import SteppedClock
from bank.contract import Speed
from bank.opening import Bank
from tests.bank.support import Terminal, code_of, number_of
from tests.bank.transfers import Customer, set_state, set_tier, want_no_step_up


def test_every_speed_with_its_fee_and_its_time(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    set_tier(bank, "ouyang-zhiyuan", "standard")
    quote = Customer(terminal).quote(1_000_001)
    assert [(s.speed, s.fee, s.executes_at) for s in quote.speeds] == [
        (Speed.REAL_TIME, 200, clock.now()),
        (Speed.TWO_HOURS, 0, datetime(2026, 3, 2, 4, 30, tzinfo=UTC)),
        (Speed.NEXT_DAY, 0, datetime(2026, 3, 2, 16, 0, tzinfo=UTC)),  # midnight in Beijing
    ]


@pytest.mark.parametrize(("hour", "day"), [(15, 2), (16, 3)], ids=["23:30 in Beijing", "00:30 in Beijing"])
def test_the_next_day_is_beijings(terminal: Terminal, clock: SteppedClock, hour: int, day: int) -> None:
    clock.advance((hour - 2) * 3600)
    quoted = Customer(terminal).quote(100).speeds[2]
    assert quoted.executes_at == datetime(2026, 3, day, 16, 0, tzinfo=UTC)


def test_a_quote_changes_nothing_and_keeps_its_word(terminal: Terminal, bank: Bank) -> None:
    want_no_step_up(bank)
    set_tier(bank, "ouyang-zhiyuan", "standard")
    customer = Customer(terminal)
    before = customer.terminal.summary(customer.session)
    quoted = {speed.speed: speed for speed in customer.quote(2_000_000).speeds}
    assert customer.terminal.summary(customer.session) == before
    for speed in Speed:
        receipt = customer.send(2_000_000, speed=speed)
        assert receipt.fee == quoted[speed].fee
        assert (receipt.executes_at or receipt.executed_at) == quoted[speed].executes_at


def test_a_speed_whose_fee_is_more_than_is_left_is_not_offered(terminal: Terminal) -> None:
    chen = Customer(terminal, "chen-guiying")
    offered = [speed.speed for speed in chen.quote(2_000_000, number_of("li-na")).speeds]
    assert offered == [Speed.TWO_HOURS, Speed.NEXT_DAY]  # with the fee it is more than a transfer may carry
    assert code_of(chen.try_to_quote(2_000_001, number_of("li-na"))) == "limit-per-transfer"


REFUSED = [
    ("wang-xiaoming", "6200008999999999", 100, "payee-not-found"),
    ("wang-xiaoming", number_of("zhou-jianguo"), 100, "payee-cannot-receive"),
    ("wang-xiaoming", number_of("wang-xiaoming"), 100, "same-account"),
    ("wang-xiaoming", number_of("chen-guiying"), 864_216, "insufficient-funds"),
    ("zhang-wei", number_of("chen-guiying"), 20_001, "limit-today"),
    ("huang-kwok-tung", number_of("chen-guiying"), 100, "account-frozen"),
    ("zhou-jianguo", number_of("chen-guiying"), 100, "account-closed"),
    ("wang-xiaoming", "account:" + "0" * 32, 100, "account-unknown"),
    ("wang-xiaoming", "payee:" + "0" * 32, 100, "payee-unknown"),
]


@pytest.mark.parametrize(("name", "to", "amount", "code"), REFUSED)
def test_refused_as_the_order(terminal: Terminal, name: str, to: str, amount: int, code: str) -> None:
    customer = Customer(terminal, name)
    assert code_of(customer.try_to_quote(amount, to)) == code
    assert code_of(customer.try_to_send(amount, to)) == code


def test_what_is_held_is_not_there(terminal: Terminal) -> None:
    wang = Customer(terminal, "wang-xiaoming")
    wang.later(864_215)
    assert code_of(wang.try_to_quote(1)) == code_of(wang.try_to_send(1)) == "insufficient-funds"


def test_a_closed_bank_quotes_nothing(terminal: Terminal, bank: Bank) -> None:
    customer = Customer(terminal)
    bank.accepting = False
    assert code_of(customer.try_to_quote(1)) == "bank-closed"


def test_an_own_account_by_its_id(terminal: Terminal, bank: Bank) -> None:
    sun = Customer(terminal, "sun-li")
    here, there = terminal.summary(sun.session).accounts
    assert [speed.fee for speed in sun.quote(20_000, f"account:{there.id}").speeds] == [0, 0, 0]
    sun.send(20_000, f"account:{there.id}")
    assert terminal.summary(sun.session).accounts[1].balance == there.balance + 20_000
    assert code_of(sun.try_to_quote(1, f"account:{here.id}")) == "same-account"
    asked = terminal.ask("POST", "/payees/look-up", {"account_number": f"account:{there.id}"}, session=sun.session)
    assert asked.json()["own"]
    set_state(bank, "sun-li", "frozen")
    assert code_of(sun.try_to_quote(1, f"account:{there.id}")) == "account-frozen"


def test_somebody_elses_account_by_its_id_is_unknown(terminal: Terminal) -> None:
    theirs = Customer(terminal, "chen-guiying").account
    wang = Customer(terminal, "wang-xiaoming")
    asked = terminal.ask("POST", "/payees/look-up", {"account_number": f"account:{theirs}"}, session=wang.session)
    assert code_of(asked) == "account-unknown"
    assert code_of(wang.try_to_quote(1, f"account:{theirs}")) == "account-unknown"
    assert code_of(wang.try_to_send(1, f"account:{theirs}")) == "account-unknown"
