"""What branch staff decide about verifications, signed in at a terminal or a desk.

Whoever approves has seen the person, where they stand. Nobody decides about themselves, nor about something else than
what they were shown. Who opened which file is a row that stays; who decided is one of the verification's own.
"""

from sqlalchemy import insert, select

from bank import verifications
from bank.approvals import is_self
from bank.contract import (
    Decision,
    FaceAttempt,
    StaffRole,
    StaffVerification,
    StaffVerifications,
    VerificationDecision,
    VerificationFile,
    fingerprint,
)
from bank.faces import attempt_of
from bank.masking import masked_name
from bank.problems import Code, Problem
from bank.staff import Member
from bank.staff_tables import verification_looks
from bank.tables import Record, customers
from bank.tables import verifications as rows
from bank.turn import Turn
from bank.vault import Vault

_UNKNOWN = "0" * 64


def waiting(turn: Turn, who: Member) -> StaffVerifications:
    """Return the verifications that wait for staff, oldest first. Raises `Problem` (staff-not-allowed)."""
    who.require(StaffRole.APPROVER)
    found = verifications.waiting(turn.connection, turn.now)
    return StaffVerifications(verifications=[_listed(row) for row in found])


def open_file(turn: Turn, who: Member, verification: str) -> VerificationFile:
    """Return everything there is to decide by, and note who looks.

    Raises `Problem`: staff-not-allowed, staff-is-applicant, verification-unknown.
    """
    who.require(StaffRole.APPROVER)
    file = _file(turn, who, verification)
    look = {"verification_id": verification, "number": who.number, "place": turn.terminal, "at": turn.now}
    turn.connection.execute(insert(verification_looks), look | {"shown": file.shown})
    return file


def decide(turn: Turn, vault: Vault, who: Member, verification: str, asked: VerificationDecision) -> StaffVerifications:
    """Take a decision; return what waits then.

    Raises `Problem`: as `open_file`; staff-file-changed, staff-must-see, staff-reason-missing.
    """
    who.require(StaffRole.APPROVER)
    file = _file(turn, who, verification)
    if asked.shown != file.shown or _shown_last(turn, who, verification) != file.shown:
        raise Problem(Code.STAFF_FILE_CHANGED)
    here = turn.terminal == file.terminal  # a desk has another name than any terminal
    if (asked.seen and not here) or (asked.decision is Decision.APPROVE and not asked.seen):
        raise Problem(Code.STAFF_MUST_SEE)
    if asked.decision is Decision.APPROVE:
        verifications.approve(turn, vault, verification, who)
    elif reason := asked.reason.strip():
        verifications.refuse(turn, verification, who, reason)
    else:
        raise Problem(Code.STAFF_REASON_MISSING)
    return waiting(turn, who)


def _file(turn: Turn, who: Member, verification: str) -> VerificationFile:
    row = verifications.require_waiting(turn, verification, who)
    person = turn.connection.execute(select(customers).where(customers.c.id == row.customer_id)).one()
    if is_self(who, person.id_fingerprint):
        raise Problem(Code.STAFF_IS_APPLICANT)
    file = VerificationFile(
        id=row.id,
        purpose=row.purpose,
        way=row.way,
        terminal=row.terminal,
        since=row.reported_at,
        until=row.ends_at,
        name=person.name,
        name_latin=person.name_latin,
        born=person.born,
        reasons=row.reasons.split(),
        attempts=_attempts(turn, row),
        shown=_UNKNOWN,
    )
    return file.model_copy(update={"shown": fingerprint(file)})


def _attempts(turn: Turn, row: Record) -> list[FaceAttempt]:
    """Every series of the visit: who tries until somebody helps is seen to have tried."""
    series = rows.c.session_hash == row.session_hash, rows.c.profile.is_not(None)
    query = select(rows).where(*series).order_by(rows.c.reported_at, rows.c.id)
    return [attempt_of(one, one.reported_at) for one in turn.connection.execute(query)]


def _shown_last(turn: Turn, who: Member, verification: str) -> str:
    looks = verification_looks.c
    mine = looks.verification_id == verification, looks.number == who.number
    query = select(looks.shown).where(*mine).order_by(looks.id.desc()).limit(1)
    return turn.connection.scalar(query) or _UNKNOWN


def _listed(row: Record) -> StaffVerification:
    return StaffVerification(
        id=row.id,
        purpose=row.purpose,
        terminal=row.terminal,
        since=row.reported_at,
        until=row.ends_at,
        masked_name=masked_name(row.name),
    )
