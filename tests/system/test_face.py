"""Real window, real engine, drawn people: much is sent only once the camera knows the customer."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.system.canary import found_in, jpeg_in, picture_in, written
from tests.system.customer import Customer
from tests.system.people import MARIA, WANG, Person
from tests.system.sandbox import Sandbox
from tests.system.waiting import until

pytestmark = pytest.mark.slow

# Slow machines give few pictures a second: nobody is asked for a movement quicker than they can be seen to do it.
_PATIENT = {"KIOSK_FACE__CHALLENGE_SECONDS": "10", "KIOSK_FACE__FIND_SECONDS": "60"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        with Sandbox(folder, _PATIENT) as running:
            running.ready()
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stands(sandbox: Sandbox, person: str, act: str = "still") -> None:
    """Put somebody before the camera, and wait until all their pictures are drawn."""
    sandbox.panel.do("before-camera", person=person, act=act, obeys="true")

    def drawn() -> bool:
        sandbox.panel.camera()
        done, of = sandbox.panel.device("camera")["drawn"]
        return of > 0 and done == of

    until(drawn, lambda: f"all pictures of {person}; drawn: {sandbox.panel.device('camera')['drawn']}")


def to_the_consent(sandbox: Sandbox) -> Customer:
    """More than 20,000 yuan to somebody Maria has never paid."""
    customer = sandbox.customer(MARIA)
    customer.signs_in()
    customer.chooses(1)
    customer.sees("transfer-payee")
    customer.presses([*WANG.account, "enter"])
    customer.sees("transfer-confirm")
    customer.chooses(1)
    customer.sees("transfer-amount")
    customer.presses([*"25000", "enter"])
    customer.goes_on_to_review()
    customer.presses(["enter"])
    customer.sees("face-consent")
    return customer


def test_a_stranger_is_not_taken_for_the_customer_and_nothing_is_sent(sandbox: Sandbox) -> None:
    before = sandbox.ledger.balance(MARIA.account)
    stands(sandbox, "zhang-wei")
    customer = to_the_consent(sandbox)
    customer.chooses(2)
    customer.sees("face-look", "face-failed")
    found = sandbox.trail.wait("face-check-complete").fields
    assert found["disposition"] == "no-match"
    customer.presses(["cancel"])
    customer.takes_card()
    customer.hears("session-end", reason="cancelled")
    assert sandbox.ledger.balance(MARIA.account) == before


def test_the_customer_is_known_and_seen_on_the_screen_and_the_order_is_sent(sandbox: Sandbox) -> None:
    before = sandbox.ledger.balance(MARIA.account)
    stands(sandbox, "maria-fernandez-okonkwo")
    customer = to_the_consent(sandbox)
    blank = sandbox.panel.screen()
    customer.chooses(2)
    customer.sees("face-look")
    # inside the oval there is somebody now: not the flat ground of the page before
    height, width = blank.shape[:2]
    middle = (slice(int(height * 0.3), int(height * 0.5)), slice(int(width * 0.4), int(width * 0.6)))
    until(
        lambda: float(np.std(cv2.cvtColor(sandbox.panel.screen()[middle], cv2.COLOR_BGR2GRAY))) > 15,
        lambda: "somebody in the oval",
    )
    while (prompt := customer.sees_next()) == "face-failed":  # a slow machine may miss a movement: twice at most
        customer.chooses(1)
        customer.sees("face-look")
    assert prompt == "pin-order"
    customer.enters_pin()
    customer.sees("transfer-done")
    sandbox.trail.wait("order-send-complete", disposition="done")
    found = sandbox.trail.found("face-check-complete")[-1].fields
    assert (found["disposition"], found["liveness"]) == ("match", "live")
    assert int(found["distance"]) <= 450
    assert sandbox.trail.wait("verification-complete").fields["disposition"] == "accepted"
    assert sandbox.ledger.balance(MARIA.account) == before - 2_500_000 - 200
    assert sandbox.control.ledger_check().sound
    customer.chooses(2)
    customer.keeps_no_payee()
    customer.leaves()
    _nothing_is_left_of(MARIA, sandbox)


def _nothing_is_left_of(who: Person, sandbox: Sandbox) -> None:
    """No portrait, no picture of the camera, no number of a document, no name."""
    secrets = {"ID number": who.id_number, "name": who.name, "Latin name": who.name_latin}
    for name, data in written(sandbox).items():
        assert found_in(data, secrets) == [], name
        assert not picture_in(data, who.portrait), name
        assert not jpeg_in(data), name
