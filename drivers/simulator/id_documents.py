"""The ID documents of the sandbox: what the people of assets/sandbox/people.toml could lay in.

A `[[documents]]` table of id_documents.toml beside it holds, with what is taken where a field is left out:
`owner`: the person's `id`; `kind`: resident-id, passport or residence-permit; `number`: the person's `id_number`;
`name`: the person's; `latin_name` ("Surname, Given Names"): the person's `name_latin`, its first word the surname;
`sex`: male or female, by the ID number's 17th digit; `nation`: an ethnic group ("汉") or an alpha-3 code;
`address`, `issuer`; `valid_from` and `valid_until` as dates, left out where there is none (long-term).
Somebody without such a table has a resident ID. The photo is `portraits/ID.jpg` beside the file, by the person's `id`.
"""

import base64
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from drivers.id_scanner.contract import DocumentKind, Sex
from drivers.simulator.people import PEOPLE
from drivers.wire import JSON

_USUAL: dict[str, Any] = {"kind": DocumentKind.RESIDENT_ID.value, "valid_from": date(2021, 3, 1)}
_EXPIRED = date(2019, 12, 31)
_LABELS = {
    DocumentKind.RESIDENT_ID: "resident ID",
    DocumentKind.PASSPORT: "passport",
    DocumentKind.RESIDENCE_PERMIT: "residence permit",
}
# a grey square of eight pixels, for whom nobody has drawn yet
_GREY = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeX"
    "BkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AQf/Z"
)


class Laid(StrEnum):
    """How a document is laid in, and in what state it is."""

    STRAIGHT = "straight"
    SKEWED = "skewed"
    UPSIDE_DOWN = "upside-down"
    WRONG_KIND = "wrong-kind"  # a library card in its place
    DAMAGED = "damaged"  # the chip does not answer
    EXPIRED = "expired"  # the same document, its validity over
    ALTERED = "altered"  # a digit of its number was changed
    SNATCHED = "snatched"  # pulled out before it is read


def how_laid(word: str) -> Laid:
    """Read how a document is laid in. Raises `ValueError` with a sentence for a word there is not."""
    try:
        return Laid(word)
    except ValueError:
        raise ValueError(f"A document is laid in {', '.join(Laid)}.") from None


@dataclass(frozen=True)
class SandboxDocument:
    """One ID document in somebody's pocket. The fields are those of `IdDocument`; `owner` is the person's id."""

    owner: str
    kind: DocumentKind
    number: str = field(repr=False)
    name: str = field(repr=False)
    latin_name: str = field(repr=False)
    sex: Sex = field(repr=False)
    nation: str = field(repr=False)
    born: date = field(repr=False)
    address: str = field(repr=False)
    issuer: str = field(repr=False)
    valid_from: date | None = field(repr=False)
    valid_until: date | None = field(repr=False)
    portrait: Path = field(repr=False)

    @property
    def id(self) -> str:
        """What the panel and stories call it."""
        return f"{self.owner}/{self.kind.value}"

    @property
    def label(self) -> str:
        """What the panel shows."""
        return f"{self.name} · {_LABELS[self.kind]}"

    def read(self, laid: Laid = Laid.STRAIGHT) -> dict[str, JSON]:
        """What a scanner reads of it, as it goes over the wire."""
        document = self
        if laid is Laid.EXPIRED:
            begun = None if self.valid_from is None else min(self.valid_from, _EXPIRED.replace(year=2009))
            document = replace(self, valid_from=begun, valid_until=_EXPIRED)
        lines = document.mrz()
        if laid is Laid.ALTERED:
            document = replace(document, number=_altered(document.number))
        return {
            "kind": document.kind.value,
            "number": document.number,
            "name": document.name,
            "latin_name": "" if document.kind is DocumentKind.RESIDENT_ID else document.latin_name,
            "sex": document.sex.value,
            "nation": document.nation,
            "born": document.born.isoformat(),
            "address": document.address,
            "issuer": document.issuer,
            "valid_from": document.valid_from and document.valid_from.isoformat(),
            "valid_until": document.valid_until and document.valid_until.isoformat(),
            "photo": base64.b64encode(self._photo()).decode(),
            "mrz": lines,
        }

    def mrz(self) -> list[str]:
        """The machine-readable zone (ICAO 9303-4 and -5): two lines, three, or none on a resident ID."""
        if self.kind is DocumentKind.RESIDENT_ID:
            return []
        sex = {Sex.MALE: "M", Sex.FEMALE: "F", Sex.UNSPECIFIED: "<"}[self.sex]
        born, until = _with_check(f"{self.born:%y%m%d}"), _with_check(f"{self.valid_until or _EXPIRED:%y%m%d}")
        if self.kind is DocumentKind.PASSPORT:
            number = _with_check(self.number.ljust(9, "<"))
            second = f"{number}{self.nation}{born}{sex}{until}{_with_check('<' * 14)}"
            return [f"P<{self.nation}{self._mrz_name(39)}", second + _check(second[:10] + second[13:20] + second[21:])]
        if len(self.number) > 9:  # the rest of a long number is in the optional data, its check digit behind it
            number = f"{self.number[:9]}<{_with_check(self.number)[9:]}"
        else:
            number = _with_check(self.number.ljust(9, "<"))
        first, second = f"I<CHN{number}".ljust(30, "<"), f"{born}{sex}{until}{self.nation}{'<' * 11}"
        whole = first[5:] + second[:7] + second[8:15] + second[18:]
        return [first, second + _check(whole), self._mrz_name(30)]

    def _mrz_name(self, width: int) -> str:
        surname, comma, given = self.latin_name.partition(",")
        if not comma:
            surname, _, given = self.latin_name.partition(" ")
        parts = [
            "<".join("".join(c if c.isalpha() else " " for c in part).upper().split()) for part in (surname, given)
        ]
        return "<<".join(part for part in parts if part)[:width].ljust(width, "<")

    def _photo(self) -> bytes:
        try:
            return self.portrait.read_bytes()
        except FileNotFoundError:
            return _GREY


def in_words(document: str, laid: str) -> str:
    """Which document was laid in and how, as a story says it: "passport of wang-xiaoming, upside down"."""
    owner, _, kind = document.partition("/")
    how = "" if laid == Laid.STRAIGHT else f", {laid.replace('-', ' ')}"
    return f"{kind.replace('-', ' ')} of {owner}{how}"


def read_documents(file: Path = PEOPLE) -> list[SandboxDocument]:
    """Read all documents. Raises `OSError`, `ValueError` (not TOML, a wrong word), `KeyError` (a field is missing)."""
    people = tomllib.loads(file.read_text(encoding="utf-8"))["people"]
    beside = file.with_name("id_documents.toml")
    tables: list[dict[str, Any]] = (
        tomllib.loads(beside.read_text(encoding="utf-8"))["documents"] if beside.exists() else []
    )
    portraits = file.parent / "portraits"
    return [
        _document(person, table, portraits / f"{person['id']}.jpg")
        for person in people
        for table in [table for table in tables if table["owner"] == person["id"]] or [_USUAL]
    ]


def _document(person: dict[str, Any], table: dict[str, Any], portrait: Path) -> SandboxDocument:
    return SandboxDocument(
        owner=person["id"],
        kind=DocumentKind(table["kind"]),
        number=table.get("number", person["id_number"]),
        name=table.get("name", person["name"]),
        latin_name=table.get("latin_name", person["name_latin"]),
        sex=Sex.MALE if int(person["id_number"][16]) % 2 else Sex.FEMALE,
        nation=table.get("nation", "汉"),
        born=person["born"],
        address=table.get("address", "沙盒市沙盒区沙盒路1号"),
        issuer=table.get("issuer", "沙盒市公安局"),
        valid_from=table.get("valid_from"),
        valid_until=table.get("valid_until"),
        portrait=portrait,
    )


def _altered(number: str) -> str:
    """The number with its last digit but one changed."""
    return f"{number[:-2]}{(int(number[-2]) + 1) % 10 if number[-2].isdecimal() else 7}{number[-1]}"


def _with_check(text: str) -> str:
    return text + _check(text)


def _check(text: str) -> str:
    """The check digit of ICAO 9303-3, 4.9: weights 7, 3, 1; letters count from ten."""
    return str(sum((0 if c == "<" else int(c, 36)) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)
