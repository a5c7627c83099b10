"""SIGKILL of the kiosk when an order is done: before, while and after its slip is printed.

After the restart bank, order file, journal and slip agree.
"""

from collections.abc import Iterator

import pytest

from tests.codes import code_on
from tests.system.killed import Terminal, a_terminal
from tests.system.order_trace import OrderTrace

pytestmark = [pytest.mark.drill, pytest.mark.slow]


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with a_terminal() as terminal:
        yield terminal


def test_when_the_outcome_is_written_down(terminal: Terminal) -> None:
    trace, before = OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.line.thaw()
    terminal.sandbox.trail.wait("order-send-complete", key=trace.key(), disposition="done")
    terminal.kill()
    assert terminal.comes_back(customer) == [], "nobody asked for a slip"
    assert (trace.settled().state, trace.settled().amount) == ("done", 1100)
    assert terminal.balances() == (before[0] - 1100, before[1] + 1100)


def test_while_its_slip_is_printed(terminal: Terminal) -> None:
    sandbox, trace, before = terminal.sandbox, OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.line.thaw()
    customer.sees("transfer-done")
    sandbox.panel.do("set-fault", device="printer", fault="hang", on="true")
    customer.chooses(1)
    customer.hears("slip-print-init")
    terminal.kill()
    sandbox.panel.do("set-fault", device="printer", fault="hang", on="false")
    slips = terminal.comes_back(customer)  # one, if the printer had it all: nobody prints it again
    assert sandbox.trail.found("unsettled-found", after=terminal.killed_at, device="printer", act="slip-print")
    settled = trace.settled()
    assert [code_on(slip) for slip in slips] == [f"smart-teller;done;{settled.reference};1100"] * len(slips)
    assert len(slips) <= 1
    assert (settled.state, settled.amount) == ("done", 1100)
    assert terminal.balances() == (before[0] - 1100, before[1] + 1100)


def test_when_its_slip_hangs_at_the_outlet(terminal: Terminal) -> None:
    trace, before = OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.line.thaw()
    customer.sees("transfer-done")
    customer.chooses(1)
    customer.sees("take-slip")
    terminal.kill()
    (slip,) = terminal.comes_back(customer)
    assert not terminal.told, "they have seen that it is done"
    settled = trace.settled()
    assert code_on(slip) == f"smart-teller;done;{settled.reference};1100"
    assert (settled.state, settled.amount) == ("done", 1100)
    assert terminal.balances() == (before[0] - 1100, before[1] + 1100)
