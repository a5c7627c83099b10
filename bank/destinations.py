"""Where money goes: an account number, an own account or a saved payee, each resolved for the signed-in customer."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from bank.contract import AccountState
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.tables import Record, accounts, customers, saved_payees
from bank.turn import Turn

# the bank's own accounts have no customer, so they are nobody's destination
_ACCOUNT = select(
    accounts.c.id, accounts.c.number, accounts.c.state, accounts.c.customer_id.label("customer"), customers.c.name
).join_from(accounts, customers, accounts.c.customer_id == customers.c.id)
_BY_NUMBER = Statement(_ACCOUNT.where(accounts.c.number == bindparam("to")))
_OWN = Statement(_ACCOUNT.where(accounts.c.id == bindparam("to"), accounts.c.customer_id == bindparam("customer")))
_SAVED = Statement(
    _ACCOUNT.join(saved_payees, saved_payees.c.account_id == accounts.c.id).where(
        saved_payees.c.id == bindparam("to"), saved_payees.c.customer_id == bindparam("customer")
    )
)
_PAYER = Statement(
    _ACCOUNT.add_columns((accounts.c.balance - accounts.c.held).label("available")).where(
        accounts.c.id == bindparam("account"), accounts.c.customer_id == bindparam("customer")
    )
)


@dataclass(frozen=True)
class Way:
    """From which account to which. `own`: both are the customer's."""

    payer: Record  # id, number, state, customer, name, available
    payee: Record  # the same without what is available
    own: bool


def find_payee(turn: Turn, who: SignedIn, to: str) -> Record:
    """Return the account a `Destination` stands for. An id that is not this customer's is one that does not exist.

    Raises `Problem` (account-unknown, payee-unknown, payee-not-found, payee-cannot-receive where it is closed). A
    frozen account receives: that it is frozen is nobody else's business.
    """
    return _open_for_credit(_resolve(turn, who, to))


def find_way(turn: Turn, who: SignedIn, from_account: str, to: str) -> Way:
    """Return payer and payee, able to pay and to be paid.

    Raises `Problem` (account-unknown, account-frozen, account-closed, same-account) and what `find_payee` raises.
    """
    payer = _PAYER.row(turn.connection, account=from_account, customer=who.customer)
    if payer is None:
        raise Problem(Code.ACCOUNT_UNKNOWN)
    if payer.state != AccountState.ACTIVE:
        raise Problem(Code.ACCOUNT_FROZEN if payer.state == AccountState.FROZEN else Code.ACCOUNT_CLOSED)
    payee = _resolve(turn, who, to)
    if payee.id == payer.id:
        raise Problem(Code.SAME_ACCOUNT)
    return Way(payer, _open_for_credit(payee), own=payee.customer == who.customer)


def can_receive(payee: Record) -> bool:
    """Whether money may come in: a freeze stops what leaves an account, and only that."""
    return payee.state != AccountState.CLOSED


def _resolve(turn: Turn, who: SignedIn, to: str) -> Record:
    kind, _, name = to.rpartition(":")
    if kind == "account":
        row, missing = _OWN.row(turn.connection, to=name, customer=who.customer), Code.ACCOUNT_UNKNOWN
    elif kind == "payee":
        row, missing = _SAVED.row(turn.connection, to=name, customer=who.customer), Code.PAYEE_UNKNOWN
    else:
        row, missing = _BY_NUMBER.row(turn.connection, to=name), Code.PAYEE_NOT_FOUND
    if row is None:
        raise Problem(missing)
    return row


def _open_for_credit(payee: Record) -> Record:
    if not can_receive(payee):
        raise Problem(Code.PAYEE_CANNOT_RECEIVE)
    return payee
