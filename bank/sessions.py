"""The signed-in customer: from a right PIN until sign-out, at one terminal."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, delete, insert, select

from bank.cards import find, spend
from bank.contract import CustomerSession, Purpose, SessionRequest
from bank.problems import Code, Problem
from bank.statements import Statement
from bank.tables import cards, customers, sessions
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault

LIFE = timedelta(minutes=30)


@dataclass(frozen=True)
class SignedIn:
    """Who is at the terminal, as of the request being served. Sums in fen; `sent` counts for `sent_on`."""

    customer: str
    card: str
    limit_per_transfer: int
    limit_per_day: int
    sent_on: date | None
    sent: int


_FIND = Statement(
    select(
        customers.c.id,
        sessions.c.card_id,
        customers.c.limit_per_transfer,
        customers.c.limit_per_day,
        customers.c.sent_on,
        customers.c.sent,
    )
    .join_from(sessions, cards, sessions.c.card_id == cards.c.id)
    .join(customers, cards.c.customer_id == customers.c.id)
    .where(
        sessions.c.token_hash == bindparam("hash"),
        sessions.c.terminal == bindparam("terminal"),
        sessions.c.expires_at > bindparam("now"),
        cards.c.blocked.is_(False),
    )
)


def sign_in(turn: Turn, vault: Vault, token: str, asked: SessionRequest) -> CustomerSession:
    """Open a session for a sign-in token. Raises `Problem` (card-unknown, authorisation-invalid)."""
    card = find(turn, vault, asked.card)
    spend(turn, token, Purpose.SIGN_IN, card.id)
    customer = turn.connection.execute(select(customers).where(customers.c.id == card.customer_id)).one()
    session = secrets.token_urlsafe(32)
    ends = turn.now + LIFE
    values = {"token_hash": hash_code(session), "terminal": turn.terminal, "card_id": card.id, "expires_at": ends}
    turn.connection.execute(insert(sessions), values)
    return CustomerSession(token=session, name=customer.name, card_masked=card.masked, expires_at=ends)


def signed_in(turn: Turn, session: str) -> SignedIn:
    """Return who is signed in. Raises `Problem` (session-ended), also when the card was blocked meanwhile."""
    row = _FIND.row(turn.connection, hash=hash_code(session), terminal=turn.terminal, now=turn.now)
    if row is None:
        raise Problem(Code.SESSION_ENDED)
    return SignedIn(*row)


def sign_out(turn: Turn, session: str) -> None:
    """End the session; nothing happens if it has ended."""
    gone = delete(sessions).where(sessions.c.token_hash == hash_code(session), sessions.c.terminal == turn.terminal)
    turn.connection.execute(gone)
