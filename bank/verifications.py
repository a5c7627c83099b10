"""Verifications: what a terminal found out about who somebody is, judged by the bank's own rules, or by staff.

Each report is a row that stays: who, when, what, the numbers, who decided. No picture, no embedding; of a document's
number the keyed hash.
"""

import base64
import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from bank.contract import (
    RegistryPortrait,
    StepUp,
    Verification,
    VerificationRequest,
    VerificationState,
    VerificationWay,
)
from bank.faces import CONSENT_UNCLEAR, against, consent_holds, kept
from bank.problems import Code, Problem
from bank.sessions import SignedIn
from bank.staff import Member
from bank.statements import Statement
from bank.step_up import StepUps, face_attempts_left
from bank.tables import Record, customers, portraits_given, sessions, verifications
from bank.terminals import hash_code
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

TOKEN_LIFE = timedelta(minutes=5)  # time for the review and the PIN after it
WAIT = timedelta(minutes=15)  # for staff
BANK = "bank"  # who decided, where no member of staff did

_SPEND = Statement(
    update(verifications)
    .where(
        verifications.c.token_hash == bindparam("hash"),
        verifications.c.terminal == bindparam("at_terminal"),
        verifications.c.session_hash == bindparam("session"),
        verifications.c.purpose == bindparam("given_for"),
        verifications.c.subject == bindparam("about"),
        verifications.c.state == VerificationState.ACCEPTED.value,
        verifications.c.used_at.is_(None),
        verifications.c.ends_at > bindparam("now"),
    )
    .values(used_at=bindparam("used_now"))
)


def report(turn: Turn, vault: Vault, step_ups: StepUps, who: SignedIn, asked: VerificationRequest) -> Verification:
    """Keep what the terminal found, and judge it. One that waits for the same is ended by it.

    Raises `Problem` (no-portrait) where a face was compared with a portrait that there is not.
    """
    if asked.way is VerificationWay.REGISTRY and not step_ups.registry.has(who.customer):
        raise Problem(Code.NO_PORTRAIT)
    state, reasons = _judge(turn, vault, who, asked)
    same = verifications.c.subject == asked.subject, verifications.c.session_hash == who.session
    waits = verifications.c.state == VerificationState.NEEDS_STAFF.value
    ended = update(verifications).where(*same, waits).values(state=VerificationState.ENDED.value)
    turn.connection.execute(ended)
    made = uuid.uuid4().hex
    values: dict[str, object] = {
        "id": made,
        "terminal": turn.terminal,
        "session_hash": who.session,
        "customer_id": who.customer,
        "purpose": asked.purpose.value,
        "subject": asked.subject,
        "way": asked.way.value,
        "reported_at": turn.now,
        "state": state.value,
        "reasons": " ".join(reasons),
    }
    if asked.face:
        values |= kept(asked.face)
    if asked.document_number:
        values["document_fingerprint"] = id_fingerprint(vault, asked.document_number)
    if state is VerificationState.NEEDS_STAFF:
        values["ends_at"] = turn.now + WAIT
    else:
        values |= _decided(turn, BANK)
    if state is VerificationState.ACCEPTED:
        values |= _token(turn, vault, made)
    turn.connection.execute(insert(verifications), values)
    return look(turn, vault, who, made)


def look(turn: Turn, vault: Vault, who: SignedIn, verification: str) -> Verification:
    """Say what has become of a verification of this session. Raises `Problem` (verification-unknown)."""
    query = select(verifications).where(
        verifications.c.id == verification,
        verifications.c.session_hash == who.session,
        verifications.c.terminal == turn.terminal,
    )
    row = turn.connection.execute(query).one_or_none()
    if row is None:
        raise Problem(Code.VERIFICATION_UNKNOWN)
    state = VerificationState(row.state)
    if row.used_at is not None or (row.ends_at is not None and row.ends_at <= turn.now):
        state = VerificationState.ENDED
    return Verification(
        id=row.id,
        state=state,
        reasons=row.reasons.split(),
        face_attempts_left=face_attempts_left(turn, who),
        token=_token_of(vault, row.id) if state is VerificationState.ACCEPTED else "",
        expires_at=row.ends_at if state in (VerificationState.ACCEPTED, VerificationState.NEEDS_STAFF) else None,
    )


def hand_out_portrait(turn: Turn, step_ups: StepUps, who: SignedIn) -> RegistryPortrait:
    """Give the registry's portrait of the customer, and write down who got it. Raises `Problem` (no-portrait)."""
    found = step_ups.registry.portrait(who.customer)
    if found is None:
        raise Problem(Code.NO_PORTRAIT)
    values = {"at": turn.now, "terminal": turn.terminal, "customer_id": who.customer, "session_hash": who.session}
    turn.connection.execute(insert(portraits_given), values)
    return RegistryPortrait(jpeg=base64.b64encode(found).decode())


def require(turn: Turn, who: SignedIn, step_up: StepUp, subject: str, token: str | None) -> None:
    """Use a token up. Raises `Problem` (verification-required) unless it was given for exactly this, here and now."""
    spent = token is not None and _SPEND.run(
        turn.connection,
        hash=hash_code(token),
        at_terminal=turn.terminal,
        session=who.session,
        given_for=step_up.purpose.value,
        about=subject,
        now=turn.now,
        used_now=turn.now,
    )
    if spent != 1:
        raise Problem(Code.VERIFICATION_REQUIRED, step_up=step_up)


def require_once(turn: Turn, who: SignedIn, step_up: StepUp, subject: str, token: str | None) -> None:
    """As `require`, but not again in this session."""
    used = select(verifications.c.id).where(
        verifications.c.session_hash == who.session,
        verifications.c.terminal == turn.terminal,
        verifications.c.purpose == step_up.purpose.value,
        verifications.c.subject == subject,
        verifications.c.state == VerificationState.ACCEPTED.value,
        verifications.c.used_at.is_not(None),
    )
    if turn.connection.scalar(used.limit(1)) is None:
        require(turn, who, step_up, subject, token)


def waiting(connection: Connection, now: datetime) -> list[Record]:
    """Return those that wait for staff, oldest first, with the customer's `name`; none whose session has ended."""
    query = (
        select(verifications, customers.c.name)
        .join_from(verifications, customers, verifications.c.customer_id == customers.c.id)
        .join(sessions, verifications.c.session_hash == sessions.c.token_hash)
        .where(verifications.c.state == VerificationState.NEEDS_STAFF.value)
        .where(verifications.c.ends_at > now, sessions.c.expires_at > now)
        .order_by(verifications.c.reported_at, verifications.c.id)
    )
    return list(connection.execute(query))


def require_waiting(turn: Turn, verification: str, by: Member) -> Record:
    """Return one that waits, with the customer's `name`. Raises `Problem` as `approve`."""
    found = [row for row in waiting(turn.connection, turn.now) if row.id == verification]
    if not found:
        raise Problem(Code.VERIFICATION_UNKNOWN)
    if found[0].customer_id == by.customer:
        raise Problem(Code.STAFF_IS_APPLICANT)
    return found[0]


def approve(turn: Turn, vault: Vault, verification: str, by: Member) -> None:
    """Take the word of a member of staff who has seen the person.

    Here `turn.terminal` is the desk: staff answer for every terminal. Raises `Problem` (verification-unknown;
    staff-is-applicant where it is about the member themselves).
    """
    require_waiting(turn, verification, by)
    decided = _decided(turn, by.number)
    accepted = {"state": VerificationState.ACCEPTED.value} | decided | _token(turn, vault, verification)
    turn.connection.execute(update(verifications).where(verifications.c.id == verification).values(accepted))


def refuse(turn: Turn, verification: str, by: Member, note: str) -> None:
    """Take the word of a member of staff that it is not this person, or should not be. Raises as `approve`."""
    found = require_waiting(turn, verification, by)
    reasons = f"{found.reasons} refused-by-staff"
    refused = {"state": VerificationState.REFUSED.value, "reasons": reasons, "staff_note": note, "ends_at": None}
    refused |= _decided(turn, by.number)
    turn.connection.execute(update(verifications).where(verifications.c.id == verification).values(refused))


def _judge(turn: Turn, vault: Vault, who: SignedIn, asked: VerificationRequest) -> tuple[VerificationState, list[str]]:
    """Judge by the bank's rules, whatever the terminal makes of its own numbers."""
    if asked.document_number and not _is_own(turn, vault, who, asked.document_number):
        return VerificationState.REFUSED, ["document-not-own"]
    if asked.face is None:
        return VerificationState.NEEDS_STAFF, [asked.staff_reason.value] if asked.staff_reason else []
    if asked.face.attempts > face_attempts_left(turn, who):
        return VerificationState.NEEDS_STAFF, ["face-blocked"]
    reasons = against(asked.face)
    if not consent_holds(asked.face.consented_at, turn.now):
        reasons.append(CONSENT_UNCLEAR)
    return (VerificationState.NEEDS_STAFF if reasons else VerificationState.ACCEPTED), reasons


def _is_own(turn: Turn, vault: Vault, who: SignedIn, number: str) -> bool:
    own = select(customers.c.id_fingerprint).where(customers.c.id == who.customer)
    return turn.connection.scalar(own) == id_fingerprint(vault, number)


def _decided(turn: Turn, by: str) -> dict[str, object]:
    return {"decided_at": turn.now, "decided_by": by}


def _token(turn: Turn, vault: Vault, verification: str) -> dict[str, object]:
    return {"token_hash": hash_code(_token_of(vault, verification)), "ends_at": turn.now + TOKEN_LIFE}


def _token_of(vault: Vault, verification: str) -> str:
    """Return the token. Keyed and the same each time, so that a question for it changes nothing."""
    return vault.fingerprint(f"verification-token|{verification}")
