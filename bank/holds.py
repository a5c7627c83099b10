"""Holds: what of an account is kept back for transfers that wait. A balance is never less than what is held of it."""

from sqlalchemy import Connection, bindparam, update

from bank.statements import Statement
from bank.tables import accounts

_HELD = accounts.c.held
_HOLD = Statement(
    update(accounts)
    .where(accounts.c.id == bindparam("account"), accounts.c.balance - _HELD >= bindparam("amount"))
    .values(held=_HELD + bindparam("amount"))
    .returning((accounts.c.balance - _HELD).label("available"))
)
_RELEASE = Statement(
    update(accounts)
    .where(accounts.c.id == bindparam("account"), bindparam("amount") <= _HELD)
    .values(held=_HELD - bindparam("amount"))
)


class HoldError(Exception):
    """More than there is would be held or released. Whoever asks checks first; this undoes the transaction."""


def hold(connection: Connection, account: str, amount: int) -> int:
    """Keep `amount` fen back; return what is available then. Raises `HoldError` if less is available."""
    row = _HOLD.row(connection, account=account, amount=amount)
    if row is None:
        raise HoldError
    return int(row.available)


def release(connection: Connection, account: str, amount: int) -> None:
    """Give `amount` fen free. Raises `HoldError` if less is held."""
    if _RELEASE.run(connection, account=account, amount=amount) != 1:
        raise HoldError
