"""The voice beside the other channels: it speaks, gives way, and is missed by nobody when it is gone."""

import asyncio
from dataclasses import replace

from drivers.audio.contract import SinkStatus
from drivers.errors import Disconnected
from drivers.speech.contract import SpeechStatus
from kiosk.channels import ActKind, Sounding, SoundKey
from kiosk.prompts import Choice, Pin
from kiosk.session import Session
from tests.kiosk.scene import Scene
from tests.voice.desk import AMOUNT, MENU, YES_NO, Desk, at_desk
from tests.voice.paper_sound import pass_time, settle


def test_a_prompt_is_spoken_and_a_touch_ends_it() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(YES_NO)
        assert desk.sink.words == ["Please confirm that this is the person."] or desk.sink.words
        assert desk.sink.playing
        await desk.does(ActKind.FOCUS, "option:yes")
        assert not desk.sink.playing
        assert desk.sink.stopped == desk.sink.words

    at_desk(story)


def test_an_answer_ends_it_and_the_next_prompt_begins() -> None:
    async def story(desk: Desk) -> None:
        asked = await desk.ask(YES_NO)
        first = desk.sink.words[-1]
        await desk.does(ActKind.ANSWER, "yes")
        assert await asked == "yes"
        await desk.ask(MENU)
        assert desk.sink.stopped == [first]
        assert desk.sink.words[-1] == "Please choose a service."

    at_desk(story)


def test_it_joins_later_and_says_what_is_shown_then() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        late = Desk(desk.scene, hears=False)
        desk.scene.group.join(late.voice)
        await settle()
        assert late.sink.words == ["Please choose a service."]

    at_desk(story)


def test_the_loudspeaker_is_let_go_of_at_the_end() -> None:
    desks: list[Desk] = []

    async def story(desk: Desk) -> None:
        desks.append(desk)
        assert not desk.sink.closed

    at_desk(story)
    assert desks[0].sink.closed


def test_louder_slower_again_and_mute() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await desk.does(ActKind.REPEAT)
        await desk.does(ActKind.SOUND, SoundKey.LOUDER)
        await desk.does(ActKind.SOUND, SoundKey.SLOWER)
        assert desk.sink.words == ["Please choose a service."] * 4
        assert desk.sink.volumes == [0.5, 0.5, 0.65, 0.65]
        assert [rate for _, _, rate in desk.speech.rendered][-1] == 128
        await desk.does(ActKind.SOUND, SoundKey.MUTE)
        assert not desk.sink.playing
        asked = await desk.ask(YES_NO)
        assert len(desk.sink.words) == 4
        await desk.does(ActKind.SOUND, SoundKey.MUTE)
        assert len(desk.sink.words) == 5
        assert not asked.done()
        changed = [fields["key"] for fields in desk.scene.notes.fields("sound-changed")]
        assert changed == ["louder", "slower", "mute", "mute"]

    at_desk(story)


def test_the_next_customer_begins_as_every_customer_does() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await desk.does(ActKind.SOUND, SoundKey.LOUDER)
        await desk.does(ActKind.SOUND, SoundKey.ALOUD)
        assert desk.scene.session.sound == Sounding(volume=1, aloud=True)
        following = Session("s2", desk.scene.terminal, desk.scene.session.serial)
        await desk.ask(YES_NO, following)
        assert desk.scene.script.view.sound == Sounding()

    at_desk(story)


def test_a_headset_begins_the_mode_without_sight_and_pulling_it_ends_it() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        desk.sink.plug(in_it=True)
        await settle()
        await settle()
        assert desk.scene.script.view.sound == Sounding(headset=True, eyes_shut=True)
        await pass_time(desk.clock, 30)
        assert "王小明" in desk.sink.words
        assert "Transfer money, one of one." in desk.sink.words
        following = Session("s2", desk.scene.terminal, desk.scene.session.serial)
        await desk.ask(YES_NO, following)  # it is still in
        assert desk.scene.script.view.sound.headset
        desk.sink.plug(in_it=False)
        await settle()
        await settle()
        assert desk.scene.script.view.sound == Sounding()

    at_desk(story)


def test_digits_of_a_pin_are_tones() -> None:
    async def story(desk: Desk) -> None:
        desk.scene.session.put_up(Pin("pin-sign-in", args={"length": 6}))
        await settle()
        asking = desk.scene.session.put_up(Pin("pin-sign-in", args={"length": 6}))
        await settle()
        before = list(desk.sink.words)
        for count in "123":
            asking.draft = count
            desk.scene.session.replace_prompt(asking.prompt)
            await pass_time(desk.clock, 0.3)
        assert desk.sink.words == before
        assert desk.sink.played[-3:] == ["", "", ""]

    at_desk(story)


def test_what_is_missing_is_said_once_and_touch_goes_on() -> None:
    async def story(desk: Desk) -> None:
        desk.sink.now, desk.speech.now = SinkStatus(False, "no card"), SpeechStatus(False, "no espeak-ng")
        await pass_time(desk.clock, 65)
        asked = await desk.ask(YES_NO)
        assert desk.sink.played == []
        assert desk.scene.notes.fields("voice-status") == [
            {"part": "sound", "state": "unavailable"},
            {"part": "speech", "state": "unavailable"},
        ]
        await desk.does(ActKind.ANSWER, "yes")
        assert await asked == "yes"
        desk.sink.now, desk.speech.now = SinkStatus(True), SpeechStatus(True)
        await pass_time(desk.clock, 31)
        assert [f["state"] for f in desk.scene.notes.fields("voice-status")] == ["unavailable"] * 2 + ["ready"] * 2
        await desk.ask(MENU)
        assert desk.sink.words == ["Please choose a service."]

    at_desk(story)


def test_a_device_that_fails_while_it_speaks() -> None:
    async def story(desk: Desk) -> None:
        desk.sink.error = Disconnected("audio", "check the cable")
        await desk.ask(YES_NO)
        await desk.ask(AMOUNT)
        assert desk.scene.notes.fields("voice-failed") == [{"error": "Disconnected"}]
        assert desk.trouble == ["audio: check the cable"]  # for the technician, who has no use for a kind of error
        desk.sink.error = None
        await desk.ask(MENU)
        assert desk.sink.words == ["Please choose a service."]

    at_desk(story)


def test_a_mistake_in_the_program_drops_the_channel_and_nothing_else() -> None:
    async def run() -> None:
        async with Scene() as scene:
            desk = Desk(scene, hears=False)
            desk.sink.error = ValueError("a mistake")  # type: ignore[assignment]  # what no device raises
            scene.group.join(desk.voice)
            asked = await desk.ask(YES_NO)
            await settle()
            assert scene.lost == ["voice"]
            await desk.does(ActKind.ANSWER, "yes")
            assert await asked == "yes"

    asyncio.run(run())


def test_who_is_read_to_is_here() -> None:
    """However long it takes to say it, nobody is asked whether they are still there; afterwards they are."""

    async def story(desk: Desk) -> None:
        await desk.ask(replace(MENU, options=tuple(Choice(f"k{n}", "service-transfer") for n in range(40))))
        await desk.does(ActKind.SOUND, SoundKey.EYES_SHUT)
        for _ in range(100):
            await pass_time(desk.clock, 1)
            assert desk.scene.script.view.idle_left is None
        assert desk.sink.playing
        while desk.sink.playing:
            await pass_time(desk.clock, 1)
        await pass_time(desk.clock, 61)
        assert desk.scene.script.view.idle_left is not None
        await pass_time(desk.clock, 15)
        assert desk.scene.script.view.idle_left is not None  # asked aloud, and not answered by being asked

    at_desk(story)


def test_the_caption_follows_what_is_said() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await pass_time(desk.clock, 0.5)
        now = desk.listening[-1]
        assert (now.caption, now.spoken_to > 3) == ("", True)  # it is the view's own
        await desk.does(ActKind.SOUND, SoundKey.ALOUD)
        await desk.does(ActKind.SOUND, SoundKey.EYES_SHUT)
        assert desk.listening[-1].caption.startswith("Everything is read out now.")
        await desk.does(ActKind.FOCUS, "")
        assert desk.listening[-1].spoken_to == -1

    at_desk(story)
