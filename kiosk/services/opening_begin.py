"""The ID document laid in, and the bank's word on whether this person can have it; or an application taken up again."""

import uuid

from bank.contract import (
    ApplicationKind,
    ApplicationRequest,
    Refusal,
    ResumeRequest,
)
from kiosk.bank.errors import TRANSIENT, BankBadAnswer, BankDeclined, BankError, BankUnreachable
from kiosk.leaving import ServiceStopped
from kiosk.prompts import Choice, EnterDigits, Invalid, Notice
from kiosk.services.opening import GONE, PERSON, Opening, ask_bank, asking, document_data
from kiosk.services.opening_agreements import acceptances, kind_choice
from kiosk.services.steps import card_of
from kiosk.walking import Back

CODE_LENGTH = 8
_REFUSED = "application-refused"
_CARD_NEEDED = "resume-card-needed"


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
    """The code of an application that was stopped: checked with the document, and of a new PIN with the card.

    Gives the application's id.
    """
    session, asked = opening.session, _Resuming(opening)
    prompt = EnterDigits("opening-code", least=CODE_LENGTH, most=CODE_LENGTH, wrong="error-resume-length", step=PERSON)
    code, error = "", None
    while not asked.done:
        code = await session.ask(prompt, check=asked.check, draft=code, error=error)
        if not asked.done:  # the bank wants the card, which must be at hand
            await take_card(opening)
            try:
                await asked.check(code)
            except Invalid as wrong:
                error = wrong
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


class _Resuming:
    """Asks the bank to go on with what was stopped. Until it has answered, the same is asked under the same key: the
    bank may have done it, and only the answer has what the application goes on with."""

    def __init__(self, opening: Opening) -> None:
        self.done = False
        self._opening = opening
        self._open: tuple[ResumeRequest, str] | None = None  # what is not answered, and its key

    async def check(self, code: str) -> str:
        """Have it resumed; where the bank wants the card first, nothing has changed. Raises `Invalid`,
        `ServiceStopped`."""
        opening = self._opening
        request = ResumeRequest(code=code, document=document_data(opening.paper), card=opening.card)
        key = self._open[1] if self._open and self._open[0] == request else str(uuid.uuid4())
        self._open = request, key
        try:
            with asking(opening.session, "resume"):
                opening.now(await opening.session.terminal.bank.resume_application(request, key))
            self.done = True
        except BankDeclined as declined:
            if declined.code not in (*TRANSIENT, "bank-closed"):
                self._open = None
            if declined.code != _CARD_NEEDED or opening.card is not None:
                raise _not_resumed(declined) from declined
        except (BankUnreachable, BankBadAnswer) as failed:
            raise Invalid("error-bank-away") from failed
        return code


def _not_resumed(declined: BankDeclined) -> Invalid | ServiceStopped:
    """What to tell of it: at the field, where another try may help."""
    if declined.code == "resume-code-wrong" and declined.attempts_left:
        return Invalid("error-resume-wrong", left=declined.attempts_left)
    if declined.refusal is not None:
        return ServiceStopped(f"opening-refused-{declined.refusal.value}")
    if declined.code in (*TRANSIENT, "bank-closed"):
        return Invalid("error-bank-away")
    if declined.code == _CARD_NEEDED:  # another card is inside; the code is as good as before
        return ServiceStopped("opening-refused-no-card")
    ending = declined.code in ("resume-code-wrong", "resume-ended")
    return ServiceStopped("opening-resume-ended" if ending else "problem-bank-declined")


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
