"""Known without a card: an ID number, and a code on the phone that the bank has for it."""

from bank.contract import PhoneCode, SafetySession
from kiosk.bank_errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.identity.id_number import well_formed
from kiosk.prompts import EnterDigits, Invalid, Notice
from kiosk.session import Session
from kiosk.walking import Back

_LENGTH = 6
_RESEND = "resend"
_ENDED = "ended"


async def sign_in_by_phone(session: Session) -> SafetySession:
    """Ask for the ID number and the code until the bank knows who it is. Raises `Back` before the ID number.

    The number lives in the field until then, so that Back shows it again, and nowhere after that.
    """
    sent: dict[str, PhoneCode] = {}  # the code on its way, by the number it was asked for: Back sends no second one

    async def send(number: str) -> str:
        if not well_formed(number):
            raise Invalid("error-id-number")
        if number not in sent:
            code = await _send(session, number)
            sent.clear()
            sent[number] = code
        return number

    prompt = EnterDigits("safety-id", least=18, most=18, extra="X", wrong="error-id-length")
    while True:
        number = await session.ask(prompt, check=send)
        try:
            guest = await _code(session, sent, number)
        except Back:
            continue
        if guest is not None:
            session.guest = guest
            session.forget_typed()
            return guest
        sent.clear()
        await session.ask(Notice("safety-code-ended", back=False))


async def _code(session: Session, sent: dict[str, PhoneCode], number: str) -> SafetySession | None:
    """Ask for the code until it is right. None: it has ended, and another must be asked for from the beginning."""
    opened: list[SafetySession] = []

    async def check(typed: str) -> str:
        code = sent[number]
        if typed == _RESEND:
            fresh = await _resend(session, code.id)
            if fresh is None:
                return _ENDED
            sent[number] = fresh
            return _RESEND
        guest = await _sign_in(session, code.id, typed)
        if guest is None:
            return _ENDED
        opened.append(guest)
        return typed

    times = "first"
    while True:
        code = sent[number]
        prompt = EnterDigits(
            "safety-code",
            args={"sent": times, "length": _LENGTH},
            least=_LENGTH,
            most=_LENGTH,
            wrong="error-code-length",
            other=_RESEND if code.resends_left else "",
        )
        with session.within(f"code-{code.resends_left}"):  # what was typed belongs to one code
            answer = await session.ask(prompt, check=check)
        if answer != _RESEND:
            return None if answer == _ENDED else opened[-1]
        times = "again"


# -- what the bank says ------------------------------------------------------------------------------------------------


async def _send(session: Session, number: str) -> PhoneCode:
    """Have a code sent. Raises `Invalid` at the field where the bank will not, or cannot be asked."""
    session.note("phone-code-init")
    try:
        code = await session.terminal.bank.send_phone_code(number)
    except BankDeclined as declined:
        session.note("phone-code-complete", disposition="declined", problem=declined.code)
        raise _wait(declined) from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        session.note("phone-code-complete", disposition="unknown")
        raise _away(session) from failed
    session.note("phone-code-complete", disposition="success")
    return code


async def _resend(session: Session, id: str) -> PhoneCode | None:
    """Have another one sent. None: the first has ended."""
    session.note("phone-code-init")
    try:
        code = await session.terminal.bank.resend_phone_code(id)
    except BankDeclined as declined:
        session.note("phone-code-complete", disposition="declined", problem=declined.code)
        if declined.code == "phone-code-ended":
            return None
        raise _wait(declined) from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        session.note("phone-code-complete", disposition="unknown")
        raise _away(session) from failed
    session.note("phone-code-complete", disposition="success")
    return code


async def _sign_in(session: Session, id: str, typed: str) -> SafetySession | None:
    """Have the code checked. None: it has ended."""
    session.note("phone-sign-in-init")
    try:
        guest = await session.terminal.bank.open_safety_session(id, typed)
    except BankDeclined as declined:
        session.note("phone-sign-in-complete", disposition="declined", problem=declined.code)
        if declined.code == "phone-code-ended":
            return None
        if declined.code != "phone-code-wrong":
            raise _wait(declined) from declined
        if not declined.attempts_left:
            return None
        raise Invalid("error-code-wrong", left=declined.attempts_left) from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        session.note("phone-sign-in-complete", disposition="unknown")
        raise _away(session) from failed
    session.note("phone-sign-in-complete", disposition="success")
    return guest


def _wait(declined: BankDeclined) -> Invalid:
    """Too soon, or too often: how long to wait, where the bank says it."""
    if declined.retry_after:
        return Invalid("error-code-wait", seconds=declined.retry_after)
    return Invalid("error-code-refused")


def _away(session: Session) -> Invalid:
    session.terminal.doubt_bank()
    return Invalid("error-bank-away")
