"""Calls for a person, made at a terminal and answered by staff."""

import uuid

from sqlalchemy import Connection, insert, select, update

from bank.contract import Assistance, AssistanceRequest
from bank.problems import Code, Problem
from bank.tables import Record, assistance
from bank.turn import Turn


def call(turn: Turn, asked: AssistanceRequest) -> Assistance:
    """Record the call; staff see it at once."""
    made = Assistance(id=uuid.uuid4().hex, called_at=turn.now)
    values = {"id": made.id, "terminal": turn.terminal, "where": asked.where, "language": asked.language}
    turn.connection.execute(insert(assistance), {**values, "called_at": made.called_at})
    return made


def look(turn: Turn, call_id: str) -> Assistance:
    """Say whether anybody has answered. Raises `Problem` (assistance-unknown) for another terminal's call."""
    query = select(assistance).where(assistance.c.id == call_id, assistance.c.terminal == turn.terminal)
    row = turn.connection.execute(query).one_or_none()
    if row is None:
        raise Problem(Code.ASSISTANCE_UNKNOWN)
    return Assistance(id=row.id, called_at=row.called_at, answered_at=row.answered_at)


def answer(turn: Turn, call_id: str, by: str) -> None:
    """Note that a member of staff has taken the call; the first one stands. Raises `Problem` (assistance-unknown).

    Here `turn.terminal` is the desk: staff answer the calls of every terminal.
    """
    row = turn.connection.execute(select(assistance).where(assistance.c.id == call_id)).one_or_none()
    if row is None:
        raise Problem(Code.ASSISTANCE_UNKNOWN)
    if row.answered_at is None:
        changed = update(assistance).where(assistance.c.id == call_id).values(answered_at=turn.now, answered_by=by)
        turn.connection.execute(changed)


def open_calls(connection: Connection) -> list[Record]:
    """Return the calls nobody has answered, oldest first."""
    query = select(assistance).where(assistance.c.answered_at.is_(None)).order_by(assistance.c.called_at)
    return list(connection.execute(query))
