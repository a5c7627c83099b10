"""The card dispenser's part of the panel, and what becomes of a card that was taken from it."""

import pytest
from playwright.sync_api import expect

from tests.panel.fake_host import CHEN, WANG
from tests.panel.opened import Opened

pytestmark = pytest.mark.browser

HANDS = ("take-dispensed-card", "fill-hopper", "empty-dispenser-bin")
NEW = {"card": "6200001700000016", "label": "王小明 · 620000******0016", "pin": "", "dispensed": True}


@pytest.fixture(autouse=True)
def unfolded(opened: Opened) -> None:
    opened.part("dispenser-summary").click()


@pytest.mark.parametrize(
    ("state", "said", "possible"),
    [
        ({}, "No card is on its way.", set[str]()),
        ({"position": "inside"}, "Holds a card without a number.", set[str]()),
        ({"position": "inside", "card": "620000******0016"}, "Holds 620000******0016.", set[str]()),
        ({"position": "at-gate", "card": "620000******0016"}, "Presents 620000******0016.", {"take-dispensed-card"}),
        ({"position": "at-gate", "faults": ["jam"]}, "Jammed. Presents", set[str]()),
        ({"faults": ["gone"]}, "Gone:", set[str]()),
        ({"faults": ["hang"]}, "Hangs:", set[str]()),
        ({"hopper": 0, "low": True}, "Out of cards.", set[str]()),
        ({"retained": ["", "620000******0016"]}, "No card is on its way.", {"empty-dispenser-bin"}),
        ({"bin_full": True}, "No card is on its way.", {"empty-dispenser-bin"}),
    ],
)
def test_what_it_does_and_what_can_be_done(
    opened: Opened, state: dict[str, object], said: str, possible: set[str]
) -> None:
    opened.device("card-dispenser", **state)
    expect(opened.part("card-dispenser-state")).to_contain_text(said)
    for name in ("take-dispensed-card", "empty-dispenser-bin"):
        expect(opened.part(name)).to_have_attribute("aria-disabled", str(name not in possible).lower())


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({}, "100 cards in the hopper. In the bin: nothing. Fed 0, presented 0."),
        ({"hopper": 1, "low": True, "fed": 9, "presented": 8}, "1 card in the hopper: few. In the bin: nothing. Fed 9"),
        ({"retained": ["", "620000******0016"]}, "In the bin: a card without a number, 620000******0016."),
        ({"bin_full": True}, "The bin is full: nothing."),
    ],
)
def test_hopper_and_bin_are_counted(opened: Opened, state: dict[str, object], said: str) -> None:
    opened.device("card-dispenser", **state)
    expect(opened.part("dispenser-stock")).to_contain_text(said)


@pytest.mark.parametrize("name", HANDS)
def test_each_hand_does_its_own(opened: Opened, name: str) -> None:
    opened.device("card-dispenser", position="at-gate", retained=["X"])
    opened.part(name).click()
    assert opened.done() == (name, {})


def test_a_fault_of_a_step_is_switched(opened: Opened) -> None:
    opened.part("fault-card-dispenser-jam-at-feed").click()
    assert opened.done() == ("set-fault", {"device": "card-dispenser", "fault": "jam-at-feed", "on": "true"})
    expect(opened.part("said")).to_have_text("Card dispenser: Jam at feed on.")
    expect(opened.part("fault-card-dispenser-jam-at-feed")).to_have_attribute("aria-pressed", "true")


def test_its_light_is_shown_in_words(opened: Opened) -> None:
    opened.device("signals", lights={"dispenser": "flashing"})
    expect(opened.part("light-dispenser")).to_contain_text("flashing")


def test_a_card_that_was_taken_is_in_the_hand_and_its_pin_is_not_known(opened: Opened) -> None:
    opened.part("card-select").select_option(CHEN["card"])
    opened.panel.do(lambda host: (host.state.update(cards=[WANG, CHEN, NEW]), host.changed()))
    expect(opened.part("card-select")).to_have_value(str(NEW["card"]))
    expect(opened.part("card-pin")).to_have_text("as it was chosen")
    opened.part("insert-card").click()
    assert opened.done() == ("insert-card", {"card": NEW["card"]})


def test_a_card_of_another_day_is_not_the_first_choice(opened: Opened) -> None:
    opened.panel.do(lambda host: host.state.update(cards=[WANG, NEW]))
    opened.page.reload()
    expect(opened.part("panel")).to_have_attribute("data-link", "open")
    expect(opened.part("card-select")).to_have_value(WANG["card"])
