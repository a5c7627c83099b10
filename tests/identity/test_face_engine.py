"""The face engine itself, with dlib and drawn people: who passes, what it loads, what is left of a face after it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.camera.contract import CameraStatus, Frame
from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.portrait import id_portrait
from drivers.simulator.drawn.pose import Expression, Pose
from kiosk.clock import SystemClock
from kiosk.identity.engine_link import EngineLink, Message
from kiosk.identity.face import FaceEngine
from kiosk.identity.face_models import load
from kiosk.identity.face_reader import FaceReader
from kiosk.identity.portrait import PortraitUnusable, read_portrait
from kiosk.identity.verdicts import Challenge, FaceVerdict, Liveness, Presence, Profile, Sight

pytestmark = pytest.mark.slow

_SIZE = 640, 480
_YAW = {Challenge.TURN_LEFT: 27.0, Challenge.TURN_RIGHT: -27.0}


@lru_cache(maxsize=2)
def person(number: int) -> Person:
    return Person(sorted(read_faces().items())[number][1])


@lru_cache(maxsize=64)
def drawn(number: int, yaw: float, blink: float, mouth: float) -> bytes:
    return person(number).frame(Pose(yaw), Expression(blink=blink, mouth=mouth), seed=5).tobytes()


class Stage:
    """A camera before a person who does what `Sight` asks, 12 pictures a second of its own time."""

    def __init__(self, number: int, *, obeys: bool = True) -> None:
        self.now = 1000.0
        self.number = number
        self.pictures = 0
        self._obeys = obeys
        self._challenge: Challenge | None = None
        self._since = 0.0
        self.seen: list[Sight] = []

    def show(self, sight: Sight) -> None:
        """What the screen does with it."""
        self.seen.append(sight)
        if sight.challenge is not self._challenge:
            self._challenge, self._since = sight.challenge, self.now

    async def status(self) -> CameraStatus:
        return CameraStatus(True)

    async def frames(self) -> AsyncGenerator[Frame]:
        judged = 0
        while True:
            self.now += 1 / 12
            self.pictures += 1
            yield Frame(self._picture(), *_SIZE, self.now, self.pictures)
            while len(self.seen) == judged and self.pictures > 1:  # noqa: ASYNC110 - another process judges
                await asyncio.sleep(0.002)
            judged = len(self.seen)

    def _picture(self) -> bytes:
        since = self.now - self._since - 0.4
        part = float(np.clip(since / 0.5, 0, 1)) if self._challenge and self._obeys else 0.0
        if self._challenge is not None and self._challenge in _YAW:
            return drawn(self.number, round(_YAW[self._challenge] * part / 3) * 3.0, 0.0, 0.0)
        if self._challenge is Challenge.BLINK and self._obeys and 0 < since < 0.35:
            return drawn(self.number, 0.0, 1.0, 0.0)
        mouth = self._challenge is Challenge.OPEN_MOUTH and part > 0.5
        return drawn(self.number, 0.0, 0.0, float(mouth))


def check(
    stage: Stage, portrait: bytes, profile: Profile, challenges: Sequence[Challenge], after: Callable[[int], None]
) -> FaceVerdict:
    """One check in a process of its own; `after` gets its pid when the verdict has come."""

    async def run() -> FaceVerdict:
        link = EngineLink(SystemClock())
        engine = FaceEngine(SystemClock(), link=link, now=lambda: stage.now, start_seconds=300, answer_seconds=300)
        try:
            verdict = await engine.check(
                stage, portrait, profile=profile, challenges=challenges, threshold=0.45, told=stage.show
            )
            assert link.pid is not None
            after(link.pid)
            return verdict
        finally:
            engine.close()

    return asyncio.run(run())


def nothing(pid: int) -> None:
    """After a check that is about its verdict alone."""


@lru_cache(maxsize=4)
def portrait(number: int) -> bytes:
    return id_portrait(person(number))[1]


@pytest.mark.parametrize(
    ("profile", "challenges", "liveness"),
    [
        ("five-point", (Challenge.TURN_LEFT, Challenge.TURN_RIGHT), Liveness.NOT_EXCLUDED),
        ("sixty-eight-point", (Challenge.TURN_RIGHT, Challenge.BLINK, Challenge.OPEN_MOUTH), Liveness.LIVE),
    ],
)
def test_the_right_person_passes(profile: Profile, challenges: tuple[Challenge, ...], liveness: Liveness) -> None:
    stage = Stage(0)
    verdict = check(stage, portrait(0), profile, challenges, nothing)
    assert verdict.accepted, verdict
    assert verdict.liveness is liveness
    assert verdict.distance is not None
    assert verdict.distance < 0.45
    assert verdict.challenges == challenges
    boxes = [sight.box for sight in stage.seen if sight.box]
    assert boxes
    assert all(0 <= part <= 1 for box in boxes for part in box)


def test_another_person_does_not_match() -> None:
    verdict = check(Stage(0), portrait(1), "five-point", (Challenge.TURN_LEFT,), nothing)
    assert not verdict.accepted
    assert verdict.reasons == ("no-match",)
    assert verdict.distance is not None
    assert verdict.distance > 0.45


# -- what is left of a face -------------------------------------------------------------------------------------------


def traces(pid: int, needles: Sequence[bytes]) -> list[bool]:
    """Which of the needles are in the memory that the process can write to."""
    found = [False] * len(needles)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            reach, rights, *_ = line.split()
            if "w" not in rights or "[v" in line:
                continue
            start, end = (int(part, 16) for part in reach.split("-"))
            memory.seek(start)
            content = memory.read(end - start)
            found = [was or needle in content for was, needle in zip(found, needles, strict=True)]
    return found


def test_nothing_is_left_of_the_face_and_nothing_is_on_disk() -> None:
    """In the middle of a check the engine holds the picture and the embedding; after the verdict neither."""
    pixels = drawn(0, 0.0, 0.0, 0.0)
    picture = np.frombuffer(pixels, np.uint8).reshape(480, 640, 3)
    reader = FaceReader(load("five-point"), 0.35)
    reader.read(picture)
    embedding = reader.embed(picture)
    row = picture[250, 300:340].tobytes()
    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)[250, 300:340].tobytes()
    card = portrait(0)[2000:2064]
    needles = [row, grey, embedding[:8].tobytes(), embedding[:8].astype(np.float32).tobytes(), card]
    during: list[bool] = []
    written: list[int] = []
    after: list[bool] = []

    class Watched(Stage):
        def show(self, sight: Sight) -> None:
            super().show(sight)
            if len(self.seen) == 8:
                pid = next(iter(_children()))
                during.extend(traces(pid, needles))
                written.append(_written(pid))

    def look(pid: int) -> None:
        after.extend(traces(pid, needles))
        written.append(_written(pid))

    verdict = check(Watched(0, obeys=False), portrait(0), "five-point", (Challenge.TURN_LEFT,), look)
    assert verdict.reasons == ("too-slow",)
    assert during[:3] == [True, True, True]
    assert after == [False] * len(needles)
    assert written[0] == written[1]


def _children() -> list[int]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in listed if b"face_engine" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def _written(pid: int) -> int:
    """Bytes that the process had written to any disk."""
    lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


def test_a_core_dump_would_hold_no_memory() -> None:
    def look(pid: int) -> None:
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert next(line for line in limits.splitlines() if "core file" in line).split()[4] in ("0", "1")
        assert int(Path(f"/proc/{pid}/coredump_filter").read_text(), 16) == 0

    check(Stage(0), b"no portrait", "five-point", (Challenge.TURN_LEFT,), look)


# -- what is loaded ---------------------------------------------------------------------------------------------------

_LOADS = """
import sys
from kiosk.identity.face_models import load
models = load("five-point")
never = ("face_recognition", "pkg_resources")
print(models.sixty_eight, sorted(name for name in sys.modules if name.startswith(never)))
"""


def test_five_points_load_no_model_with_a_non_commercial_licence(tmp_path: Path) -> None:
    """They do without the file of 68 points, and without the package that would load it when it is imported."""
    found = find_spec("face_recognition_models")
    assert found is not None
    assert found.submodule_search_locations
    package = tmp_path / "face_recognition_models"
    (package / "models").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    (tmp_path / "face_recognition.py").write_text("raise AssertionError('imported')")
    for name in ("shape_predictor_5_face_landmarks.dat", "dlib_face_recognition_resnet_model_v1.dat"):
        (package / "models" / name).symlink_to(Path(found.submodule_search_locations[0]) / "models" / name)
    ran = subprocess.run(
        [sys.executable, "-c", _LOADS],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"},
    )
    assert ran.stdout == "None []\n"
    refused = subprocess.run(
        [sys.executable, "-c", _LOADS.replace("five-point", "sixty-eight-point")],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"},
    )
    assert "AssertionError: imported" in refused.stderr  # the other profile does import it: the proof means something


# -- portraits --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reader() -> FaceReader:
    return FaceReader(load("five-point"), 0.35)


def jpeg(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    return cv2.imencode(".jpg", picture)[1].tobytes()


def test_portraits_of_no_use_say_why(reader: FaceReader) -> None:
    grey = np.full((400, 300, 3), 128, np.uint8)
    upright = cv2.imdecode(np.frombuffer(portrait(0), np.uint8), cv2.IMREAD_COLOR)
    assert upright is not None
    two = np.concatenate([upright, upright], axis=1).astype(np.uint8)
    huge = bytearray(portrait(0))
    at = huge.index(b"\xff\xc0")
    huge[at + 5 : at + 9] = b"\xff\xff\xff\xff"  # 65,535 pixels each way
    for data, reason in (
        (b"", "reference-unreadable"),
        (b"garbage" * 100, "reference-unreadable"),
        (portrait(0)[:300], "reference-unreadable"),
        (bytes(huge), "reference-unreadable"),
        (jpeg(grey), "reference-no-face"),
        (jpeg(two), "reference-several-faces"),
    ):
        with pytest.raises(PortraitUnusable) as unusable:
            read_portrait(data, reader)
        assert unusable.value.reason == reason


def test_a_portrait_on_its_side_is_turned_as_its_exif_says(reader: FaceReader) -> None:
    upright = cv2.imdecode(np.frombuffer(portrait(0), np.uint8), cv2.IMREAD_COLOR)
    assert upright is not None
    lying = jpeg(np.ascontiguousarray(np.rot90(upright).astype(np.uint8)))
    with pytest.raises(PortraitUnusable):
        read_portrait(lying, reader)
    orientation = bytes.fromhex("4d4d002a00000008000101120003000000010006000000000000")  # 6: turn right to see it
    body = b"Exif\x00\x00" + orientation
    told = lying[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + lying[2:]
    distance = np.linalg.norm(read_portrait(told, reader) - read_portrait(portrait(0), reader))
    assert distance < 0.2


def test_a_small_portrait_from_a_chip_is_read(reader: FaceReader) -> None:
    upright = cv2.imdecode(np.frombuffer(portrait(0), np.uint8), cv2.IMREAD_COLOR)
    assert upright is not None
    small = cv2.resize(upright, (102, 126), interpolation=cv2.INTER_AREA).astype(np.uint8)
    distance = np.linalg.norm(read_portrait(jpeg(small), reader) - read_portrait(portrait(0), reader))
    assert distance < 0.45


def test_a_portrait_without_a_face_ends_a_check_before_the_camera_is_on() -> None:
    stage = Stage(0)
    verdict = check(stage, jpeg(np.full((400, 300, 3), 90, np.uint8)), "five-point", (Challenge.TURN_LEFT,), nothing)
    assert verdict.reasons == ("reference-no-face",)
    assert stage.pictures == 0


# -- watching ---------------------------------------------------------------------------------------------------------


def test_a_watch_goes_on_when_the_face_is_forgotten_and_leaves_no_picture() -> None:
    told: list[Presence] = []
    row = np.frombuffer(drawn(0, 0.0, 0.0, 0.0), np.uint8).reshape(480, 640, 3)[250, 300:340].tobytes()

    class Link(EngineLink):
        judged = 0

        async def ask(self, message: Message, *, limit: float, data: bytes = b"") -> Message:
            answer = await super().ask(message, limit=limit, data=data)
            self.judged += message["do"] == "frame"
            return answer

    class Room(Stage):
        """Gives a picture a second of its own time, each once the one before has been judged: none is missed."""

        async def frames(self) -> AsyncGenerator[Frame]:
            while True:
                self.now += 1.0
                self.pictures += 1
                yield Frame(drawn(0, 0.0, 0.0, 0.0), *_SIZE, self.now, self.pictures)
                while link.judged < self.pictures:  # noqa: ASYNC110 - another process judges
                    await asyncio.sleep(0.002)

    link = Link(SystemClock())

    async def run() -> None:
        engine = FaceEngine(SystemClock(), link=link, start_seconds=300, answer_seconds=300)
        try:
            first = asyncio.Event()

            def hear(presence: Presence) -> None:
                told.append(presence)
                first.set()

            shown: list[int] = []
            watching = asyncio.ensure_future(
                engine.watch(Room(0), told=hear, picture=lambda frame: shown.append(frame.number))
            )
            await first.wait()
            engine.forget()
            enough = link.judged + 3
            while link.judged < enough and not watching.done():  # noqa: ASYNC110 - another process judges
                await asyncio.sleep(0.01)
            assert not watching.done()
            assert len(shown) >= link.judged
            pid = link.pid
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await engine.prepare("five-point")
            assert link.pid == pid
            assert pid is not None
            assert traces(pid, [row]) == [False]
        finally:
            engine.close()

    asyncio.run(run())
    assert told == [Presence()]
