"""The journal of a running kiosk, read from outside while it is written."""

from os import SEEK_END
from pathlib import Path

from kiosk.money.events import Field
from kiosk.money.journal import verify
from kiosk.money.records import Record, parse
from tests.system.waiting import until


class Trail:
    """What the kiosk has done, in its own words. `folder`: the journal's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = dict[Path, tuple[int, list[Record]]]()  # of each page: how far, and what was there

    def records(self) -> list[Record]:
        """Every whole record, oldest first. Who asks again and again reads only what is new."""
        pages = sorted(self.folder.glob("*.jsonl"))
        self._read = {page: self._go_on(page) for page in pages}
        return [record for page in pages for record in self._read[page][1]]

    def _go_on(self, page: Path) -> tuple[int, list[Record]]:
        done, records = self._read.get(page, (0, []))
        with page.open("rb") as file:
            if file.seek(0, SEEK_END) < done:  # cut back by a terminal that started again
                done, records = 0, []
            file.seek(done)
            new, _, _ = file.read().rpartition(b"\n")
        return done + len(new) + bool(new), [*records, *(r for line in new.split(b"\n") if (r := parse(line)))]

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
