"""What a transfer costs, and that the fee is booked, counted and checked with it."""

import pytest
from sqlalchemy import select

from bank import ledger
from bank.contract import Speed, Tier
from bank.fees import FREE_UP_TO, INCOME, REAL_TIME, fee_for
from bank.opening import Bank
from bank.tables import accounts, postings
from tests.bank.support import Terminal, code_of, number_of
from tests.bank.transfers import Customer, set_tier, want_no_step_up


@pytest.mark.parametrize(
    ("tier", "speed", "amount", "own", "fee"),
    [
        (Tier.STANDARD, Speed.REAL_TIME, FREE_UP_TO, False, 0),
        (Tier.STANDARD, Speed.REAL_TIME, FREE_UP_TO + 1, False, REAL_TIME),
        (Tier.STANDARD, Speed.REAL_TIME, FREE_UP_TO + 1, True, 0),
        (Tier.PREMIUM, Speed.REAL_TIME, FREE_UP_TO + 1, False, 0),
        (Tier.STANDARD, Speed.TWO_HOURS, FREE_UP_TO + 1, False, 0),
        (Tier.STANDARD, Speed.NEXT_DAY, FREE_UP_TO + 1, False, 0),
    ],
)
def test_the_fee(tier: Tier, speed: Speed, amount: int, own: bool, fee: int) -> None:
    assert fee_for(tier, speed, amount, own=own) == fee


def test_the_fee_leaves_in_the_same_entry_and_is_the_banks_income(terminal: Terminal, bank: Bank) -> None:
    want_no_step_up(bank)
    set_tier(bank, "ouyang-zhiyuan", "standard")
    customer = Customer(terminal)
    before, left = customer.available, customer.left_today
    receipt = customer.send(1_000_001)
    assert (receipt.fee, receipt.balance_after) == (200, before - 1_000_201)
    assert (customer.available, customer.left_today) == (before - 1_000_201, left - 1_000_201)
    lines = (
        select(postings.c.amount, postings.c.fee, accounts.c.number)
        .join_from(postings, accounts, postings.c.account_id == accounts.c.id)
        .where(postings.c.entry_id == int(receipt.reference[8:]))
    )
    found = {row.number: (row.amount, row.fee) for row in bank.store.read(lambda c: c.execute(lines).all())}
    payer, payee = number_of("ouyang-zhiyuan"), number_of("chen-guiying")
    assert found == {payer: (-1_000_201, 200), payee: (1_000_001, 0), INCOME: (200, 0)}
    customer.send(1_000_001)  # the account for it is there already
    income = bank.store.read(lambda c: c.scalars(select(accounts.c.balance).where(accounts.c.number == INCOME)).one())
    assert income == 400
    assert bank.store.read(ledger.check).sound


def test_a_premium_customer_pays_nothing(terminal: Terminal, bank: Bank) -> None:
    want_no_step_up(bank)
    set_tier(bank, "ouyang-zhiyuan", "premium")
    customer = Customer(terminal)
    assert customer.send(1_000_001).fee == 0
    set_tier(bank, "ouyang-zhiyuan", "standard")
    assert customer.send(1_000_001).fee == 200


def test_funds_and_limits_count_the_fee(terminal: Terminal, bank: Bank) -> None:
    want_no_step_up(bank)
    for name in ("chen-guiying", "lin-mei-ling"):
        set_tier(bank, name, "standard")
    chen = Customer(terminal, "chen-guiying")  # at most 2,000,000 each, 5,000,000 a day
    to = number_of("wang-xiaoming")
    assert code_of(chen.try_to_send(2_000_000, to)) == "limit-per-transfer"
    chen.send(1_999_800, to)
    chen.send(1_999_800, to)
    assert chen.left_today == 1_000_000
    lin = Customer(terminal, "lin-mei-ling")
    lin.send(lin.available - 1_100_000, to)
    assert code_of(lin.try_to_send(1_100_000, to)) == "insufficient-funds"
    assert lin.later(1_100_000, to).balance_after == 0  # no fee for those
