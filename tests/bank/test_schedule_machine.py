"""Orders, cancels, freezes and a clock that goes both ways, in any order: nothing is lost, nothing sent twice."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, insert, select, update

from bank import ledger, reconciliation, schedule
from bank.clock import SteppedClock
from bank.contract import Speed, TransferOrder
from bank.ledger import Posting, open_account, post
from bank.problems import Problem
from bank.scheduler import Scheduler
from bank.sessions import SignedIn
from bank.step_up import StepUps
from bank.store import Store
from bank.tables import accounts, customers, entries
from bank.tables import scheduled_transfers as scheduled
from bank.transfers import decide
from bank.turn import Turn
from tests.bank.support import new_key

BALANCE, PER_TRANSFER, PER_DAY = 3_000_000, 2_000_000, 4_000_000
WHO = st.sampled_from(["c0", "c1", "c2"])


class Transfers(RuleBasedStateMachine):
    """The model: each customer's balance if everything accepted were executed, and what has become of each order."""

    waiting = Bundle("waiting")

    def __init__(self, database: str) -> None:
        super().__init__()
        self.store = Store(database)
        self.store.make_tables()
        self.clock = SteppedClock()
        self.account: dict[str, str] = {}
        self.store.write(self._fill)
        self.balance = dict.fromkeys(self.account, BALANCE)
        self.held: dict[str, tuple[str, str, int, datetime]] = {}  # payer, payee, with fee, when; by transfer
        self.executed: set[str] = set()  # keys
        self.key_of: dict[str, str] = {}
        self.frozen: set[str] = set()

    def _fill(self, connection: Connection) -> None:
        equity = open_account(connection, ledger.EQUITY, "equity")
        for number in range(3):
            who = {"id": f"c{number}", "name": "x", "name_latin": "x", "born": self.clock.now().date()}
            limits = {"limit_per_transfer": PER_TRANSFER, "limit_per_day": PER_DAY, "language": "en"}
            connection.execute(insert(customers), who | limits)
            opened = open_account(connection, f"{6200008 * 10**9 + number}", "savings", customer=f"c{number}")
            lines = (Posting(equity, -BALANCE), Posting(opened, BALANCE))
            post(connection, "opening", lines, self.clock.now())
            self.account[f"c{number}"] = opened

    def _who(self, connection: Connection, name: str) -> SignedIn:
        row = connection.execute(select(customers).where(customers.c.id == name)).one()
        limits = row.limit_per_transfer, row.limit_per_day
        return SignedIn(name, "card", *limits, sent_on=row.sent_on, sent=row.sent, tier=row.tier)

    @rule(
        target=waiting,
        payer=WHO,
        payee=WHO,
        amount=st.sampled_from([1, 70_000, 900_000, 1_000_000, 1_000_001, 1_999_800, 2_000_000]),
        speed=st.sampled_from(Speed),
    )
    def order(self, payer: str, payee: str, amount: int, speed: Speed) -> MultipleResults[str]:
        none: MultipleResults[str] = multiple()
        to = f"{6200008 * 10**9 + int(payee[1])}"
        order = TransferOrder(from_account=self.account[payer], to_account=to, amount=amount, speed=speed)
        key = new_key()
        try:
            receipt = self.store.write(
                lambda c: decide(Turn(c, "t", self.clock.now()), StepUps(), key, order, self._who(c, payer))
            )
        except Problem:
            return none
        assert payer != payee
        assert payer not in self.frozen  # the payee may be
        total = amount + receipt.fee
        if not receipt.transfer:
            self._move(payer, payee, total, amount)
            self.executed.add(key)
            return none
        assert receipt.executes_at is not None
        assert receipt.executes_at > self.clock.now()
        self.held[receipt.transfer] = (payer, payee, total, receipt.executes_at)
        self.key_of[receipt.transfer] = key
        return multiple(receipt.transfer)

    def _move(self, payer: str, payee: str, total: int, amount: int) -> None:
        self.balance[payer] -= total
        self.balance[payee] += amount

    @rule(transfer=waiting, payer=WHO)
    def cancel_maybe_anothers(self, transfer: str, payer: str) -> None:
        try:
            self.store.write(lambda c: schedule.cancel(Turn(c, "t", self.clock.now()), self._who(c, payer), transfer))
        except Problem:
            assert transfer not in self.held or self.held[transfer][0] != payer
        else:
            self.held.pop(transfer, None)  # cancelled now, or before

    @rule(transfer=consumes(waiting))
    def cancel(self, transfer: str) -> None:
        if transfer in self.held:
            self.cancel_maybe_anothers(transfer, self.held[transfer][0])
            assert transfer not in self.held

    @rule(who=WHO)
    def freeze_or_release(self, who: str) -> None:
        self.frozen ^= {who}
        state = "frozen" if who in self.frozen else "active"
        changed = update(accounts).where(accounts.c.id == self.account[who]).values(state=state)
        self.store.write(lambda c: c.execute(changed))

    @rule(minutes=st.sampled_from([-1500, -61, -1, 1, 59, 61, 1500]))
    def let_time_pass(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes).total_seconds())

    @rule()
    def look(self) -> None:
        asyncio.run(Scheduler(self.store, self.clock).execute_due())
        for transfer, (payer, payee, total, due) in list(self.held.items()):
            if due <= self.clock.now():
                del self.held[transfer]
                if payer not in self.frozen:
                    self._move(payer, payee, total, total)  # no fee: it was not in real time
                    self.executed.add(self.key_of[transfer])

    @invariant()
    def the_ledger_is_sound_and_as_it_should_be(self) -> None:
        assert self.store.read(ledger.check).sound
        found = {row.id: row for row in self.store.read(lambda c: c.execute(select(accounts)).all())}
        for name, account in self.account.items():
            held = sum(total for payer, _, total, _ in self.held.values() if payer == name)
            assert (found[account].balance, found[account].held) == (self.balance[name], held)
            assert found[account].balance - held >= 0

    @invariant()
    def each_was_executed_once(self) -> None:
        keys = select(entries.c.key).where(entries.c.key != "")
        assert sorted(self.store.read(lambda c: list(c.scalars(keys)))) == sorted(self.executed)
        waiting = select(scheduled.c.id).where(scheduled.c.state == "waiting")
        assert set(self.store.read(lambda c: list(c.scalars(waiting)))) == set(self.held)
        assert self.store.read(reconciliation.is_sound)

    def teardown(self) -> None:
        self.store.close()


@pytest.mark.both_databases
def test_transfers_in_any_order(databases: Callable[[], str]) -> None:
    class OnAnEmptyDatabase(Transfers):
        def __init__(self) -> None:
            super().__init__(databases())

    how = settings(
        deadline=None,
        derandomize=True,
        max_examples=15,
        stateful_step_count=25,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(OnAnEmptyDatabase, settings=how)
