"""People before the camera, at the panel: who, what they do, what the camera sees then."""

import pytest
from playwright.sync_api import expect

from tests.panel.opened import Opened

pytestmark = pytest.mark.browser

LOADED = "picture => picture.complete && picture.naturalWidth > 0"


def test_somebody_is_put_before_the_camera_and_does_something(opened: Opened) -> None:
    opened.part("camera-summary").click()
    opened.part("camera-person").select_option("wang-xiaoming")
    opened.part("camera-act").select_option("too-far")
    expect(opened.part("camera-other")).to_be_hidden()
    opened.part("put-before-camera").click()
    assert opened.done() == ("before-camera", {"person": "wang-xiaoming", "act": "too-far", "obeys": "true"})
    expect(opened.part("said")).to_have_text("Put before the camera.")


def test_what_needs_somebody_else_asks_for_them(opened: Opened) -> None:
    opened.part("camera-summary").click()
    opened.part("camera-act").select_option("photo:bent")
    opened.part("camera-other").select_option("chen-guiying")
    opened.part("put-before-camera").click()
    act = "photo:chen-guiying:bent"
    assert opened.done() == ("before-camera", {"person": "card-owner", "act": act, "obeys": "true"})
    opened.part("camera-act").select_option("friend")
    opened.part("put-before-camera").click()
    assert opened.done()[1]["act"] == "friend:chen-guiying"


def test_obeying_is_switched_and_nothing_else(opened: Opened) -> None:
    opened.device("camera", person="chen-guiying", act="mask", standing="chen-guiying")
    opened.part("camera-summary").click()
    opened.part("camera-obeys").click()  # it shows what the simulator says, which here stays as it was
    assert opened.done() == ("before-camera", {"person": "chen-guiying", "act": "mask", "obeys": "false"})


def test_who_is_there_and_how_much_is_drawn_is_said(opened: Opened) -> None:
    expect(opened.part("camera-state")).to_have_text("Off. Before it: nobody.")
    opened.device("camera", on=True, standing="chen-guiying", act="mask", drawn=[3, 68])
    expect(opened.part("camera-state")).to_have_text("On. Before it: 陈桂英 (mask).")
    opened.part("camera-summary").click()
    expect(opened.part("camera-progress")).to_have_text("Drawing: 3 of 68 pictures")
    expect(opened.part("camera-drawn")).to_have_js_property("value", 3)
    opened.device("camera", drawn=[68, 68])
    expect(opened.part("camera-progress")).to_have_text("All pictures are drawn")


def test_the_picture_is_asked_for_only_while_it_is_looked_at(opened: Opened) -> None:
    assert opened.panel.host.looked == 0
    opened.part("camera-summary").click()
    opened.page.wait_for_function(f"({LOADED})(document.querySelector('[data-test=\"camera-picture\"]'))")
    source = opened.part("camera-picture").get_attribute("src")
    expect(opened.part("camera-picture")).not_to_have_attribute("src", source or "")  # and again
    opened.part("camera-summary").click()
    expect(opened.part("camera-picture")).to_be_hidden()
    opened.page.wait_for_timeout(400)  # one may be under way
    looked = opened.panel.host.looked
    opened.page.wait_for_timeout(600)
    assert opened.panel.host.looked == looked
    assert opened.complaints == []


def test_all_of_it_can_be_done_with_the_keyboard(opened: Opened) -> None:
    opened.tab_to("camera-summary")
    opened.page.keyboard.press("Enter")
    opened.tab_to("put-before-camera")
    opened.page.keyboard.press("Enter")
    assert opened.done() == ("before-camera", {"person": "card-owner", "act": "still", "obeys": "true"})
    opened.tab_to("camera-obeys")
    opened.page.keyboard.press("Space")
    assert opened.done()[1]["obeys"] == "false"
