"""Double-entry bookkeeping. Every entry's postings sum to zero; balances are kept in the same transaction.

A customer's account holds what the bank owes the customer: positive, never negative. The bank's own account is the
other side of what came from outside, so it may be negative.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, FromClause, bindparam, func, insert, or_, select, update

from bank.clock import business_date
from bank.statements import Statement
from bank.tables import accounts, entries, postings

EQUITY = "9000000000000001"  # the number of the bank's own account: the counter side of opening balances


@dataclass(frozen=True)
class Posting:
    """`amount` in fen is added to the account: negative takes away. `fee` is the part of it that the bank earns.

    `counterparty` and `counterparty_number` are what the account's customer reads of the other side: masked where it is
    a person, whole where it is a company.
    """

    account: str  # accounts.id
    amount: int
    counterparty: str = ""
    counterparty_number: str = ""
    fee: int = 0


@dataclass(frozen=True)
class Posted:
    """An entry in the ledger: its reference, each account's balance after it in the order of the postings, its id."""

    reference: str
    balances: tuple[int, ...]
    entry: int  # entries.id


class OverdrawnError(Exception):
    """A customer's balance would fall below what is held. Whoever posts checks first; this undoes the transaction."""


_ADD = Statement(
    update(accounts)
    .where(accounts.c.id == bindparam("account"))
    .where(or_(accounts.c.customer_id.is_(None), accounts.c.balance - accounts.c.held + bindparam("amount") >= 0))
    .values(balance=accounts.c.balance + bindparam("amount"))
    .returning(accounts.c.balance)
)
_ENTER = Statement(insert(entries).returning(entries.c.id), "kind", "at", "business_date", "terminal", "key", "note")
_POST = Statement(insert(postings), *postings.c.keys())


def post(
    connection: Connection,
    kind: str,
    lines: tuple[Posting, ...],
    at: datetime,
    terminal: str = "",
    key: str = "",
    note: str = "",
) -> Posted:
    """Enter postings and move the balances. `kind` is a TransactionKind, `note` what the payer chose to say of it.

    What is held for the entry is released before.

    Raises `ValueError` unless they sum to zero, are not zero, and name each account once; `OverdrawnError` if a
    customer's balance would fall below what is held of it or an account does not exist.
    """
    if sum(line.amount for line in lines) or not all(line.amount for line in lines):
        raise ValueError("postings must not be zero and must sum to zero")
    if len({line.account for line in lines}) < len(lines):
        raise ValueError("an entry names each account once")
    after: dict[str, int] = {}
    for line in sorted(lines, key=lambda line: line.account):  # in a fixed order: no two entries wait for each other
        moved = _ADD.row(connection, account=line.account, amount=line.amount)
        if moved is None:
            raise OverdrawnError
        after[line.account] = moved.balance
    day = business_date(at)
    entry = _ENTER.rows(connection, kind=kind, at=at, business_date=day, terminal=terminal, key=key, note=note)[0].id
    for line in lines:
        _POST.run(
            connection,
            account_id=line.account,
            entry_id=entry,
            business_date=day,
            kind=kind,
            amount=line.amount,
            fee=line.fee,
            balance_after=after[line.account],
            counterparty=line.counterparty,
            counterparty_number=line.counterparty_number,
        )
    return Posted(reference(day, entry), tuple(after[line.account] for line in lines), entry)


def reference(day: date, entry: int) -> str:
    """Return how an entry is referred to: its business date and its number."""
    return f"{day:%Y%m%d}{entry:010d}"


def open_account(
    connection: Connection, number: str, kind: str, state: str = "active", customer: str | None = None
) -> str:
    """Open an account with nothing on it; return its id. Without a customer it is the bank's own."""
    account = uuid.uuid4().hex
    values = {"id": account, "number": number, "customer_id": customer, "kind": kind, "state": state, "balance": 0}
    connection.execute(insert(accounts), values)
    return account


@dataclass(frozen=True)
class LedgerCheck:
    """`sound`: every entry sums to zero, balances are the sums of their postings, no customer's is negative."""

    sound: bool
    entries: int
    total: int  # of all balances: zero
    unbalanced_entries: int
    wrong_balances: int
    negative_balances: int


def check(connection: Connection) -> LedgerCheck:
    """Go through the whole ledger."""

    def count(rows: FromClause) -> int:
        return connection.scalar(select(func.count()).select_from(rows)) or 0

    unbalanced = count(
        select(postings.c.entry_id).group_by(postings.c.entry_id).having(func.sum(postings.c.amount) != 0).subquery()
    )
    wrong = count(
        select(accounts.c.id)
        .outerjoin(postings, postings.c.account_id == accounts.c.id)
        .group_by(accounts.c.id, accounts.c.balance)
        .having(func.coalesce(func.sum(postings.c.amount), 0) != accounts.c.balance)
        .subquery()
    )
    negative = count(
        select(accounts.c.id).where(accounts.c.customer_id.is_not(None), accounts.c.balance < 0).subquery()
    )
    total = int(connection.scalar(select(func.coalesce(func.sum(accounts.c.balance), 0))) or 0)
    sound = not (unbalanced or wrong or negative or total)
    return LedgerCheck(sound, count(entries), total, unbalanced, wrong, negative)
