"""What goes over HTTP between a terminal and the bank: pydantic models and header names, nothing else.

Amounts are integers in fen. Times are UTC (RFC 3339). Every change of state carries an idempotency key; every
response echoes the request's `Request-Id` and names `CONTRACT_VERSION`, so that a terminal can refuse another
request's answer and another version's.
"""

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

CONTRACT_VERSION = "1"

REQUEST_ID = "Request-Id"  # request and response; a UUID
VERSION = "Contract-Version"  # request and response
IDEMPOTENCY_KEY = "Idempotency-Key"  # on every change of state; a UUID; scope: terminal + key, kept 90 days
CUSTOMER_SESSION = "Customer-Session"  # the session token of the signed-in customer
AUTHORISATION_TOKEN = "Authorisation-Token"  # noqa: S105 - a header's name; its value is single-use, from POST /authorisations
JOURNAL_HEAD = "Journal-Head"  # "<number>:<sha256 hex>" of the terminal's newest journal record, with every order

# strict: neither true nor "100" is an amount
Fen = Annotated[int, Field(strict=True, ge=0, le=10**13)]
PositiveFen = Annotated[int, Field(strict=True, gt=0, le=10**13)]
AccountNumber = Annotated[str, Field(pattern=r"^[0-9]{16,19}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    """Base: frozen; unknown fields are refused, so that a misspelt one never passes silently. Errors quote no input."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def fingerprint(body: BaseModel) -> str:
    """The SHA-256 (hex) of a body's canonical JSON: keys sorted, no spaces, UTF-8. A PIN is bound to this."""
    canonical = json.dumps(body.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


# -- terminal ------------------------------------------------------------------------------------------------------


class EnrolmentRequest(Model):
    """POST /enrolments, without a client certificate: the code shown to staff, and a certificate request (PEM)."""

    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{8,16}$")]
    certificate_request: Annotated[str, Field(max_length=8192)]


class RenewalRequest(Model):
    """POST /renewals, with the certificate that is about to end: a new certificate request (PEM)."""

    certificate_request: Annotated[str, Field(max_length=8192)]


class Certificate(Model):
    """The terminal's certificate and its authority's, both PEM."""

    terminal: str
    certificate: str
    authority: str


class BankStatus(Model):
    """GET /status: whether the bank takes orders, and what the terminal must match."""

    environment: Literal["sandbox", "production"]
    accepting: bool
    time: datetime
    business_date: date
    pin_key_ids: list[str]  # the initial key ids (hex) this bank can decipher for this terminal


# -- authorisation and sign-in -------------------------------------------------------------------------------------


class Card(Model):
    """A chip card as the reader gave it. `cryptogram`: the EMV ARQC (hex), empty where the reader has none."""

    pan: Annotated[str, Field(pattern=r"^[0-9]{13,19}$", repr=False)]
    expiry: Annotated[str, Field(pattern=r"^[0-9]{4}$")]  # YYMM
    sequence: Annotated[str, Field(pattern=r"^[0-9]{2}$")] = "00"
    cryptogram: Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{0,32}$")] = ""


class EncipheredPin(Model):
    """ISO 9564-1 format 4 under AES DUKPT. Used once and never stored."""

    key_id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    counter: Annotated[int, Field(strict=True, ge=1, lt=2**32)]
    block: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", repr=False)]


class Purpose(StrEnum):
    """What a PIN is given for."""

    SIGN_IN = "sign-in"
    ORDER = "order"


class AuthorisationRequest(Model):
    """POST /authorisations. `order_hash` (see `fingerprint`) is required for `order` and must be absent otherwise."""

    purpose: Purpose
    card: Card
    pin: EncipheredPin
    order_hash: Hash | None = None


class Authorisation(Model):
    """A single-use token, bound to purpose, card and order hash."""

    token: str
    expires_at: datetime


class SessionRequest(Model):
    """POST /sessions with a sign-in token in `Authorisation-Token`."""

    card: Card


class CustomerSession(Model):
    """`name` is the customer's own, for the greeting; `birth_year` lets a terminal offer larger type."""

    token: str
    name: str
    card_masked: str
    expires_at: datetime


# -- accounts ------------------------------------------------------------------------------------------------------


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


class PayeeQuery(Model):
    """POST /payees/look-up: a query without a key; POST so that the number stays out of URLs."""

    account_number: AccountNumber


class Payee(Model):
    """The masked name a customer confirms, as the wording rule for real-time transfers wants it."""

    masked_name: str
    masked_number: str
    bank: str
    own: bool = False  # the payee is the customer


# -- orders --------------------------------------------------------------------------------------------------------


class TransferOrder(Model):
    """POST /transfers with Idempotency-Key, Authorisation-Token, Customer-Session, Journal-Head."""

    from_account: str  # Account.id
    to_account: AccountNumber
    amount: PositiveFen
    currency: Literal["CNY"] = "CNY"
    speed: Literal["real-time"] = "real-time"


class OrderState(StrEnum):
    """What became of an order at the bank."""

    DONE = "done"
    DECLINED = "declined"
    RUNNING = "running"


class Receipt(Model):
    """What the bank says of an executed order; a terminal prints it word for word."""

    reference: str
    amount: PositiveFen
    fee: Fen
    executed_at: datetime
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


# -- assistance ----------------------------------------------------------------------------------------------------


class AssistanceRequest(Model):
    """POST /assistance: somebody at the terminal wants a person. No customer data: `where` is a prompt's text id."""

    where: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    language: Literal["zh-Hans", "zh-Hant", "en"]


class Assistance(Model):
    """GET /assistance/{id}. `answered_at` is None until a member of staff has taken the call."""

    id: str
    called_at: datetime
    answered_at: datetime | None = None


# -- problems (RFC 9457) -------------------------------------------------------------------------------------------


class ProblemDetails(BaseModel):
    """application/problem+json. `type` is `urn:smart-teller:problem:<code>`; the codes are in bank/problems.py.

    `attempts_left` with `pin-wrong`; `retry_after` seconds with `order-running` and `bank-busy`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: str
    title: str
    status: int
    detail: str = ""
    attempts_left: int | None = None
    retry_after: int | None = None

    @property
    def code(self) -> str:
        """The last part of `type`."""
        return self.type.rsplit(":", 1)[-1]
