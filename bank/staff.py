"""Branch staff: who they are, what they may do, and signing in with number and PIN at a terminal or a desk.

A number that nobody has is answered as one with a wrong PIN, and waits as long.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bank import pin_blocks
from bank.contract import StaffRole, StaffSession, StaffSignIn, staff_pan
from bank.people import SandboxStaff
from bank.problems import Code, Problem
from bank.staff_tables import staff, staff_misses, staff_sessions
from bank.statements import Statement
from bank.tables import Record, customers
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

MISSES = 5  # wrong PINs in a row, after which there is a wait
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=4)  # else a stranger could keep a member of staff out for good
IDLE = timedelta(minutes=30)
LIFE = timedelta(hours=12)
_NOBODY = "0" * 32  # the salt of a number that nobody has

_SIGNED_IN = Statement(
    select(staff, staff_sessions.c.ends_at)
    .join_from(staff_sessions, staff, staff_sessions.c.number == staff.c.number)
    .where(
        staff_sessions.c.token_hash == bindparam("hash"),
        staff_sessions.c.place == bindparam("at_place"),
        staff_sessions.c.ends_at > bindparam("now"),
        staff_sessions.c.idle_at > bindparam("now"),
        staff.c.retired.is_(False),
    )
)


@dataclass(frozen=True)
class Member:
    """A member of staff. `customer`, `id_fingerprint`: who they are as a customer and by their ID, where known."""

    number: str
    name: str
    roles: frozenset[StaffRole]
    customer: str | None
    id_fingerprint: str | None

    def require(self, role: StaffRole) -> None:
        """Raise `Problem` (staff-not-allowed) without the role."""
        if role not in self.roles:
            raise Problem(Code.STAFF_NOT_ALLOWED)


@dataclass(frozen=True)
class NewMember:
    """Somebody who joins, or whose PIN, name or roles change. `id_number`: empty where it is not known."""

    number: str
    name: str
    roles: tuple[StaffRole, ...]
    pin: str
    id_number: str = ""

    def __repr__(self) -> str:
        return f"NewMember({self.number})"


def join(connection: Connection, vault: Vault, new: NewMember) -> None:
    """Make somebody a member of staff, in place of who had the number; their sessions and misses end."""
    known = id_fingerprint(vault, new.id_number) if new.id_number else None
    salt = secrets.token_hex(16)
    values: dict[str, object] = {
        "name": new.name,
        "roles": " ".join(new.roles),
        "customer_id": _customer_of(connection, known),
        "id_fingerprint": known,
        "pin_salt": salt,
        "pin_hash": _hash(vault, new.number, salt, new.pin),
        "retired": False,
    }
    there = connection.execute(select(staff.c.number).where(staff.c.number == new.number)).one_or_none()
    if there is None:
        connection.execute(insert(staff), values | {"number": new.number})
    else:
        connection.execute(update(staff).where(staff.c.number == new.number).values(values))
    _end_all(connection, new.number)
    connection.execute(delete(staff_misses).where(staff_misses.c.number == new.number))


def retire(connection: Connection, number: str) -> None:
    """Let somebody sign in no more, and end their sessions. Raises `Problem` (staff-not-allowed) without them."""
    if connection.execute(update(staff).where(staff.c.number == number).values(retired=True)).rowcount != 1:
        raise Problem(Code.STAFF_NOT_ALLOWED)
    _end_all(connection, number)


def of_sandbox(member: SandboxStaff, id_numbers: dict[str, str]) -> NewMember:
    """Return the member as one who joins. `id_numbers`: of the people, by id."""
    id_number = id_numbers[member.person] if member.person else member.id_number
    return NewMember(member.number, member.name, tuple(member.roles), member.pin, id_number)


def sign_in(turn: Turn, vault: Vault, asked: StaffSignIn, *, at_desk: bool) -> StaffSession:
    """Open a session at this terminal or desk.

    Raises `Problem`: request-invalid (a terminal gives a PIN block, a desk digits), pin-key-unknown, pin-counter-used,
    pin-block-invalid, staff-pin-wrong, staff-wait.
    """
    if (asked.digits is None, asked.pin is None) != (not at_desk, at_desk):
        raise Problem(Code.REQUEST_INVALID, "a terminal gives a PIN block, a desk digits")
    if asked.pin is not None:
        pin_blocks.count_up(turn, asked.pin)
    missed = turn.connection.execute(select(staff_misses).where(staff_misses.c.number == asked.number)).one_or_none()
    if missed is not None and missed.waits_until is not None and turn.now < missed.waits_until:
        raise _wait(turn, missed.waits_until)
    found = _find(turn.connection, asked.number)
    entered = _entered(vault, asked)
    salt, stored = (found.pin_salt, found.pin_hash) if found is not None else (_NOBODY, "")
    right = compare_digest(_hash(vault, asked.number, salt, entered), stored)
    if not right or found is None:
        raise _missed(turn, asked.number, missed.misses if missed is not None else 0)
    turn.connection.execute(delete(staff_misses).where(staff_misses.c.number == asked.number))
    return _open(turn, _member(turn.connection, found))


def sign_out(turn: Turn, session: str) -> None:
    """End the session; nothing happens if it has ended."""
    mine = staff_sessions.c.token_hash == hash_code(session), staff_sessions.c.place == turn.terminal
    turn.connection.execute(delete(staff_sessions).where(*mine))


def signed_in(turn: Turn, session: str) -> Member:
    """Return who is signed in here, and count the idle time anew. Raises `Problem` (staff-session-ended)."""
    digest = hash_code(session)
    row = _SIGNED_IN.row(turn.connection, hash=digest, at_place=turn.terminal, now=turn.now)
    if row is None:
        raise Problem(Code.STAFF_SESSION_ENDED)
    used = {"idle_at": turn.now + IDLE}
    turn.connection.execute(update(staff_sessions).where(staff_sessions.c.token_hash == digest).values(used))
    return _member(turn.connection, row)


def member(connection: Connection, number: str, role: StaffRole) -> Member:
    """Return who has this number and role. Raises `Problem` (staff-not-allowed) for nobody, or without the role."""
    found = _find(connection, number)
    if found is None:
        raise Problem(Code.STAFF_NOT_ALLOWED)
    known = _member(connection, found)
    known.require(role)
    return known


def drop_old(connection: Connection, now: datetime) -> None:
    """Drop the sessions that have ended."""
    ended = (staff_sessions.c.ends_at < now) | (staff_sessions.c.idle_at < now)
    connection.execute(delete(staff_sessions).where(ended))


def _entered(vault: Vault, asked: StaffSignIn) -> str:
    """The PIN: a desk's digits, or those of a terminal's PIN block."""
    if asked.pin is None:
        return asked.digits or ""
    return pin_blocks.digits(vault, asked.pin, staff_pan(asked.number))


def _missed(turn: Turn, number: str, before: int) -> Problem:
    """Count a miss; return what is answered."""
    misses = before + 1
    wait = min(FIRST_WAIT * 2 ** min(misses - MISSES, 20), LONGEST_WAIT) if misses >= MISSES else None
    until = turn.now + wait if wait else None
    values = {"number": number, "misses": misses, "waits_until": until}
    if before:
        turn.connection.execute(update(staff_misses).where(staff_misses.c.number == number).values(values))
    else:
        turn.connection.execute(insert(staff_misses), values)
    return _wait(turn, until) if until else Problem(Code.STAFF_PIN_WRONG)


def _wait(turn: Turn, until: datetime) -> Problem:
    return Problem(Code.STAFF_WAIT, wait=max(1, -int((turn.now - until).total_seconds() // 1)))


def _open(turn: Turn, who: Member) -> StaffSession:
    token, ends, idle = secrets.token_urlsafe(32), turn.now + LIFE, turn.now + IDLE
    values = {
        "token_hash": hash_code(token),
        "place": turn.terminal,
        "number": who.number,
        "ends_at": ends,
        "idle_at": idle,
    }
    turn.connection.execute(insert(staff_sessions), values)
    roles = [role for role in StaffRole if role in who.roles]
    return StaffSession(token=token, number=who.number, name=who.name, roles=roles, expires_at=min(ends, idle))


def _find(connection: Connection, number: str) -> Record | None:
    query = select(staff).where(staff.c.number == number, staff.c.retired.is_(False))
    return connection.execute(query).one_or_none()


def _member(connection: Connection, row: Record) -> Member:
    """Return who that is. Somebody may have become a customer since they joined."""
    roles = frozenset(StaffRole(word) for word in row.roles.split())
    customer = row.customer_id or _customer_of(connection, row.id_fingerprint)
    return Member(row.number, row.name, roles, customer, row.id_fingerprint)


def _customer_of(connection: Connection, fingerprint: str | None) -> str | None:
    if fingerprint is None:
        return None
    return connection.scalar(select(customers.c.id).where(customers.c.id_fingerprint == fingerprint))


def _end_all(connection: Connection, number: str) -> None:
    connection.execute(delete(staff_sessions).where(staff_sessions.c.number == number))


def _hash(vault: Vault, number: str, salt: str, pin: str) -> str:
    return vault.pin_hash(f"staff-{number}", salt, pin)
