"""The camera after a check: nobody there or somebody else pauses the visit; somebody near is warned of at the PIN."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from drivers.pin_pad.contract import PinBlock
from kiosk.channels import ActKind
from kiosk.identity.faces import Faces
from kiosk.identity.verdicts import EngineLost, Presence
from kiosk.idle import IdleOut
from kiosk.leaving import CustomerLeft
from kiosk.pin_entry import PinEntry
from kiosk.prompts import Choice, Choose, EnterDigits, Pin
from tests.kiosk.scene import Scene

NUMBER = EnterDigits("transfer-payee", least=4, most=19)
CONFIRM = Choose("transfer-confirm", options=(Choice("yes", "payee-right"), Choice("other", "payee-other")))
BLOCK = PinBlock(key_id="k", counter=1, block="00" * 16)


@dataclass
class Eye:
    """An engine that sees what a test says."""

    forgotten: int = 0
    told: Callable[[Presence], None] | None = None
    broken: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self, camera: object, *, told: Callable[[Presence], None], **_: object) -> None:
        self.told = told
        await self.broken.wait()
        raise EngineLost("killed")

    def forget(self) -> None:
        self.forgotten += 1

    def sees(self, presence: Presence) -> None:
        assert self.told is not None
        self.told(presence)


class Pad:
    """A PIN pad that gives a block when a test says so."""

    def __init__(self) -> None:
        self.entries = 0
        self.aborted = 0
        self.ready = asyncio.Event()

    async def enter_pin(self, pan: str, length: int, counted: Callable[[int], None]) -> PinBlock:
        self.entries += 1
        counted(2)
        await self.ready.wait()
        return BLOCK

    async def abort(self) -> None:
        self.aborted += 1


async def watched(scene: Scene) -> Eye:
    eye = Eye()
    faces = Faces(cast(Any, None), cast(Any, eye), lambda _: None, lambda: ())
    scene.session.presence.watch(faces)
    await asyncio.sleep(0)
    return eye


def run(story: Callable[[], Any]) -> None:
    asyncio.run(story())


@pytest.mark.parametrize(
    ("seen", "prompt"), [(Presence(gone=True), "watch-gone"), (Presence(other=True), "watch-other")]
)
def test_the_visit_pauses_and_goes_on_where_it_was(seen: Presence, prompt: str) -> None:
    async def story() -> None:
        async with Scene() as scene:
            eye = await watched(scene)
            asked = asyncio.create_task(scene.session.ask(NUMBER))
            await scene.script.sees("transfer-payee")
            scene.script.types("6200")
            await scene.script.sees(lambda v: v.draft == "6200")
            eye.sees(seen)
            await scene.script.sees(prompt)
            scene.script.does(ActKind.ANSWER, "me")
            await scene.script.sees(lambda v: v.error != "")
            assert not asked.done(), "nobody goes on whom the camera does not see"
            eye.sees(Presence())
            scene.script.does(ActKind.ANSWER, "me")
            await scene.script.sees(lambda v: v.prompt == "transfer-payee" and v.draft == "6200")
            scene.script.does(ActKind.ANSWER)
            assert await asked == "6200"
            states = [fields["state"] for fields in scene.notes.fields("watch-changed")]
            assert states == [prompt.removeprefix("watch-"), "alone"]
            await scene.session.presence.stop()
            assert eye.forgotten == 1

    run(story)


def test_whoever_is_back_before_it_is_asked_is_not_asked() -> None:
    async def story() -> None:
        async with Scene() as scene:
            eye = await watched(scene)
            asked = asyncio.create_task(scene.session.ask(CONFIRM))
            await scene.script.sees("transfer-confirm")
            eye.sees(Presence(gone=True))
            eye.sees(Presence())
            scene.script.does(ActKind.ANSWER, "yes")
            assert await asked == "yes"
            assert "watch-gone" not in [view.prompt for view in scene.script.views]
            await scene.session.presence.stop()

    run(story)


def test_whoever_has_finished_or_never_comes_back_ends_the_visit() -> None:
    async def story() -> None:
        async with Scene() as scene:
            eye = await watched(scene)
            asked = asyncio.create_task(scene.session.ask(CONFIRM))
            await scene.script.sees("transfer-confirm")
            eye.sees(Presence(other=True))
            await scene.script.sees("watch-other")
            scene.script.does(ActKind.ANSWER, "finish")
            with pytest.raises(CustomerLeft, match="cancelled"):
                await asked
            asked = asyncio.create_task(scene.session.ask(CONFIRM))
            eye.sees(Presence(gone=True))
            await scene.script.sees("watch-gone")
            await scene.pass_time(100)
            with pytest.raises(IdleOut):
                await asked
            await scene.session.presence.stop()

    run(story)


def test_a_pin_that_was_interrupted_is_begun_anew() -> None:
    async def story() -> None:
        async with Scene() as scene:
            eye, pad = await watched(scene), Pad()
            entry = PinEntry(cast(Any, pad), "6200", 6)
            asked = asyncio.create_task(scene.session.ask(Pin("pin-sign-in", args={"length": 6}), device=entry))
            await scene.script.sees(lambda v: v.draft == "2")
            eye.sees(Presence(other=True))
            await scene.script.sees("watch-other")
            assert pad.aborted == 1, "nobody else types on"
            pad.ready.set()
            eye.sees(Presence())
            scene.script.does(ActKind.ANSWER, "me")
            assert await asked == BLOCK
            assert pad.entries == 2
            await scene.session.presence.stop()

    run(story)


def test_somebody_near_is_warned_of_at_the_pin_alone_and_only_while_they_are_near() -> None:
    async def story() -> None:
        async with Scene() as scene:
            eye, pad = await watched(scene), Pad()
            asked = asyncio.create_task(scene.session.ask(CONFIRM))
            await scene.script.sees("transfer-confirm")
            eye.sees(Presence(company=True))
            assert scene.script.view.error == ""
            scene.script.does(ActKind.ANSWER, "yes")
            await asked
            entry = PinEntry(cast(Any, pad), "6200", 6)
            pin = asyncio.create_task(scene.session.ask(Pin("pin-sign-in", args={"length": 6}), device=entry))
            await scene.script.sees(lambda v: v.prompt == "pin-sign-in" and v.error != "")
            eye.sees(Presence())
            await scene.script.sees(lambda v: v.prompt == "pin-sign-in" and v.error == "")
            pad.ready.set()
            assert await pin == BLOCK
            await scene.session.presence.stop()

    run(story)


def test_a_camera_that_breaks_keeps_nobody_from_finishing() -> None:
    async def story() -> None:
        async with Scene() as scene:
            eye = await watched(scene)
            asked = asyncio.create_task(scene.session.ask(CONFIRM))
            await scene.script.sees("transfer-confirm")
            eye.sees(Presence(company=True))
            eye.broken.set()
            await asyncio.sleep(0.01)
            assert scene.session.presence.now == Presence()
            scene.script.does(ActKind.ANSWER, "yes")
            assert await asked == "yes"
            assert scene.notes.fields("watch-complete") == [{"session": "s1", "disposition": "failed"}]
            assert eye.forgotten == 1

    run(story)
