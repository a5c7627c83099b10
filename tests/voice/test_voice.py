"""The voice beside the other channels: it speaks, gives way, hears, and is missed by nobody when it is gone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from drivers.audio.contract import SinkStatus
from drivers.errors import Disconnected
from drivers.speech.contract import SpeechStatus
from kiosk.channels import Act, ActKind, Sounding, SoundKey, View
from kiosk.prompts import Choice, Choose, EnterAmount, Pin, Prompt
from kiosk.session import Session
from kiosk.texts import Texts
from kiosk.voice.heard import Heard, Listening
from kiosk.voice.voice import Hearing, Voice
from tests.kiosk.scene import Scene
from tests.voice.paper_sound import VOICES, PaperSink, PaperSpeech, pass_time, settle

MENU = Choose("menu", args={"name": "王小明"}, options=(Choice("transfer", "service-transfer"),))
YES_NO = Choose("transfer-confirm", options=(Choice("yes", "payee-right"), Choice("other", "payee-other")))
AMOUNT = EnterAmount("transfer-amount", args={"payee": "*小明"})


@dataclass(frozen=True)
class Told:
    """What the understanding of a test answers."""

    acts: tuple[Act, ...] = ()
    say: str = ""
    shown: str = ""


class PaperEars:
    """Ears of a test: `heard` is called as ears would."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.answer = Told()
        self.heard: Callable[[Heard], None] = lambda _: None
        self.level: Callable[[float | None], None] = lambda _: None
        self.told: Callable[[str], None] = lambda _: None

    def __call__(self, heard: Any, level: Any, told: Any) -> "PaperEars":
        self.heard, self.level, self.told = heard, level, told
        return self

    def show(self, view: View) -> None:
        self.calls.append(view.prompt)

    def hold(self) -> None:
        self.calls.append("hold")

    def release(self) -> None:
        self.calls.append("release")

    async def run(self) -> None:
        self.calls.append("run")


class PaperMind:
    """Gives the answer that a test wants."""

    def __init__(self, ears: PaperEars) -> None:
        self._ears = ears

    def heard(self, heard: Heard, view: View) -> Told:
        return self._ears.answer

    def shown(self, view: View) -> None: ...


class Desk:
    """A session with a voice. `ask` puts a question up, which nobody need answer."""

    def __init__(self, scene: Scene, *, hears: bool) -> None:
        self.scene = scene
        self.clock = scene.clock
        self.sink, self.speech = PaperSink(scene.clock), PaperSpeech()
        self.listening: list[Listening] = []
        self.ears = PaperEars()
        self.voice = Voice(
            self.sink,
            self.speech,
            VOICES,
            Texts(),
            scene.clock,
            scene.notes,
            self.listening.append,
            volume=0.5,
            hearing=Hearing(self.ears, PaperMind(self.ears)) if hears else None,
        )
        self._asking: list[asyncio.Task[Any]] = []

    async def ask(self, prompt: Prompt[Any], session: Session | None = None) -> "asyncio.Task[Any]":
        task = asyncio.create_task((session or self.scene.session).ask(prompt))
        self._asking.append(task)
        await self.scene.script.sees(prompt.text)
        await settle()
        return task

    async def does(self, kind: ActKind, value: str = "") -> None:
        self.scene.script.does(kind, value)
        await settle()

    async def end(self) -> None:
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)


def at_desk(story: Callable[[Desk], Awaitable[None]], *, hears: bool = False) -> None:
    async def run() -> None:
        async with Scene() as scene:
            scene.session.language = "en"
            desk = Desk(scene, hears=hears)
            scene.group.on_act = desk.voice.touched
            scene.group.join(desk.voice)
            await settle()
            await story(desk)
            await desk.end()
            assert scene.lost == []

    asyncio.run(run())


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
        desk.sink.error = Disconnected("audio")
        await desk.ask(YES_NO)
        assert desk.scene.notes.fields("voice-failed") == [{"error": "Disconnected"}]
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


class Staff(Session):
    apart = True


def test_what_staff_see_is_neither_spoken_nor_answered() -> None:
    async def story(desk: Desk) -> None:
        desk.sink.plug(in_it=True)
        await desk.ask(MENU)
        await settle()
        said = len(desk.sink.words)
        staff = Staff("staff", desk.scene.terminal, desk.scene.session.serial)
        asked = await desk.ask(YES_NO, staff)
        assert not desk.sink.playing
        assert not staff.sound.headset
        desk.ears.answer = Told((Act(ActKind.ANSWER, "yes"),))
        desk.ears.heard(Heard("yes"))
        await settle()
        assert not asked.done()
        assert desk.sink.words[said:] == []
        assert desk.ears.calls[-1] == "hold"
        following = Session("s2", desk.scene.terminal, staff.serial)
        await desk.ask(AMOUNT, following)
        assert desk.sink.playing
        assert desk.ears.calls[-1] == "hold"  # it speaks; then it hears again
        await desk.does(ActKind.FOCUS, "")
        assert desk.ears.calls[-1] == "release"

    at_desk(story, hears=True)


def test_it_does_not_hear_itself() -> None:
    async def story(desk: Desk) -> None:
        assert desk.ears.calls == ["run"]
        await desk.ask(MENU)
        assert desk.ears.calls == ["run", "menu", "hold"]
        await pass_time(desk.clock, 5)
        assert desk.ears.calls == ["run", "menu", "hold", "release"]

    at_desk(story, hears=True)


def test_what_is_heard_is_shown_and_done() -> None:
    async def story(desk: Desk) -> None:
        asked = await desk.ask(YES_NO)
        await pass_time(desk.clock, 10)
        desk.ears.level(0.5)
        desk.ears.answer = Told(shown="ye")
        desk.ears.heard(Heard("ye", final=False))
        assert (desk.listening[-1].heard, desk.listening[-1].level) == ("ye", 0.5)
        desk.ears.answer = Told((Act(ActKind.ANSWER, "yes"),), shown="Yes")
        desk.ears.heard(Heard("yes"))
        assert await asked == "yes"
        assert desk.listening[-1].heard == "Yes"
        await desk.ask(MENU)
        assert desk.listening[-1].heard == "Yes"  # to be read where it has led
        await desk.does(ActKind.FOCUS, "help")
        assert desk.listening[-1].heard == ""

    at_desk(story, hears=True)


def test_an_act_by_voice_is_for_the_view_it_was_heard_at() -> None:
    async def story(desk: Desk) -> None:
        asked = await desk.ask(YES_NO)
        old = replace(desk.scene.script.view)
        await desk.does(ActKind.ANSWER, "other")
        assert await asked == "other"
        asked = await desk.ask(YES_NO)
        desk.ears.answer = Told((Act(ActKind.ANSWER, "yes", old.serial),))
        desk.ears.heard(Heard("yes"))
        await settle()
        assert not asked.done()

    at_desk(story, hears=True)


def test_the_answer_is_said_to_its_end_and_then_the_next_question() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(AMOUNT)
        await pass_time(desk.clock, 10)
        said = len(desk.sink.words)
        desk.ears.answer = Told((Act(ActKind.DRAFT, "500"),), say="Five hundred yuan?", shown="500")
        desk.ears.heard(Heard("five hundred"))
        await settle()
        assert desk.scene.script.view.draft == "500"
        assert desk.sink.words[said:] == ["Five hundred yuan?"]
        assert desk.sink.playing  # the draft it has typed does not end it
        desk.ears.answer = Told((Act(ActKind.ANSWER),), say="Good.")
        desk.ears.heard(Heard("yes"))
        await settle()
        await desk.ask(MENU)
        assert desk.sink.words[said:] == ["Five hundred yuan?", "Good."]
        await pass_time(desk.clock, 5)
        assert desk.sink.words[said:] == ["Five hundred yuan?", "Good.", "Please choose a service."]

    at_desk(story, hears=True)


def test_no_microphone_is_said_once() -> None:
    async def story(desk: Desk) -> None:
        desk.ears.told("no-microphone")
        desk.ears.told("no-microphone")
        await desk.ask(MENU)
        assert desk.scene.notes.fields("voice-status") == [{"part": "microphone", "state": "unavailable"}]
        assert desk.sink.words == ["Please choose a service."]

    at_desk(story, hears=True)


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
