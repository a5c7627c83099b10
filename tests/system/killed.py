"""A terminal whose kiosk is killed and started again, with a hand on its line to the bank."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.system.customer import Customer
from tests.system.line import Line
from tests.system.people import MARIA, WANG
from tests.system.sandbox import Sandbox
from tests.system.waiting import until


class Terminal:
    """`killed_at`: the number of the journal's last record before the last kill.

    `told`: when it came back last, the customer was told what becomes of the order.
    """

    def __init__(self, sandbox: Sandbox, line: Line) -> None:
        self.sandbox = sandbox
        self.line = line
        self.killed_at = 0
        self.told = False
        self._starts = 1

    def balances(self) -> tuple[int, int]:
        """What the customer and the payee have, in fen."""
        return self.sandbox.ledger.balance(WANG.account), self.sandbox.ledger.balance(MARIA.account)

    def orders(self) -> Customer:
        """A customer signs in and orders a transfer of 11 yuan. The PIN is on its way; the bank does not hear it yet.

        `line.thaw` lets it go on; the next connection is made for the order.
        """
        customer = self.sandbox.customer(WANG)
        customer.signs_in()
        customer.orders_transfer(MARIA.account, "11")
        self.line.freeze()
        customer.enters_pin()
        customer.hears("authorise-init", purpose="order")
        return customer

    def kill(self) -> None:
        """SIGKILL the kiosk. The sandbox starts it again by itself."""
        pid = self.sandbox.child("run")
        os.kill(pid, signal.SIGKILL)
        self.is_killed(pid)

    def is_killed(self, pid: int) -> None:
        """Wait until this kiosk is dead."""
        until(lambda: not Path(f"/proc/{pid}/fd").exists() or not _fds(pid), "the kiosk is dead")
        self.killed_at = self.sandbox.trail.length

    def comes_back(self, customer: Customer) -> list[bytes]:
        """Wait for the kiosk. It gives the card back, then a slip or document that hangs; then everything is in order.

        Gives the picture of the slip, if there was one.
        """
        trail, after = self.sandbox.trail, self.killed_at
        self._starts += 1
        self.sandbox.ready(self._starts)
        customer.takes_card()
        taken = trail.wait("card-return-complete", after=after, disposition="taken")
        self.told = trail.wait("prompt-shown", after=taken.number).fields["prompt"] == "order-interrupted"
        if self.told:
            customer.presses(["enter"])
        slips: list[bytes] = []
        if self.sandbox.panel.device("printer")["waiting"]:
            slips.append(self.sandbox.panel.slip(customer.takes_slip())[0])
            trail.wait("slip-taken", after=after)
        if self.sandbox.panel.device("document-printer")["waiting"]:
            customer.takes_document()
            trail.wait("document-taken", after=after)
        trail.wait("prompt-shown", after=after, prompt="attract")
        assert trail.found("improper-shutdown", after=after)
        assert trail.found("unsettled-found", after=after, device="card-reader")
        assert trail.problems() == []
        assert self.sandbox.control.ledger_check().sound
        assert self.sandbox.control.alarms() == [], "the bank was never told of a journal that then changed"
        return slips


def _fds(pid: int) -> list[str]:
    """Open files: a zombie has none."""
    try:
        return [file.name for file in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return []


@contextmanager
def a_terminal(settings: dict[str, str] | None = None, *, voiced: bool = False) -> Generator[Terminal]:
    """Start everything; the kiosk reaches the bank over a `Line`. Only `voiced` it speaks and listens: that would take
    as long at each start again as all the rest."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        with Line(port) as line:
            url = {"KIOSK_BANK__URL": f"https://127.0.0.1:{line.port}"}
            sound = {} if voiced else {"KIOSK_DEVICES__AUDIO": "none", "KIOSK_DEVICES__SPEECH": "none"}
            with Sandbox(folder, {**url, **sound, **(settings or {})}, bank_port=port) as sandbox:
                sandbox.ready()
                yield Terminal(sandbox, line)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
