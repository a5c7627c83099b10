"""The reference bank in a process of its own, with one enrolled terminal, for as long as a measurement runs."""

import http.client
import json
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bank.control import Control, PinKeyInjection
from kiosk.bank.client import BankClient
from kiosk.bank.enrolment import enrol
from kiosk.bank.worker import Worker

ROOT = Path(__file__).parents[2]
TERMINAL = "bench-001"


@dataclass
class Reply:
    """An HTTP response, read to its end."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True)
class RunningBank:
    """A bank, and one terminal of it. `pin_key` is what the terminal's PIN pad would hold."""

    url: str
    control: Control
    pin_key: PinKeyInjection
    authority: Path
    identity: Path

    def another(self, terminal: str) -> "RunningBank":
        """Enrol one more terminal at the same bank."""
        return _enrolled(self.url, self.control, self.authority.parent, terminal)

    def connect(self) -> "Line":
        """Open a connection that stays open, with the terminal's certificate."""
        context = ssl.create_default_context(cafile=str(self.authority))
        context.load_cert_chain(self.identity)
        return Line(
            http.client.HTTPSConnection("127.0.0.1", int(self.url.rsplit(":", 1)[1]), context=context, timeout=30)
        )


class Line:
    """Sends one request after another."""

    def __init__(self, connection: http.client.HTTPSConnection) -> None:
        self._connection = connection
        connection.connect()

    @property
    def socket(self) -> ssl.SSLSocket:
        """The connection itself, for whoever speaks HTTP faster; not while a request is running."""
        assert isinstance(self._connection.sock, ssl.SSLSocket)
        return self._connection.sock

    def send(self, method: str, path: str, headers: dict[str, str], content: bytes | None) -> Reply:
        """Send a request; return the whole response."""
        self._connection.request(method, path, content, headers)
        response = self._connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, _AnyCase(fields), response.read())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class _AnyCase(dict[str, str]):
    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())


@contextmanager
def running_bank() -> Generator[RunningBank]:
    """Run a sandbox bank on a free port. Its database lies below build: a temporary folder may be no disk."""
    state = ROOT / "build" / "bench-state"
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as short:
        control = Path(short) / "bank.sock"
        command = [sys.executable, "-m", "bank", "--state", state / "bank", "--environment", "sandbox"]
        process = subprocess.Popen([*command, "--control", control], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line.startswith("bank ready"):
                raise RuntimeError(f"the bank did not start: {line}")
            yield _enrolled(line.split()[-1], Control(control), state, TERMINAL)
        finally:
            process.terminate()
            process.wait(30)
            shutil.rmtree(state, ignore_errors=True)


def _enrolled(url: str, control: Control, state: Path, terminal: str) -> RunningBank:
    code = control.create_enrolment_code(terminal)
    authority, identity = state / "authority.pem", state / terminal / "identity.pem"
    authority.write_text(code.authority)
    worker = Worker("bank")
    client = BankClient(url, authority, None, worker, query_seconds=10, order_seconds=10)
    enrol(client, code.code, terminal, identity)
    client.close()
    worker.close()
    return RunningBank(url, control, control.inject_pin_key(terminal), authority, identity)
