"""The authority that knows every ID document and its holder's portrait; in the sandbox, the cast and a folder.

A real one is asked with name and ID number, over a line of its own, and says whether a face is that person's. The
sandbox's gives the portrait itself, as the terminal's own engine compares.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from bank.contract import DocumentData
from bank.people import PEOPLE, Standing, load_people

PORTRAITS = Path(__file__).parent.parent / "assets" / "sandbox" / "portraits"
MOST_BYTES = 200_000  # of a portrait: as base64 it must pass where an answer is read whole
_NAME = re.compile(r"[a-z0-9-]{1,60}")
_JPEG = b"\xff\xd8\xff"


class Registry(Protocol):
    """Has portraits, and says what it has of a document."""

    def has(self, customer: str) -> bool:
        """Whether there is a portrait of this customer."""
        ...

    def portrait(self, customer: str) -> bytes | None:
        """Return the portrait as JPEG, None without one."""
        ...

    def standing(self, document: DocumentData) -> Standing:
        """Say whether there is such a document, and whether it is as it should be."""
        ...


class NoRegistry:
    """For a bank that has no line to the authority: nobody has a portrait."""

    def has(self, customer: str) -> bool:
        """Say no."""
        return False

    def portrait(self, customer: str) -> bytes | None:
        """Return None."""
        return None

    def standing(self, document: DocumentData) -> Standing:
        """Say that the authority does not answer."""
        return Standing.AWAY


@dataclass(frozen=True)
class _Entry:
    """What the authority has of a document."""

    name: str
    born: date
    valid_until: date | None
    standing: Standing


class FolderRegistry:
    """The simulated authority: `<person's id>.jpg` in a folder, and the documents of the cast in `people`.

    A file that is no JPEG, or too large, is no portrait. The documents are those of id_documents.toml beside
    people.toml (drivers/simulator/id_documents.py says how it is read), and a long-term resident ID of everybody else.
    """

    def __init__(self, folder: Path = PORTRAITS, people: Path = PEOPLE) -> None:
        self._folder = folder
        self._people = people

    @cached_property
    def _documents(self) -> dict[str, _Entry]:
        """Return everybody's documents by their numbers. Raises as `load_people`."""
        beside = self._people.with_name("id_documents.toml")
        tables: list[dict[str, Any]] = []
        if beside.exists():
            tables = tomllib.loads(beside.read_text(encoding="utf-8"))["documents"]
        return {
            table.get("number", person.id_number): _Entry(
                table.get("name", person.name), person.born, table.get("valid_until"), person.registry
            )
            for person in load_people(self._people)
            for table in [table for table in tables if table["owner"] == person.id] or [{}]
        }

    def standing(self, document: DocumentData) -> Standing:
        """Say what the cast has of it."""
        entry = self._documents.get(document.number)
        if entry is None:
            return Standing.UNKNOWN
        if entry.standing is not Standing.KNOWN:
            return entry.standing
        same = (entry.name, entry.born, entry.valid_until) == (document.name, document.born, document.valid_until)
        return Standing.KNOWN if same else Standing.DIFFERS

    def has(self, customer: str) -> bool:
        """Whether there is a portrait of this customer."""
        return self.portrait(customer) is not None

    def portrait(self, customer: str) -> bytes | None:
        """Return the portrait as JPEG, None without one."""
        if not _NAME.fullmatch(customer):
            return None
        try:
            found = (self._folder / f"{customer}.jpg").read_bytes()
        except OSError:
            return None
        return found if found.startswith(_JPEG) and len(found) <= MOST_BYTES else None
