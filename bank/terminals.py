"""Terminals and desks: enrolled with a code, known by their certificate, revoked by staff.

A desk is of another kind: each kind has a port of its own, and is a stranger at the other's. Only terminals have PIN
keys and a journal.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from bank.authority import Authority
from bank.contract import Certificate, EnrolmentRequest
from bank.dukpt import initial_key
from bank.problems import Code, Problem
from bank.statements import Statement
from bank.tables import Record, alarms, enrolment_codes, pin_keys, terminals
from bank.vault import Vault

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads like something else
_FIND = Statement(select(terminals).where(terminals.c.id == bindparam("terminal")))

_NEWER = Statement(
    update(terminals)
    .where(terminals.c.id == bindparam("terminal"))
    .where(or_(terminals.c.journal_number.is_(None), terminals.c.journal_number < bindparam("number")))
    .values(journal_number=bindparam("number"), journal_hash=bindparam("digest"))
)


class Kind(StrEnum):
    """What has a certificate of this bank."""

    TERMINAL = "terminal"
    DESK = "desk"


def require(connection: Connection, terminal: str, kind: Kind = Kind.TERMINAL) -> Record:
    """Return the terminal's row. Raises `Problem`: terminal-unknown, also for the other kind; terminal-revoked."""
    row = _FIND.row(connection, terminal=terminal)
    if row is None or row.kind != kind:
        raise Problem(Code.TERMINAL_UNKNOWN)
    if row.revoked:
        raise Problem(Code.TERMINAL_REVOKED)
    return row


def register(connection: Connection, terminal: str, now: datetime, kind: Kind = Kind.TERMINAL) -> None:
    """Make a terminal known, if it is not; enrolment does this. Raises `Problem` (terminal-unknown, -revoked)."""
    if _FIND.row(connection, terminal=terminal) is None:
        values = {"id": terminal, "kind": kind.value, "enrolled_at": now, "revoked": False}
        connection.execute(insert(terminals), values)
    require(connection, terminal, kind)


def revoke(connection: Connection, terminal: str) -> None:
    """Refuse the terminal, or the desk, from now on, for good. Raises `Problem` (terminal-unknown, -revoked)."""
    found = _FIND.row(connection, terminal=terminal)
    require(connection, terminal, Kind.TERMINAL if found is None else Kind(found.kind))
    connection.execute(update(terminals).where(terminals.c.id == terminal).values(revoked=True))


def create_code(
    connection: Connection, terminal: str, now: datetime, minutes: int, kind: Kind = Kind.TERMINAL
) -> tuple[str, datetime]:
    """Return a code that enrols this terminal or desk once, and when it ends."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    ends = now + timedelta(minutes=minutes)
    values = {"code_hash": hash_code(code), "terminal": terminal, "kind": kind.value, "expires_at": ends, "used": False}
    connection.execute(insert(enrolment_codes), values)
    return code, ends


def hash_code(code: str) -> str:
    """Return what is stored of a code or token. Plain SHA-256: they are random and long."""
    return hashlib.sha256(code.encode()).hexdigest()


def enrol(
    connection: Connection, authority: Authority, asked: EnrolmentRequest, now: datetime, kind: Kind = Kind.TERMINAL
) -> Certificate:
    """Spend a code of this kind and issue the certificate.

    Raises `Problem` (enrolment-code-invalid, certificate-request-invalid, terminal-unknown, terminal-revoked).
    """
    code = enrolment_codes.c
    found = connection.execute(select(enrolment_codes).where(code.code_hash == hash_code(asked.code))).one_or_none()
    if found is None or found.kind != kind or found.used or found.expires_at <= now:
        raise Problem(Code.ENROLMENT_CODE_INVALID)
    certificate = authority.issue_terminal(found.terminal, asked.certificate_request, now)
    connection.execute(update(enrolment_codes).where(code.code_hash == found.code_hash).values(used=True))
    register(connection, found.terminal, now, kind)
    return Certificate(terminal=found.terminal, certificate=certificate, authority=authority.pem)


@dataclass(frozen=True)
class PinKey:
    """What is loaded into a PIN pad: key id (16 hex digits) and initial key (32 hex digits)."""

    key_id: str
    initial_key: str

    def __repr__(self) -> str:
        return f"PinKey({self.key_id})"


def inject_pin_key(connection: Connection, vault: Vault, terminal: str) -> PinKey:
    """Make a PIN key for a terminal's PIN pad; the ones before stay good. Raises `Problem` (terminal-unknown)."""
    require(connection, terminal)
    number = (connection.scalar(select(func.count()).select_from(pin_keys)) or 0) + 1
    key_id = f"{vault.base_key_id}{number:08x}"
    connection.execute(insert(pin_keys), {"key_id": key_id, "terminal": terminal, "counter": 0})
    return PinKey(key_id, initial_key(vault.base_key, bytes.fromhex(key_id)).hex())


def pin_key_ids(connection: Connection, terminal: str) -> list[str]:
    """Return the ids of the keys this terminal's PIN pad may use, oldest first."""
    query = select(pin_keys.c.key_id).where(pin_keys.c.terminal == terminal).order_by(pin_keys.c.key_id)
    return list(connection.scalars(query))


def note_journal_head(connection: Connection, terminal: str, head: str, now: datetime) -> None:
    """Keep the newest head of the terminal's journal; raise an alarm for staff when it was cut short or rewritten.

    `head` is "<number>:<sha256 hex>". The customer is not held up.
    """
    digits, _, digest = head.partition(":")
    number = int(digits)
    if _NEWER.run(connection, terminal=terminal, number=number, digest=digest):
        return
    known = require(connection, terminal)
    if number < known.journal_number:
        detail = f"journal head fell from {known.journal_number} to {number}"
        raise_alarm(connection, terminal, "journal-head-fell", detail, now)
    elif digest != known.journal_hash:
        detail = f"journal record {number} has another hash than before"
        raise_alarm(connection, terminal, "journal-head-changed", detail, now)


def raise_alarm(connection: Connection, terminal: str, kind: str, detail: str, now: datetime) -> None:
    """Record something staff must look into."""
    connection.execute(insert(alarms), {"terminal": terminal, "kind": kind, "detail": detail, "at": now})
