"""Who can walk up: the people of the sandbox, as a story names them."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from drivers.simulator.people import PEOPLE


@dataclass(frozen=True)
class Card:
    """A card and the PIN in its owner's head."""

    pan: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True)
class Person:
    """Somebody of assets/sandbox/people.toml."""

    id: str
    name: str
    cards: tuple[Card, ...]
    accounts: tuple[str, ...] = field(repr=False)
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


def read_cast(file: Path = PEOPLE) -> dict[str, Person]:
    """Read everybody, by id."""
    people = tomllib.loads(file.read_text(encoding="utf-8"))["people"]
    return {
        entry["id"]: Person(
            entry["id"],
            entry["name"],
            tuple(Card(card["pan"], card["pin"]) for card in entry.get("cards", [])),
            tuple(account["number"] for account in entry.get("accounts", [])),
            entry.get("id_number", ""),
            entry.get("phone", ""),
        )
        for entry in people
    }
