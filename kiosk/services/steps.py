"""What services share: signing in, a PIN for an order, telling how it ended, the slip."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypeVar

from bank.contract import AccountSummary, AuthorisationRequest, Card, EncipheredPin, Purpose
from drivers.card_reader.contract import CardData
from drivers.errors import DeviceError
from drivers.pin_pad.contract import PinBlock
from drivers.printer.contract import PrintJob
from drivers.signals.contract import Light, LightState
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankError, BankUnreachable
from kiosk.channels import Row
from kiosk.leaving import ServiceStopped
from kiosk.papers import Slip
from kiosk.pin_entry import PinEntry
from kiosk.prompts import Choice, Invalid, Notice, Pin, Step
from kiosk.session import Customer, Session

T = TypeVar("T")
SlipKind = Literal["transfer", "balance", "transaction", "safety", "opening"]  # as the journal knows them

PIN_LENGTH = 6

# What the bank may say, and the notice that tells the customer what to do.
_NOTICES = {
    "bank-busy": "problem-bank-away",
    "bank-closed": "problem-bank-away",
    "card-blocked": "problem-card-blocked",
    "card-expired": "problem-card-expired",
    "card-inactive": "problem-card-inactive",
    "card-lost": "problem-card-lost",
    "card-replaced": "problem-card-replaced",
    "card-unknown": "problem-card-unknown",
}


async def sign_in(session: Session, card: CardData) -> Customer:
    """Know the customer by card and PIN. Raises `ServiceStopped` when the bank refuses the card."""
    token = await authorise(session, card, Purpose.SIGN_IN, prompt="pin-sign-in")
    opened = await asking_bank(session, "busy-sign-in", session.terminal.bank.open_session(card_of(card), token))
    session.customer = Customer(opened.name, opened.token, card)
    return session.customer


async def sign_out(session: Session) -> None:
    """Tell the bank that the customer has gone. Its own time limit does it where the bank cannot be told."""
    known = session.customer or session.guest
    session.customer = session.guest = None
    if known:
        with suppress(BankError):
            await session.terminal.bank.close_session(known.token)


async def authorise(
    session: Session,
    card: CardData,
    purpose: Purpose,
    *,
    prompt: str,
    order_hash: str | None = None,
    step: Step | None = None,
) -> str:
    """Ask for the PIN until the bank takes it. Gives a single-use token, for an order bound to exactly its body.

    Raises `Back`, `CustomerLeft`, `IdleOut`; `ServiceStopped` when the card is blocked or the bank is away.
    """
    error: Invalid | None = None
    while True:
        pin = await enter_pin(session, card.pan, purpose, prompt, step=step, error=error)
        request = AuthorisationRequest(purpose=purpose, card=card_of(card), pin=pin, order_hash=order_hash)
        session.note("authorise-init", purpose=purpose.value)
        try:
            authorisation = await session.busy("busy-pin", session.terminal.bank.authorise(request))
        except BankDeclined as declined:
            session.note("authorise-complete", disposition="declined", problem=declined.code)
            if declined.code != "pin-wrong":
                raise ServiceStopped(_NOTICES.get(declined.code, "problem-bank-declined")) from declined
            left = declined.attempts_left or 0
            if left == 0:
                raise ServiceStopped("problem-card-blocked") from declined
            error = Invalid("error-pin-wrong", left=left)
        except (BankUnreachable, BankBadAnswer) as failed:
            session.note("authorise-complete", disposition="unknown")
            session.terminal.doubt_bank()
            raise ServiceStopped("problem-bank-away") from failed
        else:
            session.note("authorise-complete", disposition="success")
            return authorisation.token


async def enter_pin(
    session: Session, pan: str, purpose: Purpose, prompt: str, *, step: Step | None = None, error: Invalid | None = None
) -> EncipheredPin:
    """A PIN at the pad, enciphered there for the card `pan`. `error`: what was wrong with the one before.

    Raises `Back`, `CustomerLeft`, `IdleOut`.
    """
    entry = PinEntry(session.terminal.pin_pad, pan, PIN_LENGTH)
    session.note("pin-entry-init", purpose=purpose.value)
    await session.terminal.custody.light(Light.PIN_PAD, LightState.FLASHING)
    try:
        block: PinBlock = await session.ask(
            Pin(prompt, length=PIN_LENGTH, args={"length": PIN_LENGTH}, step=step), device=entry, error=error
        )
    except BaseException:
        session.note("pin-entry-complete", disposition="cancelled")
        raise
    finally:
        await session.terminal.custody.light(Light.PIN_PAD, LightState.OFF)
    session.note("pin-entry-complete", disposition="success")
    return EncipheredPin(key_id=block.key_id, counter=block.counter, block=block.block)


async def accounts(session: Session) -> AccountSummary:
    """The customer's accounts, with what unsettled orders of this terminal may still take subtracted."""
    assert session.customer is not None
    summary = await asking_bank(session, "busy-accounts", session.terminal.bank.accounts(session.customer.token))
    held = session.terminal.orders.unknown_amount
    lowered = [a.model_copy(update={"available": max(0, a.available - held(a.id))}) for a in summary.accounts]
    return summary.model_copy(update={"accounts": lowered})


async def asking_bank(session: Session, busy: str, question: Awaitable[T]) -> T:
    """Wait for an answer of the bank; the customer may leave meanwhile. Raises `ServiceStopped` when there is none."""
    try:
        return await session.busy(busy, question, cancel=True)
    except BankDeclined as declined:
        raise ServiceStopped(_NOTICES.get(declined.code, "problem-bank-declined")) from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        session.terminal.doubt_bank()
        raise ServiceStopped("problem-bank-away") from failed


async def hand_over(
    session: Session,
    notice: Callable[[tuple[Choice, ...]], Notice],
    slip: Callable[[], Slip],
    kind: SlipKind = "transfer",
    *,
    none: str = "slip-none",
) -> None:
    """Say how it ended, and offer the slip; `none`: the words for none. A printer that cannot print is said before."""
    status = await session.terminal.printer.status()
    reason = "" if status.ready else "reason-no-paper"
    options = (
        Choice("print", "slip-print", icon="slip", reason=reason),
        Choice("none", none, icon="leaf"),
    )
    if session.left:  # while the bank was busy: what became of the money is said all the same
        await session.tell(replace(notice(()), seconds=10))
    if await session.ask(notice(options)) == "print":
        await print_slip(session, slip(), kind)


async def print_slip(session: Session, slip: Slip, kind: SlipKind) -> None:
    """Print a slip and let it be taken. A slip that cannot be printed changes nothing of what was done, and says so."""
    terminal = session.terminal
    job = PrintJob(terminal.draw(slip), slip.text())
    try:
        await session.busy("busy-printing", terminal.outlet.print(job, session.id, kind))
    except DeviceError:
        await session.ask(Notice("slip-failed", kind="problem", back=False))
        return
    await session.take_paper(
        "slip", tuple(Row(left, right) if right else Row("", left) for left, right in slip.pairs())
    )


def card_of(card: CardData) -> Card:
    """A card as the bank is told of it."""
    return Card(pan=card.pan, expiry=card.expiry, sequence=card.sequence, cryptogram=card.cryptogram)
