"""Money that moves: payees, quotes, orders, what became of them, and what waits."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from bank.contract.base import AccountNumber, Destination, Fen, Model, PositiveFen
from bank.contract.verification import StepUp


class PayeeQuery(Model):
    """POST /payees/look-up: a query without a key; POST so that the number stays out of URLs."""

    account_number: Destination


class Payee(Model):
    """The masked name a customer confirms, as the wording rule for real-time transfers wants it."""

    masked_name: str
    masked_number: str
    bank: str
    own: bool = False  # the payee is the customer


PayeeLabel = Literal["", "daughter", "son", "wife", "husband", "mother", "father", "landlord", "friend"]
"""Who a saved payee is to the customer, "" where they did not say: what they are called when somebody says a name."""


class SavedPayee(Model):
    """GET /payees: somebody the customer sends money to. `id` is 32 hex digits: `payee:<id>` is a `Destination`."""

    id: str
    masked_name: str
    masked_number: str
    bank: str
    last_used: date | None = None
    label: PayeeLabel = ""


class SavedPayees(Model):
    """The most recently used first."""

    payees: list[SavedPayee]


class SavePayeeRequest(Model):
    """POST /payees: keep a payee. Saving one that is saved already changes its label alone, where one is given."""

    account_number: AccountNumber
    label: PayeeLabel = ""


class Speed(StrEnum):
    """When a transfer is executed: at once; two hours later; at the start of the next calendar day in Beijing."""

    REAL_TIME = "real-time"
    TWO_HOURS = "two-hours"
    NEXT_DAY = "next-day"


class Risk(StrEnum):
    """Why a customer is asked before a transfer whether somebody is leading them."""

    NEW_PAYEE = "new-payee"  # never paid before by this customer, and not their own
    UNUSUAL_AMOUNT = "unusual-amount"  # against 90 days of the customer's own transfers
    ODD_HOUR = "odd-hour"  # 22:00 to 06:00 in Beijing
    SEVERAL_TODAY = "several-today"  # the fourth or later on one business date


Note = Literal["", "family", "rent", "goods", "loan", "gift", "other"]


class QuoteQuery(Model):
    """POST /quotes: what a transfer would cost and when it would arrive. Refused as the order would be."""

    from_account: str  # Account.id
    to_account: Destination
    amount: PositiveFen


class SpeedQuote(Model):
    """One way to send it. `executes_at` is now for real time."""

    speed: Speed
    fee: Fen
    executes_at: datetime


class Quote(Model):
    """`speeds` in the order real time, two hours, next day, but those whose fee is more than is left. `risks`: what to
    ask before it is confirmed. `step_up`: how the customer must be verified before the order is taken, None if card and
    PIN are enough.
    """

    amount: PositiveFen
    speeds: list[SpeedQuote]
    risks: list[Risk]
    step_up: StepUp | None = None


class TransferOrder(Model):
    """POST /transfers with Idempotency-Key, Authorisation-Token, Customer-Session, Journal-Head, and where
    the quote names a step-up Verification-Token.

    `acknowledged`: the risks that the customer was asked about and answered; the bank keeps them with the order.
    """

    from_account: str  # Account.id
    to_account: Destination
    amount: PositiveFen
    currency: Literal["CNY"] = "CNY"
    speed: Speed = Speed.REAL_TIME
    note: Note = ""
    acknowledged: tuple[Risk, ...] = ()


class OrderState(StrEnum):
    """What became of an order at the bank."""

    DONE = "done"
    DECLINED = "declined"
    RUNNING = "running"


class Receipt(Model):
    """What the bank says of an order it has taken; a terminal prints it word for word.

    `executes_at` is None once it is executed; otherwise it is when it will be, `executed_at` is when it was accepted,
    and `transfer` is the id by which it can be cancelled until then. `balance_after` is what is available.
    """

    reference: str
    amount: PositiveFen
    fee: Fen
    speed: Speed = Speed.REAL_TIME
    executed_at: datetime
    executes_at: datetime | None = None
    transfer: str = ""
    business_date: date
    payee_masked_name: str
    payee_masked_number: str
    balance_after: int


class Settlement(Model):
    """POST /orders/{key}/settle: asked by key, never sent again.

    A key that the bank never saw is closed there (later copies are refused) and reported `declined` with the
    problem type `order-never-received`.
    """

    state: OrderState
    receipt: Receipt | None = None
    problem: str | None = None  # the last part of a problem type


class PendingState(StrEnum):
    """What has become of a transfer that was not sent at once."""

    WAITING = "waiting"
    EXECUTED = "executed"
    CANCELLED = "cancelled"
    FAILED = "failed"  # at its time the account was frozen or closed, or the payee's; nothing was taken


class PendingTransfer(Model):
    """One transfer that was not sent at once. `amount` and `fee` in fen; `id` is 32 hex digits.

    `to_account`: the Account.id where it goes to an account of the customer's own, else "".
    """

    id: str
    reference: str
    state: PendingState
    speed: Speed
    amount: PositiveFen
    fee: Fen
    note: Note = ""
    accepted_at: datetime
    executes_at: datetime
    from_account: str  # Account.id
    from_masked: str
    to_account: str = ""
    payee_masked_name: str
    payee_masked_number: str


class PendingTransfers(Model):
    """GET /transfers/pending: those that wait, the next first, and those that ended in the last seven days after them.

    POST /transfers/pending/{id}/cancel, with an Idempotency-Key, gives the one transfer as it is then.
    """

    transfers: list[PendingTransfer]
