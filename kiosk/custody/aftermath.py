"""The end of a visit that the run before did not bring to its end: its card, and a word about its order."""

import asyncio

from kiosk.channels import LANGUAGES, MODES, Language, Mode
from kiosk.custody.giving_back import Returned
from kiosk.money.interrupted import Interrupted
from kiosk.numerals import grouped
from kiosk.prompts import Notice, TakeCard
from kiosk.session import Session

_LOOK_EVERY = 1.0  # seconds between looks at what has become of the order
_SECONDS = 20.0  # how long it is told after the card was taken, unless it is sent away
_KINDS = {"done": "success", "declined": "problem", "open": "unknown"}


async def end_visit(session: Session, order: Interrupted) -> None:
    """Give the card back and say what became of the order, in the visit's language; it changes when the bank answers.

    No amount and no payee: anybody may stand there by now. The case number is what staff ask the bank by.
    """
    before = session.language, session.mode
    languages: dict[str, Language] = {known: known for known in LANGUAGES}
    modes: dict[str, Mode] = {known: known for known in MODES}
    session.language = languages.get(order.language, session.language)
    session.mode = modes.get(order.mode, session.mode)
    watching = asyncio.create_task(_keep_true(session, order), name="watch the order of a visit cut short")
    try:
        if await session.give_card_back(_take(order)) is not Returned.RETAINED:  # else nobody is there
            await session.tell(_notice(order))
    finally:
        watching.cancel()
        await asyncio.wait({watching})
        session.language, session.mode = before


async def _keep_true(session: Session, order: Interrupted) -> None:
    said = order.state
    while True:
        await session.clock.until(session.clock.now() + _LOOK_EVERY)
        if order.state != said:
            said = order.state
            session.replace_prompt(_take(order))
            session.replace_prompt(_notice(order))


def _take(order: Interrupted) -> TakeCard:
    return TakeCard("take-card-interrupted", args={"state": order.state, "case": grouped(order.case)})


def _notice(order: Interrupted) -> Notice:
    kind = _KINDS[order.state]
    assert kind in ("success", "problem", "unknown")
    return Notice(
        "order-interrupted",
        args={"state": order.state},
        kind=kind,
        number=order.case,
        seconds=_SECONDS,
        back=False,
        cancel=False,
    )
