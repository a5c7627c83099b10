"""Transfers that are not sent at once: held, executed once at their time, cancelled until then."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bank import ledger
from bank.clock import SteppedClock
from bank.contract import PendingState, Receipt, Settlement, Speed
from bank.opening import Bank, open_bank
from bank.problems import Code, Problem
from bank.scheduler import Scheduler, execute
from bank.tables import acknowledgements, entries, sms_outbox
from tests.bank.support import Terminal, card_of, code_of, new_key, number_of, ok
from tests.bank.transfers import PAYEE, PAYER, Customer, holds_are_right, look, made, set_state

pytestmark = pytest.mark.both_databases

HOURS = 3600.0


@pytest.fixture
def customer(terminal: Terminal) -> Customer:
    return Customer(terminal)


def test_accepted_with_a_hold_and_a_receipt_that_says_so(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    before, left = customer.available, customer.left_today
    receipt = customer.later(1_000_001, note="rent")
    assert (receipt.speed, receipt.fee, receipt.amount) == (Speed.TWO_HOURS, 0, 1_000_001)
    assert (receipt.executed_at, receipt.executes_at) == (clock.now(), datetime(2026, 3, 2, 4, 30, tzinfo=UTC))
    assert receipt.balance_after == customer.available == before - 1_000_001
    account = customer.terminal.account(customer.session)
    assert account.balance == before  # the money is there still
    assert customer.left_today == left - 1_000_001
    (waiting,) = customer.pending()
    assert (waiting.id, waiting.reference, waiting.state) == (
        receipt.transfer,
        receipt.reference,
        PendingState.WAITING,
    )
    assert (waiting.note, waiting.payee_masked_name, waiting.from_masked) == ("rent", "*桂英", account.masked)
    assert (waiting.from_account, waiting.to_account) == (account.id, ""), "whose account it is, is nobody's business"
    assert holds_are_right(bank.store)


def test_executed_at_its_time_and_once(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    before, key = customer.available, new_key()
    receipt = customer.later(700, key=key, note="gift")
    clock.advance(2 * HOURS - 1)
    look(bank)
    assert made(bank.store, key) == 0
    clock.advance(1)
    look(bank)
    look(bank)
    customer.sign_in()
    assert made(bank.store, key) == 1
    account = customer.terminal.account(customer.session)
    assert account.balance == account.available == before - 700
    assert customer.states() == {receipt.transfer: "executed"}
    entry = bank.store.read(lambda c: c.execute(select(entries).where(entries.c.key == key)).one())
    assert (entry.at, entry.terminal, entry.note) == (clock.now(), "terminal-001", "gift")
    assert bank.store.read(ledger.check).sound


def test_the_next_ones_first_and_what_ended_for_a_week(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    tomorrow = customer.later(1, speed=Speed.NEXT_DAY)
    soon = customer.later(2)
    cancelled = customer.later(3)
    customer.cancel(cancelled.transfer)
    order = [tomorrow.transfer, soon.transfer, cancelled.transfer]
    assert [t.id for t in customer.pending()] == [order[1], order[0], order[2]]
    clock.advance(24 * HOURS)
    look(bank)
    clock.advance(6 * 24 * HOURS - 1)
    customer.sign_in()
    assert len(customer.pending()) == 3
    clock.advance(1)
    customer.sign_in()
    assert customer.states() == {tomorrow.transfer: "executed", soon.transfer: "executed"}


def test_cancelling_gives_everything_back(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    before, left = customer.available, customer.left_today
    receipt = customer.later(900)
    set_state(bank, PAYER, "frozen")  # cancelling takes nothing
    cancelled = customer.cancel(receipt.transfer)
    assert (cancelled.state, cancelled.amount) == (PendingState.CANCELLED, 900)
    assert customer.cancel(receipt.transfer) == cancelled  # and again, with another key
    set_state(bank, PAYER, "active")
    assert (customer.available, customer.left_today) == (before, left)
    clock.advance(24 * HOURS)
    look(bank)
    customer.sign_in()
    assert (customer.available, customer.states()) == (before, {receipt.transfer: "cancelled"})


def test_the_limit_of_another_day_is_not_given_back(customer: Customer, clock: SteppedClock) -> None:
    clock.advance(12 * HOURS)  # 22:30 in Beijing
    customer.sign_in()
    receipt = customer.later(900)
    clock.advance(1.75 * HOURS)  # after midnight, and it waits still
    customer.sign_in()
    customer.send(5)
    left = customer.left_today
    customer.cancel(receipt.transfer)
    assert customer.left_today == left


def test_what_has_ended_cannot_be_cancelled(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    executed, failed = customer.later(1), customer.later(2, number_of("sun-li"))
    set_state(bank, "sun-li", "closed")
    clock.advance(2 * HOURS)
    look(bank)
    customer.sign_in()
    assert customer.states() == {executed.transfer: "executed", failed.transfer: "failed"}
    for receipt in (executed, failed):
        assert code_of(customer.try_to_cancel(receipt.transfer)) == "transfer-ended"


def test_somebody_elses_transfer_is_unknown(customer: Customer, terminal: Terminal) -> None:
    receipt = customer.later(1)
    other = Customer(terminal, "wang-xiaoming")
    assert other.pending() == []
    for transfer in (receipt.transfer, "0" * 32):
        assert code_of(other.try_to_cancel(transfer)) == "transfer-unknown"
    assert customer.states() == {receipt.transfer: "waiting"}


@pytest.mark.parametrize(("whose", "state"), [(PAYER, "frozen"), (PAYER, "closed"), (PAYEE, "closed")])
def test_an_account_that_cannot_pay_or_receive_lets_it_fail(
    customer: Customer, bank: Bank, clock: SteppedClock, whose: str, state: str
) -> None:
    before, key = customer.available, new_key()
    receipt = customer.later(900, key=key)
    set_state(bank, whose, state)
    clock.advance(2 * HOURS)
    look(bank)
    set_state(bank, whose, "active")
    look(bank)
    customer.sign_in()
    assert (customer.states(), made(bank.store, key)) == ({receipt.transfer: "failed"}, 0)
    assert customer.available == before
    texts = bank.store.read(lambda c: c.execute(select(sms_outbox.c.customer_id, sms_outbox.c.text)).all())
    assert [(row.customer_id, receipt.reference in row.text) for row in texts] == [(PAYER, True)]


def test_a_frozen_account_receives_what_was_sent_for_later(
    customer: Customer, terminal: Terminal, bank: Bank, clock: SteppedClock
) -> None:
    payee = Customer(terminal, PAYEE)
    before = terminal.account(payee.session).balance
    receipt = customer.later(900)
    set_state(bank, PAYEE, "frozen")
    clock.advance(2 * HOURS)
    look(bank)
    customer.sign_in()
    payee.sign_in()
    assert customer.states() == {receipt.transfer: "executed"}
    assert terminal.account(payee.session).balance == before + 900
    assert bank.store.read(ledger.check).sound
    assert holds_are_right(bank.store)


def test_a_closed_bank_keeps_its_promises(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    executed, cancelled = customer.later(1), customer.later(2, speed=Speed.NEXT_DAY)
    bank.accepting = False
    assert code_of(customer.try_to_send(1, speed=Speed.TWO_HOURS)) == "bank-closed"
    customer.cancel(cancelled.transfer)
    clock.advance(2 * HOURS)
    look(bank)
    customer.sign_in()
    assert customer.states()[executed.transfer] == "executed"


def test_a_clock_set_back_executes_nothing_early_and_nothing_twice(
    customer: Customer, bank: Bank, clock: SteppedClock
) -> None:
    first, second = new_key(), new_key()
    customer.later(1, key=first)
    clock.advance(1 * HOURS)
    customer.sign_in()
    customer.later(2, key=second)
    clock.advance(1 * HOURS)
    look(bank)
    assert (made(bank.store, first), made(bank.store, second)) == (1, 0)
    clock.advance(-3 * HOURS)
    look(bank)
    clock.advance(3 * HOURS)
    look(bank)
    assert (made(bank.store, first), made(bank.store, second)) == (1, 0)
    clock.advance(30 * 24 * HOURS)  # and far ahead
    look(bank)
    assert (made(bank.store, first), made(bank.store, second)) == (1, 1)
    assert holds_are_right(bank.store)


def test_what_fell_due_while_the_bank_was_away(
    tmp_path: Path, customer: Customer, bank: Bank, database: str | None
) -> None:
    key = new_key()
    customer.later(1, key=key)
    bank.close()
    later = SteppedClock(datetime(2026, 3, 9, 2, 30, tzinfo=UTC))
    again = open_bank(tmp_path / "bank", "sandbox", later, database=database)
    try:
        look(again)
        assert made(again.store, key) == 1
    finally:
        again.close()


def test_two_schedulers_execute_it_once(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    keys = [new_key() for _ in range(60)]
    for key in keys:
        customer.later(1, key=key)
    clock.advance(2 * HOURS)

    async def both() -> None:
        await asyncio.gather(*(Scheduler(bank.store, bank.clock).execute_due() for _ in range(2)))

    asyncio.run(both())
    assert [made(bank.store, key) for key in keys] == [1] * 60


def test_one_that_cannot_be_executed_holds_up_no_other(
    customer: Customer, bank: Bank, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = new_key(), new_key()
    first = customer.later(1, key=broken)
    customer.later(2, key=whole)
    clock.advance(2 * HOURS)

    def breaking_off(connection: Connection, transfer: str, now: datetime) -> None:
        execute(connection, transfer, now)
        if transfer == first.transfer:
            raise RuntimeError("the power is gone")

    with monkeypatch.context() as patched:
        patched.setattr("bank.scheduler.execute", breaking_off)
        with pytest.raises(RuntimeError, match="the power is gone"):
            look(bank)
    assert (made(bank.store, broken), made(bank.store, whole)) == (0, 1)
    assert holds_are_right(bank.store)
    look(bank)
    assert (made(bank.store, broken), made(bank.store, whole)) == (1, 1)


def test_what_others_keep_busy_is_tried_until_it_is_done(
    customer: Customer, bank: Bank, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, refused = new_key(), [Problem(Code.BANK_BUSY, wait=1)] * 3
    customer.later(1, key=key)
    clock.advance(2 * HOURS)

    def busy(connection: Connection, transfer: str, now: datetime) -> None:
        execute(connection, transfer, now)
        if refused:
            raise refused.pop()

    monkeypatch.setattr("bank.scheduler.execute", busy)
    look(bank)
    assert (made(bank.store, key), refused) == (1, [])


def test_it_sleeps_until_the_next_is_due_and_no_longer_than_a_second(
    customer: Customer, bank: Bank, clock: SteppedClock
) -> None:
    key = new_key()
    customer.later(1, key=key)
    clock.advance(2 * HOURS - 1.25)
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.advance(seconds)
        if len(slept) == 3:
            raise asyncio.CancelledError

    async def run(sleep: Callable[[float], Awaitable[None]]) -> None:
        with pytest.raises(asyncio.CancelledError):
            await Scheduler(bank.store, bank.clock).run(sleep)

    asyncio.run(run(sleep))
    assert slept == [1.0, 0.25, 1.0]
    assert made(bank.store, key) == 1


def test_settled_it_is_what_became_of_it(customer: Customer, bank: Bank, clock: SteppedClock) -> None:
    key = new_key()
    accepted = customer.later(5, key=key)

    def settled() -> Receipt | None:
        reply = customer.terminal.ask("POST", f"/orders/{key}/settle")
        return Settlement.model_validate(ok(reply)).receipt

    assert settled() == accepted
    clock.advance(2 * HOURS)
    look(bank)
    done = settled()
    assert done is not None
    assert (done.executed_at, done.executes_at, done.transfer) == (clock.now(), None, "")
    assert (done.reference, done.amount) == (accepted.reference, 5)


def test_the_same_key_is_held_once(customer: Customer, bank: Bank) -> None:
    before = customer.available
    order = customer.order(5, speed=Speed.TWO_HOURS)
    token, key = customer.terminal.token(card_of(PAYER), order), new_key()
    replies = [customer.terminal.transfer(PAYER, customer.session, order, key=key, token=token).text for _ in range(2)]
    assert replies[0] == replies[1]
    assert customer.available == before - 5
    assert len(customer.pending()) == 1


@pytest.mark.parametrize("speed", Speed)
def test_acknowledged_risks_are_kept_with_the_order(customer: Customer, bank: Bank, speed: Speed) -> None:
    key = new_key()
    customer.send(5, key=key, speed=speed, acknowledged=["new-payee", "odd-hour"])
    customer.send(5, speed=speed)
    rows = bank.store.read(lambda c: c.execute(select(acknowledgements)).all())
    assert [(row.terminal, row.key, row.customer_id, row.risks) for row in rows] == [
        ("terminal-001", key, PAYER, "new-payee odd-hour")
    ]
