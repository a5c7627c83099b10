"""A world with its card dispenser, and how a card gets out of it."""

from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from drivers.card_dispenser.simulated import SimulatedCardDispenser
from drivers.card_reader.contract import CardData
from drivers.simulator.world import Simulator
from tests.drivers.worlds import host, world

NEW = CardData("6200001700000016", "3611", "01")
MASKED = "620000******0016"
NEXT = CardData("6200001700000024", "3611", "01")


@asynccontextmanager
async def served(folder: Path) -> AsyncGenerator[tuple[Simulator, SimulatedCardDispenser], None]:
    async with world(folder) as simulator, host(folder) as kiosk:
        yield simulator, kiosk.dispenser


async def encoded(dispenser: SimulatedCardDispenser, card: CardData = NEW) -> None:
    await dispenser.feed()
    await dispenser.encode(card)


async def handed_out(simulator: Simulator, dispenser: SimulatedCardDispenser, card: CardData = NEW) -> None:
    await encoded(dispenser, card)
    await dispenser.present()
    await simulator.do("take-dispensed-card", {})


async def refusal(attempt: Awaitable[None]) -> str:
    with pytest.raises(ValueError, match=r"^[A-Z][^\n]*\.$") as refused:
        await attempt
    return str(refused.value)
