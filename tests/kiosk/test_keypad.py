"""Everything by keys, with a visible ring."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from kiosk.channels import Act, ActKind, Sounding, View
from kiosk.keypad import Keypad
from kiosk.presenting import Scene, present
from kiosk.prompts import Browse, Choice, Choose, EnterDigits, Entry, Home, Notice, Prompt, Review
from kiosk.texts import Texts

MENU = Choose(
    "menu",
    args={"name": "x"},
    options=(Choice("transfer", "service-transfer", reason="reason-disk"), Choice("inquiry", "service-inquiry")),
    back=False,
)
HOME = Home("attract", options=(Choice("inquiry", "service-inquiry"),), back=False, cancel=False, idles=False)


async def _never() -> AsyncIterator[str]:
    await asyncio.Event().wait()
    yield ""


def _view(prompt: Prompt[object], focus: str = "", idle_left: int | None = None) -> View:
    return present(prompt, Scene(7, "zh-Hans", "standard", focus=focus, idle_left=idle_left), Texts())


def _pressed(view: View, *keys: str) -> list[Act]:
    acts: list[Act] = []

    async def story() -> None:
        keypad = Keypad(_never)
        listening = asyncio.create_task(keypad.listen(acts.append))
        await asyncio.sleep(0)
        keypad.show(view)
        for key in keys:
            keypad.press(key)
        listening.cancel()
        await asyncio.wait({listening})

    asyncio.run(story())
    return acts


def test_a_digit_moves_the_ring_by_place_and_takes_nothing() -> None:
    assert _pressed(_view(MENU), "1") == []  # it cannot be had
    assert _pressed(_view(MENU), "2") == [Act(ActKind.FOCUS, "option:inquiry", 7, "keypad")]
    assert _pressed(_view(MENU), "3") == []
    assert _pressed(_view(MENU), "2", "enter")[-1] == Act(ActKind.ANSWER, "inquiry", 7, "keypad")


def test_a_lines_number_moves_the_ring_to_it_and_options_count_on() -> None:
    entries = (Entry("a", "1"), Entry("b", "2"))
    view = _view(Browse("transactions-month", entries=entries, options=(Choice("all", "transactions-all"),)))
    assert [act.value for act in _pressed(view, "2", "3")] == ["item:b", "option:all"]
    assert _pressed(view, "2", "enter")[-1] == Act(ActKind.ANSWER, "b", 7, "keypad")


@pytest.mark.parametrize("prompt", [MENU, Notice("slip-failed"), Review("transfer-review")])
def test_the_enter_of_a_pin_typed_too_early_takes_nothing(prompt: Prompt[object]) -> None:
    acts = _pressed(_view(prompt), *"123222", "enter")
    assert not [act for act in acts if act.kind is not ActKind.FOCUS]
    assert _pressed(_view(prompt), *"123222", "enter", "enter")[-1].kind is ActKind.ANSWER  # and one more, knowingly


def test_a_number_typed_on_one_screen_does_not_hold_up_the_next() -> None:
    acts: list[Act] = []

    async def story() -> None:
        keypad = Keypad(_never)
        listening = asyncio.create_task(keypad.listen(acts.append))
        await asyncio.sleep(0)
        for serial in (7, 8):
            keypad.show(replace(_view(Notice("slip-failed")), serial=serial))
            for key in "12":
                keypad.press(key)
        keypad.show(replace(_view(Notice("slip-failed")), serial=9))
        keypad.press("enter")
        listening.cancel()
        await asyncio.wait({listening})

    asyncio.run(story())
    assert [(act.kind, act.serial) for act in acts] == [(ActKind.ANSWER, 9)]


def test_digits_type_where_something_is_typed() -> None:
    digits = EnterDigits("transfer-payee")
    acts = _pressed(_view(digits), "6", "delete", "clear", "enter", "cancel")
    assert [(a.kind, a.value) for a in acts] == [
        (ActKind.KEY, "6"),
        (ActKind.KEY, "delete"),
        (ActKind.KEY, "clear"),
        (ActKind.ANSWER, ""),
        (ActKind.CANCEL, ""),
    ]


def test_the_ring_reaches_everything_and_comes_round() -> None:
    view = _view(MENU)
    focus = ""
    reached: list[str] = []
    for _ in view.targets():
        (act,) = _pressed(_view(MENU, focus), "down")
        focus = act.value
        reached.append(focus)
    assert reached == [target.id for target in view.targets()]
    assert {"help", "cancel", "language:en", "mode:elder"} <= set(reached)
    (act,) = _pressed(_view(MENU, focus), "next")
    assert act.value == reached[0]


def test_keys_that_come_faster_than_views_go_on_from_one_another() -> None:
    targets = _view(MENU).targets()
    *moves, pressed = _pressed(_view(MENU), "down", "down", "up", "down", "enter")
    assert [act.value for act in moves] == [targets[i].id for i in (0, 1, 0, 1)]
    assert (pressed.kind, pressed.value) == (targets[1].kind, targets[1].value)


@pytest.mark.parametrize("target", ["help", "language:en", "mode:elder", "cancel", "option:inquiry"])
def test_enter_presses_what_the_ring_stands_on(target: str) -> None:
    (act,) = _pressed(_view(MENU, target), "enter")
    expected = next(t for t in _view(MENU).targets() if t.id == target)
    assert (act.kind, act.value) == (expected.kind, expected.value)


def test_enter_without_a_ring_shows_it_on_the_first_choice() -> None:
    (act,) = _pressed(_view(MENU), "enter")
    assert (act.kind, act.value) == (ActKind.FOCUS, _view(MENU).targets()[0].id)


def test_a_ring_on_something_that_is_gone_is_taken_away() -> None:
    assert _view(MENU, "primary").focus == ""


def test_any_key_says_still_here() -> None:
    (act,) = _pressed(_view(MENU, idle_left=12), "5")
    assert act.kind is ActKind.STAY
    (act,) = _pressed(_view(MENU, idle_left=12), "enter")
    assert act.kind is ActKind.STAY


def test_nought_begins_a_visit_without_sight_on_the_first_screen() -> None:
    acts = _pressed(_view(HOME), "0")
    assert [(act.kind, act.value) for act in acts] == [(ActKind.SOUND, "eyes-shut")]
    assert _pressed(_view(HOME), "1", "0")[-1].kind is ActKind.FOCUS  # a ten is no nought


def test_one_nought_more_does_not_end_it_and_two_do_and_then_it_begins_again() -> None:
    """Whoever hears nothing yet presses again; whoever has a headset in may press the key that a neighbour knows."""
    pressed = _pressed(_view(HOME), "0", "0")
    assert [act.value for act in pressed if act.kind is ActKind.SOUND] == ["eyes-shut"]
    shut = present(HOME, Scene(7, "en", "standard", sound=Sounding(eyes_shut=True)), Texts())
    assert not [act for act in _pressed(shut, "0") if act.kind is ActKind.SOUND]
    again = [act for act in _pressed(shut, "0", "0", "0") if act.kind is ActKind.SOUND]
    assert [act.value for act in again] == ["eyes-shut", "eyes-shut"]


def test_two_noughts_do_so_wherever_something_is_chosen_or_read() -> None:
    for prompt in (MENU, Notice("slip-failed"), Review("transfer-review")):
        assert [(act.kind, act.value) for act in _pressed(_view(prompt), "0", "0")] == [(ActKind.SOUND, "eyes-shut")]
        assert not [act for act in _pressed(_view(prompt), *"100200") if act.kind is ActKind.SOUND]


def test_noughts_are_typed_where_something_is_typed_and_say_still_here() -> None:
    assert {act.kind for act in _pressed(_view(EnterDigits("transfer-payee")), "0", "0")} == {ActKind.KEY}
    assert {act.kind for act in _pressed(_view(MENU, idle_left=9), "0", "0")} == {ActKind.STAY}


def test_a_terminal_without_sound_has_no_key_for_it() -> None:
    view = present(HOME, Scene(7, "zh-Hans", "standard", spoken=False), Texts())
    assert _pressed(view, "0", "0") == []


@pytest.mark.parametrize("prompt", [MENU, EnterDigits("transfer-payee"), Review("transfer-review")])
def test_the_sheet_of_sound_keys_takes_every_key(prompt: Prompt[object]) -> None:
    """What lies under it is neither typed nor answered."""
    view = present(prompt, Scene(7, "en", "standard", sound=Sounding(keys=True, volume=2)), Texts())
    assert [(act.kind, act.value) for act in _pressed(view, "3", "enter")] == [
        (ActKind.FOCUS, "sound:slower"),
        (ActKind.SOUND, "slower"),
    ]
    assert _pressed(view, "2") == []  # louder goes no further
    assert [act.value for act in _pressed(view, "enter")] == ["sound:quieter"]
    assert [(act.kind, act.value) for act in _pressed(view, "cancel")] == [(ActKind.SOUND, "keys")]
    assert _pressed(view, "9", "0", "clear", "delete") == []
