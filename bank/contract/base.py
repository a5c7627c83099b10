"""What every part of the contract shares: headers, amounts, the base model, fingerprints."""

import hashlib
import json
import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

CONTRACT_VERSION = "1"

REQUEST_ID = "Request-Id"  # request and response; a UUID
VERSION = "Contract-Version"  # request and response
IDEMPOTENCY_KEY = "Idempotency-Key"  # on every change of state; a UUID; scope: terminal + key, kept 90 days
CUSTOMER_SESSION = "Customer-Session"  # the session token of the signed-in customer
AUTHORISATION_TOKEN = "Authorisation-Token"  # noqa: S105 - a header's name; its value is single-use, from POST /authorisations
VERIFICATION_TOKEN = "Verification-Token"  # noqa: S105 - a header's name; its value is single-use, from a `Verification`
APPLICATION_TOKEN = "Application-Token"  # noqa: S105 - a header's name; its value is the `token` of an `Application`
STAFF_SESSION = "Staff-Session"  # the session token of a signed-in member of staff
JOURNAL_HEAD = "Journal-Head"  # "<number>:<sha256 hex>" of the terminal's newest journal record, with every order

# strict: neither true nor "100" is an amount
Fen = Annotated[int, Field(strict=True, ge=0, le=10**13)]
PositiveFen = Annotated[int, Field(strict=True, gt=0, le=10**13)]
Count = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
AccountNumber = Annotated[str, Field(pattern=r"^[0-9]{16,19}$")]


def _iso_date(value: object) -> object:
    """Let a number be no date: pydantic would take it for seconds since 1970."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return date.fromisoformat(value)  # a terminal reads strictly: text is no date there
    raise ValueError("a date as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_iso_date)]
# Where money goes: an account number, one of the customer's own accounts, or a saved payee
Destination = Annotated[str, Field(pattern=r"^([0-9]{16,19}|(account|payee):[0-9a-f]{32})$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    """Base: frozen; unknown fields are refused, so that a misspelt one never passes silently. Errors quote no input."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def fingerprint(body: BaseModel) -> str:
    """The SHA-256 (hex) of a body's canonical JSON: keys sorted, no spaces, UTF-8. A PIN is bound to this."""
    canonical = json.dumps(body.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
