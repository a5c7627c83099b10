"""How long a page of transactions takes on an account with 100,000 of them, whatever is searched for."""

import time
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bank.clock import business_date
from bank.contract import (
    CONTRACT_VERSION,
    CUSTOMER_SESSION,
    REQUEST_ID,
    VERSION,
    TransactionHistory,
    TransactionPage,
    TransactionQuery,
)
from bank.ledger import EQUITY
from bank.store import Store
from bank.tables import accounts, entries, postings
from tests.bank.support import Terminal, number_of, ok
from tests.bank.verifying import report, verify
from tests.bench.report import Figure, Progress, Target, percentile
from tests.bench.running_bank import Line, RunningBank, running_bank

ENTRIES = 100_000
ROUNDS = 30
WARM_UP = 2
OWNER = "li-na"
FIRST = 10_000_000  # the first entry's id: far above whatever the sandbox begins with
SHOPS = ("街角便利店", "惠邻超市", "城东菜市场", "青禾书店", "小满咖啡")
KINDS = ("shop", "shop", "shop", "utilities", "transfer")

SEARCHES: dict[str, dict[str, Any]] = {
    "all": {},
    "a month": {"days": (400, 370)},
    "a kind": {"kind": "transfer"},
    "a kind in a month": {"kind": "utilities", "days": (400, 370)},
    "a payee": {"counterparty": "书店"},
    "a payee never met": {"counterparty": "无此商户"},
    "an amount": {"least": 4_321, "most": 4_321},
    "an amount never seen": {"least": 10**9},
    "a payee and an amount never seen": {"counterparty": "书店", "least": 10**9, "kind": "shop"},
}


def transactions_page(progress: Progress) -> list[Figure]:
    """Measure POST /transactions/search over an open TLS connection: first pages of each search, and one far inside."""
    samples: list[float] = []
    worst: dict[str, float] = {}
    with running_bank() as bank, closing(bank.connect()) as line:
        _fill(bank)
        terminal = Terminal(line.send, bank.pin_key.key_id, bank.pin_key.initial_key)
        session = terminal.sign_in(OWNER)
        account = terminal.account(session).id
        _open_history(terminal, session, account)
        searches = {name: _query(account, **asked) for name, asked in SEARCHES.items()}
        searches["far inside"] = _far_inside(line, session, searches["all"])
        for number in range(WARM_UP + ROUNDS):
            for name, query in searches.items():
                started = time.perf_counter()
                _page(line, session, query)
                taken = (time.perf_counter() - started) * 1000
                if number >= WARM_UP:
                    samples.append(taken)
                    worst[name] = max(worst.get(name, 0), taken)
                    progress(len(samples), ROUNDS * len(searches))
    slowest = max(worst, key=lambda name: worst[name])
    return [
        Figure(
            name="transactions_page_ms",
            value=percentile(samples, 95),
            unit="ms",
            n=len(samples),
            conditions=f"95th percentile of pages of 20 from {ENTRIES} entries of one account (SQLite), each over an "
            f"open TLS connection: {', '.join(searches)}; the slowest was {slowest}",
            samples=samples,
            target=Target(30),
        )
    ]


def _query(account: str, days: tuple[int, int] = (0, 0), **asked: Any) -> TransactionQuery:
    """`days`: since and until, so many days ago."""
    today = business_date(datetime.now(UTC))
    if days != (0, 0):
        asked |= {"since": today - timedelta(days=days[0]), "until": today - timedelta(days=days[1])}
    return TransactionQuery(account=account, **asked)


def _open_history(terminal: Terminal, session: str, account: str) -> None:
    """Have the bank show this session transactions of any age."""
    subject = TransactionHistory(account=account)
    body = report("statement", subject, "document", OWNER, consented_at=datetime.now(UTC).isoformat())
    token = verify(terminal, session, body).token
    ok(terminal.ask("POST", "/transactions/search", {"account": account}, session=session, verification=token))


def _far_inside(line: Line, session: str, query: TransactionQuery) -> TransactionQuery:
    """Turn pages of 100 to the middle of the account; return the next of them."""
    query = query.model_copy(update={"limit": 100})
    for _ in range(ENTRIES // 200):
        query = query.model_copy(update={"cursor": _page(line, session, query).next})
    return query


def _page(line: Line, session: str, query: TransactionQuery) -> TransactionPage:
    headers = {"Content-Type": "application/json", VERSION: CONTRACT_VERSION, CUSTOMER_SESSION: session}
    headers[REQUEST_ID] = str(uuid.uuid4())
    reply = line.send("POST", "/transactions/search", headers, query.model_dump_json().encode())
    return TransactionPage.model_validate(ok(reply))


def _fill(bank: RunningBank) -> None:
    """Enter everything at once, past the ledger, which would take minutes."""
    now = datetime.now(UTC)
    amounts = [1_000 + 37 * number % 9_000 for number in range(ENTRIES)]
    moments = [now - timedelta(days=729 - 729 * number / ENTRIES, minutes=5) for number in range(ENTRIES)]
    after = list(accumulate(amounts))

    def work(connection: Connection) -> None:
        numbers = select(accounts.c.number, accounts.c.id)
        ids = {row.number: row.id for row in connection.execute(numbers)}
        heads: list[dict[str, Any]] = []
        lines: list[dict[str, Any]] = []
        for number, (amount, at) in enumerate(zip(amounts, moments, strict=True)):
            head = {"kind": KINDS[number % len(KINDS)], "business_date": business_date(at)}
            heads.append({**head, "id": FIRST + number, "at": at, "terminal": "", "key": "", "note": ""})
            shop = {"counterparty": SHOPS[number % len(SHOPS)], "counterparty_number": "", "fee": 0, **head}
            for side, sign in ((number_of(OWNER), 1), (EQUITY, -1)):
                line = {"account_id": ids[side], "entry_id": FIRST + number, "amount": sign * amount}
                lines.append(line | shop | {"balance_after": sign * after[number]})
        connection.execute(insert(entries), heads)
        connection.execute(insert(postings), lines)
        for side, total in ((number_of(OWNER), after[-1]), (EQUITY, -after[-1])):
            moved = accounts.c.balance + total
            connection.execute(update(accounts).where(accounts.c.number == side).values(balance=moved))

    store = Store(f"sqlite:///{bank.authority.parent / 'bank' / 'bank.db'}")
    store.write(work)
    store.close()
    if not bank.control.ledger_check().sound:
        raise RuntimeError("the ledger is not sound")
