"""The cast before the real detector and encoder: everybody is found, is like their portrait, and like nobody else."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from drivers.simulator.drawn.arrays import Bytes
from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.portrait import PORTRAIT, decoded, id_portrait
from drivers.simulator.drawn.pose import Light, Pose
from drivers.simulator.people import PEOPLE, SandboxFace, read_sandbox_faces
from kiosk.identity.face_models import load
from kiosk.identity.face_reader import Embedding, FaceReader

pytestmark = pytest.mark.slow

SCORE = 0.5  # from which a face counts
THRESHOLD = 0.45  # what a terminal compares by
APART = 0.55  # the least that two customers of the cast differ by, both standing still
ALL_APART = 0.5  # the same of everybody, also those who have yet to become one
CAST = read_sandbox_faces()
CUSTOMERS = {person["id"] for person in tomllib.loads(PEOPLE.read_text())["people"] if person.get("cards")}
FACES = read_faces()
PORTRAITS = PEOPLE.with_name("portraits")


@cache
def reader() -> FaceReader:
    return FaceReader(load("five-point"), SCORE)


def embedded(picture: Bytes) -> Embedding:
    """The face in a picture, which must be one."""
    assert reader().read(picture).faces == 1
    return reader().embed(picture)


@dataclass(frozen=True)
class Drawn:
    """What the tests look at of somebody: a drawn person holds 50 MB, and the cast is large."""

    ahead: Embedding
    dim: Embedding  # turned a little, in little light, further away
    portrait: Bytes


@cache
def drawn(face: str) -> Drawn:
    person = Person(FACES[face])
    dim = person.frame(Pose(yaw=6, pitch=-3, x=0.47, scale=0.17), light=Light(gain=0.8), seed=5)
    return Drawn(embedded(person.frame()), embedded(dim), id_portrait(person)[0])


def portrait(of: SandboxFace) -> bytes:
    return (PORTRAITS / f"{of.person}.jpg").read_bytes()


@pytest.mark.parametrize("of", CAST, ids=lambda of: of.person)
def test_a_portrait_is_like_its_person_as_they_stand_there(of: SandboxFace) -> None:
    kept = embedded(decoded(portrait(of)))
    for live in (drawn(of.face).ahead, drawn(of.face).dim):
        assert np.linalg.norm(kept - live) < THRESHOLD - 0.05


@pytest.mark.parametrize("of", CAST, ids=lambda of: of.person)
def test_a_portrait_is_what_the_renderer_draws(of: SandboxFace) -> None:
    jpeg = portrait(of)
    kept = decoded(jpeg)
    assert len(jpeg) <= 30_000
    assert kept.shape == (PORTRAIT[1], PORTRAIT[0], 3)
    assert np.abs(kept.astype(int) - drawn(of.face).portrait).mean() < 2  # another OpenCV may round otherwise


def test_no_two_are_alike() -> None:
    assert len(CUSTOMERS) >= 16
    assert len({of.face for of in CAST}) == len(CAST)
    distances = {
        (one.person, two.person): float(np.linalg.norm(drawn(one.face).ahead - drawn(two.face).ahead))
        for one, two in combinations(CAST, 2)
    }
    assert {pair: distance for pair, distance in distances.items() if distance < ALL_APART} == {}
    near = {pair: distance for pair, distance in distances.items() if set(pair) <= CUSTOMERS and distance < APART}
    assert near == {}


def test_the_cast_is_of_many_kinds() -> None:
    looks = [FACES[of.face].look for of in CAST]
    assert {look: looks.count(look) >= 3 for look in ("african", "south_asian", "east_asian")} == {
        "african": True,
        "south_asian": True,
        "east_asian": True,
    }
    ages = [FACES[of.face].age for of in CAST]
    assert min(ages) < 0.1
    assert max(ages) > 0.85
    glasses = sum(FACES[of.face].glasses for of in CAST)
    assert 3 <= glasses <= len(CAST) - 3


def test_nobody_is_a_portrait_without_a_person() -> None:
    assert {file.stem for file in PORTRAITS.glob("*.jpg")} == {of.person for of in CAST}
