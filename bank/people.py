"""Reads the sandbox's people (assets/sandbox/people.toml)."""

import tomllib
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bank.contract import AccountNumber, AccountState, Fen, IdNumber, Model, PositiveFen, StaffRole

# mainland China's mobile numbers; 1990000 is no operator's block
Phone = Annotated[str, Field(pattern=r"^1990000[0-9]{4}$", repr=False)]
PEOPLE = Path(__file__).parent.parent / "assets" / "sandbox" / "people.toml"


class Standing(StrEnum):
    """What the authority says of a document and its holder."""

    KNOWN = "known"  # name, birth and validity are as they should be
    UNKNOWN = "unknown"
    DIFFERS = "differs"
    CANCELLED = "cancelled"  # reported lost, replaced by a newer one, its holder died
    AWAY = "away"  # it does not answer


class SandboxAccount(Model):
    """An account and what it holds at first, in fen."""

    number: AccountNumber
    kind: Literal["savings", "current"]
    state: AccountState
    balance: Fen


class SandboxCard(Model):
    """A card and its PIN, which only the sandbox writes down. `label` is how the panel shows it."""

    pan: Annotated[str, Field(pattern=r"^620000[0-9]{7,13}$")]
    expiry: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    sequence: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    pin: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    state: Literal["active", "blocked", "expired"]
    label: str


class Person(Model):
    """An invented person: a customer, or somebody without an account yet. Limits and `sent_today` in fen.

    `registry`: what the authority says of their ID document. `served` is false where only a counter may serve them.
    """

    id: str
    name: str
    name_latin: str
    born: date
    id_number: IdNumber
    phone: Phone
    language: Literal["zh-Hans", "zh-Hant", "en"]
    tier: Literal["standard", "premium"] = "standard"
    limit_per_transfer: PositiveFen = 5_000_000
    limit_per_day: PositiveFen = 20_000_000
    sent_today: Fen = 0
    face: str = ""  # the simulator's
    registry: Standing = Standing.KNOWN
    served: bool = True
    accounts: list[SandboxAccount] = Field(default_factory=list[SandboxAccount])
    cards: list[SandboxCard] = Field(default_factory=list[SandboxCard])


class SandboxStaff(Model):
    """An invented member of branch staff. `person`: the customer that it is, empty where it is none of them.

    `id_number`: theirs, where they are none of the people; so they are known in whatever they apply for.
    """

    number: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    name: str
    pin: Annotated[str, Field(pattern=r"^[0-9]{6}$", repr=False)]
    roles: list[StaffRole]
    person: str = ""
    id_number: IdNumber = ""

    @model_validator(mode="after")
    def _is_known(self) -> "SandboxStaff":
        if bool(self.person) == bool(self.id_number):
            raise ValueError("a member of staff is one of the people, or has an ID number")
        return self


class Cast(Model):
    """Everybody."""

    people: list[Person]
    staff: list[SandboxStaff] = Field(default_factory=list[SandboxStaff])


def load_people(path: Path = PEOPLE) -> list[Person]:
    """Read the customers. Raises `OSError`, `tomllib.TOMLDecodeError` and `pydantic.ValidationError`."""
    return load_cast(path).people


def load_cast(path: Path = PEOPLE) -> Cast:
    """Read everybody. Raises as `load_people`."""
    return Cast.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
