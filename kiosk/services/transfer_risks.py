"""Before a transfer that fraud looks like: two questions, and a way out for whoever is being led.

Asked only where the bank sees a reason, and the reason is said. What was answered is nobody's business but the
customer's; the journal learns that it was asked and how it ended.
"""

from collections.abc import Generator
from contextlib import contextmanager

from bank.contract import Speed
from kiosk.prompts import Choice, Choose, Fact, Step
from kiosk.services.safety import freeze
from kiosk.services.transfer_questions import AMOUNT, STEPS, WHEN, account_of
from kiosk.session import Session
from kiosk.texts import Text
from kiosk.walking import Answers, Back, Question


class AccountFrozen(Exception):
    """The customer has frozen the account: there is no transfer."""


class _Asked:
    """A question of fraud that is being asked. `ended`: the journal's word for how."""

    ended = "left"


@contextmanager
def _asked(session: Session, answers: Answers, prompt: str) -> Generator[_Asked]:
    """Record that it is asked, why, and how it ends."""
    asked = _Asked()
    session.note("risk-question-init", prompt=prompt, risks=",".join(answers[AMOUNT].risks))
    try:
        yield asked
    finally:
        session.note("risk-question-complete", prompt=prompt, disposition=asked.ended)


async def _guided(session: Session, answers: Answers) -> str:
    options = (Choice("no", "risk-guided-no", icon="check"), Choice("yes", "risk-guided-yes", icon="problem"))
    with _asked(session, answers, "risk-guided") as asked:
        rows = _reasons(answers)
        answer = await session.ask(Choose("risk-guided", rows=rows, options=options, step=Step(3, STEPS)))
        asked.ended = "answered"
    return answer


async def _urgent(session: Session, answers: Answers) -> str:
    options = (Choice("no", "risk-urgent-no", icon="check"), Choice("yes", "risk-urgent-yes", icon="problem"))
    with _asked(session, answers, "risk-urgent") as asked:
        rows = _reasons(answers)
        answer = await session.ask(Choose("risk-urgent", rows=rows, options=options, step=Step(3, STEPS)))
        asked.ended = "answered"
    return answer


def _reasons(answers: Answers) -> tuple[Fact, ...]:
    """Why it is asked: nobody is suspected without being told of what."""
    risks = answers[AMOUNT].risks
    return tuple(Fact("" if place else "row-why", Text(f"why-{risk.value}")) for place, risk in enumerate(risks))


async def _offered(session: Session, answers: Answers) -> str:
    """Offer to wait a day, a person, to freeze the account; or it goes on as the customer wants.

    Waiting changes when it is sent. Raises `AccountFrozen`.
    """
    with _asked(session, answers, "risk-offer") as asked:
        called = False
        while True:
            match await session.ask(_offer(answers, called=called)):
                case "delay":
                    answers.keep(WHEN, Speed.NEXT_DAY)
                    asked.ended = "delayed"
                    return "delay"
                case "staff":
                    session.terminal.assistance.call(session.id, "risk-offer", session.language)
                    called = True
                case "freeze":
                    if await _freezes(session, answers):
                        asked.ended = "frozen"
                        raise AccountFrozen
                case _:
                    asked.ended = "went-on"
                    return "go-on"


def _offer(answers: Answers, *, called: bool) -> Choose:
    later = any(way.speed is Speed.NEXT_DAY for way in answers[AMOUNT].speeds) and answers[WHEN] is not Speed.NEXT_DAY
    delay = (Choice("delay", "offer-delay", icon="soon"),) if later else ()
    options = (
        *delay,
        Choice("staff", "offer-staff", icon="person", reason="offer-staff-called" if called else ""),
        Choice("freeze", "offer-freeze", icon="lock"),
        Choice("go-on", "offer-go-on", icon="next", by_hand=True),
    )
    return Choose("risk-offer", options=options, step=Step(3, STEPS))


async def _freezes(session: Session, answers: Answers) -> bool:
    """Freeze the account that pays, once it is confirmed, and say so. False where it was not done."""
    assert session.customer is not None
    account = account_of(answers)
    try:
        held = await freeze(session, session.customer.token, account.id, account.masked, account.state)
    except Back:
        return False
    return held is not None


def _suspicious(answers: Answers) -> bool:
    return bool(answers[AMOUNT].risks)


def dangerous(answers: Answers) -> bool:
    """Whether the customer has said that somebody leads or hurries them."""
    return any(question in answers and answers[question] == "yes" for question in (GUIDED, URGENT))


GUIDED = Question("guided", _guided, needs=(AMOUNT,), when=_suspicious)
URGENT = Question("urgent", _urgent, needs=(AMOUNT,), when=_suspicious)
OFFERED = Question("offered", _offered, needs=(WHEN, GUIDED, URGENT), when=dangerous)
