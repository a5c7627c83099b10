"""What staff decide by, and what goes by itself when its time is over."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select

from bank.application_ends import end
from bank.application_tables import application_blanks, application_faces, applications, person_tries
from bank.applications import LIFE, find, machine_says, view
from bank.card_states import HELD, State
from bank.contract import (
    Application,
    ApplicationState,
    DocumentData,
    FaceAttempt,
    Machine,
    PlasticEvent,
)
from bank.eligibility import ALIVE, DAY, tried
from bank.faces import attempt_of
from bank.papers import (
    DOCUMENT,
    SIGNATURE,
    STILL_DOCUMENT,
    STILL_LIVE,
    Papers,
    drop_old_papers,
    forget,
    forget_key,
    papers_of,
)
from bank.problems import Code, Problem
from bank.tables import Record, accounts, cards
from bank.turn import Turn
from bank.vault import Vault

KEY_LIFE = timedelta(days=1)  # so long can a terminal ask again for what it was answered


@dataclass(frozen=True)
class File:
    """Everything of an application but what staff have decided before: the fields of `ApplicationFile`."""

    application: Application
    terminal: str
    document: DocumentData
    phone_masked: str
    machine: Machine
    attempts: list[FaceAttempt]
    portrait: str | None = field(repr=False)
    live: str | None = field(repr=False)
    signature: str | None = field(repr=False)
    unsigned: bool
    history: dict[str, int]


def file_of(turn: Turn, vault: Vault, application_id: str) -> File:
    """Return what there is to decide by. Raises `Problem` (application-unknown, application-ended)."""
    row = find(turn, application_id)
    papers = papers_of(turn.connection, vault, row)
    document = papers.get(DOCUMENT)
    if document is None:  # it is bound: staff have decided
        raise Problem(Code.APPLICATION_ENDED)
    shown = view(turn, vault, application_id)
    return File(
        application=shown,
        terminal=row.terminal,
        document=DocumentData.model_validate_json(document),
        phone_masked=shown.phone_masked,
        machine=machine_says(turn, application_id),
        attempts=_attempts(turn, application_id),
        portrait=_picture(papers, STILL_DOCUMENT),
        live=_picture(papers, STILL_LIVE),
        signature=_picture(papers, SIGNATURE),
        unsigned=row.unsigned,
        history=_history(turn, row),
    )


def waiting(connection: Connection, now: datetime) -> list[Record]:
    """Return the rows of those that wait for staff, oldest first."""
    waits = applications.c.state == ApplicationState.WAITING.value
    query = select(applications).where(waits, applications.c.expires_at > now)
    return list(connection.execute(query.order_by(applications.c.waiting_since, applications.c.id)))


def drop_old(connection: Connection, now: datetime) -> None:
    """End whatever is too old, and destroy what was kept for a time."""
    turn = Turn(connection, "", now)
    state = applications.c.state
    late = state.in_([*ALIVE, ApplicationState.PAUSED]) & (applications.c.expires_at <= now)
    for old in list(connection.scalars(select(applications.c.id).where(late))):
        end(turn, old)
    for bare in list(connection.scalars(_without_card(now))):
        end(turn, bare)
    over = state.in_([ApplicationState.ISSUED, ApplicationState.OUT, ApplicationState.KEPT])
    keyed = applications.c.key.is_not(None) & (applications.c.ended_at <= now - KEY_LIFE)
    for issued in list(connection.scalars(select(applications.c.id).where(over, keyed))):
        forget_key(connection, issued)
    for silent in list(connection.scalars(_silent(now))):
        forget(connection, silent)
        forget_key(connection, silent)
    drop_old_papers(connection, now)
    connection.execute(delete(person_tries).where(person_tries.c.at <= now - DAY))


def _without_card(now: datetime) -> Select[*tuple[Any, ...]]:
    """Those that are bound, whose blank was spoilt, and whom nobody gave another for an hour."""
    blanks = application_blanks.c
    return _bound().where(blanks.state == PlasticEvent.SPOILT.value, blanks.at <= now - LIFE)


def _silent(now: datetime) -> Select[*tuple[Any, ...]]:
    """Those that are bound, and whose terminal has said nothing for so long that it will not ask again."""
    return _bound().where(application_blanks.c.at <= now - KEY_LIFE, applications.c.key.is_not(None))


def _bound() -> Select[*tuple[Any, ...]]:
    """Those that are bound, beside their newest blank."""
    blanks = application_blanks.c
    newest = (
        select(func.max(blanks.attempt)).where(blanks.application_id == applications.c.id).correlate(applications)
    ).scalar_subquery()
    return (
        select(applications.c.id)
        .join(application_blanks, (blanks.application_id == applications.c.id) & (blanks.attempt == newest))
        .where(applications.c.state == ApplicationState.BOUND.value)
    )


def _attempts(turn: Turn, application: str) -> list[FaceAttempt]:
    faces = application_faces
    query = select(faces).where(faces.c.application_id == application).order_by(faces.c.id)
    return [attempt_of(row, row.at) for row in turn.connection.execute(query)]


def _history(turn: Turn, row: Record) -> dict[str, int]:
    """Count what this bank knows of the person, leaving out what there is none of."""
    counts = {"applications-refused": tried(turn.connection, row.person, "staff", turn)}
    if row.customer_id is not None:
        mine = accounts.c.customer_id == row.customer_id
        by_state = select(accounts.c.state, func.count()).where(mine).group_by(accounts.c.state)
        for state, count in turn.connection.execute(by_state):
            counts[f"accounts-{state}"] = int(count)
        held = cards.c.customer_id == row.customer_id, cards.c.state.in_([state.value for state in HELD])
        for state, count in turn.connection.execute(
            select(cards.c.state, func.count()).where(*held).group_by(cards.c.state)
        ):
            counts["cards" if state == State.ACTIVE else f"cards-{state}"] = int(count)
    return {word: count for word, count in counts.items() if count}


def _picture(papers: Papers, name: str) -> str | None:
    kept = papers.get(name)
    return None if kept is None else b64encode(kept).decode()
