"""A bank for each story, as fresh as the first: money that one story moved is nobody else's. Filling one takes long;
copying what was filled once takes milliseconds."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from bank.control import Control
from kiosk.storyboards.bank_process import ROOT, SECONDS, BankAccess, BankProcess, arguments, enrolled

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
        command = [sys.executable, "-m", "kiosk.storyboards.nursery"]
        self._nursery = subprocess.Popen(  # noqa: S603 - our own module without arguments, no shell
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._nursery.communicate(timeout=SECONDS)  # its input ends, and with it every bank
        shutil.rmtree(self._folder, ignore_errors=True)

    def moment(self, time: tuple[int, int]) -> datetime:
        """A time of today, in Beijing."""
        return self.today.replace(hour=time[0], minute=time[1]).astimezone(UTC)

    @contextmanager
    def bank(self, time: tuple[int, int], *options: str) -> Generator[BankAccess]:
        """A bank of its own for which it is `time` (hour, minute) in Beijing. `options`: of `python -m bank`."""
        folder = Path(tempfile.mkdtemp(prefix="stb-"))
        state = folder / "bank"
        try:
            shutil.copytree(self._folder / "filled", state)
            process, port, desk_port = self._started([*arguments(state, time=self.moment(time)), *options])
            try:
                places = {"port": port, "desk_port": desk_port}
                yield replace(self._access, **places, control=Control(state / "control"), sms=state / "sms")
            finally:
                self._tell({"stop": process})
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _started(self, told: list[str]) -> tuple[int, int, int]:
        """A bank's process and its two ports, once it is ready."""
        self._tell({"start": told})
        process = port = desk_port = 0
        assert self._nursery.stdout is not None
        while not (process and port and desk_port):
            line = self._nursery.stdout.readline()
            if not line or line.startswith("bank ended "):
                raise RuntimeError("a bank for a story did not start; why is above")
            if line.startswith("bank ready "):
                port = int(line.rsplit(":", 1)[1])
            elif line.startswith("desk ready "):
                desk_port = int(line.rsplit(":", 1)[1])
            else:
                process = int(json.loads(line)["started"])
        return process, port, desk_port

    def _tell(self, words: dict[str, object]) -> None:
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(json.dumps(words) + "\n")
        self._nursery.stdin.flush()
