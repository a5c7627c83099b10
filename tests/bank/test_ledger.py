"""Double entry, for any postings."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from bank import ledger
from bank.clock import SteppedClock
from bank.ledger import OverdrawnError, Posting, open_account, post
from bank.opening import Bank
from bank.store import Store
from bank.tables import accounts, customers, postings
from tests.bank.support import PEOPLE

pytestmark = pytest.mark.both_databases

NOW = SteppedClock().now()


def a_ledger(url: str, customers_count: int) -> tuple[Store, list[str]]:
    """A ledger with the bank's own account first, then one for each customer."""
    store = Store(url)
    store.make_tables()

    def fill(connection: ledger.Connection) -> list[str]:
        made = [open_account(connection, "9000000000000001", "equity")]
        for number in range(customers_count):
            who = {"id": f"c{number}", "name": "x", "name_latin": "x", "born": NOW.date(), "language": "en"}
            connection.execute(insert(customers), {**who, "limit_per_transfer": 1, "limit_per_day": 1})
            made.append(open_account(connection, f"{6200008 * 10**9 + number}", "savings", customer=f"c{number}"))
        return made

    return store, store.write(fill)


def test_the_sandbox_is_sound_and_holds_what_the_people_have(bank: Bank) -> None:
    assert bank.store.read(ledger.check).sound
    wanted = {a.number: a.balance for p in PEOPLE.values() for a in p.accounts}
    query = select(accounts.c.number, accounts.c.balance).where(accounts.c.customer_id.is_not(None))
    found = dict(bank.store.read(lambda c: c.execute(query).all()))
    assert found == wanted


@pytest.mark.parametrize(
    "amounts", [(1, 1), (-1, 2), (0, 0), (5,)], ids=["not zero", "not balanced", "nothing", "one side"]
)
def test_postings_that_do_not_balance_are_refused(databases: Callable[[], str], amounts: tuple[int, ...]) -> None:
    store, made = a_ledger(databases(), 2)
    lines = tuple(Posting(account, amount) for account, amount in zip(made, amounts, strict=False))
    with pytest.raises(ValueError, match="sum to zero"):
        store.write(lambda connection: post(connection, "test", lines, NOW))
    store.close()


def test_an_account_stands_once_in_an_entry(databases: Callable[[], str]) -> None:
    store, made = a_ledger(databases(), 1)
    lines = (Posting(made[0], -1), Posting(made[0], 1))
    with pytest.raises(ValueError, match="once"):
        store.write(lambda connection: post(connection, "test", lines, NOW))
    store.close()


def test_the_database_itself_refuses_a_negative_customer(databases: Callable[[], str]) -> None:
    from sqlalchemy.exc import IntegrityError

    store, made = a_ledger(databases(), 1)
    with pytest.raises(IntegrityError):
        store.write(lambda c: c.execute(update(accounts).where(accounts.c.id == made[1]).values(balance=-1)))
    store.close()


entries = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 10**13)).filter(lambda e: e[0] != e[1]),
    max_size=25,
)


@settings(deadline=None, derandomize=True, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=entries)
def test_any_entries_leave_a_sound_ledger(databases: Callable[[], str], wanted: list[tuple[int, ...]]) -> None:
    """Against a model in two lines: an entry is made unless it would leave a customer (1 to 3) below zero."""
    store, made = a_ledger(databases(), 3)
    model = [0, 0, 0, 0]
    for payer, payee, amount in wanted:
        lines = (Posting(made[payer], -amount), Posting(made[payee], amount))
        if payer == 0 or model[payer] >= amount:
            posted = store.write(lambda connection, lines=lines: post(connection, "test", lines, NOW))
            model[payer] -= amount
            model[payee] += amount
            assert posted.balances == (model[payer], model[payee])
        else:
            with pytest.raises(OverdrawnError):
                store.write(lambda connection, lines=lines: post(connection, "test", lines, NOW))
    query = select(accounts.c.id, accounts.c.balance)
    balances = dict(store.read(lambda c: c.execute(query).all()))
    assert [balances[account] for account in made] == model
    assert store.read(ledger.check).sound
    store.close()


def test_the_check_finds_what_is_wrong(databases: Callable[[], str]) -> None:
    store, made = a_ledger(databases(), 2)
    lines = (Posting(made[0], -500), Posting(made[1], 500))
    store.write(lambda connection: post(connection, "test", lines, NOW))
    assert store.read(ledger.check).sound
    store.write(lambda c: c.execute(update(accounts).where(accounts.c.id == made[1]).values(balance=499)))
    wrong = store.read(ledger.check)
    assert (wrong.sound, wrong.wrong_balances, wrong.total) == (False, 1, -1)
    store.write(lambda c: c.execute(update(postings).where(postings.c.account_id == made[1]).values(amount=499)))
    wrong = store.read(ledger.check)
    assert (wrong.sound, wrong.unbalanced_entries, wrong.wrong_balances) == (False, 1, 0)
    store.close()
