"""The journal of a running kiosk, read from outside while it is written."""

from pathlib import Path

from kiosk.money.events import Field
from kiosk.money.journal import verify
from kiosk.money.records import Record, parse
from tests.system.waiting import until


class Trail:
    """What the kiosk has done, in its own words. `folder`: the journal's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def records(self) -> list[Record]:
        """Every whole record, oldest first."""
        lines = [line for page in sorted(self.folder.glob("*.jsonl")) for line in page.read_bytes().splitlines()]
        return [record for line in lines if (record := parse(line))]

    @property
    def length(self) -> int:
        """The newest record's number."""
        records = self.records()
        return records[-1].number if records else 0

    def found(self, event: str, *, after: int = 0, **fields: Field) -> list[Record]:
        """The records of an event after record `after`, with these fields among theirs."""
        return [
            record
            for record in self.records()
            if record.number > after and record.event == event and fields.items() <= record.fields.items()
        ]

    def wait(self, event: str, *, after: int = 0, **fields: Field) -> Record:
        """Wait for such a record, and give the first."""

        def first() -> Record | None:
            return next(iter(self.found(event, after=after, **fields)), None)

        return until(first, lambda: f"{event} {fields} in the journal; it ends with\n{self.end()}")

    def end(self) -> str:
        """The last records, for whoever reads a failed test."""
        return "\n".join(record.text() for record in self.records()[-12:])

    def problems(self) -> list[str]:
        """What is wrong with the chain."""
        return verify(self.folder)
