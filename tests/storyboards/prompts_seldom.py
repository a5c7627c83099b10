"""How to get to the last words of a visit, and to what is said only where something unusual has happened."""

import base64
from dataclasses import replace

from bank.contract import OrderState, Settlement
from tests.storyboards import books
from tests.storyboards.prompts import (
    WANG,
    Place,
    Story,
    account,
    goes_on_to_review,
    insert_card,
    menu,
    pin_order,
    press,
)
from tests.storyboards.prompts_inquiry import cancelling_what_is_due
from tests.storyboards.prompts_safety import LIN, known_by_phone
from tests.storyboards.stage import Person, Stage, person
from tests.storyboards.transferring import confirms, names_new_payee, says

_HALF_AN_HOUR = 1900.0  # and a little: then the bank has ended a customer's session
_MOST_SAVED, _MOST_PRINTED = 30, 2000
LINS_CARD = person(LIN)
MARIA = person("maria-fernandez-okonkwo")
KHAI = person("nguyen-thi-minh-khai")
FROZEN = person("huang-kwok-tung")  # the only account
ZHAO = person("zhao-min")  # the card has expired
STRANGE = Person("nobody", "6200001234567890", "123456", "")


async def _nothing(stage: Stage) -> None:
    return


# -- goodbyes --------------------------------------------------------------------------------------------------------


async def cancelled(stage: Stage) -> None:
    await menu(stage)
    stage.customer.presses("cancel")
    await stage.takes_card()
    await stage.customer.sees("goodbye-cancelled")


async def idle(stage: Stage) -> None:
    await menu(stage)
    await stage.pass_time_until("take-card")
    await stage.takes_card()
    await stage.customer.sees("goodbye-idle")


async def pulled(stage: Stage) -> None:
    await menu(stage)
    stage.simulator.reader.pull()
    await stage.customer.sees("goodbye-pulled")


async def device_failed(stage: Stage) -> None:
    await insert_card(stage)
    stage.simulator.reader.set_fault("gone", on=True)
    await stage.customer.sees("goodbye-device")
    stage.simulator.reader.set_fault("gone", on=False)


async def without_card(stage: Stage) -> None:
    await known_by_phone(stage)
    stage.customer.presses("option:done")
    await stage.customer.sees("goodbye-without-card")


# -- the bank says no ------------------------------------------------------------------------------------------------


def declined(problem: str, prompt: str) -> Story:
    """The bank declines the order."""

    async def reach(stage: Stage) -> None:
        stage.bank_says = Settlement(state=OrderState.DECLINED, problem=problem)
        await pin_order(stage)
        await stage.enters_pin(WANG.pin)
        await stage.customer.sees(prompt)
        stage.bank_says = None

    return reach


def card_refused(who: Person, prompt: str) -> Story:
    """The bank does not take the card."""

    async def reach(stage: Stage) -> None:
        books.stops(stage.bank, LIN)
        await stage.inserts(who)
        await stage.customer.sees("pin-sign-in")
        await stage.enters_pin(who.pin)
        await stage.customer.sees(prompt)
        books.undoes_stops(stage.bank, LIN)

    return reach


def card_is(state: str, prompt: str) -> Story:
    """The bank has the card in a state in which nobody can use it."""

    async def reach(stage: Stage) -> None:
        books.cards_are(stage.bank, LIN, state)
        await stage.inserts(LINS_CARD)
        await stage.customer.sees("pin-sign-in")
        await stage.enters_pin(LINS_CARD.pin)
        await stage.customer.sees(prompt)
        books.cards_are(stage.bank, LIN, "active")

    return reach


async def card_unknown(stage: Stage) -> None:
    """A card that this bank has never issued."""
    cards = stage.simulator.reader.cards
    cards[STRANGE.pan] = replace(cards[WANG.pan], pan=STRANGE.pan)
    await card_refused(STRANGE, "problem-card-unknown")(stage)


async def no_account(stage: Stage) -> None:
    await stage.signs_in(FROZEN)
    stage.customer.presses("option:transfer")
    await stage.customer.sees("problem-no-account")


async def session_ended(stage: Stage) -> None:
    await menu(stage)
    stage.bank.control.advance(_HALF_AN_HOUR)
    stage.customer.presses("option:inquiry")
    await stage.customer.sees("problem-bank-declined")


async def payees_full(stage: Stage) -> None:
    numbers = books.opens_accounts(stage.bank, "sun-li", _MOST_SAVED)
    books.undoes_stops(stage.bank, LIN)
    await stage.signs_in(LINS_CARD)
    session = stage.attendant.session
    assert session is not None
    assert session.customer is not None
    for number in numbers:
        await session.terminal.bank.save_payee(session.customer.token, number)
    stage.customer.presses("option:transfer")
    await says(stage, ("transfer-whom", "new"))
    await stage.customer.sees("transfer-payee")
    await names_new_payee(stage, MARIA)
    stage.customer.types("0.01")
    await goes_on_to_review(stage)
    await confirms(stage, LINS_CARD, "transfer-done")
    await says(stage, ("transfer-done", "none"), ("payee-save", "yes"))
    await stage.customer.sees("payees-full")


async def too_long(stage: Stage) -> None:
    books.pays_in(stage.bank, KHAI.account, _MOST_PRINTED + 1)
    await account(stage, KHAI)
    await says(stage, ("account", "statement"), ("statement-days", "days"))
    await stage.customer.sees("statement-too-long")


# -- a transfer that ends while it is cancelled ----------------------------------------------------------------------


async def executed(stage: Stage) -> None:
    await cancelling_what_is_due(stage)
    stage.bank.control.advance(120)
    stage.customer.presses("option:yes")
    await stage.customer.sees("pending-executed")


async def failed(stage: Stage) -> None:
    await cancelling_what_is_due(stage)
    books.stops(stage.bank, "wang-xiaoming")
    stage.bank.control.advance(120)
    books.undoes_stops(stage.bank, "wang-xiaoming")
    stage.customer.presses("option:yes")
    await stage.customer.sees("pending-failed")


# -- the document printer breaks while the customer looks at the account ---------------------------------------------


def breaks(fault: str, prompt: str) -> Story:
    async def reach(stage: Stage) -> None:
        await account(stage)
        stage.simulator.documents.set_fault(fault, on=True)
        stage.customer.presses("option:statement")
        await stage.customer.sees(prompt)
        stage.simulator.documents.set_fault(fault, on=False)

    return reach


async def another_lies_there(stage: Stage) -> None:
    await account(stage)
    job = {"pdf": base64.b64encode(b"%PDF-1.7").decode(), "pages": 1, "text": "another"}
    await stage.simulator.documents.call("print", job)
    stage.customer.presses("option:statement")
    await stage.customer.sees("reason-document-waiting")


def _last_words(prompt: str, reach: Story, *, apart: bool = False) -> Place:
    return Place(prompt, reach, _nothing, card_in=False, idles=False, apart=apart)


SELDOM = (
    _last_words("goodbye-cancelled", cancelled),
    _last_words("goodbye-idle", idle),
    _last_words("goodbye-pulled", pulled),
    _last_words("goodbye-device", device_failed),
    _last_words("goodbye-without-card", without_card, apart=True),
    Place("declined-limit", declined("limit-today", "declined-limit"), press("option:none")),
    Place("declined-frozen", declined("account-frozen", "declined-frozen"), press("option:none")),
    Place("declined-payee", declined("payee-not-found", "declined-payee"), press("option:none")),
    Place("declined-verification", declined("verification-required", "declined-verification"), press("option:none")),
    Place("declined-other", declined("order-closed", "declined-other"), press("option:none")),
    Place("problem-card-lost", card_refused(LINS_CARD, "problem-card-lost"), press("primary"), apart=True),
    Place("problem-card-inactive", card_is("out", "problem-card-inactive"), press("primary"), apart=True),
    Place("problem-card-replaced", card_is("replaced", "problem-card-replaced"), press("primary"), apart=True),
    Place("problem-card-expired", card_refused(ZHAO, "problem-card-expired"), press("primary"), apart=True),
    Place("problem-card-unknown", card_unknown, press("primary"), apart=True),
    Place("problem-no-account", no_account, press("primary"), back_to="menu"),
    Place("problem-bank-declined", session_ended, press("primary"), back_to="menu", apart=True),
    Place("payees-full", payees_full, press("primary"), apart=True),
    Place("statement-too-long", too_long, press("primary"), apart=True),
    Place("pending-executed", executed, press("primary"), apart=True),
    Place("pending-failed", failed, press("primary"), apart=True),
    Place("reason-document-printer", breaks("jam", "reason-document-printer"), press("primary")),
    Place("reason-no-statement-paper", breaks("empty", "reason-no-statement-paper"), press("primary")),
    Place("reason-document-waiting", another_lies_there, press("primary")),
)
