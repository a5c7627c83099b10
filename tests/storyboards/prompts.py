"""How to get to each prompt, and how a customer goes on from there. The matrix and other storyboards use it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bank.contract import OrderState, Settlement
from kiosk.channels import View
from tests.storyboards.stage import Person, Stage, person

Story = Callable[[Stage], Awaitable[object]]

WANG = person("wang-xiaoming")
CHEN = person("chen-guiying")
SUN = person("sun-li")  # two accounts
KHAI = person("nguyen-thi-minh-khai")  # whom nobody has paid, in no story
BLOCKED = person("liu-yang")


@dataclass(frozen=True)
class Place:
    """A prompt: how to reach it, and how to go on from it when the bank is (or is not) there."""

    prompt: str
    reach: Story
    go_on: Story
    back_to: str = ""  # the prompt that Back leads to; "" where there is no Back; "out": the visit ends
    card_in: bool = True
    idles: bool = True
    draft: str = ""  # what has been typed there
    apart: bool = False  # at a bank of its own, whose time may be moved


async def _nothing(stage: Stage) -> None:
    return


def press(target: str) -> Story:
    """Press what has this target id."""

    async def presses(stage: Stage) -> None:
        stage.customer.presses(target)

    return presses


def chosen(before: Story, target: str, prompt: str) -> Story:
    """Press `target` where `before` leads to, and see `prompt`."""

    async def reach(stage: Stage) -> None:
        await before(stage)
        stage.customer.presses(target)
        await stage.customer.sees(prompt)

    return reach


insert_card = chosen(_nothing, "option:transfer", "insert-card")


async def pin_sign_in(stage: Stage) -> None:
    await stage.inserts(WANG)
    await stage.customer.sees("pin-sign-in")


async def menu(stage: Stage) -> None:
    await stage.signs_in(WANG)


async def account(stage: Stage, who: Person = WANG) -> View:
    """The page of somebody's only account."""
    await stage.signs_in(who)
    stage.customer.presses("option:inquiry")
    return await stage.customer.sees("account")


async def inquiry(stage: Stage) -> View:
    """The list of somebody's two accounts."""
    await stage.signs_in(SUN)
    stage.customer.presses("option:inquiry")
    return await stage.customer.sees("inquiry")


async def transfer_source(stage: Stage) -> None:
    await stage.signs_in(SUN)
    stage.customer.presses("option:transfer")
    view = await stage.customer.sees("transfer-source")
    assert len(view.options) == 2


async def transfer_whom(stage: Stage) -> None:
    await transfer_source(stage)
    stage.customer.presses(f"option:{stage.customer.view.options[0].key}")
    view = await stage.customer.sees("transfer-whom")
    assert len(view.items) == 1, "the other account of one's own"


async def transfer_payee(stage: Stage, to: Person = KHAI) -> None:
    await menu(stage)
    stage.customer.presses("option:transfer")
    await stage.customer.sees("transfer-payee")
    stage.customer.types(to.account)
    await stage.customer.sees(lambda view: view.draft == to.account)


async def transfer_confirm(stage: Stage, to: Person = KHAI) -> None:
    await transfer_payee(stage, to)
    stage.customer.presses("primary")
    await stage.customer.sees("transfer-confirm")


async def transfer_amount(stage: Stage, to: Person = KHAI) -> None:
    await transfer_confirm(stage, to)
    stage.customer.presses("option:yes")
    await stage.customer.sees("transfer-amount")
    stage.customer.types("0.01")
    await stage.customer.sees(lambda view: view.draft == "0.01")


transfer_when = chosen(transfer_amount, "primary", "transfer-when")
transfer_note = chosen(transfer_when, "option:real-time", "transfer-note")
risk_guided = chosen(transfer_note, "option:none", "risk-guided")
risk_urgent = chosen(risk_guided, "option:no", "risk-urgent")
risk_offer = chosen(risk_urgent, "option:yes", "risk-offer")
transfer_review = chosen(risk_urgent, "option:no", "transfer-review")


async def goes_on_to_review(stage: Stage, speed: str = "real-time", note: str = "none") -> None:
    """From the amount: answer what is asked as somebody whom nobody leads."""
    answers = {"transfer-when": speed, "transfer-note": note, "risk-guided": "no", "risk-urgent": "no"}
    stage.customer.presses("primary")
    view = await stage.customer.sees(lambda view: view.prompt in {*answers, "transfer-review"})
    while view.prompt != "transfer-review":
        stage.customer.presses(f"option:{answers[view.prompt]}")
        before = view.prompt
        view = await stage.customer.sees(
            lambda view, before=before: view.prompt != before and view.prompt in {*answers, "transfer-review"}
        )


async def pin_order(stage: Stage, speed: str = "real-time") -> None:
    await transfer_amount(stage, CHEN)
    await goes_on_to_review(stage, speed)
    stage.customer.presses("primary")
    await stage.customer.sees("pin-order")


async def transfer_accepted(stage: Stage) -> None:
    await pin_order(stage, "two-hours")
    await stage.enters_pin(WANG.pin)
    await stage.customer.sees("transfer-accepted")


async def transfer_done(stage: Stage) -> None:
    await pin_order(stage)
    await stage.enters_pin(WANG.pin)
    await stage.customer.sees("transfer-done")


payee_save = chosen(transfer_done, "option:none", "payee-save")


async def payee_saved(stage: Stage) -> None:
    await payee_save(stage)
    stage.customer.presses("option:yes")
    await stage.customer.sees("payee-label")
    stage.customer.presses("option:none")
    await stage.customer.sees("payee-saved")
    await forgets_payees(stage)


async def payee_label(stage: Stage) -> None:
    await payee_save(stage)
    stage.customer.presses("option:yes")
    await stage.customer.sees("payee-label")
    await forgets_payees(stage)


async def payee_not_saved(stage: Stage) -> None:
    await payee_save(stage)
    stage.line.cut()
    stage.customer.presses("option:yes")
    await stage.customer.sees("payee-not-saved")
    stage.line.mend()


async def forgets_payees(stage: Stage) -> None:
    """Leave the list of the signed-in customer as it was: all stories share one bank."""
    session = stage.attendant.session
    assert session is not None
    assert session.customer is not None
    bank, token = session.terminal.bank, session.customer.token
    for payee in (await bank.saved_payees(token)).payees:
        await bank.forget_payee(token, payee.id)


async def transfer_declined(stage: Stage) -> None:
    stage.bank_says = Settlement(state=OrderState.DECLINED, problem="insufficient-funds")
    await pin_order(stage)
    await stage.enters_pin(WANG.pin)
    await stage.customer.sees("declined-funds")
    stage.bank_says = None


async def transfer_unknown(stage: Stage) -> None:
    stage.answer_is_lost = True  # the bank has done it
    await pin_order(stage)
    await stage.enters_pin(WANG.pin)
    await stage.customer.sees("transfer-unknown")
    stage.answer_is_lost = False


take_slip = chosen(transfer_done, "option:print", "take-slip")


async def slip_failed(stage: Stage) -> None:
    await transfer_done(stage)
    stage.simulator.printer.set_fault("jam", on=True)
    stage.customer.presses("option:print")
    await stage.customer.sees("slip-failed")


async def slip_not_taken(stage: Stage) -> None:
    await take_slip(stage)
    await stage.pass_time_until("slip-not-taken")
    assert stage.simulator.printer.waiting == ""


async def slip_still_there(stage: Stage) -> None:
    await take_slip(stage)
    stage.simulator.printer.set_fault("jam", on=True)
    await stage.pass_time_until("slip-still-there")
    stage.simulator.printer.set_fault("jam", on=False)


async def bank_away(stage: Stage) -> None:
    await menu(stage)
    stage.line.cut()
    stage.customer.presses("option:inquiry")
    await stage.customer.sees("problem-bank-away")
    stage.line.mend()


async def card_blocked(stage: Stage) -> None:
    await stage.inserts(BLOCKED)
    await stage.customer.sees("pin-sign-in")
    await stage.enters_pin(BLOCKED.pin)
    await stage.customer.sees("problem-card-blocked")


async def take_card(stage: Stage) -> None:
    await menu(stage)
    stage.customer.presses("option:finish")
    await stage.customer.sees("take-card")
    while stage.simulator.reader.position != "at-gate":
        await stage.let_settle()


async def card_retained(stage: Stage) -> None:
    await take_card(stage)
    await stage.pass_time_until("card-retained")


async def card_stuck(stage: Stage) -> None:
    await menu(stage)
    stage.simulator.reader.set_fault("stuck", on=True)
    stage.customer.presses("option:finish")
    await stage.customer.sees("card-stuck")
    stage.simulator.reader.set_fault("stuck", on=False)
    stage.simulator.reader.pull()  # a member of staff opens the reader and takes it out


async def goodbye(stage: Stage) -> None:
    await take_card(stage)
    await stage.takes_card()
    await stage.customer.sees("goodbye")


async def _enter_pin(stage: Stage) -> None:
    await stage.enters_pin(WANG.pin)


async def _take_slip(stage: Stage) -> None:
    await stage.takes_slip()


async def _take_card(stage: Stage) -> None:
    await stage.takes_card()


PLACES = (
    Place("attract", _nothing, press("option:transfer"), card_in=False, idles=False),
    Place("insert-card", insert_card, _nothing, back_to="out", card_in=False),
    Place("pin-sign-in", pin_sign_in, _enter_pin, back_to="out"),
    Place("menu", menu, press("option:transfer")),
    Place("account", account, press("option:transactions"), back_to="menu"),
    Place("inquiry", inquiry, press("option:limits"), back_to="menu"),
    Place("transfer-source", transfer_source, _nothing, back_to="menu"),
    Place("transfer-whom", transfer_whom, press("option:new"), back_to="transfer-source"),
    Place("transfer-payee", transfer_payee, press("primary"), back_to="menu", draft=KHAI.account),
    Place("transfer-confirm", transfer_confirm, press("option:yes"), back_to="transfer-payee"),
    Place("transfer-amount", transfer_amount, press("primary"), back_to="transfer-confirm", draft="0.01"),
    Place("transfer-when", transfer_when, press("option:real-time"), back_to="transfer-amount"),
    Place("transfer-note", transfer_note, press("option:gift"), back_to="transfer-when"),
    Place("risk-guided", risk_guided, press("option:no"), back_to="transfer-note"),
    Place("risk-urgent", risk_urgent, press("option:no"), back_to="risk-guided"),
    Place("risk-offer", risk_offer, press("option:freeze"), back_to="risk-urgent"),
    Place("transfer-review", transfer_review, press("primary"), back_to="risk-urgent"),
    Place("pin-order", pin_order, _enter_pin, back_to="transfer-review"),
    Place("transfer-done", transfer_done, press("option:none")),
    Place("transfer-accepted", transfer_accepted, press("option:none")),
    Place("payee-save", payee_save, press("option:yes")),
    Place("payee-label", payee_label, press("item:daughter")),
    Place("payee-saved", payee_saved, press("primary")),
    Place("payee-not-saved", payee_not_saved, press("primary")),
    Place("declined-funds", transfer_declined, press("option:none")),
    Place("transfer-unknown", transfer_unknown, press("option:none")),
    Place("take-slip", take_slip, _take_slip, idles=False),
    Place("slip-failed", slip_failed, press("primary")),
    Place("slip-not-taken", slip_not_taken, press("primary")),
    Place("slip-still-there", slip_still_there, press("primary")),
    Place("problem-bank-away", bank_away, press("primary"), back_to="menu"),
    Place("problem-card-blocked", card_blocked, press("option:finish")),
    Place("take-card", take_card, _take_card, idles=False),
    Place("card-retained", card_retained, _nothing, card_in=False, idles=False),
    Place("card-stuck", card_stuck, _nothing, card_in=False, idles=False),
    Place("goodbye", goodbye, _nothing, card_in=False, idles=False),
)
