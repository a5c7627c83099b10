"""What somebody does before the camera, as shots: while nothing is asked, and when a movement is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from drivers.simulator.drawn.acts import Act
from drivers.simulator.drawn.arrays import smooth
from drivers.simulator.drawn.clips import course
from drivers.simulator.drawn.pose import Expression, Light, Pose
from drivers.simulator.drawn.shots import Kind, Shot

FPS = 25
CHALLENGES = ("turn-left", "turn-right", "blink", "open-mouth")  # as kiosk.identity.verdicts.Challenge has them
_SECONDS = 2.0  # of a movement
_SWAY = 4.0  # seconds, of one round
_POSES_OF_SWAY = 12
_DIM = Light(gain=0.16)
_BACKLIT = Light(direction=(0.0, -0.4, 0.9), ambient=0.5, gain=0.26)
_TURN_OF_PAPER = 38.0  # degrees: as far as a print is turned for a face on it to be found
_TURN_OF_MASK = 30.0
_BEND = 90.0  # degrees of arc


@dataclass(frozen=True)
class Scene:
    """`still` again and again while nothing is asked; `answers` to what the screen asks, each once.

    `first` comes once before `still`. `after` is who stands there once an answer was given, if that is another.
    All at `FPS`.
    """

    still: tuple[Shot, ...]
    answers: Mapping[str, tuple[Shot, ...]] = field(default_factory=dict[str, tuple[Shot, ...]])
    first: tuple[Shot, ...] = ()
    after: "Scene | None" = None

    def shots(self) -> list[Shot]:
        """All that it needs, each once, what is seen first before the rest."""
        every = chain(self.still[:1], self.first, self.still, *self.answers.values())
        if self.after:
            every = chain(every, self.after.shots())
        return list(dict.fromkeys(every))


EMPTY = Scene((Shot(Kind.NOBODY),))


def scene_of(face: str, act: Act, other: str = "") -> Scene:
    """What the person with this face does; `other` is the face of the act's second person."""
    person = Shot(who=face)
    match act.word:
        case "turn-left" | "turn-right" | "blink" | "open-mouth":
            rest = _still(person)
            return Scene((*_moving(person, act.word), *rest[: 2 * FPS]), _answers(person))
        case "look-away":
            return _obedient(replace(person, pose=Pose(yaw=38, pitch=-6)))
        case "too-near":
            return _obedient(replace(person, pose=Pose(scale=0.34)))
        case "too-far":
            return _obedient(replace(person, pose=Pose(scale=0.085)))
        case "dark":
            return _obedient(replace(person, light=_DIM))
        case "against-light":
            return _obedient(replace(person, kind=Kind.AGAINST_LIGHT, light=_BACKLIT))
        case "mask":
            return _obedient(replace(person, kind=Kind.COVERED))
        case "walk-away":
            return replace(EMPTY, first=(*_still(person)[: 2 * FPS], *_leaving(person)))
        case "friend":
            return _obedient(replace(person, kind=Kind.FRIEND, other=other, pose=Pose(x=0.38)))
        case "swap":
            return _swapped(person, Shot(who=other))
        case "photo":
            return _photo(face, other, act.way)
        case "tablet":
            return _tablet(face, other, act.way)
        case _:
            return _obedient(person)


def _obedient(base: Shot) -> Scene:
    return Scene(_still(base), _answers(base))


def _answers(base: Shot) -> dict[str, tuple[Shot, ...]]:
    return {challenge: _moving(base, challenge) for challenge in CHALLENGES}


def _still(base: Shot) -> tuple[Shot, ...]:
    """Nobody stands quite still: a small round of the head, begun straight ahead."""
    shots = [base]
    for i in range(1, _POSES_OF_SWAY):
        round_ = 2 * np.pi * i / _POSES_OF_SWAY
        shots.append(_posed(base, 0.8 * float(np.sin(round_)), 0.6 * (1 - float(np.cos(round_)))))
    each = round(_SWAY * FPS / _POSES_OF_SWAY)
    return tuple(shot for shot in shots for _ in range(each))


def _moving(base: Shot, challenge: str) -> tuple[Shot, ...]:
    """A movement and back. Whole degrees and eighths: what is drawn once serves the way there and the way back."""
    shots = list[Shot]()
    for t in np.linspace(0, 1, round(_SECONDS * FPS)):
        pose, expression = course(challenge, float(t))
        blink, mouth = round(expression.blink * 8) / 8, round(expression.mouth * 8) / 8
        shots.append(replace(_posed(base, round(pose.yaw)), expression=Expression(blink, mouth)))
    return tuple(shots)


def _posed(base: Shot, yaw: float, pitch: float = 0.0) -> Shot:
    pose = replace(base.pose, yaw=round(base.pose.yaw + yaw, 2), pitch=round(base.pose.pitch + pitch, 2))
    return replace(base, pose=pose)


def _leaving(base: Shot, frames: int = 30) -> tuple[Shot, ...]:
    """Turns aside and walks out of the picture."""
    shots = list[Shot]()
    for i in range(frames):
        t = (i + 1) / frames
        x = 0.5 + 0.95 * t * t
        pose = Pose(yaw=round(55 * float(smooth(0, 0.4, t))), x=round(x, 3), scale=round(0.19 - 0.05 * t, 3))
        shots.append(replace(base, pose=pose))
    return tuple(shots)


def _swapped(one: Shot, two: Shot) -> Scene:
    """The first waits; whatever is asked, the second steps in and does it, and stays."""
    gap = (Shot(Kind.NOBODY),) * 5
    leave, come = _leaving(one, 15), _leaving(two, 15)[::-1]
    answers = {challenge: (*leave, *gap, *come, *_moving(two, challenge)) for challenge in CHALLENGES}
    return Scene(_still(one), answers, after=_obedient(two))


def _photo(holder: str, victim: str, way: str) -> Scene:
    if way == "holes":
        mask = Shot(Kind.PAPER_MASK, holder, victim, bend=_BEND)
        answers = {
            "turn-left": _swung(mask, _TURN_OF_MASK),
            "turn-right": _swung(mask, -_TURN_OF_MASK),
            "blink": _moving(mask, "blink"),
            "open-mouth": _moving(mask, "open-mouth"),
        }
        return Scene(_still(mask), answers)
    paper = Shot(Kind.PRINT, holder, victim, bend=_BEND if way == "bent" else 0.0)
    return _waved(paper, tilted=way == "tilted")


def _tablet(holder: str, victim: str, way: str) -> Scene:
    tablet = Shot(Kind.TABLET, holder, victim)
    if way != "replay":
        return _waved(tablet, tilted=False)
    # recorded when other things were asked: it goes on whatever the screen says now
    played = list[Shot]()
    for challenge in ("turn-right", "blink", "open-mouth", "turn-left"):
        for shot in _moving(tablet, challenge):
            played.append(replace(shot, pose=tablet.pose, turned=shot.pose.yaw))
        played += [tablet] * (FPS // 2)
    return Scene(tuple(played))


def _waved(held: Shot, *, tilted: bool) -> Scene:
    """All that can be done with a picture: turn it where a head should turn, shake it where a face should move."""
    shake = tuple(
        replace(held, pose=Pose(pitch=2 * round(9 * float(np.sin(2 * np.pi * i / FPS)) / 2))) for i in range(2 * FPS)
    )
    roll, pitch = (10.0, 15.0) if tilted else (0.0, 0.0)
    answers = {
        "turn-left": _swung(held, _TURN_OF_PAPER, roll, pitch),
        "turn-right": _swung(held, -_TURN_OF_PAPER, -roll, pitch),
        "blink": shake,
        "open-mouth": shake,
    }
    return Scene(_still(held), answers)


def _swung(held: Shot, degrees: float, roll: float = 0.0, pitch: float = 0.0) -> tuple[Shot, ...]:
    """Turn what is held, in steps of two degrees, and back."""
    shots = list[Shot]()
    for t in np.linspace(0, 1, round(_SECONDS * FPS)):
        part = float(smooth(0.15, 0.42, float(t)) * smooth(0.90, 0.63, float(t)))
        yaw = 2 * round(degrees * part / 2)
        share = yaw / degrees
        shots.append(replace(held, pose=Pose(yaw, round(pitch * share, 1), round(roll * share, 1))))
    return tuple(shots)
