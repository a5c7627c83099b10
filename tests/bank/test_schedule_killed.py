"""The scheduler of a real bank: killed in the midst of what is due, and woken when something is."""

import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bank import ledger
from bank.clock import SteppedClock
from bank.opening import Bank
from bank.store import Store
from bank.tables import scheduled_transfers as scheduled
from tests.bank.process import SECONDS, BankProcess, enrol, terminal_at
from tests.bank.support import Terminal, new_key, ok
from tests.bank.transfers import Customer, holds_are_right, look, made

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]

HOURS = 3600.0

# A scheduler that dies in the midst of a transfer: when it comes to the step that it is told.
DYING = """
import asyncio, os, signal, sys
from datetime import datetime
from bank import scheduler
from bank.clock import SteppedClock
from bank.store import Store

def dies(*args, **named):
    os.kill(os.getpid(), signal.SIGKILL)

url, step, now = sys.argv[1:]
setattr(scheduler, step, dies)
asyncio.run(scheduler.Scheduler(Store(url), SteppedClock(datetime.fromisoformat(now))).execute_due())
"""


@pytest.mark.drill
@pytest.mark.parametrize("step", ["send", "claim"])  # the hold is released and nothing posted; posted, not claimed
def test_one_that_is_killed_in_the_midst_of_a_transfer_has_done_nothing_of_it(
    terminal: Terminal, bank: Bank, clock: SteppedClock, step: str
) -> None:
    customer, key = Customer(terminal), new_key()
    before = customer.available
    receipt = customer.later(900, key=key)
    clock.advance(2 * HOURS)
    url = bank.store.engine.url.render_as_string(hide_password=False)
    died = subprocess.run(
        [sys.executable, "-c", DYING, url, step, clock.now().isoformat()], timeout=SECONDS, check=False
    )
    assert died.returncode == -signal.SIGKILL
    customer.sign_in()
    assert (customer.states(), made(bank.store, key)) == ({receipt.transfer: "waiting"}, 0)
    assert customer.available == before - 900
    assert holds_are_right(bank.store)
    look(bank)
    assert (customer.states(), made(bank.store, key)) == ({receipt.transfer: "executed"}, 1)
    assert customer.available == before - 900
    assert bank.store.read(ledger.check).sound


KILLED_AFTER = (1, 20, 40)  # of so many executed, or a few more
DUE = 2 * HOURS + 60


@pytest.mark.drill
def test_a_real_bank_killed_amid_what_is_due_executes_each_once(process: BankProcess, folder: Path) -> None:
    customer = Customer(terminal_at(process, enrol(process, folder, "terminal-001")))
    before = customer.available
    keys = [new_key() for _ in range(120)]
    for key in keys:
        customer.later(3, key=key)
    state = Store(process.database)
    try:
        for wanted in KILLED_AFTER:
            advancing = threading.Thread(target=advance_until_killed, args=(process,))
            advancing.start()
            until(lambda wanted=wanted: executed(state) >= wanted)
            process.kill()
            advancing.join()
            process.start()  # its clock is set back: nothing is due, and nothing is early
        assert KILLED_AFTER[-1] <= executed(state) < len(keys)  # they were killed amid it
        assert process.control.reconcile().sound
        process.control.advance(DUE)
        assert [made(state, key) for key in keys] == [1] * len(keys)
    finally:
        state.close()
    customer.sign_in()
    assert set(customer.states().values()) == {"executed"}
    assert customer.available == before - 3 * len(keys)
    assert process.control.ledger_check().sound
    assert process.control.reconcile().sound


def test_a_real_bank_wakes_when_something_is_due(process: BankProcess, folder: Path) -> None:
    customer = Customer(terminal_at(process, enrol(process, folder, "terminal-001")))
    receipt = customer.later(3)
    assert receipt.executes_at is not None
    now = datetime.fromisoformat(ok(customer.terminal.ask("GET", "/status"))["time"])
    process.control.advance((receipt.executes_at - now).total_seconds() - 1)
    state = Store(process.database)
    try:
        until(lambda: executed(state) == 1)
    finally:
        state.close()


def advance_until_killed(process: BankProcess) -> None:
    with contextlib.suppress(OSError):
        process.control.advance(DUE)


def executed(store: Store) -> int:
    query = select(func.count()).where(scheduled.c.state == "executed")
    return store.read(lambda c: c.scalars(query).one())


def until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < ends
