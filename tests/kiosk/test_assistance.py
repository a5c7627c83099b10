"""Calls for a person that stand side by side: none is lost for another, and light, screen and journal say so."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bank.contract import Assistance as Call
from drivers.signals.contract import Light, LightState
from kiosk.bank.errors import BankUnreachable
from kiosk.channels import ActKind
from kiosk.prompts import EnterDigits
from tests.kiosk.scene import Scene

AT = datetime(2026, 11, 25, 2, 31, tzinfo=UTC)
DIGITS = EnterDigits("safety-id", least=2, most=4, wrong="error-staff-number")


class Staff:
    """The bank's side of calls. `answered`: those that somebody has taken."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.answered: set[str] = set()
        self.away = False

    async def call_assistance(self, where: str, language: str) -> Call:
        if self.away:
            raise BankUnreachable("no line")
        self.calls.append(where)
        return Call(id=where, called_at=AT)

    async def assistance(self, id: str) -> Call:
        return Call(id=id, called_at=AT, answered_at=AT if id in self.answered else None)


def _played(story: Callable[[Scene, Staff], Awaitable[None]]) -> None:
    async def play() -> None:
        staff = Staff()
        async with asyncio.timeout(30), Scene(bank=staff) as scene:
            await story(scene, staff)

    asyncio.run(play())


def _light(scene: Scene) -> LightState | None:
    return scene.signals.lights.get(Light.ASSISTANCE)


def _ends(scene: Scene) -> list[tuple[object, object]]:
    return [(ended["prompt"], ended["disposition"]) for ended in scene.notes.fields("assistance-complete")]


def test_a_customers_call_is_sent_while_a_stuck_card_has_staff_called_and_the_older_stands_after_it() -> None:
    async def story(scene: Scene, staff: Staff) -> None:
        calls = scene.assistance
        calls.call("s0", "card-stuck", "en", stuck=True)
        await scene.pass_time(1)
        staff.answered.add("card-stuck")
        await scene.pass_time(4)
        assert calls.text == "assistance-answered"
        asked = asyncio.create_task(scene.session.ask(DIGITS))
        await scene.script.sees("safety-id")
        scene.script.does(ActKind.HELP)
        await scene.script.sees(lambda view: "还没有人应答" in view.assistance)
        assert staff.calls == ["card-stuck", "safety-id"]
        await calls.end()
        await scene.script.sees(lambda view: "已应答" in view.assistance)
        assert _light(scene) is LightState.ON, "the card is still inside"
        assert _ends(scene) == [("card-stuck", "answered"), ("safety-id", "unanswered")]
        await calls.settled()
        assert _light(scene) is LightState.OFF
        assert calls.text == ""
        asked.cancel()

    _played(story)


def test_a_device_that_is_settled_does_not_end_the_customers_call() -> None:
    async def story(scene: Scene, staff: Staff) -> None:
        calls = scene.assistance
        calls.call("s1", "id-document-stuck", "en", stuck=True)
        calls.call("s1", "opening-waiting", "en")
        await scene.pass_time(1)
        await calls.settled()
        assert _light(scene) is LightState.ON
        assert calls.text == "assistance-called"
        await calls.end(came=True)
        assert _light(scene) is LightState.OFF
        assert _ends(scene) == [("id-document-stuck", "unanswered"), ("opening-waiting", "answered")]

    _played(story)


def test_two_devices_that_stick_are_two_calls_and_the_same_one_is_called_for_once() -> None:
    async def story(scene: Scene, staff: Staff) -> None:
        for what in ("card-stuck", "id-document-stuck", "card-stuck"):
            scene.assistance.call("s1", what, "en", stuck=True)
        scene.assistance.call("s1", "menu", "en")
        scene.assistance.call("s1", "transfer-amount", "en")
        await scene.pass_time(1)
        assert staff.calls == ["card-stuck", "id-document-stuck", "menu"]
        await scene.assistance.end()
        await scene.assistance.settled()
        assert _light(scene) is LightState.OFF
        assert len(_ends(scene)) == 3

    _played(story)


def test_a_call_that_could_not_be_sent_is_sent_when_it_is_asked_for_again() -> None:
    async def story(scene: Scene, staff: Staff) -> None:
        staff.away = True
        scene.assistance.call("s1", "menu", "en")
        await scene.pass_time(1)
        assert scene.assistance.text == "assistance-failed"
        staff.away = False
        scene.assistance.call("s1", "menu", "en")
        await scene.pass_time(1)
        assert staff.calls == ["menu"]
        assert scene.assistance.text == "assistance-called"
        await scene.assistance.end()
        assert _ends(scene) == [("menu", "failed"), ("menu", "unanswered")]

    _played(story)


def test_staff_who_are_at_it_have_answered_whatever_the_bank_was_told() -> None:
    async def story(scene: Scene, staff: Staff) -> None:
        calls = scene.assistance
        calls.at_work(looking=True)
        assert calls.text == "", "nobody was called"
        calls.call("s0", "opening-waiting", "en")
        await scene.pass_time(1)
        calls.at_work(looking=False)
        assert calls.text == "assistance-called"
        calls.at_work(looking=True)
        assert calls.text == "assistance-looking"
        await scene.pass_time(4)
        assert calls.text == "assistance-looking"
        assert _ends(scene) == [("opening-waiting", "answered")]
        calls.at_work(looking=False)
        assert calls.text == "assistance-answered", "they were here, and come again"
        await calls.end()

    _played(story)
