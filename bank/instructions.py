"""Idempotency: an instruction and its answer are committed together, and the answer is given again for its key.

Scope: the terminal and its key. Kept 90 days. The body is known by its fingerprint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection, bindparam, delete, insert, select

from bank.contract import Model, OrderState, ProblemDetails, Receipt, Settlement
from bank.problems import Code, Problem
from bank.schedule import as_it_is
from bank.statements import Statement
from bank.tables import Record, instructions

KEPT = timedelta(days=90)
ORDERS = ("transfer",)  # the operations that can be settled
_CLOSED = "closed"


@dataclass(frozen=True)
class Instruction:
    """A change of state that a terminal asks for. `operation` is part of what the key stands for."""

    scope: str
    key: str
    operation: str
    fingerprint: str


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP. An empty body is 204."""

    status: int
    body: str = ""


_FIND = Statement(
    select(instructions).where(instructions.c.scope == bindparam("scope"), instructions.c.key == bindparam("key"))
)
_KEEP = Statement(insert(instructions), *instructions.c.keys())


class Keeping(Protocol):
    """How an answer that is kept for its key is hidden from whoever reads the database."""

    def keep(self, body: str, id: str) -> str:
        """Return what is stored of an answer. `id`: the answer's own, empty where it has none."""
        ...

    def read(self, kept: str) -> str:
        """Undo `keep`. Raises `Problem` where it can be read no more."""
        ...


def execute(
    connection: Connection,
    instruction: Instruction,
    now: datetime,
    work: Callable[[], Model | None],
    keeping: Keeping | None = None,
) -> Answer:
    """Give the stored answer, or do the work and store its answer in the same transaction.

    Work that raises a final `Problem` has decided: what it changed before is kept, and so is the answer. Any other
    exception undoes everything. Raises `Problem` (key-other-body, order-closed).
    """
    if row := _found(connection, instruction.scope, instruction.key, now):
        if row.state == _CLOSED:
            raise Problem(Code.ORDER_CLOSED)
        if (row.operation, row.fingerprint) != (instruction.operation, instruction.fingerprint):
            raise Problem(Code.KEY_OTHER_BODY)
        return Answer(row.status, keeping.read(row.body) if keeping else row.body)
    hidden: str | None = None
    try:
        result = work()
        answer, state = Answer(200, result.model_dump_json()) if result else Answer(204), OrderState.DONE
        if keeping and result:
            hidden = keeping.keep(answer.body, str(getattr(result, "id", "")))
    except Problem as problem:
        if not problem.entry.final:
            raise
        body = problem.details().model_dump_json(exclude_none=True)
        answer, state = Answer(problem.entry.status, body), OrderState.DECLINED
    stored = answer if hidden is None else Answer(answer.status, hidden)
    _store(connection, instruction, state, stored, now)
    return answer


def settle(connection: Connection, terminal: str, key: str, now: datetime) -> Settlement:
    """Say what became of an order; close a key that was never seen, so that later copies are refused.

    Raises `Problem` (key-other-body) if the key was used for something that is no order.
    """
    row = _found(connection, terminal, key, now)
    if row is None:
        _store(connection, Instruction(terminal, key, "", ""), _CLOSED, Answer(0), now)
    if row is None or row.state == _CLOSED:
        return Settlement(state=OrderState.DECLINED, problem=Code.ORDER_NEVER_RECEIVED)
    if row.operation not in ORDERS:
        raise Problem(Code.KEY_OTHER_BODY)
    if row.state == OrderState.DONE:
        receipt = Receipt.model_validate_json(row.body)
        if receipt.transfer:  # accepted for later: it may have been executed since
            receipt = as_it_is(connection, receipt)
        return Settlement(state=OrderState.DONE, receipt=receipt)
    return Settlement(state=OrderState.DECLINED, problem=ProblemDetails.model_validate_json(row.body).code)


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop what is older than 90 days."""
    connection.execute(delete(instructions).where(instructions.c.at < now - KEPT))


def _found(connection: Connection, scope: str, key: str, now: datetime) -> Record | None:
    row = _FIND.row(connection, scope=scope, key=key)
    if row is not None and row.at < now - KEPT:
        forget_old(connection, now)
        return None
    return row


def _store(connection: Connection, instruction: Instruction, state: str, answer: Answer, now: datetime) -> None:
    _KEEP.run(
        connection,
        scope=instruction.scope,
        key=instruction.key,
        operation=instruction.operation,
        fingerprint=instruction.fingerprint,
        state=state,
        status=answer.status,
        body=answer.body,
        at=now,
    )
