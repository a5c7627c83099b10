"""Who stands before the camera and what they do, from one moment to the next."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import pairwise

import pytest

from drivers.simulator.drawn.acts import ALONE, WITH_OTHER, Act, parse_act
from drivers.simulator.drawn.pose import Pose
from drivers.simulator.drawn.scenes import CHALLENGES, FPS, scene_of
from drivers.simulator.drawn.shots import Kind, Shot, from_json, key_of
from drivers.simulator.drawn.stage import Stage
from tests.drivers.drawn_samples import FACES, NAMES

ONE, TWO = NAMES[:2]
PEOPLE = {"one": ONE, "two": TWO}
ACTS = [Act(word) for word in ALONE] + [Act(word, "two", way) for word, ways in WITH_OTHER.items() for way in ways]


def seen(stage: Stage, seconds: float, since: float = 0.0) -> Iterator[Shot]:
    """What is seen from `since` for that long, 25 times a second."""
    return (stage.shot(since + i / FPS) for i in range(round(seconds * FPS)))


def yaws(shots: Iterator[Shot]) -> list[float]:
    return [shot.pose.yaw for shot in shots]


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_every_act_shows_who_does_it(act: Act) -> None:
    scene = scene_of(ONE, act, TWO if act.other else "")
    assert all(shot.who == ONE for shot in scene.still if shot.kind is not Kind.NOBODY)
    shots = scene.shots()
    assert len(shots) == len(set(shots))
    assert shots[0] == scene.still[0]
    for answer in scene.answers.values():
        assert set(answer) <= set(shots)
        assert 1.5 * FPS < len(answer) < 6 * FPS


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_an_act_is_read_as_it_is_written(act: Act) -> None:
    assert parse_act(str(act), PEOPLE) == act


@pytest.mark.parametrize("text", ["", "fly", "still:two", "photo", "photo:three", "photo:two:torn", "friend:two:flat"])
def test_what_nobody_can_do_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r".* .*"):
        parse_act(text, PEOPLE)


def test_a_way_that_is_not_named_is_the_first() -> None:
    assert parse_act("photo:two", PEOPLE) == Act("photo", "two", "flat")
    assert parse_act("tablet:two", PEOPLE) == Act("tablet", "two", "photo")


def test_a_shot_outlives_json_and_its_key_tells_what_is_on_it() -> None:
    shot = Shot(Kind.PRINT, ONE, TWO, Pose(yaw=3), bend=90)
    assert from_json(json.loads(json.dumps(asdict(shot)))) == shot
    key = key_of(shot, FACES)
    assert key == key_of(replace(shot), FACES)
    assert key != key_of(replace(shot, bend=80), FACES)
    assert key != key_of(shot, FACES | {TWO: replace(FACES[TWO], jaw=0.7)})  # the victim's face has changed


def test_whoever_obeys_does_what_the_screen_shows_after_a_moment() -> None:
    stage = Stage(PEOPLE)
    stage.put("one", Act(), 0.0, obeys=True)
    assert max(map(abs, yaws(seen(stage, 1)))) < 2
    stage.shown("turn-left", 1.0)
    moved = yaws(seen(stage, 4, 1.0))
    assert max(map(abs, moved[: int(0.3 * FPS)])) < 2  # nobody moves before they have read it
    assert max(moved) > 20
    assert min(moved) > -2
    stage.shown("", 3.5)
    stage.shown("turn-right", 5.5)
    assert min(yaws(seen(stage, 4, 5.5))) < -20


@pytest.mark.parametrize("challenge", CHALLENGES)
def test_each_challenge_is_another_movement(challenge: str) -> None:
    stage = Stage(PEOPLE)
    stage.put("one", Act(), 0.0, obeys=True)
    stage.shown(challenge, 0.0)
    shots = list(seen(stage, 3.2))
    assert (max(s.pose.yaw for s in shots) > 20) == (challenge == "turn-left")
    assert (min(s.pose.yaw for s in shots) < -20) == (challenge == "turn-right")
    assert (max(s.expression.blink for s in shots) == 1) == (challenge == "blink")
    assert (max(s.expression.mouth for s in shots) == 1) == (challenge == "open-mouth")


def test_who_is_still_asked_does_it_again_and_stops_when_nothing_is_asked() -> None:
    stage = Stage(PEOPLE)
    stage.put("one", Act(), 0.0, obeys=True)
    stage.shown("blink", 0.0)
    closed = [shot.expression.blink == 1 for shot in seen(stage, 9)]
    assert sum(now and not before for before, now in pairwise(closed)) >= 2
    stage.shown("", 9.0)
    list(seen(stage, 2, 9.0))  # what was begun is ended
    assert not any(shot.expression.blink for shot in seen(stage, 5, 11.0))


def test_who_does_not_obey_and_what_cannot_obey_do_nothing() -> None:
    for act, obeys in ((Act(), False), (Act("tablet", "two", "replay"), True), (Act("walk-away"), True)):
        told, left_alone = Stage(PEOPLE), Stage(PEOPLE)
        for stage in (told, left_alone):
            stage.put("one", act, 0.0, obeys=obeys)
        told.shown("turn-left", 0.5)
        assert list(seen(told, 6)) == list(seen(left_alone, 6))


def test_a_photo_is_turned_where_a_head_should_and_never_blinks() -> None:
    stage = Stage(PEOPLE)
    stage.put("one", Act("photo", "two", "flat"), 0.0, obeys=True)
    stage.shown("turn-right", 0.0)
    assert min(yaws(seen(stage, 3))) < -25
    stage.shown("blink", 3.0)
    shots = list(seen(stage, 3, 3.0))
    assert {(shot.kind, shot.other, shot.expression.blink) for shot in shots} == {(Kind.PRINT, TWO, 0.0)}


def test_the_next_person_steps_in_when_something_is_asked_and_stays() -> None:
    stage = Stage(PEOPLE)
    stage.put("one", Act("swap", "two"), 0.0, obeys=True)
    assert {shot.who for shot in seen(stage, 5)} == {ONE}
    stage.shown("turn-left", 5.0)
    assert TWO in {shot.who for shot in seen(stage, 6, 5.0)}
    assert {shot.who for shot in seen(stage, 3, 11.0)} == {TWO}


def test_who_walks_away_has_gone() -> None:
    stage = Stage(PEOPLE)
    stage.put("one", Act("walk-away"), 0.0, obeys=True)
    assert stage.shot(0.0).who == ONE
    list(seen(stage, 6))
    assert stage.shot(6.0).kind is Kind.NOBODY


def test_nobody_is_an_empty_room_and_a_stranger_an_error() -> None:
    stage = Stage(PEOPLE)
    stage.put("", Act(), 0.0, obeys=True)
    assert stage.shot(1.0) == Shot(Kind.NOBODY)
    with pytest.raises(KeyError):
        stage.put("three", Act(), 0.0, obeys=True)
