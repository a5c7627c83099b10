"""How many transfers the reference bank executes, beside what its database could do at best."""

import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
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
from tests.bank.support import Terminal, card_of, number_of
from tests.bench.bank_load import Load, send_all
from tests.bench.report import Figure, Progress, Target
from tests.bench.running_bank import ROOT, RunningBank, running_bank

CLIENTS = 32
BATCHES = 12
SHARE = 10  # orders of a client in a batch
BATCH = CLIENTS * SHARE
PAYER, PAYEE = "wang-xiaoming", "li-na"
HEAD = "1:" + "a" * 64


class Request(NamedTuple):
    """POST /transfers, ready to be sent."""

    headers: dict[str, str]
    content: bytes

    def message(self) -> bytes:
        """The whole request as it goes over the connection."""
        lines = ["POST /transfers HTTP/1.1", "Host: localhost", f"Content-Length: {len(self.content)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "\r\n"]).encode() + self.content


def bank_transfers(progress: Progress) -> list[Figure]:
    """Measure POST /transfers over TLS, PIN tokens made beforehand, and the same postings in plain SQL.

    They take turns, batch by batch, so that whatever else the machine does meets all of them.
    """
    loads: list[Load] = []
    bare: list[float] = []
    together: list[float] = []
    ledger: list[float] = []
    with running_bank() as bank, ExitStack() as stack:
        banks = [bank, *(bank.another(f"bench-{number:03}") for number in range(2, CLIENTS + 1))]
        clients = [stack.enter_context(closing(_Client(of_terminal))) for of_terminal in banks]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=ROOT / "build")))
        bare_sql = stack.enter_context(_bare_sql(folder / "bare.sqlite"))
        ledger_once = stack.enter_context(_ledger(folder / "bank"))
        for batch in range(BATCHES + 1):
            shares = [[client.message() for _ in range(SHARE)] for client in clients]
            loads.append(send_all([client.line.socket for client in clients], shares))
            bare.append(_rate(lambda: _post(bare_sql, 1)))
            together.append(_rate(lambda: _post(bare_sql, CLIENTS), CLIENTS))
            ledger.append(_rate(ledger_once))
            progress(batch + 1, BATCHES + 1)
    return _figures(loads[1:], bare[1:], together[1:], ledger[1:])  # the first were for warming up


def _figures(loads: list[Load], bare: list[float], together: list[float], ledger: list[float]) -> list[Figure]:
    rates = [load.per_second for load in loads]
    busy = statistics.median(load.busy / load.seconds for load in loads)
    return [
        Figure(
            name="bank_transfers_per_s",
            value=statistics.median(rates),
            unit="1/s",
            n=len(rates),
            conditions=f"median of batches of {BATCH} POST /transfers from {CLIENTS} terminals at once, each with a "
            "certificate and an open TLS 1.3 connection and one order at a time, PIN tokens made beforehand; answered "
            "after the commit (SQLite, WAL, synchronous=FULL), which orders that come together share; all terminals "
            f"are one process that takes {busy:.0%} of a core",
            samples=rates,
        ),
        Figure(
            name="bank_vs_sql_ratio",
            value=statistics.median(_ratios(rates, bare)),
            unit="",
            n=len(bare),
            conditions=f"bank_transfers_per_s to {statistics.median(bare):.0f}/s, in turns: one connection of Python's "
            "sqlite3, same disk and settings, a transaction and its commit for each transfer, one after the other: "
            "two balances, one entry, two postings, and none of the bank's checks or records. The slower the disk, the "
            "more the bank gains by sharing commits, which this does not: see bank_vs_shared_commit_ratio",
            samples=_ratios(rates, bare),
            target=Target(0.3, at_least=True),
        ),
        Figure(
            name="bank_vs_shared_commit_ratio",
            value=statistics.median(_ratios(rates, together)),
            unit="",
            n=len(together),
            conditions=f"bank_transfers_per_s to {statistics.median(together):.0f}/s, in turns: as bank_vs_sql_ratio, "
            f"with {CLIENTS} transfers to a transaction and its commit",
            samples=_ratios(rates, together),
        ),
        Figure(
            name="bank_vs_ledger_ratio",
            value=statistics.median(_ratios(rates, ledger)),
            unit="",
            n=len(ledger),
            conditions=f"bank_transfers_per_s to {statistics.median(ledger):.0f}/s, in turns: the bank's own ledger in "
            "process, a transaction and its commit for each transfer's postings, one after the other",
            samples=_ratios(rates, ledger),
        ),
    ]


def _ratios(rates: list[float], others: list[float]) -> list[float]:
    return [rate / other for rate, other in zip(rates, others, strict=True)]


class _Client:
    """A customer at a terminal, who transfers a fen again and again."""

    def __init__(self, bank: RunningBank) -> None:
        self.line = bank.connect()
        self._terminal = Terminal(self.line.send, bank.pin_key.key_id, bank.pin_key.initial_key)
        self._session = self._terminal.sign_in(PAYER)
        account = self._terminal.account(self._session).id
        self._order = TransferOrder(from_account=account, to_account=number_of(PAYEE), amount=1)

    def message(self) -> bytes:
        """Give the PIN for one more order; return the order."""
        return transfer_request(self._terminal, self._session, self._order).message()

    def close(self) -> None:
        self.line.close()


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


@contextmanager
def _bare_sql(file: Path) -> Generator[sqlite3.Connection]:
    """The tables that the postings need, and nothing but the database's own driver."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        yield connection


@contextmanager
def _ledger(folder: Path) -> Generator[Callable[[], None]]:
    """The same postings by the bank's ledger alone."""
    with closing(open_bank(folder, "sandbox", SystemClock())) as bank:
        numbers = select(accounts.c.number, accounts.c.id)
        ids = bank.store.read(lambda database: {row.number: row.id for row in database.execute(numbers)})
        postings = (Posting(ids[number_of(PAYER)], -1), Posting(ids[number_of(PAYEE)], 1))

        def work(database: Connection) -> None:
            post(database, "transfer", postings, bank.clock.now(), "bench-001", str(uuid.uuid4()))

        yield lambda: bank.store.write(work)


def _rate(once: Callable[[], None], transfers: int = 1) -> float:
    """How many transfers in a second, if each call makes so many."""
    started = time.perf_counter()
    for _ in range(BATCH // transfers):
        once()
    return BATCH / (time.perf_counter() - started)


def _post(connection: sqlite3.Connection, transfers: int) -> None:
    """Post so many transfers in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    lines = (("payer", -1), ("payee", 1))
    add = "UPDATE accounts SET balance = balance + ? WHERE id = ? AND balance + ? >= 0 RETURNING balance"
    for _ in range(transfers):
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
