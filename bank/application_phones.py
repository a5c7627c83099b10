"""The phone of an application: a code goes there, and whoever reads it here has it at hand.

Limits are those of bank/phone_codes.py, for the person's ID number, for the phone and for the terminal.
"""

from hmac import compare_digest

from sqlalchemy import delete, insert, select, update

from bank import sms
from bank.application_tables import application_codes
from bank.applications import EDITABLE, Case, open_case, view
from bank.contract import Application, ApplicationPhone, PhoneCode, PhoneCodeAnswer
from bank.papers import PHONE
from bank.phone_codes import LIFE, RESEND_AFTER, RESENDS, TRIES, WINDOW, count, new_code, sent, wait_until
from bank.problems import Code, Problem
from bank.sms_texts import SmsText
from bank.tables import Record, authorisations, customers
from bank.turn import Turn
from bank.vault import Vault


def send(turn: Turn, vault: Vault, application: str, token: str, asked: ApplicationPhone) -> PhoneCode:
    """Send a code to a phone, in place of any before. A PIN that was chosen is asked for anew: it may have been weak.

    Raises `Problem` as `open_case`, and phone-not-own, phone-code-wait.
    """
    case = open_case(turn, vault, application, token, *EDITABLE)
    if case.row.customer_id is not None:
        known = turn.connection.scalar(select(customers.c.phone).where(customers.c.id == case.row.customer_id))
        if known is not None and known != asked.phone:
            raise Problem(Code.PHONE_NOT_OWN)
    before = _find(turn, application)
    if before is not None and case.papers.text(PHONE) == asked.phone and turn.now < before.sent_at + RESEND_AFTER:
        raise wait_until(turn, before.sent_at + RESEND_AFTER)
    case.papers.put(PHONE, asked.phone, turn.now)
    turn.connection.execute(delete(application_codes).where(application_codes.c.application_id == application))
    turn.connection.execute(delete(authorisations).where(authorisations.c.order_hash == application))
    values = {"application_id": application, "code_hash": _send(case, vault, asked.phone), "asked_at": turn.now}
    turn.connection.execute(insert(application_codes), values | {"sent_at": turn.now})
    case.set(pin_salt=None, pin_hash=None)
    return sent(turn, application, RESENDS)


def resend(turn: Turn, vault: Vault, application: str, token: str) -> PhoneCode:
    """Send another code in place of the one before, with tries of its own.

    Raises `Problem` as `open_case`, and phone-code-ended, phone-code-wait.
    """
    case = open_case(turn, vault, application, token, *EDITABLE)
    found = _live(turn, application)
    if found.resends >= RESENDS:
        raise wait_until(turn, found.asked_at + WINDOW)
    if turn.now < found.sent_at + RESEND_AFTER:
        raise wait_until(turn, found.sent_at + RESEND_AFTER)
    code = _send(case, vault, case.papers.text(PHONE))
    _change(turn, application, code_hash=code, sent_at=turn.now, misses=0, resends=found.resends + 1)
    case.set()
    return sent(turn, application, RESENDS - found.resends - 1)


def confirm(turn: Turn, vault: Vault, application: str, token: str, answer: PhoneCodeAnswer) -> Application:
    """Take a right code as proof that the phone is at hand.

    Raises `Problem` as `open_case`, and phone-code-wrong, phone-code-ended.
    """
    case = open_case(turn, vault, application, token, *EDITABLE)
    found = _live(turn, application)
    if turn.now >= found.sent_at + LIFE:
        raise Problem(Code.PHONE_CODE_ENDED)
    if not compare_digest(_hash(vault, application, answer.code), found.code_hash):
        misses = found.misses + 1
        _change(turn, application, misses=misses, ended=misses >= TRIES)
        if misses >= TRIES:
            raise Problem(Code.PHONE_CODE_ENDED)
        raise Problem(Code.PHONE_CODE_WRONG, attempts_left=TRIES - misses)
    _change(turn, application, ended=True, confirmed=True)
    case.set()
    return view(turn, vault, application)


def _send(case: Case, vault: Vault, phone: str) -> str:
    """Send a new code; return its hash, which is all that stays of it."""
    turn, application = case.turn, case.row.id
    count(turn, case.row.person, vault.fingerprint(f"phone|{phone}"))
    code = new_code()
    to = sms.Phone(application, phone, case.row.language)
    sms.send_to(turn.connection, vault, to, SmsText.PHONE_CODE, turn.now, good_for=LIFE, code=code)
    return _hash(vault, application, code)


def _hash(vault: Vault, application: str, code: str) -> str:
    """Keyed: a million codes are soon tried."""
    return vault.fingerprint(f"application-phone|{application}|{code}")


def _find(turn: Turn, application: str) -> Record | None:
    mine = select(application_codes).where(application_codes.c.application_id == application)
    return turn.connection.execute(mine).one_or_none()


def _live(turn: Turn, application: str) -> Record:
    found = _find(turn, application)
    if found is None or found.ended or found.asked_at <= turn.now - WINDOW:
        raise Problem(Code.PHONE_CODE_ENDED)
    return found


def _change(turn: Turn, application: str, **values: object) -> None:
    mine = update(application_codes).where(application_codes.c.application_id == application)
    turn.connection.execute(mine.values(values))
