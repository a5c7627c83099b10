"""The signed-in customer: from a right PIN, or a right code for safety alone, until sign-out, at one terminal."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, insert, or_, select

from bank.card_states import State
from bank.cards import find, require_usable, spend
from bank.contract import CustomerSession, Purpose, SessionRequest
from bank.problems import Code, Problem
from bank.statements import Statement
from bank.tables import cards, customers, sessions
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault

LIFE = timedelta(minutes=30)
SAFETY_LIFE = timedelta(minutes=10)


class Scope(StrEnum):
    """What a session is good for."""

    FULL = "full"
    SAFETY = "safety"  # stopping cards and accounts


@dataclass(frozen=True)
class SignedIn:
    """Who is at the terminal, as of the request being served. Sums in fen; `sent` counts for `sent_on`."""

    customer: str
    card: str
    limit_per_transfer: int
    limit_per_day: int
    sent_on: date | None
    sent: int
    tier: str  # a contract's Tier
    session: str = ""  # the hash of the session's token


@dataclass(frozen=True)
class Stopping:
    """Who stops cards and accounts. `card`: the one that signed in, None after a code."""

    customer: str
    card: str | None


_FIND = Statement(
    select(
        customers.c.id,
        sessions.c.card_id,
        customers.c.limit_per_transfer,
        customers.c.limit_per_day,
        customers.c.sent_on,
        customers.c.sent,
        customers.c.tier,
        sessions.c.token_hash,
    )
    .join_from(sessions, cards, sessions.c.card_id == cards.c.id)
    .join(customers, cards.c.customer_id == customers.c.id)
    .where(
        sessions.c.token_hash == bindparam("hash"),
        sessions.c.terminal == bindparam("terminal"),
        sessions.c.expires_at > bindparam("now"),
        sessions.c.scope == Scope.FULL.value,
        cards.c.state == State.ACTIVE.value,
    )
)
_FIND_ANY = (
    select(sessions.c.customer_id, sessions.c.card_id)
    .outerjoin_from(sessions, cards, sessions.c.card_id == cards.c.id)
    .where(or_(sessions.c.scope == Scope.SAFETY.value, cards.c.state == State.ACTIVE.value))
)


def sign_in(turn: Turn, vault: Vault, token: str, asked: SessionRequest) -> CustomerSession:
    """Open a session for a sign-in token. Raises `Problem` as `require_usable`, and authorisation-invalid."""
    card = find(turn, vault, asked.card)
    require_usable(card)
    spend(turn, token, Purpose.SIGN_IN, card.id)
    customer = turn.connection.execute(select(customers).where(customers.c.id == card.customer_id)).one()
    session, ends = _open(turn, Scope.FULL, customer.id, card.id, LIFE)
    return CustomerSession(token=session, name=customer.name, card_masked=card.masked, expires_at=ends)


def open_safety(turn: Turn, customer: str) -> tuple[str, datetime]:
    """Open a session that is good for safety alone; return its token and when it ends."""
    return _open(turn, Scope.SAFETY, customer, None, SAFETY_LIFE)


def signed_in(turn: Turn, session: str) -> SignedIn:
    """Return who is signed in. Raises `Problem` (session-ended), also in a safety session.

    A card that was blocked or reported lost meanwhile has ended its sessions.
    """
    row = _FIND.row(turn.connection, hash=hash_code(session), terminal=turn.terminal, now=turn.now)
    if row is None:
        raise Problem(Code.SESSION_ENDED)
    return SignedIn(*row)


def stopping(turn: Turn, session: str) -> Stopping:
    """Return who may stop cards and accounts: whoever is signed in, fully or for safety. Raises as `signed_in`."""
    query = _FIND_ANY.where(
        sessions.c.token_hash == hash_code(session),
        sessions.c.terminal == turn.terminal,
        sessions.c.expires_at > turn.now,
    )
    row = turn.connection.execute(query).one_or_none()
    if row is None:
        raise Problem(Code.SESSION_ENDED)
    return Stopping(row.customer_id, row.card_id)


def sign_out(turn: Turn, session: str) -> None:
    """End the session; nothing happens if it has ended."""
    gone = delete(sessions).where(sessions.c.token_hash == hash_code(session), sessions.c.terminal == turn.terminal)
    turn.connection.execute(gone)


def _open(turn: Turn, scope: Scope, customer: str, card: str | None, life: timedelta) -> tuple[str, datetime]:
    session, ends = secrets.token_urlsafe(32), turn.now + life
    values = {
        "token_hash": hash_code(session),
        "terminal": turn.terminal,
        "scope": scope.value,
        "customer_id": customer,
        "card_id": card,
        "expires_at": ends,
    }
    turn.connection.execute(insert(sessions), values)
    return session, ends
