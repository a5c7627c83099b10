"""A verification on a table top: an engine and a bank that say what a test wants, and what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, cast

from bank.contract import (
    StepUp,
    StepUpReason,
    Verification,
    VerificationPurpose,
    VerificationRequest,
    VerificationState,
    VerificationWay,
)
from drivers.camera.contract import CameraStatus, Frame
from kiosk.bank.errors import BankUnreachable
from kiosk.channels import ActKind
from kiosk.identity.faces import Faces
from kiosk.identity.verdicts import (
    Challenge,
    FaceVerdict,
    Guidance,
    Liveness,
    Presence,
    Sight,
)
from kiosk.services.verification import verify
from kiosk.session import Customer, Session
from tests.kiosk.scene import CARD, Scene

SUBJECT = "ab" * 32
TURNS = (Challenge.TURN_LEFT, Challenge.TURN_RIGHT, Challenge.TURN_LEFT)
REGISTRY = StepUp(
    purpose=VerificationPurpose.TRANSFER,
    reasons=[StepUpReason.NEW_PAYEE],
    ways=[VerificationWay.REGISTRY, VerificationWay.DOCUMENT, VerificationWay.STAFF],
    face_attempts_left=3,
    most_threshold=0.45,
    enough_alone=["sixty-eight-point"],
)
LIVE = FaceVerdict(True, Liveness.LIVE, 0.2, 0.45, "sixty-eight-point", TURNS)
STRANGER = replace(LIVE, matches=False, distance=0.7, reasons=("no-match",))
PRINT = replace(LIVE, matches=False, liveness=Liveness.REFUSED, distance=None, reasons=("wrong-movement",))
ACCEPTED = Verification(
    id="v", state=VerificationState.ACCEPTED, reasons=[], face_attempts_left=3, token="t" * 32, expires_at=None
)
NEEDS_STAFF = ACCEPTED.model_copy(update={"state": VerificationState.NEEDS_STAFF, "token": ""})
REFUSED = ACCEPTED.model_copy(update={"state": VerificationState.REFUSED, "token": ""})
ENDED = ACCEPTED.model_copy(update={"state": VerificationState.ENDED, "token": ""})


class Eye:
    """An engine that finds what a test says, one thing an attempt."""

    def __init__(self, *finds: FaceVerdict | Exception | None) -> None:
        self.finds = list(finds)
        self.references: list[bytes] = []
        self.forgotten = self.prepared = 0
        self.watching = False
        self.frame: Frame | None = None

    async def prepare(self, profile: str) -> None:
        self.prepared += 1

    async def check(
        self, camera: object, reference: bytes, *, told: Callable[[Sight], None], **more: Any
    ) -> FaceVerdict:
        self.references.append(reference)
        if self.frame:
            more["picture"](self.frame)
        told(Sight(Guidance.CLOSER))
        told(Sight(Guidance.FINE, Challenge.TURN_LEFT, 0, 3))
        found = self.finds.pop(0)
        if found is None:  # until the customer presses something
            await asyncio.Event().wait()
        if isinstance(found, Exception):
            raise found
        assert found is not None
        return found

    async def watch(self, camera: object, *, told: Callable[[Presence], None], **_: object) -> None:
        self.watching = True
        await asyncio.Event().wait()

    def forget(self) -> None:
        self.forgotten += 1


class Desk:
    """A bank that says what a test says, and remembers what it was told."""

    def __init__(
        self, says: Verification, *then: Verification | Exception, portrait: bytes | Exception = b"jpeg"
    ) -> None:
        self.says, self.then, self.portrait = says, list(then), portrait
        self.told: list[VerificationRequest] = []
        self.calls: list[str] = []

    async def verify(self, session: str, request: VerificationRequest) -> Verification:
        self.told.append(request)
        return self.says

    async def verification(self, session: str, id: str) -> Verification:
        answer = self.then.pop(0) if len(self.then) > 1 else self.then[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def registry_portrait(self, session: str) -> bytes:
        if isinstance(self.portrait, Exception):
            raise self.portrait
        return self.portrait

    async def call_assistance(self, where: str, language: str) -> Any:
        self.calls.append(where)
        raise BankUnreachable("no desk")


class Lens:
    """A camera or a scanner, as far as its status goes."""

    def __init__(self, *, ready: bool = True) -> None:
        self.ready = ready

    async def status(self) -> CameraStatus:
        return CameraStatus(self.ready)


class Play:
    """A scene with a face engine and a desk."""

    def __init__(self, eye: Eye, desk: Desk, *, camera: bool = True) -> None:
        self.eye, self.desk = eye, desk
        self.scene = Scene(bank=desk)
        self.pictures: list[object] = []
        faces = Faces(cast(Any, Lens(ready=camera)), cast(Any, eye), self.pictures.append, lambda: TURNS)
        self.session = Session("s1", replace(self.scene.terminal, faces=faces, id_scanner=cast(Any, Lens(ready=False))))
        self.session.customer = Customer("王小明", "token", CARD)
        self.script = self.scene.script

    async def presses(self, prompt: str, value: str, kind: ActKind = ActKind.ANSWER) -> None:
        await self.script.sees(prompt)
        self.script.does(kind, value)

    async def staff_are_called(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)
        await self.scene.pass_time(1)  # what takes no time is not shown to be busy
        await self.script.sees("busy-staff-check")

    @property
    def events(self) -> list[tuple[str, dict[str, str | int]]]:
        kept = ("face-", "verification-", "staff-", "watch-")
        return [
            (name, {k: v for k, v in fields.items() if k != "session"})
            for name, fields in self.scene.notes.events
            if name.startswith(kept)
        ]


def run(play: Callable[[], Play], story: Callable[[Play, "asyncio.Task[str]"], Awaitable[None]]) -> None:
    async def whole() -> None:
        it = play()
        async with it.scene:
            task = asyncio.create_task(verify(it.session, REGISTRY, SUBJECT))
            try:
                await story(it, task)
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                await it.session.presence.stop()

    asyncio.run(whole())
