"""Recovery: what the run before left open. Orders are asked about by key, never sent again."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, takewhile

from bank.contract import OrderState, Settlement
from kiosk.clock import Clock
from kiosk.money.disk import DiskError
from kiosk.money.interrupted import Interrupted, interrupted
from kiosk.money.journal import Journal, Record
from kiosk.money.order_files import OrderFile
from kiosk.money.orders import Declined, Done, Orders

_TRIES_BEFORE_A_PERSON = 6
_DAY_SECONDS = 24 * 3600.0
_RUNNING = Settlement(state=OrderState.RUNNING)

# What each newest event of a device says of it: the act that has no end yet, or "" where nothing is open.
_CARD_ACTS = {
    "card-inserted": "card-inside",
    "card-pulled": "",
    "card-return-init": "card-return",
    "card-settled": "",
}
_CARD_ENDS = {"taken": "", "retained": "", "failed": "card-stuck"}
_ID_ACTS = {
    "id-document-inserted": "id-document-inside",
    "id-document-pulled": "",
    "id-document-return-init": "id-document-return",
    "id-document-settled": "",
}
_ID_ENDS = {"taken": "", "retained": "", "failed": "id-document-stuck"}
_PRINTERS = {"slip": "printer", "document": "document-printer"}  # by the first word of their events
_PAPER_ACTS = {"print-init": "print", "taken": "", "settled": ""}
_PAPER_PRINT_ENDS = {"success": "hanging", "failed": ""}
_PAPER_ENDS = {"retracted": "", "failed": "hanging"}
_ISSUES = {"issue-init": "card-issue", "issue-complete": "", "dispenser-blocked": "card-stuck", "dispenser-settled": ""}
_DEVICES = 3 + len(_PRINTERS)
_STATES = ((Done, "done"), (Declined, "declined"))
# What a start itself records before `kiosk-start`
_OF_A_START = ("improper-shutdown", "unsettled-found", "order-", "journal-", "disk-")


@dataclass(frozen=True)
class Unsettled:
    """Something physical that was begun and whose end nobody recorded: its device waits for sensors or staff.

    `device`: card-reader, card-dispenser, id-scanner, printer or document-printer. `act`: card-inside, card-return,
    card-stuck, the same of id-document, card-issue, slip-print, slip-hanging, document-print or document-hanging.
    """

    device: str
    act: str
    session: str


class Recovery:
    """Settles what is open: once at the start what can be known here, then for ever what only the bank knows.

    `settle` asks the bank by key; it blocks, and raises where the bank cannot say. `executor` is not the one that
    sends. An order is asked about after `first_wait_seconds`, then after twice as long each time up to
    `longest_wait_seconds`. After six tries `tell_staff` is called with the case number.
    """

    def __init__(
        self,
        orders: Orders,
        journal: Journal,
        settle: Callable[[str], Settlement],
        executor: Executor,
        clock: Clock,
        *,
        first_wait_seconds: float = 1,
        longest_wait_seconds: float = 60,
        tell_staff: Callable[[str], None] | None = None,
    ) -> None:
        self._orders = orders
        self._journal = journal
        self._settle = settle
        self._executor = executor
        self._clock = clock
        self._first_wait = first_wait_seconds
        self._longest_wait = longest_wait_seconds
        self._tell_staff = tell_staff
        self.interrupted: Interrupted | None = None  # what the owner of a card left inside must be told

    # -- at the start ------------------------------------------------------------------------------------------------

    def begin(self, **started: str) -> list[Unsettled]:
        """Record what the run before left open, then `kiosk-start` with the fields `started`. Blocks; asks nobody.

        Call it before anything else is recorded. What cannot be written is kept by the journal.
        """
        improper = _improper(self._journal.backwards())
        unsettled = sorted(_unsettled(self._journal.backwards()), key=lambda act: act.device)
        if improper:
            self._journal.record("improper-shutdown")
        for act in unsettled:
            self._journal.record("unsettled-found", session=act.session, device=act.device, act=act.act)
        for order in self._orders.unsettled():
            with suppress(DiskError):
                self._add_missing(order)
        if any(order.ended for order in self._orders.unsettled()):
            self._orders.close_ended()
        for act in unsettled:
            if act.device == "card-reader" and act.session:
                self.interrupted = interrupted(self._journal.backwards(), act.session)
        self._journal.record("kiosk-start", **started)
        return unsettled

    def _add_missing(self, order: OrderFile) -> None:
        """The order's file is the truth: what the journal lacks of it is added."""
        newer = takewhile(lambda record: record.number > order.journal_number, self._journal.backwards())
        records = [record for record in newer if record.fields.get("key") == order.key]
        said = {record.fields.get("disposition") for record in records}
        events = {record.event for record in records}
        if not order.kind and "order-unreadable" not in events:
            self._journal.record("order-unreadable", key=order.key, case=order.case)
        if order.body and "order-intent" not in events:
            self._journal.record(
                "order-intent",
                session=order.session,
                key=order.key,
                kind=order.kind,
                amount=order.body.amount,
                case=order.case,
                added="recovery",
            )
        if "order-send-complete" not in events:
            self._orders.note("order-send-complete", order.key, order.session, order.ended, added="recovery")
        elif order.ended and order.ended.state not in said:
            self._orders.note("order-settle-complete", order.key, order.session, order.ended, added="recovery")

    # -- from then on ------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Settle orders for as long as the terminal runs. Never returns; cancel it, then drain the orders."""
        asking: dict[str, asyncio.Task[None]] = {"": asyncio.create_task(self._forget_daily(), name="forget the old")}
        try:
            await self._orders.following(self._executor, self._orders.close_ended)
            while True:
                self._orders.changed.clear()
                for order in self._orders.unsettled():
                    if order.key not in asking or asking[order.key].done():
                        asking[order.key] = asyncio.create_task(self._follow(order), name=f"settle {order.case}")
                await self._orders.changed.wait()
                asking = {key: task for key, task in asking.items() if not task.done()}
        finally:
            for task in asking.values():
                task.cancel()
            await asyncio.gather(*asking.values(), return_exceptions=True)

    async def _forget_daily(self) -> None:
        """Remove settled orders and journal pages that are older than they must be kept."""
        while True:
            with suppress(DiskError):
                await self._orders.following(self._executor, self._orders.forget_old)
                await self._orders.following(self._executor, self._journal.forget_old)
            await self._clock.until(self._clock.now() + _DAY_SECONDS)

    async def _follow(self, order: OrderFile) -> None:
        """Ask about one order until it is settled."""
        wait = self._first_wait
        for attempt in count(1):
            await self._orders.following(self._executor, lambda attempt=attempt: self.ask(order.key, attempt))
            if not self._orders.is_open(order):
                return
            if attempt == _TRIES_BEFORE_A_PERSON:
                self._journal.record("order-needs-person", key=order.key, case=order.case, attempt=attempt)
                if self._tell_staff:
                    self._tell_staff(order.case)
            await self._clock.until(self._clock.now() + wait)
            wait = min(wait * 2, self._longest_wait)

    def ask(self, key: str, attempt: int) -> None:
        """Ask the bank once about an order and write down what it says. Blocks; raises nothing."""
        order = next((order for order in self._orders.unsettled() if order.key == key), None)
        if order is None:
            return
        if order.ended:
            self._orders.close_ended()
            return
        self._journal.record("order-settle-init", session=order.session, key=key, attempt=attempt)
        error = ""
        try:
            settlement = self._settle(key)
        except Exception as failed:  # whatever it is, the outcome stays unknown and is asked for again
            settlement, error = _RUNNING, type(failed).__name__
        outcome = self._orders.conclude(order, settlement, "order-settle-complete", error)
        if self.interrupted and self.interrupted.key == key:
            self.interrupted.state = next((word for kind, word in _STATES if isinstance(outcome, kind)), "open")
        self._orders.close_ended()


def _improper(newest_first: Iterator[Record]) -> bool:
    """Whether the run before ended without `kiosk-stop`. A start that was itself cut short does not count as a run."""
    newest = next((record for record in newest_first if not record.event.startswith(_OF_A_START)), None)
    return newest is not None and newest.event != "kiosk-stop"


def _unsettled(newest_first: Iterator[Record]) -> Iterator[Unsettled]:
    """What each device's newest event leaves open. What an earlier run left open, the start of this one found again."""
    decided: set[str] = set()
    starting = False
    for record in newest_first:
        starting = starting or record.event == "kiosk-start"
        if len(decided) == _DEVICES or (starting and not record.event.startswith(("kiosk-start", *_OF_A_START))):
            return
        found = _act(record)
        if found and found[0] not in decided:
            decided.add(found[0])
            if found[1]:
                yield Unsettled(found[0], found[1], record.session)


def _act(record: Record) -> tuple[str, str] | None:
    """The device that a record is about, and what is open there after it."""
    ended = str(record.fields.get("disposition") or record.fields.get("end") or "")
    match record.event:
        case "unsettled-found":
            return str(record.fields["device"]), str(record.fields["act"])
        case event if event in _CARD_ACTS:
            return "card-reader", _CARD_ACTS[event]
        case "card-return-complete":
            return "card-reader", _CARD_ENDS[ended]
        case event if event in _ID_ACTS:
            return "id-scanner", _ID_ACTS[event]
        case "id-document-return-complete":
            return "id-scanner", _ID_ENDS[ended]
        case event if event in _ISSUES:
            return "card-dispenser", _ISSUES[event]
        case event:
            return _paper_act(event, ended)


def _paper_act(event: str, ended: str) -> tuple[str, str] | None:
    paper, _, what = event.partition("-")
    if paper not in _PRINTERS:
        return None
    match what:
        case "print-complete":
            act = _PAPER_PRINT_ENDS[ended]
        case "not-taken":
            act = _PAPER_ENDS[ended]
        case _ if what in _PAPER_ACTS:
            act = _PAPER_ACTS[what]
        case _:
            return None
    return _PRINTERS[paper], f"{paper}-{act}" if act else ""
