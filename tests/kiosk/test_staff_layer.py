"""A member of staff over the customer's visit: what they see and decide, and that the visit below is as it was."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from bank.contract import Decision, Machine
from drivers.errors import DeviceError, Disconnected
from drivers.signals.contract import Door, OperatorSwitch, SignalsStatus
from kiosk.bank_errors import BankUnreachable
from kiosk.cabinet import watch_cabinet
from kiosk.channels import ActKind
from kiosk.clock import SteppedClock
from kiosk.leaving import CustomerLeft
from kiosk.pin_entry import PinEntry
from kiosk.prompts import EnterDigits, Home, Pin, Prompt
from tests.kiosk.scene import Notes, PaperSignals
from tests.kiosk.staffing import HERE, WAITING, Bank, StaffScene, Word, played

DIGITS: Prompt[str] = EnterDigits("safety-id", least=2, most=4)


def _asked(scene: StaffScene, prompt: Prompt[str] = WAITING, **more: Any) -> "asyncio.Task[Any]":
    return asyncio.create_task(scene.session.ask(prompt, **more))


def test_they_sign_in_see_everything_and_approve_while_the_customer_waits() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        word = Word()
        asked = _asked(scene, device=word)
        view = await scene.script.sees("watch-gone")
        assert view.staff
        assert "staff" in {target.id for target in view.targets()}
        await scene.comes()
        await scene.signs_in()
        view = await scene.script.sees("staff-file")
        assert scene.pad.pans == ["0000000000001001"], "the number stands in place of a card's"
        assert [picture.text for picture in view.pictures] == ["证件照", "现场", "签名"]
        assert all(picture.image.startswith(b"\xff\xd8") for picture in view.pictures)
        await scene.reads()
        await scene.picks("approve", "staff-decided-approve")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("watch-gone")
        assert not asked.done()
        word.said.set_result("approved")
        assert await asked == "approved", "the bank's word is what the visit goes on with"

    played(bank, story)
    ((who, decision),) = bank.decisions
    assert (who, decision.decision, decision.seen, decision.reason) == ("1001", Decision.APPROVE, False, "")
    assert decision.shown == bank.file.shown
    assert bank.signed_out == ["1001"]


def test_where_liveness_is_not_certain_they_say_that_they_have_seen_the_person() -> None:
    bank = Bank(Machine.NOT_EXCLUDED)

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.reads()
        await scene.picks("approve", "staff-seen")
        assert "阿卜杜拉" in scene.script.view.title
        assert bank.decisions == []
        await scene.picks("seen", "staff-decided-approve")

    played(bank, story)
    assert [(d.seen, d.reason) for _, d in bank.decisions] == [(True, "")]


def test_against_the_machine_a_reason_and_a_second_different_member() -> None:
    bank = Bank(Machine.AGAINST)

    async def approves(scene: StaffScene) -> None:
        await scene.reads()
        await scene.picks("approve", "staff-why-approve")
        await scene.picks("compared-document", "staff-seen")
        scene.script.does(ActKind.ANSWER, "seen")

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in("1001")
        bank.wants_second()
        await approves(scene)
        await scene.signs_in("1001", "staff-second")
        assert bank.signed_out == ["1001"]
        bank.refuses("decide_application", "staff-same-person")
        await approves(scene)
        await scene.script.sees("staff-same-person")
        scene.script.does(ActKind.ANSWER)
        await scene.signs_in("1002")
        await approves(scene)
        await scene.script.sees("staff-decided-approve")

    played(bank, story)
    assert [(who, d.seen, d.reason) for who, d in bank.decisions] == [
        ("1001", True, "compared-document"),
        ("1002", True, "compared-document"),
    ]
    assert bank.signed_out == ["1001", "1001", "1002"]


@pytest.mark.parametrize(
    ("answer", "why", "reason", "decision"),
    [
        ("refuse", "staff-why-refuse", "not-the-person", Decision.REFUSE),
        ("try-again", "staff-why-again", "light-poor", Decision.TRY_AGAIN),
    ],
)
def test_a_refusal_and_another_try_have_a_reason(answer: str, why: str, reason: str, decision: Decision) -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.reads()
        await scene.picks(answer, why)
        scene.script.does(ActKind.BACK)
        view = await scene.script.sees("staff-file")
        assert view.options, "back to where it was decided, not to the first page"
        await scene.picks(answer, why)
        await scene.picks(reason, f"staff-decided-{answer}")

    played(bank, story)
    assert [(d.decision, d.reason, d.shown) for _, d in bank.decisions] == [(decision, reason, bank.file.shown)]


def test_nothing_is_decided_that_was_not_seen_to_its_last_page() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("staff-file")
        scene.script.does(ActKind.ANSWER, "approve")
        await scene.settles()
        assert scene.script.view.prompt == "staff-file"

    played(bank, story)
    assert bank.decisions == []


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
        scene.terminal.assistance.text = "assistance-answered"
        assert scene.terminal.assistance.on_change is not None
        scene.terminal.assistance.on_change()
        assert {view.prompt for view in scene.script.views[before:]} == {"staff-number"}
        assert scene.script.view.assistance
        scene.script.does(ActKind.CANCEL)
        await scene.script.sees("watch-gone")
        scene.terminal.assistance.on_change()
        assert scene.script.view.prompt == "watch-gone"

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


def test_a_wrong_pin_and_a_wait_are_told_at_the_number() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        bank.refuses("staff_sign_in", "staff-pin-wrong")
        bank.refuses("staff_sign_in", "staff-wait", retry_after=30)
        await scene.signs_in()
        view = await scene.script.sees(lambda view: view.prompt == "staff-number" and bool(view.error))
        assert view.draft == "1001"
        await scene.signs_in()
        await scene.script.sees(lambda view: view.prompt == "staff-number" and "30" in view.error)
        await scene.signs_in()
        await scene.script.sees("staff-file")
        ended = [fields["disposition"] for fields in scene.notes.fields("staff-sign-in-complete")]
        assert ended == ["declined", "declined", "success"]

    played(bank, story)


def test_back_from_the_pin_leads_to_the_number() -> None:
    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        scene.script.types("1001")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("staff-pin")
        scene.script.does(ActKind.BACK)
        view = await scene.script.sees("staff-number")
        assert view.draft == "1001"
        assert scene.pad.aborted == 1

    played(Bank(), story)


@pytest.mark.parametrize("code", ["staff-is-applicant", "staff-not-allowed"])
def test_who_may_not_is_told_and_somebody_else_can(code: str) -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        bank.refuses("application_file", code)
        await scene.signs_in("1004")
        await scene.script.sees(code)
        scene.script.does(ActKind.ANSWER)
        await scene.signs_in("1002")
        await scene.reads()
        await scene.picks("approve", "staff-decided-approve")

    played(bank, story)
    assert [who for who, _ in bank.decisions] == ["1002"]


def test_a_file_that_has_changed_is_looked_at_again() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        bank.refuses("decide_application", "staff-file-changed")
        await scene.reads()
        await scene.picks("approve", "staff-file-changed")
        scene.script.does(ActKind.ANSWER)
        view = await scene.script.sees("staff-file")
        assert view.page == 0
        assert bank.looks == ["1001", "1001"]

    played(bank, story)


def test_a_session_that_the_bank_ended_is_begun_anew() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        bank.refuses("application_file", "staff-session-ended")
        await scene.signs_in()
        await scene.script.sees("staff-signed-out")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("staff-number")

    played(bank, story)


def test_only_what_waits_at_this_terminal_is_decided_here() -> None:
    bank = Bank()
    bank.terminal = "another"

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("staff-nothing-waits")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("watch-gone")

    played(bank, story)
    assert HERE != "another"
    assert bank.looks == []


def test_a_line_that_breaks_at_the_decision_leaves_it_open_and_says_so() -> None:
    bank = Bank()
    bank.says["decide_application"] = [BankUnreachable("gone")]

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.reads()
        await scene.picks("approve", "staff-bank-away")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("watch-gone")
        assert scene.notes.fields("staff-decision-complete")[0]["disposition"] == "unknown"

    played(bank, story)


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


def test_the_journal_has_who_and_what_and_no_word_of_whom() -> None:
    bank = Bank(Machine.NOT_EXCLUDED)
    found: list[tuple[str, dict[str, str | int]]] = []

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.reads()
        await scene.picks("approve", "staff-seen")
        await scene.picks("seen", "staff-decided-approve")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("watch-gone")
        found.extend(scene.notes.events)

    played(bank, story)
    events = dict(found)
    about = {"staff": "1001", "application": str(UUID(bank.file.application.id)), "session": "s1"}
    assert events["staff-file-shown"] == {**about, "shown": bank.file.shown}
    told = {**about, "decision": "approve"}
    assert events["staff-decision-init"] == {
        **told,
        "machine": "not-excluded",
        "seen": "yes",
        "shown": bank.file.shown,
    }
    assert events["staff-decision-complete"] == {**told, "disposition": "done"}
    assert events["staff-layer-complete"]["disposition"] == "done"
    document = bank.file.document
    for word in (document.name, document.number, document.address, bank.file.phone_masked):
        assert word not in str(found)


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
