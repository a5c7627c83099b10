"""The journal: what happened, in order, in a chain that cannot be changed unseen.

One record a line, one page a day (or more, where a page grows large); the chain goes on across pages.
"""

import hashlib
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from kiosk.clock import Clock
from kiosk.money.audit import compare_head, excerpt, extent, verify
from kiosk.money.disk import Disk, DiskError, DiskFull
from kiosk.money.events import EVENTS, Field, check
from kiosk.money.records import BEGINNING, Head, Page, Record, backwards, follow, page_name, page_names, read_page

__all__ = ["Head", "Journal", "Record", "compare_head", "excerpt", "extent", "verify"]

KEPT = timedelta(days=2 * 366)  # two years, whatever leap day lies in them
_PAGE_BYTES = 2**19  # about two thousand records: read again at every start
_MOST_AT_ONCE = 100  # records in one write: a disk that takes nothing is tried with each new one
_MOST_WAITING = 1000  # records kept in memory while the disk takes nothing


class _Entry(NamedTuple):
    """A record that has no place in the chain yet."""

    time: str
    session: str
    event: str
    fields: Mapping[str, Field]


class _Place(NamedTuple):
    """Where the next record goes: after `head`, at byte `at` of `page` ("" before the first page)."""

    head: Head
    page: str
    at: int


class Journal:
    """The one writer of a journal's folder. May be used from several threads.

    Opening it takes the folder for this process (raises `InUse`), goes on where the chain ends, and records what a
    power cut or a hand has done to it. Raises `DiskError` where that cannot be written.

    A disk that fails later does not stop a visit: what is not `needed` is kept in memory and written as soon as it
    can be; `behind` says so.
    """

    def __init__(self, disk: Disk, folder: Path, clock: Clock, *, page_bytes: int = _PAGE_BYTES) -> None:
        self._disk = disk
        self._folder = folder
        self._clock = clock
        self._page_bytes = page_bytes
        self._lock = threading.RLock()
        self._waiting: deque[_Entry] = deque()
        self._lost = 0
        disk.make_folder(folder)
        self._release = disk.lock(folder)
        try:
            self._place = self._durable = _Place(Head(0, BEGINNING), "", 0)
            self._since: list[_Entry] = []  # written after what is durable for certain
            self._open()
        except BaseException:
            self._release()
            raise

    @property
    def head(self) -> Head:
        """The newest record's number and hash."""
        return self._place.head

    @property
    def behind(self) -> bool:
        """Whether records wait in memory because the disk takes nothing."""
        return bool(self._waiting)

    def record(self, event: str, **fields: Field) -> Head:
        """Record one event; `session` among the fields is the visit it belongs to.

        What the catalogue marks `at_once` is durable when this returns. Raises `UnknownEvent` for what the catalogue
        does not know; `DiskError` when a `needed` event could not be made durable: it then is not recorded.
        """
        session = str(fields.pop("session", ""))
        known = check(event, session, fields)
        with self._lock:
            entry = self._entry(event, session, fields)
            self._waiting.append(entry)
            try:
                self._write()
            except DiskError as error:
                refused = known.needed and entry in self._waiting
                if refused:
                    self._waiting.remove(entry)
                self._failed(error)
                if refused:
                    raise
            return self.head

    def catch_up(self) -> bool:
        """Try to write what waits. Gives whether nothing waits any more."""
        with self._lock:
            try:
                self._write()
            except DiskError as error:
                self._failed(error)
            return not self._waiting

    def flush(self) -> bool:
        """Make everything durable. Gives whether it is."""
        with self._lock:
            try:
                self._write()
                self._sync()
            except DiskError as error:
                self._failed(error)
            return not self._waiting

    def backwards(self) -> Iterator[Record]:
        """Every record, newest first."""
        return backwards(self._disk, self._folder)

    def forget_old(self, kept: timedelta = KEPT) -> None:
        """Remove pages with nothing younger than `kept`; a record of each keeps the chain provable. Raises `DiskError`.

        The page at hand stays.
        """
        limit = _time(self._clock.wall() - kept)
        with self._lock:
            for name in page_names(self._disk, self._folder):
                records = read_page(self._disk, self._folder, name).records
                if name == self._place.page or not records or records[-1].time >= limit:
                    return
                self.record("journal-forgotten", number=records[-1].number, record=records[-1].hash)
                if self.behind:
                    return
                self._disk.remove(self._folder / name)

    def close(self) -> None:
        """Make everything durable and let go of the folder. Raises `DiskError`."""
        with self._lock:
            try:
                self._write()
                self._sync()
            finally:
                self._release()

    # -- at the start ------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Find the end of the chain. What is torn there is kept aside; what is broken before it is only counted."""
        torn = 0
        for name in reversed(page_names(self._disk, self._folder)):
            page = read_page(self._disk, self._folder, name)
            if page.tail:
                torn += len(page.tail)
                self._keep_aside(page)
            if page.records:
                self._place = self._durable = _Place(page.records[-1].head, name, page.whole)
                if problems := _breaks(page):
                    self.record("journal-damaged", problems=problems)
                break
            self._disk.remove(self._folder / name)
        if torn:
            self.record("journal-torn", bytes=torn)

    def _keep_aside(self, page: Page) -> None:
        digest = hashlib.sha256(page.tail).hexdigest()[:16]
        aside = self._folder / f"torn-{page.name[:12]}-{digest}.bin"
        if not self._disk.exists(aside):
            self._disk.write_new(aside, page.tail)

    # -- writing -----------------------------------------------------------------------------------------------------

    def _entry(self, event: str, session: str = "", fields: Mapping[str, Field] | None = None) -> _Entry:
        return _Entry(_time(self._clock.wall()), session, event, fields or {})

    def _write(self) -> None:
        """Write what waits, in as few writes as the pages allow."""
        while self._waiting:
            self._write_page()
        if self._lost:
            self._waiting.append(self._entry("journal-lost", fields={"count": self._lost}))
            self._lost = 0
            self._write_page()

    def _write_page(self) -> None:
        """Write as much of what waits as belongs on one page."""
        day = self._waiting[0].time[:10]
        waiting = islice(self._waiting, _MOST_AT_ONCE)
        entries = list(takewhile(lambda entry: entry.time[:10] == day, waiting))
        records: list[Record] = []
        for entry in entries:
            records.append(follow(records[-1].head if records else self.head, *entry))
        data = b"".join(record.line() for record in records)
        durable = any(EVENTS[entry.event].at_once for entry in entries)
        page, at = self._place.page, self._place.at
        if not page or page[13:21] != day.replace("-", "") or at >= self._page_bytes:
            self._sync()  # what follows on another page must not be durable before this one
            page, at, durable = page_name(records[0]), 0, True
            self._disk.write_new(self._folder / page, data)
        else:
            self._disk.append(self._folder / page, data, at, durable=durable)
        self._place = _Place(records[-1].head, page, at + len(data))
        for _ in entries:
            self._waiting.popleft()
        self._since += entries
        if durable:
            self._durable, self._since = self._place, []

    def _sync(self) -> None:
        if self._since:
            self._disk.sync(self._folder / self._place.page)
            self._durable, self._since = self._place, []

    def _failed(self, error: DiskError) -> None:
        """The disk took nothing: after a failed fsync nobody knows what became of what was not durable before.

        All that is written again as soon as it can be.
        """
        known = any(entry.event in ("disk-full", "disk-failed") for entry in self._waiting)
        self._waiting.extendleft(reversed(self._since))
        self._place, self._since = self._durable, []
        if not known:
            self._waiting.append(self._entry("disk-full" if isinstance(error, DiskFull) else "disk-failed"))
        while len(self._waiting) > _MOST_WAITING:
            dropped = self._waiting.pop()
            self._lost += int(dropped.fields["count"]) if dropped.event == "journal-lost" else 1


def _breaks(page: Page) -> int:
    """How often the chain is broken within a page."""
    apart = ((b.number, b.previous) != (a.number + 1, a.hash) for a, b in pairwise(page.records))
    return len(page.broken) + sum(apart)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
