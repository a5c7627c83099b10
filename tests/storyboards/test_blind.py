"""Whole visits with the eyes shut, in Mandarin by voice and in English by keys. Customers know only what is said."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.channels import Language
from kiosk.storyboards import doing
from kiosk.storyboards.cast import read_cast
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.hands import Hands
from kiosk.storyboards.staff_hands import StaffHands
from tests.storyboards.blind import Blind
from tests.storyboards.blind_visits import TIME, begins, hears_balance, reads_and_accepts, sends_money, takes_card
from tests.storyboards.stage import BankAccess, Stage

_NEW_PIN = "593817"
ways = pytest.mark.parametrize(("language", "by_voice"), [("zh-Hans", True), ("en", False)])


@pytest.fixture(scope="module")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as fresh:
        yield fresh


@ways
def test_the_balance_and_its_slip(short_tmp: Path, bank: BankAccess, language: Language, by_voice: bool) -> None:
    async def story() -> None:
        async with Stage(short_tmp, bank, voiced=True) as stage:
            customer = Blind(stage, language, by_voice=by_voice)
            await begins(stage, customer)
            balance = await hears_balance(stage, customer)
            await customer.answers("balance-print")
            await customer.hears(customer.words("place-paper"), balance)  # what stands on the slip is read to them
            assert balance in await stage.takes_slip()
            await customer.hears(customer.words("account"))
            await customer.presses("cancel")
            await takes_card(stage, customer)
            await customer.hears(customer.words("goodbye-cancelled"))
            await stage.pass_time_until("attract")
            stage.check_ended_well("cancelled")

    asyncio.run(story())


@ways
def test_a_transfer(short_tmp: Path, banks: FreshBanks, language: Language, by_voice: bool) -> None:
    async def story() -> None:
        with banks.bank(TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(TIME), voiced=True) as stage:
                customer = Blind(stage, language, by_voice=by_voice)
                await begins(stage, customer)
                await sends_money(stage, customer, bank)

    asyncio.run(story())


@ways
def test_one_more_card(short_tmp: Path, banks: FreshBanks, language: Language, by_voice: bool) -> None:
    """With agreements read page by page, the camera's guidance heard, and a PIN that nobody hears."""

    async def story() -> None:
        with banks.bank(TIME) as bank:
            async with Stage(short_tmp, bank, start=banks.moment(TIME), voiced=True) as stage:
                stage.eye.waits = True
                stage.simulator.camera.put("wang-xiaoming", "dark", obeys=False)
                customer = Blind(stage, language, by_voice=by_voice)
                await begins(stage, customer)
                await customer.answers("service-open-card")
                await customer.answers("opening-kind-additional")
                for agreement in ("opening-card-agreement", "opening-personal-data"):
                    await customer.hears(customer.words(agreement))
                    await reads_and_accepts(customer)
                document = next(d for d in stage.simulator.scanner.documents.values() if d.owner == "wang-xiaoming")
                await customer.hand(
                    lambda: stage.lays_document(document.id), customer.words("place-id-document", "say")
                )
                await customer.answers("consent-once", by_hand=True)
                await customer.hears(customer.words("opening-stills"))
                await reads_and_accepts(customer)
                await _looks(stage, customer)
                await customer.hears(customer.words("opening-review"))
                await reads_and_accepts(customer)
                await customer.enters_pin(_NEW_PIN, customer.words("pin-new", length=6))
                await customer.enters_pin(_NEW_PIN, customer.words("pin-new-again", length=6))
                await customer.hears(customer.words("opening-sign"))
                await customer.finds(customer.words("opening-sign", "secondary"))
                await customer.hears(customer.words("opening-waiting"))
                await _staff_come(stage)
                await customer.hears(customer.words("take-new-card", "say"), passing=120)
                await customer.hand(stage.takes_new_card, customer.words("take-new-card", "say"))
                await customer.answers("opening-alerts-no")
                await customer.answers("opening-limit-bank")
                await customer.answers("slip-none")
                await customer.hand(stage.takes_id_document, customer.words("take-id-document", "say"))
                await customer.hears(customer.words("goodbye-without-card"))
                await stage.pass_time_until("attract")
                stage.check_ended_well("finished")
                assert customer.never_heard(_NEW_PIN)

    asyncio.run(story())


async def _looks(stage: Stage, customer: Blind) -> None:
    """Before the camera: into the light, and each movement when it is asked for, as it is said."""
    await customer.hears(customer.words("face-guide-too-dark"))
    await customer.moves("wang-xiaoming", "dark")
    for act in ("turn-left", "blink", "turn-right"):
        await customer.hears(customer.words("face-look", challenge=act))
        await customer.moves("wang-xiaoming", act)


async def _staff_come(stage: Stage) -> None:
    """A member of staff, who sees, comes to the terminal and approves."""
    people = read_cast()
    staff = StaffHands(stage, Hands(stage, people["wang-xiaoming"], people, 20))
    await staff.sign_in(doing.StaffSignsIn("1001"))
    await staff.decide(doing.StaffDecides("approve"))
