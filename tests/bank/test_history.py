"""Two years of the sandbox's people: sound, plausible, the same each time, and ending where people.toml says."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bank import ledger
from bank.clock import SteppedClock, business_date
from bank.ledger import EQUITY
from bank.opening import Bank, open_bank
from bank.tables import accounts, entries, postings
from tests.bank.support import PEOPLE, number_of

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 3, 2)  # SteppedClock's


def lines(bank: Bank) -> dict[str, list[Any]]:
    """Every account's postings, oldest first."""
    query = (
        select(accounts.c.number, postings, entries.c.at, entries.c.note)
        .join_from(postings, accounts, postings.c.account_id == accounts.c.id)
        .join(entries, postings.c.entry_id == entries.c.id)
        .order_by(postings.c.entry_id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in bank.store.read(lambda connection: connection.execute(query).all()):
        found[row.number].append(row)
    return found


def test_it_ends_in_what_the_people_have_and_was_never_negative(bank: Bank) -> None:
    assert bank.store.read(ledger.check).sound
    of = lines(bank)
    for account in (account for person in PEOPLE.values() for account in person.accounts):
        balance = 0
        for line in of[account.number]:
            balance += line.amount
            assert line.balance_after == balance >= 0
        assert balance == account.balance


def test_whoever_has_money_has_a_life(bank: Bank) -> None:
    of = lines(bank)
    accounts_of = [account for person in PEOPLE.values() for account in person.accounts if account.balance]
    assert [account.number for account in accounts_of if len(of[account.number]) < 100] == []


def test_the_bank_s_own_balance_follows_too(bank: Bank) -> None:
    balance = 0
    for line in lines(bank)[EQUITY]:
        balance += line.amount
        assert line.balance_after == balance


def test_entries_are_in_the_order_they_were_made_in(bank: Bank, clock: SteppedClock) -> None:
    query = select(entries.c.at, entries.c.business_date).order_by(entries.c.id)
    rows = bank.store.read(lambda connection: connection.execute(query).all())
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert all(row.business_date == business_date(row.at) for row in rows)
    assert (rows[0].business_date, rows[-1].at) == (TODAY - timedelta(days=730), clock.now())


def test_it_is_the_same_each_time(bank: Bank, tmp_path: Path) -> None:
    def told(of: dict[str, list[Any]]) -> list[Any]:
        return sorted((n, r.entry_id, r.at, r.kind, r.amount, r.counterparty, r.note) for n in of for r in of[n])

    other = open_bank(tmp_path / "other", "sandbox", SteppedClock())
    assert told(lines(other)) == told(lines(bank))
    other.close()


@pytest.mark.parametrize("now", [datetime(2027, 1, 1, 15, 59, tzinfo=UTC), datetime(2028, 2, 29, 16, 0, tzinfo=UTC)])
def test_it_ends_yesterday_whatever_day_it_is(tmp_path: Path, now: datetime) -> None:
    bank = open_bank(tmp_path / "later", "sandbox", SteppedClock(now))
    assert bank.store.read(ledger.check).sound
    made = [line.business_date for line in lines(bank)[number_of("wang-xiaoming")]]
    assert business_date(now) - timedelta(days=14) < made[-1] < business_date(now)
    bank.close()


def test_lives_differ_as_people_do(bank: Bank) -> None:
    of = lines(bank)

    def income(name: str) -> int:
        return max(line.amount for line in of[number_of(name)] if line.kind == "salary")

    assert of[number_of("li-na")] == []
    assert income("nguyen-thi-minh-khai") < income("chen-guiying") < income("wang-xiaoming") < income("ouyang-zhiyuan")
    assert {line.counterparty for line in of[number_of("chen-guiying")] if line.kind == "salary"} == {"市社会保险基金"}
    kinds = {line.kind for line in of[number_of("wang-xiaoming")]}
    assert kinds == {"opening", "salary", "rent", "utilities", "shop", "fee", "interest", "transfer"}
    shop = [line for line in of[number_of("sun-li", 1)] if f"{line.business_date:%Y-%m}" == "2026-02"]
    assert 180 <= len(shop) <= 220
    assert of[number_of("zhou-jianguo")][-1].business_date < TODAY - timedelta(days=180)


def test_both_sides_of_a_transfer_name_the_other_masked(bank: Bank) -> None:
    of = lines(bank)
    sent = [line for line in of[number_of("wang-xiaoming")] if line.kind == "transfer"]
    came = {line.entry_id: line for line in of[number_of("chen-guiying")] if line.kind == "transfer"}
    assert len(sent) == 24
    for line in sent:
        assert (line.counterparty, line.counterparty_number) == ("*桂英", "6200 00** **** 4348")
        other = came[line.entry_id]
        assert (other.counterparty, other.counterparty_number) == ("*小明", "6200 00** **** 2170")
        assert (other.amount, other.fee, other.note) == (-line.amount, 0, "family")


def test_between_own_accounts_and_what_was_sent_today(bank: Bank) -> None:
    of = lines(bank)
    assert any(line.counterparty == "*丽" and line.amount < 0 for line in of[number_of("sun-li", 1)])
    today = of[number_of("zhang-wei")][-1]
    assert (today.business_date, today.amount, today.kind) == (TODAY, -4_980_000, "transfer")
