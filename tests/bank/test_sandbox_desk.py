"""What whoever plays the branch staff says at the panel, carried out at a real bank as a desk may, and said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.simulator.staff import Staff
from kiosk.commands.sandbox_desk import Desk
from tests.bank.deciding import AGAINST
from tests.bank.phone_messages import ByMessage
from tests.bank.process import BankProcess, enrol, terminal_at
from tests.bank.support import Terminal, person

pytestmark = pytest.mark.slow
Say = Callable[..., str]


@pytest.fixture
def terminal(process: BankProcess, folder: Path) -> Terminal:
    return terminal_at(process, enrol(process, folder, "terminal-001"))


@pytest.fixture
def say(process: BankProcess, folder: Path) -> Say:
    said: list[str] = []
    staff = Staff(folder / "desk")
    desk = Desk(folder / "desk", process.control, said.append)

    def speak(word: str, document_number: str = "") -> str:
        staff.say(word, document_number)
        desk.look()
        assert list((folder / "desk").iterdir()) == []
        return said[-1]

    return speak


def test_the_panel_decides_as_a_desk_may(process: BankProcess, terminal: Terminal, say: Say) -> None:
    assert say("approve-application") == "No application waits for staff."
    sure, doubted = ByMessage(terminal, process), ByMessage(terminal, process, "sadir-tursun", "19900005285")
    sure.wait()
    assert say("approve-application").startswith("The desk approved the application of *")
    assert sure.look().state == "approved"
    token = doubted.prepare()
    doubted.face(**AGAINST)
    doubted.submit(token)
    assert say("approve-application").startswith("A desk cannot approve that")
    assert doubted.look().state == "waiting"
    assert say("try-application-again").endswith("for another face check.")
    assert doubted.look().state == "try-again"
    doubted.submit("", None)
    assert say("refuse-application").startswith("The desk refused")
    assert (doubted.look().state, doubted.look().reasons) == ("refused", ("ask-at-counter",))


def test_the_panel_activates_a_card_against_the_document(process: BankProcess, terminal: Terminal, say: Say) -> None:
    number = person("li-na").id_number
    assert say("activate-card", number) == "No card waits to be activated."
    applicant = ByMessage(terminal, process)
    applicant.wait()
    say("approve-application")
    applicant.bind()
    applicant.report("encoded", "presented", "kept")
    assert say("activate-card", number).startswith("The document is not that of the card's holder")
    assert applicant.look().state == "kept"
    assert say("activate-card", str(applicant.document["number"])).startswith("The desk activated the card 6200 00")
    assert applicant.look().state == "issued"
