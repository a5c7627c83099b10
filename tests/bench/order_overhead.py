"""What an order costs beside the bank's own answer: writing down before and after, the journal, the session."""

import dataclasses
import statistics
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from bank.contract import TransferOrder
from drivers.card_reader.contract import CardData
from kiosk.bank.client import BankClient
from kiosk.bank.worker import Worker
from kiosk.clock import SystemClock
from kiosk.money.disk import RealDisk
from kiosk.money.journal import Journal
from kiosk.money.orders import Done, Orders
from kiosk.session import Customer, Session
from tests.bank.support import Terminal, card_of, number_of, ok
from tests.bench import qt_loop
from tests.bench.bank_transfers import PAYEE, PAYER, transfer_request
from tests.bench.report import Figure, Progress, Target
from tests.bench.running_bank import Line, RunningBank, running_bank
from tests.kiosk.scene import Scene

ROUNDS = 100
WARM_UP = 10


def order_overhead(progress: Progress) -> list[Figure]:
    """Take turns: a POST of an order by itself, and the same order through a session."""
    with running_bank() as bank, closing(bank.connect()) as line:
        pairs = qt_loop.run(_measure(bank, line, progress))
    bare = statistics.median(bare for bare, _ in pairs)
    differences = [through - bare for _, through in pairs]
    return [
        Figure(
            name="order_overhead_ms",
            value=statistics.median(differences),
            unit="ms",
            n=len(pairs),
            conditions="median of session.order() on the Qt loop, to disk with fsync, less a bare POST of the same "
            f"body over an open connection just before it (median {bare:.1f} ms)",
            samples=differences,
            target=Target(10),
        )
    ]


async def _measure(bank: RunningBank, line: Line, progress: Progress) -> list[tuple[float, float]]:
    terminal = Terminal(line.send, bank.pin_key.key_id, bank.pin_key.initial_key)
    signed_in = terminal.sign_in(PAYER)
    order = TransferOrder(from_account=terminal.account(signed_in).id, to_account=number_of(PAYEE), amount=1)
    pairs: list[tuple[float, float]] = []
    with closing(_Parts(bank)) as parts:
        async with Scene() as scene:
            session = Session(uuid.uuid4().hex, dataclasses.replace(scene.terminal, orders=parts.orders))
            session.customer = Customer("", signed_in, CardData("6200001320179768", "3512"))
            for number in range(WARM_UP + ROUNDS):
                request = transfer_request(terminal, signed_in, order, str(parts.journal.head))
                started = time.perf_counter()
                ok(line.send("POST", "/transfers", request.headers, request.content))
                bare = time.perf_counter() - started

                token = terminal.token(card_of(PAYER), order)
                started = time.perf_counter()
                outcome = await session.order("transfer", order, token)
                through = time.perf_counter() - started
                if not isinstance(outcome, Done):
                    raise RuntimeError(f"an order was not executed: {outcome}")
                if number >= WARM_UP:
                    pairs.append((bare * 1000, through * 1000))
                progress(number + 1, WARM_UP + ROUNDS)
    return pairs


class _Parts:
    """What a terminal has for its orders, in the bench's folder and on its disk."""

    def __init__(self, bank: RunningBank) -> None:
        folder: Path = bank.identity.parent.parent / "kiosk"
        folder.mkdir(mode=0o700)
        self._worker = Worker("bank")
        self._client = BankClient(
            bank.url, bank.authority, bank.identity, self._worker, query_seconds=10, order_seconds=10
        )
        self._executor = ThreadPoolExecutor(1)
        self.journal = Journal(RealDisk(), folder / "journal", SystemClock())
        self.orders = Orders(
            RealDisk(),
            folder / "orders",
            folder / "keys",
            self.journal,
            self._client.send_transfer,
            self._executor,
            SystemClock(),
        )

    def close(self) -> None:
        """Close what was opened."""
        self._executor.shutdown()
        self.journal.close()
        self._client.close()
        self._worker.close()
