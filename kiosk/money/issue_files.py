"""Issues of cards on disk: one file each, a line for what is to happen next, and a line for what the bank must hear.

Nothing in it is secret and nothing names a customer: the application's id, counters of the dispenser, words. Tokens and
card numbers are never written. The first line says whose issue it is; then come, in the order of time:

* a step, before it is done: a blank is to be bound, fed, presented;
* a report to the bank, before it is sent, with its idempotency key;
* an answer: the bank has taken the report, or will never take it;
* the end: what became of the card.

Names: `<UTC time>-<key>.open`, `.told` once it has ended and the bank knows everything, `.unreadable`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from bank.contract import PlasticEvent
from kiosk.money.disk import Disk

_FORMAT = 1
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f-]{36}")

Move = Literal["bind", "feed", "present"]
Disposition = Literal["taken", "kept", "out", "not-made"]
ENDINGS = frozenset({PlasticEvent.SPOILT, PlasticEvent.TAKEN, PlasticEvent.KEPT, PlasticEvent.OUT})


@dataclass(frozen=True)
class Counts:
    """The dispenser's counters at one moment: blanks fed, cards presented, cards in the bin."""

    fed: int
    presented: int
    retained: int


@dataclass(frozen=True)
class Step:
    """What is to be done with blank number `attempt`. `counts`: before it; None where nothing moves."""

    move: Move
    attempt: int
    counts: Counts | None = None


@dataclass(frozen=True)
class Report:
    """What the bank must hear of blank number `attempt`. `answer`: "" until it has answered."""

    key: str
    attempt: int
    event: PlasticEvent
    reason: str = ""
    answer: Literal["", "done", "declined"] = ""


@dataclass(frozen=True)
class IssueFile:
    """One issue as it stands. `language` and `mode`: the visit's, for a word to whoever still stands there."""

    key: str
    application: str
    session: str
    language: str
    mode: str
    written_at: datetime
    steps: tuple[Step, ...] = ()
    reports: tuple[Report, ...] = ()
    ended: Disposition | None = None

    @property
    def stem(self) -> str:
        """The name of its file, without ending. Sorts by time."""
        return f"{self.written_at:%Y%m%dT%H%M%S}-{self.key}"

    @property
    def attempt(self) -> int:
        """The number of the newest blank; 0 before the first."""
        return self.steps[-1].attempt if self.steps else 0

    def step(self, move: Move) -> Step | None:
        """This step of the newest blank, if it was begun."""
        return next((step for step in self.steps if (step.move, step.attempt) == (move, self.attempt)), None)

    def said(self, *events: PlasticEvent) -> bool:
        """Whether one of these was, or will be, reported of the newest blank."""
        return any(report.attempt == self.attempt and report.event in events for report in self.reports)

    @property
    def untold(self) -> Report | None:
        """The oldest report that the bank has not answered."""
        return next((report for report in self.reports if not report.answer), None)

    def with_line(self, line: dict[str, Any]) -> "IssueFile":
        """The issue after one more line. Raises `ValueError`, `TypeError` or `LookupError` for what is no such line."""
        match line:
            case {"step": move, "attempt": attempt, "counts": counts}:
                step = Step(move, attempt, Counts(**counts) if counts else None)
                return replace(self, steps=(*self.steps, step))
            case {"report": key, "attempt": attempt, "event": event, "reason": reason}:
                report = Report(key, attempt, PlasticEvent(event), reason)
                return replace(self, reports=(*self.reports, report))
            case {"answered": key, "answer": answer}:
                told = tuple(replace(r, answer=answer) if r.key == key else r for r in self.reports)
                return replace(self, reports=told)
            case {"ended": disposition}:
                return replace(self, ended=disposition)
            case _:
                raise ValueError("no line of an issue")


def step_line(step: Step) -> dict[str, Any]:
    """A step as a line."""
    return {"step": step.move, "attempt": step.attempt, "counts": asdict(step.counts) if step.counts else None}


def report_line(report: Report) -> dict[str, Any]:
    """A report as a line."""
    return {"report": report.key, "attempt": report.attempt, "event": report.event.value, "reason": report.reason}


class IssueFiles:
    """Reads and writes issues below `folder`. Whatever writes is durable when it returns, or raises `DiskError`."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder
        self._sizes: dict[str, int] = {}  # of the good part of each open file
        disk.make_folder(folder)

    def begin(self, issue: IssueFile) -> None:
        """Write down that a card is to be issued."""
        data = _bytes(
            {
                "format": _FORMAT,
                "key": issue.key,
                "application": issue.application,
                "session": issue.session,
                "language": issue.language,
                "mode": issue.mode,
                "written_at": issue.written_at.isoformat(timespec="seconds"),
            }
        )
        self._disk.write_new(self._path(issue.stem), data)
        self._sizes[issue.stem] = len(data)

    def withdraw(self, issue: IssueFile) -> None:
        """Remove an issue of which nothing was done."""
        self._disk.remove(self._path(issue.stem))
        self._sizes.pop(issue.stem, None)

    def add(self, issue: IssueFile, lines: list[dict[str, Any]]) -> None:
        """Write these lines after those that are there."""
        data = b"".join(map(_bytes, lines))
        at = self._sizes[issue.stem]
        self._disk.append(self._path(issue.stem), data, at)
        self._sizes[issue.stem] = at + len(data)

    def close(self, issue: IssueFile) -> None:
        """Put it with those of which nothing is left to do. Done again at the next start if need be."""
        self._disk.rename(self._path(issue.stem), f"{issue.stem}.told")
        self._sizes.pop(issue.stem, None)

    def load(self) -> tuple[list[IssueFile], list[str]]:
        """Read the open issues, oldest first, and the keys of those whose first line is torn or damaged.

        The first line is durable before anything is done: where a power cut tore it, nothing was. Its file is kept
        aside.
        """
        issues: list[IssueFile] = []
        unreadable: list[str] = []
        for stem in self._stems(".open"):
            if issue := self._read(stem, ".open"):
                issues.append(issue)
            else:
                unreadable.append(stem.partition("-")[2])
                self._disk.rename(self._path(stem), f"{stem}.unreadable")
        return issues, unreadable

    def told(self) -> Iterator[IssueFile]:
        """The issues of which nothing is left to do and that are still kept, oldest first."""
        for stem in self._stems(".told"):
            if issue := self._read(stem, ".told"):
                yield issue

    def forget_told(self, now: datetime, kept: timedelta) -> None:
        """Remove those that were written before `now - kept`."""
        limit = f"{now - kept:%Y%m%dT%H%M%S}"
        for stem in self._stems(".told"):
            if stem < limit:
                self._disk.remove(self._folder / f"{stem}.told")

    # -- how ---------------------------------------------------------------------------------------------------------

    def _read(self, stem: str, ending: str) -> IssueFile | None:
        """None unless the first line is whole. What comes after a line that is not is cut off with the next one."""
        first, *rest = self._disk.read(self._folder / f"{stem}{ending}").splitlines(keepends=True) or [b""]
        try:
            values = _parsed(first)
            issue = IssueFile(
                key=values["key"],
                application=values["application"],
                session=values["session"],
                language=values["language"],
                mode=values["mode"],
                written_at=datetime.fromisoformat(values["written_at"]),
            )
        except (ValueError, TypeError, LookupError):
            return None
        if issue.stem != stem:
            return None
        size = len(first)
        for line in rest:
            try:
                issue = issue.with_line(_parsed(line))
            except (ValueError, TypeError, LookupError):
                break
            size += len(line)
        if ending == ".open":
            self._sizes[stem] = size
        return issue

    def _stems(self, ending: str) -> list[str]:
        names = [name.removesuffix(ending) for name in self._disk.list(self._folder) if name.endswith(ending)]
        return [name for name in names if _NAME.fullmatch(name)]

    def _path(self, stem: str) -> Path:
        return self._folder / f"{stem}.open"


def _parsed(line: bytes) -> dict[str, Any]:
    if not line.endswith(b"\n"):
        raise ValueError("torn")
    values: dict[str, Any] = json.loads(line)
    return values


def _bytes(values: dict[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode() + b"\n"
