"""SIGKILL of the kiosk while an order is on its way to the bank, or the answer back.

After the restart bank, order file, journal and slip agree.
"""

from collections.abc import Iterator

import pytest

from tests.codes import code_on
from tests.system.killed import Terminal, a_terminal
from tests.system.order_trace import OrderTrace
from tests.system.waiting import until

pytestmark = [pytest.mark.drill, pytest.mark.slow]


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with a_terminal({"KIOSK_BANK__ORDER_SECONDS": "8"}) as terminal:
        yield terminal


def test_sent_and_the_bank_has_not_got_it(terminal: Terminal) -> None:
    trace, before = OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.line.thaw("late")
    until(lambda: terminal.line.keeps_a_request, "the order is on its way")
    assert terminal.sandbox.trail.found("order-send-init", key=trace.key())
    terminal.kill()
    terminal.line.thaw()
    terminal.comes_back(customer)
    assert terminal.told, "that an order from before is being settled, or what became of it"
    settled = trace.settled()
    assert (settled.state, settled.amount) == ("declined", 0)

    answered = terminal.line.answered
    terminal.line.deliver()
    until(lambda: terminal.line.answered > answered + 100, "the bank answers the copy that comes after all")
    assert terminal.sandbox.ledger.transfers(settled.key) == []
    assert terminal.balances() == before


def test_executed_and_the_answer_is_lost(terminal: Terminal) -> None:
    trace, before = OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.line.thaw("mute")
    key = trace.key()
    until(lambda: terminal.sandbox.ledger.transfers(key), "the bank has executed it")
    assert not terminal.sandbox.trail.found("order-send-complete", key=key)
    terminal.kill()
    terminal.line.thaw()
    terminal.comes_back(customer)
    assert terminal.told, "that an order from before is being settled, or what became of it"
    settled = trace.settled()
    assert (settled.state, settled.amount) == ("done", 1100)
    assert terminal.balances() == (before[0] - 1100, before[1] + 1100)


def test_after_a_slip_that_says_not_known(terminal: Terminal) -> None:
    sandbox, trace, before = terminal.sandbox, OrderTrace(terminal.sandbox), terminal.balances()
    customer = terminal.orders()
    terminal.line.thaw("mute")
    customer.sees("transfer-unknown")
    customer.chooses(1)
    customer.sees("take-slip")
    picture, _ = sandbox.panel.slip(customer.takes_slip())
    customer.sees("menu")
    terminal.kill()
    terminal.line.thaw()
    terminal.comes_back(customer)
    settled = trace.settled()
    assert code_on(picture) == f"smart-teller;unknown;{settled.case};1100"
    assert (settled.state, settled.amount) == ("done", 1100)
    assert terminal.balances() == (before[0] - 1100, before[1] + 1100)
