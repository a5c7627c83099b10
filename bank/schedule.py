"""Transfers that are not sent at once: accepted with a hold, listed, cancelled. `bank.scheduler` executes them."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, insert, select, update

from bank.clock import BEIJING, business_date
from bank.contract import (
    PendingState,
    PendingTransfer,
    PendingTransfers,
    Receipt,
    Speed,
    TransferOrder,
)
from bank.destinations import Way
from bank.holds import hold, release
from bank.masking import masked_name, masked_number
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.statements import Statement
from bank.tables import Record, accounts, customers
from bank.tables import scheduled_transfers as scheduled
from bank.turn import Turn

SHOWN = timedelta(days=7)  # those that ended

_CLAIM = Statement(
    update(scheduled)
    .where(scheduled.c.id == bindparam("transfer"), scheduled.c.state == PendingState.WAITING.value)
    .values(state=bindparam("as_what"), ended_at=bindparam("now"), ended_on=bindparam("day"))
    .values(ended_by=bindparam("by"), entry_id=bindparam("entry"))
)


def executes_at(speed: Speed, now: datetime) -> datetime:
    """Return when a transfer accepted now is executed: the next day is the calendar day in Beijing, not 24 hours."""
    if speed is Speed.REAL_TIME:
        return now
    if speed is Speed.TWO_HOURS:
        return now + timedelta(hours=2)
    tomorrow = business_date(now) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), BEIJING).astimezone(now.tzinfo)


def accept(turn: Turn, key: str, order: TransferOrder, who: SignedIn, way: Way, fee: int) -> Receipt:
    """Hold amount and fee, and remember the transfer until its time. The caller has checked that it may be sent."""
    day, due = business_date(turn.now), executes_at(order.speed, turn.now)
    name, number_shown = masked_name(way.payee.name), masked_number(way.payee.number)
    transfer = uuid.uuid4().hex
    available = hold(turn.connection, way.payer.id, order.amount + fee)
    values = {
        "id": transfer,
        "customer_id": who.customer,
        "terminal": turn.terminal,
        "key": key,
        "from_account": way.payer.id,
        "to_account": way.payee.id,
        "amount": order.amount,
        "fee": fee,
        "speed": order.speed.value,
        "note": order.note,
        "payee_masked_name": name,
        "payee_masked_number": number_shown,
        "accepted_at": turn.now,
        "business_date": day,
        "executes_at": due,
        "state": PendingState.WAITING.value,
    }
    number = turn.connection.scalars(insert(scheduled).returning(scheduled.c.number), [values]).one()
    return Receipt(
        reference=_reference(day, number),
        amount=order.amount,
        fee=fee,
        speed=order.speed,
        executed_at=turn.now,
        executes_at=due,
        transfer=transfer,
        business_date=day,
        payee_masked_name=name,
        payee_masked_number=number_shown,
        balance_after=available,
    )


def pending(turn: Turn, who: SignedIn) -> PendingTransfers:
    """List those that wait, the next first, and after them those that ended in the last seven days, newest first."""
    own = _shown().where(scheduled.c.customer_id == who.customer)
    waiting = own.where(scheduled.c.state == PendingState.WAITING.value).order_by(
        scheduled.c.executes_at, scheduled.c.number
    )
    ended = own.where(scheduled.c.ended_at > turn.now - SHOWN).order_by(
        scheduled.c.ended_at.desc(), scheduled.c.number.desc()
    )
    rows = [*turn.connection.execute(waiting), *turn.connection.execute(ended)]
    return PendingTransfers(transfers=[_transfer(row) for row in rows])


def cancel(turn: Turn, who: SignedIn, transfer: str) -> PendingTransfer:
    """Cancel a transfer that waits, whatever the state of the account; cancelling it again gives it as it is.

    The hold is released, and the day's limit given back while it is still that day's.
    Raises `Problem` (transfer-unknown, transfer-ended).
    """
    own = _shown().where(scheduled.c.id == transfer, scheduled.c.customer_id == who.customer)
    row = turn.connection.execute(own).one_or_none()
    if row is None:
        raise Problem(Code.TRANSFER_UNKNOWN)
    if row.state == PendingState.CANCELLED:
        return _transfer(row)
    if not claim(turn.connection, transfer, PendingState.CANCELLED, turn.now, turn.terminal):
        raise Problem(Code.TRANSFER_ENDED)
    release(turn.connection, row.from_account, row.amount + row.fee)
    _give_back(turn.connection, row)
    return _transfer(turn.connection.execute(own).one())


def claim(
    connection: Connection, transfer: str, state: PendingState, now: datetime, by: str = "", entry: int | None = None
) -> bool:
    """End a transfer; return whether it waited until now. Nobody ends it a second time.

    `by`: the terminal that cancels it; `entry`: what executed it. What else belongs to the end is in the caller's
    transaction.
    """
    ended = _CLAIM.run(
        connection,
        transfer=transfer,
        as_what=state.value,
        now=now,
        day=business_date(now),
        by=by,
        entry=entry,
    )
    return ended == 1


def reference_of(row: Record) -> str:
    """Return a scheduled transfer's reference. It is none of the ledger's: those have digits alone."""
    return _reference(row.business_date, row.number)


def as_it_is(connection: Connection, accepted: Receipt) -> Receipt:
    """Return the receipt of an order that was not sent at once, with what its execution has changed of it."""
    query = select(scheduled).where(
        scheduled.c.id == accepted.transfer, scheduled.c.state == PendingState.EXECUTED.value
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return accepted
    done = {"executed_at": row.ended_at, "executes_at": None, "transfer": "", "business_date": row.ended_on}
    return accepted.model_copy(update=done)


def _give_back(connection: Connection, row: Record) -> None:
    """Count it no more against its day. On another day the counter stands for that one, and stays."""
    total = row.amount + row.fee
    connection.execute(
        update(customers)
        .where(customers.c.id == row.customer_id)
        .where(customers.c.sent_on == row.business_date, customers.c.sent >= total)
        .values(sent=customers.c.sent - total)
    )


def _shown() -> Select[*tuple[Any, ...]]:
    paid = accounts.alias("paid")
    own = case((paid.c.customer_id == scheduled.c.customer_id, paid.c.id), else_="")
    return (
        select(scheduled, accounts.c.number.label("from_number"), own.label("own_account"))
        .join_from(scheduled, accounts, scheduled.c.from_account == accounts.c.id)
        .join(paid, scheduled.c.to_account == paid.c.id)
    )


def _transfer(row: Record) -> PendingTransfer:
    return PendingTransfer(
        id=row.id,
        reference=reference_of(row),
        state=PendingState(row.state),
        speed=Speed(row.speed),
        amount=row.amount,
        fee=row.fee,
        note=row.note,
        accepted_at=row.accepted_at,
        executes_at=row.executes_at,
        from_account=row.from_account,
        from_masked=masked_number(row.from_number),
        to_account=row.own_account,
        payee_masked_name=row.payee_masked_name,
        payee_masked_number=row.payee_masked_number,
    )


def _reference(day: date, number: int) -> str:
    return f"{day:%Y%m%d}S{number:09d}"
