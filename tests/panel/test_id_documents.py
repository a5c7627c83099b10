"""The ID scanner's part of the panel: what it shows, and what the customer's hand does there."""

import pytest
from playwright.sync_api import expect

from tests.panel.opened import Opened

HANDS = ("take-id-document", "pull-id-document", "empty-id-bin")


@pytest.fixture(autouse=True)
def unfolded(opened: Opened) -> None:
    opened.part("id-summary").click()


def test_a_document_is_laid_in_as_it_was_chosen(opened: Opened) -> None:
    opened.device("id-scanner", slot_open=True)
    opened.part("id-select").select_option("chen-guiying/passport")
    opened.part("id-how").select_option(label="Upside down")
    opened.part("lay-id-document").click()
    assert opened.done() == ("lay-id-document", {"document": "chen-guiying/passport", "how": "upside-down"})
    expect(opened.part("said")).to_have_text("ID document laid in.")


def test_the_choice_stays_when_something_else_changes(opened: Opened) -> None:
    opened.part("id-select").select_option("chen-guiying/passport")
    opened.device("id-scanner", position="inside", document="somebody · passport")
    expect(opened.part("id-select")).to_have_value("chen-guiying/passport")


@pytest.mark.parametrize(
    ("state", "said", "possible"),
    [
        ({}, "The slot is closed", set[str]()),
        ({"slot_open": True}, "Waits for a document", {"lay-id-document"}),
        ({"position": "inside", "document": "X"}, "Holds X", {"pull-id-document"}),
        ({"position": "at-slot", "document": "X"}, "Gives back X", {"take-id-document", "pull-id-document"}),
        ({"retained": ["X"]}, "In the bin: X", {"empty-id-bin"}),
        ({"faults": ["jam"]}, "Jammed", set[str]()),
        ({"faults": ["gone"]}, "Gone", set[str]()),
    ],
)
def test_what_it_does_and_what_can_be_done(
    opened: Opened, state: dict[str, object], said: str, possible: set[str]
) -> None:
    opened.device("id-scanner", **state)
    expect(opened.part("id-scanner-state")).to_contain_text(said)
    for name in ("lay-id-document", *HANDS):
        expect(opened.part(name)).to_have_attribute("aria-disabled", str(name not in possible).lower())


@pytest.mark.parametrize("name", HANDS)
def test_each_hand_does_its_own(opened: Opened, name: str) -> None:
    opened.device("id-scanner", position="at-slot", document="X", retained=["Y"])
    opened.part(name).click()
    assert opened.done() == (name, {})


def test_its_light_is_shown_in_words(opened: Opened) -> None:
    opened.device("signals", lights={"id-document": "flashing"})
    expect(opened.part("light-id-document")).to_contain_text("flashing")
