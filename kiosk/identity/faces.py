"""What a terminal knows faces with, and one look into the camera as the customer sees it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from drivers.camera.contract import Camera, Frame
from drivers.errors import DeviceError
from kiosk.identity.looking import looking
from kiosk.identity.verdicts import (
    REASONS,
    Challenge,
    EngineLost,
    FaceVerdict,
    Guidance,
    Presence,
    Profile,
    Sight,
)
from kiosk.prompts import Step

if TYPE_CHECKING:
    from kiosk.answering import Report
    from kiosk.session import Session


class FaceChecks(Protocol):
    """The face engine (kiosk.identity.face.FaceEngine)."""

    def start(self) -> None: ...
    def close(self) -> None: ...
    async def prepare(self, profile: Profile) -> None: ...
    async def check(
        self,
        camera: Camera,
        reference: bytes,
        *,
        profile: Profile,
        challenges: Sequence[Challenge],
        threshold: float,
        told: Callable[[Sight], None],
        picture: Callable[[Frame], None] | None = None,
    ) -> FaceVerdict: ...
    async def watch(
        self,
        camera: Camera,
        *,
        told: Callable[[Presence], None],
        picture: Callable[[Frame], None] | None = None,
        gone_seconds: float = 5.0,
        compare_seconds: float = 5.0,
    ) -> None: ...
    def forget(self) -> None: ...


@dataclass(frozen=True)
class Faces:
    """The camera, the engine, and how they are used.

    `picture` shows a picture beside the view, None takes it away. `draw` gives the challenges of one attempt.
    `threshold`: the largest distance that counts as the same person; docs/face.md has its measured error rates.
    """

    camera: Camera
    engine: FaceChecks
    picture: Callable[[Frame | None], None]
    draw: Callable[[], tuple[Challenge, ...]]
    profile: Profile = "five-point"
    threshold: float = 0.45
    attempts: int = 3
    gone_seconds: float = 5.0
    compare_seconds: float = 5.0
    _readying: "set[asyncio.Task[None]]" = field(default_factory=set["asyncio.Task[None]"])

    def make_ready(self) -> None:
        """Let the engine load its models while the customer still reads. Whether that works is seen at the check."""
        task = asyncio.create_task(self._prepare(), name="ready the face engine")
        self._readying.add(task)
        task.add_done_callback(self._readying.discard)

    async def _prepare(self) -> None:
        with suppress(EngineLost):
            await self.engine.prepare(self.profile)


class Trouble(StrEnum):
    """Why a look has no verdict; nobody's face is to blame."""

    ENGINE = "engine-lost"
    CAMERA = "camera-failed"


_KNOWN = (*REASONS, *(guidance.value for guidance in Guidance))

Seen = FaceVerdict | Trouble | Literal["other"]


async def look(session: "Session", faces: Faces, reference: bytes, attempt: int, step: Step | None = None) -> Seen:
    """One attempt against the portrait `reference`. "other": the customer would rather have a member of staff.

    Raises `Back`, `CustomerLeft`.
    """
    challenges = faces.draw()
    session.note("face-check-init", profile=faces.profile, attempt=attempt)
    seen: Seen | None = None
    try:
        answer = await session.ask(
            looking(challenges, step=step), device=_Engine(session, faces, reference, challenges, step)
        )
        seen = answer if isinstance(answer, FaceVerdict | Trouble) else "other"
        return seen
    finally:
        faces.picture(None)
        session.note("face-check-complete", **_recorded(seen))


class _Engine:
    """The engine's answer to the prompt: what it sees meanwhile is put up."""

    def __init__(
        self,
        session: "Session",
        faces: Faces,
        reference: bytes,
        challenges: tuple[Challenge, ...],
        step: Step | None,
    ) -> None:
        self._session = session
        self._faces = faces
        self._reference = reference
        self._challenges = challenges
        self._step = step
        self._shown: Sight | None = None

    async def wait(self, report: "Report") -> FaceVerdict | Trouble:
        del report
        faces = self._faces
        try:
            return await faces.engine.check(
                faces.camera,
                self._reference,
                profile=faces.profile,
                challenges=self._challenges,
                threshold=faces.threshold,
                told=self._told,
                picture=faces.picture,
            )
        except EngineLost:
            return Trouble.ENGINE
        except DeviceError:
            return Trouble.CAMERA

    async def withdraw(self) -> None:
        """What is left undone counts for nothing."""

    def _told(self, sight: Sight) -> None:
        sight = replace(sight, box=None)  # where the face is changes with each picture, and is not shown
        if sight != self._shown:
            self._shown = sight
            self._session.replace_prompt(looking(self._challenges, sight, self._step))


def _recorded(seen: Seen | None) -> dict[str, str | int]:
    """An attempt in the journal's words: numbers, never a picture."""
    match seen:
        case None:
            return {"disposition": "left"}
        case FaceVerdict():
            fields: dict[str, str | int] = {
                "disposition": "match" if seen.matches else "no-match",
                "liveness": seen.liveness.value,
                "threshold": round(seen.threshold * 1000),
                "challenges": ",".join(seen.challenges),
            }
            if seen.distance is not None:
                fields["distance"] = round(seen.distance * 1000)
            if seen.reasons:
                fields["reasons"] = ",".join(reason if reason in _KNOWN else "unclear" for reason in seen.reasons)
            return fields
        case Trouble():
            return {"disposition": seen.value}
        case _:
            return {"disposition": "other-way"}
