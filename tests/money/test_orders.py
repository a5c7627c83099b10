"""Orders in a running terminal: what the customer is told, what is on disk, and what a stop may not lose."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from bank.contract import OrderState, Settlement
from kiosk.money.order_files import OrderFiles, case_number
from kiosk.money.orders import CANNOT_RECORD, Declined, Done, Orders, Outcome, Unknown
from tests.money.model_bank import Line, ModelBank, receipt
from tests.money.power import PowerCutDisk, Survives
from tests.money.terminal import BODY, ROOT, MoneyPart, agree

TOKEN, CUSTOMER_SESSION = "t0ken-of-the-order", "s3ssion-of-the-customer"


@pytest.fixture
def disk() -> PowerCutDisk:
    return PowerCutDisk()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


class SlowBank(ModelBank):
    """Executes at once, and answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.reached_it = threading.Event()
        self.may_answer = threading.Event()
        self.before = self._wait

    def _wait(self) -> None:
        self.reached_it.set()
        assert self.may_answer.wait(30)


def run(orders: Orders) -> "asyncio.Task[Outcome]":
    return asyncio.ensure_future(
        orders.run("transfer", BODY, token=TOKEN, customer_session=CUSTOMER_SESSION, session="v1")
    )


def events(money: MoneyPart) -> list[str]:
    return [record.event for record in money.records() if record.event.startswith("order-")]


# -- how it goes -----------------------------------------------------------------------------------------------------


def test_done(disk: PowerCutDisk) -> None:
    bank = ModelBank()
    money = MoneyPart(disk, bank)
    assert money.order() == Done(receipt(BODY.amount))
    assert events(money) == ["order-intent", "order-send-init", "order-send-complete"]
    intent, _, complete = money.records()[-3:]
    assert intent.fields["amount"] == BODY.amount
    assert intent.fields["kind"] == "transfer"
    assert complete.fields["disposition"] == "done"
    assert complete.fields["reference"] == receipt(1).reference
    assert {record.session for record in (intent, complete)} == {"v1"}
    agree(disk, bank)


def test_declined(disk: PowerCutDisk) -> None:
    bank = ModelBank(Line.DECLINED)
    money = MoneyPart(disk, bank)
    assert money.order() == Declined("insufficient-funds")
    assert money.records()[-1].fields["problem"] == "insufficient-funds"
    agree(disk, bank)


def test_unknown_has_a_case_number_and_is_subtracted_until_it_is_settled(disk: PowerCutDisk) -> None:
    bank = ModelBank(Line.ANSWER_LOST)
    money = MoneyPart(disk, bank)
    outcome = money.order()
    assert isinstance(outcome, Unknown)
    (order,) = money.orders.unsettled()
    assert outcome.number == order.case == case_number(order.key) == money.records("order-intent")[0].fields["case"]
    assert len(outcome.number) == 12
    assert outcome.number.isdecimal()
    assert money.orders.unknown_amount(BODY.from_account) == BODY.amount
    assert money.orders.unknown_amount("a2") == 0
    money.ask()
    assert money.orders.unknown_amount(BODY.from_account) == 0
    agree(disk, bank)


def test_what_is_unknown_is_subtracted_after_a_restart_too_and_its_fee_with_it(disk: PowerCutDisk) -> None:
    bank = ModelBank(Line.ANSWER_LOST)
    MoneyPart(disk, bank).order(fee=200)
    (before,) = [name for name in disk.list(ROOT / "orders") if name.endswith(".open")]
    money = MoneyPart(disk.after(Survives.EVERYTHING), bank)
    assert money.orders.unknown_amount(BODY.from_account) == BODY.amount + 200
    assert before.removesuffix(".open").endswith(money.orders.unsettled()[0].key)


@pytest.mark.parametrize(
    "answer",
    [
        Settlement(state=OrderState.RUNNING),
        Settlement(state=OrderState.DONE),
        Settlement(state=OrderState.DONE, receipt=receipt(BODY.amount + 1)),
        None,
    ],
)
def test_an_answer_that_says_nothing_certain_is_unknown(disk: PowerCutDisk, answer: Settlement | None) -> None:
    class Odd(ModelBank):
        def send(self, *args: object, **kwargs: object) -> Settlement:
            if answer is None:
                raise ZeroDivisionError
            return answer

    money = MoneyPart(disk, Odd())
    assert isinstance(money.order(), Unknown)
    assert money.records()[-1].fields["disposition"] == "unknown"
    assert money.records()[-1].fields.get("error", "") == ("ZeroDivisionError" if answer is None else "")
    assert len(money.orders.unsettled()) == 1


def test_odd_words_of_a_bank_do_not_break_the_journal(disk: PowerCutDisk) -> None:
    class Odd(ModelBank):
        def send(self, *args: object, **kwargs: object) -> Settlement:
            return Settlement(state=OrderState.DECLINED, problem="Nicht möglich!")

    money = MoneyPart(disk, Odd())
    assert money.order() == Declined("Nicht möglich!")
    assert money.records()[-1].fields["problem"] == "other"


# -- before it is sent -----------------------------------------------------------------------------------------------


def test_everything_is_on_disk_and_in_the_journal_when_the_bank_is_reached(disk: PowerCutDisk) -> None:
    bank = ModelBank()
    money = MoneyPart(disk, bank)
    seen: list[tuple[list[str], int, str]] = []

    def look() -> None:
        seen.append((events(money), len(OrderFiles(disk, ROOT / "orders", ROOT / "order-secrets").load()), bank.head))

    bank.before = look
    money.order()
    assert seen == [(["order-intent", "order-send-init"], 1, "")]
    number, _, digest = bank.head.partition(":")
    (sent,) = money.records("order-send-init")
    assert (sent.number, sent.hash) == (int(number), digest)


def test_neither_body_nor_token_nor_session_is_readable_on_disk(
    disk: PowerCutDisk, threads: ThreadPoolExecutor
) -> None:
    bank = ModelBank(Line.ANSWER_LOST)
    money = MoneyPart(disk, bank, executor=threads)

    async def once() -> None:
        await run(money.orders)
        await money.orders.drain(40)

    asyncio.run(once())
    (order,) = [name for name in disk.list(ROOT / "orders") if name.endswith(".open")]
    written = disk.read(ROOT / "orders" / order) + b"".join(record.line() for record in money.records())
    for secret in (TOKEN, CUSTOMER_SESSION, BODY.to_account, BODY.from_account):
        assert secret.encode() not in written
    key = f"{money.orders.unsettled()[0].secret}.secret"
    secret = disk.read(ROOT / "order-secrets" / key)
    money.ask()
    (settled,) = [name for name in disk.list(ROOT / "orders") if name.endswith(".settled")]
    assert key not in disk.list(ROOT / "order-secrets")
    assert f"write {ROOT / 'order-secrets' / key}" in disk.operations  # overwritten before it is removed
    assert secret not in disk.read(ROOT / "orders" / settled)


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("full_at", range(16))
def test_a_disk_that_fills_up_during_an_order_leaves_nothing_contradictory(full_at: int, restart: bool) -> None:
    disk, bank = FillsUp(), ModelBank()
    money = MoneyPart(disk, bank)
    disk.fill_after = len(disk.operations) + full_at
    outcome = money.order()
    if outcome == Declined(CANNOT_RECORD):
        assert not bank.moved, "it was not sent"
    else:
        assert isinstance(outcome, Done), "the customer is told the truth"
        assert sum(bank.moved.values()) == 1
    disk.fill_after, disk.full = None, False
    if restart:
        money = MoneyPart(disk.after(Survives.EVERYTHING), bank)
    money.ask()
    money.stop()
    agree(money.disk, bank)


class FillsUp(PowerCutDisk):
    """A disk that is full after so many operations."""

    fill_after: int | None = None

    def _operate(self, what: str, path: Path) -> None:
        if self.fill_after is not None and len(self.operations) >= self.fill_after:
            self.full = True
        super()._operate(what, path)


def test_too_little_room_closes_orders(disk: PowerCutDisk) -> None:
    bank = ModelBank()
    money = MoneyPart(disk, bank)
    assert money.orders.free_enough()
    disk.free_bytes = 999
    assert not money.orders.free_enough()
    assert money.order() == Declined(CANNOT_RECORD)
    assert events(money) == []
    assert not bank.moved
    disk.free_bytes = 1000
    assert isinstance(money.order(), Done)


def test_a_journal_that_is_behind_closes_orders_until_it_has_caught_up(disk: PowerCutDisk) -> None:
    money = MoneyPart(disk, ModelBank())
    disk.full = disk.says_free = True
    money.journal.record("repeated", session="v1")
    assert not money.orders.free_enough()
    disk.full = False
    assert money.orders.free_enough()
    assert not money.journal.behind


# -- a stop while it is sent -----------------------------------------------------------------------------------------


def test_a_caller_that_is_cancelled_loses_nothing_and_drain_waits(
    disk: PowerCutDisk, threads: ThreadPoolExecutor
) -> None:
    bank = SlowBank()
    money = MoneyPart(disk, bank, executor=threads)

    async def stop_while_sending() -> None:
        order = run(money.orders)
        await asyncio.to_thread(bank.reached_it.wait, 30)
        order.cancel()
        with suppress(asyncio.CancelledError):
            await order
        draining = asyncio.ensure_future(money.orders.drain(40))
        for _ in range(20):
            await asyncio.sleep(0)
        assert not draining.done(), "the outcome is not written yet"
        bank.may_answer.set()
        assert await draining == 0
        agree(disk, bank)  # at this very moment: the process may end now

    asyncio.run(stop_while_sending())
    assert sum(bank.moved.values()) == 1


def test_drain_gives_up_after_its_time_and_says_how_many_are_left(
    disk: PowerCutDisk, threads: ThreadPoolExecutor
) -> None:
    bank = SlowBank()
    money = MoneyPart(disk, bank, executor=threads)

    async def stop() -> int:
        order = run(money.orders)
        await asyncio.to_thread(bank.reached_it.wait, 30)
        draining = asyncio.ensure_future(money.orders.drain(40))
        await asyncio.sleep(0)
        money.clock.advance(40)
        left = await draining
        bank.may_answer.set()
        assert isinstance(await order, Done)
        assert await money.orders.drain(40) == 0
        return left

    assert asyncio.run(stop()) == 1


def test_an_order_that_is_being_sent_is_not_asked_about(disk: PowerCutDisk, threads: ThreadPoolExecutor) -> None:
    bank = SlowBank()
    money = MoneyPart(disk, bank, executor=threads)

    async def once() -> None:
        order = run(money.orders)
        await asyncio.to_thread(bank.reached_it.wait, 30)
        assert money.orders.unsettled() == []
        assert money.orders.unknown_amount(BODY.from_account) == BODY.amount
        bank.may_answer.set()
        await order
        await money.orders.drain(40)

    asyncio.run(once())
    assert bank.asked == 0


def test_orders_that_come_at_once_are_sent_one_after_the_other(disk: PowerCutDisk, threads: ThreadPoolExecutor) -> None:
    bank = ModelBank()
    money = MoneyPart(disk, bank, executor=threads)

    async def many() -> None:
        assert all(
            isinstance(outcome, Done) for outcome in await asyncio.gather(*(run(money.orders) for _ in range(8)))
        )
        assert await money.orders.drain(40) == 0

    asyncio.run(many())
    assert len(bank.moved) == 8
    agree(disk, bank)


def test_settled_orders_are_forgotten_when_the_bank_has_forgotten_them(disk: PowerCutDisk) -> None:
    money = MoneyPart(disk, ModelBank())
    money.order()
    money.clock.advance(60 * 24 * 3600)
    money.order()
    money.clock.advance(60 * 24 * 3600)
    money.orders.forget_old()
    assert [name[:8] for name in disk.list(ROOT / "orders")] == ["20260501"]
