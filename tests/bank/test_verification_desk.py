"""The branch staff's own commands for customers who wait until they were seen."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bank.process import SECONDS, BankProcess, enrol, terminal_at
from tests.bank.transfers import Customer
from tests.bank.verifying import look, report, verify

pytestmark = pytest.mark.slow


def test_staff_list_approve_and_refuse(process: BankProcess, folder: Path) -> None:
    customer = Customer(terminal_at(process, enrol(process, folder, "terminal-001")), "wang-xiaoming")
    control = str(process.state / "control")

    def desk(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "kiosk.cli", "desk", *words, "--control", control]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)

    def report_for(amount: int, way: str = "document", **changes: object) -> str:
        body = report("transfer", customer.order(amount), way, customer.name, **changes)
        return verify(customer.terminal, customer.session, body).id

    assert (desk("verifications").returncode, desk("verifications").stdout) == (0, "")
    face, staff = report_for(1, liveness="not-excluded", profile="five-point"), report_for(2, "staff")
    lines = desk("verifications").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [face, staff]
    assert "王小明" in lines[0]
    assert "distance 0.21 of 0.45, not-excluded by five-point" in lines[0]
    assert "asked; no face check" in lines[1]
    assert desk("approve", face, "--by", "1001").returncode == 0
    assert desk("refuse", staff, "--by", "1001", "--reason", "no such person here").returncode == 0
    states = [look(customer.terminal, customer.session, one).state.value for one in (face, staff)]
    assert states == ["accepted", "refused"]
    late = desk("approve", staff, "--by", "1001")
    assert (late.returncode, late.stderr.strip()) == (1, "verification-unknown")
