"""What is held before the camera for a turn: living heads and attacks by species, one clip each, judged as ever.

A clip is one challenge, the turn, which is all that `five-point` asks for and the part of `sixty-eight-point` that a
picture could pass. A whole attempt asks for three, so that the rates here are those of its weakest part. All is drawn;
no rate of real attacks follows from it.

Drawing is most of the work: what stands still is drawn once, and each frame of it has noise of its own, as from a
camera. The room is one for a whole clip.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.simulator.drawn.arrays import Bytes, Floats, as_bytes
from drivers.simulator.drawn.attacks import held_print, held_tablet, paper_mask, two_people
from drivers.simulator.drawn.parameters import Features, read_faces
from drivers.simulator.drawn.person import FRAME, Person
from drivers.simulator.drawn.portrait import id_portrait, taken_picture
from drivers.simulator.drawn.pose import DAYLIGHT, FRONTAL, NEUTRAL, Expression, Light, Pose
from drivers.simulator.drawn.projection import Size
from kiosk.identity.attempt import Asked, Attempt
from kiosk.identity.face_models import Models
from kiosk.identity.face_reader import Embedding, FaceReader, Found, Picture
from kiosk.identity.portrait import read_portrait
from kiosk.identity.verdicts import Challenge, FaceVerdict, Profile

FPS = 12
PROFILES: tuple[Profile, ...] = ("five-point", "sixty-eight-point")
_AHEAD = 7  # pictures before anything moves
_WAITING = 3  # of these, after a challenge was put
_READINGS = 256  # of pictures that are kept: more than all species of a seed together begin with
_MOST_AHEAD = 2 * FPS  # in which somebody is asked, or the attempt is over
_GRAIN: NDArray[np.int8] = (
    np.rint(np.random.default_rng(1).standard_normal(1 << 21) * 3.0).clip(-127, 127).astype(np.int8)
)
COURSE = (0.1, 0.25, 0.45, 0.65, 0.85, 1.0, 1.0, 1.0, 0.7, 0.3, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Scene:
    """Who is shown, who holds it, which way it is to turn (1: to the picture's right), and what chance decided."""

    victim: Person
    holder: Person
    way: float
    seed: int

    def chance(self, low: float, high: float, number: int) -> float:
        """A number between, always the same for this scene and number."""
        return float(np.random.default_rng([self.seed, number]).uniform(low, high))


Species = Callable[[Scene, float], Bytes]
"""One picture before the sensor's noise: how far the turn has come (0 to 1)."""


_photos = WeakKeyDictionary[Person, Floats]()  # a person holds up to 200 MB: nothing may keep them


def _photo(person: Person) -> Floats:
    if person not in _photos:
        _photos[person] = taken_picture(person)
    return _photos[person]


def _live(scene: Scene, part: float) -> Bytes:
    pose = Pose(
        scene.way * scene.chance(22, 32, 1) * part + scene.chance(-1, 1, 2),
        scene.chance(-4, 4, 3),
        scene.chance(-4, 4, 4),
        scale=scene.chance(0.15, 0.21, 5),
    )
    return scene.victim.frame(pose, NEUTRAL, noise=0, seed=scene.seed)


def _print(scene: Scene, part: float, *, bend: float = 0.0, tilt: bool = False, for_turn: bool = False) -> Bytes:
    pose = Pose(
        scene.way * scene.chance(25, 50, 1) * part,
        scene.chance(8, 20, 2) * part * (scene.chance(-1, 1, 6) > 0 or -1) if tilt else 0.0,
        scene.way * scene.chance(-14, 14, 3) * part if tilt else 0.0,
        scale=scene.chance(0.17, 0.21, 5),
    )
    arc = bend * (part if for_turn else 1.0)
    return held_print(_photo(scene.victim), scene.holder, pose, bend=arc, noise=0, seed=scene.seed)


def _eye_holes(scene: Scene, part: float) -> Bytes:
    pose = Pose(scene.way * scene.chance(22, 35, 1) * part, scale=scene.chance(0.16, 0.19, 5))
    return paper_mask(scene.victim, scene.holder, pose, bend=scene.chance(0, 80, 2), noise=0, seed=scene.seed)


def _tablet_photo(scene: Scene, part: float) -> Bytes:
    return held_tablet(
        _photo(scene.victim), scene.holder, Pose(scene.way * scene.chance(25, 50, 1) * part), noise=0, seed=scene.seed
    )


def _tablet_clip(scene: Scene, yaw: float, expression: Expression) -> Bytes:
    shown = taken_picture(scene.victim, expression, Pose(yaw, scale=0.235, y=0.47), seed=scene.seed)
    return held_tablet(shown, scene.holder, noise=0, seed=scene.seed)


def _replay(scene: Scene, part: float) -> Bytes:
    """Of another challenge: the other turn, or an open mouth."""
    if scene.seed % 2:
        return _tablet_clip(scene, -scene.way * 27 * part, NEUTRAL)
    return _tablet_clip(scene, 0.0, Expression(mouth=round(part, 1)))


def _obeys(scene: Scene, part: float) -> Bytes:
    return _tablet_clip(scene, scene.way * 27 * part, NEUTRAL)


def _swap(scene: Scene, part: float) -> Bytes:
    who = scene.holder if part > 0 else scene.victim
    return who.frame(Pose(scene.way * 27 * part), NEUTRAL, noise=0, seed=scene.seed)


def _second(scene: Scene, part: float) -> Bytes:
    if not part:
        return scene.victim.frame(Pose(x=0.38), NEUTRAL, noise=0, seed=scene.seed)
    return two_people(scene.victim, scene.holder, Pose(scene.way * 27 * part, x=0.38), noise=0, seed=scene.seed)


LIVE: Species = _live
SPECIES: Mapping[str, Species] = {
    "print, flat": _print,
    "print, tilted": lambda scene, part: _print(scene, part, tilt=True),
    "print, bent": lambda scene, part: _print(scene, part, bend=scene.chance(50, 150, 7)),
    "print, bent for the turn": lambda scene, part: _print(
        scene, part, bend=scene.chance(60, 130, 7), tilt=True, for_turn=True
    ),
    "print with eye holes, worn": _eye_holes,
    "tablet, photo": _tablet_photo,
    "tablet, another challenge": _replay,
    "swap of persons": _swap,
    "second person": _second,
    "tablet, clip that obeys": _obeys,
}


@dataclass
class _Reading:
    """What was read in a picture: all of it depends on nothing but its pixels."""

    found: Found
    five: Any
    embedding: Embedding | None = None


class _OneReading(FaceReader):
    """Reads and compares a picture once: for both profiles, however often it comes, and for each of the species that
    begin with the same pictures, as all do that hold the same print still."""

    def __init__(self, models: Models, score: float) -> None:
        super().__init__(models, score)
        self._readings = OrderedDict[bytes, _Reading]()
        self._last: tuple[Picture, _Reading] | None = None

    def read(self, picture: Picture) -> Found:
        if self._last is None or self._last[0] is not picture:
            self._last = picture, self._reading(picture)
        return self._last[1].found

    def embed(self, picture: Picture) -> Embedding:
        assert self._last is not None
        assert self._last[0] is picture, "the picture that was read last"
        reading = self._last[1]
        if reading.embedding is None:
            reading.embedding = super().embed(picture)
        return reading.embedding.copy()

    def _reading(self, picture: Picture) -> _Reading:
        pixels = hashlib.blake2b(picture.tobytes(), digest_size=16).digest()
        reading = self._readings.pop(pixels, None)
        if reading is None:
            reading = _Reading(super().read(picture), self._five)
        else:
            cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY, dst=self.grey)
            self._five = reading.five
        self._readings[pixels] = reading
        while len(self._readings) > _READINGS:
            self._readings.popitem(last=False)
        return reading


class _Kept(Person):
    """Keeps the last drawing: who holds a print, or waits, looks the same from picture to picture, but for noise."""

    def __init__(self, p: Features) -> None:
        super().__init__(p)
        self._last: tuple[object, tuple[Floats, Floats]] | None = None

    def layer(
        self, pose: Pose = FRONTAL, expression: Expression = NEUTRAL, light: Light = DAYLIGHT, size: Size = FRAME
    ) -> tuple[Floats, Floats]:
        key = pose, expression, light, size
        if self._last is None or self._last[0] != key:
            self._last = key, super().layer(pose, expression, light, size)
        rgb, alpha = self._last[1]
        return rgb.copy(), alpha.copy()


class Bench:
    """Judges clips with the cast of the sandbox."""

    def __init__(self, models: Models, score: float = 0.35) -> None:
        self._reader = _OneReading(models, score)
        self._faces = read_faces()
        self._names = sorted(self._faces)
        self._person = lru_cache(maxsize=4)(self._paint)
        self._reference = lru_cache(maxsize=4)(self._read_portrait)

    @property
    def persons(self) -> int:
        """How many there are in the cast."""
        return len(self._names)

    def scene(self, seed: int) -> Scene:
        """Who it is, by seed: each is a victim in turn."""
        names, number = self._names, seed % 1000
        step = 3 + number // len(names) % (len(names) - 4)
        victim, holder = names[number % len(names)], names[(number + step) % len(names)]
        return Scene(self._person(victim), self._person(holder), 1.0 if number // 2 % 2 else -1.0, seed)

    def judge(self, species: Species, seed: int, threshold: float = 0.45) -> dict[Profile, FaceVerdict]:
        """The verdict of each profile on the same pictures."""
        scene = self.scene(seed)
        challenge = Challenge.TURN_LEFT if scene.way > 0 else Challenge.TURN_RIGHT
        reference = self._reference(scene.victim)
        attempts: dict[Profile, Attempt] = {
            profile: Attempt(
                self._reader,
                reference.copy(),
                Asked(profile, [challenge], threshold, find_seconds=1.5, challenge_seconds=4.0),
            )
            for profile in PROFILES
        }
        verdicts: dict[Profile, FaceVerdict] = {}
        asked: dict[Profile, int] = dict.fromkeys(PROFILES, 0)
        for at, picture in _clip(species, scene, lambda: all(asked[p] or p in verdicts for p in PROFILES)):
            found = self._reader.read(picture)
            for profile, attempt in attempts.items():
                if profile in verdicts:
                    continue
                _, asked[profile], verdict = attempt.judge(picture, found, at)
                if asked[profile]:
                    attempt.displayed(1, at)
                if verdict is not None:
                    verdicts[profile] = verdict
            if len(verdicts) == len(attempts):
                break
        return verdicts

    def _read_portrait(self, person: Person) -> Embedding:
        return read_portrait(id_portrait(person)[1], self._reader)

    def _paint(self, name: str) -> Person:
        return _Kept(self._faces[name])


def pictures(species: Species, scene: Scene, challenges: int = 1) -> Iterator[tuple[float, Bytes]]:
    """The pictures of a clip with their times: straight ahead, then so many turns to the same side, each and back."""
    parts = [0.0] * (_AHEAD - _WAITING) + [*[0.0] * _WAITING, *COURSE] * challenges
    return _drawn(species, scene, parts)


def _clip(species: Species, scene: Scene, asked: Callable[[], bool]) -> Iterator[tuple[float, Bytes]]:
    """One turn of who waits until they are asked for it. Then the last picture stands until every deadline is over."""

    def parts() -> Iterator[float]:
        for _ in range(_MOST_AHEAD):
            yield 0.0
            if asked():
                break
        yield from (*[0.0] * _WAITING, *COURSE)

    at, picture = 0.0, None
    for at, picture in _drawn(species, scene, parts()):
        yield at, picture
    assert picture is not None
    for late in range(1, 7):
        yield at + 2.0 * late, picture


def _drawn(species: Species, scene: Scene, parts: Iterable[float]) -> Iterator[tuple[float, Bytes]]:
    drawn: dict[float, Bytes] = {}
    for number, part in enumerate(parts):
        if part not in drawn:
            drawn[part] = species(scene, part)
        yield number / FPS, _noisy(drawn[part], scene.seed * 100 + number)


def _noisy(picture: Bytes, seed: int) -> Bytes:
    """As the sensor gives it."""
    start = int(np.random.default_rng(seed).integers(_GRAIN.size - picture.size))
    grain = _GRAIN[start : start + picture.size].reshape(picture.shape)
    return as_bytes(cv2.add(picture, grain, dtype=cv2.CV_8U))
