"""Issues of cards: each step is on disk before it is done, and the bank hears everything, however late.

What happened to a card cannot be undone because the disk or the bank fails: it is kept, written and told again until
it is through.
"""

import asyncio
import uuid
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any, Literal, Protocol

from bank.contract import PlasticEvent, PlasticReport
from kiosk.bank.errors import BankDeclined, BankError
from kiosk.clock import Clock
from kiosk.money.disk import Disk, DiskError
from kiosk.money.events import TEXT_ID
from kiosk.money.issue_files import Disposition, IssueFile, IssueFiles, Report, Step, report_line, step_line
from kiosk.money.journal import Journal

# the bank knows better already, or it is over there: refusals that are an answer
_ANSWERS = ("plastic-out-of-order", "application-ended")
_KEPT = timedelta(days=90)  # as long as the bank keeps keys
_TRIES_BEFORE_A_PERSON = 6
_MINUTE = 60.0
_MINUTES_A_DAY = 24 * 60
_LOOKED_AT = 5_000  # records: an issue has some twenty


class Teller(Protocol):
    """Tells the bank what happened to a blank, and blocks until it has answered or is given up."""

    def __call__(self, application: str, key: str, report: PlasticReport) -> None:
        """Raises `BankError`."""
        ...


@dataclass
class _Open:
    """One issue that is not over. `waiting`: lines that the disk has not taken yet."""

    file: IssueFile
    waiting: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


class Issues:
    """The issues of this terminal. All but `run` and `told` returns at once; `executor` is what tells the bank.

    A report is sent after `first_wait_seconds` again, then after twice as long each time up to `longest_wait_seconds`.
    After six tries `tell_staff` is called with the application's id.
    """

    def __init__(
        self,
        disk: Disk,
        folder: Path,
        journal: Journal,
        tell: Teller,
        executor: Executor,
        clock: Clock,
        *,
        first_wait_seconds: float = 1,
        longest_wait_seconds: float = 60,
        tell_staff: Callable[[str], None] | None = None,
    ) -> None:
        self._files = IssueFiles(disk, folder)
        self._journal = journal
        self._tell = tell
        self._executor = executor
        self._clock = clock
        self._first_wait = first_wait_seconds
        self._longest_wait = longest_wait_seconds
        self._tell_staff = tell_staff
        self._changed = asyncio.Event()  # there may be something to tell
        self._progress = asyncio.Event()  # the bank has answered
        loaded, self._unreadable = self._files.load()
        self._open = {issue.key: _Open(issue) for issue in loaded}

    # -- one issue, step by step -------------------------------------------------------------------------------------

    def begin(self, application: str, session: str, language: str, mode: str) -> str:
        """Write down that a card is to be issued; gives the issue's key. Raises `DiskError`: nothing may be done."""
        key = str(uuid.uuid4())
        issue = IssueFile(key, application, session, language, mode, self._clock.wall())
        self._files.begin(issue)
        try:
            self._journal.record("issue-init", session=session, issue=key, application=as_key(application))
        except DiskError:
            with suppress(DiskError):
                self._files.withdraw(issue)
            raise
        self._open[key] = _Open(issue)
        return key

    def get(self, key: str) -> IssueFile:
        """An issue that is not over, as it stands."""
        return self._open[key].file

    def step(self, key: str, step: Step) -> None:
        """Write down what is to be done next. Raises `DiskError`: it must not be done then."""
        issue = self._open[key]
        line = step_line(step)
        self._files.add(issue.file, [*issue.waiting, line])
        issue.waiting = []
        issue.file = issue.file.with_line(line)

    def report(self, key: str, event: PlasticEvent, reason: str = "") -> None:
        """The bank must hear this of the newest blank: written down, and told by `run`. Never raises."""
        attempt = self.get(key).attempt
        self._add(key, report_line(Report(str(uuid.uuid4()), attempt, event, reason)))
        self._changed.set()

    def end(self, key: str, disposition: Disposition, *, added: str = "") -> None:
        """What became of the card: nothing more will be done. Never raises."""
        self._add(key, {"ended": disposition})
        more = {"added": added} if added else {}
        session = self.get(key).session
        self._journal.record("issue-complete", session=session, issue=key, disposition=disposition, **more)
        self._changed.set()

    async def told(self, key: str, seconds: float) -> bool:
        """Wait until the bank has answered every report of this issue, at most so long. Gives whether it has."""
        late = asyncio.ensure_future(self._clock.until(self._clock.now() + seconds))
        try:
            while self._untold(key) and not late.done():
                self._progress.clear()
                progress = asyncio.ensure_future(self._progress.wait())
                await asyncio.wait({progress, late}, return_when=asyncio.FIRST_COMPLETED)
                progress.cancel()
        finally:
            late.cancel()
        return not self._untold(key)

    def accepted(self, key: str, event: PlasticEvent) -> bool:
        """Whether the bank has taken this report of the newest blank."""
        if key not in self._open:
            return True  # over: it has heard everything
        file = self.get(key)
        return any((r.attempt, r.event, r.answer) == (file.attempt, event, "done") for r in file.reports)

    def noted(self, key: str, event: str) -> bool:
        """Whether the journal has this event of the newest blank."""
        attempt = self.get(key).attempt
        for record in islice(self._journal.backwards(), _LOOKED_AT):
            if record.fields.get("issue") == key:
                if record.event == "issue-init":
                    return False
                if (record.event, record.fields.get("attempt")) == (event, attempt):
                    return True
        return False

    # -- after a start, and for ever ---------------------------------------------------------------------------------

    def unended(self) -> list[IssueFile]:
        """Issues of which nobody knows yet what became of the card, oldest first."""
        return [issue.file for issue in self._open.values() if issue.file.ended is None]

    @property
    def busy(self) -> bool:
        """Whether something is left to do: for a card, or to tell the bank."""
        return bool(self._open)

    def begin_again(self) -> None:
        """At a start: say in the journal what was found torn, and what a power cut took from it."""
        for key in self._unreadable:
            self._journal.record("issue-unreadable", issue=key)
        known: set[tuple[str, str]] = set()
        if self._open:
            records = self._journal.backwards()
            known = {(r.event, str(r.fields["issue"])) for r in records if r.event in ("issue-init", "issue-complete")}
        for key, issue in self._open.items():
            file, about = issue.file, {"session": issue.file.session, "issue": key, "added": "recovery"}
            if ("issue-init", key) not in known:
                self._journal.record("issue-init", application=as_key(file.application), **about)
            if file.ended and ("issue-complete", key) not in known:
                self._journal.record("issue-complete", disposition=file.ended, **about)

    async def run(self) -> None:
        """Tell the bank everything it has not heard. Never returns; cancel it. What was on its way is sent again."""
        telling: dict[str, asyncio.Task[None]] = {"": asyncio.create_task(self._tidy(), name="tidy the issues")}
        try:
            while True:
                self._changed.clear()
                for key in list(self._open):
                    if key not in telling or telling[key].done():
                        telling[key] = asyncio.create_task(self._tell_all(key), name="tell the bank of a card")
                await self._changed.wait()
        finally:
            for task in telling.values():
                task.cancel()
            await asyncio.gather(*telling.values(), return_exceptions=True)

    # -- how ---------------------------------------------------------------------------------------------------------

    def _add(self, key: str, line: dict[str, Any]) -> None:
        """Write a line about what has happened already. What the disk does not take is written with the next line."""
        issue = self._open[key]
        issue.file = issue.file.with_line(line)
        issue.waiting.append(line)
        with suppress(DiskError):
            self._files.add(issue.file, issue.waiting)
            issue.waiting = []

    def _untold(self, key: str) -> Report | None:
        return self.get(key).untold if key in self._open else None

    async def _tell_all(self, key: str) -> None:
        """Tell the bank of one issue, a report after the other, until nothing is left to do for it."""
        while report := self._untold(key):
            answer = await self._tell_one(key, report)
            self._add(key, {"answered": report.key, "answer": answer})
            self._progress.set()
        file = self.get(key)
        if file.ended and not self._open[key].waiting and self._journal.flush():
            with suppress(DiskError):
                self._files.close(file)
                del self._open[key]
        if self._untold(key):
            self._changed.set()

    async def _tell_one(self, key: str, report: Report) -> Literal["done", "declined"]:
        wait, file = self._first_wait, self.get(key)
        body = PlasticReport(attempt=report.attempt, event=report.event, reason=report.reason or None)
        about = {"session": file.session, "issue": key, "attempt": report.attempt, "plastic": report.event.value}
        loop = asyncio.get_running_loop()
        for attempt in count(1):
            try:
                await loop.run_in_executor(self._executor, self._tell, file.application, report.key, body)
            except BankDeclined as declined:
                problem = declined.code
            except BankError as failed:
                problem = type(failed).__name__
            else:
                self._journal.record("issue-reported", answer="done", **about)
                return "done"
            if problem in _ANSWERS:
                self._journal.record("issue-reported", answer="declined", problem=problem, **about)
                return "declined"
            if attempt == _TRIES_BEFORE_A_PERSON:
                why = problem if TEXT_ID.allows(problem) else "bank-unreachable"
                self._journal.record("issue-needs-person", problem=why, **about)
                if self._tell_staff:
                    self._tell_staff(file.application)
            await self._clock.until(self._clock.now() + wait)
            wait = min(wait * 2, self._longest_wait)
        raise AssertionError("counting never ends")

    async def _tidy(self) -> None:
        """Each minute write what the disk did not take; once a day remove what is older than it must be kept."""
        for minute in count():
            for key, issue in list(self._open.items()):
                with suppress(DiskError):
                    if issue.waiting:
                        self._files.add(issue.file, issue.waiting)
                        issue.waiting = []
                        self._changed.set()
                    elif key in self._open and issue.file.ended and not issue.file.untold:
                        self._changed.set()  # it could not be closed
            if minute % _MINUTES_A_DAY == 0:
                with suppress(DiskError):
                    self._files.forget_told(self._clock.wall(), _KEPT)
            await self._clock.until(self._clock.now() + _MINUTE)


def as_key(application: str) -> str:
    """An application's id as the journal takes it: the bank's ids are UUIDs, however it writes them."""
    try:
        return str(uuid.UUID(application))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, application))
