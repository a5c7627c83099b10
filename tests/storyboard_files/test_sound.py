"""What a story may say and hear, what the panel records of it, and that a story fails where it hears something else."""

from dataclasses import replace

import pytest

from drivers.simulator.people import read_cards
from drivers.simulator.recording import Recording
from kiosk.channels import LANGUAGES, Act, ActKind, SoundKey, View
from kiosk.presenting import Scene, present
from kiosk.prompts import Choice, Home
from kiosk.storyboards.doing import Doing, Headset, Hear, Say
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.sound_verbs import is_voiced, needs_ears
from kiosk.storyboards.story import check_story, read_story
from kiosk.storyboards.verbs import Known
from kiosk.storyboards.wording import TextId
from kiosk.texts import Texts
from kiosk.witness import Witness
from tests.storyboard_files.conftest import Write

_STORY = """\
title: A story
customer: wang-xiaoming
steps:
  - {step}
ends: nobody
"""
_HEARS = """\
title: A story
customer: wang-xiaoming
steps:
  - plug: headset
  - say: 查询
  - see: insert-card
  - hear: {hears}
  - press: cancel
  - wait for: attract
ends: cancelled
"""


@pytest.mark.parametrize(
    ("step", "meant"),
    [
        ("say: 转账", Say({"zh-Hans": "转账", "zh-Hant": "转账", "en": "转账"})),
        (
            "say: {zh-Hans: 转账, en: transfer money}",
            Say({"zh-Hans": "转账", "zh-Hant": "转账", "en": "transfer money"}),
        ),
        ("say: {text: 12, noise: 20 dB}", Say({"zh-Hans": "12", "zh-Hant": "12", "en": "12"}, "20 dB")),
        ("hear: [a, {text: insert-card.say}]", Hear(("a", TextId("insert-card", "say")))),
        ("plug: headset", Headset(True)),
        ("unplug: headset", Headset(False)),
    ],
)
def test_what_is_said_and_heard_is_read(step: str, meant: Doing, write: Write, known: Known) -> None:
    story = read_story(write(_STORY.replace("{step}", step)), known)
    assert [one.do for one in story.steps] == [meant]
    assert is_voiced([meant])
    assert needs_ears([meant]) is (isinstance(meant, Say) and bool(meant.noise))


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("say: {noise: 20 dB}", "expected what is said"),
        ("say: {english: hello}", "'english' is not known"),
        ("say: {text: hello, noise: 21 dB}", "20 dB"),
        ("hear: {text: insert-cart}", "insert-card"),
        ("plug: microphone", "headset"),
    ],
)
def test_what_cannot_be_said_is_told(step: str, expected: str, write: Write, known: Known) -> None:
    (problem,) = check_story(write(_STORY.replace("{step}", step)), known)
    assert expected in problem.expected
    assert problem.line == 4


def test_a_story_fails_where_something_else_is_said(write: Write, known: Known, banks: FreshBanks) -> None:
    failures: list[str] = []
    for hears in ("{text: insert-card.say}", "请把银行卡给我"):
        story = read_story(write(_HEARS.replace("{hears}", hears)), known)
        with banks.bank(story.time) as bank:
            failures.append(play(story, bank, known.people, banks.moment(story.time), patience=5).failure)
    assert failures[0] == ""
    assert "expected '请把银行卡给我' to be said; there was: " in failures[1]
    assert "请插入银行卡" in failures[1]


def _home() -> View:
    options = (Choice("inquiry", "service-inquiry"),)
    home = Home("attract", options=options, back=False, cancel=False, idles=False)
    return present(home, Scene(3, "zh-Hans", "standard"), Texts())


def test_what_is_said_at_the_panel_is_recorded_once(write: Write, known: Known) -> None:
    recording = Recording(read_cards())
    recording.start()
    witness, view = Witness(recording.screen), _home()
    witness.shows(view)
    recording.hand("plug-headset", {})
    witness.does(view, Act(ActKind.SOUND, SoundKey.HEADSET, channel="voice"))  # what comes of the plug
    recording.hand("say", {"text": "查询", "language": "zh-Hans", "noise": "none"})
    witness.does(view, Act(ActKind.ANSWER, "inquiry", 3, "voice"))  # and of what was said
    witness.does(view, Act(ActKind.SOUND, SoundKey.EYES_SHUT, 3, "keypad"))
    elsewhere = replace(view, layout="choose", serial=4)
    witness.does(elsewhere, Act(ActKind.SOUND, SoundKey.EYES_SHUT, 4, "keypad"))
    witness.does(elsewhere, Act(ActKind.SOUND, SoundKey.KEYS, 4, "screen"))
    recording.hand("say", {"text": "返回", "language": "zh-Hans", "noise": "10 dB"})
    recording.hand("unplug-headset", {})
    recording.stop()
    story = read_story(write(recording.text), known)
    assert story.steps[-2].do == Say(dict.fromkeys(LANGUAGES, "返回"), "10 dB")
    assert [step.words for step in story.steps] == [
        "plug: headset",
        "say: 查询",
        *("press key: 0", "press key: 0", "press key: 0"),
        "press: sound:keys",
        "say: text: 返回; noise: 10 dB",
        "unplug: headset",
    ]
