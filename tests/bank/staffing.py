"""Branch staff as tests need them: signing in at a terminal and at a desk."""

from typing import Any

from bank.contract import StaffSession, staff_pan
from bank.people import SandboxStaff, load_cast
from tests.bank.support import Reply, Terminal, new_key, ok

STAFF = {member.number: member for member in load_cast().staff}
ANNA, BO = "1001", "1002"  # who approve
SERVICING, CUSTOMER_TOO = "1003", "1004"
NOBODY = "9999"


def member(number: str) -> SandboxStaff:
    return STAFF[number]


def body_at_terminal(terminal: Terminal, number: str, pin: str = "") -> dict[str, Any]:
    return {"number": number, "pin": terminal.pin(staff_pan(number), pin or member(number).pin)}


def body_at_desk(number: str, pin: str = "") -> dict[str, Any]:
    return {"number": number, "digits": pin or member(number).pin}


def try_to_sign_in(at: Terminal, number: str, pin: str = "", *, desk: bool = False, key: str = "") -> Reply:
    body = body_at_desk(number, pin) if desk else body_at_terminal(at, number, pin)
    return at.ask("POST", "/staff/sessions", body, key=key or new_key())


def staff_session(at: Terminal, number: str = ANNA, *, desk: bool = False) -> StaffSession:
    return StaffSession.model_validate(ok(try_to_sign_in(at, number, desk=desk)))


def staff_token(at: Terminal, number: str = ANNA, *, desk: bool = False) -> str:
    return staff_session(at, number, desk=desk).token
