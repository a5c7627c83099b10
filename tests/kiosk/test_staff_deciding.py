"""What a member of staff is shown at the terminal, what they decide, and what the bank refuses them."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from bank.contract import ApplicationKind, Decision, Machine
from kiosk.awaiting import Awaited
from kiosk.bank.errors import BankUnreachable
from kiosk.channels import ActKind
from kiosk.prompts import Prompt
from tests.kiosk.staffing import WAITING, Bank, StaffScene, Word, played


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
        assert scene.session.decided.is_set(), "the visit asks the bank at once"
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


def test_nobody_looked_is_not_the_machines_no_and_a_new_pin_has_nothing_to_sign() -> None:
    bank = Bank(Machine.AGAINST)
    application = bank.file.application.model_copy(update={"kind": ApplicationKind.PIN_RESET})
    bank.file = bank.file.model_copy(update={"attempts": [], "unsigned": True, "application": application})

    async def story(scene: StaffScene) -> None:
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        view = await scene.script.sees("staff-file")
        assert view.rows[0].value == "没有核对人脸：须两人同意"
        assert "签名" not in [row.label for row in view.rows]

    played(bank, story)


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


@pytest.mark.parametrize("how", ["another's", "decided elsewhere", "nobody waits"])
def test_only_what_this_visit_waits_for_is_decided_here(how: str) -> None:
    """Another application of this terminal waits, of a visit that was cut short: it is not what is shown."""
    bank = Bank()
    bank.waits = how != "decided elsewhere"

    async def story(scene: StaffScene) -> None:
        if how != "decided elsewhere":
            scene.session.awaited = Awaited("application", "f" * 32) if how == "another's" else None
        _asked(scene)
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("staff-nothing-waits")
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("watch-gone")

    played(bank, story)
    assert bank.looks == []
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
