"""Open a card: somebody with an ID document leaves with an account and an active card, another card, or a new PIN.

In the customer's order: what is wanted, agreement and consents, document in (it stays in), the bank's word on it, the
face, the phone, what they say of themselves, review; then the number is reserved, and PIN, signature, staff and card
follow. Until the card is made it can be stopped, and resumed for a day with a code (docs/opening.md).
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, TypeVar

from bank.contract import ApplicationKind, ApplicationPart
from kiosk.idle import IdleOut
from kiosk.issuing.making import IssueEnd
from kiosk.leaving import CustomerLeft, ServiceStopped
from kiosk.services.opening import Opening, ask_bank
from kiosk.services.opening_agreements import ask_agreement, ask_kind, ask_purposes
from kiosk.services.opening_approval import approval
from kiosk.services.opening_begin import ask_code, begin, lay_document, take_card
from kiosk.services.opening_details import (
    ask_address,
    ask_occupation,
    ask_phone,
    ask_phone_code,
    ask_purpose,
    give_details,
    phone_codes,
    review,
)
from kiosk.services.opening_end import keep_or_delete, offer, tell_done
from kiosk.services.opening_face import show_face
from kiosk.services.opening_pin import choose_pin, sign
from kiosk.services.phone_codes import PhoneCodes
from kiosk.session import Session
from kiosk.walking import Answers, Back, Question

T = TypeVar("T")


async def open_card(session: Session, kind: ApplicationKind | None = None) -> None:
    """Serve an application from the first question to the card in the customer's hand. `kind`: if it is known already.

    However it ends, the document (and a card for which a PIN was wanted) is given back after the last word.
    """
    async with AsyncExitStack() as inside:
        opening = Opening(session, inside, kind, chosen=kind is not None)
        try:
            await _apply(opening)
            await _receive(opening)
        except (Back, CustomerLeft, IdleOut, ServiceStopped) as ended:
            await keep_or_delete(opening, _why(ended))
            raise
        finally:
            await session.presence.stop()


async def _apply(opening: Opening) -> None:
    """Everything until staff have approved."""
    questions, answers = _questions(opening), None
    while True:
        answers = await opening.session.walk(*questions, start=answers)
        try:
            await choose_pin(opening)
        except Back:
            continue  # to the review
        break
    if opening.begun.kind is not ApplicationKind.PIN_RESET:
        await sign(opening)
    await approval(opening)


async def _receive(opening: Opening) -> None:
    """The card, made and taken; or the PIN, set. From here on there is nothing to keep for later."""
    session, application, token = opening.session, opening.begun, opening.token
    if application.kind is ApplicationKind.PIN_RESET:
        bank, opening.unsure = session.terminal.bank, True
        await ask_bank(opening, "bind", lambda _: bank.bind(application.id, token), cancel=False)
        opening.settled = True
        await tell_done(opening, "opening-pin-set")
        return
    opening.settled = True
    end = await session.issue_card(application.id, token)
    session.note("application-issued", disposition=end.value)
    if end is IssueEnd.NOT_BEGUN:
        opening.settled = False
    if end is not IssueEnd.TAKEN:  # what became of the card has been said
        raise CustomerLeft(session.left) if session.left else ServiceStopped("")
    offers = None if session.left else await offer(opening)
    await tell_done(opening, "opening-done", offers)


def _why(ended: Exception) -> str:
    """Why the service ends, in the words of a visit's end."""
    match ended:
        case CustomerLeft(reason=reason):
            return reason
        case Back():
            return "back"
        case IdleOut():
            return "idle"
        case _:
            return "stopped"


def _questions(opening: Opening) -> tuple[Question[Any], ...]:
    """All that can be gone back to. What they say lies in `opening`; the walk knows which of it still holds."""

    def ask(step: Callable[[Opening], Awaitable[T]]) -> Callable[[Session, Answers], Awaitable[T]]:
        return lambda _, answers: step(opening)

    def anew(_: Answers) -> bool:
        return not opening.resumes

    def opens(_: Answers) -> bool:
        return opening.application is None or opening.begun.kind is ApplicationKind.OPENING

    def without(part: ApplicationPart) -> Callable[[Answers], bool]:
        """Where a resumed application has it already it is not asked for again."""
        return lambda answers: opens(answers) and not (opening.resumes and opening.has(part))

    def codes() -> PhoneCodes[str]:
        return sent.setdefault(opening.begun.id, phone_codes(opening))

    sent: dict[str, PhoneCodes[str]] = {}
    kind = Question("kind", ask(ask_kind), when=lambda _: not opening.chosen)
    agreement = Question(
        "agreement",
        ask(ask_agreement),
        needs=(kind,),
        when=lambda answers: anew(answers) and opening.kind is not ApplicationKind.PIN_RESET,
    )
    purposes = Question("purposes", ask(ask_purposes), needs=(kind,), when=anew)
    card = Question("card", ask(take_card), effect=True, when=lambda _: opening.kind is ApplicationKind.PIN_RESET)
    document = Question("document", ask(lay_document), effect=True)
    begun = Question("begun", ask(begin), needs=(kind, document), effect=True, when=anew)
    resumed = Question("resume", ask(ask_code), needs=(kind, document), effect=True, when=lambda _: opening.resumes)
    face = Question("face", ask(show_face), needs=(begun, resumed), effect=True)
    phone = Question(
        "phone",
        lambda _, answers: ask_phone(opening, codes()),
        needs=(begun, resumed),
        when=without(ApplicationPart.PHONE),
    )
    code = Question(
        "phone-code",
        lambda _, answers: ask_phone_code(opening, codes(), answers[phone]),
        needs=(phone,),
        when=without(ApplicationPart.PHONE),
        effect=True,
    )
    address = Question("address", ask(ask_address), when=without(ApplicationPart.DETAILS))
    occupation = Question("occupation", ask(ask_occupation), when=without(ApplicationPart.DETAILS))
    purpose = Question("purpose", ask(ask_purpose), when=without(ApplicationPart.DETAILS))
    details = Question(
        "details",
        ask(give_details),
        needs=(begun, resumed, address, occupation, purpose),
        effect=True,
        when=without(ApplicationPart.DETAILS),
    )
    reviewed = Question("review", ask(review), needs=(begun, resumed, details))
    return (
        kind, agreement, purposes, card, document, begun, resumed, face, phone, code, address, occupation, purpose,
        details, reviewed,
    )  # fmt: skip
