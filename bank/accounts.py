"""What a signed-in customer may see: the own accounts, and a payee's masked name."""

from datetime import date

from sqlalchemy import bindparam, select

from bank.clock import business_date
from bank.contract import Account, AccountState, AccountSummary, Payee, PayeeQuery
from bank.masking import masked_name, masked_number
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.tables import accounts, customers
from bank.turn import Turn

BANK = "示例银行 Sample Bank"

_OWN = Statement(
    select(accounts).where(accounts.c.customer_id == bindparam("customer")).order_by(accounts.c.kind, accounts.c.number)
)
_PAYEE = Statement(
    select(accounts.c.number, accounts.c.state, accounts.c.customer_id, customers.c.name)
    .join_from(accounts, customers, accounts.c.customer_id == customers.c.id)
    .where(accounts.c.number == bindparam("number"))
)


def summary(turn: Turn, who: SignedIn) -> AccountSummary:
    """Return the customer's accounts and what is left of the limits."""
    rows = _OWN.rows(turn.connection, customer=who.customer)
    return AccountSummary(
        accounts=[
            Account(
                id=row.id,
                kind=row.kind,
                masked=masked_number(row.number),
                state=AccountState(row.state),
                balance=row.balance,
                available=row.balance - row.held if row.state == AccountState.ACTIVE else 0,
            )
            for row in rows
        ],
        limit_per_transfer=who.limit_per_transfer,
        limit_left_today=max(0, who.limit_per_day - sent_on(who, business_date(turn.now))),
        at=turn.now,
    )


def sent_on(who: SignedIn, day: date) -> int:
    """Return what the customer has sent on this business date, in fen."""
    return who.sent if who.sent_on == day else 0


def look_up(turn: Turn, who: SignedIn, asked: PayeeQuery) -> Payee:
    """Return a payee's masked name and number. Raises `Problem` (payee-not-found, payee-cannot-receive).

    Whether an account is frozen or closed is nobody else's business: both are one problem.
    """
    row = _PAYEE.row(turn.connection, number=asked.account_number)
    if row is None:
        raise Problem(Code.PAYEE_NOT_FOUND)
    if row.state != AccountState.ACTIVE:
        raise Problem(Code.PAYEE_CANNOT_RECEIVE)
    return Payee(
        masked_name=masked_name(row.name),
        masked_number=masked_number(row.number),
        bank=BANK,
        own=row.customer_id == who.customer,
    )
