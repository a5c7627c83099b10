"""How an application ends at this terminal: with a card, or kept for a day with a code, or with nothing left of it."""

import uuid
from collections.abc import Callable
from contextlib import suppress

from bank.contract import ApplicationKind, Offers, ResumeCode
from kiosk.bank.errors import TRANSIENT, BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.idle import IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.papers import Line, Rule, Slip
from kiosk.prompts import Choice, Choose, Notice
from kiosk.services.opening import CARD, Opening, ask_bank, asking
from kiosk.services.opening_begin import drop
from kiosk.services.slips import Words, slip_of
from kiosk.services.steps import hand_over
from kiosk.texts import Grouped, Money, Text

# what a customer may set below the bank's own, in fen: one transfer, and a day
LIMITS = {"low": (100_000, 200_000), "middle": (500_000, 1_000_000)}
_BANKS = "bank"
_ASKED = 2  # times that the bank is asked to keep it
_TOLD_SECONDS = 30.0  # how long a code is shown to somebody who has gone


async def offer(opening: Opening) -> Offers:
    """Messages for each debit, and lower limits. What cannot be set now is said: the card works all the same."""
    session = opening.session
    alerts = await session.ask(
        Choose(
            "opening-alerts",
            options=(
                Choice("yes", "opening-alerts-yes", icon="message"),
                Choice("no", "opening-alerts-no", icon="leaf"),
            ),
            back=False,
            step=CARD,
        )
    )
    options = tuple(
        Choice(name, f"opening-limit-{name}", args={"one": Money(one), "day": Money(day)})
        for name, (one, day) in LIMITS.items()
    )
    banks = Choice(_BANKS, "opening-limit-bank")
    chosen = await session.ask(Choose("opening-limits", options=(banks, *options), back=False, step=CARD))
    one, day = LIMITS.get(chosen, (None, None))
    offers = Offers(per_transfer=one, per_day=day, alerts=alerts == "yes")
    bank, id, token = session.terminal.bank, opening.begun.id, opening.token
    try:
        await ask_bank(
            opening,
            "offers",
            lambda key: bank.choose_offers(id, token, offers, key),
            expected=("limit-above-banks", "application-state", "application-ended", "application-unknown"),
        )
    except BankDeclined:
        await session.ask(Notice("opening-offers-failed", back=False))
        return Offers()
    return offers


async def tell_done(opening: Opening, text: str, offers: Offers | None = None) -> None:
    """Say that it is done, and offer the slip."""
    session, at, kind = opening.session, opening.session.clock.wall(), opening.begun.kind
    masked = opening.masked

    def notice(options: tuple[Choice, ...]) -> Notice:
        args = {"number": masked, "time": at}
        return Notice(text, args=args, kind="success", options=options, back=False)

    def slip() -> Slip:
        words = Words(session)
        chosen = offers or Offers()
        parts: list[Line | Rule] = [
            Line(words("row-applied-for"), words(f"opening-kind-{kind.value}")),
            Line(words("row-card"), masked, strong=True),
            *(
                [Line(words("row-per-transfer"), words.value(Money(chosen.per_transfer)))]
                if chosen.per_transfer
                else []
            ),
            *([Line(words("row-per-day"), words.value(Money(chosen.per_day)))] if chosen.per_day else []),
            *([Line(words("row-alerts"), words("opening-alerts-on"))] if chosen.alerts else []),
            Rule(),
            Line(words("slip-opening-advice")),
        ]
        title = "slip-pin-reset" if kind is ApplicationKind.PIN_RESET else "slip-opening"
        return slip_of(session, title, parts, at)

    await hand_over(session, notice, slip, "opening")


async def keep_or_delete(opening: Opening, reason: str) -> None:
    """The service ends before there is a card: keep what there is for a day, or delete it, as the customer says.

    Whoever says nothing keeps it: the code alone is worth nothing without the document.
    """
    session = opening.session
    if opening.application is None or opening.settled:
        return
    here = reason in ("cancelled", "back", "stopped") and not session.left
    chooses = here and reason != "stopped" and not opening.keeps and not opening.unsure
    try:
        deletes = chooses and await _asked(opening) == "delete"
    except (CustomerLeft, IdleOut):
        deletes = here = False
    if deletes:
        deleted = Notice("opening-deleted", kind="success", back=False)
        with suppress(CustomerLeft, IdleOut):  # nothing is left to be done
            await session.ask(deleted if await drop(opening) else Notice("opening-deleted-later", back=False))
        return
    code = await _paused(opening)
    notice = _kept(code, "opening-pin-unsure" if opening.unsure else "opening-not-kept")
    try:
        if not here or session.left:
            await session.tell(notice(()))
        elif code is None:
            await session.ask(notice(()))
        else:
            await hand_over(session, notice, lambda: _code_slip(opening, code), "opening", none="slip-none-of-code")
    except (CustomerLeft, IdleOut):
        return  # it was said


def _kept(code: ResumeCode | None, otherwise: str) -> Callable[[tuple[Choice, ...]], Notice]:
    """What is said with these options: the code, or without one `otherwise`."""

    def notice(options: tuple[Choice, ...]) -> Notice:
        if code is None:
            return Notice(otherwise, options=options, seconds=_TOLD_SECONDS, back=False)
        args = {"time": code.until}
        return Notice(
            "opening-kept",
            args=args,
            kind="success",
            number=code.code,
            options=options,
            seconds=_TOLD_SECONDS,
            back=False,
        )

    return notice


async def _asked(opening: Opening) -> str:
    options = (
        Choice("keep", "opening-keep", icon="slip"),
        Choice("delete", "opening-delete", icon="delete", by_hand=True),
    )
    return await opening.session.ask(Choose("opening-stop", options=options, back=False, cancel=False))


async def _paused(opening: Opening) -> ResumeCode | None:
    """The code that resumes it; None where the bank cannot be asked, or nothing is left to keep.

    Asked again under the same key where no answer comes: the bank may have done it, and only the answer has the code.
    """
    session, id, token, key = opening.session, opening.begun.id, opening.token, str(uuid.uuid4())
    for _ in range(_ASKED):
        try:
            with asking(session, "pause"):
                return await session.busy("busy-application", session.terminal.bank.pause_application(id, token, key))
        except (BankUnreachable, BankBadAnswer):
            continue
        except BankDeclined as declined:
            if declined.code not in TRANSIENT:
                break
    return None


def _code_slip(opening: Opening, code: ResumeCode) -> Slip:
    words = Words(opening.session)
    parts: list[Line | Rule] = [
        Line(words("row-resume-code"), words.value(Grouped(code.code)), strong=True),
        Line(words("row-until"), words.value(code.until)),
        Line(words("row-applied-for"), words.value(Text(f"opening-kind-{opening.begun.kind.value}"))),
        Rule(),
        Line(words("slip-kept-advice")),
    ]
    return slip_of(opening.session, "slip-opening-kept", parts, opening.session.clock.wall())
