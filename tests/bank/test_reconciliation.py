"""What terminals did on a business date, and that schedule and ledger agree on it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bank import reconciliation
from bank.clock import SteppedClock
from bank.contract import Reconciliation, Speed
from bank.opening import Bank
from bank.scheduler import execute
from bank.tables import accounts, postings
from tests.bank.process import SECONDS, BankProcess, enrol, terminal_at
from tests.bank.support import Terminal, code_of, ok
from tests.bank.transfers import Customer, set_tier

DAY = date(2026, 3, 2)
NOTHING = (0, 0, 0)


def told(terminal: Terminal, day: date = DAY) -> list[tuple[int, int, int]]:
    """Count, amount and fees of: sent at once, accepted for later, cancelled."""
    answer = Reconciliation.model_validate(ok(terminal.ask("GET", f"/reconciliation/{day}")))
    assert answer.business_date == day
    assert [line.kind for line in answer.lines] == ["transfer", "scheduled-transfer", "cancelled-transfer"]
    return [(line.count, line.amount, line.fees) for line in answer.lines]


def test_each_terminal_by_kind_and_day(connect: Callable[[str], Terminal], bank: Bank, clock: SteppedClock) -> None:
    set_tier(bank, "ouyang-zhiyuan", "standard")
    here, there = connect("terminal-001"), connect("terminal-002")
    customer = Customer(here)
    assert told(here) == [NOTHING, NOTHING, NOTHING]
    customer.send(1_000_001)
    customer.send(5)
    customer.later(7)
    cancelled = customer.later(11, speed=Speed.NEXT_DAY)
    Customer(there).cancel(cancelled.transfer)
    assert code_of(customer.try_to_send(9_999_999_999)) == "limit-per-transfer"  # declined: nothing was done
    first = [(2, 1_000_006, 200), (2, 18, 0), NOTHING]
    assert told(here) == first
    assert told(there) == [NOTHING, NOTHING, (1, 11, 0)]
    clock.advance(86_400)
    ended = [transfer.id for transfer in Customer(here).pending()]
    bank.store.write(lambda c: [execute(c, transfer, clock.now()) for transfer in ended])
    assert Customer(here).states()[ended[0]] == "executed"
    assert told(here) == first  # what the bank executes later is no terminal's doing
    assert told(here, DAY + timedelta(days=1)) == [NOTHING, NOTHING, NOTHING]
    found = bank.store.read(lambda c: reconciliation.of_all(c, DAY))
    assert [of_terminal.terminal for of_terminal in found] == ["terminal-001", "terminal-002"]
    assert bank.store.read(reconciliation.is_sound)


@pytest.mark.parametrize("day", ["2026-02-30", "today", "2026-03"])
def test_no_date(terminal: Terminal, day: str) -> None:
    assert code_of(terminal.ask("GET", f"/reconciliation/{day}")) == "request-invalid"


def test_a_hold_or_an_entry_that_is_wrong_is_found(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    customer = Customer(terminal)
    first, second = customer.later(100), customer.later(200)

    def is_sound() -> bool:
        return bank.store.read(reconciliation.is_sound)

    def set_held(held: int) -> None:
        changed = update(accounts).where(accounts.c.id == customer.account).values(held=held)
        bank.store.write(lambda c: c.execute(changed))

    assert is_sound()
    set_held(299)
    assert not is_sound()
    set_held(300)
    clock.advance(7200)
    for accepted in (first, second):
        bank.store.write(lambda c, transfer=accepted.transfer: execute(c, transfer, clock.now()))
    assert is_sound()
    bank.store.write(lambda c: c.execute(update(postings).where(postings.c.amount == -200).values(amount=-201)))
    assert not is_sound()


@pytest.mark.slow
def test_the_desk_shows_every_terminal(process: BankProcess, folder: Path) -> None:
    customer = Customer(terminal_at(process, enrol(process, folder, "terminal-001")))
    receipt = customer.send(123_456)
    customer.cancel(customer.later(5).transfer)
    day = receipt.business_date.isoformat()

    def desk(*more: str) -> str:
        command = [sys.executable, "-m", "kiosk.cli", "desk", "reconciliation", *more]
        command += ["--control", str(process.state / "control")]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS).stdout

    shown = [line.split() for line in desk("--date", day).splitlines()]
    rows = {row[3]: row for row in shown if "terminal-001" in row}
    assert rows.keys() == {"transfer", "scheduled-transfer", "cancelled-transfer"}
    assert "1,234.56" in rows["transfer"]
    assert rows["cancelled-transfer"][5] == "1"
    assert "terminal-001" not in desk("--date", "2020-01-01")
    assert "Schedule and ledger agree." in desk()
