"""What a customer does to the voice, and what stands on the sheet for it."""

import asyncio

import pytest

from kiosk.channels import LANGUAGES, ActKind, Sounding, SoundKey, View
from kiosk.presenting import Scene, present
from kiosk.prompts import Choice, Choose, Notice
from kiosk.texts import Texts
from kiosk.voice.sounding import sounded
from tests.kiosk.scene import Scene as Play

_TEXTS = Texts()
_MENU = Choose("menu", args={"name": "x"}, options=(Choice("inquiry", "service-inquiry"),))


def _view(sound: Sounding, *, spoken: bool = True) -> View:
    return present(_MENU, Scene(7, "en", "standard", sound=sound, spoken=spoken), _TEXTS)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["slower"], Sounding(pace=-1)),
        (["slower"] * 5, Sounding(pace=-2)),
        (["faster"] * 5, Sounding(pace=2)),
        (["louder"] * 5, Sounding(volume=2)),
        (["quieter"] * 5, Sounding(volume=-2)),
        (["mute"], Sounding(mute=True)),
        (["mute", "mute"], Sounding()),
        (["mute", "louder"], Sounding(volume=1)),  # who wants it louder wants to hear it
        (["aloud"], Sounding(aloud=True)),
        (["aloud", "aloud"], Sounding()),
        (["keys"], Sounding(keys=True)),
        (["keys", "keys"], Sounding()),
        (["mute", "keys", "eyes-shut"], Sounding(eyes_shut=True)),
        (["eyes-shut", "blank"], Sounding(eyes_shut=True, blank=True)),
        (["eyes-shut", "blank", "blank"], Sounding(eyes_shut=True)),
        (["eyes-shut", "blank", "eyes-shut"], Sounding()),
        (["blank"], Sounding()),  # who looks must see
        (["headset"], Sounding(headset=True, eyes_shut=True)),
        (["headset", "aloud", "blank", "no-headset"], Sounding()),
        (["whatever"], Sounding()),
    ],
)
def test_each_key_does_what_it_says_and_goes_no_further(keys: list[str], expected: Sounding) -> None:
    sound = Sounding()
    for key in keys:
        sound = sounded(sound, key)
    assert sound == expected


def test_the_sheet_offers_its_keys_and_nothing_under_it() -> None:
    ids = [target.id for target in _view(Sounding(keys=True)).targets()]
    assert ids[:8] == [
        *("sound:quieter", "sound:louder", "sound:slower", "sound:faster", "sound:mute", "sound:aloud"),
        *("sound:eyes-shut", "sound-done"),
    ]
    assert "option:inquiry" not in ids
    assert ids[-1] == "sound:keys"
    assert {"help", "cancel", "back", "repeat"} <= set(ids)


def test_what_goes_no_further_cannot_be_pressed_and_says_so() -> None:
    view = _view(Sounding(keys=True, volume=2, pace=-2))
    assert {key.key: key.reason for key in view.sound_keys if key.reason} == {
        "louder": "Loudest now",
        "slower": "Slowest now",
    }
    assert not {"sound:louder", "sound:slower"} & {target.id for target in view.targets()}


def test_a_blank_screen_says_in_every_language_how_to_end_it() -> None:
    assert _view(Sounding(eyes_shut=True)).blank_words == ()
    words = _view(Sounding(eyes_shut=True, blank=True)).blank_words
    assert len(words) == len(LANGUAGES) == len(set(words))


def test_a_terminal_without_sound_offers_none_of_it() -> None:
    view = _view(Sounding(keys=True), spoken=False)
    assert (view.sound_name, view.sound_keys) == ("", ())
    assert not [target for target in view.targets() if target.kind is ActKind.SOUND]


def test_sound_keys_lose_nothing_and_the_next_question_lies_open() -> None:
    async def story() -> None:
        async with Play() as scene:
            asked = asyncio.create_task(scene.session.ask(_MENU))
            await scene.script.sees("menu")
            scene.script.does(ActKind.FOCUS, "option:inquiry")
            for key in (SoundKey.LOUDER, SoundKey.KEYS):
                scene.script.does(ActKind.SOUND, key)
            scene.script.does(ActKind.REPEAT)
            await scene.script.sees(lambda view: view.sound == Sounding(volume=1, keys=True, again=1))
            scene.script.does(ActKind.SOUND, SoundKey.KEYS)
            scene.script.does(ActKind.ANSWER, "inquiry")
            assert await asked == "inquiry"
            scene.script.does(ActKind.SOUND, SoundKey.KEYS)
            told = asyncio.create_task(scene.session.tell(Notice("slip-failed")))
            await scene.script.sees(lambda view: view.prompt == "slip-failed" and view.sound.keys)
            scene.script.does(ActKind.ANSWER)
            await told
            scene.session.put_up(_MENU)
            await scene.script.sees(lambda view: view.prompt == "menu" and not view.sound.keys)
            assert scene.script.view.sound.volume == 1
            scene.session.start_anew()
            await scene.script.sees(lambda view: view.sound == Sounding())

    asyncio.run(story())
