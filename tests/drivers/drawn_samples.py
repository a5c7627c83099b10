"""Drawn people for tests that need one, made once for each run of the tests."""

from functools import cache

from drivers.simulator.drawn.parameters import random_features, read_faces
from drivers.simulator.drawn.person import Person

FACES = read_faces()
NAMES = list(FACES)


@cache
def person(name: str) -> Person:
    return Person(FACES[name])


@cache
def stranger() -> Person:
    """Somebody who is not in the cast."""
    return Person(random_features(5))
