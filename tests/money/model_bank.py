"""A bank reduced to what matters here: it executes each key at most once, and never forgets."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum

from bank.contract import OrderState, Receipt, Settlement, TransferOrder
from kiosk.bank.errors import BankUnreachable

RUNNING = Settlement(state=OrderState.RUNNING)
NEVER_RECEIVED = Settlement(state=OrderState.DECLINED, problem="order-never-received")


class Line(StrEnum):
    """What becomes of an order on its way, and of the answer."""

    GOOD = "good"
    ANSWER_LOST = "answer-lost"
    ORDER_LOST = "order-lost"
    DECLINED = "declined"


class ModelBank:
    """`send` and `settle` are what a terminal calls. `reached`: whether the bank can be reached to be asked."""

    def __init__(self, line: Line = Line.GOOD) -> None:
        self.line = line
        self.reached = True
        self.moved: Counter[str] = Counter()  # how often money moved under a key
        self.head = ""
        self.alarms: list[str] = []
        self.asked = 0
        self.before: Callable[[], None] = lambda: None
        self._answers: dict[str, Settlement] = {}

    def send(
        self, key: str, body: TransferOrder, token: str, session: str, journal_head: str, verification: str
    ) -> Settlement:
        """Take an order."""
        self.before()
        if self.line is Line.ORDER_LOST:
            return RUNNING
        self._note(journal_head)
        answer = self._answers.setdefault(key, self._decide(key, body))
        return RUNNING if self.line is Line.ANSWER_LOST else answer

    def settle(self, key: str) -> Settlement:
        """Say what became of a key, and close it if it was never seen."""
        self.asked += 1
        if not self.reached:
            raise BankUnreachable("no line")
        return self._answers.setdefault(key, NEVER_RECEIVED)

    def state(self, key: str) -> OrderState | None:
        """What the bank has decided about a key."""
        answer = self._answers.get(key)
        return answer.state if answer else None

    def reference(self, key: str) -> str:
        """The reference of an executed order."""
        receipt = self._answers[key].receipt
        assert receipt
        return receipt.reference

    def _decide(self, key: str, body: TransferOrder) -> Settlement:
        if key in self._answers:
            return self._answers[key]
        if self.line is Line.DECLINED:
            return Settlement(state=OrderState.DECLINED, problem="insufficient-funds")
        self.moved[key] += 1
        return Settlement(state=OrderState.DONE, receipt=receipt(body.amount, len(self.moved)))

    def _note(self, head: str) -> None:
        """As the reference bank does: a journal that was cut short or rewritten raises an alarm."""
        number = int(head.partition(":")[0])
        known = int(self.head.partition(":")[0] or 0)
        if number < known or (number == known and head != self.head):
            self.alarms.append(f"{self.head} -> {head}")
        self.head = head


def receipt(amount: int, number: int = 1) -> Receipt:
    """What the bank says of an executed order."""
    return Receipt(
        reference=f"20260302{number:010d}",
        amount=amount,
        fee=0,
        executed_at=datetime(2026, 3, 2, 2, 30, tzinfo=UTC),
        business_date=date(2026, 3, 2),
        payee_masked_name="*明",
        payee_masked_number="6222 **** **** 0010",
        balance_after=100_000,
    )
