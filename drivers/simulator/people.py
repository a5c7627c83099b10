"""The cards and faces of the sandbox: who could walk up. From assets/sandbox/people.toml, which the bank reads too."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

PEOPLE = Path(__file__).resolve().parents[2] / "assets" / "sandbox" / "people.toml"


@dataclass(frozen=True)
class SandboxCard:
    """A card in somebody's pocket. `pin` is shown to whoever plays the customer; it exists in the sandbox only.

    `accounts`: the numbers of its owner's accounts, for whoever wants to pay them something; `id_number` and `phone`
    are its owner's too. `owner` is the id of who carries it, and `number` which of their cards it is. `dispensed`: it
    came out of the dispenser, and nobody but its owner knows its PIN.
    """

    pan: str = field(repr=False)
    expiry: str
    sequence: str
    label: str
    pin: str = field(repr=False)
    accounts: tuple[str, ...] = field(default=(), repr=False)
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    owner: str = ""
    number: int = 1
    dispensed: bool = False

    @property
    def masked(self) -> str:
        """The number with its middle left out: this is what is written to disk."""
        return f"{self.pan[:6]}******{self.pan[-4:]}"


@dataclass(frozen=True)
class SandboxFace:
    """Somebody who can stand before the camera: the id of a person, their name, and that of their face."""

    person: str
    name: str
    face: str


def read_sandbox_faces(file: Path = PEOPLE) -> list[SandboxFace]:
    """Read all who have a face. Raises `OSError` and `ValueError` (not TOML), `KeyError` (a field is missing)."""
    people = tomllib.loads(file.read_text(encoding="utf-8"))["people"]
    return [SandboxFace(person["id"], person["name"], person["face"]) for person in people if "face" in person]


def read_cards(file: Path = PEOPLE) -> list[SandboxCard]:
    """Read all cards. Raises `OSError` and `ValueError` (not TOML), `KeyError` (a field is missing)."""
    people = tomllib.loads(file.read_text(encoding="utf-8"))["people"]
    return [
        SandboxCard(
            card["pan"],
            card["expiry"],
            card["sequence"],
            card["label"],
            card["pin"],
            tuple(account["number"] for account in person.get("accounts", [])),
            person["id_number"],
            person["phone"],
            person["id"],
            number,
        )
        for person in people
        for number, card in enumerate(person.get("cards", []), 1)
    ]
