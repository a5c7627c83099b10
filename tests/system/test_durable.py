"""Seen from outside: what is to happen is on the disk before a byte of it goes to the bank."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.system.people import MARIA, WANG
from tests.system.sandbox import Sandbox
from tests.system.strokes import strace

pytestmark = pytest.mark.slow

_CALLS = "--trace=openat,pwrite64,fsync,fdatasync,write,sendto,sendmsg,rename,unlink"


def test_fsync_comes_before_send(sandbox: Sandbox) -> None:
    port = sandbox.says("bank ready").rpartition(":")[2]
    customer = sandbox.customer(WANG)
    customer.signs_in()
    customer.orders_transfer(MARIA.account, "3")
    output = sandbox.state / "strace"
    options = (_CALLS, "--decode-fds=all", "--string-limit=400", "--no-abbrev")
    with strace(sandbox.child("run"), *options, output=output):
        customer.enters_pin()
        customer.sees("transfer-done")
    customer.chooses(2)
    customer.keeps_no_payee()
    customer.leaves()

    orders = sandbox.state / "kiosk" / "orders"
    calls = _of_the_thread_that(rf'openat\(.*{orders}/[^"]+\.open", [^)]*O_CREAT', output)
    page = re.escape(str(max(sandbox.trail.folder.glob("*.jsonl"))))
    steps = [
        rf"pwrite64\(\d+<{orders}/[^>]+\.open>",  # the order's file is written,
        rf"fsync\(\d+<{orders}/[^>]+\.open>\) += 0",  # is durable,
        rf"fsync\(\d+<{orders}>\) += 0",  # and its name is;
        rf"pwrite64\(\d+<{page}>.*order-send-init",  # the journal says that it will be sent,
        rf"fsync\(\d+<{page}>\) += 0",  # durably;
        rf"(write|sendto|sendmsg)\(\d+<TCP:\[[^\]]*->127\.0\.0\.1:{port}\]>",  # then the first byte goes to the bank;
        rf"pwrite64\(\d+<{orders}/[^>]+\.open>",  # what it said is written,
        rf"fsync\(\d+<{orders}/[^>]+\.open>\) += 0",  # and is durable
    ]
    places = [_first(step, calls, 0) for step in steps[:6]]
    assert places == sorted(places), dict(zip(steps, places, strict=False))
    written = _first(steps[6], calls, places[5])
    assert _first(steps[7], calls, written) > written


def _of_the_thread_that(did: str, output: Path) -> list[str]:
    """The calls of the thread that made this call, in order; those that strace wrote down in two parts as one."""
    threads: dict[str, list[str]] = {}
    for line in output.read_text(errors="replace").splitlines():
        thread, _, call = line.partition(" ")
        calls = threads.setdefault(thread, [])
        if resumed := re.match(r"\s*<\.\.\. \w+ resumed>(.*)", call):
            calls[-1] = calls[-1].removesuffix("<unfinished ...>").rstrip() + resumed[1]
        else:
            calls.append(call.strip())
    found = [calls for calls in threads.values() if any(re.search(did, call) for call in calls)]
    assert len(found) == 1, f"one thread writes orders down; {len(found)} did"
    return found[0]


def _first(wanted: str, calls: Iterable[str], after: int) -> int:
    """Where the first such call is."""
    for place, call in enumerate(calls):
        if place >= after and re.search(wanted, call):
            return place
    raise AssertionError(f"no {wanted}")
