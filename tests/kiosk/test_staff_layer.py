"""A member of staff over the customer's visit: what they see and decide, and that the visit below is as it was."""

import asyncio
from typing import Any

import pytest

from drivers.errors import DeviceError, Disconnected
from drivers.signals.contract import Door, OperatorSwitch, SignalsStatus
from kiosk.cabinet import watch_cabinet
from kiosk.channels import ActKind
from kiosk.clock import SteppedClock
from kiosk.leaving import CustomerLeft
from kiosk.pin_entry import PinEntry
from kiosk.prompts import EnterDigits, Home, Pin, Prompt
from tests.kiosk.scene import Notes, PaperSignals
from tests.kiosk.staffing import WAITING, Bank, StaffScene, played

DIGITS: Prompt[str] = EnterDigits("safety-id", least=2, most=4)


def _asked(scene: StaffScene, prompt: Prompt[str] = WAITING, **more: Any) -> "asyncio.Task[Any]":
    return asyncio.create_task(scene.session.ask(prompt, **more))


def test_their_cancel_is_their_own() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        asked = _asked(scene, DIGITS)
        await scene.script.sees("safety-id")
        scene.script.types("12")
        await scene.script.sees(lambda view: view.draft == "12")
        await scene.comes()
        assert scene.script.view.draft == "", "what the customer typed is covered"
        await scene.signs_in()
        await scene.script.sees("staff-file")
        scene.script.does(ActKind.CANCEL)
        view = await scene.script.sees("safety-id")
        assert (view.draft, view.error) == ("12", "")
        scene.script.does(ActKind.ANSWER)
        assert await asked == "12"

    played(bank, story)
    assert bank.signed_out == ["1001"]


def test_a_bank_that_is_slow_to_sign_them_out_leaves_no_file_on_the_screen() -> None:
    bank, answers = Bank(), asyncio.Event()
    signs_out = bank.staff_sign_out

    async def slowly(session: str) -> None:
        await answers.wait()
        await signs_out(session)

    async def story(scene: StaffScene) -> None:
        bank.staff_sign_out = slowly  # type: ignore[method-assign]  # this bank alone is slow
        asked = _asked(scene, DIGITS)
        await scene.script.sees("safety-id")
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("staff-file")
        scene.script.does(ActKind.CANCEL)
        await scene.pass_time(3)
        assert scene.script.view.prompt == "busy-staff-decision"
        answers.set()
        await scene.script.sees("safety-id")
        scene.script.types("12")
        scene.script.does(ActKind.ANSWER)
        assert await asked == "12"

    played(bank, story)
    assert bank.signed_out == ["1001"]


def test_their_idle_clock_is_their_own() -> None:
    async def story(scene: StaffScene) -> None:
        asked = _asked(scene, DIGITS)
        await scene.script.sees("safety-id")
        await scene.pass_time(50)
        await scene.comes()
        await scene.pass_time(99)
        assert scene.script.view.idle_left is None
        await scene.pass_time(2)
        assert scene.script.view.prompt == "staff-number"
        assert scene.script.view.idle_left is not None
        assert "卡" not in scene.script.view.idle_body, "no word of the customer's card"
        await scene.pass_time(20)
        view = await scene.script.sees("safety-id")
        assert view.idle_left is None, "the customer's minute begins anew"
        await scene.pass_time(55)
        assert not asked.done()
        asked.cancel()

    played(Bank(), story)


def test_language_and_mode_are_their_own() -> None:
    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.script.sees("watch-gone")
        scene.script.does(ActKind.LANGUAGE, "en")
        scene.script.does(ActKind.MODE, "elder")
        await scene.script.sees(lambda view: view.mode == "elder")
        await scene.comes()
        assert (scene.script.view.language, scene.script.view.mode) == ("zh-Hans", "standard")
        scene.script.does(ActKind.LANGUAGE, "zh-Hant")
        await scene.script.sees(lambda view: view.language == "zh-Hant")
        scene.script.does(ActKind.CANCEL)
        view = await scene.script.sees("watch-gone")
        assert (view.language, view.mode) == ("en", "elder")

    played(Bank(), story)


def test_nothing_of_the_customers_is_seen_meanwhile() -> None:
    """Not when the light goes on or somebody comes near, nor when what the customer waits for changes."""

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        before = len(scene.script.views)
        scene.session.replace_prompt(WAITING)
        scene.session.start_anew()
        scene.terminal.assistance.call("s1", "card-stuck", "en", stuck=True)
        await scene.settles()
        assert scene.terminal.assistance.on_change is not None
        assert {view.prompt for view in scene.script.views[before:]} == {"staff-number"}
        assert not scene.script.view.assistance, "that a person was called is for the customer to read"
        scene.script.does(ActKind.CANCEL)
        await scene.script.sees("watch-gone")
        scene.terminal.assistance.on_change()
        assert scene.script.view.prompt == "watch-gone"
        assert scene.script.view.assistance

    played(Bank(), story)


@pytest.mark.parametrize("reason", ["document-pulled", "card-pulled", "stopping", "screen-lost"])
def test_what_ends_the_visit_ends_the_layer_first(reason: str) -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        asked = _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("staff-file")
        scene.session.leave(reason)
        with pytest.raises(CustomerLeft) as left:
            await asked
        assert left.value.reason == reason
        assert scene.notes.fields("staff-layer-complete")[0]["disposition"] == "ended"

    played(bank, story)
    assert bank.signed_out == ["1001"]
    assert bank.decisions == []


def test_an_error_of_the_program_does_not_end_the_customers_visit() -> None:
    bank = Bank()
    bank.says["application_file"] = [RuntimeError("a bug")]

    async def story(scene: StaffScene) -> None:
        asked = _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("watch-gone")
        assert not asked.done()
        (ended,) = scene.notes.fields("staff-layer-complete")
        assert (ended["disposition"], ended["error"]) == ("failed", "RuntimeError")

    played(bank, story)
    assert bank.signed_out == ["1001"]


def test_a_pin_of_the_customers_is_begun_anew() -> None:
    async def story(scene: StaffScene) -> None:
        entry = PinEntry(scene.terminal.pin_pad, "6200001234567890123", 6)
        asked = asyncio.create_task(scene.session.ask(Pin("pin-order", args={"length": 6}), device=entry))
        await scene.script.sees(lambda view: view.prompt == "pin-order" and view.draft == "1")
        await scene.comes()
        assert scene.pad.aborted == 1
        await scene.signs_in()
        await scene.script.sees("staff-file")
        scene.script.does(ActKind.CANCEL)
        await scene.script.sees(lambda view: view.prompt == "pin-order")
        await scene.pad.enter()
        assert (await asked).counter == 1
        assert [pan[:4] for pan in scene.pad.pans] == ["6200", "0000", "6200"]

    played(Bank(), story)


def test_work_goes_on_below_and_its_end_waits_for_them() -> None:
    async def story(scene: StaffScene) -> None:
        work: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        running = asyncio.create_task(scene.session.busy("busy-portrait", work, cancel=True))
        await scene.settles()
        await scene.pass_time(1)
        await scene.script.sees("busy-portrait")
        await scene.comes()
        work.set_result("done")
        await scene.settles()
        assert scene.script.view.prompt == "staff-number"
        scene.script.does(ActKind.CANCEL)
        assert await running == "done"

    played(Bank(), story)


def test_it_begins_neither_before_a_customer_is_here_nor_over_itself_nor_late() -> None:
    async def story(scene: StaffScene) -> None:
        home = _asked(scene, Home("attract", back=False, cancel=False, idles=False))
        await scene.script.sees("attract")
        scene.script.does(ActKind.STAFF)
        await scene.settles()
        assert scene.script.view.prompt == "attract"
        home.cancel()
        await asyncio.wait({home})
        _asked(scene)
        old = (await scene.script.sees("watch-gone")).serial - 1
        scene.script.does(ActKind.STAFF, serial=old)
        await scene.settles()
        assert scene.script.view.prompt == "watch-gone", "the second half of a double tap"
        await scene.comes()
        serial = scene.script.view.serial
        scene.script.does(ActKind.STAFF)
        await scene.settles()
        assert scene.script.view.serial == serial

    played(Bank(), story)


def test_each_turn_of_the_operator_switch_is_told_once() -> None:
    customer, operator = SignalsStatus(True), SignalsStatus(True, switch=OperatorSwitch.OPERATOR)
    open_door = SignalsStatus(True, open_doors=frozenset({Door.UPPER}), switch=OperatorSwitch.OPERATOR)
    says: list[SignalsStatus | DeviceError] = [operator, open_door, Disconnected("gone"), customer, operator]
    asked: list[SignalsStatus] = []
    turned: list[int] = []

    class Switch(PaperSignals):
        async def changed(self, known: SignalsStatus) -> SignalsStatus:
            asked.append(known)
            if not says:
                await asyncio.Event().wait()
            said = says.pop(0)
            if isinstance(said, DeviceError):
                raise said
            return said

    async def story() -> None:
        clock = SteppedClock()
        watching = asyncio.create_task(watch_cabinet(Switch(), clock, Notes(), lambda: turned.append(len(asked))))
        for _ in range(10):
            clock.advance(1)
            for _ in range(8):
                await asyncio.sleep(0)
        watching.cancel()
        await asyncio.wait({watching})

    asyncio.run(story())
    assert turned == [1, 5]
    assert asked == [customer, operator, open_door, open_door, customer, operator]
