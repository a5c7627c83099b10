"""The money part of a terminal, put together on whatever disk and bank a test has."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, Protocol

from bank.contract import OrderState, Settlement, TransferOrder
from kiosk.clock import SteppedClock
from kiosk.money.disk import Disk
from kiosk.money.journal import Journal, Record, compare_head, verify
from kiosk.money.order_files import OrderFiles
from kiosk.money.orders import Orders, Outcome
from kiosk.money.records import backwards
from kiosk.money.recovery import Recovery, Unsettled

ROOT = Path("/money")
BODY = TransferOrder(from_account="account-of-the-customer", to_account="6222020000000010", amount=12_345)


class Inline(Executor):
    """Runs what it is given at once, on the caller's thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


class Bank(Protocol):
    """What a terminal and a test ask of a bank."""

    def send(
        self, key: str, body: TransferOrder, token: str, session: str, journal_head: str, verification: str
    ) -> Settlement: ...

    def settle(self, key: str) -> Settlement: ...


class Books(Protocol):
    """What a bank can be held to afterwards."""

    moved: Counter[str]
    head: str
    alarms: list[str]

    def state(self, key: str) -> OrderState | None: ...

    def reference(self, key: str) -> str: ...


class MoneyPart:
    """Journal, orders and recovery of one terminal, from one start to its end."""

    def __init__(
        self, disk: Disk, bank: Bank, root: Path = ROOT, *, executor: Executor | None = None, **options: Any
    ) -> None:
        self.clock = SteppedClock()
        self.disk = disk
        self.root = root
        self.told: list[str] = []
        self.journal = Journal(disk, root / "journal", self.clock)
        self.orders = Orders(
            disk,
            root / "orders",
            root / "order-secrets",
            self.journal,
            bank.send,
            executor or Inline(),
            self.clock,
            free_bytes=1000,
        )
        self.recovery = Recovery(
            self.orders,
            self.journal,
            bank.settle,
            executor or Inline(),
            self.clock,
            tell_staff=self.told.append,
            **options,
        )
        self.unsettled: list[Unsettled] = self.recovery.begin(version="0.1")

    def order(self, body: TransferOrder = BODY, fee: int = 0) -> Outcome:
        """Have one order carried out."""

        async def once() -> Outcome:
            return await self.orders.run(
                "transfer", body, token="t0ken", customer_session="s3ssion", session="v1", fee=fee
            )

        return asyncio.run(once())

    def ask(self) -> None:
        """Ask the bank about everything that is open, once."""
        for order in self.orders.unsettled():
            self.recovery.ask(order.key, 1)

    def stop(self) -> None:
        """Stop in order."""
        self.journal.record("kiosk-stop", reason="stopped")
        self.journal.close()

    def records(self, event: str = "") -> list[Record]:
        """The journal's records (of one event), oldest first."""
        return [record for record in self.journal.backwards() if event in ("", record.event)][::-1]


def agree(disk: Disk, books: Books, root: Path = ROOT) -> None:
    """Assert that bank, orders and journal say the same, and that nothing is left open."""
    assert verify(root / "journal", disk) == []
    assert books.alarms == []
    if books.head:
        assert compare_head(root / "journal", books.head, disk) == []
    assert [name for name in disk.list(root / "orders") if not name.endswith(".settled")] == []
    settled = list(OrderFiles(disk, root / "orders", root / "order-secrets").settled())
    secrets = {name.removesuffix(".secret") for name in disk.list(root / "order-secrets")}
    assert len(secrets) <= 1, "the next order's"
    assert not secrets & {file.secret for file in settled}
    ends = {file.key: file.ended for file in settled}
    said = journal_ends(disk, root)
    assert max(books.moved.values(), default=0) <= 1
    for key in {*ends, *said, *books.moved}:
        end = ends.get(key)
        if books.moved[key]:
            assert end is not None, "executed, and no order on disk"
            assert (end.state, end.reference) == ("done", books.reference(key))
            assert said[key] == {("done", books.reference(key))}
        else:
            assert books.state(key) is not OrderState.DONE
            assert {state for state, _ in said[key]} == {"declined"}


def journal_ends(disk: Disk, root: Path = ROOT) -> dict[str, set[tuple[str, str]]]:
    """For each order in the journal, the certain ends that it records."""
    ends: dict[str, set[tuple[str, str]]] = {}
    for record in backwards(disk, root / "journal"):
        if record.event.startswith("order-"):
            found = ends.setdefault(str(record.fields["key"]), set())
            if record.fields.get("disposition") in ("done", "declined"):
                found.add((str(record.fields["disposition"]), str(record.fields.get("reference", ""))))
    return ends
