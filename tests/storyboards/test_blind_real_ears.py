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
from tests.storyboards.blind_visits import TIME, begins, hears_balance, reads_and_accepts, sends_money, takes_card
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
            await hears_balance(stage, customer)
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
            async with Stage(short_tmp, bank, start=banks.moment(TIME), real_ears=True) as stage:
                customer = await _begins(stage, language)
                await sends_money(stage, customer, bank)

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
