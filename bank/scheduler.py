"""Executes the transfers that are due, each exactly once.

A transfer is claimed, its hold released and its entry posted in one transaction: all of it happened, or none. Whatever
asks twice (a restart, a clock set back, two schedulers) finds it claimed. It is due when the bank's clock has reached
the moment that was stored when it was accepted; no other clock and no length of time counts.

A bank closed for orders executes what it has accepted: closing refuses new orders, and breaks no promise.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, or_, select

from bank import sms
from bank.clock import Clock
from bank.contract import AccountState, PendingState
from bank.destinations import can_receive
from bank.holds import release
from bank.problems import Code, Problem
from bank.schedule import claim, reference_of
from bank.sending import send
from bank.sms_texts import SmsText
from bank.statements import Statement
from bank.store import Store
from bank.tables import accounts, customers
from bank.tables import scheduled_transfers as scheduled

LOOK_SECONDS = 1.0  # so soon is a clock that jumped noticed
_TOGETHER = 25  # they share a commit where the store does that; a customer at a terminal waits no longer than this

_DUE = Statement(
    select(scheduled)
    .where(scheduled.c.id == bindparam("transfer"), scheduled.c.state == PendingState.WAITING.value)
    .where(scheduled.c.executes_at <= bindparam("now"))
)
_BOTH = Statement(
    select(accounts.c.id, accounts.c.number, accounts.c.state, customers.c.name)
    .join_from(accounts, customers, accounts.c.customer_id == customers.c.id)
    .where(or_(accounts.c.id == bindparam("payer"), accounts.c.id == bindparam("payee")))
)

Sleep = Callable[[float], Awaitable[None]]


class Scheduler:
    """Looks for what is due when it may be, and at once when told."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self, sleep: Sleep = asyncio.sleep) -> None:
        """Execute for ever, first of all what fell due while nobody was there. What fails is tried again."""
        failing = False
        while True:
            try:
                await self.execute_due()
                failing = False
            except Exception as error:
                if not failing:  # once, not every second
                    logging.getLogger(__name__).error("transfers that are due wait: %s", type(error).__name__)
                failing = True
            await sleep(LOOK_SECONDS if failing else await self._until_next())

    async def execute_due(self) -> None:
        """Execute everything that is due, the oldest first. One that fails holds up no other; raises its error at the
        end."""
        failed: list[BaseException] = []
        tried = 0
        while due := await self._store.reading(partial(_due, now=self._clock.now(), skip=tried)):
            works = await asyncio.gather(*map(self._execute, due), return_exceptions=True)
            errors = [result for result in works if result is not None]
            failed += errors
            tried += len(errors)  # they are due still, and stand first
        if failed:
            raise failed[0]

    async def _execute(self, transfer: str) -> None:
        """Execute one, however often others change the same accounts: a customer would be told to try again."""
        while True:
            try:
                return await self._store.writing(partial(execute, transfer=transfer, now=self._clock.now()))
            except Problem as problem:
                if problem.code is not Code.BANK_BUSY:
                    raise

    async def _until_next(self) -> float:
        """How long to sleep, in seconds."""
        first = await self._store.reading(_next)
        left = LOOK_SECONDS if first is None else (first - self._clock.now()).total_seconds()
        return min(LOOK_SECONDS, max(0.0, left))


def execute(connection: Connection, transfer: str, now: datetime) -> None:
    """Execute one transfer if it waits and is due; let it fail where the payer is frozen or either is closed by now.

    Neither the day's limit nor the available balance is asked again: both were counted when it was accepted.
    """
    row = _DUE.row(connection, transfer=transfer, now=now)
    if row is None:
        return
    both = {account.id: account for account in _BOTH.rows(connection, payer=row.from_account, payee=row.to_account)}
    payer, payee = both[row.from_account], both[row.to_account]
    release(connection, payer.id, row.amount + row.fee)
    if payer.state == AccountState.ACTIVE and can_receive(payee):
        posted = send(connection, payer, payee, row.amount, row.fee, now, row.terminal, row.key, row.note)
        ended = claim(connection, transfer, PendingState.EXECUTED, now, entry=posted.entry)
    else:
        ended = claim(connection, transfer, PendingState.FAILED, now)
        tail, reference = payer.number[-4:], reference_of(row)
        sms.send(connection, row.customer_id, SmsText.TRANSFER_FAILED, now, tail=tail, reference=reference)
    if not ended:
        raise RuntimeError("a transfer was ended by two")  # undoes this one


def _due(connection: Connection, now: datetime, skip: int) -> list[str]:
    query = (
        select(scheduled.c.id)
        .where(scheduled.c.state == PendingState.WAITING.value, scheduled.c.executes_at <= now)
        .order_by(scheduled.c.executes_at, scheduled.c.number)
        .offset(skip)
        .limit(_TOGETHER)
    )
    return list(connection.scalars(query))


def _next(connection: Connection) -> datetime | None:
    query = select(scheduled.c.executes_at).where(scheduled.c.state == PendingState.WAITING.value)
    return connection.scalars(query.order_by(scheduled.c.executes_at).limit(1)).one_or_none()
