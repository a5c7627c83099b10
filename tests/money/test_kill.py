"""A real terminal process, killed from outside before each step of an order; a real disk; a bank that lives on."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.money.disk import RealDisk
from tests.money.processes import ENDED, HALTED, BankOnSocket, BooksOnSocket, Steps
from tests.money.terminal import MoneyPart, agree

ROOT = Path(__file__).parents[2]
MOST_STEPS = 100

pytestmark = [pytest.mark.drill, pytest.mark.slow]


@pytest.fixture
def bank(short_tmp: Path) -> Iterator[Path]:
    """The socket of a bank process."""
    path = short_tmp / "bank"
    command = [sys.executable, "-m", "tests.money.processes", "bank", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield path
        process.kill()


def live_until(folder: Path, bank: Path, stop_at: int) -> str:
    """Run a terminal until it halts, and kill it there; gives what it was about to do, or `ENDED`."""
    command = [sys.executable, "-m", "tests.money.processes", "terminal", str(folder), str(bank), str(stop_at)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith(HALTED):
                process.kill()
                return line.removeprefix(HALTED).strip()
            if line.strip() == ENDED:
                return ENDED
    raise AssertionError(f"the terminal failed: {process.returncode}")


def test_killed_before_each_step_bank_order_and_journal_agree_after_the_next_start(short_tmp: Path, bank: Path) -> None:
    questions = BankOnSocket(bank, Steps(-1))
    killed_before: list[str] = []
    for stop_at in range(MOST_STEPS):
        folder = short_tmp / f"state-{stop_at}"
        questions.ask(do="begin anew")
        step = live_until(folder, bank, stop_at)
        written = "".join(page.read_text() for page in folder.glob("journal/*.jsonl"))
        money = MoneyPart(RealDisk(), questions, folder)
        money.ask()
        money.stop()
        books = BooksOnSocket(questions)
        agree(RealDisk(), books, folder)
        assert bool(money.records("improper-shutdown")) == ("kiosk-start" in written and "kiosk-stop" not in written)
        if "read the answer" in killed_before or step == "read the answer":
            assert sum(books.moved.values()) == 1
        if step == ENDED:
            break
        killed_before.append(step)
    else:
        pytest.fail("the order never ended")
    assert {"connect", "read the answer", "make orders"} < set(killed_before)
    assert sum(step.endswith(".open") for step in killed_before) >= 4  # create, sync, outcome, sync
    assert sum(step.endswith(".secret") for step in killed_before) >= 5
    assert sum(step.endswith(".jsonl") for step in killed_before) >= 6
