"""Journal records and the pages (files) they stand in: how a line is written and read, and what is whole."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.money.disk import Disk
from kiosk.money.events import Field

BEGINNING = "0" * 64  # what stands for the hash before the first record
_STRINGS = ("time", "session", "event", "previous", "hash")
_PAGE = re.compile(r"[0-9]{12}-[0-9]{8}\.jsonl")


class Head(NamedTuple):
    """The newest record. Its `str` is what goes to the bank: "<number>:<hash>"."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True)
class Record:
    """One thing that happened. `time`: RFC 3339, UTC, to the millisecond. `previous`: the hash of the record before."""

    number: int
    time: str
    session: str
    event: str
    fields: Mapping[str, Field]
    previous: str
    hash: str

    @property
    def head(self) -> Head:
        """This record's number and hash."""
        return Head(self.number, self.hash)

    def line(self) -> bytes:
        """The record as it stands in the journal."""
        return _canonical({**_hashed(self), "hash": self.hash}) + b"\n"

    def text(self) -> str:
        """The record as staff read it."""
        fields = " ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.number:>8}  {self.time}  {self.session or '-':32}  {self.event:24}  {fields}".rstrip()


def follow(head: Head, time: str, session: str, event: str, fields: Mapping[str, Field]) -> Record:
    """The record that comes after `head`."""
    unsigned = Record(head.number + 1, time, session, event, dict(sorted(fields.items())), head.hash, "")
    return replace(unsigned, hash=_hash(unsigned))


def parse(line: bytes) -> Record | None:
    """Read a line (without its end). None unless it is whole: exactly what `Record.line` writes, hash included."""
    try:
        values: dict[str, Any] = json.loads(line)
        if type(values["number"]) is not int or not all(type(values[name]) is str for name in _STRINGS):
            return None
        record = Record(**values)
        return record if record.hash == _hash(record) and record.line() == line + b"\n" else None
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _hashed(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "time": record.time,
        "session": record.session,
        "event": record.event,
        "fields": dict(record.fields),
        "previous": record.previous,
    }


def _hash(record: Record) -> str:
    return hashlib.sha256(_canonical(_hashed(record))).hexdigest()


def _canonical(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


@dataclass(frozen=True)
class Page:
    """One file of the journal. `whole`: bytes up to the end of its last whole record; `tail`: what lies after that.

    `broken`: numbers of lines before the tail that are no whole record.
    """

    name: str
    records: tuple[Record, ...]
    whole: int
    tail: bytes
    broken: tuple[int, ...]

    @property
    def day(self) -> str:
        """The day of its first record: YYYYMMDD in UTC."""
        return self.name[13:21]


def page_name(record: Record) -> str:
    """The name of a page that begins with this record."""
    return f"{record.number:012d}-{record.time[:10].replace('-', '')}.jsonl"


def page_names(disk: Disk, folder: Path) -> list[str]:
    """The pages of a journal, oldest first."""
    return [name for name in disk.list(folder) if _PAGE.fullmatch(name)]


def read_page(disk: Disk, folder: Path, name: str) -> Page:
    """Read a page as far as it can be read."""
    data = disk.read(folder / name)
    records: list[Record] = []
    not_whole: list[int] = []
    at = whole = lines_whole = 0
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        at += len(line)
        record = parse(line[:-1]) if line.endswith(b"\n") else None
        if record:
            records.append(record)
            whole, lines_whole = at, number
        else:
            not_whole.append(number)
    broken = tuple(number for number in not_whole if number < lines_whole)
    return Page(name, tuple(records), whole, data[whole:], broken)


def backwards(disk: Disk, folder: Path) -> Iterator[Record]:
    """Every whole record, newest first."""
    for name in reversed(page_names(disk, folder)):
        for line in reversed(disk.read(folder / name).splitlines(keepends=True)):
            if line.endswith(b"\n") and (record := parse(line[:-1])):
                yield record
