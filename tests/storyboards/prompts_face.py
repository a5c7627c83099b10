"""How to get to each prompt of a check by the camera or by staff, and how a customer goes on from there."""

import asyncio

from kiosk.bank.errors import BankDeclined
from tests.storyboards.prompts import WANG, Place, press
from tests.storyboards.prompts_inquiry import chosen
from tests.storyboards.prompts_safety import thing, with_card
from tests.storyboards.prompts_statement import days
from tests.storyboards.stage import Stage

which_month = chosen(days, "option:earlier", "statement-which-month")
_LOOK_SECONDS = 30.0
_STAFF_SECONDS = 16 * 60.0  # longer than the bank waits for a member of staff


async def consent(stage: Stage) -> None:
    """A statement of a month that is more than a year ago."""
    await which_month(stage)
    for page in (1, 2, 3):
        stage.customer.presses("page:next")
        await stage.customer.sees(lambda view, page=page: view.page == page)
    stage.customer.presses(f"item:{stage.customer.view.items[0].key}")
    await stage.customer.sees("face-consent")


async def look(stage: Stage) -> None:
    stage.eye.seconds = _LOOK_SECONDS
    await consent(stage)
    stage.customer.presses("option:once")
    await stage.customer.sees("face-look")


async def failed(stage: Stage) -> None:
    stage.simulator.camera.put("zhang-wei", "still", obeys=True)
    await consent(stage)
    stage.customer.presses("option:once")
    await stage.customer.sees("face-failed")


async def broken(stage: Stage) -> None:
    stage.eye.lost = 2
    await consent(stage)
    stage.customer.presses("option:once")
    await stage.customer.sees("face-broken")


async def _staff_say(stage: Stage, prompt: str) -> None:
    await consent(stage)
    stage.customer.presses("option:other")
    await stage.pass_time_until("busy-staff-check")
    while not (waiting := await asyncio.to_thread(stage.bank.control.list_verifications)):
        await stage.let_settle()
    await asyncio.to_thread(stage.bank.control.refuse_verification, waiting[-1].id, "1001", "somebody else")
    await stage.pass_time_until(prompt)


async def refused(stage: Stage) -> None:
    await _staff_say(stage, "staff-refused")


async def _watched(stage: Stage) -> None:
    await consent(stage)
    stage.customer.presses("option:watch")
    await stage.customer.sees("statement-offer")


async def gone(stage: Stage) -> None:
    await _watched(stage)
    stage.simulator.camera.put("nobody", "still", obeys=True)
    await stage.customer.sees("watch-gone")


async def other(stage: Stage) -> None:
    await _watched(stage)
    stage.simulator.camera.put("zhang-wei", "still", obeys=True)
    await stage.customer.sees("watch-other")


async def place(stage: Stage) -> None:
    """The registry has no portrait after all: the ID document's is used."""

    async def none(session: str) -> bytes:
        raise BankDeclined("no-portrait")

    await consent(stage)
    assert stage.attendant.session
    object.__setattr__(stage.attendant.session.terminal.bank, "registry_portrait", none)
    stage.customer.presses("option:once")
    await stage.customer.sees("place-id-document")


async def take(stage: Stage) -> None:
    await place(stage)
    await stage.lays_document("wang-xiaoming/resident-id")
    await stage.customer.sees("take-id-document")


async def _held(stage: Stage) -> None:
    stage.eye.seconds = _LOOK_SECONDS
    await place(stage)
    await stage.lays_document("wang-xiaoming/resident-id")
    await stage.customer.sees("face-look")


async def pulled(stage: Stage) -> None:
    await _held(stage)
    stage.simulator.scanner.pull()
    await stage.customer.sees("take-card")
    await stage.takes_card()
    await stage.customer.sees("goodbye-document-pulled")


async def retained(stage: Stage) -> None:
    await take(stage)
    await stage.pass_time_until("id-document-retained")


async def nobody_came(stage: Stage) -> None:
    await consent(stage)
    stage.customer.presses("option:other")
    await stage.pass_time_until("busy-staff-check")
    stage.bank.control.advance(_STAFF_SECONDS)
    await stage.pass_time_until("staff-not-there")


async def _takes(stage: Stage) -> None:
    await stage.takes_id_document()


async def unfreeze(stage: Stage) -> None:
    """Freeze the account, unless an earlier story left it so."""
    await with_card(stage)
    stage.customer.presses(thing(stage, "account"))
    view = await stage.customer.sees(lambda view: view.prompt in ("safety-freeze", "safety-unfreeze"))
    if view.prompt == "safety-unfreeze":
        return
    stage.customer.presses("option:yes")
    await stage.customer.sees("safety-frozen")
    stage.customer.presses("option:none")
    await stage.customer.sees("safety")
    stage.customer.presses(thing(stage, "account"))
    await stage.customer.sees("safety-unfreeze")


async def pin_unfreeze(stage: Stage) -> None:
    await unfreeze(stage)
    stage.customer.presses("option:yes")
    await stage.customer.sees("face-consent")
    stage.customer.presses("option:once")
    await stage.customer.sees("pin-unfreeze")


async def unfrozen(stage: Stage) -> None:
    await pin_unfreeze(stage)
    await stage.enters_pin(WANG.pin)
    await stage.customer.sees("safety-unfrozen")


FACE = (
    Place("statement-which-month", which_month, press("back"), back_to="statement-days"),
    Place("face-consent", consent, press("option:other"), back_to="statement-days"),
    Place("face-look", look, press("secondary"), back_to="statement-days", idles=False),
    Place("face-failed", failed, press("option:other"), back_to="statement-days"),
    Place("face-broken", broken, press("option:other"), back_to="statement-days"),
    Place("staff-refused", refused, press("primary"), back_to="menu"),
    Place("staff-not-there", nobody_came, press("primary"), back_to="menu", apart=True),
    Place("watch-gone", gone, press("option:finish")),
    Place("watch-other", other, press("option:finish")),
    Place("place-id-document", place, press("cancel"), back_to="statement-days"),
    Place("take-id-document", take, _takes, idles=False),
    Place("id-document-retained", retained, press("primary"), idles=False),
    Place("goodbye-document-pulled", pulled, press("repeat"), card_in=False, idles=False),
    Place("safety-unfreeze", unfreeze, press("option:yes"), back_to="safety", apart=True),
    Place("pin-unfreeze", pin_unfreeze, press("back"), back_to="safety", apart=True),
    Place("safety-unfrozen", unfrozen, press("option:print"), apart=True),
)
