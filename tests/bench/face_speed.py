"""How long faces take, how much memory, how often they are taken for others: with dlib and the drawn cast."""

import asyncio
import os
import statistics
import time
import warnings
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from drivers.camera.contract import CameraStatus, Frame
from drivers.simulator.drawn.arrays import Bytes
from drivers.simulator.drawn.portrait import id_portrait
from kiosk.clock import SystemClock
from kiosk.identity.attempt import Asked, Attempt
from kiosk.identity.engine_link import EngineLink
from kiosk.identity.face import FaceEngine
from kiosk.identity.face_models import load
from kiosk.identity.face_reader import FaceReader
from kiosk.identity.portrait import read_portrait
from kiosk.identity.rates import Rate
from kiosk.identity.verdicts import Challenge, FaceVerdict, Profile, Sight
from tests.bench.report import Figure, Progress, Target
from tests.identity.presentations import LIVE, Bench, Scene, pictures
from tests.identity.seeds import GENUINE

CLIPS = 20  # of each kind, named genuine-SEED and impostor-SEED
_CHALLENGES = 3
_THRESHOLD = 0.45
_PLAIN_THRESHOLD = 0.6  # the library's own
Clip = list[tuple[float, Bytes]]


def face_frame(progress: Progress) -> list[Figure]:
    """Find the face, read all landmarks and judge the picture, as for every picture of the camera."""
    models = load("sixty-eight-point")
    reader, bench = FaceReader(models, 0.35), Bench(models)
    samples: list[float] = []
    for number, seed in enumerate(GENUINE[:5]):
        for _, picture in pictures(LIVE, bench.scene(seed)):
            begun = time.perf_counter()
            reader.read(picture)
            samples.append((time.perf_counter() - begun) * 1000)
        progress(number + 1, 5)
    conditions = (
        f"median of {len(samples)} pictures of 640 x 480 with a face: HOG in grey, 5 and 68 landmarks, guidance"
    )
    return [Figure("face_frame_ms", statistics.median(samples), "ms", len(samples), conditions, samples, Target(25))]


def face_decision(progress: Progress) -> list[Figure]:
    """Whole attempts through the engine's process: decision time, memory, and the verdicts of genuine people."""
    bench = Bench(load("sixty-eight-point"))
    figures: list[Figure] = []
    rss: dict[Profile, float] = {}
    for profile in ("five-point", "sixty-eight-point"):
        samples: list[float] = []
        accepted = 0
        for number, seed in enumerate(GENUINE[:CLIPS]):
            scene = bench.scene(seed)
            verdict, seconds, rss[profile] = asyncio.run(_through_the_engine(scene, profile))
            samples.append(seconds)
            accepted += verdict.accepted
            progress(number + 1, CLIPS)
        worst = max(samples)
        conditions = (
            f"the slowest of {CLIPS} attempts of {_CHALLENGES} turns, {profile}: from the picture that shows the face "
            f"back in the middle to the verdict; {Rate(CLIPS - accepted, CLIPS)} genuine attempts refused"
        )
        name = "face_decision_s" if profile == "sixty-eight-point" else "face_decision_five_point_s"
        figures.append(Figure(name, worst, "s", CLIPS, conditions, samples, Target(1)))
    memory = rss["sixty-eight-point"]
    conditions = (
        f"resident memory of the engine after an attempt, sixty-eight-point (five-point {rss['five-point']:.0f})"
    )
    return [*figures, Figure("face_rss_mb", memory, "MB", 1, conditions, [memory, rss["five-point"]])]


def face_vs_plain(progress: Progress) -> list[Figure]:
    """The same clips for this and for `face_locations` and `face_encodings` on every picture."""
    bench, reader = Bench(load("sixty-eight-point")), FaceReader(load("five-point"), 0.35)
    ratios: list[float] = []
    wrong = {"ours": [0, 0], "plain": [0, 0]}
    for number, seed in enumerate(GENUINE[:CLIPS]):
        for impostor in (False, True):
            scene = bench.scene(seed)
            shown = Scene(scene.holder, scene.victim, scene.way, seed) if impostor else scene
            clip = [*pictures(LIVE, shown, _CHALLENGES)]
            portrait = id_portrait(scene.victim)[1]
            ours_seconds, ours = _ours(reader, portrait, clip, scene.way)
            plain_seconds, plain = _plain(portrait, clip)
            ratios.append(plain_seconds / ours_seconds)
            wrong["ours"][impostor] += ours is impostor
            wrong["plain"][impostor] += plain is impostor
        progress(number + 1, CLIPS)
    told = "; ".join(
        f"{name}: FRR {Rate(refused, CLIPS)}, FAR {Rate(taken, CLIPS)}" for name, (refused, taken) in wrong.items()
    )
    conditions = (
        f"median over {CLIPS} genuine and {CLIPS} impostor clips, genuine- and impostor-{GENUINE[0]} to "
        f"-{GENUINE[CLIPS - 1]}, {_CHALLENGES} turns each: seconds of work of a plain face_recognition loop (most "
        f"pictures within {_PLAIN_THRESHOLD}) by those of the five-point attempt ({_THRESHOLD}). {told}"
    )
    ratio = statistics.median(ratios)
    return [Figure("face_vs_plain_ratio", ratio, "times", len(ratios), conditions, ratios, Target(4, at_least=True))]


def face_rates(progress: Progress) -> list[Figure]:
    """Everybody of the cast, as the mean of three pictures, against everybody's card portrait."""
    reader, bench = FaceReader(load("five-point"), 0.35), Bench(load("five-point"))
    scenes = [bench.scene(1000 * 2 + number) for number in range(bench.persons)]
    cards = [read_portrait(id_portrait(scene.victim)[1], reader) for scene in scenes]
    genuine: list[float] = []
    impostor: list[float] = []
    for number, scene in enumerate(scenes):
        seen = [
            reader.embed(picture) for at, picture in pictures(LIVE, scene) if at < 0.25 and reader.read(picture).faces
        ]
        for other, card in enumerate(cards):
            distance = float(np.linalg.norm(np.mean(seen, axis=0) - card))
            (genuine if other == number else impostor).append(distance)
        progress(number + 1, len(scenes))
    frr = Rate(sum(distance > _THRESHOLD for distance in genuine), len(genuine))
    far = Rate(sum(distance <= _THRESHOLD for distance in impostor), len(impostor))
    of = f"{bench.persons} drawn people, the mean of three pictures against card portraits, at {_THRESHOLD}"
    return [
        Figure("face_frr_percent", frr.value * 100, "%", frr.of, f"{of}: {frr}", genuine),
        Figure("face_far_percent", far.value * 100, "%", far.of, f"{of}: {far}", impostor),
    ]


def _ours(reader: FaceReader, portrait: bytes, clip: Clip, way: float) -> tuple[float, bool]:
    begun = time.process_time()
    turn = Challenge.TURN_LEFT if way > 0 else Challenge.TURN_RIGHT
    asked = Asked("five-point", [turn] * _CHALLENGES, _THRESHOLD, find_seconds=20.0, challenge_seconds=4.0)
    attempt = Attempt(reader, read_portrait(portrait, reader), asked)
    accepted = False
    for at, picture in clip:
        _, put, verdict = attempt.see(picture, at)
        attempt.displayed(put, at)
        if verdict is not None:
            accepted = verdict.accepted
            break
    attempt.wipe()
    return time.process_time() - begun, accepted


def _plain(portrait: bytes, clip: Clip) -> tuple[float, bool]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its models still ask for pkg_resources
        import face_recognition  # pyright: ignore[reportMissingTypeStubs] - has none
    import cv2

    plain: Any = face_recognition
    begun = time.process_time()
    card = cv2.imdecode(np.frombuffer(portrait, np.uint8), cv2.IMREAD_COLOR_RGB)
    known = plain.face_encodings(card)[0]
    close = 0
    for _, picture in clip:
        found = plain.face_encodings(picture, plain.face_locations(picture))
        close += any(distance <= _PLAIN_THRESHOLD for distance in plain.face_distance(found, known))
    return time.process_time() - begun, close > len(clip) / 2


class _Player:
    """A camera that plays a clip as fast as it is judged, and knows when its last picture was taken."""

    def __init__(self, clip: Sequence[tuple[float, Bytes]]) -> None:
        self._clip = clip
        self.now = 0.0
        self.last = 0.0
        self._judged = asyncio.Event()

    def show(self, sight: Sight) -> None:
        """Let the next picture come."""
        self._judged.set()

    async def status(self) -> CameraStatus:
        return CameraStatus(True)

    async def frames(self) -> AsyncGenerator[Frame]:
        for number, (at, picture) in enumerate(self._clip):
            self.now, self.last = at, time.perf_counter()
            yield Frame(picture.tobytes(), 640, 480, at, number)
            await self._judged.wait()
            self._judged.clear()
        await asyncio.Event().wait()


async def _through_the_engine(scene: Scene, profile: Profile) -> tuple[FaceVerdict, float, float]:
    clip = [*pictures(LIVE, scene, _CHALLENGES)]
    player = _Player([*clip, *((clip[-1][0] + 5.0 * late, clip[-1][1]) for late in range(1, 5))])
    link = EngineLink(SystemClock())
    engine = FaceEngine(SystemClock(), link=link, now=lambda: player.now)
    turn = Challenge.TURN_LEFT if scene.way > 0 else Challenge.TURN_RIGHT
    try:
        verdict = await engine.check(
            player,
            id_portrait(scene.victim)[1],
            profile=profile,
            challenges=[turn] * _CHALLENGES,
            threshold=_THRESHOLD,
            told=player.show,
        )
        seconds = time.perf_counter() - player.last
        assert link.pid is not None
        return verdict, seconds, _resident_mb(link.pid)
    finally:
        engine.close()


def _resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
