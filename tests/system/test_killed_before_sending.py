"""SIGKILL of the kiosk before an order is sent. After the restart bank, order file and journal agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.killed import Terminal, a_terminal
from tests.system.order_trace import OrderTrace
from tests.system.strokes import killed_at

pytestmark = [pytest.mark.drill, pytest.mark.slow]


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with a_terminal() as terminal:
        yield terminal


def test_before_anything_is_written_down(terminal: Terminal) -> None:
    trace, before = OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.kill()
    terminal.line.thaw()
    terminal.comes_back(customer)
    assert not terminal.told, "there is nothing to tell"
    assert trace.new() == []
    assert terminal.balances() == before
    assert not terminal.sandbox.trail.found("order-intent", after=terminal.killed_at)


@pytest.mark.parametrize(
    ("call", "path", "nth", "recorded"),
    [
        ("fsync", "orders", 1, False),  # the order's file is there, its name not yet durable; the journal knows nothing
        ("openat", "journal", 2, True),  # order-intent is recorded, order-send-init is not
    ],
)
def test_written_down_and_not_sent(terminal: Terminal, call: str, path: str, nth: int, recorded: bool) -> None:
    trace, before = OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    folder = terminal.sandbox.state / "kiosk" / path
    place = folder if path == "orders" else max(folder.glob("*.jsonl"))
    pid = terminal.sandbox.child("run")
    with killed_at(pid, call, place, nth, Path(f"{terminal.sandbox.state}/strace")):
        terminal.line.thaw()
    terminal.is_killed(pid)
    trail = terminal.sandbox.trail
    records = [record.event for record in trail.records() if record.fields.get("key") == trace.key()]
    begun = [name for name in records if name in ("order-intent", "order-send-init")]
    assert begun[:1] == (["order-intent"] if recorded else begun[:1])
    terminal.comes_back(customer)
    assert terminal.told
    settled = trace.settled()
    assert (settled.state, settled.amount) == ("declined", 0)
    assert terminal.balances() == before
    assert bool(trail.found("order-intent", key=settled.key, added="recovery")) is not recorded
    assert not trail.found("order-send-init", key=settled.key)
