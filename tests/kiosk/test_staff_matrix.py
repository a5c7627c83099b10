"""Every prompt of the staff layer x every way out of it: the customer's prompt stands there again, as it was, or the
visit ends as it has to. Whoever signed in is signed out, and nothing that was not confirmed is decided.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bank.contract import Machine
from drivers.errors import Disconnected
from kiosk.bank.errors import BankDeclined, BankUnreachable
from kiosk.channels import ActKind
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Busy
from tests.kiosk.staffing import WAITING, Bank, StaffScene, played
from tests.screens.sample_staff import staff

Reach = Callable[[StaffScene], Awaitable[None]]


async def _number(scene: StaffScene) -> None:
    await scene.comes()


async def _pin(scene: StaffScene) -> None:
    await scene.comes()
    scene.script.types("1001")
    scene.script.does(ActKind.ANSWER)
    await scene.script.sees("staff-pin")


async def _file(scene: StaffScene) -> None:
    await scene.comes()
    await scene.signs_in()
    await scene.script.sees("staff-file")


def _asked(answer: str, then: str) -> Reach:
    async def reach(scene: StaffScene) -> None:
        await _file(scene)
        await scene.reads()
        await scene.picks(answer, then)

    return reach


def _told(answer: str, reason: str) -> Reach:
    async def reach(scene: StaffScene) -> None:
        await _asked(answer, f"staff-why-{'refuse' if answer == 'refuse' else 'again'}")(scene)
        await scene.picks(reason, f"staff-decided-{answer}")

    return reach


async def _approved(scene: StaffScene) -> None:
    scene.bank.file = scene.bank.file.model_copy(update={"machine": Machine.FOR})
    await _asked("approve", "staff-decided-approve")(scene)


async def _seen(scene: StaffScene) -> None:
    scene.bank.file = scene.bank.file.model_copy(update={"machine": Machine.NOT_EXCLUDED})
    await _asked("approve", "staff-seen")(scene)


async def _second(scene: StaffScene) -> None:
    scene.bank.wants_second()
    await _asked("approve", "staff-why-approve")(scene)
    await scene.picks("known-here", "staff-seen")
    await scene.picks("seen", "staff-second")


async def _elsewhere(scene: StaffScene) -> None:
    scene.session.awaited = None
    await scene.comes()
    await scene.signs_in()
    await scene.script.sees("staff-nothing-waits")


async def _doubted(scene: StaffScene) -> None:
    scene.doubts()
    await scene.comes()
    await scene.signs_in()
    await scene.script.sees("staff-verification")


def _refused(call: str, error: Exception, then: str) -> Reach:
    async def reach(scene: StaffScene) -> None:
        scene.bank.says[call] = [error]
        await scene.comes()
        await scene.signs_in()
        await scene.script.sees(then)

    return reach


async def _no_pad(scene: StaffScene) -> None:
    async def broken(*_: object) -> None:
        raise Disconnected("gone")

    scene.pad.enter_pin = broken  # type: ignore[method-assign, assignment] - a pad that breaks at this moment
    await scene.comes()
    scene.script.types("1001")
    scene.script.does(ActKind.ANSWER)
    await scene.script.sees("staff-no-pad")


PLACES: dict[str, Reach] = {
    "staff-number": _number,
    "staff-pin": _pin,
    "staff-file": _file,
    "staff-verification": _doubted,
    "staff-seen": _seen,
    "staff-why-approve": _asked("approve", "staff-why-approve"),
    "staff-why-refuse": _asked("refuse", "staff-why-refuse"),
    "staff-why-again": _asked("try-again", "staff-why-again"),
    "staff-decided-approve": _approved,
    "staff-decided-refuse": _told("refuse", "document-doubtful"),
    "staff-decided-try-again": _told("try-again", "face-hidden"),
    "staff-second": _second,
    "staff-nothing-waits": _elsewhere,
    "staff-not-allowed": _refused("waiting_applications", BankDeclined("staff-not-allowed"), "staff-not-allowed"),
    "staff-is-applicant": _refused("application_file", BankDeclined("staff-is-applicant"), "staff-is-applicant"),
    "staff-same-person": _refused("application_file", BankDeclined("staff-same-person"), "staff-same-person"),
    "staff-signed-out": _refused("application_file", BankDeclined("staff-session-ended"), "staff-signed-out"),
    "staff-file-changed": _refused("application_file", BankDeclined("application-state"), "staff-file-changed"),
    "staff-declined": _refused("application_file", BankDeclined("rate-limited"), "staff-declined"),
    "staff-bank-away": _refused("application_file", BankUnreachable("gone"), "staff-bank-away"),
    "staff-no-pad": _no_pad,
}


async def _cancel(scene: StaffScene) -> None:
    scene.script.does(ActKind.CANCEL)


async def _idle(scene: StaffScene) -> None:
    await scene.pass_time(125)


async def _leaves(scene: StaffScene) -> None:
    scene.session.leave("document-pulled")


async def _stops(scene: StaffScene) -> None:
    scene.session.leave("stopping")


async def _language(scene: StaffScene) -> None:
    """Every prompt in every language and mode; then away."""
    prompt = scene.script.view.prompt
    for kind, value in ((ActKind.LANGUAGE, "en"), (ActKind.MODE, "elder"), (ActKind.LANGUAGE, "zh-Hant")):
        title = scene.script.view.title
        scene.script.does(kind, value)
        await scene.script.sees(lambda v, value=value: value in (v.language, v.mode))
        assert scene.script.view.prompt == prompt
        assert kind is ActKind.MODE or scene.script.view.title != title
    scene.script.does(ActKind.CANCEL)


WAYS = {"cancel": _cancel, "idle": _idle, "leaves": _leaves, "stops": _stops, "language": _language}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("prompt", PLACES)
def test_cell(prompt: str, way: str) -> None:
    bank = Bank(Machine.AGAINST)

    async def story(scene: StaffScene) -> None:
        asked = asyncio.create_task(scene.session.ask(WAITING))
        await PLACES[prompt](scene)
        decided = len(bank.decisions)
        await WAYS[way](scene)
        if way in ("leaves", "stops"):
            while not asked.done():  # a notice that stands for its seconds
                await scene.pass_time(1)
            with pytest.raises(CustomerLeft):
                await asked
        else:
            while scene.script.view.prompt != "watch-gone":
                await scene.pass_time(1)
            assert (scene.script.view.language, scene.script.view.mode) == ("zh-Hans", "standard")
            assert not asked.done()
            scene.script.does(ActKind.ANSWER, "me")
            assert await asked == "me"
        assert len(bank.decisions) == decided
        assert bank.signed_out == bank.signed_in
        pairs = [name for name in scene.notes.names if name.startswith(("staff-layer", "pin-entry"))]
        assert pairs.count("staff-layer-init") == pairs.count("staff-layer-complete") == 1
        assert pairs.count("pin-entry-init") == pairs.count("pin-entry-complete")

    played(bank, story)


def test_every_prompt_of_the_layer_has_its_row() -> None:
    asked = {p.text for p, _ in staff().values() if p.text.startswith("staff-") and not isinstance(p, Busy)}
    assert asked == set(PLACES)
