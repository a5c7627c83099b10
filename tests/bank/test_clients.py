"""32 clients, keys sent twice, and a bank that is killed again and again: each order is carried out once.

Orders for later among them are held once, and given free once where they are cancelled.
"""

import gc
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from bank import ledger
from bank.contract import AccountSummary, Authorisation, Speed, TransferOrder
from bank.store import Store
from bank.tables import accounts, entries, postings
from bank.tables import scheduled_transfers as scheduled
from tests.bank.process import BankProcess, enrol, sender, terminal_at
from tests.bank.support import PEOPLE, Reply, Terminal, card_of, code_of, new_key, number_of, ok
from tests.bank.transfers import holds_are_right

TERMINALS = 16  # with two clients each, that send the same keys
KILLS = 6
ORDERS_BETWEEN = 60
PAYERS = ["wang-xiaoming", "chen-guiying", "maria-fernandez-okonkwo", "nguyen-thi-minh-khai", "sun-li", "lin-mei-ling"]
TRY_AGAIN = {"order-running", "bank-busy", "too-many-requests"}


@dataclass
class Progress:
    """What all clients have seen. `answered`: outcome and order by key; `cancelled`: keys."""

    answered: dict[str, tuple[str, str, TransferOrder]] = field(
        default_factory=dict[str, tuple[str, str, TransferOrder]]
    )
    cancelled: set[str] = field(default_factory=set[str])
    changed: threading.Condition = field(default_factory=threading.Condition)
    over: threading.Event = field(default_factory=threading.Event)

    def note(self, key: str, outcome: str, payer: str, order: TransferOrder) -> None:
        with self.changed:
            self.answered[key] = (outcome, payer, order)
            self.changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.answered) >= count or self.over.is_set(), 60)


def until_answered(send: Callable[[], Reply]) -> Reply:
    """Send the same thing until the bank has decided."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            reply = send()
        except requests.RequestException:
            time.sleep(0.02)
            continue
        if reply.status_code == 200 or code_of(reply) not in TRY_AGAIN:
            return reply
        time.sleep(0.01)
    raise AssertionError("the bank did not answer for a minute")


def until_over(work: Callable[[], None], progress: Progress) -> None:
    """Run one pair; if it fails, nobody else need go on."""
    try:
        work()
    finally:
        progress.over.set()
        with progress.changed:
            progress.changed.notify_all()


def pair(terminal: Terminal, twin: Terminal, session: str, number: int, progress: Progress) -> None:
    """Two clients of one terminal make orders and both send each, until it is over."""
    chance = random.Random(number)
    name = payer_at(number)
    account = (
        AccountSummary.model_validate(ok(until_answered(lambda: terminal.ask("GET", "/accounts", session=session))))
        .accounts[0]
        .id
    )
    with ThreadPoolExecutor(1) as other:
        while not progress.over.is_set():
            to = number_of(chance.choice([n for n in PAYERS if n != name]))
            amount = chance.choice([1, 77, 5_000, 40_000, 1_000_000])  # the last is soon more than there is
            speed = chance.choice([Speed.REAL_TIME, Speed.REAL_TIME, Speed.NEXT_DAY])
            order = TransferOrder(from_account=account, to_account=to, amount=amount, speed=speed)
            body, key, pin_key = terminal.authorisation_body(card_of(name), "order", order), new_key(), new_key()
            granted = until_answered(lambda b=body, k=pin_key: terminal.ask("POST", "/authorisations", b, key=k))
            token = Authorisation.model_validate(ok(granted)).token

            def send(who: Terminal, order: TransferOrder = order, key: str = key, token: str = token) -> Reply:
                return until_answered(lambda: who.transfer(name, session, order, key=key, token=token))

            copy = other.submit(send, twin)
            reply = send(terminal)
            assert (copy.result().status_code, copy.result().text) == (reply.status_code, reply.text)
            transfer = str(reply.json().get("transfer", ""))
            if transfer and chance.random() < 0.5:
                path, cancel_key = f"/transfers/pending/{transfer}/cancel", new_key()

                def cancel(who: Terminal, path: str = path, key: str = cancel_key) -> Reply:
                    return until_answered(lambda: who.ask("POST", path, key=key, session=session))

                copy = other.submit(cancel, twin)
                assert ok(cancel(terminal)) == ok(copy.result())
                progress.cancelled.add(key)
            progress.note(key, "done" if reply.status_code == 200 else code_of(reply), name, order)


def payer_at(number: int) -> str:
    return PAYERS[number % len(PAYERS)]


def kill_again_and_again(process: BankProcess, progress: Progress) -> None:
    try:
        for kill in range(1, KILLS + 1):
            progress.wait_for(kill * ORDERS_BETWEEN)
            process.kill()
            process.start()
        progress.wait_for((KILLS + 1) * ORDERS_BETWEEN)
    finally:
        progress.over.set()


@pytest.mark.slow
@pytest.mark.both_databases
# a connection that is half made when the bank is killed is the HTTP client's to close, and it leaves that to Python
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
def test_each_key_is_carried_out_once_though_the_bank_is_killed(process: BankProcess, folder: Path) -> None:
    progress = Progress()
    enrolled = [enrol(process, folder, f"terminal-{number:03}") for number in range(TERMINALS)]
    pairs = [(terminal_at(process, e), Terminal(sender(e.session(), lambda: process.url), "", "")) for e in enrolled]
    sessions = [terminal.sign_in(payer_at(number)) for number, (terminal, _) in enumerate(pairs)]  # before any kill
    with ThreadPoolExecutor(TERMINALS + 1) as clients:
        running = [
            clients.submit(until_over, partial(pair, *both, sessions[number], number, progress), progress)
            for number, both in enumerate(pairs)
        ]
        killer = clients.submit(kill_again_and_again, process, progress)
        for client in [*running, killer]:
            client.result()
    gc.collect()  # such connections are let go here, where it is known what they are
    assert process.control.ledger_check().sound
    process.kill()

    outcomes = {outcome for outcome, _, _ in progress.answered.values()}
    assert outcomes <= {"done", "insufficient-funds", "limit-today", "verification-required"}
    assert "done" in outcomes
    done = {key: (payer, order) for key, (outcome, payer, order) in progress.answered.items() if outcome == "done"}
    state = Store(process.database)
    try:
        made = state.read(lambda c: list(c.scalars(select(entries.c.key).where(entries.c.key != ""))))
        now = {key for key, (_, order) in done.items() if order.speed is Speed.REAL_TIME}
        assert sorted(made) == sorted(now)  # what was answered was done, and once
        rows = state.read(lambda c: list(c.execute(select(scheduled.c.key, scheduled.c.state))))
        waiting = {key for key in done.keys() - now if key not in progress.cancelled}
        assert sorted(row.key for row in rows) == sorted(done.keys() - now)
        assert {row.key for row in rows if row.state == "waiting"} == waiting
        assert {row.key for row in rows if row.state == "cancelled"} == progress.cancelled
        assert holds_are_right(state)
        check = state.read(ledger.check)
        assert (check.sound, check.total, check.negative_balances) == (True, 0, 0)
        lowest = state.read(
            lambda c: c.scalars(
                select(postings.c.balance_after)
                .join_from(postings, accounts, postings.c.account_id == accounts.c.id)
                .where(accounts.c.customer_id.is_not(None))
                .order_by(postings.c.balance_after)
                .limit(1)
            ).one()
        )
        assert lowest >= 0  # at no time, not only at the end
        found = dict(state.read(lambda c: c.execute(select(accounts.c.number, accounts.c.balance)).all()))
    finally:
        state.close()
    wanted = {a.number: a.balance for p in PEOPLE.values() for a in p.accounts}
    for payer, order in (done[key] for key in now):
        wanted[paying_account(payer)] -= order.amount
        wanted[order.to_account] += order.amount
    assert {number: found[number] for number in wanted} == wanted


def paying_account(name: str) -> str:
    """The account `Terminal.account` takes: the first by kind, then number."""
    return min(PEOPLE[name].accounts, key=lambda account: (account.kind, account.number)).number
