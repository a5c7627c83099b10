"""Reading a journal with distrust: is the chain whole, does the bank remember it, what belongs to a dispute."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.money.disk import Disk, RealDisk
from kiosk.money.records import BEGINNING, Head, Page, Record, page_names, read_page

_ORDERS_AROUND = 3  # before and after the disputed one


def verify(folder: Path, disk: Disk | None = None) -> list[str]:
    """Check that no record was changed, dropped, added or moved. Gives what is wrong, a sentence each.

    A journal whose newest records were cut off is whole in itself: only `compare_head` finds that.
    """
    disk = disk or RealDisk()
    problems: list[str] = []
    anchors: list[tuple[object, object]] = [(0, BEGINNING)]
    first = last = None
    for page in _pages(disk, folder):
        problems += [f"{page.name}, line {line}: not a whole record" for line in page.broken]
        if page.tail:
            problems.append(f"{page.name}: {len(page.tail)} bytes at the end are no whole record")
        if page.records and not page.name.startswith(f"{page.records[0].number:012d}-"):
            problems.append(f"{page.name}: begins with record {page.records[0].number}")
        for record in page.records:
            first = first or record
            if last is not None and (record.number, record.previous) != (last.number + 1, last.hash):
                problems.append(f"{page.name}: record {record.number} does not follow from record {last.number}")
            if record.event == "journal-forgotten":
                anchors.append((record.fields.get("number"), record.fields.get("record")))
            last = record
    if first and (first.number - 1, first.previous) not in anchors:
        problems.insert(0, f"the journal begins with record {first.number}; those before are missing")
    return problems


def extent(folder: Path, disk: Disk | None = None) -> str:
    """How much there is to check: numbers and times of the first and last record."""
    records = list(_records(disk or RealDisk(), folder))
    if not records:
        return "no records"
    first, last = records[0], records[-1]
    return f"records {first.number} to {last.number}, {first.time} to {last.time}"


def compare_head(folder: Path, head: str, disk: Disk | None = None) -> list[str]:
    """Compare with the head the bank holds ("<number>:<hash>"). Gives what is wrong; nothing where it was forgotten."""
    number, _, digest = head.partition(":")
    known = Head(int(number), digest)
    last = None
    for record in _records(disk or RealDisk(), folder):
        if record.number == known.number:
            return [] if record.hash == known.hash else [f"record {record.number} is not the one the bank was told of"]
        last = record
    if last is None or last.number < known.number:
        ends = last.number if last else 0
        return [f"the journal ends with record {ends}; the bank was told of record {known.number}"]
    return []  # older than what is kept


def excerpt(folder: Path, reference: str, disk: Disk | None = None) -> list[str]:
    """Print one order: its records and those of its visit, and the records of the three orders before and after.

    `reference`: the bank's reference, the case number or the idempotency key. Empty when there is no such order.
    """
    records = list(_records(disk or RealDisk(), folder))
    wanted = reference.replace(" ", "")
    key = next((_key(r) for r in records if _key(r) and wanted in map(str, r.fields.values())), "")
    if not key:
        return []
    keys = list(dict.fromkeys(_key(r) for r in records if _key(r)))
    at = keys.index(key)
    around = set(keys[max(0, at - _ORDERS_AROUND) : at + _ORDERS_AROUND + 1])
    visits = {r.session for r in records if _key(r) == key and r.session}
    return [r.text() for r in records if _key(r) in around or r.session in visits]


def _key(record: Record) -> str:
    return str(record.fields.get("key", ""))


def _pages(disk: Disk, folder: Path) -> Iterator[Page]:
    for name in page_names(disk, folder):
        yield read_page(disk, folder, name)


def _records(disk: Disk, folder: Path) -> Iterator[Record]:
    for page in _pages(disk, folder):
        yield from page.records
