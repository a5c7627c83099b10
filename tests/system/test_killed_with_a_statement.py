"""SIGKILL of the kiosk with a statement in the document printer or at its outlet: it is not left there without a word,
and the printer serves the next customer."""

from collections.abc import Iterator

import pytest

from tests.system.customer import Customer
from tests.system.killed import Terminal, a_terminal
from tests.system.people import MARIA, WANG

pytestmark = [pytest.mark.drill, pytest.mark.slow]


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with a_terminal() as terminal:
        yield terminal


def orders(terminal: Terminal) -> Customer:
    customer = terminal.sandbox.customer(WANG)
    customer.signs_in()
    customer.orders_statement()
    return customer


def another_gets_one(terminal: Terminal) -> None:
    customer = terminal.sandbox.customer(MARIA)
    customer.signs_in()
    customer.orders_statement()
    customer.chooses(1)
    customer.sees("take-document")
    name = customer.takes_document()
    customer.sees("account")
    assert MARIA.name in terminal.sandbox.panel.document(name)
    customer.goes_back(voiced=False)
    customer.sees("menu")
    customer.leaves()
    assert terminal.sandbox.panel.device("document-printer")["waiting"] == ""


def test_when_it_lies_at_the_outlet(terminal: Terminal) -> None:
    trail = terminal.sandbox.trail
    customer = orders(terminal)
    customer.chooses(1)
    customer.sees("take-document")
    terminal.kill()
    terminal.comes_back(customer)
    assert trail.found("unsettled-found", after=terminal.killed_at, device="document-printer", act="document-hanging")
    assert trail.found("prompt-shown", after=terminal.killed_at, prompt="take-document")
    assert trail.found("document-taken", after=terminal.killed_at, end="taken")
    assert terminal.sandbox.panel.device("document-printer")["retracted"] == 0
    another_gets_one(terminal)


def test_while_it_is_printed(terminal: Terminal) -> None:
    sandbox, trail = terminal.sandbox, terminal.sandbox.trail
    customer = orders(terminal)
    sandbox.panel.do("set-fault", device="document-printer", fault="hang", on="true")
    customer.chooses(1)
    customer.hears("document-print-init")
    terminal.kill()
    terminal.comes_back(customer)  # it serves, though the printer still hangs
    assert trail.found("unsettled-found", after=terminal.killed_at, device="document-printer", act="document-print")
    assert not trail.found("document-settled", after=terminal.killed_at), "nobody can know yet"
    sandbox.panel.do("set-fault", device="document-printer", fault="hang", on="false")
    trail.wait("document-settled", after=terminal.killed_at)  # the simulated one drops what it was given
    another_gets_one(terminal)
