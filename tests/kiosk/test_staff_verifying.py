"""What a member of staff is shown of a verification, what they say of it, and what comes of a bank that declines."""

import asyncio

import pytest

from bank.contract import Decision
from kiosk.bank.errors import BankUnreachable
from kiosk.channels import ActKind
from kiosk.leaving import CustomerLeft
from tests.kiosk.staffing import WAITING, Bank, StaffScene, played
from tests.screens.sample_staff import pictures

SHOWN = "staff-verification"


async def _opened(scene: StaffScene) -> "asyncio.Task[str]":
    scene.doubts()
    asked = asyncio.create_task(scene.session.ask(WAITING))
    await scene.comes()
    await scene.signs_in()
    await scene.script.sees(SHOWN)
    return asked


def test_they_see_both_pictures_and_every_series_and_confirm_with_their_own_eyes() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        asked = await _opened(scene)
        view = scene.script.view
        assert view.title == "转账：是不是本人？"
        assert [(picture.text, picture.image) for picture in view.pictures] == [
            ("登记照", pictures()[0]),
            ("现场", pictures()[1]),
        ]
        read = [(row.label, row.value, row.note) for row in view.rows]
        while scene.script.view.page_next:
            page = scene.script.view.page
            assert not scene.script.view.options, "nothing is said before it was read"
            scene.script.does(ActKind.DRAFT, str(page + 1))
            await scene.script.sees(lambda view, page=page: view.page == page + 1)
            read += [(row.label, row.value, row.note) for row in scene.script.view.rows]
        assert ("为何找您", "人脸对不上", "") in read
        assert [value for label, value, _ in read if label == "距离"] == ["0.62 · ≤ 0.45", "没有距离 · ≤ 0.45"]
        assert all("× 3" in note for label, _, note in read if label == "人脸核对")
        await scene.picks("approve", "staff-seen")
        assert "阿卜杜拉" in scene.script.view.title
        assert bank.decisions == []
        await scene.picks("seen", "staff-decided-approve")
        assert scene.session.decided.is_set(), "the visit asks the bank at once"
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees("watch-gone")
        assert not asked.done(), "the bank's word is what the visit goes on with"
        about = {"session": "s1", "staff": "1001", "verification": str(_key(bank))}
        assert scene.notes.fields("staff-verification-shown") == [about | {"shown": bank.doubted.shown}]
        said = about | {"decision": "approve"}
        init, complete = (scene.notes.fields(f"staff-verification-{end}") for end in ("init", "complete"))
        assert init == [said | {"seen": "yes", "shown": bank.doubted.shown}]
        assert complete == [said | {"disposition": "done"}]

    played(bank, story)
    ((who, decision),) = bank.decisions
    assert (who, decision.decision, decision.seen, decision.shown) == (
        "1001",
        Decision.APPROVE,
        True,
        bank.doubted.shown,
    )
    assert bank.signed_out == ["1001"]


def _key(bank: Bank) -> object:
    from kiosk.money.issues import as_key

    return as_key(bank.doubted.id)


def test_a_refusal_has_a_reason_and_back_leads_to_the_last_page() -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        await _opened(scene)
        await scene.reads(SHOWN)
        for prompt, answer in (("staff-seen", "approve"), ("staff-why-refuse", "refuse")):
            await scene.picks(answer, prompt)
            scene.script.does(ActKind.BACK)
            await scene.script.sees(SHOWN)
            assert scene.script.view.options
        await scene.picks("refuse", "staff-why-refuse")
        await scene.picks("not-the-person", "staff-decided-refuse")

    played(bank, story)
    ((_, decision),) = bank.decisions
    assert (decision.decision, decision.seen, decision.reason) == (Decision.REFUSE, False, "not-the-person")


def test_one_that_waits_no_more_is_not_shown() -> None:
    bank = Bank()
    bank.waits = False

    async def story(scene: StaffScene) -> None:
        scene.doubts()
        asyncio.create_task(scene.session.ask(WAITING))  # noqa: RUF006 - it ends with the loop
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees("staff-nothing-waits")

    played(bank, story)
    assert bank.looks == []


@pytest.mark.parametrize(
    ("code", "then", "after"),
    [
        ("staff-is-applicant", "staff-is-applicant", "staff-number"),
        ("staff-not-allowed", "staff-not-allowed", "staff-number"),
        ("staff-session-ended", "staff-signed-out", "staff-number"),
        ("verification-unknown", "staff-file-changed", SHOWN),
        ("staff-file-changed", "staff-file-changed", SHOWN),
        ("staff-must-see", "staff-file-changed", SHOWN),
        ("rate-limited", "staff-declined", "watch-gone"),
    ],
)
def test_what_the_bank_refuses_is_said_and_what_follows(code: str, then: str, after: str) -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        await _opened(scene)
        await scene.reads(SHOWN)
        bank.refuses("decide_verification", code)
        await scene.picks("approve", "staff-seen")
        await scene.picks("seen", then)
        scene.script.does(ActKind.ANSWER)
        await scene.script.sees(after)
        (ended,) = scene.notes.fields("staff-verification-complete")
        assert (ended["disposition"], ended["problem"]) == ("declined", code)

    played(bank, story)
    assert bank.decisions == []


def test_a_line_that_breaks_is_said_and_the_journal_does_not_know() -> None:
    bank = Bank()
    bank.says["decide_verification"] = [BankUnreachable("gone")]

    async def story(scene: StaffScene) -> None:
        await _opened(scene)
        await scene.reads(SHOWN)
        await scene.picks("approve", "staff-seen")
        await scene.picks("seen", "staff-bank-away")
        (ended,) = scene.notes.fields("staff-verification-complete")
        assert ended["disposition"] == "unknown"

    played(bank, story)


@pytest.mark.parametrize("pressed", ["", "approve"])
def test_a_card_pulled_out_ends_it_undecided_and_the_pictures_are_gone(pressed: str) -> None:
    bank = Bank()

    async def story(scene: StaffScene) -> None:
        asked = await _opened(scene)
        await scene.reads(SHOWN)
        if pressed:
            await scene.picks(pressed, "staff-seen")
        scene.session.leave("card-pulled")
        with pytest.raises(CustomerLeft):
            await asked
        scene.session.wipe()
        assert scene.session.wiped
        assert scene.session.awaited is None

    played(bank, story)
    assert bank.decisions == []
    assert bank.signed_out == ["1001"]
