"""What the customer is told of the picture, with dlib and drawn people."""

import cv2
import numpy as np
import pytest

from drivers.simulator.drawn.attacks import two_people
from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.pose import DAYLIGHT, FRONTAL, NEUTRAL, Light, Pose
from kiosk.identity.face_models import load
from kiosk.identity.face_reader import FaceReader, Picture
from kiosk.identity.verdicts import Guidance


@pytest.fixture(scope="module")
def reader() -> FaceReader:
    return FaceReader(load("five-point"), 0.35)


@pytest.fixture(scope="module")
def somebody() -> Person:
    return Person(read_faces()["jun"])


def near(person: Person, pose: Pose = FRONTAL, light: Light = DAYLIGHT) -> Picture:
    return person.frame(pose, NEUTRAL, light, seed=4)


@pytest.mark.parametrize(
    ("pose", "expected"),
    [
        (FRONTAL, Guidance.FINE),
        (Pose(scale=0.09), Guidance.CLOSER),
        (Pose(scale=0.33), Guidance.FARTHER),
        (Pose(x=0.22), Guidance.LEFT),  # the picture's left is the customer's right
        (Pose(x=0.78), Guidance.RIGHT),
        (Pose(y=0.19, scale=0.13), Guidance.DOWN),
        (Pose(y=0.74, scale=0.13), Guidance.UP),
    ],
)
def test_where_the_face_stands(reader: FaceReader, somebody: Person, pose: Pose, expected: Guidance) -> None:
    assert reader.read(near(somebody, pose)).guidance is expected


def test_light(reader: FaceReader, somebody: Person) -> None:
    day = near(somebody)
    found = reader.read(day)
    assert found.box is not None
    dim = (day * 0.16).astype(np.uint8)
    assert reader.read(dim).guidance in (Guidance.TOO_DARK, Guidance.NO_FACE)
    assert reader.read((day * 0.02).astype(np.uint8)).guidance is Guidance.TOO_DARK
    left, top, width, height = found.box
    behind = np.full_like(day, 245)
    behind[top - 40 : top + height + 40, left - 30 : left + width + 30] = (
        day[top - 40 : top + height + 40, left - 30 : left + width + 30] * 0.4
    ).astype(np.uint8)
    assert reader.read(behind).guidance is Guidance.AGAINST_LIGHT
    assert reader.read(np.clip(day * 0.2 + 205, 0, 255).astype(np.uint8)).guidance in (
        Guidance.TOO_BRIGHT,
        Guidance.NO_FACE,
    )


def test_soft_and_covered_faces_are_not_compared(reader: FaceReader) -> None:
    for name in ("leila", "themba"):
        features = read_faces()[name]
        day = near(Person(features))
        assert reader.read(day).guidance is Guidance.FINE
        assert reader.read(cv2.GaussianBlur(day, (0, 0), 3.5).astype(np.uint8)).guidance is Guidance.BLURRED
        # the detector finds most masked faces late or not at all
        assert reader.read(near(Person(features, covered=True))).guidance in (Guidance.COVERED, Guidance.NO_FACE)


def test_nobody_and_several(reader: FaceReader, somebody: Person) -> None:
    nobody = np.full((480, 640, 3), 150, np.uint8)
    assert reader.read(nobody).guidance is Guidance.NO_FACE
    other = Person(read_faces()["leila"])
    both = two_people(somebody, other, Pose(x=0.3, scale=0.16), Pose(x=0.72, scale=0.16), seed=3)
    found = reader.read(both)
    assert (found.faces, found.near, found.guidance) == (2, 2, Guidance.SEVERAL_FACES)
    far = two_people(somebody, other, Pose(x=0.3, scale=0.24), Pose(x=0.82, y=0.4, scale=0.1), seed=3)
    assert reader.read(far).near == 1
