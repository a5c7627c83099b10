"""A bank for each story, as fresh as the first: money that one story moved is nobody else's. Filling one takes long;
copying what was filled once takes milliseconds."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from kiosk.storyboards.bank_process import BankAccess, BankProcess, enrolled

TERMINAL = "stage-001"
_BEIJING = timezone(timedelta(hours=8))


class FreshBanks:
    """`with FreshBanks() as banks`: fills a bank at the beginning of today in Beijing, and enrols a terminal.

    `today` is that day. A story's time of day lies on it, whatever the time of the run.
    """

    def __init__(self) -> None:
        now = datetime.now(UTC).astimezone(_BEIJING)
        self.today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._folder = Path(tempfile.mkdtemp(prefix="stb-"))

    def __enter__(self) -> "FreshBanks":
        state = self._folder / "filled"
        state.mkdir(mode=0o700)
        with BankProcess(state, self.today) as process:
            self._access = enrolled(process, self._folder, TERMINAL)
            process.end()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def moment(self, time: tuple[int, int]) -> datetime:
        """A time of today, in Beijing."""
        return self.today.replace(hour=time[0], minute=time[1]).astimezone(UTC)

    @contextmanager
    def bank(self, time: tuple[int, int]) -> Generator[BankAccess]:
        """A bank of its own for which it is `time` (hour, minute) in Beijing."""
        folder = Path(tempfile.mkdtemp(prefix="stb-"))
        try:
            state = folder / "bank"
            shutil.copytree(self._folder / "filled", state)
            with BankProcess(state, self.moment(time)) as process:
                yield replace(self._access, port=process.port, control=process.control, sms=state / "sms")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
