"""Each way through a verification: what the customer is asked, what the bank is told, what the journal says."""

import asyncio

import pytest

from bank.contract import (
    StaffReason,
    Verification,
    VerificationWay,
)
from drivers.camera.contract import Frame
from drivers.errors import Disconnected
from kiosk.bank.errors import BankDeclined, BankUnreachable
from kiosk.channels import ActKind
from kiosk.identity.consent import Consent
from kiosk.identity.verdicts import (
    EngineLost,
    Guidance,
)
from kiosk.leaving import CustomerLeft, ServiceStopped
from kiosk.services.face_checks import reason_text
from kiosk.services.verification import verify
from kiosk.texts import Texts
from kiosk.walking import Back
from tests.kiosk.verifying import (
    ACCEPTED,
    ENDED,
    LIVE,
    NEEDS_STAFF,
    PRINT,
    REFUSED,
    REGISTRY,
    STRANGER,
    SUBJECT,
    Desk,
    Eye,
    Play,
    run,
)


def test_somebody_who_is_known_at_once() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        assert await task == ACCEPTED.token
        (told,) = play.desk.told
        assert (told.way, told.subject, told.document_number) == (VerificationWay.REGISTRY, SUBJECT, None)
        assert told.face is not None
        assert (told.face.distance, told.face.liveness, told.face.attempts) == (0.2, "live", 1)
        assert told.face.consented_at == play.scene.clock.wall()
        assert play.eye.references == [b"jpeg"]
        assert play.eye.forgotten == 1, "agreed to once: nothing of the face is kept"
        assert not play.eye.watching
        assert play.eye.prepared == 1, "while the customer was still reading"
        assert play.pictures == [None], "the picture is taken away"
        assert play.events == [
            ("face-consent", {"purpose": "transfer", "given": "once"}),
            ("face-check-init", {"profile": "five-point", "attempt": 1}),
            (
                "face-check-complete",
                {
                    "disposition": "match",
                    "liveness": "live",
                    "distance": 200,
                    "threshold": 450,
                    "challenges": "turn-left,turn-right,turn-left",
                },
            ),
            ("verification-init", {"purpose": "transfer", "way": "registry"}),
            ("verification-complete", {"disposition": "accepted"}),
        ]

    run(lambda: Play(Eye(LIVE), Desk(ACCEPTED)), story)


def test_what_the_picture_shows_is_put_up_while_it_is_looked_at() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        view = await play.script.sees(lambda v: v.challenge == "turn-left")
        assert view.title == "请慢慢向左转头"
        assert [mark.progress for mark in view.marks] == ["done", "now", "later", "later"]
        before = next(v for v in play.script.views if v.prompt == "face-look" and v.help == "请靠近一点")
        assert before.title == "请看着屏幕"
        assert before.say == "请靠近一点", "what is wrong is spoken"
        assert before.serial == view.serial, "it is one prompt"

    run(lambda: Play(Eye(None), Desk(ACCEPTED)), story)


def test_a_second_try_is_told_why_the_first_was_not_enough() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        view = await play.script.sees("face-failed")
        assert [row.value for row in view.rows] == ["动作和提示不一样"]
        play.script.does(ActKind.ANSWER, "again")
        assert await task == ACCEPTED.token
        (told,) = play.desk.told
        assert told.face is not None
        assert told.face.attempts == 2

    run(lambda: Play(Eye(PRINT, LIVE), Desk(ACCEPTED)), story)


def test_after_three_a_person_decides() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "watch")
        for attempt in (1, 2):
            await play.script.sees(lambda v, n=attempt: v.prompt == "face-failed" and len(play.eye.references) == n)
            play.script.does(ActKind.ANSWER, "again")
        await play.staff_are_called()
        (told,) = play.desk.told
        assert told.face is not None
        assert (told.face.attempts, told.face.matches, told.face.reasons) == (3, False, ["no-match"])
        assert play.eye.forgotten, "who was not accepted is not watched"
        await play.scene.pass_time(20)
        assert task.done()
        assert await task == ACCEPTED.token
        assert play.desk.calls == ["busy-staff-check"]
        assert ("staff-check-complete", {"disposition": "accepted"}) in play.events

    desk = Desk(NEEDS_STAFF, NEEDS_STAFF, BankUnreachable("a moment"), NEEDS_STAFF, ACCEPTED)
    run(lambda: Play(Eye(STRANGER, STRANGER, STRANGER), desk), story)


def test_whoever_decides_here_gets_both_pictures_for_as_long_as_they_are_waited_for() -> None:
    eye = Eye(PRINT)
    eye.frame = Frame(bytes(64 * 48 * 3), 64, 48, 0.0, 1)

    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        view = await play.script.sees("face-consent")
        assert [row.value for row in view.rows][-1] == "核对完就清除；有疑问时，在场的工作人员会先看"
        play.script.does(ActKind.ANSWER, "once")
        await play.presses("face-failed", "other")
        await play.staff_are_called()
        assert play.script.view.staff, "they find where to begin"
        awaited = play.session.awaited
        assert awaited is not None
        assert (awaited.kind, awaited.id, awaited.portrait) == ("verification", "v", b"jpeg")
        assert awaited.live.startswith(b"\xff\xd8\xff")
        assert "jpeg" not in repr(awaited)
        await play.scene.pass_time(5)
        assert await task == ACCEPTED.token
        assert play.session.awaited is None

    run(lambda: Play(eye, Desk(NEEDS_STAFF, ACCEPTED)), story)


def test_a_word_that_is_said_here_is_not_waited_for() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "other")
        await play.staff_are_called()
        play.session.decided.set()
        for _ in range(50):
            await asyncio.sleep(0)
        assert task.done(), "no second has passed"
        assert await task == ACCEPTED.token

    run(lambda: Play(Eye(), Desk(NEEDS_STAFF, ACCEPTED)), story)


def test_who_agreed_before_to_less_is_asked_again() -> None:
    """A consent of the same visit that says nothing of staff does not let them see the pictures."""

    def play() -> Play:
        it = Play(Eye(LIVE), Desk(ACCEPTED))
        it.session.consent = Consent(it.scene.clock.wall(), watch=False)
        return it

    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        assert await task == ACCEPTED.token
        assert play.session.consent is not None
        assert play.session.consent.staff

    run(play, story)


@pytest.mark.parametrize(("answer", "notice"), [(REFUSED, "staff-refused"), (ENDED, "staff-not-there")])
def test_staff_who_refuse_or_never_come_end_the_service(answer: Verification, notice: str) -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "other")
        await play.staff_are_called()
        await play.scene.pass_time(10)
        with pytest.raises(ServiceStopped) as stopped:
            await task
        assert stopped.value.text == notice
        assert play.scene.terminal.assistance.text == "", "the call is over with the word of whoever was called"
        (told,) = play.desk.told
        assert (told.way, told.staff_reason) == (VerificationWay.STAFF, StaffReason.CONSENT_REFUSED)
        assert play.eye.references == [], "no camera without a consent"

    run(lambda: Play(Eye(), Desk(NEEDS_STAFF, answer)), story)


def test_who_would_rather_have_a_person_says_so_before_the_camera_too() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        await play.presses("face-look", "other")
        await play.staff_are_called()
        (told,) = play.desk.told
        assert told.staff_reason is StaffReason.ASKED
        assert ("face-check-complete", {"disposition": "other-way"}) in play.events

    run(lambda: Play(Eye(None), Desk(NEEDS_STAFF, NEEDS_STAFF)), story)


def test_an_engine_that_dies_is_asked_once_more_and_then_a_person() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        await play.presses("face-broken", "other")
        await play.staff_are_called()
        assert len(play.eye.references) == 2
        (told,) = play.desk.told
        assert told.staff_reason is StaffReason.FACE_UNAVAILABLE

    run(lambda: Play(Eye(EngineLost("killed"), EngineLost("killed")), Desk(NEEDS_STAFF, NEEDS_STAFF)), story)


def test_an_engine_that_dies_once_costs_no_attempt() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        assert await task == ACCEPTED.token
        (told,) = play.desk.told
        assert told.face is not None
        assert told.face.attempts == 1

    run(lambda: Play(Eye(EngineLost("hung"), LIVE), Desk(ACCEPTED)), story)


def test_a_camera_that_breaks_is_said_to_be_nobodys_fault() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "once")
        view = await play.script.sees("face-broken")
        assert "不是您的问题" in view.body
        assert len(play.eye.references) == 1

    run(lambda: Play(Eye(Disconnected("camera")), Desk(NEEDS_STAFF, NEEDS_STAFF)), story)


@pytest.mark.parametrize("without", ["camera", "portrait"])
def test_without_camera_or_portrait_staff_are_called(without: str) -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        if without == "portrait":
            await play.presses("face-consent", "once")
        await play.staff_are_called()
        (told,) = play.desk.told
        assert told.staff_reason is StaffReason.FACE_UNAVAILABLE
        prompts = {view.prompt for view in play.script.views}
        assert "face-look" not in prompts

    portrait = BankDeclined("no-portrait") if without == "portrait" else b"jpeg"
    desk = Desk(NEEDS_STAFF, NEEDS_STAFF, portrait=portrait)
    run(lambda: Play(Eye(), desk, camera=without != "camera"), story)


@pytest.mark.parametrize(("kind", "ending"), [(ActKind.BACK, Back), (ActKind.CANCEL, CustomerLeft)])
@pytest.mark.parametrize("prompt", ["face-consent", "face-look"])
def test_back_and_cancel_lead_out_and_tell_the_bank_nothing(
    prompt: str, kind: ActKind, ending: type[Exception]
) -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        if prompt == "face-look":
            await play.presses("face-consent", "once")
        await play.presses(prompt, "", kind)
        with pytest.raises(ending):
            await task
        assert play.desk.told == []
        if prompt == "face-look":
            assert play.pictures == [None]
            assert play.events[-1] == ("face-check-complete", {"disposition": "left"})

    run(lambda: Play(Eye(None), Desk(ACCEPTED)), story)


def test_cancel_while_staff_are_waited_for() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "other")
        await play.staff_are_called()
        play.script.does(ActKind.CANCEL)
        with pytest.raises(CustomerLeft):
            await task
        assert play.events[-1] == ("staff-check-complete", {"disposition": "left"})

    run(lambda: Play(Eye(), Desk(NEEDS_STAFF, NEEDS_STAFF)), story)


def test_consent_is_asked_once_a_visit_and_watching_only_with_it() -> None:
    async def story(play: Play, task: "asyncio.Task[str]") -> None:
        await play.presses("face-consent", "watch")
        await task
        await asyncio.sleep(0)
        assert play.eye.watching
        assert play.eye.forgotten == 0, "the watch needs the face"
        await verify(play.session, REGISTRY, "cd" * 32)
        assert [view.prompt for view in play.script.views].count("face-consent") == 1
        assert play.eye.forgotten == 1, "the first watch has ended before the second look"
        play.session.wipe()
        assert play.session.consent is None

    run(lambda: Play(Eye(LIVE, LIVE), Desk(ACCEPTED)), story)


def test_every_reason_has_its_words() -> None:
    texts = Texts()
    engine = (
        "no-match",
        "other-person",
        "too-slow",
        "too-early",
        "wrong-movement",
        "not-back",
        "face-lost",
        "turn-unclear",
    )
    portrait = ("reference-unreadable", "reference-no-face", "reference-several-faces")
    for reason in (*engine, *portrait, *(guidance.value for guidance in Guidance)):
        assert texts.say("en", reason_text(reason)), reason
        assert reason_text(reason) != "face-reason-unclear", f"{reason} has words of its own"
    assert texts.say("en", reason_text("something-new")), "a new reason of the engine must not end a visit"
