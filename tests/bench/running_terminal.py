"""The whole terminal, as `make run` starts it, off screen; and the kiosk by itself, started again and again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = ("bank", "pin-pad", "simulator", "run")
READY = {"bank": "bank ready", "pin-pad": "pin pad ready", "simulator": "panel", "run": "kiosk ready"}
SETTLING_SECONDS = 2.0


@dataclass(frozen=True)
class Start:
    """One start of the kiosk: seconds from exec to its ready line, and its resident memory (MB) a while later."""

    seconds: float
    resident_mb: float


class Terminal:
    """Bank, PIN pad and simulator run; `kiosk_start` starts the kiosk and stops it again."""

    def __init__(self, kiosk: Sequence[str], environment: dict[str, str]) -> None:
        self._kiosk = kiosk
        self._environment = environment

    def kiosk_start(self) -> Start:
        """Start the kiosk, wait until it says that it can be used, let it settle, stop it."""
        started = time.perf_counter()
        with _running(self._kiosk, READY["run"], self._environment) as kiosk:
            seconds = time.perf_counter() - started
            time.sleep(SETTLING_SECONDS)
            return Start(seconds, resident_mb(kiosk.pid))


@contextmanager
def running_terminal() -> Generator[Terminal]:
    """Let `kiosk sandbox` set everything up once; then run the same processes without it, so that one can be timed."""
    short = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    try:
        sandbox = [sys.executable, "-m", "kiosk.cli", "sandbox", "--state", str(short)]
        sandbox += ["--panel-port", str(_free_port()), "--bank-port", str(_free_port())]
        with _running(sandbox, READY["run"], environment) as process:
            lines = _commands_below(process.pid)
        with ExitStack() as stack:
            for command in COMMANDS[:-1]:
                stack.enter_context(_running(lines[command], READY[command], environment))
            yield Terminal(lines["run"], environment)
    finally:
        shutil.rmtree(short, ignore_errors=True)


def resident_mb(pid: int) -> float:
    """The resident memory of a process, shared pages included."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has ended")


@contextmanager
def _running(command: Sequence[str], ready: str, environment: dict[str, str]) -> Generator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith(ready):
                break
        else:
            raise RuntimeError(f"{' '.join(command)} ended with {process.wait()} before it was ready")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=90)


def _commands_below(parent: int) -> dict[str, list[str]]:
    """The command line of each child, by its kiosk command."""
    found: dict[str, list[str]] = {}
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_text().removesuffix("\0").split("\0")
        found |= {command: words for command in COMMANDS if command in words}
    if missing := set(COMMANDS) - set(found):
        raise RuntimeError(f"kiosk sandbox did not start {', '.join(sorted(missing))}")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
