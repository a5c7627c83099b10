"""The people of the sandbox, as the bank and the simulator know them."""

import tomllib
from dataclasses import dataclass, field

from drivers.simulator.people import PEOPLE


@dataclass(frozen=True)
class Person:
    """Somebody with a card and an account (the first, of several)."""

    name: str
    name_latin: str
    account: str
    pan: str
    pin: str
    id_number: str
    portrait: bytes = field(repr=False)  # the registry's, JPEG


def person(id: str) -> Person:
    """The one of this id in assets/sandbox/people.toml."""
    people = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"]
    found = next(one for one in people if one["id"] == id)
    card = found["cards"][0]
    return Person(
        found["name"],
        found["name_latin"],
        found["accounts"][0]["number"],
        card["pan"],
        card["pin"],
        found["id_number"],
        (PEOPLE.parent / "portraits" / f"{id}.jpg").read_bytes(),
    )


WANG = person("wang-xiaoming")
MARIA = person("maria-fernandez-okonkwo")
