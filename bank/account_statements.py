"""What a statement says: what was there, every transaction of a time, what is there then."""

import hashlib
from datetime import timedelta

from sqlalchemy import func, select

from bank import verifications
from bank.contract import StatementData, StatementQuery, fingerprint
from bank.masking import masked_number
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.step_up import StepUps
from bank.tables import postings
from bank.transactions import of_account, owned_account, transaction
from bank.turn import Turn

MOST_DAYS = timedelta(days=400)
MOST_LINES = 2000


def state(
    turn: Turn, step_ups: StepUps, who: SignedIn, asked: StatementQuery, verification: str | None = None
) -> StatementData:
    """Return a statement of an own account. Today's is of today so far, and the days to come are empty.

    The opening balance is what is there now less all that came since then, so that every statement opens with what
    the one before it closed with. `verification`: the token of one, used up where the statement wants it.
    Raises `Problem` (account-unknown, dates-invalid, verification-required, statement-too-long).
    """
    account = owned_account(turn, who, asked.account)
    if not timedelta(0) <= asked.until - asked.since < MOST_DAYS:
        raise Problem(Code.DATES_INVALID)
    if step_up := step_ups.for_statement(turn, who, asked.since):
        verifications.require(turn, who, step_up, fingerprint(asked), verification)
    day = postings.c.business_date
    query = of_account(asked.account).where(day.between(asked.since, asked.until))
    rows = turn.connection.execute(query.order_by(day, postings.c.entry_id).limit(MOST_LINES + 1)).all()
    if len(rows) > MOST_LINES:
        raise Problem(Code.STATEMENT_TOO_LONG)
    later = select(func.coalesce(func.sum(postings.c.amount), 0)).where(
        postings.c.account_id == asked.account, day > asked.until
    )
    lines = [transaction(row) for row in rows]
    money_in = sum(line.amount for line in lines if line.amount > 0)
    money_out = -sum(line.amount for line in lines if line.amount < 0)
    closing = int(account.balance) - int(turn.connection.scalar(later) or 0)
    return StatementData(
        number=_number(turn, asked),
        holder=account.name,
        account_masked=masked_number(account.number),
        kind=account.kind,
        since=asked.since,
        until=asked.until,
        opening=closing - money_in + money_out,
        closing=closing,
        money_in=money_in,
        money_out=money_out,
        lines=lines,
        made_at=turn.now,
    )


def _number(turn: Turn, asked: StatementQuery) -> str:
    """Return a number that no other statement has: of what it is about, where and when it was made."""
    made = f"{asked.account}|{asked.since}|{asked.until}|{turn.terminal}|{turn.now.isoformat()}"
    return f"{asked.until:%Y%m%d}-{hashlib.sha256(made.encode()).hexdigest()[:12].upper()}"
