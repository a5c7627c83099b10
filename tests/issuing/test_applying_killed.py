"""The drill before there is a card: a terminal killed at each step of an application (applying_kills.py)."""

import asyncio
from pathlib import Path

import pytest

from tests.issuing.applying_kills import WHEN, Cut, Cutting
from tests.storyboards.stage import BankAccess

pytestmark = [pytest.mark.drill, pytest.mark.slow]


def test_a_kill_at_each_step_of_an_application(short_tmp: Path, bank: BankAccess) -> None:
    played = [Cut(when) for when in WHEN]
    asyncio.run(Cutting(short_tmp, bank).run(played))
    wrong = {str(cut): cut.wrong for cut in played if cut.wrong}
    assert wrong == {}
