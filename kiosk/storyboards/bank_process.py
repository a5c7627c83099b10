"""A reference bank in a process of its own, and a terminal that is enrolled there."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from bank.control import Control
from kiosk.bank.client import BankClient
from kiosk.bank.enrolment import enrol
from kiosk.bank.worker import Worker

SECONDS = 30.0  # nothing here waits for the real clock; a machine that is slow must not fail a story
ROOT = Path(__file__).parents[2]


def start(
    state: Path,
    *,
    port: int = 0,
    desk_port: int = 0,
    environment: str = "sandbox",
    time: datetime | None = None,
    database: str | None = None,
    portraits: Path | None = None,
) -> "subprocess.Popen[str]":
    """Start a bank; its control socket is `control` in the folder, and messages to phones land in `sms` there.

    `time` is what time it is for it at its start. `database` is a URL; without one it is SQLite in the folder.
    `portraits`: the registry's folder; without one, the sandbox's.
    """
    command = [sys.executable, "-m", "bank", *arguments(state, port=port, environment=environment, time=time)]
    command += ["--database", database] if database else []
    command += ["--portraits", str(portraits)] if portraits else []
    command += ["--desk-port", str(desk_port)] if desk_port else []
    return subprocess.Popen(  # noqa: S603 - our own module, no shell; folders and ports are the tests'
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def arguments(state: Path, *, port: int = 0, environment: str = "sandbox", time: datetime | None = None) -> list[str]:
    """What `python -m bank` is told for it."""
    told = ["--state", str(state), "--port", str(port), "--control", str(state / "control")]
    told += ["--environment", environment]
    if environment == "sandbox":
        told += ["--sms", str(state / "sms")]
    return [*told, "--time", time.isoformat()] if time else told


class BankProcess:
    """A bank that can be killed and started again on the same ports."""

    def __init__(
        self, state: Path, time: datetime | None = None, database: str | None = None, portraits: Path | None = None
    ) -> None:
        self.state = state
        self.control = Control(state / "control")
        self.port = self.desk_port = 0
        self.database = database or f"sqlite:///{state}/bank.db"  # where a test can look
        self._named = database  # without a name the bank makes its own file, which nobody else can read
        self._time = time
        self._portraits = portraits
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Return when it is ready."""
        self._process = start(
            self.state,
            port=self.port,
            desk_port=self.desk_port,
            time=self._time,
            database=self._named,
            portraits=self._portraits,
        )
        self.port = self._ready("bank")
        self.desk_port = self._ready("desk")

    @property
    def url(self) -> str:
        """Where terminals reach it."""
        return f"https://127.0.0.1:{self.port}"

    @property
    def desk_url(self) -> str:
        """Where desks reach it."""
        return f"https://127.0.0.1:{self.desk_port}"

    def kill(self) -> None:
        """SIGKILL: no goodbye of any kind."""
        assert self._process is not None
        self._process.kill()
        self._process.communicate(timeout=SECONDS)

    def end(self) -> tuple[int, str]:
        """SIGTERM; return the exit code and what it wrote to stderr."""
        assert self._process is not None
        self._process.terminate()
        _, written = self._process.communicate(timeout=SECONDS)
        return self._process.returncode, written

    def _ready(self, which: str) -> int:
        """Wait for the line of one of its ports; return the port."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.startswith(f"{which} ready https://127.0.0.1:"):
            raise RuntimeError(f"the bank did not start: {line} {self.end()}")
        return int(line.rsplit(":", 1)[1])

    def __enter__(self) -> "BankProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()


@dataclass(frozen=True)
class BankAccess:
    """A running bank and a terminal that is enrolled there, with a PIN key for its pad. `sms`: the phones' folder.

    `desk_port`: where desks reach the bank.
    """

    port: int
    control: Control
    authority: Path
    identity: Path
    sms: Path = Path()
    desk_port: int = 0


def enrolled(process: BankProcess, folder: Path, terminal: str) -> BankAccess:
    """Enrol a terminal; its files are in `folder`."""
    given = process.control.create_enrolment_code(terminal)
    authority, identity = folder / "authority.pem", folder / "identity" / "terminal.pem"
    authority.write_text(given.authority)
    client = BankClient(process.url, authority, None, Worker("bank"), query_seconds=SECONDS, order_seconds=SECONDS)
    enrol(client, given.code, terminal, identity)
    client.end()
    return BankAccess(process.port, process.control, authority, identity, process.state / "sms", process.desk_port)
