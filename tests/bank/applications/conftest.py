from collections.abc import Iterator
from pathlib import Path

import pytest

from bank.clock import SteppedClock
from bank.opening import Bank, open_bank
from tests.bank.applying import Applicant, write_cast
from tests.bank.support import Terminal


@pytest.fixture
def bank(tmp_path: Path, clock: SteppedClock, database: str | None) -> Iterator[Bank]:
    """A bank of few customers: it is there at once."""
    opened = open_bank(tmp_path / "bank", "sandbox", clock, write_cast(tmp_path), database)
    yield opened
    opened.close()


@pytest.fixture
def applicant(terminal: Terminal, bank: Bank) -> Applicant:
    """Somebody without an account."""
    return Applicant(terminal, bank)
