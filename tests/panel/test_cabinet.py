"""Doors and operator switch on the panel."""

import pytest
from playwright.sync_api import expect

from tests.panel.opened import Opened

pytestmark = pytest.mark.browser


def test_a_door_is_opened_and_closed(opened: Opened) -> None:
    expect(opened.part("cabinet-state")).to_have_text("All doors are closed. The switch stands for customers.")
    opened.part("door-safe").click()
    assert opened.done() == ("open-door", {"door": "safe"})
    expect(opened.part("said")).to_have_text("Safe door opened.")
    opened.device("signals", open_doors=["safe", "upper"])
    expect(opened.part("cabinet-state")).to_contain_text("Open: safe door and upper door.")
    expect(opened.part("door-upper")).to_have_text("Close the upper door")
    opened.part("door-upper").click()
    assert opened.done() == ("close-door", {"door": "upper"})


def test_the_switch_is_turned_to_staff_and_back(opened: Opened) -> None:
    opened.part("turn-switch").click()
    assert opened.done() == ("turn-switch", {"to": "operator"})
    expect(opened.part("said")).to_have_text("Switch turned to staff.")
    opened.device("signals", switch="operator")
    expect(opened.part("cabinet-state")).to_contain_text("The switch stands for staff.")
    expect(opened.part("turn-switch")).to_have_text("Turn the switch to customers")
    opened.part("turn-switch").click()
    assert opened.done() == ("turn-switch", {"to": "customer"})


def test_the_log_says_it_in_words(opened: Opened) -> None:
    lines = ["open-door safe", "close-door upper", "turn-switch operator"]
    opened.panel.do(lambda host: (host.state.update(log=lines), host.changed()))
    for said in ("Safe door opened", "Upper door closed", "Switch turned to staff"):
        expect(opened.part("log")).to_contain_text(said)
