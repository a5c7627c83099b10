"""The customer: card, PIN, signing in."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bank.contract.base import Hash, Model


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
    SET_PIN = "set-pin"


class AuthorisationRequest(Model):
    """POST /authorisations. `order_hash` (see `fingerprint`) is required for `order` and must be absent otherwise.

    For `set-pin`, `card` is that of the application's `Reservation`, `pin` and `pin_again` are the new PIN as it was
    entered twice, and the application's token goes into `Application-Token`. The bank refuses unequal ones
    (pins-differ) and those easily guessed (pin-weak, with `weakness`).
    """

    purpose: Purpose
    card: Card
    pin: EncipheredPin
    order_hash: Hash | None = None
    pin_again: EncipheredPin | None = None


class Authorisation(Model):
    """A single-use token, bound to purpose, card and order hash."""

    token: str
    expires_at: datetime


class SessionRequest(Model):
    """POST /sessions with a sign-in token in `Authorisation-Token`."""

    card: Card


class CustomerSession(Model):
    """`name` is the customer's own, for the greeting."""

    token: str
    name: str
    card_masked: str
    expires_at: datetime
