"""What is said of a view: what is new, nothing private to a room, and everything to who does not look."""

from dataclasses import replace

import pytest

from kiosk.channels import LANGUAGES, Language, Sounding, View
from kiosk.identity.verdicts import Challenge, Guidance, Sight
from kiosk.presenting import Scene, present
from kiosk.prompts import (
    Choice,
    Choose,
    EnterAmount,
    EnterDigits,
    Fact,
    Home,
    Invalid,
    Look,
    Notice,
    Pin,
    Prompt,
    Review,
    TakeCard,
)
from kiosk.texts import Money, Texts
from kiosk.voice.sayings import Sayings, Telling
from tests.screens.samples import samples, view_of

TEXTS = Texts()
HOME = Home("attract", options=(Choice("transfer", "service-transfer"), Choice("inquiry", "service-inquiry")))
MENU = Choose("menu", args={"name": "王小明"}, options=HOME.options)
AMOUNT = EnterAmount("transfer-amount", args={"payee": "*小明"}, available=864215)
REVIEW = Review(
    "transfer-review",
    args={"payee": "*小明", "tail": "0123", "amount": Money(120000)},
    rows=(Fact("row-payee", "*小明"),),
    figure=120000,
    wording="wording-real-time",
)
DONE = Notice("transfer-done", args={"payee": "*小明", "tail": "0123", "amount": Money(120000)}, kind="success")
GLUE = {0xA0: " ", 0x2060: None}
HEADSET = Sounding(headset=True)
SHUT = Sounding(eyes_shut=True, headset=True)


def view(prompt: Prompt[object], serial: int = 1, language: Language = "en", **scene: object) -> View:
    return present(prompt, replace(Scene(serial, language, "standard"), **scene), TEXTS)  # type: ignore[arg-type]  # a test's short way to name fields


def texts(telling: Telling | None) -> list[str]:
    return [saying.text for saying in telling.sayings] if telling else []


def test_a_prompt_is_said_once() -> None:
    sayings = Sayings(TEXTS)
    assert texts(sayings.tell(view(HOME))) == [
        "Hello. Choose a service, or insert your card. If you cannot see the screen, press 0."
    ]
    assert sayings.tell(view(HOME)) is None
    assert sayings.tell(view(HOME, 2)) is None  # the terminal has looked at its devices
    assert texts(sayings.tell(view(MENU, 3))) == ["Please choose a service."]
    assert texts(sayings.tell(view(MENU, 4))) == ["Please choose a service."]  # asked anew


def test_said_again_when_the_customer_wants_to_hear_it() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(MENU))
    said = ["Please choose a service."]
    sound = Sounding(again=1, volume=1, pace=-1)
    for step in (Sounding(again=1), Sounding(again=1, volume=1), sound):
        assert texts(sayings.tell(view(MENU, sound=step))) == said
        assert sayings.tell(view(MENU, sound=step)) is None
    assert texts(sayings.tell(view(MENU, language="zh-Hans", sound=sound))) == ["请选择要办的业务。"]
    assert texts(sayings.tell(view(MENU, language="zh-Hans", sound=replace(sound, mute=True)))) == []
    assert texts(sayings.tell(view(MENU, language="zh-Hans", sound=sound))) == ["请选择要办的业务。"]


def test_what_is_the_customers_own_is_not_said_to_a_room() -> None:
    sayings = Sayings(TEXTS)
    for number, prompt in enumerate((REVIEW, DONE, REVIEW)):
        said = " ".join(texts(sayings.tell(view(prompt, number + 1))))
        assert "小明" not in said
        assert "1,200" not in said
        assert (TEXTS.say("en", "speaking-private") in said) == (number == 0)  # explained once, told each time
        assert number == 0 or "That is only shown." in said


@pytest.mark.parametrize("sound", [HEADSET, Sounding(aloud=True)])
def test_it_is_said_to_a_headset_or_to_who_wants_it(sound: Sounding) -> None:
    said = texts(Sayings(TEXTS).tell(view(REVIEW, sound=sound)))
    assert "Payee: *小明." in said
    assert any("1,200.00" in text for text in said)
    assert any("*小明" in text for text in texts(Sayings(TEXTS).tell(view(DONE, sound=sound))))


def test_an_error_comes_first_with_its_tone() -> None:
    sayings = Sayings(TEXTS)
    pin = Pin("pin-sign-in", args={"length": 6})
    sayings.tell(view(pin))
    wrong = sayings.tell(view(pin, 2, error=Invalid("error-pin-wrong", left=2)))
    assert wrong is not None
    assert wrong.tone == "refused"
    assert texts(wrong)[0] == "The PIN is not right. 2 more tries."
    form = sayings.tell(view(AMOUNT, 3))
    assert form is not None
    assert form.tone == "accepted"
    form = sayings.tell(view(AMOUNT, 3, error=Invalid("error-amount-missing")))
    assert form is not None
    assert (texts(form), form.tone) == (["Please enter an amount"], "refused")


def test_a_digit_of_a_pin_is_a_tone_and_never_a_word() -> None:
    for sound in (Sounding(), SHUT):
        sayings = Sayings(TEXTS)
        pin = Pin("pin-sign-in", args={"length": 6})
        sayings.tell(view(pin, sound=sound))
        for digits in "123":
            assert sayings.tell(view(pin, draft=digits, sound=sound)) == Telling(tone="key")
        assert sayings.tell(view(pin, draft="", sound=sound)) == Telling()


def test_what_is_secret_is_not_read_back() -> None:
    sayings = Sayings(TEXTS)
    number = EnterDigits("transfer-payee", least=16, most=19)
    shown = replace(view(number, sound=SHUT), secret=True)
    sayings.tell(shown)
    assert sayings.tell(replace(shown, draft="6200", shown="6200")) == Telling(tone="key")


def test_are_you_still_there() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(MENU))
    warned = sayings.tell(view(MENU, idle_left=20))
    assert texts(warned)[0] == "Are you still there?"
    assert sayings.tell(view(MENU, idle_left=19)) is None
    assert sayings.tell(view(MENU)) == Telling()  # they are: it is quiet


def test_a_person_is_announced_without_interrupting() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(MENU))
    called = sayings.tell(view(MENU, assistance="assistance-calling"))
    assert called is not None
    assert (texts(called), called.gently) == (["Calling staff"], True)


def test_the_face_is_guided_without_interrupting() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(Look("face-look", args={"challenge": "ahead"}, sight=Sight(Guidance.CLOSER))))
    said = sayings.tell(view(Look("face-look", args={"challenge": "ahead"}, sight=Sight(Guidance.LEFT))))
    assert said is not None
    assert (texts(said), said.gently) == (["A little to your left"], True)


def test_a_movement_is_asked_for_at_once() -> None:
    sayings = Sayings(TEXTS)
    fine = Sight(Guidance.FINE)
    sayings.tell(view(Look("face-look", args={"challenge": "ahead"}, sight=fine)))
    turn = replace(fine, challenge=Challenge.TURN_LEFT)
    said = sayings.tell(view(Look("face-look", args={"challenge": "turn-left"}, sight=turn)))
    assert said is not None
    assert (texts(said), said.gently) == (["Turn slowly to your left"], False)


def test_explained_again_in_another_language() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(MENU, sound=SHUT))
    said = texts(sayings.tell(view(MENU, language="zh-Hans", sound=SHUT)))
    assert "请按您要的那一项的数字，或用方向键移到那里，再按确认键。" in said


def test_a_device_is_named_with_its_place() -> None:
    assert texts(Sayings(TEXTS).tell(view(TakeCard("take-card"), sound=SHUT)))[-1] == "Lower right, green light"


def test_eyes_shut_hears_everything_in_order_with_its_place() -> None:
    sayings = Sayings(TEXTS)
    said = texts(sayings.tell(view(HOME, sound=SHUT)))
    assert said[0].startswith("Everything is read out now.")
    places = ["Transfer money, 1 of 2.", "Accounts, 2 of 2."]
    assert [text for text in said if text in places] == places
    assert said[-1].startswith("Press the number")
    again = texts(sayings.tell(view(MENU, 2, sound=SHUT)))
    assert "王小明, what would you like to do?" in again
    assert not any("Press the number" in text for text in again)  # explained once


def test_eyes_shut_is_not_told_the_key_that_began_it() -> None:
    for language in LANGUAGES:
        said = " ".join(texts(Sayings(TEXTS).tell(view(HOME, language=language, sound=SHUT))))
        assert "0" not in said, language


def test_a_sum_is_said_once_it_is_uncovered() -> None:
    """To a headset, or to a customer who wants sums aloud; nobody else hears it, and covering it is silent."""
    for sound, expected in ((Sounding(aloud=True), ["Available: 8,642.15."]), (Sounding(), [])):
        covered = replace(view(MENU, sound=sound), figure="****", figure_label="Available")
        open_ = replace(covered, figure="8,642.15")
        sayings = Sayings(TEXTS)
        sayings.tell(covered)
        assert [text.replace("\u2060", "") for text in texts(sayings.tell(open_))] == expected
        assert texts(sayings.tell(covered)) == []
    shut = Sayings(TEXTS)
    shut.tell(replace(view(MENU, sound=SHUT), figure="****", figure_label="Available"))
    assert texts(shut.tell(replace(view(MENU, sound=SHUT), figure="8,642.15", figure_label="Available")))[0] == (
        "Available: 8,642.15."
    )


def test_eyes_shut_hears_what_the_ring_stands_on() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(MENU, sound=SHUT))
    for focus, expected in (
        ("option:inquiry", "Accounts, 2 of 2."),
        ("help", "Get help"),
        ("language:zh-Hans", "简体中文"),
        ("sound:keys", view(MENU).sound_name),
    ):
        assert texts(sayings.tell(view(MENU, focus=focus, sound=SHUT))) == [expected]
    assert expected
    assert sayings.tell(view(MENU, focus=focus, sound=SHUT)) is None


def test_every_place_of_the_ring_has_words() -> None:
    """In every sample, in every language: an arrow key is never answered by nothing."""
    for name, sample in samples().items():
        shown = view_of(sample, "zh-Hans", "standard")
        shut = replace(shown, sound=SHUT, idle_left=None)
        for target in shut.targets():
            sayings = Sayings(TEXTS)
            sayings.tell(replace(shut, focus=""))
            assert texts(sayings.tell(replace(shut, focus=target.id))), (name, target.id)


def test_eyes_shut_hears_the_amount_typed_so_far() -> None:
    sayings = Sayings(TEXTS)
    sayings.tell(view(AMOUNT, sound=SHUT))
    assert texts(sayings.tell(view(AMOUNT, draft="12", sound=SHUT))) == ["12"]
    assert texts(sayings.tell(view(AMOUNT, draft="1200", sound=SHUT))) == ["1,200"]
    assert texts(sayings.tell(view(AMOUNT, draft="", sound=SHUT))) == ["Nothing entered."]
    room = Sounding(eyes_shut=True)
    assert sayings.tell(view(AMOUNT, draft="5", sound=room)) is not None
    assert sayings.tell(view(AMOUNT, draft="50", sound=room)) == Telling(tone="key")


def test_eyes_shut_hears_what_cannot_be_had_and_why() -> None:
    closed = replace(HOME, options=(replace(HOME.options[0], reason="reason-no-paper"), HOME.options[1]))
    said = texts(Sayings(TEXTS).tell(view(closed, sound=SHUT)))
    assert "Transfer money, 1 of 2. Not now: out of slip paper." in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_eyes_shut_misses_nothing_of_any_screen(language: Language) -> None:
    """What is read on the screen is heard, in every sample: title, rows, options, numbers, errors."""
    for name, sample in samples().items():
        shown = replace(view_of(sample, language, "standard"), sound=SHUT, idle_left=None)
        if shown.sound_keys:  # the sheet lies over it
            continue
        said = "\n".join(texts(Sayings(TEXTS).tell(shown))).replace("\n", " ").translate(GLUE)
        wanted = [shown.title, shown.body, shown.error, shown.number, shown.place]
        wanted += [option.title for option in shown.options] + [item.title for item in shown.items]
        wanted += [row.value for row in shown.rows] + [*shown.paragraphs, shown.primary]
        wanted += [shown.figure] if shown.figure != "****" else []
        for text in wanted:
            line = text.translate(GLUE)
            assert line.replace("\n", " ") in said or line.replace("\n", "") in said, (name, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_hears_no_name_sum_or_number_of_any_screen(language: Language) -> None:
    for name, sample in samples().items():
        if name.startswith("staff"):  # staff sign in and decide at the screen
            continue
        for sound in (Sounding(), Sounding(eyes_shut=True)):
            shown = replace(view_of(sample, language, "standard"), sound=sound, idle_left=None)
            said = "\n".join(texts(Sayings(TEXTS).tell(shown)))
            own = [shown.figure, shown.number, *(item.note for item in shown.items)]
            own += [row.value for row in shown.rows if row.personal]
            own += [shown.shown] if shown.layout == "amount" else []
            for text in own:
                assert len(text) < 3 or text not in said, (name, text, said)
