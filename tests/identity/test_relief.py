"""What stands out of a face, from landmarks in space: heads, and sheets in every way they can be held."""

import pytest

from kiosk.identity.following import SPOTS
from kiosk.identity.liveness import LEAD, RIDGE, RIGID, SURFACE
from kiosk.identity.movement import straight, turned
from kiosk.identity.relief import Relief, lead, relief
from tests.identity.heads import COURSE, Floats, head, look, movement, sheet

SHEETS = [(0, 0), (60, 0), (110, 0), (150, 0), (90, 90), (90, 35), (120, -45)]
POSES = [(30, 0, 0), (45, 0, 0), (40, 15, 10), (30, -20, -12)]


def turning(points: Floats, yaw: float, pitch: float = 0.0, roll: float = 0.0) -> tuple[Floats, list[Floats]]:
    """The face ahead, and one turn and back."""
    course = movement(lambda part, seed: look(points, yaw * part, pitch * part, roll * part, seed=seed))
    return look(points, 0, seed=99, noise=0.1), course


def of(points: Floats, *pose: float) -> Relief:
    return relief(*turning(points, *pose))


def led(points: Floats, *pose: float) -> float:
    ahead, course = turning(points, *pose)
    spots = list(SPOTS)
    return lead([ahead[spots], *(one[spots] for one in course)], 1.0 if pose[0] > 0 else -1.0)


@pytest.mark.parametrize("pose", [(18, 0, 0), (25, 8, 5), (-25, -8, 0), (32, 0, -6)])
def test_a_head_stands_out_by_each_measure(pose: tuple[float, float, float]) -> None:
    seen = of(head(), *pose)
    assert SURFACE[0] < seen.surface < SURFACE[1]
    assert RIDGE[0] < seen.ridge < RIDGE[1]
    assert seen.rigid > RIGID
    assert led(head(), *pose) > LEAD[0]


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("kind", SHEETS)
def test_no_sheet_passes_all_measures(kind: tuple[float, float], pose: tuple[float, float, float]) -> None:
    """Bent about a level axis it has some lead, but then not the shift, nor the surface, of a turn."""
    ahead, course = turning(sheet(*kind), *pose)
    seen = relief(ahead, course)
    passed = (
        max(abs(turned(one) - turned(ahead)) for one in course) >= 0.18,
        SURFACE[0] <= seen.surface <= SURFACE[1],
        RIDGE[0] <= seen.ridge <= RIDGE[1],
        seen.rigid >= RIGID,
        LEAD[0] <= led(sheet(*kind), *pose) <= LEAD[1],
    )
    assert passed.count(False) >= 2


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("bend", [0, 60, 110, 150])
def test_a_sheet_bent_as_it_is_held_has_no_lead(bend: float, pose: tuple[float, float, float]) -> None:
    assert led(sheet(bend), *pose) < LEAD[0]


def test_a_polynomial_of_degree_two_follows_a_sheet() -> None:
    """Whatever the shift that tilting gives, the surface lead for it stays small."""
    for kind in ((0, 0), (110, 0), (150, 0)):
        ahead, course = turning(sheet(*kind), 40, 15, 10)
        assert abs(relief(ahead, course).surface) * 0.2 < 0.2 * SURFACE[0]


def test_a_thing_that_changes_its_shape_is_not_rigid() -> None:
    seen = relief(
        look(sheet(), 0, noise=0.1), movement(lambda part, seed: look(sheet(100 * part + 1), 35 * part, seed=seed))
    )
    assert seen.rigid < RIGID


def test_nothing_moved_says_nothing() -> None:
    ahead = look(head(), 0)
    assert relief(ahead, [look(head(), 0, seed=n) for n in range(5)]) == Relief(0.0, 0.0, 0.0, 0)
    assert lead([], 1.0) == 0.0


def test_straight_is_told_from_wavering() -> None:
    ahead = look(head(), 0, noise=0.0)
    there = [look(head(), 25 * part) for part in COURSE]
    assert straight(ahead, there) > 0.9
    wavering = [look(head(), yaw) for yaw in (8, 8, 16, 16, 4, 4, 18, 18, 5, 5, 22, 22, 6, 6, 25, 25)]
    assert straight(ahead, wavering) < 0.6
