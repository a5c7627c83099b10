"""Watching that the verified person stays, alone: the engine's part, with a reader that is told what it sees."""

from dataclasses import dataclass, field
from typing import cast

import numpy as np

from kiosk.identity.face_reader import Embedding, FaceReader, Found, Picture
from kiosk.identity.presence import Watch
from kiosk.identity.verdicts import Guidance, Presence

_PICTURE: Picture = np.zeros((4, 4, 3), np.uint8)
_VERIFIED: Embedding = np.zeros(128)


@dataclass
class FakeReader:
    """`faces` and `near` of the next picture, and how far its face is from the verified one."""

    faces: int = 1
    near: int = 1
    distance: float = 0.2
    embedded: int = 0
    made: list[Embedding] = field(default_factory=list[Embedding])

    def read(self, picture: Picture) -> Found:
        return Found(self.faces, self.near, Guidance.FINE)

    def embed(self, picture: Picture) -> Embedding:
        self.embedded += 1
        self.made.append(np.array([self.distance, *[0.0] * 127]))
        return self.made[-1]

    def wipe(self) -> None:
        pass


class Watching:
    def __init__(self) -> None:
        self.reader = FakeReader()
        self._watch = Watch(cast(FaceReader, self.reader), gone_seconds=5.0, compare_seconds=4.0)
        self._at = 100.0

    def see(self, seconds: float, face: Embedding | None = _VERIFIED, **seen: float) -> Presence:
        """Half a second a picture; what the last one said."""
        for name, value in seen.items():
            setattr(self.reader, name, value)
        said = Presence()
        for _ in range(round(seconds * 2)):
            self._at += 0.5
            said = self._watch.see(_PICTURE, self._at, face)
        return said


def test_the_verified_person_alone_is_nothing_to_tell() -> None:
    watching = Watching()
    assert watching.see(20) == Presence()
    assert 4 <= watching.reader.embedded <= 7, "compared now and then, not at every picture"
    assert all(not made.any() for made in watching.reader.made), "overwritten"


def test_nobody_for_the_set_time_is_gone_and_comes_back() -> None:
    watching = Watching()
    watching.see(2)
    assert watching.see(4, faces=0, near=0) == Presence()
    assert watching.see(1.5, faces=0, near=0) == Presence(gone=True)
    compared = watching.reader.embedded
    assert watching.see(0.5, faces=1, near=1) == Presence()
    assert watching.reader.embedded == compared + 1, "whoever comes back is compared at once"


def test_another_face_is_told_once_two_comparisons_say_so() -> None:
    watching = Watching()
    watching.see(0.5)
    watching.see(1, faces=0, near=0)
    assert watching.see(0.5, faces=1, near=1, distance=0.7) == Presence()
    assert watching.see(0.5, distance=0.7) == Presence(other=True)
    assert watching.see(0.5, distance=0.2) == Presence(), "the right one again"


def test_one_bad_comparison_is_nobody_else() -> None:
    watching = Watching()
    watching.see(5)
    watching.reader.distance = 0.7
    compared = watching.reader.embedded
    while watching.reader.embedded == compared:
        assert not watching.see(0.5).other
    assert watching.see(0.5, distance=0.3) == Presence()


def test_a_second_face_near_is_company_one_far_off_is_not() -> None:
    watching = Watching()
    assert watching.see(3, faces=2, near=1) == Presence()
    assert watching.see(0.5, faces=2, near=2) == Presence()
    assert watching.see(0.5, faces=2, near=2) == Presence(company=True)
    assert watching.see(0.5, faces=1, near=1) == Presence()


def test_without_a_verified_face_nobody_is_another() -> None:
    watching = Watching()
    assert watching.see(10, face=None, distance=0.9) == Presence()
    assert watching.reader.embedded == 0
