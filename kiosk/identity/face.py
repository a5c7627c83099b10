"""Comparing the person before the camera with a portrait, and watching that they stay: the kiosk's side.

The work is done by a process of its own (kiosk/identity/face_engine.py). Nothing here imports numpy, OpenCV or dlib.
Pictures and what is made of faces are overwritten when a check ends; they are never written down.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import TypeVar

from drivers.camera.contract import Camera, Frame
from drivers.errors import Disconnected, Refused
from kiosk.clock import Clock
from kiosk.identity.engine_link import GARBAGE, ROOM_BYTES, EngineLink, Message
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

T = TypeVar("T")

_TURNS = (Challenge.TURN_LEFT, Challenge.TURN_RIGHT)
_ASKED = 3
_LOOK_SECONDS = 0.5  # between two looks while watching
_CHANNELS = 3

Picture = Callable[[Frame], None]


def draw_challenges(profile: Profile, choose: Callable[[Sequence[Challenge]], Challenge]) -> tuple[Challenge, ...]:
    """Three challenges. `choose` takes one of several at random: `secrets.choice`.

    `five-point`: turns, one of 8 sequences. `sixty-eight-point`: at least one turn, which shows that the face is no
    sheet, and at least one blink or mouth, which a sheet cannot do: one of 48 sequences.
    """
    if profile == "five-point":
        return tuple(choose(_TURNS) for _ in range(_ASKED))
    while True:
        drawn = tuple(choose(tuple(Challenge)) for _ in range(_ASKED))
        if 0 < sum(challenge in _TURNS for challenge in drawn) < _ASKED:
            return drawn


class FaceEngine:
    """Checks faces, one at a time, in a process that is replaced when it dies or hangs.

    `score`: from which detection score something counts as a face. `find_seconds`: how long a usable picture of a face
    that looks ahead may take. `challenge_seconds`: for each challenge, from its display. `answer_seconds`: how long the
    engine may take for one picture before it counts as hung, `start_seconds` while it loads its models. `clock` counts
    these two. `now` is the clock of `Frame.at`: CLOCK_MONOTONIC.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        score: float = 0.35,
        find_seconds: float = 20.0,
        challenge_seconds: float = 4.0,
        answer_seconds: float = 5.0,
        start_seconds: float = 30.0,
        now: Callable[[], float] = time.monotonic,
        link: EngineLink | None = None,
    ) -> None:
        self._link = link or EngineLink(clock)
        self._score = score
        self._find_seconds = find_seconds
        self._challenge_seconds = challenge_seconds
        self._answer_seconds = answer_seconds
        self._start_seconds = start_seconds
        self._now = now
        self._turn = asyncio.Lock()

    def start(self) -> None:
        """Start the process. It loads nothing before `prepare` or the first check."""
        self._link.start()

    def close(self) -> None:
        """End the process."""
        self._link.close()

    async def prepare(self, profile: Profile) -> None:
        """Let the engine load its models (a second or two) while the customer is still reading.

        Raises `EngineLost`.
        """
        async with self._turn:
            await self._link.ask({"do": "prepare", "profile": profile}, limit=self._start_seconds)

    async def check(
        self,
        camera: Camera,
        reference: bytes,
        *,
        profile: Profile,
        challenges: Sequence[Challenge],
        threshold: float,
        told: Callable[[Sight], None],
        picture: Picture | None = None,
    ) -> FaceVerdict:
        """One attempt: is the person before the camera the one of the portrait `reference` (JPEG or PNG), and alive?

        `told` gets what each judged picture shows. It must show it before it returns: that moment is taken for the one
        at which a new challenge was displayed. `picture` gets every picture of the camera. `threshold`: the largest
        distance that counts as the same person.

        An accepted person's face stays known to the engine for `watch`, until `forget`. Raises `EngineLost`, and what
        the camera raises.
        """
        if len(reference) > ROOM_BYTES:
            reference = b""  # unreadable, as the engine will say
        begin: Message = {
            "do": "check",
            "profile": profile,
            "challenges": [*challenges],
            "threshold": threshold,
            "score": self._score,
            "find_seconds": self._find_seconds,
            "challenge_seconds": self._challenge_seconds,
            "length": len(reference),
        }
        displayed = 0

        def hear(answer: Message) -> FaceVerdict | None:
            nonlocal displayed
            if "verdict" in answer:
                return self._parsed(_verdict, answer["verdict"])
            told(self._parsed(_sight, answer.get("sight")))
            if (asked := self._parsed(_asked, answer)) > displayed:
                displayed = asked
                self._link.tell({"do": "shown", "challenge": asked, "at": self._now()})
            return None

        async with self._turn:
            try:
                answer = await self._link.ask(begin, limit=self._start_seconds, data=reference)
                if "verdict" in answer:  # the portrait is of no use
                    return self._parsed(_verdict, answer["verdict"])
                return await self._look(camera, hear, picture, every=0.0)
            except BaseException:
                self.forget()
                raise

    async def watch(
        self,
        camera: Camera,
        *,
        told: Callable[[Presence], None],
        picture: Picture | None = None,
        gone_seconds: float = 5.0,
        compare_seconds: float = 5.0,
    ) -> None:
        """Look twice a second whether the verified person is still there alone; runs until it is cancelled.

        `told` gets what is so at first, and each change. `gone_seconds`: how long nobody may be seen. The face is
        compared every `compare_seconds`, and whenever it was away for a moment. Without a verified face nobody is
        `other`. Raises `EngineLost`, after which the engine knows no verified face any more, and what the camera
        raises.
        """
        begin: Message = {
            "do": "watch",
            "score": self._score,
            "gone_seconds": gone_seconds,
            "compare_seconds": compare_seconds,
        }
        last: Presence | None = None

        def hear(answer: Message) -> None:
            nonlocal last
            now = self._parsed(_presence, answer.get("presence"))
            if now != last:
                last = now
                told(now)

        async with self._turn:
            try:
                await self._link.ask(begin, limit=self._start_seconds)
                await self._look(camera, hear, picture, every=_LOOK_SECONDS)
            finally:
                self._link.tell({"do": "rest"})

    def forget(self) -> None:
        """Have the engine overwrite the verified face. Before `watch` is cancelled or after it: both are fine."""
        self._link.tell({"do": "forget"})

    async def _look(
        self, camera: Camera, hear: Callable[[Message], T | None], picture: Picture | None, *, every: float
    ) -> T:
        """Give the engine pictures, one each `every` seconds at most, until `hear` makes something of an answer."""
        newest = _Newest()
        frames = camera.frames()
        filming = asyncio.ensure_future(_film(frames, newest, picture))
        judging = asyncio.ensure_future(self._judge(newest, hear, every))
        try:
            await asyncio.wait({filming, judging}, return_when=asyncio.FIRST_COMPLETED)
            if not judging.done():
                filming.result()  # the camera's error
            return await judging
        finally:
            for task in (filming, judging):
                task.cancel()
            await asyncio.gather(filming, judging, return_exceptions=True)
            await frames.aclose()

    async def _judge(self, newest: "_Newest", hear: Callable[[Message], T | None], every: float) -> T:
        offered: float | None = None
        while True:
            frame = await newest.take()
            if offered is not None and frame.at - offered < every:
                continue
            if len(frame.pixels) != frame.width * frame.height * _CHANNELS or len(frame.pixels) > ROOM_BYTES:
                raise Refused("camera", f"a picture of {len(frame.pixels)} bytes, {frame.width} x {frame.height}")
            offered = frame.at
            message: Message = {"do": "frame", "width": frame.width, "height": frame.height, "at": frame.at}
            heard = hear(await self._link.ask(message, limit=self._answer_seconds, data=frame.pixels))
            if heard is not None:
                return heard

    def _parsed(self, read: Callable[[Message], T], fields: Message | None) -> T:
        """What `fields` say. An engine that talks nonsense is as good as lost."""
        try:
            return read(fields or {})
        except GARBAGE as error:
            self._link.replace()
            raise EngineLost(type(error).__name__) from None


class _Newest:
    """Holds the one picture that waits for the engine: a newer one takes its place."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._there = asyncio.Event()

    def put(self, frame: Frame) -> None:
        self._frame = frame
        self._there.set()

    async def take(self) -> Frame:
        await self._there.wait()
        self._there.clear()
        frame, self._frame = self._frame, None
        assert frame is not None
        return frame


async def _film(frames: AsyncGenerator[Frame], newest: _Newest, picture: Picture | None) -> None:
    async for frame in frames:
        if picture is not None:
            picture(frame)
        newest.put(frame)
    raise Disconnected("camera", "no more pictures")


def _asked(fields: Message) -> int:
    """How many challenges have been put so far."""
    return int(fields["asked"])


def _sight(fields: Message) -> Sight:
    challenge, box = fields["challenge"], fields["box"]
    return Sight(
        guidance=Guidance(fields["guidance"]),
        challenge=Challenge(challenge) if challenge is not None else None,
        done=int(fields["done"]),
        challenges=int(fields["challenges"]),
        box=(float(box[0]), float(box[1]), float(box[2]), float(box[3])) if box is not None else None,
    )


def _verdict(fields: Message) -> FaceVerdict:
    distance = fields["distance"]
    return FaceVerdict(
        matches=bool(fields["matches"]),
        liveness=Liveness(fields["liveness"]),
        distance=float(distance) if distance is not None else None,
        threshold=float(fields["threshold"]),
        profile="five-point" if fields["profile"] == "five-point" else "sixty-eight-point",
        challenges=tuple(Challenge(challenge) for challenge in fields["challenges"]),
        reasons=tuple(str(reason) for reason in fields["reasons"]),
    )


def _presence(fields: Message) -> Presence:
    return Presence(gone=bool(fields["gone"]), other=bool(fields["other"]), company=bool(fields["company"]))
