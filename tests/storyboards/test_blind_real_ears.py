"""Whole visits with the eyes shut before the real ears: a synthetic voice in the noise of a hall, the simulated
microphone, the ears' process with the shipped models, what is understood, and what comes of it. PINs and the last word
over money are keys."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.simulator.customer_voice import Noise
from kiosk.channels import Language
from kiosk.storyboards.fresh_banks import FreshBanks
from tests.storyboards.blind import Blind
from tests.storyboards.blind_visits import (
    CHEN,
    TIME,
    WANG,
    begins,
    goes_on_to_review,
    names_sum,
    reads_and_accepts,
    signs_in,
    takes_card,
)
from tests.storyboards.stage import BankAccess, Stage

languages = pytest.mark.parametrize("language", ["zh-Hans", "en"])


@pytest.fixture(scope="module")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as fresh:
        yield fresh


async def _begins(stage: Stage, language: Language) -> Blind:
    customer = Blind(stage, language, by_voice=True, noise=Noise.SOME)
    await begins(stage, customer)
    return customer


async def _stops(customer: Blind) -> None:
    """Ask to stop, and say yes to that."""
    english = customer.language == "en"
    await customer.says("cancel" if english else "取消")
    await customer.hears(customer.words("heard-ask-cancel"))
    await customer.says("yes" if english else "对")


@languages
def test_the_balance(short_tmp: Path, bank: BankAccess, language: Language) -> None:
    async def story() -> None:
        async with Stage(short_tmp, bank, real_ears=True) as stage:
            customer = await _begins(stage, language)
            await customer.answers("service-inquiry")
            await signs_in(stage, customer)
            await customer.hears(customer.words("account"))
            await customer.finds(customer.words("reveal-show"))
            await customer.hears(customer.words("balance-print"))
            balance = stage.customer.view.figure  # to compare with; they have only heard it
            await customer.hears(f"{balance} 元" if language == "zh-Hans" else f"{balance} yuan")
            await _stops(customer)
            await takes_card(stage, customer)
            await customer.hears(customer.words("goodbye-cancelled"))
            await stage.pass_time_until("attract")
            stage.check_ended_well("cancelled")

    asyncio.run(story())


@languages
def test_a_transfer(short_tmp: Path, banks: FreshBanks, language: Language) -> None:
    async def story() -> None:
        with banks.bank(TIME) as bank:
            before = bank.control.holdings()
            async with Stage(short_tmp, bank, start=banks.moment(TIME), real_ears=True) as stage:
                customer = await _begins(stage, language)
                await customer.answers("service-transfer")
                await signs_in(stage, customer)
                await customer.hears(customer.words("transfer-payee", "say"))
                await customer.types(CHEN.account)
                await customer.hears(customer.words("transfer-confirm"), "桂英")
                await customer.answers("payee-right")
                await names_sum(customer)
                await goes_on_to_review(customer)
                await customer.hears("5.00", customer.words("row-payee"))
                await customer.says(customer.words("transfer-review", "hear-primary").partition("|")[0])
                await customer.hears(customer.words("heard-by-hand", what=customer.words("transfer-review", "primary")))
                assert bank.control.holdings() == before, "money does not move for a word"
                await customer.presses("enter")
                await customer.enters_pin(WANG.pin, customer.words("pin-order", length=6))
                await customer.answers("slip-none")
                await customer.answers("save-no")
                await customer.answers("service-finish")
                await takes_card(stage, customer)
                await customer.hears(customer.words("goodbye"))
                await stage.pass_time_until("attract")
                stage.check_ended_well("finished")
            after = bank.control.holdings()
            assert after["wang-xiaoming"] - before["wang-xiaoming"] == -500
            assert after["chen-guiying"] - before["chen-guiying"] == 500

    asyncio.run(story())


@languages
def test_the_beginning_of_one_more_card(short_tmp: Path, bank: BankAccess, language: Language) -> None:
    """Up to the document, with a person's second thoughts: back is said, and the whole is stopped."""

    async def story() -> None:
        async with Stage(short_tmp, bank, real_ears=True) as stage:
            customer = await _begins(stage, language)
            await customer.answers("service-open-card")
            await customer.answers("opening-kind-additional")
            for agreement in ("opening-card-agreement", "opening-personal-data"):
                await customer.hears(customer.words(agreement))
                await reads_and_accepts(customer)
            await customer.hears(customer.words("place-id-document", "say"))
            await _stops(customer)
            await customer.hears(customer.words("goodbye-cancelled"))
            await stage.pass_time_until("attract")
            assert stage.wrong_at_end("cancelled") == []

    asyncio.run(story())
