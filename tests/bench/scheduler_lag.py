"""How long after its time a scheduled transfer is executed, when many are due at once."""

import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta

from bank.clock import BEIJING
from bank.contract import BankStatus, Speed, TransferOrder
from tests.bank.support import HEAD, Terminal, new_key, number_of, ok
from tests.bench.report import Figure, Progress
from tests.bench.running_bank import ROOT, running_bank

TRANSFERS = 500
PAYER, PAYEE = "ouyang-zhiyuan", "li-na"
EARLY = 3.0  # seconds before they are due that the clock is set to
PATIENCE = 120.0  # seconds
DATABASE = ROOT / "build" / "bench-state" / "bank" / "bank.db"


def scheduler_lag(progress: Progress) -> list[Figure]:
    """Order transfers for the next day, set the bank's clock to just before it, and watch the database for them."""
    with running_bank() as bank, closing(bank.connect()) as line:
        terminal = Terminal(line.send, bank.pin_key.key_id, bank.pin_key.initial_key)
        session = terminal.sign_in(PAYER)
        account = terminal.account(session).id
        order = TransferOrder(from_account=account, to_account=number_of(PAYEE), amount=1, speed=Speed.NEXT_DAY)
        for number in range(TRANSFERS):
            ok(terminal.transfer(PAYER, session, order, key=new_key(), head=HEAD))
            progress(number + 1, TRANSFERS + 1)
        due = _midnight(_bank_time(terminal))
        bank.control.advance((due - _bank_time(terminal)).total_seconds() - EARLY)
        ahead = _bank_time(terminal).timestamp() - time.time()
        lags = _watch(due.timestamp() - ahead)
        if not bank.control.reconcile().sound:
            raise RuntimeError("schedule and ledger do not agree")
        progress(TRANSFERS + 1, TRANSFERS + 1)
    return [
        Figure(
            name="scheduler_lag_s",
            value=max(lags),
            unit="s",
            n=TRANSFERS,
            conditions=f"the longest of {TRANSFERS} transfers due at the same moment, from then to the commit in which "
            "its money moved, as another process sees it; real bank process, woken by its own clock, SQLite "
            "(WAL, synchronous=FULL), nothing else asked of it meanwhile; samples are all of them",
            samples=lags,
        )
    ]


def _bank_time(terminal: Terminal) -> datetime:
    return BankStatus.model_validate(ok(terminal.ask("GET", "/status"))).time


def _midnight(now: datetime) -> datetime:
    """The next one in Beijing."""
    tomorrow = now.astimezone(BEIJING) + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)


def _watch(due: float) -> list[float]:
    """Return for each transfer how many seconds after `due`, by this machine's clock, it was first seen executed."""
    lags: list[float] = []
    query = "SELECT count(*) FROM scheduled_transfers WHERE state = 'executed'"
    with closing(sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)) as database:
        while len(lags) < TRANSFERS:
            (executed,) = database.execute(query).fetchone()
            late = time.time() - due
            lags += [late] * (executed - len(lags))
            if late > PATIENCE:
                raise RuntimeError(f"{TRANSFERS - len(lags)} transfers were not executed in {PATIENCE:.0f} s")
            time.sleep(0.002)
    return lags
