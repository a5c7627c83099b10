"""The voice and its ears: it does not hear itself, and what is heard is answered, shown and done."""

from dataclasses import replace

from kiosk.channels import Act, ActKind
from kiosk.prompts import Choose
from kiosk.session import Session
from kiosk.voice.heard import Heard
from tests.voice.desk import AMOUNT, MENU, YES_NO, Desk, Told, at_desk
from tests.voice.paper_sound import pass_time, settle


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
        desk.ears.told("microphone", False)
        desk.ears.told("microphone", False)
        await desk.ask(MENU)
        assert desk.scene.notes.fields("voice-status") == [{"part": "microphone", "state": "unavailable"}]
        assert desk.sink.words == ["Please choose a service."]
        desk.ears.told("microphone", True)
        assert desk.scene.notes.fields("voice-status")[1:] == [{"part": "microphone", "state": "ready"}]

    at_desk(story, hears=True)


def test_what_the_terminal_answers_is_shown_too_until_somebody_does_something() -> None:
    """Who hears badly reads the question; what was understood stands in it."""

    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await pass_time(desk.clock, 10)
        desk.ears.answer = Told(say="Transfer? Please say yes or no.", shown="Transfer")
        desk.ears.heard(Heard("transfer"))
        await pass_time(desk.clock, 10)
        assert not desk.sink.playing
        now = desk.listening[-1]
        assert (now.caption, now.spoken_to, now.heard) == ("Transfer? Please say yes or no.", -1, "")
        desk.ears.answer = Told(shown="ye")
        desk.ears.heard(Heard("ye", final=False))
        assert (desk.listening[-1].caption, desk.listening[-1].heard) == ("Transfer? Please say yes or no.", "ye")
        await desk.does(ActKind.FOCUS, "help")
        assert (desk.listening[-1].caption, desk.listening[-1].heard) == ("", "")

    at_desk(story, hears=True)


def test_a_terminal_that_is_mute_shows_what_it_answers() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await desk.does(ActKind.SOUND, "mute")
        said = len(desk.sink.words)
        desk.ears.answer = Told(say="Please use the keys for this.", shown="one two")
        desk.ears.heard(Heard("one two"))
        await settle()
        assert desk.sink.words[said:] == []
        assert desk.listening[-1].caption == "Please use the keys for this."
        desk.ears.answer = Told((Act(ActKind.ANSWER, "transfer"),), shown="Transfer")
        desk.ears.heard(Heard("transfer"))
        await settle()
        assert (desk.listening[-1].caption, desk.listening[-1].heard) == ("", "Transfer")

    at_desk(story, hears=True)


def test_a_question_left_unanswered_is_not_shown_of_the_next_prompt() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await pass_time(desk.clock, 10)
        desk.ears.answer = Told(say="Shall we stop here?", shown="Cancel")
        desk.ears.heard(Heard("cancel"))
        await settle()
        await desk.ask(AMOUNT, Session("s2", desk.scene.terminal, desk.scene.session.serial))
        await pass_time(desk.clock, 10)
        assert desk.listening[-1].caption == ""

    at_desk(story, hears=True)


def test_what_was_understood_gives_way_to_what_is_said_next_once_it_could_be_read() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(YES_NO)
        await pass_time(desk.clock, 10)
        desk.ears.answer = Told((Act(ActKind.ANSWER, "yes"),), shown="Yes")
        desk.ears.heard(Heard("yes"))
        await settle()
        await desk.ask(Choose("safety-freeze", options=YES_NO.options))
        assert (desk.sink.playing, desk.listening[-1].heard) == (True, "Yes")
        await pass_time(desk.clock, 2.7)
        assert (desk.sink.playing, desk.listening[-1].heard) == (True, "")

    at_desk(story, hears=True)


def test_what_somebody_said_does_not_stay_for_who_comes_later() -> None:
    async def story(desk: Desk) -> None:
        await desk.ask(MENU)
        await pass_time(desk.clock, 10)
        desk.ears.answer = Told(shown="send … to my son")
        desk.ears.heard(Heard("send [unk] to my son"))
        await pass_time(desk.clock, 9)
        desk.ears.level(0.1)
        assert desk.listening[-1].heard == "send … to my son"
        await pass_time(desk.clock, 2)
        desk.ears.level(0.1)
        assert (desk.listening[-1].heard, desk.listening[-1].level) == ("", 0.1)

    at_desk(story, hears=True)
