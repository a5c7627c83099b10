"""Codes sent to the phone the bank has for a person: they open a session that can only stop cards and accounts.

Who asks with an ID number that nobody has is answered the same way, meets the same limits, and can never sign in. The
bank does the same for both but for the message itself, which is delivered by something else after the answer.
"""

import secrets
import uuid
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from bank import sms
from bank.contract import PhoneCode, PhoneCodeAnswer, PhoneCodeRequest, SafetySession
from bank.masking import masked_name
from bank.problems import Code, Problem
from bank.sessions import open_safety
from bank.sms_texts import SmsText
from bank.tables import Record, customers, phone_code_sends, phone_codes
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

LIFE = timedelta(minutes=5)  # of a code
RESEND_AFTER = timedelta(seconds=60)
RESENDS = 3
TRIES = 3  # for each code that was sent
WINDOW = timedelta(hours=1)
PER_NUMBER = 5  # codes within the window, for one ID number at all terminals
PER_TERMINAL = 30  # for all ID numbers at one terminal


def request(turn: Turn, vault: Vault, asked: PhoneCodeRequest) -> PhoneCode:
    """Send a code. Raises `Problem` (phone-code-wait)."""
    number = id_fingerprint(vault, asked.id_number)
    count(turn, number)
    known = turn.connection.execute(select(customers.c.id).where(customers.c.id_fingerprint == number)).one_or_none()
    code_id = uuid.uuid4().hex
    customer = known.id if known else None
    values = {
        "id": code_id,
        "terminal": turn.terminal,
        "id_fingerprint": number,
        "customer_id": customer,
        "code_hash": _send(turn, vault, code_id, customer),
        "asked_at": turn.now,
        "sent_at": turn.now,
        "resends": 0,
        "misses": 0,
        "ended": False,
    }
    turn.connection.execute(insert(phone_codes), values)
    return sent(turn, code_id, RESENDS)


def resend(turn: Turn, vault: Vault, code_id: str) -> PhoneCode:
    """Send another code in place of the one before, with tries of its own.

    Raises `Problem` (phone-code-ended, phone-code-wait).
    """
    found = _find(turn, code_id)
    if found.resends >= RESENDS:
        raise wait_until(turn, found.asked_at + WINDOW)
    if turn.now < found.sent_at + RESEND_AFTER:
        raise wait_until(turn, found.sent_at + RESEND_AFTER)
    count(turn, found.id_fingerprint)
    changes = {"code_hash": _send(turn, vault, code_id, found.customer_id), "sent_at": turn.now, "misses": 0}
    _change(turn, code_id, resends=found.resends + 1, **changes)
    return sent(turn, code_id, RESENDS - found.resends - 1)


def sign_in(turn: Turn, vault: Vault, code_id: str, answer: PhoneCodeAnswer) -> SafetySession:
    """Open a safety session for the right code, once. Raises `Problem` (phone-code-wrong, phone-code-ended)."""
    found = _find(turn, code_id)
    if turn.now >= found.sent_at + LIFE:
        raise Problem(Code.PHONE_CODE_ENDED)
    right = compare_digest(_hash(vault, code_id, answer.code), found.code_hash)
    if not right or found.customer_id is None:
        misses = found.misses + 1
        _change(turn, code_id, misses=misses, ended=misses >= TRIES)
        if misses >= TRIES:
            raise Problem(Code.PHONE_CODE_ENDED)
        raise Problem(Code.PHONE_CODE_WRONG, attempts_left=TRIES - misses)
    _change(turn, code_id, ended=True)
    name = turn.connection.execute(select(customers.c.name).where(customers.c.id == found.customer_id)).scalar_one()
    token, ends = open_safety(turn, found.customer_id)
    return SafetySession(token=token, masked_name=masked_name(name), expires_at=ends)


def drop_old(connection: Connection, now: datetime) -> None:
    """Drop what no limit counts any more."""
    connection.execute(delete(phone_codes).where(phone_codes.c.asked_at < now - WINDOW))
    connection.execute(delete(phone_code_sends).where(phone_code_sends.c.at < now - WINDOW))


def count(turn: Turn, number: str, phone: str = "") -> None:
    """Count one code more, unless too many were sent within the hour. Raises `Problem` (phone-code-wait).

    `number`: the fingerprint of the ID number; `phone`: that of the phone, where anybody could have named it.
    """
    sends = phone_code_sends.c
    _within(turn, sends.id_fingerprint == number, PER_NUMBER)
    _within(turn, sends.terminal == turn.terminal, PER_TERMINAL)
    rows = [{"id_fingerprint": number, "terminal": turn.terminal, "at": turn.now}]
    if phone:
        _within(turn, sends.id_fingerprint == phone, PER_NUMBER)
        rows.append({"id_fingerprint": phone, "terminal": "", "at": turn.now})
    turn.connection.execute(insert(phone_code_sends), rows)


def _within(turn: Turn, whose: ColumnElement[bool], most: int) -> None:
    sends = phone_code_sends.c
    query = select(sends.at).where(whose, sends.at > turn.now - WINDOW).order_by(sends.at.desc()).limit(most)
    times = list(turn.connection.scalars(query))
    if len(times) == most:
        raise wait_until(turn, times[-1] + WINDOW)


def _send(turn: Turn, vault: Vault, code_id: str, customer: str | None) -> str:
    """Send a new code; return its hash, which is all that stays of it."""
    code = new_code()
    if customer is not None:
        sms.send(turn.connection, customer, SmsText.PHONE_CODE, turn.now, good_for=LIFE, code=code)
    return _hash(vault, code_id, code)


def new_code() -> str:
    """Make a code of six digits."""
    return f"{secrets.randbelow(10**6):06}"


def _hash(vault: Vault, code_id: str, code: str) -> str:
    """Keyed: a million codes are soon tried."""
    return vault.fingerprint(f"phone-code|{code_id}|{code}")


def _find(turn: Turn, code_id: str) -> Record:
    codes = phone_codes.c
    mine = select(phone_codes).where(codes.id == code_id, codes.terminal == turn.terminal)
    found = turn.connection.execute(mine.where(codes.asked_at > turn.now - WINDOW)).one_or_none()
    if found is None or found.ended:
        raise Problem(Code.PHONE_CODE_ENDED)
    return found


def _change(turn: Turn, code_id: str, **values: object) -> None:
    turn.connection.execute(update(phone_codes).where(phone_codes.c.id == code_id).values(values))


def wait_until(turn: Turn, until: datetime) -> Problem:
    """Make the problem that says how long to wait."""
    return Problem(Code.PHONE_CODE_WAIT, wait=max(1, -int((turn.now - until).total_seconds() // 1)))


def sent(turn: Turn, code_id: str, left: int) -> PhoneCode:
    """Say that a code is on its way."""
    resend_at = turn.now + RESEND_AFTER
    return PhoneCode(id=code_id, expires_at=turn.now + LIFE, resend_at=resend_at, resends_left=left)
