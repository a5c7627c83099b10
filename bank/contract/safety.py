"""Stopping what could be stolen: cards reported lost, accounts frozen, also by who has no card at hand."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bank.contract.accounts import AccountState
from bank.contract.base import Count, Model

# GB 11643: region, birthday, sequence, check character
IdNumber = Annotated[str, Field(pattern=r"^[0-9]{17}[0-9X]$", repr=False)]


class CardState(StrEnum):
    """The states of a card."""

    ACTIVE = "active"
    BLOCKED = "blocked"  # after wrong PINs
    LOST = "lost"  # reported by the customer
    EXPIRED = "expired"
    INACTIVE = "inactive"  # bound, and not seen taken


class CardInfo(Model):
    """A card of the customer. `id` is opaque and stable; `here`: it is the one that signed in."""

    id: str
    masked: str
    state: CardState
    expiry: Annotated[str, Field(pattern=r"^[0-9]{4}$")]  # YYMM
    here: bool = False


class Holding(Model):
    """An account as somebody without a card sees it: enough to freeze it.

    `can_unfreeze`: it is frozen and the customer did it, who can undo it with card, PIN and a verification. What the
    bank or an authority froze, only they release.
    """

    id: str
    masked: str
    state: AccountState
    can_unfreeze: bool = False


class Safety(Model):
    """GET /safety: the customer's cards and accounts, with what can be done to them.

    POST /cards/{id}/report-lost and POST /accounts/{id}/freeze, each with an Idempotency-Key, give it as it is then.
    Both work at once and in any session, also one opened with a code. Undoing a freeze takes more (`UnfreezeOrder`);
    undoing a report of a lost card takes a person at a counter.
    """

    cards: list[CardInfo]
    accounts: list[Holding]


class PhoneCodeRequest(Model):
    """POST /phone-codes: send a code to the phone the bank has for this person.

    The answer is the same for a number that nobody has: whose customer somebody is, is nobody else's business.
    """

    id_number: IdNumber


class PhoneCode(Model):
    """A code of six digits is on its way, good for five minutes. POST /phone-codes/{id}/resend sends another."""

    id: str
    expires_at: datetime
    resend_at: datetime  # not before
    resends_left: Count


class PhoneCodeAnswer(Model):
    """POST /phone-codes/{id}/sign-in: what the customer read on their phone. Three tries."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}$", repr=False)]


class SafetySession(Model):
    """A session (`Customer-Session`) that can only see `Safety` and stop cards and accounts. The name is masked."""

    token: str
    masked_name: str
    expires_at: datetime
