"""Drawn people: the same whenever they are drawn, and each with what is asked of them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from drivers.simulator.drawn.arrays import Bytes
from drivers.simulator.drawn.attacks import held_print, held_tablet, paper_mask, two_people
from drivers.simulator.drawn.clips import clip, course
from drivers.simulator.drawn.parameters import RANGES, STYLES, features, random_features, written
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.portrait import PORTRAIT, decoded, id_portrait, taken_picture
from drivers.simulator.drawn.pose import Expression, Light, Pose
from drivers.simulator.drawn.room import room
from tests.drivers.drawn_samples import FACES, NAMES, person, stranger

EYES = np.s_[205:265, 240:400]
MOUTH = np.s_[320:400, 270:370]


def differs(one: Bytes, other: Bytes, where: tuple[slice, slice]) -> float:
    """The mean difference there, out of 255."""
    return float(np.abs(one[where].astype(int) - other[where]).mean())


def test_a_person_is_drawn_the_same_each_time() -> None:
    face = random_features(5)
    pose, expression = Pose(yaw=-12, roll=3), Expression(blink=0.5, mouth=0.25)
    first, again = (Person(face).frame(pose, expression, seed=3) for _ in range(2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, stranger().frame(pose, expression, seed=4))  # the noise is another


def test_a_drawn_expression_does_not_depend_on_what_was_drawn_before() -> None:
    drawn = Person(random_features(5))
    for blink in range(9):
        drawn.frame(expression=Expression(blink / 8))
    assert np.array_equal(drawn.frame(), stranger().frame())


def test_a_frame_is_a_cameras() -> None:
    frame = stranger().frame()
    assert (frame.shape, frame.dtype) == ((480, 640, 3), np.uint8)
    assert stranger().frame(size=(358, 441)).shape == (441, 358, 3)


def test_eyes_close_and_the_mouth_opens() -> None:
    plain, noise = stranger().frame(noise=0), 0.5
    blink = stranger().frame(expression=Expression(blink=1), noise=0)
    mouth = stranger().frame(expression=Expression(mouth=1), noise=0)
    assert differs(plain, blink, EYES) > 5 * differs(plain, blink, MOUTH) + noise
    assert differs(plain, mouth, MOUTH) > 5 * differs(plain, mouth, EYES) + noise


def test_ones_own_left_is_to_the_right_of_the_picture() -> None:
    assert course("turn-left", 0.5)[0].yaw > 20
    assert course("turn-right", 0.5)[0].yaw < -20
    nose = np.array([0.0, 0.0, 1.0])
    assert (nose @ Pose(yaw=25).turn().T)[0] > 0.4


def test_a_clip_begins_and_ends_ahead() -> None:
    frames = list(clip(stranger(), "open-mouth", fps=6, seconds=1.5, seed=2))
    assert len(frames) == 9
    ahead = differs(frames[0], frames[-1], MOUTH)
    assert differs(frames[0], frames[5], MOUTH) > 3 * ahead
    assert np.array_equal(frames[3], list(clip(stranger(), "open-mouth", fps=6, seconds=1.5, seed=2))[3])


def test_a_portrait_is_small_and_plain() -> None:
    rgb, jpeg = id_portrait(stranger())
    assert rgb.shape == (PORTRAIT[1], PORTRAIT[0], 3)
    assert len(jpeg) <= 30_000
    assert np.array_equal(decoded(jpeg), rgb)
    assert rgb[:20].std() < 8  # above the head nothing is to be seen
    with pytest.raises(ValueError, match="picture"):
        decoded(b"\xff\xd8 no picture")


def test_a_face_outlives_json() -> None:
    face = random_features(7)
    assert features(written(face)) == face
    with pytest.raises(TypeError):
        features({**written(face), "wings": 2})


def test_everybody_of_the_cast_can_be_drawn() -> None:
    assert len(FACES) >= 16
    for face in FACES.values():
        assert face.style in STYLES
        for name, (low, high) in RANGES.items():
            value: float = getattr(face, name)
            assert low - 1e-9 <= value <= high + 1e-9 or value == 0, name


ATTACKS: dict[str, Callable[[Pose], Bytes]] = {
    "print": lambda pose: held_print(taken_picture(stranger()), person(NAMES[0]), pose),
    "bent print": lambda pose: held_print(taken_picture(stranger()), person(NAMES[0]), pose, bend=90),
    "tablet": lambda pose: held_tablet(taken_picture(stranger()), person(NAMES[0]), pose),
    "paper mask": lambda pose: paper_mask(stranger(), person(NAMES[0]), pose),
    "two people": lambda pose: two_people(stranger(), person(NAMES[0]), replace(pose, x=0.38)),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_drawn_the_same_each_time_and_turns(attack: str) -> None:
    ahead, again, turned = (ATTACKS[attack](pose) for pose in (Pose(), Pose(), Pose(yaw=30)))
    assert np.array_equal(ahead, again)
    assert (np.abs(ahead.astype(int) - turned) > 30).mean() > 0.01
    assert not np.array_equal(ahead, stranger().frame())


def test_in_the_dark_everything_is_dark() -> None:
    assert stranger().frame(light=Light(gain=0.16)).mean() < 0.25 * stranger().frame().mean()
    assert room((640, 480)).mean() > 80


def test_a_mask_covers_mouth_and_nose_but_no_eyes() -> None:
    plain, covered = stranger().frame(noise=0), Person(stranger().p, covered=True).frame(noise=0)
    assert differs(plain, covered, MOUTH) > 20
    assert differs(plain, covered, EYES) < 2
