"""What a customer has: accounts, limits, transactions, statements."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bank.contract.base import Day, Fen, Model


class AccountState(StrEnum):
    """The states of an account."""

    ACTIVE = "active"
    FROZEN = "frozen"  # no debits
    CLOSED = "closed"


class Account(Model):
    """One account of the signed-in customer. `id` is opaque and stable; the number is masked but for its tail."""

    id: str
    kind: Literal["savings", "current"]
    masked: str
    state: AccountState
    balance: int  # fen; ledger balance
    available: int  # fen; what can be spent now
    currency: Literal["CNY"] = "CNY"


class AccountSummary(Model):
    """GET /accounts. `limit_per_transfer` and `limit_left_today` in fen: what a terminal may send now."""

    accounts: list[Account]
    limit_per_transfer: Fen
    limit_left_today: Fen
    at: datetime


class Tier(StrEnum):
    """How well the bank knows a customer; limits and fees go by it."""

    STANDARD = "standard"
    PREMIUM = "premium"


class Limits(Model):
    """GET /limits, in fen. `sent_today` counts for `business_date`; a transfer counts when it is accepted."""

    tier: Tier
    per_transfer: Fen
    per_day: Fen
    sent_today: Fen
    left_today: Fen
    business_date: date


class TransactionKind(StrEnum):
    """What a transaction was for."""

    OPENING = "opening"
    SALARY = "salary"
    RENT = "rent"
    UTILITIES = "utilities"
    SHOP = "shop"
    FEE = "fee"
    INTEREST = "interest"
    TRANSFER = "transfer"


class TransactionQuery(Model):
    """POST /transactions/search, newest first. Everything but `account` narrows down; dates are business dates, both
    included; `least` and `most` in fen, without sign; `counterparty` is part of a name as the bank shows it.

    `cursor`: the `next` of the page before; the other fields must be the same then. What reaches back far, as it does
    without `since`, wants a `Verification-Token` for the `TransactionHistory` once a session.
    """

    account: str  # Account.id
    since: Day | None = None
    until: Day | None = None
    kind: TransactionKind | None = None
    counterparty: Annotated[str, Field(max_length=40)] = ""
    least: Fen | None = None
    most: Fen | None = None
    cursor: Annotated[str, Field(max_length=200)] = ""
    limit: Annotated[int, Field(strict=True, ge=1, le=100)] = 20


class TransactionHistory(Model):
    """What a verification is bound to that opens an account's older transactions until the session ends."""

    account: str  # Account.id


class Transaction(Model):
    """One posting on the customer's account. `amount` in fen, negative where money left; `fee` is part of it.

    `counterparty` and `counterparty_number` are masked where they are a person's, whole where they are a company's;
    `terminal` is empty where it was not at a terminal.
    """

    reference: str
    at: datetime
    business_date: date
    kind: TransactionKind
    amount: int
    fee: Fen = 0
    balance_after: int
    counterparty: str = ""
    counterparty_number: str = ""
    note: str = ""
    terminal: str = ""


class TransactionPage(Model):
    """`next`: the cursor of the page after this one, empty at the end."""

    transactions: list[Transaction]
    next: str = ""


class StatementQuery(Model):
    """POST /statements: business dates, both included, at most 400 days."""

    account: str  # Account.id
    since: Day
    until: Day


class StatementData(Model):
    """What a statement says; `opening + money_in - money_out == closing`. Lines oldest first, at most 2000."""

    number: str
    holder: str  # the customer's own name, whole
    account_masked: str
    kind: Literal["savings", "current"]
    currency: Literal["CNY"] = "CNY"
    since: date
    until: date
    opening: int
    closing: int
    money_in: Fen
    money_out: Fen
    lines: list[Transaction]
    made_at: datetime
