"""Transfers inside this bank, in real time."""

from sqlalchemy import bindparam, or_, select, update

from bank.accounts import sent_on
from bank.cards import spend
from bank.clock import business_date
from bank.contract import AccountState, Purpose, Receipt, TransferOrder, fingerprint
from bank.ledger import Posting, post
from bank.masking import masked_name, masked_number
from bank.problems import Code, Problem
from bank.sessions import SignedIn, signed_in
from bank.statements import Statement
from bank.tables import accounts, customers
from bank.terminals import note_journal_head
from bank.turn import Turn

_BOTH = Statement(  # payer and payee in one query; the bank's own accounts have no customer, so they are neither
    select(accounts.c.id, accounts.c.number, accounts.c.state, accounts.c.balance, customers.c.id.label("customer"))
    .add_columns(customers.c.name)
    .join_from(accounts, customers, accounts.c.customer_id == customers.c.id)
    .where(or_(accounts.c.id == bindparam("account"), accounts.c.number == bindparam("to")))
)
_SENT = Statement(
    update(customers)
    .where(customers.c.id == bindparam("customer"))
    .values(sent_on=bindparam("day"), sent=bindparam("total"))
)


def transfer(turn: Turn, key: str, order: TransferOrder, session: str, token: str, head: str) -> Receipt:
    """Move money at once. The token is spent even if the order is then declined.

    Raises `Problem`: session-ended, authorisation-invalid (nothing happened), and what `_decide` raises (declined).
    """
    who = signed_in(turn, session)
    spend(turn, token, Purpose.ORDER, who.card, fingerprint(order))
    note_journal_head(turn.connection, turn.terminal, head, turn.now)
    return _decide(turn, key, order, who)


def _decide(turn: Turn, key: str, order: TransferOrder, who: SignedIn) -> Receipt:
    """Check and post. Raises `Problem` (account-*, payee-*, same-account, limit-*, insufficient-funds)."""
    both = _BOTH.rows(turn.connection, account=order.from_account, to=order.to_account)
    payer = next((row for row in both if row.id == order.from_account), None)
    payee = next((row for row in both if row.number == order.to_account), None)
    if payer is None or payer.customer != who.customer:
        raise Problem(Code.ACCOUNT_UNKNOWN)
    if payer.state != AccountState.ACTIVE:
        raise Problem(Code.ACCOUNT_FROZEN if payer.state == AccountState.FROZEN else Code.ACCOUNT_CLOSED)
    if payee is payer:
        raise Problem(Code.SAME_ACCOUNT)
    if payee is None:
        raise Problem(Code.PAYEE_NOT_FOUND)
    if payee.state != AccountState.ACTIVE:
        raise Problem(Code.PAYEE_CANNOT_RECEIVE)
    day = business_date(turn.now)
    total = sent_on(who, day) + order.amount
    if order.amount > who.limit_per_transfer:
        raise Problem(Code.LIMIT_PER_TRANSFER)
    if total > who.limit_per_day:
        raise Problem(Code.LIMIT_TODAY)
    if order.amount > payer.balance:
        raise Problem(Code.INSUFFICIENT_FUNDS)
    lines = (Posting(order.from_account, -order.amount), Posting(payee.id, order.amount))
    posted = post(turn.connection, "transfer", lines, turn.now, turn.terminal, key)
    _SENT.run(turn.connection, customer=who.customer, day=day, total=total)
    return Receipt(
        reference=posted.reference,
        amount=order.amount,
        fee=0,
        executed_at=turn.now,
        business_date=day,
        payee_masked_name=masked_name(payee.name),
        payee_masked_number=masked_number(payee.number),
        balance_after=posted.balances[0],
    )
