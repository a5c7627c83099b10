"""The ID document laid in, and the bank's word on whether this person can have it; or an application taken up again."""

from bank.contract import (
    Application,
    ApplicationKind,
    ApplicationRequest,
    Refusal,
    ResumeRequest,
)
from kiosk.bank_errors import TRANSIENT, BankBadAnswer, BankDeclined, BankError, BankUnreachable
from kiosk.leaving import ServiceStopped
from kiosk.prompts import Choice, EnterDigits, Invalid, Notice
from kiosk.services.opening import GONE, PERSON, Opening, ask_bank, asking, document_data
from kiosk.services.opening_agreements import acceptances, kind_choice
from kiosk.services.steps import card_of
from kiosk.walking import Back

CODE_LENGTH = 8
_REFUSED = "application-refused"


async def take_card(opening: Opening) -> str:
    """The card that a new PIN is for. It stays in until the end."""
    session = opening.session
    card = session.terminal.custody.card or await opening.inside.enter_async_context(session.card())
    opening.card = card_of(card)
    return "in"


async def lay_document(opening: Opening) -> str:
    """The ID document. It stays in until the end."""
    opening.document = await opening.inside.enter_async_context(opening.session.document())
    return "in"


async def begin(opening: Opening) -> str:
    """Have the bank judge whether this person can have it. Gives the application's id.

    Raises `Back` where the customer takes what can be had instead; `ServiceStopped` where nothing can.
    """
    await drop(opening)
    opening.skip.clear()
    kind = opening.kind
    assert kind is not None, "asked for first"
    request = ApplicationRequest(
        kind=kind,
        document=document_data(opening.paper),
        accepted=acceptances(opening),
        card=opening.card if kind is ApplicationKind.PIN_RESET else None,
        language=opening.session.language,
    )
    bank = opening.session.terminal.bank
    try:
        opening.now(
            await ask_bank(
                opening,
                "begin",
                lambda key: bank.begin_application(request, key),
                busy="busy-eligibility",
                expected=(_REFUSED,),
            )
        )
    except BankDeclined as declined:
        await _refused(opening, declined)
    return opening.begun.id


async def ask_code(opening: Opening) -> str:
    """The code of an application that was stopped: checked with the document. Gives the application's id."""
    session, document = opening.session, document_data(opening.paper)

    async def check(code: str) -> str:
        opening.now(await _resumed(opening, ResumeRequest(code=code, document=document)))
        return code

    prompt = EnterDigits("opening-code", least=CODE_LENGTH, most=CODE_LENGTH, wrong="error-resume-length", step=PERSON)
    await session.ask(prompt, check=check)
    session.forget_typed("resume")
    opening.kind = opening.begun.kind
    if details := opening.begun.details:
        opening.address, opening.address_from_document = details.address, details.address_from_document
        opening.occupation, opening.purpose = details.occupation, details.purpose
    return opening.begun.id


async def drop(opening: Opening) -> bool:
    """What was begun is withdrawn, as far as the bank can be reached. Gives whether nothing of it is left there."""
    if opening.application is None:
        return True
    session, before, token = opening.session, opening.begun, opening.token
    opening.application = None
    try:
        with asking(session, "withdraw"):
            await session.busy("busy-application", session.terminal.bank.withdraw_application(before.id, token))
    except BankDeclined as declined:
        return declined.code in GONE
    except BankError:
        return False  # it ends by itself
    return True


async def _resumed(opening: Opening, request: ResumeRequest) -> Application:
    session = opening.session
    try:
        with asking(session, "resume"):
            return await session.terminal.bank.resume_application(request)
    except BankDeclined as declined:
        if declined.code == "resume-code-wrong" and declined.attempts_left:
            raise Invalid("error-resume-wrong", left=declined.attempts_left) from declined
        if declined.refusal is not None:
            raise ServiceStopped(f"opening-refused-{declined.refusal.value}") from declined
        if declined.code in (*TRANSIENT, "bank-closed"):
            raise Invalid("error-bank-away") from declined
        ending = declined.code in ("resume-code-wrong", "resume-ended")
        raise ServiceStopped("opening-resume-ended" if ending else "problem-bank-declined") from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        raise Invalid("error-bank-away") from failed


async def _refused(opening: Opening, declined: BankDeclined) -> None:
    """Say why, what to do, and what can be had instead. Raises `Back`, to go on with that, or `ServiceStopped`."""
    refusal = declined.refusal or Refusal.NOT_SERVED
    options = (
        *(kind_choice(kind) for kind in declined.instead if kind is not opening.kind),
        Choice("stop", "opening-understood", icon="check"),
    )
    answer = await opening.session.ask(Notice(f"opening-refused-{refusal.value}", options=options, back=False))
    if answer == "stop":
        raise ServiceStopped("")
    opening.skip = {"kind", "purposes"}
    opening.kind, opening.chosen = ApplicationKind(answer), False
    raise Back("kind")
