"""A customer's transactions, a page at a time: found by one index, newest first."""

import re
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, func, literal, or_, select, tuple_

from bank import verifications
from bank.contract import (
    Transaction,
    TransactionHistory,
    TransactionKind,
    TransactionPage,
    TransactionQuery,
    fingerprint,
)
from bank.ledger import reference
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.step_up import StepUps
from bank.tables import Record, accounts, customers, entries, postings
from bank.turn import Turn

_OWNED = Statement(
    select(accounts.c.number, accounts.c.kind, accounts.c.balance, customers.c.name)
    .join_from(accounts, customers, accounts.c.customer_id == customers.c.id)
    .where(accounts.c.id == bindparam("account"), customers.c.id == bindparam("customer"))
)
_CURSOR = re.compile(r"([0-9]{8})-([0-9]{1,18})-([0-9a-f]{16})")


def search(
    turn: Turn, step_ups: StepUps, who: SignedIn, asked: TransactionQuery, verification: str | None = None
) -> TransactionPage:
    """Return a page of an own account's transactions.

    A cursor names the last transaction of the page before, not a place in the list, so that what is entered meanwhile
    moves nothing. `verification`: the token of one; what reaches back far uses it up, once a session and account.
    Raises `Problem` (account-unknown, dates-invalid, verification-required, cursor-invalid).
    """
    owned_account(turn, who, asked.account)
    if asked.since and asked.until and asked.since > asked.until:
        raise Problem(Code.DATES_INVALID)
    if step_up := step_ups.for_transactions(turn, who, asked.since):
        subject = fingerprint(TransactionHistory(account=asked.account))
        verifications.require_once(turn, who, step_up, subject, verification)
    same = _search_of(asked)
    query = of_account(asked.account).where(*_conditions(asked, turn.connection.dialect.name))
    if asked.cursor:
        day, entry = _place(asked.cursor, same)
        place = tuple_(literal(day, Date), literal(entry, Integer))
        query = query.where(tuple_(postings.c.business_date, postings.c.entry_id) < place)
    query = query.order_by(postings.c.business_date.desc(), postings.c.entry_id.desc()).limit(asked.limit + 1)
    rows = turn.connection.execute(query).all()
    shown = rows[: asked.limit]
    more = len(rows) > len(shown)
    last = shown[-1] if more else None
    return TransactionPage(
        transactions=[transaction(row) for row in shown],
        next=f"{last.business_date:%Y%m%d}-{last.entry_id}-{same}" if last else "",
    )


def owned_account(turn: Turn, who: SignedIn, account: str) -> Record:
    """Return number, kind, balance and holder of an own account. Raises `Problem` (account-unknown)."""
    row = _OWNED.row(turn.connection, account=account, customer=who.customer)
    if row is None:
        raise Problem(Code.ACCOUNT_UNKNOWN)
    return row


def of_account(account: str) -> Select[*tuple[object, ...]]:
    """Return the query for an account's postings, each with its entry, in no order."""
    return (
        select(postings, entries.c.at, entries.c.note, entries.c.terminal)
        .join_from(postings, entries, postings.c.entry_id == entries.c.id)
        .where(postings.c.account_id == account)
    )


def transaction(row: Record) -> Transaction:
    """Return what the customer is shown of a row of `of_account`."""
    at: datetime = row.at
    return Transaction(
        reference=reference(row.business_date, row.entry_id),
        at=at,
        business_date=row.business_date,
        kind=TransactionKind(row.kind),
        amount=row.amount,
        fee=row.fee,
        balance_after=row.balance_after,
        counterparty=row.counterparty,
        counterparty_number=row.counterparty_number,
        note=row.note,
        terminal=row.terminal or "",
    )


def _conditions(asked: TransactionQuery, database: str) -> list[ColumnElement[bool]]:
    named = postings.c.counterparty
    found: list[ColumnElement[bool]] = []
    if asked.since:
        found.append(postings.c.business_date >= asked.since)
    if asked.until:
        found.append(postings.c.business_date <= asked.until)
    if asked.kind:
        found.append(postings.c.kind == asked.kind.value)
    if asked.counterparty:
        # SQLite's LIKE knows no case anyway; asked not to, it takes three times as long
        part = named.contains if database == "sqlite" else named.icontains
        found.append(part(asked.counterparty, autoescape=True))
    if asked.least is not None:
        found.append(or_(postings.c.amount >= asked.least, postings.c.amount <= -asked.least))
    if asked.most is not None:
        found.append(func.abs(postings.c.amount) <= asked.most)
    return found


def _search_of(asked: TransactionQuery) -> str:
    """Return what tells one search from another: all of it but the cursor."""
    return fingerprint(asked.model_copy(update={"cursor": ""}))[:16]


def _place(cursor: str, same: str) -> tuple[date, int]:
    """Return date and entry of the last transaction of the page before. Raises `Problem` (cursor-invalid)."""
    found = _CURSOR.fullmatch(cursor)
    if found is None or found[3] != same:
        raise Problem(Code.CURSOR_INVALID)
    try:
        return date.fromisoformat(found[1]), int(found[2])
    except ValueError:
        raise Problem(Code.CURSOR_INVALID) from None
