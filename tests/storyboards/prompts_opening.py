"""How to get to each prompt of opening a card, and how a customer goes on from there."""

from collections.abc import Awaitable, Callable

from bank.contract import Binding
from kiosk.bank.errors import BankUnreachable
from tests.storyboards.playing import comes_to
from tests.storyboards.prompts import Place, press
from tests.storyboards.prompts_safety import newest_code, reads_code
from tests.storyboards.stage import Stage

_WHO = "yusup-kadir"
PHONE = "19900005148"
PIN = "593817"
_SIGNATURE = ";".join(["100,100 200,220 300,340 400,420 500,500", "520,500 600,420 700,300 800,180 900,100"])

Story = Callable[[Stage], Awaitable[None]]


def _then(before: Story, target: str, prompt: str) -> Story:
    async def reach(stage: Stage) -> None:
        await before(stage)
        stage.customer.presses(target)
        await stage.customer.sees(prompt)

    return reach


def read(before: Story, prompt: str, target: str = "primary") -> Story:
    """Read what is to be accepted to its end, accept it (or not), and see `prompt`."""

    async def reach(stage: Stage) -> None:
        await before(stage)
        await reads_to_the_end(stage)
        stage.customer.presses(target)
        await stage.customer.sees(prompt)

    return reach


async def reads_to_the_end(stage: Stage) -> None:
    """Turn the pages of what is shown."""
    while stage.customer.view.page_next:
        page = stage.customer.view.page
        stage.customer.presses("page:next")
        await stage.customer.sees(lambda view, page=page: view.page == page + 1)


async def _nothing(stage: Stage) -> None:
    stage.simulator.camera.put(_WHO, "still", obeys=True)


kind = _then(_nothing, "option:open-card", "opening-kind")
agreement = _then(kind, "option:opening", "opening-account-agreement")
card_agreement = _then(kind, "option:additional", "opening-card-agreement")
not_accepted = read(agreement, "opening-not-accepted", "secondary")
purposes = read(agreement, "opening-personal-data")
laying = read(purposes, "place-id-document")


def laid(document: str, prompt: str) -> Story:
    async def reach(stage: Stage) -> None:
        await laying(stage)
        await stage.lays_document(document)
        await stage.customer.sees(prompt)

    return reach


consent = laid(f"{_WHO}/resident-id", "face-consent")
stills = _then(consent, "option:once", "opening-stills")
phone = read(stills, "opening-phone")


async def phone_code(stage: Stage) -> None:
    await phone(stage)
    stage.customer.types(PHONE)
    await stage.customer.sees(lambda view: view.draft == PHONE)
    stage.customer.presses("primary")
    await stage.customer.sees("opening-phone-code")


async def code_ended(stage: Stage) -> None:
    await phone_code(stage)
    for _ in range(3):
        stage.customer.presses_key("clear")
        stage.customer.types("000000")
        await stage.customer.sees(lambda view: view.draft == "000000")
        before = stage.customer.view.error
        stage.customer.presses("primary")
        await stage.customer.sees(
            lambda view, before=before: view.prompt == "opening-phone-code-ended" or view.error not in ("", before)
        )
    await stage.customer.sees("opening-phone-code-ended")


async def address(stage: Stage) -> None:
    after = newest_code(stage)
    await phone_code(stage)
    stage.customer.types(await reads_code(stage, after))
    stage.customer.presses("primary")
    await stage.customer.sees("opening-address")


area = _then(address, "option:other", "opening-area")
elsewhere = _then(area, "option:elsewhere", "opening-elsewhere")


async def house(stage: Stage) -> None:
    await area(stage)
    while stage.customer.view.prompt == "opening-area":
        serial = stage.customer.view.serial
        stage.customer.presses(f"item:{stage.customer.view.items[0].key}")
        await stage.customer.sees(lambda view, serial=serial: view.serial > serial)


async def room(stage: Stage) -> None:
    await house(stage)
    stage.customer.types("18")
    stage.customer.presses("primary")
    await stage.customer.sees("opening-room")


occupation = _then(address, "option:document", "opening-occupation")
purpose = _then(occupation, "item:employee", "opening-purpose")
review = _then(purpose, "item:salary", "opening-review")
pin_new = read(review, "pin-new")


async def pin_again(stage: Stage) -> None:
    await pin_new(stage)
    await stage.enters_pin(PIN)
    await stage.customer.sees("pin-new-again")


async def signing(stage: Stage) -> None:
    await pin_again(stage)
    await stage.enters_pin(PIN)
    await stage.customer.sees("opening-sign")


async def waiting(stage: Stage) -> None:
    await signing(stage)
    stage.customer.draws(_SIGNATURE)
    stage.customer.presses("primary")
    await stage.customer.sees("opening-waiting")


async def still_waiting(stage: Stage) -> None:
    await waiting(stage)
    await stage.pass_time_until("opening-still-waiting")


# -- staff, at the terminal --------------------------------------------------------------------------------------------


async def dossier(stage: Stage) -> None:
    """Member 1001 signs in, and has the file open to its end."""
    customer = stage.customer
    customer.presses("staff")
    await customer.sees("staff-number")
    customer.types("1001")
    customer.presses("primary")
    await customer.sees("staff-pin")
    await stage.enters_pin("482715")
    await customer.sees("staff-file")
    await reads_to_the_end(stage)


def _decided(before: Story, *pressed: str, prompt: str) -> Story:
    async def reach(stage: Stage) -> None:
        await before(stage)
        await dossier(stage)
        for target in pressed:
            serial = stage.customer.view.serial
            stage.customer.presses(target)
            await stage.customer.sees(lambda view, serial=serial: view.serial > serial)
        await comes_to(stage, prompt)

    return reach


refused = _decided(waiting, "option:refuse", "option:not-the-person", prompt="opening-refused")
look_again = _decided(waiting, "option:try-again", "option:light-poor", prompt="opening-look-again")
take_new_card = _decided(waiting, "option:approve", prompt="take-new-card")


async def alerts(stage: Stage) -> None:
    await take_new_card(stage)
    await stage.takes_new_card()
    await stage.customer.sees("opening-alerts")


limits = _then(alerts, "option:yes", "opening-limits")
done = _then(limits, "option:low", "opening-done")


async def offers_failed(stage: Stage) -> None:
    """Ten minutes after the card was taken nothing can be set here any more."""
    await limits(stage)
    stage.bank.control.advance(700)
    stage.customer.presses("option:low")
    await stage.customer.sees("opening-offers-failed")


# -- stopping ----------------------------------------------------------------------------------------------------------

stop = _then(address, "cancel", "opening-stop")
deleted = _then(stop, "option:delete", "opening-deleted")
kept = _then(stop, "option:keep", "opening-kept")


async def deleted_later(stage: Stage) -> None:
    await stop(stage)
    stage.line.cut()
    stage.customer.presses("option:delete")
    await stage.customer.sees("opening-deleted-later")
    stage.line.mend()


async def bank_away(stage: Stage) -> None:
    await purpose(stage)
    stage.line.cut()
    stage.customer.presses("item:salary")
    await stage.customer.sees("opening-bank-away")
    stage.line.mend()


async def not_kept(stage: Stage) -> None:
    await purpose(stage)
    stage.line.cut()
    stage.customer.presses("item:salary")
    await stage.customer.sees("opening-bank-away")
    stage.customer.presses("option:stop")
    await stage.customer.sees("opening-not-kept")
    stage.line.mend()


async def ended(stage: Stage) -> None:
    """An hour in which nothing was done is too long for the bank."""
    await purpose(stage)
    stage.bank.control.advance(3700)
    stage.customer.presses("item:salary")
    await stage.takes_id_document()
    await stage.customer.sees("opening-ended")


# -- resuming, a new PIN -----------------------------------------------------------------------------------------------

resuming = _then(kind, "option:resume", "place-id-document")


async def code(stage: Stage) -> None:
    await resuming(stage)
    await stage.lays_document(f"{_WHO}/resident-id")
    await stage.customer.sees("opening-code")


async def resume_ended(stage: Stage) -> None:
    await code(stage)
    stage.customer.types("12345678")
    stage.customer.presses("primary")
    await stage.takes_id_document()
    await stage.customer.sees("opening-resume-ended")


async def inserting(stage: Stage, who: str = "wang-xiaoming") -> None:
    """Somebody forgot the PIN: the card is asked for."""
    stage.simulator.camera.put(who, "still", obeys=True)
    stage.customer.presses("option:open-card")
    await stage.customer.sees("opening-kind")
    stage.customer.presses("option:pin-reset")
    await stage.customer.sees("opening-personal-data")
    await reads_to_the_end(stage)
    stage.customer.presses("primary")
    await stage.customer.sees("insert-card")


async def new_pin_review(stage: Stage) -> None:
    """Wang forgot the PIN: card and document are in."""
    await inserting(stage)
    await stage.inserts_card("6200001320179768")
    await stage.customer.sees("place-id-document")
    await stage.lays_document("wang-xiaoming/resident-id")
    await stage.customer.sees("face-consent")
    stage.customer.presses("option:once")
    await stage.customer.sees("opening-stills")
    await reads_to_the_end(stage)
    stage.customer.presses("primary")
    await stage.customer.sees("opening-review")


async def new_pin(stage: Stage) -> None:
    """And the PIN is chosen."""
    await new_pin_review(stage)
    stage.customer.presses("primary")
    for prompt in ("pin-new", "pin-new-again"):
        await stage.customer.sees(prompt)
        await stage.enters_pin(PIN)
    await stage.customer.sees("opening-waiting")


pin_set = _decided(new_pin, "option:approve", prompt="opening-pin-set")


async def pin_unsure(stage: Stage) -> None:
    """The bank sets the PIN, and its answer is lost."""
    await new_pin(stage)
    bank, bind = stage.attendant.terminal.bank, stage.attendant.terminal.bank.bind

    async def lost(application: str, token: str) -> Binding:
        await bind(application, token)
        raise BankUnreachable("timed-out")

    object.__setattr__(bank, "bind", lost)
    await _decided(_nothing, "option:approve", prompt="opening-bank-away")(stage)
    stage.customer.presses("option:stop")
    await stage.customer.sees("opening-pin-unsure")


async def _enters_pin(stage: Stage) -> None:
    await stage.enters_pin(PIN)


async def _takes(stage: Stage) -> None:
    await stage.takes_new_card()


def _at(prompt: str, reach: Story, go_on: str, **more: str | bool) -> Place:
    return Place(prompt, reach, press(go_on), card_in=False, apart=True, **more)  # type: ignore[arg-type]  # by name


OPENING = (
    _at("opening-kind", kind, "option:opening", back_to="out"),
    _at("opening-account-agreement", agreement, "page:next", back_to="opening-kind"),
    _at("opening-card-agreement", card_agreement, "primary", back_to="opening-kind"),
    _at("opening-not-accepted", not_accepted, "option:again"),
    _at("opening-personal-data", purposes, "primary", back_to="opening-account-agreement"),
    _at("opening-stills", stills, "primary", back_to="opening-personal-data"),
    _at("opening-phone", phone, "back", back_to="opening-personal-data"),
    _at("opening-phone-code", phone_code, "back", back_to="opening-phone"),
    _at("opening-phone-code-ended", code_ended, "primary"),
    _at("opening-address", address, "option:document", back_to="opening-phone"),
    _at("opening-area", area, "option:elsewhere", back_to="opening-address"),
    _at("opening-elsewhere", elsewhere, "option:lists"),
    _at("opening-house", house, "back", back_to="opening-area"),
    _at("opening-room", room, "secondary", back_to="opening-house"),
    _at("opening-occupation", occupation, "item:employee", back_to="opening-address"),
    _at("opening-purpose", purpose, "item:salary", back_to="opening-occupation"),
    _at("opening-review", review, "back", back_to="opening-purpose"),
    Place("pin-new", pin_new, _enters_pin, back_to="opening-review", card_in=False, apart=True),
    Place("pin-new-again", pin_again, _enters_pin, back_to="pin-new", card_in=False, apart=True),
    _at("opening-sign", signing, "secondary"),
    _at("opening-waiting", waiting, "option:later", idles=False),
    _at("opening-still-waiting", still_waiting, "option:wait"),
    _at("opening-refused", refused, "primary"),
    _at("opening-look-again", look_again, "option:again"),
    Place("take-new-card", take_new_card, _takes, card_in=False, apart=True, idles=False),
    _at("opening-alerts", alerts, "option:no"),
    _at("opening-limits", limits, "option:bank"),
    _at("opening-offers-failed", offers_failed, "primary"),
    _at("opening-done", done, "option:none"),
    _at("opening-stop", stop, "option:keep"),
    _at("opening-deleted", deleted, "primary"),
    _at("opening-deleted-later", deleted_later, "primary"),
    _at("opening-kept", kept, "option:none"),
    _at("opening-bank-away", bank_away, "option:again"),
    _at("opening-not-kept", not_kept, "primary"),
    _at("opening-ended", ended, "primary"),
    _at("opening-code", code, "back"),
    _at("opening-resume-ended", resume_ended, "primary"),
    Place("opening-pin-unsure", pin_unsure, press("primary"), apart=True),
    Place("opening-pin-set", pin_set, press("option:none"), apart=True),
)
