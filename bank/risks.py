"""Why a customer is asked before a transfer whether somebody is leading them."""

from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import Connection, func, select

from bank.clock import BEIJING, business_date
from bank.contract import PendingState, Risk
from bank.destinations import Way
from bank.sessions import SignedIn
from bank.tables import accounts, entries, postings
from bank.tables import scheduled_transfers as scheduled
from bank.turn import Turn

HISTORY = timedelta(days=90)
FEW = 3  # transfers that say nothing of what is usual
USUAL_UNKNOWN = 500_000  # fen: above it is unusual where there are few
TIMES = 5  # the median
NIGHT_FROM, NIGHT_UNTIL = 22, 6  # hours in Beijing
SEVERAL = 4  # on one business date, this one included


def find_risks(turn: Turn, who: SignedIn, way: Way, amount: int) -> list[Risk]:
    """Return the risks of a transfer, in the order of `Risk`."""
    found: list[Risk] = []
    if not way.own and not paid_before(turn.connection, who.customer, way.payee.id):
        found.append(Risk.NEW_PAYEE)
    if is_unusual(amount, sent_lately(turn.connection, who.customer, turn.now)):
        found.append(Risk.UNUSUAL_AMOUNT)
    if is_night(turn.now):
        found.append(Risk.ODD_HOUR)
    if _accepted_today(turn.connection, who.customer, turn.now) >= SEVERAL - 1:
        found.append(Risk.SEVERAL_TODAY)
    return found


def is_unusual(amount: int, history: list[int]) -> bool:
    """Say whether an amount stands out of a customer's own transfers; all in fen."""
    if len(history) < FEW:
        return amount > USUAL_UNKNOWN
    return amount >= TIMES * median(history) and amount > max(history)


def is_night(now: datetime) -> bool:
    """Say whether it is an hour at which few people send money."""
    hour = now.astimezone(BEIJING).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def paid_before(connection: Connection, customer: str, account: str, day: date = date.max) -> bool:
    """Say whether money had gone from any of the customer's accounts to this one before a day."""
    paid, got = postings.alias("paid"), postings.alias("got")
    query = (
        select(paid.c.entry_id)
        .join_from(accounts, paid, paid.c.account_id == accounts.c.id)
        .join(got, (got.c.account_id == account) & (got.c.entry_id == paid.c.entry_id))
        .where(got.c.business_date == paid.c.business_date)  # what a posting is found by
        .where(accounts.c.customer_id == customer, paid.c.kind == "transfer", paid.c.amount < 0, got.c.amount > 0)
        .where(paid.c.business_date < day)
        .limit(1)
    )
    return connection.execute(query).first() is not None


def sent_lately(connection: Connection, customer: str, now: datetime) -> list[int]:
    """Return what the customer's own transfers of the last 90 days came to, without their fees."""
    query = (
        select(-postings.c.amount - postings.c.fee)
        .join_from(accounts, postings, postings.c.account_id == accounts.c.id)
        .where(accounts.c.customer_id == customer, postings.c.kind == "transfer", postings.c.amount < 0)
        .where(postings.c.business_date >= business_date(now - HISTORY))
    )
    return list(connection.scalars(query))


def _accepted_today(connection: Connection, customer: str, now: datetime) -> int:
    """How many transfers the customer has ordered this business date, but those that came to nothing."""
    day = business_date(now)
    executed_later = select(scheduled.c.entry_id).where(scheduled.c.entry_id == entries.c.id).exists()
    at_once = (
        select(func.count())
        .select_from(accounts)
        .join(postings, postings.c.account_id == accounts.c.id)
        .join(entries, entries.c.id == postings.c.entry_id)
        .where(accounts.c.customer_id == customer, postings.c.kind == "transfer", postings.c.amount < 0)
        .where(postings.c.business_date == day, ~executed_later)
    )
    came_to_nothing = (PendingState.CANCELLED.value, PendingState.FAILED.value)
    later = select(func.count()).where(
        scheduled.c.customer_id == customer,
        scheduled.c.business_date == day,
        scheduled.c.state.not_in(came_to_nothing),
    )
    return connection.scalars(at_once).one() + connection.scalars(later).one()
