"""How many transfers the reference bank executes, beside what its database could do at best."""

import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select

from bank.clock import SystemClock
from bank.contract import (
    AUTHORISATION_TOKEN,
    CONTRACT_VERSION,
    CUSTOMER_SESSION,
    IDEMPOTENCY_KEY,
    JOURNAL_HEAD,
    REQUEST_ID,
    VERSION,
    TransferOrder,
)
from bank.ledger import Posting, post
from bank.opening import open_bank
from bank.tables import accounts
from tests.bank.support import Terminal, card_of, number_of, ok
from tests.bench.report import Figure, Progress, Target
from tests.bench.running_bank import ROOT, Line, running_bank

CLIENTS = 4
BATCHES = 10
BATCH = 100
PAYER, PAYEE = "wang-xiaoming", "li-na"
HEAD = "1:" + "a" * 64


class Request(NamedTuple):
    """POST /transfers, ready to be sent."""

    headers: dict[str, str]
    content: bytes


def bank_transfers(progress: Progress) -> list[Figure]:
    """Measure POST /transfers over TLS, PIN tokens made beforehand; then the same postings in plain SQL."""
    with running_bank() as bank:
        connections = [bank.connect() for _ in range(CLIENTS)]
        terminal = Terminal(connections[0].send, bank.pin_key.key_id, bank.pin_key.initial_key)
        session = terminal.sign_in(PAYER)
        order = TransferOrder(from_account=terminal.account(session).id, to_account=number_of(PAYEE), amount=1)
        rates: list[float] = []
        for batch in range(BATCHES + 1):
            requests = [transfer_request(terminal, session, order) for _ in range(BATCH)]
            rate = _send(connections, requests)
            if batch > 0:  # the first is for warming up
                rates.append(rate)
            progress(batch + 1, BATCHES + 1)
        for connection in connections:
            connection.close()
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        bare = _bare_sql(Path(folder) / "bare.sqlite")
        ledger = _ledger(Path(folder) / "bank")
    rate, best, posted = statistics.median(rates), statistics.median(bare), statistics.median(ledger)
    return [
        Figure(
            name="bank_transfers_per_s",
            value=rate,
            unit="1/s",
            n=len(rates),
            conditions=f"median of batches of {BATCH} POST /transfers, {CLIENTS} clients with open TLS 1.3 connections "
            "and certificates, SQLite (WAL, synchronous=FULL), PIN tokens made beforehand",
            samples=rates,
        ),
        Figure(
            name="bank_vs_sql_ratio",
            value=rate / best,
            unit="",
            n=len(bare),
            conditions=f"to {best:.0f}/s: one connection of Python's sqlite3, same disk and settings, one transaction "
            "for each transfer: two balances, one entry, two postings",
            samples=[rate / sample for sample in bare],
            target=Target(0.3, at_least=True),
        ),
        Figure(
            name="bank_vs_ledger_ratio",
            value=rate / posted,
            unit="",
            n=len(ledger),
            conditions=f"to {posted:.0f}/s: the bank's own ledger (SQLAlchemy) in process, one transaction for each "
            "transfer's postings: what HTTP, TLS, PIN token, checks and idempotency cost beside them",
            samples=[rate / sample for sample in ledger],
        ),
    ]


def transfer_request(terminal: Terminal, session: str, order: TransferOrder, head: str = HEAD) -> Request:
    """Make POST /transfers for an order, with a token of its own for exactly its body."""
    headers = {
        "Content-Type": "application/json",
        REQUEST_ID: str(uuid.uuid4()),
        VERSION: CONTRACT_VERSION,
        IDEMPOTENCY_KEY: str(uuid.uuid4()),
        CUSTOMER_SESSION: session,
        AUTHORISATION_TOKEN: terminal.token(card_of(PAYER), order),
        JOURNAL_HEAD: head,
    }
    return Request(headers, order.model_dump_json().encode())


def _send(lines: Sequence[Line], requests: list[Request]) -> float:
    """Send the orders over all lines at once; how many were executed in a second."""

    def share(which: int) -> None:
        for request in requests[which :: len(lines)]:
            ok(lines[which].send("POST", "/transfers", request.headers, request.content))

    started = time.perf_counter()
    with ThreadPoolExecutor(len(lines)) as pool:
        list(pool.map(share, range(len(lines))))
    return len(requests) / (time.perf_counter() - started)


def _bare_sql(file: Path) -> list[float]:
    """The same postings by nothing but the database's own driver."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        return _rates(lambda: _post(connection))


def _ledger(folder: Path) -> list[float]:
    """The same postings by the bank's ledger alone."""
    bank = open_bank(folder, "sandbox", SystemClock())
    numbers = select(accounts.c.number, accounts.c.id)
    ids = bank.store.read(lambda database: {row.number: row.id for row in database.execute(numbers)})
    lines = (Posting(ids[number_of(PAYER)], -1), Posting(ids[number_of(PAYEE)], 1))

    def work(database: Connection) -> None:
        post(database, "transfer", lines, bank.clock.now(), "bench-001", str(uuid.uuid4()))

    with closing(bank):
        return _rates(lambda: bank.store.write(work))


def _rates(once: Callable[[], object]) -> list[float]:
    """How many in a second, for each batch after one for warming up."""
    rates: list[float] = []
    for _ in range(BATCHES + 1):
        started = time.perf_counter()
        for _ in range(BATCH):
            once()
        rates.append(BATCH / (time.perf_counter() - started))
    return rates[1:]


def _post(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    lines = (("payer", -1), ("payee", 1))
    add = "UPDATE accounts SET balance = balance + ? WHERE id = ? AND balance + ? >= 0 RETURNING balance"
    after = [connection.execute(add, (amount, account, amount)).fetchone()[0] for account, amount in lines]
    entry = connection.execute(
        "INSERT INTO entries (kind, at, business_date, terminal, key) VALUES (?, ?, ?, ?, ?)",
        ("transfer", "2026-03-02 02:30:00", "2026-03-02", "bench-001", str(uuid.uuid4())),
    ).lastrowid
    rows = [(entry, account, amount, balance) for (account, amount), balance in zip(lines, after, strict=True)]
    connection.executemany("INSERT INTO postings VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")


# the bank's own tables, as far as the postings touch them
_TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
CREATE TABLE accounts (id VARCHAR PRIMARY KEY, balance BIGINT NOT NULL);
CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT, kind VARCHAR, at DATETIME, business_date DATE,
    terminal VARCHAR, key VARCHAR);
CREATE TABLE postings (entry_id INTEGER REFERENCES entries(id), account_id VARCHAR REFERENCES accounts(id),
    amount BIGINT NOT NULL, balance_after BIGINT NOT NULL, PRIMARY KEY (entry_id, account_id));
CREATE INDEX postings_of_account ON postings (account_id, entry_id);
INSERT INTO accounts VALUES ('payer', 1000000000), ('payee', 0);
"""
