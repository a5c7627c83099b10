"""The number that the bank reserves, a PIN for it given twice, the signature; and with all of it, staff are called."""

import base64

from bank.contract import AuthorisationRequest, Purpose, Submission, fingerprint
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.leaving import ServiceStopped
from kiosk.prompts import Invalid, Sign
from kiosk.services.opening import PIN, Opening, ask_bank, document_data
from kiosk.services.steps import enter_pin
from kiosk.walking import Back

WEAKNESSES = ("birthday", "repeats", "run", "phone", "id-number")
_AGAIN = ("pin-block-invalid", "pin-counter-used")
_UNSIGNED = "unsigned"


async def choose_pin(opening: Opening) -> None:
    """Have a number reserved, and a PIN chosen for it. Raises `Back` before it.

    What is wrong with a PIN is told at the field, and both are asked for anew. A PIN whose answer is lost is never
    sent again.
    """
    session = opening.session
    bank, id, token = session.terminal.bank, opening.begun.id, opening.token
    reservation = await ask_bank(opening, "reserve", lambda key: bank.reserve_card(id, token, key), busy="busy-reserve")
    opening.masked = reservation.masked
    error: Invalid | None = None
    while True:
        pan = reservation.card.pan
        first = await enter_pin(session, pan, Purpose.SET_PIN, "pin-new", step=PIN, error=error)
        try:
            second = await enter_pin(session, pan, Purpose.SET_PIN, "pin-new-again", step=PIN)
        except Back:
            error = None
            continue
        request = AuthorisationRequest(purpose=Purpose.SET_PIN, card=reservation.card, pin=first, pin_again=second)
        session.note("authorise-init", purpose=Purpose.SET_PIN.value)
        ended: dict[str, str] = {"disposition": "unknown"}
        try:
            authorisation = await session.busy("busy-pin-new", bank.authorise(request, application=token))
            ended = {"disposition": "success"}
        except BankDeclined as declined:
            ended = {"disposition": "declined", "problem": declined.code}
            error = _wrong(declined)
        except (BankUnreachable, BankBadAnswer):
            session.terminal.doubt_bank()
            error = Invalid("error-bank-away")
        else:
            opening.pin_token = authorisation.token
            return
        finally:
            session.note("authorise-complete", **ended)


async def sign(opening: Opening) -> None:
    """Have it signed on the screen. Who cannot sign confirms by a key, and staff are told."""
    session = opening.session
    strokes = await session.ask(Sign("opening-sign", back=False, other=_UNSIGNED, step=PIN))
    opening.signature = None if strokes == _UNSIGNED else session.terminal.draw_signature(strokes)
    session.note("signature", given="key" if opening.signature is None else "signed")


async def submit(opening: Opening) -> None:
    """Call staff with all of it. A PIN that was given too long ago is asked for anew."""
    bank, id, token = opening.session.terminal.bank, opening.begun.id, opening.token
    reviewed = opening.begun.details or document_data(opening.paper)
    signature = base64.b64encode(opening.signature).decode() if opening.signature else None
    submission = Submission(reviewed=fingerprint(reviewed), signature=signature)
    while True:
        try:
            opening.now(
                await ask_bank(
                    opening,
                    "submit",
                    lambda key: bank.submit_application(id, token, submission, opening.pin_token, key),
                    expected=("authorisation-invalid",),
                )
            )
        except BankDeclined:
            await _pin_anew(opening)
        else:
            opening.pin_token = ""
            return


async def _pin_anew(opening: Opening) -> None:
    while True:
        try:
            return await choose_pin(opening)
        except Back:
            continue  # there is nothing before it any more


def _wrong(declined: BankDeclined) -> Invalid:
    """What to tell at the field. Raises `ServiceStopped` where another PIN does not help."""
    match declined.code:
        case "pins-differ":
            return Invalid("error-pins-differ")
        case "pin-weak":
            word = declined.weakness if declined.weakness in WEAKNESSES else "other"
            return Invalid(f"error-pin-weak-{word}")
        case "bank-busy":
            return Invalid("error-bank-away")
        case code if code in _AGAIN:
            return Invalid("error-pin-again")
        case _:
            raise ServiceStopped("problem-bank-declined") from declined
