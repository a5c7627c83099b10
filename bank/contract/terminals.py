"""The terminal itself: enrolment, status, calls for a person, what it has sent."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from bank.contract.base import Count, Fen, Model


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
    """GET /status: whether the bank takes orders, and what the terminal must match.

    `staffed`: a member of staff can be called to a terminal now.
    """

    environment: Literal["sandbox", "production"]
    accepting: bool
    time: datetime
    business_date: date
    staffed: bool = True
    pin_key_ids: list[str]  # the initial key ids (hex) this bank can decipher for this terminal


class AssistanceRequest(Model):
    """POST /assistance: somebody at the terminal wants a person. No customer data: `where` is a prompt's text id."""

    where: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    language: Literal["zh-Hans", "zh-Hant", "en"]


class Assistance(Model):
    """GET /assistance/{id}. `answered_at` is None until a member of staff has taken the call."""

    id: str
    called_at: datetime
    answered_at: datetime | None = None


class ReconciliationLine(Model):
    """What one kind of instruction came to. `amount` and `fees` in fen."""

    kind: Literal["transfer", "scheduled-transfer", "cancelled-transfer"]
    count: Count
    amount: Fen
    fees: Fen


class Reconciliation(Model):
    """GET /reconciliation/{business_date}: what this terminal did on a business date, as the bank has it."""

    terminal: str
    business_date: date
    lines: list[ReconciliationLine]
