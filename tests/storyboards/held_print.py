"""A print of the victim before the face engine itself, on a stage."""

import asyncio
from collections.abc import AsyncGenerator, Callable

from drivers.camera.contract import Camera, CameraStatus, Frame
from drivers.simulator.drawn.arrays import Bytes
from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.person import FRAME, Person
from kiosk.clock import SystemClock
from kiosk.identity.face import FaceEngine
from kiosk.identity.verdicts import Challenge, FaceVerdict, Sight
from tests.identity.presentations import COURSE, FPS, SPECIES, Scene


class HeldPrint:
    """A camera before which a print of the victim is bent and turned as the screen asks, 12 pictures a second of its
    own time."""

    def __init__(self) -> None:
        cast = read_faces()
        self._scenes = {
            challenge: Scene(Person(cast["yusuf"]), Person(cast["wei"]), way, 1002)
            for challenge, way in ((Challenge.TURN_LEFT, 1.0), (Challenge.TURN_RIGHT, -1.0))
        }
        self._drawn: dict[tuple[Challenge, float], Bytes] = {}
        self._challenge: Challenge | None = None
        self._since = 0
        self._sights = self._pictures = 0
        self.now = 1000.0

    def show(self, sight: Sight) -> None:
        """What the screen does with it."""
        self._sights += 1
        if sight.challenge is not self._challenge:
            self._challenge, self._since = sight.challenge, self._pictures

    async def status(self) -> CameraStatus:
        return CameraStatus(True)

    async def frames(self) -> AsyncGenerator[Frame]:
        judged = 0
        while True:
            self.now += 1 / FPS
            self._pictures += 1
            yield Frame(self._picture(), *FRAME, self.now, self._pictures)
            while self._sights == judged and self._pictures > 1:  # noqa: ASYNC110 - another process judges
                await asyncio.sleep(0.002)
            judged = self._sights

    def _picture(self) -> bytes:
        turn = self._pictures - self._since - 4
        part = COURSE[turn] if self._challenge and 0 <= turn < len(COURSE) else 0.0
        key = self._challenge or Challenge.TURN_LEFT, part
        if key not in self._drawn:
            self._drawn[key] = SPECIES["print, bent for the turn"](self._scenes[key[0]], part)
        return self._drawn[key].tobytes()


class WatchedEngine(FaceEngine):
    """The real one, before a camera that sees what the screen shows."""

    def __init__(self, camera: HeldPrint) -> None:
        super().__init__(SystemClock(), now=lambda: camera.now, start_seconds=300, answer_seconds=300)
        self._held = camera

    async def check(
        self,
        camera: Camera,
        reference: bytes,
        *,
        told: Callable[[Sight], None],
        **how: object,
    ) -> FaceVerdict:
        def shown(sight: Sight) -> None:
            told(sight)
            self._held.show(sight)

        return await super().check(camera, reference, told=shown, **how)  # type: ignore[arg-type]  # as they came
