"""Sound on the panel: what the terminal says, what the customer says, and the headset."""

import pytest
from playwright.sync_api import expect

from tests.panel.opened import Opened

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def unfolded(opened: Opened) -> None:
    opened.part("sound-summary").click()


def spoken(*lines: tuple[str, str]) -> list[dict[str, object]]:
    return [{"text": text, "seconds": 1.5, "state": state} for text, state in lines]


def test_what_the_customer_says_is_said_as_it_was_chosen(opened: Opened) -> None:
    opened.part("say-text").fill("我想转账")
    opened.part("say-noise").select_option(label="Much noise")
    opened.part("say").click()
    assert opened.done() == ("say", {"text": "我想转账", "language": "zh-Hans", "noise": "10 dB"})
    expect(opened.part("said")).to_have_text("Said.")


def test_enter_says_it_and_the_next_takes_its_place(opened: Opened) -> None:
    opened.part("say-language").select_option("en")
    opened.part("say-text").fill("transfer")
    opened.page.keyboard.press("Enter")
    assert opened.done() == ("say", {"text": "transfer", "language": "en", "noise": "none"})
    opened.page.keyboard.type("yes")
    expect(opened.part("say-text")).to_have_value("yes")


def test_why_it_could_not_be_said_is_shown(opened: Opened) -> None:
    opened.panel.host.refuse = "The terminal does not listen."
    opened.part("say").click()
    expect(opened.part("said")).to_have_text("The terminal does not listen.")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({}, "Does not listen. Says nothing."),
        ({"listening": True}, "Listens. Says nothing."),
        ({"spoken": spoken(("请插卡", "playing"))}, "Does not listen. Says: 请插卡"),
        ({"spoken": spoken(("", "playing"))}, "Does not listen. Says: a tone"),
        ({"headset": True}, "Headset. Does not listen. Says nothing."),
        ({"faults": ["dead-microphone"], "listening": True}, "The microphone is dead. Says nothing."),
        ({"faults": ["gone"]}, "Gone, or it hangs: it answers nothing."),
    ],
)
def test_what_it_does_is_said_in_words(opened: Opened, state: dict[str, object], said: str) -> None:
    opened.device("audio", **state)
    expect(opened.part("sound-state")).to_have_text(said)


def test_the_last_captions_stand_in_their_order(opened: Opened) -> None:
    captions = opened.part("captions").locator("li")
    opened.device("audio", spoken=spoken(("one", "whole"), ("two", "stopped"), ("three", "playing")))
    expect(captions).to_have_text(["one", "two (stopped)", "three"])
    opened.device("audio", spoken=spoken(("two", "stopped"), ("three", "whole"), ("", "playing")))
    expect(captions).to_have_text(["two (stopped)", "three", "(a tone)"])
    opened.device("audio", spoken=[])
    expect(captions).to_have_count(0)


def test_a_headset_is_plugged_in_and_pulled_out(opened: Opened) -> None:
    expect(opened.part("headset")).to_have_text("Plug in a headset")
    opened.part("headset").click()
    assert opened.done() == ("plug-headset", {})
    opened.device("audio", headset=True)
    expect(opened.part("headset")).to_have_text("Pull out the headset")
    opened.part("headset").click()
    assert opened.done() == ("unplug-headset", {})
    expect(opened.part("said")).to_have_text("Headset pulled out.")


def test_its_faults_are_switched(opened: Opened) -> None:
    opened.part("fault-audio-dead-microphone").click()
    assert opened.done() == ("set-fault", {"device": "audio", "fault": "dead-microphone", "on": "true"})
    expect(opened.part("said")).to_have_text("Sound: Dead microphone on.")
