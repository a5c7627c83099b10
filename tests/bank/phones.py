"""Somebody without a card: asks for a code and reads it on the phone, which here is the bank's outbox."""

import re

from sqlalchemy import select

from bank.contract import PhoneCode, SafetySession
from bank.opening import Bank
from bank.tables import sms_outbox
from tests.bank.support import Reply, Terminal, new_key, ok, person


def ask(terminal: Terminal, id_number: str, key: str = "") -> Reply:
    return terminal.ask("POST", "/phone-codes", {"id_number": id_number}, key=key or new_key())


def ask_for(terminal: Terminal, name: str) -> PhoneCode:
    return PhoneCode.model_validate(ok(ask(terminal, person(name).id_number)))


def resend(terminal: Terminal, code_id: str) -> Reply:
    return terminal.ask("POST", f"/phone-codes/{code_id}/resend", key=new_key())


def answer(terminal: Terminal, code_id: str, code: str, key: str = "") -> Reply:
    return terminal.ask("POST", f"/phone-codes/{code_id}/sign-in", {"code": code}, key=key or new_key())


def newest_text(bank: Bank) -> str:
    newest = select(sms_outbox.c.text).order_by(sms_outbox.c.id.desc()).limit(1)
    return bank.store.read(lambda connection: connection.scalars(newest).one())


def read_code(bank: Bank) -> str:
    [code] = re.findall(r"[0-9]{6}", newest_text(bank))
    return code


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def safety_session(bank: Bank, terminal: Terminal, name: str) -> str:
    """Sign somebody in with a code; return the session token."""
    asked = ask_for(terminal, name)
    return SafetySession.model_validate(ok(answer(terminal, asked.id, read_code(bank)))).token
