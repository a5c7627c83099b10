"""The judge of liveness, fed with landmarks of a head and of sheets in space: no picture, no process."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest

from kiosk.identity import liveness
from kiosk.identity.following import SPOTS
from kiosk.identity.liveness import Judge, Measured, Seen
from kiosk.identity.verdicts import Challenge, Guidance, Liveness, Profile
from tests.identity.heads import COURSE, Floats, head, look, sheet

_STEP = 1 / 15
_FIVE = [45, 42, 36, 39, 33]  # of the 68, in the order of the five: outer and inner corners, and below the nose
_SIGN = {Challenge.TURN_LEFT: 1, Challenge.TURN_RIGHT: -1}
_LEFT, _RIGHT, _BLINK, _MOUTH = Challenge

Course = Callable[[Challenge | None, float], Floats | None]
"""Landmarks, for the challenge on the screen and the seconds since it was put there; None without a face."""


def obeying(challenge: Challenge | None, since: float, *, points: Floats | None = None, yaw: float = 27) -> Floats:
    """What a person does who sees `challenge`: after 0.4 s, for a good second."""
    points = head() if points is None else points
    part = _part(since - 0.4)
    if challenge is not None and challenge in _SIGN:
        return look(points, _SIGN[challenge] * yaw * part, seed=_seed(since))
    seen = look(points, 0, seed=_seed(since))
    if challenge is Challenge.BLINK and 0.5 < since < 0.8:
        seen = _with_eyes(seen, 0.2)
    if challenge is Challenge.OPEN_MOUTH and part > 0.3:
        seen = _with_mouth(seen)
    return seen


def _seed(since: float) -> int:
    return int(since * 1000) % 2**32


def _part(since: float) -> float:
    return float(np.interp(since, np.arange(len(COURSE)) * 0.1, COURSE))


def _with_eyes(points: Floats, open_to: float) -> Floats:
    for first in (36, 42):
        middle = points[first : first + 6].mean(axis=0)
        points[first : first + 6, 1] = middle[1] + (points[first : first + 6, 1] - middle[1]) * open_to
    return points


def _with_mouth(points: Floats) -> Floats:
    points[[65, 66, 67], 1] += 30
    points[[56, 57, 58], 1] += 30
    return points


def judged(
    profile: Profile,
    challenges: Sequence[Challenge],
    course: Course = obeying,
    *,
    seconds: float = 40.0,
    shown_after: float = 0.0,
    faces: Callable[[float], int] = lambda at: 1,
    distance: Callable[[float], float] = lambda at: 0.2,
    looks: Course | None = None,
) -> tuple[Judge, list[Seen]]:
    """One attempt, picture by picture, 15 a second. The screen shows a challenge `shown_after` it was put.

    `looks`: where the spots are that are followed, if that is elsewhere than the landmarks say.
    """
    judge = Judge(profile, challenges)
    seen: list[Seen] = []
    put_at = at = 100.0
    asked = 0
    while not judge.over and at < 100 + seconds:
        challenge = seen[-1].challenge if seen else None
        points = course(challenge, at - put_at)
        followed = points if looks is None else looks(challenge, at - put_at)
        followed = followed[list(SPOTS)] if followed is not None and seen and seen[-1].asked else None
        if points is not None and profile == "five-point":
            points = points[_FIVE]
        there = 0 if points is None else faces(at)
        guidance = Guidance.FINE if there == 1 else Guidance.SEVERAL_FACES if there else Guidance.NO_FACE
        seen.append(judge.see(Measured(at, there, points, guidance, followed)))
        if seen[-1].compare:
            judge.compared(distance(at))
        if seen[-1].asked > asked:
            asked, put_at = seen[-1].asked, at + shown_after
            judge.displayed(asked, put_at)
        at += _STEP
    return judge, seen


@pytest.mark.parametrize(
    ("profile", "challenges", "expected"),
    [
        ("five-point", [_LEFT, _RIGHT, _RIGHT], Liveness.NOT_EXCLUDED),
        ("sixty-eight-point", [_LEFT, _BLINK, _MOUTH], Liveness.LIVE),
        ("sixty-eight-point", [_MOUTH, _RIGHT, _RIGHT], Liveness.LIVE),
    ],
)
def test_who_obeys_passes(profile: Profile, challenges: list[Challenge], expected: Liveness) -> None:
    judge, seen = judged(profile, challenges)
    assert judge.over
    assert judge.reasons == []
    assert judge.liveness is expected
    assert [one.done for one, next in pairwise(seen) if next.done > one.done] == [0, 1, 2]
    assert sum(one.ahead for one in seen) >= 3 + len(challenges)


def test_five_points_never_say_that_somebody_is_alive() -> None:
    for challenges in ([_LEFT] * 3, [_RIGHT] * 3):
        assert judged("five-point", challenges)[0].liveness is not Liveness.LIVE


@pytest.mark.parametrize("profile", ["five-point", "sixty-eight-point"])
def test_who_stands_still_is_too_slow(profile: Profile) -> None:
    judge, _ = judged(profile, [_LEFT] * 3, lambda challenge, since: look(head(), 0, seed=_seed(since)))
    assert judge.reasons == ["too-slow"]
    assert judge.liveness is Liveness.REFUSED


@pytest.mark.parametrize("profile", ["five-point", "sixty-eight-point"])
def test_who_turns_the_other_way_is_refused(profile: Profile) -> None:
    other = {_LEFT: _RIGHT}
    judge, _ = judged(profile, [_LEFT] * 3, lambda c, since: obeying(other.get(c) if c else None, since))
    assert judge.reasons == ["wrong-movement"]


@pytest.mark.parametrize("asked", [_LEFT, _RIGHT, _BLINK, _MOUTH])
@pytest.mark.parametrize("shown", [_LEFT, _RIGHT, _BLINK, _MOUTH])
def test_a_recording_of_another_challenge_is_refused(asked: Challenge, shown: Challenge) -> None:
    judge, _ = judged("sixty-eight-point", [asked] * 3, lambda c, since: obeying(shown if c else None, since))
    assert bool(judge.reasons) == (asked is not shown)


@pytest.mark.parametrize("profile", ["five-point", "sixty-eight-point"])
def test_a_movement_before_anybody_could_react_is_refused(profile: Profile) -> None:
    judge, _ = judged(profile, [_LEFT] * 3, lambda c, since: obeying(c, since + 0.6))
    assert judge.reasons == ["too-early"]


def test_time_counts_from_the_display_not_from_the_drawing() -> None:
    """A screen that is a second late has its customer react to what it shows."""
    judge, _ = judged("five-point", [_LEFT] * 3, shown_after=1.0)
    assert judge.reasons == []


def test_who_does_not_come_back_is_refused() -> None:
    judge, _ = judged("five-point", [_LEFT] * 3, lambda c, since: look(head(), 27 if c is None and since > 0 else 0))
    assert judge.reasons != []


@pytest.mark.parametrize("profile", ["five-point", "sixty-eight-point"])
def test_a_second_face_or_none_ends_a_challenge(profile: Profile) -> None:
    assert judged(profile, [_LEFT] * 3, faces=lambda at: 2 if 101 < at < 101.3 else 1)[0].reasons == ["several-faces"]
    gone = judged(profile, [_LEFT] * 3, lambda c, since: None if c and since > 0.3 else obeying(c, since))[0]
    assert gone.reasons == ["face-lost"]


def test_one_picture_without_a_face_is_no_reason() -> None:
    judge, _ = judged("five-point", [_LEFT] * 3, faces=lambda at: 0 if round(at * 15) % 9 == 0 else 1)
    assert judge.reasons == []


def test_another_person_in_the_middle_ends_it() -> None:
    judge, _ = judged("five-point", [_LEFT] * 3, distance=lambda at: 0.62 if at > 101.5 else 0.2)
    assert judge.reasons == ["other-person"]


def test_a_face_that_cannot_be_read_ends_after_its_time_and_says_why() -> None:
    judge = Judge("five-point", [_LEFT], find_seconds=10)
    for number in range(200):
        judge.see(Measured(number * _STEP, 1, look(head(), 0)[_FIVE], Guidance.TOO_DARK))
    assert judge.reasons == ["too-dark"]


@pytest.mark.parametrize(
    ("bend", "along", "pose"),
    [
        (0, 0, (40, 0, 0)),
        (0, 0, (55, 0, 0)),
        (0, 0, (40, 15, 10)),
        (0, 0, (30, -20, -12)),
        (60, 0, (40, 0, 0)),
        (110, 0, (25, 0, 0)),
        (110, 0, (40, 0, 0)),
        (150, 0, (35, 0, 0)),
        (90, 90, (40, 0, 0)),
        (90, 35, (40, 0, 0)),
    ],
)
@pytest.mark.parametrize("way", [_LEFT, _RIGHT])
def test_a_sheet_is_no_head(bend: float, along: float, pose: tuple[float, float, float], way: Challenge) -> None:
    """Flat, tilted, rolled and pitched, bent about any axis: the nose lies in the sheet."""
    paper = sheet(bend, along)

    def course(challenge: Challenge | None, since: float) -> Floats:
        part = _part(since - 0.4) if challenge else 0.0
        yaw, pitch, roll = (angle * part for angle in pose)
        return look(paper, _SIGN[way] * yaw, pitch, _SIGN[way] * roll, seed=_seed(since))

    judge, _ = judged("sixty-eight-point", [way] * 3, course)
    assert judge.liveness is Liveness.REFUSED


def test_a_sheet_that_is_bent_for_the_turn_is_no_head() -> None:
    def course(challenge: Challenge | None, since: float) -> Floats:
        part = _part(since - 0.4) if challenge else 0.0
        return look(sheet(120 * part), 40 * part, seed=_seed(since))

    assert judged("sixty-eight-point", [_LEFT] * 3, course)[0].reasons == ["turn-unclear"]


def test_landmarks_that_are_read_into_a_bent_print_are_not_believed() -> None:
    """The landmarks turn as a head's, the looks do not: so it was with prints bent by 110 degrees."""

    def paper(challenge: Challenge | None, since: float) -> Floats:
        return look(sheet(110), 30 * _part(since - 0.4) if challenge else 0.0, seed=_seed(since))

    assert judged("sixty-eight-point", [_LEFT] * 3, looks=paper)[0].reasons == ["turn-unclear"]
    assert judged("sixty-eight-point", [_LEFT] * 3)[0].reasons == []


@pytest.mark.parametrize("flattened", ["nose", "ridge"])
def test_a_turn_without_the_nose_s_lead_is_no_head_s(flattened: str) -> None:
    """As a mask: the eyes are deep, the nose lies in the paper. The followed spots are a head's, to judge landmarks."""
    points = head()
    depth = 0.75 if flattened == "nose" else float(points[27, 2])
    points[27:36, 2] = depth
    points[48:, 2] = depth

    def course(challenge: Challenge | None, since: float) -> Floats:
        return obeying(challenge, since, points=points, yaw=40)

    judge, _ = judged("sixty-eight-point", [_LEFT] * 3, course, looks=obeying)
    assert judge.liveness is Liveness.REFUSED


@pytest.mark.parametrize("yaw", [15, 20, 25, 32])
def test_heads_may_turn_more_or_less(yaw: float) -> None:
    judge, _ = judged("sixty-eight-point", [_LEFT, _RIGHT, _BLINK], lambda c, since: obeying(c, since, yaw=yaw))
    assert judge.reasons == []


@pytest.mark.parametrize("profile", ["five-point", "sixty-eight-point"])
def test_whoever_takes_somebody_s_place_is_known_as_the_turn_begins(profile: Profile) -> None:
    """Turned far, two people can be nearer than 0.5; nearly straight ahead, strangers are farther than 0.45."""
    compared: list[float] = []

    def distance(at: float) -> float:
        compared.append(at)
        return 0.2 if len(compared) <= 5 else 0.48

    judge, seen = judged(profile, [_LEFT] * 3, distance=distance)
    assert judge.reasons == ["other-person"]
    assert len(compared) == 6
    assert seen[-1].asked == 1
    assert seen[-1].done == 0


def test_bounds_are_those_the_documentation_states() -> None:
    assert (liveness.REACTION_SECONDS, liveness.SAME_PERSON, liveness.SAME_AHEAD) == (0.15, 0.5, 0.45)
