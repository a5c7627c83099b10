"""The headers an operation takes, as FastAPI documents and pydantic checks them."""

from typing import Annotated
from uuid import UUID

from fastapi import Header
from pydantic import BaseModel

from bank import contract as c

Key = Annotated[UUID, Header(alias=c.IDEMPOTENCY_KEY, description="kept 90 days; its scope is the terminal")]
SessionToken = Annotated[str, Header(alias=c.CUSTOMER_SESSION, min_length=1, max_length=128, pattern="^[!-~]+$")]
StaffToken = Annotated[str, Header(alias=c.STAFF_SESSION, min_length=1, max_length=128, pattern="^[!-~]+$")]
Token = Annotated[str, Header(alias=c.AUTHORISATION_TOKEN, min_length=1, max_length=128, pattern="^[!-~]+$")]
OptionalToken = Annotated[
    str | None, Header(alias=c.AUTHORISATION_TOKEN, min_length=1, max_length=128, pattern="^[!-~]+$")
]
Head = Annotated[str, Header(alias=c.JOURNAL_HEAD, pattern="^(0|[1-9][0-9]{0,17}):[0-9a-f]{64}$")]

VerificationToken = Annotated[
    str | None, Header(alias=c.VERIFICATION_TOKEN, min_length=1, max_length=128, pattern="^[!-~]+$")
]
ApplicationToken = Annotated[str, Header(alias=c.APPLICATION_TOKEN, min_length=1, max_length=128, pattern="^[!-~]+$")]
OptionalApplicationToken = Annotated[
    str | None, Header(alias=c.APPLICATION_TOKEN, min_length=1, max_length=128, pattern="^[!-~]+$")
]


class OrderHeaders(BaseModel):
    """What comes with every order."""

    key: Key
    session: SessionToken
    token: Token
    head: Head
    verification: VerificationToken = None
