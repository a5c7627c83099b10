"""Transfer: money to an own account, to somebody known, or to somebody new; at once or later."""

from bank.contract import Note, Purpose, Speed, TransferOrder, fingerprint
from kiosk.prompts import Fact, Review, Step
from kiosk.services.slips import Sent
from kiosk.services.steps import authorise
from kiosk.services.transfer_questions import (
    AMOUNT,
    CONFIRMED,
    NOTE,
    NUMBER,
    SAVED,
    SOURCE,
    STEPS,
    SUMMARY,
    WHEN,
    WHOM,
    account_of,
    recipient_of,
    way_of,
)
from kiosk.services.transfer_risks import GUIDED, OFFERED, URGENT, AccountFrozen, dangerous
from kiosk.services.transfer_saving import offer_to_save
from kiosk.services.transfer_telling import tell
from kiosk.services.verification import verify
from kiosk.session import Session
from kiosk.texts import Money, Text, Value
from kiosk.walking import Answers, Back, Question


async def transfer(session: Session) -> None:
    """Send money from the customer's account to an account of this bank."""
    assert session.customer is not None
    answers: Answers | None = None
    verified: dict[str, str] = {}  # what the bank has verified the customer for -> the token that says so
    while True:
        try:
            answers = await session.walk(*QUESTIONS, start=answers)
        except AccountFrozen:
            return
        order = _order(answers)
        subject, step_up = fingerprint(order), answers[AMOUNT].step_up
        try:
            if step_up and subject not in verified:
                verified[subject] = await verify(session, step_up, subject, Step(4, STEPS))
            token = await authorise(
                session,
                session.customer.card,
                Purpose.ORDER,
                prompt="pin-order",
                order_hash=subject,
                step=Step(4, STEPS),
            )
        except Back:
            continue  # to the review
        break
    payee, way = recipient_of(answers).payee, way_of(answers)
    outcome = await session.order("transfer", order, token, way.fee, verified.get(subject, ""))
    await tell(session, outcome, Sent(order, account_of(answers), payee, way))
    if NUMBER in answers and not dangerous(answers):  # nobody who may be a swindler is paid more easily the next time
        await offer_to_save(session, outcome, order, payee, answers[SAVED])


async def _review(session: Session, answers: Answers) -> str:
    payee, way, note = recipient_of(answers).payee, way_of(answers), _note_of(answers)
    at_once = way.speed is Speed.REAL_TIME
    args: dict[str, Value] = {
        "payee": payee.masked_name,
        "tail": payee.masked_number[-4:],
        "amount": Money(answers[AMOUNT].amount),
        "time": way.executes_at,
    }
    rows = (
        Fact("row-payee", payee.masked_name, strong=True),
        Fact("row-to-account", payee.masked_number),
        Fact("row-fee", Money(way.fee)),
        Fact("row-arrival", Text("arrival-real-time"), strong=True)
        if at_once
        else Fact("row-executes", way.executes_at, strong=True),
        Fact("row-from-account", account_of(answers).masked),
        *([Fact("row-purpose", Text(f"note-{note}"))] if note else []),
    )
    prompt = Review(
        "transfer-review",
        args=args,
        rows=rows,
        figure=answers[AMOUNT].amount,
        wording="wording-real-time" if at_once else "wording-later",
        other="amount",
        step=Step(3, STEPS),
    )
    if await session.ask(prompt) == "amount":
        raise Back(AMOUNT.name)
    return "confirmed"


REVIEW = Question("review", _review, needs=(SOURCE, WHOM, NUMBER, AMOUNT, WHEN, NOTE))
QUESTIONS = (
    SUMMARY, SAVED, SOURCE, WHOM, NUMBER, CONFIRMED, AMOUNT, WHEN, NOTE, GUIDED, URGENT, OFFERED, REVIEW,
)  # fmt: skip


def _order(answers: Answers) -> TransferOrder:
    return TransferOrder(
        from_account=account_of(answers).id,
        to_account=recipient_of(answers).destination,
        amount=answers[AMOUNT].amount,
        speed=answers[WHEN],
        note=_note_of(answers),
        acknowledged=tuple(answers[AMOUNT].risks),
    )


def _note_of(answers: Answers) -> Note:
    if NOTE in answers:
        return answers[NOTE]
    return ""
