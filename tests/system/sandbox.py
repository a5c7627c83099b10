"""`kiosk sandbox`, started as its user starts it, for tests that need every real process."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from bank.control import Control
from tests.system.customer import Customer
from tests.system.ledger import Ledger
from tests.system.panel import Panel
from tests.system.people import Person
from tests.system.trail import Trail
from tests.system.waiting import SECONDS, until

ROOT = Path(__file__).parents[2]
COMMANDS = ("bank", "pin-pad", "simulator", "run")
_ENGLISH = {"KIOSK_SESSION__LANGUAGE": "en"}


class Sandbox:
    """All processes of a terminal, off screen. `folder` is where everything of theirs lies; its path must be short.

    `settings` are KIOSK_SECTION__KEY variables. Leaving it ends every process, whatever happened.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None, *, bank_port: int = 0) -> None:
        self.state = folder / "s"
        self.lines: list[str] = []  # what all processes print
        self.control = Control(self.state / "run" / "bank.sock")
        self.trail = Trail(self.state / "kiosk" / "journal")
        self.ledger = Ledger(self.state / "bank" / "bank.db")
        self._panel: Panel | None = None
        self._strays: list[subprocess.Popen[str]] = []
        command = [sys.executable, "-m", "kiosk.cli", "sandbox", "--state", str(self.state)]
        self._process = subprocess.Popen(
            [*command, "--panel-port", "0", "--bank-port", str(bank_port)],
            cwd=ROOT,
            env={**os.environ, **_ENGLISH, **(settings or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    # -- what it says ----------------------------------------------------------------------------------------------

    def says(self, beginning: str, times: int = 1) -> str:
        """Wait until it has printed so many lines that begin so, and give the last of them."""

        def line() -> str | None:
            found = [line for line in list(self.lines) if line.startswith(beginning)]
            assert len(found) >= times or self._process.poll() is None, f"it ended: {self.printed}"
            return found[times - 1] if len(found) >= times else None

        return until(line, lambda: f"{beginning!r}, {times} times; it printed {self.printed}")

    @property
    def printed(self) -> str:
        """All it printed."""
        return "\n".join(self.lines)

    def ready(self, times: int = 1) -> None:
        """Wait until the kiosk has come up for the `times`-th time."""
        self.says("kiosk ready", times)

    @property
    def address(self) -> str:
        """The address that opens the panel once."""
        return self.says("panel ").split()[-1]

    # -- who is there ----------------------------------------------------------------------------------------------

    @property
    def panel(self) -> Panel:
        """Hands; the first use takes the one-time address."""
        if self._panel is None:
            self._panel = Panel(self.address)
        return self._panel

    def customer(self, person: Person) -> Customer:
        """Somebody walks up."""
        return Customer(person, self.panel, self.trail)

    @property
    def pid(self) -> int:
        """The sandbox's own process."""
        return self._process.pid

    def child(self, command: str) -> int:
        """The process that runs this command of `COMMANDS`."""
        return self.children()[command]

    def children(self) -> dict[str, int]:
        """The running processes by their command, zombies left out."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        found: dict[str, int] = {}
        for child in listed.read_text().split() if listed.exists() else ():
            words = _command_line(int(child))
            found |= {command: int(child) for command in COMMANDS if command in words}
        return found

    def leftovers(self) -> list[int]:
        """Every process on this machine whose command line names the state folder."""
        running = [int(name.name) for name in Path("/proc").iterdir() if name.name.isdecimal()]
        return [pid for pid in running if any(str(self.state) in word for word in _command_line(pid))]

    def kill(self, command: str) -> None:
        """SIGKILL, and wait until it is gone."""
        pid = self.child(command)
        os.kill(pid, signal.SIGKILL)
        until(lambda: not _command_line(pid), f"{command} is dead")

    def start_bank_again(self) -> None:
        """Start the bank as the sandbox does, on the same port; the sandbox itself does not."""
        port = re.sub(r".*:", "", self.says("bank ready"))
        command = [sys.executable, "-m", "kiosk.cli", "bank", "--state", f"{self.state}/bank", "--port", port]
        command += ["--control", f"{self.state}/run/bank.sock"]
        bank = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._strays.append(bank)
        assert bank.stdout is not None
        assert bank.stdout.readline().startswith("bank ready")

    # -- its end ---------------------------------------------------------------------------------------------------

    def interrupt(self) -> None:
        """Ctrl-C."""
        self._process.send_signal(signal.SIGINT)

    def ended(self) -> int:
        """Wait until it has ended by itself; gives its exit code."""
        code = self._process.wait(SECONDS)
        self._reading.join(SECONDS)
        return code

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._panel:
            self._panel.close()
        for pid in [*self.children().values(), self.pid]:
            if self._process.poll() is None or pid != self.pid:
                os.kill(pid, signal.SIGKILL)
        for process in (self._process, *self._strays):
            process.kill()
            process.wait(SECONDS)
            if process.stdout and process is not self._process:
                process.stdout.close()
        self._reading.join(SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()
        if error is not None:
            print(self.printed)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))


def _command_line(pid: int) -> list[str]:
    """The words of a process's command; none when it is gone or a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
    except (OSError, UnicodeDecodeError):
        return []
