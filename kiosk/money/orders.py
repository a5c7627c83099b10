"""Orders: what is to happen is on disk before it is sent, and what became of it before anybody is told."""

import asyncio
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from bank.contract import OrderState, Receipt, Settlement, TransferOrder
from kiosk.clock import Clock
from kiosk.money.disk import Disk, DiskError
from kiosk.money.events import REFERENCE, TEXT_ID
from kiosk.money.journal import Head, Journal
from kiosk.money.order_files import Ended, OrderFile, OrderFiles, case_number

T = TypeVar("T")

CANNOT_RECORD = "terminal-cannot-record"  # the problem of an order that was not sent because it could not be written
_FREE_BYTES = 64 * 2**20
_KEPT = timedelta(days=90)  # as long as the bank keeps keys


@dataclass(frozen=True)
class Done:
    """Executed at the bank."""

    receipt: Receipt


@dataclass(frozen=True)
class Declined:
    """Not executed, and never will be. `code` is a problem of the bank's catalogue, or `CANNOT_RECORD`."""

    code: str


@dataclass(frozen=True)
class Unknown:
    """Nobody can tell yet. `number` is the case number: twelve digits, read in groups of four."""

    number: str


Outcome = Done | Declined | Unknown


class Sender(Protocol):
    """Sends an order, once, and blocks until it is answered or given up (`BankClient.send_transfer`)."""

    def __call__(
        self, key: str, body: TransferOrder, token: str, session: str, journal_head: str, verification: str
    ) -> Settlement:
        """`running` stands for everything that is not certain."""
        ...


class Orders:
    """Has orders carried out, each at most once, and knows those whose outcome is not known.

    `executor` sends, and nothing else may keep it busy. It has one thread, so that the heads of the journal reach the
    bank in their order. `free_bytes`: less room than this closes orders.
    `changed` is set whenever an order has ended or become unknown.
    """

    def __init__(
        self,
        disk: Disk,
        folder: Path,
        secrets_folder: Path,
        journal: Journal,
        send: Sender,
        executor: Executor,
        clock: Clock,
        *,
        free_bytes: int = _FREE_BYTES,
    ) -> None:
        self.changed = asyncio.Event()
        self._files = OrderFiles(disk, folder, secrets_folder)
        self._journal = journal
        self._send = send
        self._executor = executor
        self._clock = clock
        self._free_bytes = free_bytes
        self._running: set[asyncio.Future[Any]] = set()
        self._lock = threading.Lock()
        self._closing = threading.Lock()
        self._open = {order.key: order for order in self._files.load()}
        self._sending: set[str] = set()

    # -- what a visit asks -------------------------------------------------------------------------------------------

    async def run(
        self,
        kind: str,
        body: TransferOrder,
        *,
        token: str,
        customer_session: str,
        session: str,
        fee: int = 0,
        verification: str = "",
    ) -> Outcome:
        """Write down what is to happen, send it once, write down what became of it.

        Cancelling the caller stops nothing of that. `token`, `verification` (the token of one) and `customer_session`
        are written nowhere. `fee`, in fen: what the bank has said it would take besides.
        """
        key, number = str(uuid.uuid4()), self._journal.head.number
        order = OrderFile(key, kind, case_number(key), session, self._clock.wall(), number, body, fee=fee)
        work = partial(self._carry_out, order, body, token, customer_session, verification)
        # what no customer must wait for comes after
        return await asyncio.shield(self._start(self._executor, work, then=self.close_ended))

    def unknown_amount(self, account_id: str) -> int:
        """What orders without a known outcome may still take from this account, in fen."""
        unsettled = [(order.body, order.fee) for order in self._all() if order.ended is None and order.body]
        return sum(body.amount + fee for body, fee in unsettled if body.from_account == account_id)

    def free_enough(self) -> bool:
        """Whether orders can be written down now: there is room, and the journal is not behind."""
        return self._files.free() >= self._free_bytes and self._journal.catch_up()

    async def drain(self, seconds: float) -> int:
        """Wait until nothing is being sent or settled, at most so long. Gives how many still are."""
        late = asyncio.ensure_future(self._clock.until(self._clock.now() + seconds))
        try:
            while self._running and not late.done():
                await asyncio.wait({*self._running, late}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            late.cancel()
        return len(self._running)

    # -- what recovery asks ------------------------------------------------------------------------------------------

    def unsettled(self) -> list[OrderFile]:
        """Orders without a known outcome, or whose outcome is not wholly written down; none that is being sent."""
        with self._lock:
            return [order for key, order in self._open.items() if key not in self._sending]

    def is_open(self, order: OrderFile) -> bool:
        """Whether there is something left to do for this order."""
        with self._lock:
            return order.key in self._open

    def forget_old(self) -> None:
        """Remove settled orders that the bank does not know any more either. Blocks. Raises `DiskError`."""
        self._files.forget_settled(self._clock.wall(), _KEPT)

    async def following(self, executor: Executor, work: Callable[[], T]) -> T:
        """Run `work` on a thread. It goes on when the caller is cancelled, and `drain` waits for it."""
        return await asyncio.shield(self._start(executor, work))

    def conclude(self, order: OrderFile, settlement: Settlement, event: str, error: str = "") -> Outcome:
        """Write down what the bank said of an order. Blocks.

        `event`: order-send-complete or order-settle-complete. What the disk does not take now is asked again later.
        """
        outcome, ended = _judge(order, settlement)
        if ended:
            with suppress(DiskError):
                order = self._files.conclude(order, ended)
                with self._lock:
                    self._open[order.key] = order
        self.note(event, order.key, order.session, ended, error=error)
        return outcome

    def note(
        self, event: str, key: str, session: str, ended: Ended | None, *, error: str = "", added: str = ""
    ) -> None:
        """Record the end of sending or settling."""
        details = {"error": error, "added": added}
        if ended and REFERENCE.allows(ended.reference):
            details["reference"] = ended.reference
        if ended and ended.problem:
            details["problem"] = ended.problem if TEXT_ID.allows(ended.problem) else "other"
        fields = {name: value for name, value in details.items() if value}
        disposition = ended.state if ended else "unknown"
        self._journal.record(event, session=session, key=key, disposition=disposition, **fields)

    def close_ended(self) -> None:
        """Close the orders whose outcome is on disk: durable in the journal too, their secrets destroyed. Blocks.

        What the disk does not take now stays open. Then make ready for the next order.
        """
        with self._closing, suppress(DiskError):
            for order in self.unsettled():
                if order.ended and self._journal.flush():
                    self._files.close(order)
                    with self._lock:
                        del self._open[order.key]
            self._files.prepare()

    # -- how ---------------------------------------------------------------------------------------------------------

    def _carry_out(
        self, order: OrderFile, body: TransferOrder, token: str, customer_session: str, verification: str
    ) -> Outcome:
        """Write, send, write: one plain function, so that no stop of the loop comes between."""
        with self._lock:
            self._sending.add(order.key)
        try:
            written = self._write_down(order, body)
            if written is None:
                return Declined(CANNOT_RECORD)
            order, head = written
            try:
                settlement = self._send(order.key, body, token, customer_session, str(head), verification)
            except Exception as error:
                return self.conclude(order, _RUNNING, "order-send-complete", type(error).__name__)
            return self.conclude(order, settlement, "order-send-complete")
        finally:
            with self._lock:
                self._sending.discard(order.key)

    def _write_down(self, order: OrderFile, body: TransferOrder) -> tuple[OrderFile, Head] | None:
        """Make the intention durable. None where that is impossible: it must not be sent then."""
        if not self.free_enough():
            return None
        intended = False
        with self._lock:
            self._open[order.key] = order
        try:
            order = self._files.intend(order)
            with self._lock:
                self._open[order.key] = order
            self._journal.record(
                "order-intent",
                session=order.session,
                key=order.key,
                kind=order.kind,
                amount=body.amount,
                case=order.case,
            )
            intended = True
            return order, self._journal.record("order-send-init", session=order.session, key=order.key)
        except DiskError:
            if intended:  # the journal may have it: it stays on disk until it is closed like any other
                self.conclude(order, _NOT_SENT, "order-send-complete")
                return None
            with suppress(DiskError):
                self._files.withdraw(order)
                with self._lock:
                    del self._open[order.key]
            return None

    def _all(self) -> list[OrderFile]:
        with self._lock:
            return list(self._open.values())

    def _start(
        self, executor: Executor, work: Callable[[], T], then: Callable[[], None] | None = None
    ) -> "asyncio.Future[T]":
        """Run `work` on a thread, and `then` after it; `drain` waits for both."""
        future = asyncio.wrap_future(executor.submit(work))
        self._running.add(future)
        future.add_done_callback(partial(self._over, executor, then))
        return future

    def _over(self, executor: Executor, then: Callable[[], None] | None, future: "asyncio.Future[Any]") -> None:
        self._running.discard(future)
        if then:
            with suppress(RuntimeError):  # the executor takes nothing any more: the next start does it
                self._start(executor, then)
        self.changed.set()
        if not future.cancelled():
            future.exception()  # the caller may have been cancelled: then nobody else asks


_RUNNING = Settlement(state=OrderState.RUNNING)
_NOT_SENT = Settlement(state=OrderState.DECLINED, problem=CANNOT_RECORD)


def _judge(order: OrderFile, settlement: Settlement) -> tuple[Outcome, Ended | None]:
    """What the customer is told, and what is certain. A receipt over another amount is no receipt of this order."""
    receipt = settlement.receipt
    match settlement.state:
        case OrderState.DONE if receipt and (order.body is None or receipt.amount == order.body.amount):
            return Done(receipt), Ended("done", reference=receipt.reference)
        case OrderState.DECLINED:
            problem = settlement.problem or ""
            return Declined(problem), Ended("declined", problem=problem)
        case _:
            return Unknown(order.case), None
