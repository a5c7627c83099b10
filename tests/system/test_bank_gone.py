"""The bank is killed in the middle of a visit, and comes back."""

import pytest

from tests.system.people import WANG
from tests.system.sandbox import Sandbox
from tests.system.waiting import until

pytestmark = [pytest.mark.drill, pytest.mark.slow]


def _tiles_are_bright(sandbox: Sandbox) -> list[bool]:
    """Whether each service on the attract screen looks as if it could be had: a white tile."""
    picture = sandbox.panel.screen()
    height, width, _ = picture.shape
    return [bool(picture[int(y * height), int(0.8 * width)].min() > 248) for y in (0.47, 0.59, 0.71, 0.83)]


def test_the_customer_is_told_and_the_terminal_comes_back_by_itself(sandbox: Sandbox) -> None:
    trail = sandbox.trail
    customer = sandbox.customer(WANG)
    customer.signs_in()
    sandbox.kill("bank")
    customer.chooses(2)
    customer.sees("problem-bank-away")
    customer.presses(["enter"])
    customer.sees("menu")
    customer.leaves()
    assert trail.found("card-return-complete", disposition="taken")

    for service in ("transfer", "inquiry", "safety", "open-card"):
        trail.wait("service-availability", service=service, reason="reason-bank-away")
    until(lambda: _tiles_are_bright(sandbox) == [False] * 4, "the first screen shows that nothing can be had")
    after = trail.length
    customer.presses("1234")
    customer.chooses_language("zh-Hant")
    assert not trail.found("prompt-answered", after=after), "what cannot be had cannot be chosen"
    assert not sandbox.panel.device("card-reader")["gate_open"], "and no card is taken in"

    sandbox.start_bank_again()
    trail.wait("bank-back", after=after)
    for service in ("transfer", "inquiry", "safety", "open-card"):
        trail.wait("service-availability", after=after, service=service, reason="available")
    until(lambda: _tiles_are_bright(sandbox) == [True] * 4, "the first screen shows what can be had")
    next_one = sandbox.customer(WANG)
    next_one.signs_in()
    next_one.chooses(2)
    next_one.sees("account")
    next_one.goes_back()
    next_one.sees("menu")
    next_one.leaves()
    assert trail.problems() == []
    assert sandbox.control.ledger_check().sound
