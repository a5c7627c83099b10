"""Seen from the system: the order and its journal record are synced before a byte goes to the bank."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.money.processes import ENDED
from tests.money.test_kill import ROOT, bank

__all__ = ["bank"]

pytestmark = [
    pytest.mark.drill,
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("strace") is None and os.environ.get("CI") != "true", reason="strace is not installed"
    ),
]


def first(calls: list[str], wanted: Callable[[str], object]) -> int:
    return next(number for number, call in enumerate(calls) if wanted(call))


def test_order_key_and_journal_are_synced_before_the_bank_hears_of_it(short_tmp: Path, bank: Path) -> None:
    traced, folder = short_tmp / "traced", short_tmp / "state"
    terminal = [sys.executable, "-m", "tests.money.processes", "terminal", str(folder), str(bank), "-1"]
    strace = ["strace", "-f", "-y", "-s", "400", "-e", "trace=fsync,fdatasync,connect,pwrite64", "-o", str(traced)]
    ran = subprocess.run([*strace, *terminal], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.stdout.split() == ["Done", ENDED], ran.stderr
    calls = [line for line in traced.read_text(errors="replace").splitlines() if str(short_tmp) in line]
    sent = first(calls, lambda call: "connect(" in call and str(bank) in call)
    intended = first(calls, lambda call: "pwrite64(" in call and "order-send-init" in call)
    synced = [
        first(calls, lambda call: re.search(r"fsync\(\d+<[^>]*\.open>", call)),
        first(calls, lambda call: re.search(r"fsync\(\d+<[^>]*\.secret>", call)),
        first(calls, lambda call: re.search(r"fsync\(\d+<[^>]*/orders>", call)),
        first(calls, lambda call: re.search(r"fsync\(\d+<[^>]*/order-secrets>", call)),
        intended + first(calls[intended:], lambda call: re.search(r"fsync\(\d+<[^>]*\.jsonl>", call)),
    ]
    assert max(synced) < sent, calls
    assert not any("order-send-init" in call for call in calls[sent:])
