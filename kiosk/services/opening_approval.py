"""Waiting for staff: the customer sees that somebody was called, and since when; the light is on."""

from datetime import datetime
from typing import TYPE_CHECKING

from bank.contract import Application, ApplicationState
from kiosk.awaiting import Awaited
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.leaving import CustomerLeft, ServiceStopped
from kiosk.prompts import Choice, Choose, Fact, Notice
from kiosk.services.opening import GONE, STAFF, Opening
from kiosk.services.opening_face import show_face
from kiosk.services.opening_pin import submit
from kiosk.session import Session
from kiosk.texts import Text
from kiosk.walking import Back

if TYPE_CHECKING:
    from kiosk.answering import Report

# words of what staff tell the customer
REASONS = ("not-the-person", "document-doubtful", "face-hidden", "light-poor", "ask-at-counter")
_STILL_HERE_AFTER = 180.0  # seconds of waiting after which the customer is asked whether they still are
_LATER = "later"


async def approval(opening: Opening) -> None:
    """Call staff and wait for their word; another face check where they ask for one. Returns when it is approved.

    Raises `CustomerLeft`, `IdleOut`; `ServiceStopped` where it was refused, which has been said.
    """
    session = opening.session
    await session.presence.stop()  # whoever approves stands here too
    await submit(opening)
    session.note("approval-init")
    ended = "left"
    try:
        session.terminal.assistance.call(session.id, "opening-waiting", session.language)
        while True:
            with session.awaiting(Awaited("application", opening.begun.id)):
                application = await _answered(opening)
            opening.now(application)
            match application.state:
                case ApplicationState.APPROVED:
                    ended = "approved"
                    return
                case ApplicationState.TRY_AGAIN:
                    await _again(opening, application)
                case ApplicationState.REFUSED:
                    ended, opening.settled = "refused", True
                    await session.ask(Notice("opening-refused", rows=_why(application), back=False))
                    raise ServiceStopped("")
                case _:
                    ended, opening.settled = "ended", True
                    raise ServiceStopped("opening-ended")
    finally:
        session.note("approval-complete", disposition=ended)
        # they have come: what goes wrong from now on is another call
        await session.terminal.assistance.end(came=ended in ("approved", "refused"))


async def _again(opening: Opening, application: Application) -> None:
    """Staff ask for another look: what could be better is said, and what was signed stays."""
    session = opening.session
    options = (Choice("again", "face-again", icon="camera"),)
    await session.ask(Notice("opening-look-again", rows=_why(application), options=options, back=False))
    while True:
        try:
            await show_face(opening)
            break
        except Back:
            continue  # there is nothing before it any more
    await session.presence.stop()
    await submit(opening)


async def _answered(opening: Opening) -> Application:
    """Wait, and ask now and then whether anybody is still there."""
    session = opening.session
    while True:
        word = _Word(session, opening, session.clock.now() + _STILL_HERE_AFTER)
        answer = await session.ask(_waiting(opening.begun, session.clock.wall()), device=word)
        if answer is None:
            still = Choose(
                "opening-still-waiting",
                options=(Choice("wait", "opening-wait", icon="soon"), Choice(_LATER, "opening-later", icon="slip")),
                back=False,
                staff=True,
                step=STAFF,
            )
            answer = await session.ask(still, device=_Word(session, opening))
        if answer == _LATER:
            opening.keeps = True
            raise CustomerLeft("cancelled")
        if isinstance(answer, Application):
            return answer


def _waiting(application: Application, now: datetime) -> Choose:
    """What the customer sees meanwhile."""
    state = "second" if application.second else "looking" if application.looked_at else "called"
    return Choose(
        "opening-waiting",
        rows=(
            Fact("row-called-at", application.waiting_since or now, strong=True),
            Fact("row-staff-state", Text(f"opening-staff-{state}")),
        ),
        options=(Choice(_LATER, "opening-later", icon="slip"),),
        back=False,
        idles=False,
        staff=True,
        step=STAFF,
    )


def _why(application: Application) -> tuple[Fact, ...]:
    words = [word if word in REASONS else "other" for word in application.reasons] or ["other"]
    return tuple(Fact("" if place else "row-reason", Text(f"staff-said-{word}")) for place, word in enumerate(words))


class _Word:
    """What staff say, as the answer to a prompt. None once it is time (`until`) to ask whether anybody is there."""

    def __init__(self, session: Session, opening: Opening, until: float | None = None) -> None:
        self._session = session
        self._opening = opening
        self._until = until

    async def wait(self, report: "Report") -> Application | None:
        """Ask the bank again and again. A line that drops is waited for. Raises `ServiceStopped`."""
        del report
        session, opening = self._session, self._opening
        terminal, shown = session.terminal, opening.begun
        terminal.assistance.at_work(looking=shown.looked_at)
        moment = terminal.clock.now()  # at once: staff may just have decided over this very prompt
        while True:
            await session.until_decided(moment)
            moment = terminal.clock.now() + terminal.settings.ask_staff
            try:
                application = await terminal.bank.application(opening.begun.id, opening.token)
            except BankDeclined as declined:
                if declined.code not in GONE:
                    continue  # busy, or closed for a while: what was asked for still stands there
                opening.settled = True
                raise ServiceStopped("opening-ended") from declined
            except (BankUnreachable, BankBadAnswer):
                terminal.doubt_bank()
                continue
            if application.state is not ApplicationState.WAITING:
                return application
            if (application.looked_at, application.second) != (shown.looked_at, shown.second):
                shown = application
                terminal.assistance.at_work(looking=shown.looked_at)
                session.replace_prompt(_waiting(application, session.clock.wall()))
            if self._until is not None and terminal.clock.now() >= self._until:
                return None

    async def withdraw(self) -> None:
        """Nothing is held here."""
