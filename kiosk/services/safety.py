"""Safety: report a card lost, freeze an account. With a card, or with an ID number and a code on the phone."""

from collections.abc import Awaitable
from typing import Literal, TypeVar

from bank.contract import (
    AccountState,
    CardInfo,
    CardState,
    Holding,
    Purpose,
    Safety,
    StepUp,
    UnfreezeOrder,
    fingerprint,
)
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.leaving import CustomerLeft, ServiceStopped
from kiosk.papers import Line, Slip
from kiosk.prompts import Browse, Choice, Choose, Entry, Fact, Notice
from kiosk.services.phone_sign_in import sign_in_by_phone
from kiosk.services.slips import Words, slip_of
from kiosk.services.steps import asking_bank, authorise, hand_over
from kiosk.services.verification import verify
from kiosk.session import Customer, Session
from kiosk.texts import Text
from kiosk.walking import Back

T = TypeVar("T", CardInfo, Holding)
_Change = Literal["card-stop", "account-freeze", "account-unfreeze"]  # as the journal knows them
_SLIPS = {
    "safety-lost": "slip-lost",
    "safety-lost-here": "slip-lost",
    "safety-frozen": "slip-frozen",
    "safety-unfrozen": "slip-unfrozen",
}


async def safety(session: Session) -> None:
    """Show what can be stopped, and stop what the customer chooses, at once.

    What the customer froze they can release here, with their card and a check of who they are; a lost card is replaced
    by a person.
    """
    session.forget_typed()
    known = session.customer or await sign_in_by_phone(session)
    held = await asking_bank(session, "busy-safety", session.terminal.bank.safety(known.token))
    while (answer := await session.ask(_list(held))) != "done":
        kind, _, id = answer.partition(":")
        try:
            if kind == "card":
                held = await _lose(session, known.token, _named(held.cards, id)) or held
            else:
                account = _named(held.accounts, id)
                if account.can_unfreeze and session.customer is not None:
                    held = await unfreeze(session, session.customer, account) or held
                    continue
                held = await freeze(session, known.token, account.id, account.masked, account.state) or held
        except Back:
            continue


async def freeze(session: Session, token: str, id: str, masked: str, state: AccountState) -> Safety | None:
    """Freeze an account once it is confirmed. None where nothing was done. Raises `Back`."""
    if state is not AccountState.ACTIVE:
        text = "safety-frozen-already" if state is AccountState.FROZEN else "safety-closed-already"
        await session.ask(Notice(text, args={"number": masked}))
        return None
    rows = (
        Fact("row-account", masked, strong=True),
        Fact("row-then", Text("safety-then-frozen")),
        Fact("row-undo", Text("safety-undo-frozen"), strong=True),
    )
    options = (Choice("yes", "safety-freeze-yes", icon="lock", by_hand=True), Choice("no", "safety-no", icon="back"))
    if await session.ask(Choose("safety-freeze", rows=rows, options=options)) == "no":
        raise Back
    held = await _change(session, "account-freeze", session.terminal.bank.freeze(token, id))
    if held is not None:
        await _tell(session, "safety-frozen", "row-account", masked, "safety-then-frozen", "safety-undo-frozen")
    return held


async def unfreeze(session: Session, customer: Customer, account: Holding) -> Safety | None:
    """Release an account that the customer froze: with card, PIN, and whatever else the bank wants to know them by.

    None where nothing was done. Raises `Back`.
    """
    rows = (Fact("row-account", account.masked, strong=True), Fact("row-then", Text("safety-then-unfrozen")))
    options = (
        Choice("yes", "safety-unfreeze-yes", icon="check", by_hand=True),
        Choice("no", "safety-unfreeze-no", icon="back"),
    )
    if await session.ask(Choose("safety-unfreeze", rows=rows, options=options)) == "no":
        raise Back
    bank, subject = session.terminal.bank, fingerprint(UnfreezeOrder(account=account.id))
    step_up = await asking_bank(session, "busy-safety", _wanted(session, customer, account))
    verification = await verify(session, step_up, subject)
    token = await authorise(session, customer.card, Purpose.ORDER, prompt="pin-unfreeze", order_hash=subject)
    held = await _change(session, "account-unfreeze", bank.unfreeze(customer.token, account.id, token, verification))
    if held is not None:
        await _tell(session, "safety-unfrozen", "row-account", account.masked, "safety-then-unfrozen")
    return held


async def _wanted(session: Session, customer: Customer, account: Holding) -> StepUp:
    """What the bank wants before it releases an account. Raises `BankError`."""
    try:
        await session.terminal.bank.unfreeze(customer.token, account.id)
    except BankDeclined as declined:
        if declined.step_up is None:
            raise
        return declined.step_up
    raise BankBadAnswer("released without a verification")


async def _lose(session: Session, token: str, card: CardInfo) -> Safety | None:
    """Report a card lost once it is confirmed. None where nothing was done. Raises `Back`.

    Where it is the card in the machine the visit ends, and the card comes back: the bank takes it no more, so nothing
    is gained by keeping it, and a card that does not come back looks like one more thing lost.
    """
    if card.state in (CardState.LOST, CardState.EXPIRED):
        text = "safety-lost-already" if card.state is CardState.LOST else "safety-expired-already"
        await session.ask(Notice(text, args={"number": card.masked}))
        return None
    rows = (
        Fact("row-card", card.masked, note=Text("safety-here") if card.here else "", strong=True),
        Fact("row-then", Text("safety-then-lost-here" if card.here else "safety-then-lost")),
        Fact("row-undo", Text("safety-undo-lost"), strong=True),
    )
    options = (Choice("yes", "safety-lose-yes", icon="lock", by_hand=True), Choice("no", "safety-no", icon="back"))
    if await session.ask(Choose("safety-lose", rows=rows, options=options)) == "no":
        raise Back
    held = await _change(session, "card-stop", session.terminal.bank.report_lost(token, card.id))
    if held is None:
        return None
    text = "safety-lost-here" if card.here else "safety-lost"
    await _tell(session, text, "row-card", card.masked, "safety-then-lost", "safety-undo-lost")
    if card.here:
        raise CustomerLeft("finished")
    return held


async def _change(session: Session, change: _Change, asked: Awaitable[Safety]) -> Safety | None:
    """Have it done; nobody can leave meanwhile. None where it is not known whether it was: said, and can be repeated.

    Raises `ServiceStopped` where the bank refuses.
    """
    session.note(f"{change}-init")
    try:
        held = await session.busy("busy-stopping", asked)
    except BankDeclined as declined:
        session.note(f"{change}-complete", disposition="declined", problem=declined.code)
        text = "problem-bank-away" if declined.code in ("bank-busy", "bank-closed") else "problem-safety"
        raise ServiceStopped(text) from declined
    except (BankUnreachable, BankBadAnswer):
        session.note(f"{change}-complete", disposition="unknown")
        session.terminal.doubt_bank()
        await session.ask(Notice("safety-unknown", kind="unknown", back=False))
        return None
    session.note(f"{change}-complete", disposition="success")
    return held


async def _tell(session: Session, text: str, label: str, masked: str, then: str, undo: str = "") -> None:
    """Say that it is done and since when, and offer the slip."""
    at = session.clock.wall()

    def notice(options: tuple[Choice, ...]) -> Notice:
        args = {"number": masked, "time": at}
        return Notice(text, args=args, kind="success", options=options, back=False)

    def slip() -> Slip:
        words = Words(session)
        parts = [Line(words(label), masked, strong=True), Line(words(then)), *([Line(words(undo))] if undo else [])]
        return slip_of(session, _SLIPS[text], parts, at)

    await hand_over(session, notice, slip, "safety")


def _list(held: Safety) -> Browse:
    cards = [_card(card) for card in held.cards]
    accounts = [
        Entry(
            f"account:{account.id}",
            Text("row-account"),
            Text(f"account-is-{account.state.value}"),
            (account.masked,),
            icon="inquiry",
        )
        for account in held.accounts
    ]
    done = Choice("done", "safety-done", icon="check")
    return Browse("safety", entries=(*cards, *accounts), options=(done,))


def _card(card: CardInfo) -> Entry:
    notes = (card.masked, Text("safety-here")) if card.here else (card.masked,)
    return Entry(f"card:{card.id}", Text("row-card"), Text(f"card-is-{card.state.value}"), notes, icon="card")


def _named(things: list[T], id: str) -> T:
    return next(thing for thing in things if thing.id == id)
