"""SIGKILL of the kiosk with a customer's card and ID document inside: both come back, one after the other."""

import asyncio
from collections.abc import Iterator

import pytest

from drivers.id_scanner.simulated import SimulatedIdScanner
from tests.system.killed import Terminal, a_terminal
from tests.system.people import WANG

pytestmark = [pytest.mark.drill, pytest.mark.slow]

MINE = "wang-xiaoming/resident-id"


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with a_terminal() as terminal:
        yield terminal


def test_the_document_comes_back_and_then_the_card(terminal: Terminal) -> None:
    sandbox, panel, trail = terminal.sandbox, terminal.sandbox.panel, terminal.sandbox.trail
    customer = sandbox.customer(WANG)
    customer.signs_in()
    asyncio.run(_laid_in(terminal))
    terminal.kill()
    assert panel.device("id-scanner")["position"] == "inside"
    assert panel.device("card-reader")["position"] == "inside"
    panel.wait("id-scanner", position="at-slot")
    assert panel.device("card-reader")["position"] == "inside", "only one is asked to be taken at a time"
    panel.do("take-id-document")
    terminal.comes_back(customer)
    returned = trail.wait("id-document-return-complete", after=terminal.killed_at, disposition="taken")
    assert returned.number < trail.wait("card-return-init", after=terminal.killed_at).number
    assert panel.device("id-scanner")["position"] == "absent"


async def _laid_in(terminal: Terminal) -> None:
    """Whoever opened the slot is gone when the document is read: nobody but the scanner knows of it."""
    scanner = SimulatedIdScanner(terminal.sandbox.state / "run" / "devices.sock")
    await scanner.accept()
    await asyncio.to_thread(terminal.sandbox.panel.do, "lay-id-document", document=MINE)
    await scanner.disconnect()
