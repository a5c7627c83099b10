"""Saved payees: whom a customer sends money to, kept so that no number need be typed again."""

import uuid
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from bank.accounts import BANK
from bank.clock import business_date
from bank.contract import SavedPayee, SavedPayees, SavePayeeRequest
from bank.destinations import find_payee
from bank.masking import masked_name, masked_number
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.tables import Record, accounts, customers, saved_payees
from bank.turn import Turn

MOST = 30

_SAVED = (
    select(saved_payees, accounts.c.number, customers.c.name)
    .join_from(saved_payees, accounts, saved_payees.c.account_id == accounts.c.id)
    .join(customers, accounts.c.customer_id == customers.c.id)
)
_USED = Statement(  # comes with every order; changes nothing for those who are not saved
    update(saved_payees)
    .where(saved_payees.c.customer_id == bindparam("customer"), saved_payees.c.account_id == bindparam("account"))
    .where(or_(saved_payees.c.last_used.is_(None), saved_payees.c.last_used < bindparam("day")))
    .values(last_used=bindparam("day"))
)


def saved(turn: Turn, who: SignedIn) -> SavedPayees:
    """List them, the most recently used first; one that was never used counts from when it was saved."""
    rows = turn.connection.execute(_SAVED.where(saved_payees.c.customer_id == who.customer)).all()
    newest = sorted(rows, key=lambda row: (row.last_used or business_date(row.saved_at), row.saved_at), reverse=True)
    return SavedPayees(payees=[_payee(row) for row in newest])


def save(turn: Turn, who: SignedIn, asked: SavePayeeRequest) -> SavedPayee:
    """Keep a payee; one that is kept already stays as it is, but for the label where one is given.

    Raises `Problem` (payee-not-found, payee-cannot-receive, payees-full).
    """
    account = find_payee(turn, who, asked.account_number).id
    own = saved_payees.c.customer_id == who.customer
    kept = _SAVED.where(own, saved_payees.c.account_id == account)
    row = turn.connection.execute(kept).one_or_none()
    if row is None:
        if turn.connection.scalars(select(func.count()).where(own)).one() >= MOST:
            raise Problem(Code.PAYEES_FULL)
        values = {"id": uuid.uuid4().hex, "customer_id": who.customer, "account_id": account, "saved_at": turn.now}
        turn.connection.execute(insert(saved_payees), values | {"label": asked.label})
        row = turn.connection.execute(kept).one()
    elif asked.label:
        turn.connection.execute(update(saved_payees).where(saved_payees.c.id == row.id).values(label=asked.label))
        row = turn.connection.execute(kept).one()
    return _payee(row)


def forget(turn: Turn, who: SignedIn, payee: str) -> None:
    """Drop a saved payee. Raises `Problem` (payee-unknown)."""
    gone = delete(saved_payees).where(saved_payees.c.id == payee, saved_payees.c.customer_id == who.customer)
    if turn.connection.execute(gone).rowcount != 1:
        raise Problem(Code.PAYEE_UNKNOWN)


def note_use(connection: Connection, customer: str, account: str, day: date) -> None:
    """Remember that the customer sent money there on this business date."""
    _USED.run(connection, customer=customer, account=account, day=day)


def _payee(row: Record) -> SavedPayee:
    return SavedPayee(
        id=row.id,
        masked_name=masked_name(row.name),
        masked_number=masked_number(row.number),
        bank=BANK,
        last_used=row.last_used,
        label=row.label,
    )
