"""A start after a run that was cut short: what it left inside comes out first, and the screen says so."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.storyboards.stage import BankAccess, Stage, person

WANG = person("wang-xiaoming")


async def _takes(stage: Stage) -> None:
    await stage.takes_card()


async def _leaves_it(stage: Stage) -> None:
    await stage.pass_time_until("card-retained")


@pytest.mark.parametrize(("customer", "end"), [(_takes, "taken"), (_leaves_it, "retained")])
def test_a_card_left_inside(
    short_tmp: Path, bank: BankAccess, customer: Callable[[Stage], Awaitable[None]], end: str
) -> None:
    async def whole() -> None:
        stage = Stage(short_tmp, bank)
        stage.simulator.reader.card, stage.simulator.reader.position = WANG.pan, "inside"

        async def owner() -> None:
            await stage.customer.sees("take-card")
            await customer(stage)
            await stage.pass_time_until("attract")

        waiting = asyncio.create_task(owner())
        async with stage:
            await waiting
            ends = [e["fields"] for e in stage.events() if e["event"] == "card-return-complete"]
            assert ends == [{"disposition": end}]
            assert stage.customer.seen[0].prompt == "take-card"
            assert stage.simulator.reader.position == "absent"

    asyncio.run(whole())
