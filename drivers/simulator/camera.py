"""A camera before which drawn people stand. Drawing and its libraries are loaded when pictures are first wanted."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from drivers.camera.shared_frames import FrameWriter
from drivers.errors import Refused
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.simulator.drawn.acts import Act, parse_act
from drivers.simulator.people import SandboxFace
from drivers.wire import JSON

if TYPE_CHECKING:
    from drivers.simulator.drawn.show import Show

T = TypeVar("T")

CARD_OWNER = "card-owner"  # whoever's card was inserted last
NOBODY = "nobody"
FRAME_SECONDS = 1 / 25
_SLOW_FRAME_SECONDS = 0.4

Progress = Callable[[JSON], None]


class Camera(SimulatedDevice):
    """`put` is the choice of the panel: who stands there and what they do. `on` while somebody gets its pictures.

    `person`: an id, `CARD_OWNER` or `NOBODY`. With `obeys` they do what the screen asks, as far as they can: see
    `shown`. `taken`: how many pictures it has taken since it was last switched on. `cache`: where drawn pictures are
    kept, None for the user's cache folder. `told`: called when more has been drawn.
    Faults of its own: `dark` (something is over the lens), `frozen` (it gives the same picture again and again).
    """

    name = "camera"
    known_faults = ("dark", "frozen", "slow", "hang", "gone")

    def __init__(
        self,
        faces: Sequence[SandboxFace],
        changed: Callable[[], None],
        sleep: Sleep = asyncio.sleep,
        *,
        told: Callable[[], None] = lambda: None,
        cache: Path | None = None,
    ) -> None:
        super().__init__(changed, sleep)
        self.on = False
        self.taken = 0
        self.person = CARD_OWNER
        self.act = Act()
        self.obeys = True
        self._faces = {face.person: face for face in faces}
        self._card_owner = ""
        self._asked = ""
        self._told = told
        self._cache = cache
        self._show: Show | None = None
        self._opening = asyncio.Lock()
        self._drawn = (0, 0)
        self._drawing = ThreadPoolExecutor(1, "draw")

    @property
    def standing(self) -> str:
        """The id of who stands there now, "" for nobody."""
        person = self._card_owner if self.person == CARD_OWNER else self.person
        return person if person in self._faces else ""

    def put(self, person: str, act: str, *, obeys: bool) -> None:
        """Choose who stands there, what they do, and whether they do what the screen asks.

        Raises `ValueError` with a sentence for somebody without a face, or something nobody can do.
        """
        if person not in (CARD_OWNER, NOBODY, *self._faces):
            raise ValueError(f"There is no face of {person!r}.")
        self.act = parse_act(act, self._faces)
        self.person, self.obeys = person, obeys
        self._stage()
        self.touch()

    def card_came(self, owner: str) -> None:
        """Somebody has inserted their card: where nobody else was chosen, it is them who stand there."""
        before, self._card_owner = self.standing, owner
        if self.standing != before:
            self._stage()

    def shown(self, challenge: str) -> None:
        """The screen asks for this movement now (a `Challenge`), or for none any more: ""."""
        self._asked = challenge
        if self._show:
            self._show.shown(challenge, time.monotonic())

    async def open(self) -> "Show":
        """Load what draws, and begin to draw whoever stands there. Done when pictures are first wanted, or before."""
        async with self._opening:
            if self._show is None:
                self._show = await self._draw(self._load)
                self._stage()
                self.shown(self._asked)
        return self._show

    async def close(self) -> None:
        """Stop drawing."""
        if self._show:
            await self._draw(self._show.close)
        self._drawing.shutdown(wait=False)

    async def preview(self) -> bytes:
        """What is before it now as a small JPEG, for the panel: whether the camera is on or not."""
        show = await self.open()
        jpeg = await self._draw(show.preview, time.monotonic())
        if show.progress != self._drawn:
            self._drawn = show.progress
            self._told()
        return jpeg

    async def frames(self, progress: Progress) -> None:
        """Take pictures for as long as the caller wants them; `progress` is told where they are and of each."""
        starts = self._starts
        await self.until(lambda: True)
        if self.on:
            raise Refused(self.name, "it is in use already")
        self.on, self.taken = True, 0
        try:
            show = await self.open()
            self.touch()
            memory = FrameWriter()
            try:
                await self._take(show, memory, starts, progress)
            finally:
                memory.close()
        finally:
            self.on = False
            self.touch()

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it."""
        return super().snapshot() | {
            "on": self.on,
            "person": self.person,
            "standing": self.standing,
            "act": str(self.act),
            "obeys": self.obeys,
            "people": [{"id": face.person, "name": face.name} for face in self._faces.values()],
            "drawn": list(self._drawn),
        }

    def state(self) -> dict[str, JSON]:
        """What outlives the simulator."""
        return super().state() | {"person": self.person, "act": str(self.act), "obeys": self.obeys}

    def restore(self, state: dict[str, JSON]) -> None:
        """Become what `state` says; somebody who is no longer in the cast has gone."""
        super().restore(state)
        person = str(state.get("person", CARD_OWNER))
        self.person = person if person in (NOBODY, *self._faces) else CARD_OWNER
        self.obeys = bool(state.get("obeys", True))
        try:
            self.act = parse_act(str(state.get("act", Act())), self._faces)
        except ValueError:
            self.act = Act()

    async def _draw(self, work: Callable[..., T], *args: object, **named: object) -> T:
        """Do `work` on the one thread that draws; the loop's own pool may be made of other threads (Qt's)."""
        return await asyncio.get_running_loop().run_in_executor(self._drawing, partial(work, *args, **named))

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        if call != "status":
            raise KeyError(call)
        return {"ready": True, "trouble": ""}

    async def _take(self, show: "Show", memory: FrameWriter, starts: int, progress: Progress) -> None:
        progress({"memory": memory.path})
        pixels = b""
        while True:
            await self.until(lambda: True)
            self._require_on_since(starts)
            at = time.monotonic()
            if not pixels or "frozen" not in self.faults:
                pixels = await self._draw(show.frame, at, dark="dark" in self.faults)
            self.taken += 1
            progress({"slot": memory.write(pixels, self.taken, at), "number": self.taken, "at": at})
            each = _SLOW_FRAME_SECONDS if "slow" in self.faults else FRAME_SECONDS
            # a camera keeps its own time, whatever the simulated world's is
            await asyncio.sleep(max(0.0, at + each - time.monotonic()))

    def _stage(self) -> None:
        if self._show:
            person = self.standing
            act = self.act if self.act.other != person else Act()  # nobody is their own friend
            self._show.put(person, act, time.monotonic(), obeys=self.obeys)
            self._drawn = self._show.progress

    def _load(self) -> "Show":
        from drivers.simulator.drawn.cache import cache_folder
        from drivers.simulator.drawn.parameters import read_faces
        from drivers.simulator.drawn.show import Show

        people = {face.person: face.face for face in self._faces.values()}
        return Show(self._cache or cache_folder(), read_faces(), people)
