"""The drill: every fault at every step of a card's way (tests/issuing/drill.py)."""

import asyncio
from pathlib import Path

import pytest

from tests.issuing.drill import FAULTS, STEPS, Case, Drill
from tests.issuing.kills import WHEN, Kill, Killing
from tests.issuing.prepared import Bank
from tests.storyboards.stage import BankAccess, Stage

pytestmark = [pytest.mark.drill, pytest.mark.slow]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_each_step(fault: str, short_tmp: Path, bank: BankAccess) -> None:
    played = [Case(step, fault) for step in STEPS]

    async def whole() -> None:
        async with Stage(short_tmp, bank) as stage:
            drill = Drill(stage, Bank(bank))
            for case in played:
                await drill.run(case)

    asyncio.run(whole())
    wrong = {str(case): case.wrong for case in played if case.wrong}
    assert wrong == {}


def test_a_kill_at_each_step(short_tmp: Path, bank: BankAccess) -> None:
    played = [Kill(when) for when in WHEN]

    asyncio.run(Killing(short_tmp, bank).run(played))
    wrong = {kill.when: kill.wrong for kill in played if kill.wrong}
    assert wrong == {}
