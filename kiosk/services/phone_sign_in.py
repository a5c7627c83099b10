"""Known without a card: an ID number, and a code on the phone that the bank has for it."""

from bank.contract import SafetySession
from kiosk.identity.id_number import well_formed
from kiosk.prompts import EnterDigits, Invalid, Notice
from kiosk.services.phone_codes import PhoneCodes
from kiosk.session import Session
from kiosk.walking import Back


async def sign_in_by_phone(session: Session) -> SafetySession:
    """Ask for the ID number and the code until the bank knows who it is. Raises `Back` before the ID number.

    The number lives in the field until then, so that Back shows it again, and nowhere after that.
    """
    bank = session.terminal.bank
    codes = PhoneCodes(
        session,
        "safety-code",
        "phone-sign-in",
        bank.send_phone_code,
        bank.resend_phone_code,
        bank.open_safety_session,
    )

    async def send(number: str) -> str:
        if not well_formed(number):
            raise Invalid("error-id-number")
        return await codes.sent(number)

    prompt = EnterDigits("safety-id", least=18, most=18, extra="X", wrong="error-id-length")
    while True:
        number = await session.ask(prompt, check=send)
        try:
            guest = await codes.ask(number)
        except Back:
            continue
        if guest is not None:
            session.guest = guest
            session.forget_typed()
            return guest
        await session.ask(Notice("safety-code-ended", back=False))
