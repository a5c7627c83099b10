"""A stand-in for the face engine in stories: it sees who stands before the simulated camera and what they do.

It draws no picture and measures none; it judges what a good engine would judge of the act, at once, so that a story
takes no longer than its clock. The real engine, on drawn pictures, has its own tests.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from drivers.camera.contract import Camera as CameraContract
from drivers.camera.contract import Frame
from drivers.errors import Disconnected
from drivers.simulator.camera import Camera
from kiosk.clock import Clock
from kiosk.identity.verdicts import (
    Challenge,
    EngineLost,
    FaceVerdict,
    Guidance,
    Liveness,
    Presence,
    Profile,
    Sight,
)

_PORTRAITS = Path(__file__).resolve().parents[2] / "assets" / "sandbox" / "portraits"
_WIDTH, _HEIGHT = 64, 48  # of the picture it gives
_SAME, _OTHER = 0.2, 0.7  # distances

# what each act comes to; whatever is not here is a person who does as asked
_REFUSED: Mapping[str, str] = {
    "look-away": "look-ahead",
    "too-near": "farther",
    "too-far": "closer",
    "dark": "too-dark",
    "against-light": "against-light",
    "mask": "covered",
    "walk-away": "face-lost",
    "photo": "wrong-movement",
    "tablet": "wrong-movement",
    "friend": "several-faces",
    "swap": "other-person",
}


class Onlooker:
    """Implements `FaceChecks`. `lost`: so many checks end as if the engine had died. `seconds`: how long a check takes,
    by the stage's clock. `waits`: for whoever only hears what to do: it says what is wrong until it is put right, and
    asks for each movement until one is made."""

    _NOBODY_WATCHES = Presence()

    def __init__(self, camera: Camera, clock: Clock, portraits: Path = _PORTRAITS) -> None:
        self.lost = 0
        self.seconds = 0.0
        self.waits = False
        self._clock = clock
        self._camera = camera
        self._owners = {file.read_bytes(): file.stem for file in portraits.glob("*.jpg")}
        self._known = ""
        self._told: Presence | None = self._NOBODY_WATCHES

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to close."""

    async def prepare(self, profile: Profile) -> None:
        """Nothing to prepare."""

    async def check(
        self,
        camera: CameraContract,
        reference: bytes,
        *,
        profile: Profile,
        challenges: Sequence[Challenge],
        threshold: float,
        told: Callable[[Sight], None],
        picture: Callable[[Frame], None] | None = None,
    ) -> FaceVerdict:
        """Say who it is by who stands there, and whether they are alive by what they do."""
        if self.lost:
            self.lost -= 1
            raise EngineLost("as the story wants it")
        if trouble := (await camera.status()).trouble:
            raise Disconnected("camera", trouble)
        made = True
        if self.waits:
            await self._guide(told, len(challenges))
        for done, challenge in enumerate(challenges):
            told(Sight(Guidance.FINE, challenge, done, len(challenges)))
            await asyncio.sleep(0)  # the screen shows it
            made = made and (not self.waits or await self._made(challenge))
        if picture:
            picture(self._seen())
        if self.seconds:
            await self._clock.until(self._clock.now() + self.seconds)
        reason = self._wrong() if made else "wrong-movement"
        owner = self._owners.get(reference, "")
        matches = not reason and bool(owner) and owner == self._camera.standing
        if not reason and not matches:
            reason = "no-match" if owner else "reference-unreadable"
        refused = bool(reason) and reason != "no-match"
        if matches:
            self._known = owner
        live = Liveness.LIVE if profile == "sixty-eight-point" else Liveness.NOT_EXCLUDED
        return FaceVerdict(
            matches=matches,
            liveness=Liveness.REFUSED if refused else live,
            distance=None if refused else _SAME if matches else _OTHER,
            threshold=threshold,
            profile=profile,
            challenges=tuple(challenges),
            reasons=(reason,) if reason else (),
        )

    async def watch(
        self,
        camera: CameraContract,
        *,
        told: Callable[[Presence], None],
        picture: Callable[[Frame], None] | None = None,
        gone_seconds: float = 5.0,
        compare_seconds: float = 5.0,
    ) -> None:
        """Tell of who stands there, whenever that changes."""
        self._told = None
        try:
            while True:
                if not self.has_told:
                    self._told = self._presence()
                    told(self._told)
                await asyncio.sleep(0.01)
        finally:
            self._told = self._NOBODY_WATCHES

    @property
    def has_told(self) -> bool:
        """Whether what is before the camera now has been told, or nobody wants to know."""
        return self._told is self._NOBODY_WATCHES or self._told == self._presence()

    def forget(self) -> None:
        """Know nobody any more."""
        self._known = ""

    async def _guide(self, told: Callable[[Sight], None], challenges: int) -> None:
        """Say what is wrong with how they stand, until nothing is."""
        guided = {guidance.value for guidance in Guidance}
        while (wrong := _REFUSED.get(self._camera.act.word, "")) in guided:
            told(Sight(Guidance(wrong), None, 0, challenges))
            await asyncio.sleep(0.01)
        told(Sight(Guidance.FINE, None, 0, challenges))

    async def _made(self, challenge: Challenge) -> bool:
        """Wait for a movement and its end; whether it was the one asked for."""
        await _until(lambda: self._camera.act.word != "still")
        act = self._camera.act.word
        await _until(lambda: self._camera.act.word == "still")
        return act == challenge.value

    def _seen(self) -> Frame:
        """A plain picture: whoever looks at it in a story is told by the story who stands there."""
        return Frame(bytes(_WIDTH * _HEIGHT * 3), _WIDTH, _HEIGHT, self._clock.now(), 1)

    def _wrong(self) -> str:
        if not self._camera.standing:
            return "no-face"
        if not (self.waits or self._camera.obeys) and self._camera.act.word == "still":
            return "too-slow"
        return _REFUSED.get(self._camera.act.word, "")

    def _presence(self) -> Presence:
        standing, act = self._camera.standing, self._camera.act
        if not standing or act.word == "walk-away":
            return Presence(gone=True)
        who = act.other if act.word == "swap" else standing
        return Presence(other=bool(self._known) and who != self._known, company=act.word == "friend")


async def _until(fits: Callable[[], bool]) -> None:
    while True:
        if fits():
            return
        await asyncio.sleep(0.01)
