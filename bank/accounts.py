"""What a signed-in customer may see: the own accounts, and a payee's masked name."""

from datetime import date

from sqlalchemy import bindparam, select

from bank.clock import business_date
from bank.contract import Account, AccountState, AccountSummary, Limits, Payee, PayeeQuery, Tier
from bank.destinations import find_payee
from bank.masking import masked_name, masked_number
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.tables import accounts
from bank.turn import Turn

BANK = "示例银行 Sample Bank"

_OWN = Statement(
    select(accounts).where(accounts.c.customer_id == bindparam("customer")).order_by(accounts.c.kind, accounts.c.number)
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


def limits(turn: Turn, who: SignedIn) -> Limits:
    """Return what the customer may send, and what of it is left on this business date."""
    day = business_date(turn.now)
    sent = sent_on(who, day)
    return Limits(
        tier=Tier(who.tier),
        per_transfer=who.limit_per_transfer,
        per_day=who.limit_per_day,
        sent_today=sent,
        left_today=max(0, who.limit_per_day - sent),
        business_date=day,
    )


def look_up(turn: Turn, who: SignedIn, asked: PayeeQuery) -> Payee:
    """Return a payee's masked name and number. Raises `Problem` as `find_payee` does."""
    row = find_payee(turn, who, asked.account_number)
    return Payee(
        masked_name=masked_name(row.name),
        masked_number=masked_number(row.number),
        bank=BANK,
        own=row.customer == who.customer,
    )
