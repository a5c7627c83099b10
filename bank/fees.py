"""What a transfer costs, and the bank's own account that the fees go to."""

from sqlalchemy import Connection, bindparam, select

from bank.contract import Speed, Tier
from bank.ledger import open_account
from bank.statements import Statement
from bank.tables import accounts

INCOME = "9000000000000002"  # the number of the bank's own account for what it earns
FREE_UP_TO = 1_000_000
REAL_TIME = 200  # fen, whatever is above

_INCOME = Statement(select(accounts.c.id).where(accounts.c.number == bindparam("number")))


def fee_for(tier: str, speed: Speed, amount: int, *, own: bool) -> int:
    """Return the fee in fen. `tier` is a Tier; `own`: both accounts are the customer's."""
    if own or tier == Tier.PREMIUM or speed is not Speed.REAL_TIME or amount <= FREE_UP_TO:
        return 0
    return REAL_TIME


def income_account(connection: Connection) -> str:
    """Return the id of the account for fees, opened with the first one."""
    row = _INCOME.row(connection, number=INCOME)
    return open_account(connection, INCOME, "income") if row is None else str(row.id)
