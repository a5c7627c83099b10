"""The kiosk's side of the face engine, against one that only talks: pictures, limits, replacement."""

import asyncio
import os
import secrets
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from itertools import count, pairwise
from pathlib import Path

import pytest

from drivers.camera.contract import CameraStatus, Frame
from drivers.errors import Disconnected, Refused
from kiosk.clock import Clock, SteppedClock, SystemClock
from kiosk.identity.engine_link import ROOM_BYTES, EngineLink, Message
from kiosk.identity.face import FaceEngine, draw_challenges
from kiosk.identity.verdicts import Challenge, EngineLost, FaceVerdict, Liveness, Presence, Sight

_FAKE = str(Path(__file__).with_name("fake_engine.py"))
_VERDICT, _NONSENSE = 254, 255  # first bytes that the stand-in knows


def picture(first: int, number: int = 0, at: float = 0.0) -> Frame:
    return Frame(bytes([first]) + bytes(2 * 2 * 3 - 1), 2, 2, at or float(number), number)


def alive(pid: int | None) -> bool:
    return Path(f"/proc/{pid}").exists()


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - what it waits for happens in another process
        await asyncio.sleep(0.001)


class ListCamera:
    """Gives what it was given, then `then`. Knows whether it is on."""

    def __init__(self, frames: Iterable[Frame], then: Callable[[], Awaitable[None]]) -> None:
        self._frames = frames
        self._then = then
        self.on = False

    async def status(self) -> CameraStatus:
        return CameraStatus(True)

    async def frames(self) -> AsyncGenerator[Frame]:
        self.on = True
        try:
            for frame in self._frames:
                yield frame
                await asyncio.sleep(0)
            await self._then()
        finally:
            self.on = False


async def forever() -> None:
    await asyncio.Event().wait()


class NotedLink(EngineLink):
    """Notes what the engine is asked for."""

    def __init__(self, clock: Clock, command: Sequence[str]) -> None:
        super().__init__(clock, command)
        self.asked: list[str] = []

    async def ask(self, message: Message, *, limit: float, data: bytes = b"") -> Message:
        self.asked.append(message["do"])
        return await super().ask(message, limit=limit, data=data)


class Set:
    """An engine's client with its stand-in, and what it told."""

    def __init__(self, *, gate: str = "-", clock: SteppedClock | SystemClock | None = None) -> None:
        self.link = NotedLink(clock or SystemClock(), (sys.executable, _FAKE, gate))
        self.engine = FaceEngine(clock or SystemClock(), link=self.link, answer_seconds=60, start_seconds=60)
        self.told: list[Sight] = []

    async def check(self, camera: ListCamera, shown: Callable[[Frame], None] | None = None) -> FaceVerdict:
        return await self.engine.check(
            camera,
            b"portrait",
            profile="five-point",
            challenges=(Challenge.TURN_LEFT,),
            threshold=0.45,
            told=self.told.append,
            picture=shown,
        )


def run(work: Callable[[Set], Awaitable[None]], **kind: object) -> None:
    async def inner() -> None:
        parts = Set(**kind)  # pyright: ignore[reportArgumentType] - passed through
        try:
            async with asyncio.timeout(120):  # a bound for a test that hangs, not a measure
                await work(parts)
        finally:
            parts.engine.close()

    asyncio.run(inner())


def test_pictures_are_judged_until_a_verdict() -> None:
    async def work(parts: Set) -> None:
        shown: list[int] = []
        camera = ListCamera([picture(7, 1), *[picture(_VERDICT, n) for n in range(2, 5)]], forever)
        verdict = await parts.check(camera, lambda frame: shown.append(frame.number))
        assert verdict == FaceVerdict(True, Liveness.NOT_EXCLUDED, 0.3, 0.45, "five-point", (Challenge.TURN_LEFT,), ())
        assert not camera.on
        assert shown[0] == 1

    run(work)


def test_the_newest_picture_wins(tmp_path: Path) -> None:
    """While the engine is busy, every picture is shown, and of those that wait only the newest is judged."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    opened = os.open(gate, os.O_RDWR)

    async def work(parts: Set) -> None:
        async def let_through() -> None:
            os.write(opened, b"..")
            await forever()

        shown: list[int] = []
        frames = [picture(number, number) for number in range(1, 60)]
        checking = asyncio.ensure_future(
            parts.check(ListCamera(frames, let_through), lambda frame: shown.append(frame.number))
        )
        await until(lambda: len(parts.told) >= 2)
        checking.cancel()
        await asyncio.gather(checking, return_exceptions=True)
        assert shown == [*range(1, 60)]
        assert parts.told[0].done < 10
        assert [sight.done for sight in parts.told[1:]] == [59]

    try:
        run(work, gate=str(gate))
    finally:
        os.close(opened)


def test_an_engine_that_dies_is_replaced() -> None:
    async def work(parts: Set) -> None:
        def kill(frame: Frame) -> None:
            if parts.told and before is not None and parts.link.pid == before:
                os.kill(before, signal.SIGKILL)

        await parts.engine.prepare("five-point")
        before = parts.link.pid
        camera = ListCamera((picture(1, number) for number in count(1)), forever)
        with pytest.raises(EngineLost):
            await parts.check(camera, kill)
        assert not camera.on
        assert parts.link.pid not in (None, before)
        assert not alive(before)
        assert (await parts.check(ListCamera([picture(_VERDICT)], forever))).accepted

    run(work)


def test_an_engine_that_hangs_is_replaced() -> None:
    """A stopped process answers nothing and does not end."""
    clock = SteppedClock()

    async def work(parts: Set) -> None:
        await parts.engine.prepare("five-point")
        before = parts.link.pid
        assert before is not None
        os.kill(before, signal.SIGSTOP)
        checking = asyncio.ensure_future(parts.check(ListCamera([picture(1)], forever)))
        for _ in range(100):
            await asyncio.sleep(0)
        clock.advance(59)
        for _ in range(100):
            await asyncio.sleep(0)
        assert not checking.done()
        clock.advance(2)
        with pytest.raises(EngineLost):
            await checking
        assert parts.link.pid not in (None, before)
        assert not alive(before)
        assert (await parts.check(ListCamera([picture(_VERDICT)], forever))).accepted

    run(work, clock=clock)


def test_an_engine_that_talks_nonsense_is_replaced() -> None:
    async def work(parts: Set) -> None:
        await parts.engine.prepare("five-point")
        before = parts.link.pid
        with pytest.raises(EngineLost):
            await parts.check(ListCamera([picture(_NONSENSE)], forever))
        assert parts.link.pid not in (None, before)

    run(work)


def test_the_camera_s_errors_pass_and_the_engine_stays() -> None:
    async def work(parts: Set) -> None:
        async def fail() -> None:
            raise Disconnected("camera", "gone")

        await parts.engine.prepare("five-point")
        before = parts.link.pid
        with pytest.raises(Disconnected):
            await parts.check(ListCamera([picture(1)], fail))
        assert parts.link.pid == before
        with pytest.raises(Refused):
            await parts.check(ListCamera([Frame(b"short", 2, 2, 0.0, 1)], forever))
        assert (await parts.check(ListCamera([picture(_VERDICT)], forever))).accepted

    run(work)


def test_a_check_that_was_cancelled_leaves_nothing_behind(tmp_path: Path) -> None:
    """The picture that the engine still reads is not written over, and its late answer is nobody's."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    opened = os.open(gate, os.O_RDWR)

    async def work(parts: Set) -> None:
        checking = asyncio.ensure_future(parts.check(ListCamera([picture(9, 1)], forever)))
        await until(lambda: "frame" in parts.link.asked)
        checking.cancel()
        await asyncio.gather(checking, return_exceptions=True)
        os.write(opened, b"...")
        assert (await parts.check(ListCamera([picture(_VERDICT)], forever))).accepted
        assert parts.told == []

    try:
        run(work, gate=str(gate))
    finally:
        os.close(opened)


def test_watching_tells_changes_and_looks_twice_a_second() -> None:
    async def work(parts: Set) -> None:
        told: list[Presence] = []
        done = asyncio.Event()

        def hear(presence: Presence) -> None:
            told.append(presence)
            if presence.company:
                done.set()

        firsts = [0] * 30 + [1] * 30 + [2] * 30 + [0] * 30 + [3] * 2_000_000
        frames = (picture(first, number, at=10 + number / 25) for number, first in enumerate(firsts))
        shown: list[float] = []
        watching = asyncio.ensure_future(
            parts.engine.watch(ListCamera(frames, forever), told=hear, picture=lambda frame: shown.append(frame.at))
        )
        await done.wait()
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        assert told[-1] == Presence(company=True)
        assert parts.link.asked.count("frame") <= 2 * (shown[-1] - shown[0]) + 1
        assert len(told) == len([one for one, next in pairwise(told) if one != next]) + 1

    run(work)


def test_closing_ends_the_process() -> None:
    async def work(parts: Set) -> None:
        await parts.engine.prepare("five-point")
        pid = parts.link.pid
        parts.engine.close()
        assert not alive(pid)

    async def inner() -> None:
        await work(Set())

    asyncio.run(inner())


def test_a_portrait_that_is_too_large_is_not_sent() -> None:
    async def work(parts: Set) -> None:
        verdict = await parts.engine.check(
            ListCamera([picture(_VERDICT)], forever),
            bytes(ROOM_BYTES + 1),
            profile="five-point",
            challenges=(Challenge.TURN_LEFT,),
            threshold=0.45,
            told=parts.told.append,
        )
        assert verdict.accepted  # the stand-in looks at no portrait; the engine calls an empty one unreadable

    run(work)


def test_challenges_are_drawn_from_all_sequences_that_the_profile_has() -> None:
    five = Counter(draw_challenges("five-point", secrets.choice) for _ in range(2000))
    assert len(five) == 8
    assert all(challenge.startswith("turn") for drawn in five for challenge in drawn)
    all_kinds = Counter(draw_challenges("sixty-eight-point", secrets.choice) for _ in range(5000))
    assert len(all_kinds) == 48
    for drawn in all_kinds:
        turns = sum(challenge.startswith("turn") for challenge in drawn)
        assert 0 < turns < len(drawn) == 3


def test_the_client_imports_nothing_slow() -> None:
    """The kiosk's start and memory do not pay for faces."""
    program = "import sys, kiosk.identity.face; print(sorted({'numpy', 'cv2', 'dlib'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert ran.stdout == "[]\n"


def test_an_engine_that_cannot_be_started_is_lost_and_tried_again_when_it_is_asked(tmp_path: Path) -> None:
    interpreter = tmp_path / "python"

    async def story() -> None:
        link = EngineLink(SystemClock(), (str(interpreter), _FAKE, "-"))
        try:
            for _ in range(2):
                with pytest.raises(EngineLost):
                    await link.ask({"do": "prepare"}, limit=60)
            interpreter.symlink_to(sys.executable)
            assert await link.ask({"do": "prepare"}, limit=60) == {"number": 1}
        finally:
            link.close()

    asyncio.run(story())
