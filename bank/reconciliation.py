"""What terminals did on a business date, from the ledger and the schedule, to compare with their journals.

A transfer in real time counts on the date of its entry; one for later on the date it was accepted, and once more where
it is cancelled, by the terminal that cancelled it. Its execution, later and by the bank, is no terminal's doing.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Label, Select, func, literal, select, union_all

from bank.contract import PendingState, Reconciliation, ReconciliationLine
from bank.tables import accounts, entries, postings
from bank.tables import scheduled_transfers as scheduled

TRANSFER, SCHEDULED, CANCELLED = "transfer", "scheduled-transfer", "cancelled-transfer"


def of_terminal(connection: Connection, terminal: str, day: date) -> Reconciliation:
    """Return one terminal's totals: every kind, also where there was nothing."""
    found = _totals(connection, day).get(terminal, {})
    none = {"count": 0, "amount": 0, "fees": 0}
    kinds = (TRANSFER, SCHEDULED, CANCELLED)
    lines = [ReconciliationLine.model_validate({"kind": kind} | found.get(kind, none)) for kind in kinds]
    return Reconciliation(terminal=terminal, business_date=day, lines=lines)


def of_all(connection: Connection, day: date) -> list[Reconciliation]:
    """Return the totals of every terminal that did something, by its id."""
    return [of_terminal(connection, terminal, day) for terminal in sorted(_totals(connection, day))]


def is_sound(connection: Connection) -> bool:
    """Say whether schedule and ledger agree: each account's hold is what its waiting transfers come to, and what was
    executed stands in the ledger with its amount and fee.
    """
    waiting = (
        select(func.coalesce(func.sum(scheduled.c.amount + scheduled.c.fee), 0))
        .where(scheduled.c.from_account == accounts.c.id, scheduled.c.state == PendingState.WAITING.value)
        .scalar_subquery()
    )
    wrong_hold = select(accounts.c.id).where(accounts.c.held != waiting).limit(1)
    paid = postings.alias("paid")
    wrong_entry = (
        select(scheduled.c.number)
        .outerjoin(entries, entries.c.id == scheduled.c.entry_id)
        .outerjoin(
            paid,
            (paid.c.account_id == scheduled.c.from_account)
            & (paid.c.business_date == entries.c.business_date)
            & (paid.c.entry_id == entries.c.id),
        )
        .where(scheduled.c.state == PendingState.EXECUTED.value)
        .where(
            paid.c.amount.is_(None)
            | (paid.c.amount != -scheduled.c.amount - scheduled.c.fee)
            | (paid.c.fee != scheduled.c.fee)
        )
        .limit(1)
    )
    return connection.execute(wrong_hold).first() is None and connection.execute(wrong_entry).first() is None


def _totals(connection: Connection, day: date) -> dict[str, dict[str, dict[str, int]]]:
    """Return the sums by terminal and kind."""
    totals: dict[str, dict[str, dict[str, int]]] = {}
    for row in connection.execute(union_all(_at_once(day), _accepted(day), _cancelled(day))):
        sums = {"count": int(row.transfers), "amount": int(row.total), "fees": int(row.fees)}
        totals.setdefault(row.terminal, {})[row.kind] = sums
    return totals


def _at_once(day: date) -> Select[*tuple[Any, ...]]:
    """What the payers' postings say, but those of transfers that had waited. By account: so postings are found."""
    later = select(scheduled.c.entry_id).where(scheduled.c.entry_id == entries.c.id).exists()
    return (
        select(
            entries.c.terminal,
            literal(TRANSFER).label("kind"),
            func.count().label("transfers"),
            func.sum(-postings.c.amount - postings.c.fee).label("total"),
            func.sum(postings.c.fee).label("fees"),
        )
        .join_from(accounts, postings, postings.c.account_id == accounts.c.id)
        .join(entries, entries.c.id == postings.c.entry_id)
        .where(accounts.c.customer_id.is_not(None), postings.c.kind == "transfer", postings.c.business_date == day)
        .where(postings.c.amount < 0, entries.c.terminal != "", ~later)
        .group_by(entries.c.terminal)
    )


def _accepted(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(scheduled.c.terminal, *_sums(SCHEDULED))
        .where(scheduled.c.business_date == day)
        .group_by(scheduled.c.terminal)
    )


def _cancelled(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(scheduled.c.ended_by.label("terminal"), *_sums(CANCELLED))
        .where(scheduled.c.ended_on == day, scheduled.c.state == PendingState.CANCELLED.value)
        .group_by(scheduled.c.ended_by)
    )


def _sums(kind: str) -> tuple[Label[Any], ...]:
    return (
        literal(kind).label("kind"),
        func.count().label("transfers"),
        func.sum(scheduled.c.amount).label("total"),
        func.sum(scheduled.c.fee).label("fees"),
    )
