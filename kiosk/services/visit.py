"""A visit: card in, PIN, one service after another, card back, goodbye. What needs no card is served without one."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from bank.contract import ApplicationKind
from drivers.card_reader.contract import CardData
from kiosk.availability import WITHOUT_CARDS
from kiosk.idle import IdleOut
from kiosk.leaving import CustomerLeft, ServiceStopped
from kiosk.prompts import Choice, Choose, Notice
from kiosk.services.inquiry import inquiry
from kiosk.services.offered import ICONS
from kiosk.services.open_card import open_card
from kiosk.services.safety import safety
from kiosk.services.steps import sign_in, sign_out
from kiosk.services.transfer import transfer
from kiosk.session import Session
from kiosk.walking import Back

Service = Callable[[Session], Awaitable[None]]
Reasons = Callable[[], Awaitable[Mapping[str, str]]]
"""Looks, and gives for each service why it cannot be had now ("" if it can)."""

SERVICES: Mapping[str, Service] = {
    "transfer": transfer,
    "inquiry": inquiry,
    "safety": safety,
    "open-card": open_card,
}
_WITHOUT_CARD = ("safety", "open-card")  # can be had by who has none

# Why a visit ended, and the last thing said. A terminal that must stop says so itself.
_GOODBYES = {
    "finished": "goodbye",
    "cancelled": "goodbye-cancelled",
    "back": "goodbye-cancelled",
    "idle": "goodbye-idle",
    "card-pulled": "goodbye-pulled",
    "document-pulled": "goodbye-document-pulled",
    "device-failed": "goodbye-device",
    "stopped": "goodbye",
}


async def visit(session: Session, wish: str, reasons: Reasons) -> str:
    """Serve one customer from the card on. `wish`: the service chosen before the card, or "".

    Gives the reason of the end. A card that went in while a wish was pressed that needs none is served with it.
    """
    without_card = wish in _WITHOUT_CARD and session.terminal.custody.card is None
    stuck_before = session.terminal.stuck
    try:
        try:
            if without_card:
                ended = await _serve_without_card(session, SERVICES[wish])
            else:
                async with session.card() as card:
                    ended = await _sign_in_and_serve(session, card, wish, reasons)
        except Back:
            ended = "back"
        except CustomerLeft as left:
            ended = left.reason
        except IdleOut:
            ended = "idle"
        text = _GOODBYES.get(ended)
        if without_card and text == "goodbye":
            text = "goodbye-without-card"
        # No goodbye while something is still inside: staff have been called, and that is what must be read.
        if text and not session.terminal.stuck - stuck_before:
            args = {"slip": "yes" if session.took_slip else "no"}
            kind = "problem" if text == "goodbye-device" else "success"
            await session.tell(Notice(text, args=args, kind=kind, seconds=4, button=False, back=False, cancel=False))
        return ended
    finally:
        await sign_out(session)  # last: a bank that is slow must not keep the card


async def _sign_in_and_serve(session: Session, card: CardData, wish: str, reasons: Reasons) -> str:
    try:
        await sign_in(session, card)
    except ServiceStopped as stopped:
        if stopped.text == "problem-card-blocked" and (await reasons())["open-card"] in ("", *WITHOUT_CARDS):
            return await _blocked(session)
        await session.ask(Notice(stopped.text, back=False))
        return "stopped"
    if wish and (await reasons()).get(wish):
        wish, session.wish = "", None  # it cannot be had any more: the menu says why
    while (wish := wish or await _choose(session, await reasons())) != "finish":
        await _serve(session, SERVICES[wish])
        wish, session.wish = "", None  # what was said at the beginning was for the first service
    return "finished"


async def _blocked(session: Session) -> str:
    """Too many wrong PINs: a new one can be had here, with the ID document and staff."""
    options = (
        Choice("pin-reset", "opening-kind-pin-reset", icon="lock"),
        Choice("finish", "service-finish", icon="card"),
    )
    if await session.ask(Notice("problem-card-blocked", options=options, back=False)) == "finish":
        return "stopped"
    return await _serve_without_card(session, lambda session: open_card(session, ApplicationKind.PIN_RESET))


async def _serve_without_card(session: Session, service: Service) -> str:
    try:
        await service(session)
    except ServiceStopped as stopped:
        if stopped.text:
            await session.ask(Notice(stopped.text, back=False))
        return "stopped"
    return "finished"


async def _serve(session: Session, service: Service) -> None:
    """One service. Back before its first question leads to the menu; so does a service that cannot go on."""
    try:
        await service(session)
    except Back:
        return
    except ServiceStopped as stopped:
        if stopped.text:
            with suppress(Back):
                await session.ask(Notice(stopped.text))


async def _choose(session: Session, reasons: Mapping[str, str]) -> str:
    assert session.customer is not None
    options = tuple(
        Choice(name, f"service-{name}", icon=ICONS[name], reason=reasons.get(name, "")) for name in SERVICES
    )
    finish = Choice("finish", "service-finish", icon="card")
    return await session.ask(
        Choose("menu", args={"name": session.customer.name}, options=(*options, finish), back=False)
    )
