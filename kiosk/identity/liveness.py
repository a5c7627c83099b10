"""Judges whether somebody alive does what they are asked: pure, fed with what pictures showed and when.

The order of things: the face is found and read straight ahead; then, for each challenge, it is put, displayed, done,
and the face comes back to the middle. Each has a time of its own. Whatever does not fit ends the attempt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np

from kiosk.identity import movement
from kiosk.identity.movement import Points
from kiosk.identity.relief import lead, relief
from kiosk.identity.verdicts import Challenge, Guidance, Liveness, Profile

_TURNS = {Challenge.TURN_LEFT: 1.0, Challenge.TURN_RIGHT: -1.0}

REACTION_SECONDS = 0.15  # nobody moves sooner after seeing what is asked
SAME_PERSON = 0.5  # largest distance of an embedding within an attempt to its start
SAME_AHEAD = 0.45  # the same, of a face that looks ahead, or nearly so: as between portraits
_AHEAD_FRAMES = 5
_AHEAD_SECONDS = 0.2
_BACK_SECONDS = 4.0
_BACK_FRAMES = 3
_LOST_SECONDS = 0.6
_SEVERAL_FRAMES = 2


@dataclass(frozen=True)
class Bounds:
    """What counts as what, for one number of landmarks. Turns are of `movement.turned`, against the own middle."""

    turn: float  # a turn as it was asked for: about 25 degrees
    wrong: float  # a turn the other way, or one that was not asked for; five points are read less surely
    begun: float  # a movement has begun
    back: float  # in the middle again
    aside: float  # of the start: no more than this off the middle of anybody


_BOUNDS: dict[Profile, Bounds] = {
    "five-point": Bounds(turn=0.11, wrong=0.16, begun=0.07, back=0.07, aside=0.25),
    "sixty-eight-point": Bounds(turn=0.18, wrong=0.18, begun=0.08, back=0.08, aside=0.25),
}
# Of a whole turn: how much of the way was forward, and what kiosk.identity.relief says of it
STRAIGHT = 0.6
TURN_PICTURES = 3
SURFACE = (0.15, 0.50)
RIDGE = (0.05, 0.40)
RIGID = 0.75
LEAD = (0.03, 0.17)
_NEARLY_AHEAD = 0.18  # of a turn
_STEADY = 0.08  # most that the nose may wander while the start is read
_LEVEL = 20.0  # degrees
_BLINK, _BLINK_FRAMES, _REOPENED = 0.75, 2, 0.85  # of the own baseline
_MOUTH, _MOUTH_FRAMES, _CLOSED = 0.2, 3, 0.1  # above the own baseline


@dataclass(frozen=True)
class Measured:
    """One picture. `points`: landmarks of the only or nearest face; `guidance`: what is wrong with the picture.

    `followed`: where the spots of kiosk.identity.following are, followed since the challenge was put (`Seen.follow`).
    Without them no turn is that of a head with 68 points.
    """

    at: float
    faces: int
    points: Points | None
    guidance: Guidance
    followed: Points | None = None


@dataclass(frozen=True)
class Seen:
    """What the judge makes of a picture. `asked`: challenges put so far, of which `done` are fulfilled.

    `compare`: the face should be compared with the start (`Judge.compared`). `ahead`: it looks straight ahead, so that
    it may count for the match; `fresh`: it is the first such picture, earlier ones do not count.
    `follow`: a turn has been put; spots are to be followed from this picture on.
    """

    guidance: Guidance
    challenge: Challenge | None
    asked: int
    done: int
    compare: bool = False
    ahead: bool = False
    fresh: bool = False
    follow: bool = False


class _Phase(Enum):
    AHEAD = auto()
    CHALLENGE = auto()
    BACK = auto()
    OVER = auto()


@dataclass
class _Track:
    """The movement at hand."""

    displayed: float | None = None
    begun: bool = False
    enough: int = 0
    wrong: int = 0
    quiet: int = 0
    points: list[Points] = field(default_factory=list[Points])
    followed: list[Points] = field(default_factory=list[Points])


class Judge:
    """One attempt. Feed it every picture in order, with `see`, until it is `over`."""

    def __init__(
        self,
        profile: Profile,
        challenges: Sequence[Challenge],
        *,
        find_seconds: float = 20.0,
        challenge_seconds: float = 4.0,
    ) -> None:
        self.reasons: list[str] = []
        self._profile: Profile = profile
        self._challenges = tuple(challenges)
        self._find_seconds = find_seconds
        self._challenge_seconds = challenge_seconds
        self._bounds = _BOUNDS[profile]
        self._phase = _Phase.AHEAD
        self._start: list[Measured] = []
        self._base: Points | None = None
        self._middle = self._eyes = self._mouth = 0.0
        self._track = _Track()
        self._done = 0
        self._begun: float | None = None
        self._phase_began = 0.0
        self._last_face = 0.0
        self._several = 0
        self._trouble = Guidance.NO_FACE
        self._same = SAME_PERSON

    @property
    def over(self) -> bool:
        """Whether the attempt has ended. With `reasons` it was refused."""
        return self._phase is _Phase.OVER

    @property
    def liveness(self) -> Liveness:
        """What the movements said, once it is over."""
        if self.reasons or not self.over:
            return Liveness.REFUSED
        return Liveness.LIVE if self._profile == "sixty-eight-point" else Liveness.NOT_EXCLUDED

    def displayed(self, asked: int, at: float) -> None:
        """The challenge number `asked` (from 1) was on the screen at `at`, by the clock of the pictures."""
        if self._phase is _Phase.CHALLENGE and asked == self._done + 1 and self._track.displayed is None:
            self._track.displayed = at

    def compared(self, distance: float) -> None:
        """The face that was to be compared is at `distance` from the start."""
        if distance > self._same and not self.over:
            self._refuse("other-person")

    def see(self, measured: Measured) -> Seen:
        """Judge the next picture."""
        if self._begun is None:
            self._begun = self._last_face = measured.at
        if measured.followed is not None:
            self._track.followed.append(measured.followed)
        match self._phase:
            case _Phase.AHEAD:
                return self._see_ahead(measured)
            case _Phase.CHALLENGE:
                return self._see_challenge(measured)
            case _Phase.BACK:
                return self._see_back(measured)
            case _Phase.OVER:
                return self._seen(measured.guidance)

    # -- straight ahead, at the start --------------------------------------------------------------------------------

    def _see_ahead(self, measured: Measured) -> Seen:
        assert self._begun is not None
        guidance = measured.guidance
        if measured.points is not None and guidance is Guidance.FINE and not self._frontal(measured.points):
            guidance = Guidance.LOOK_AHEAD
        if guidance is not Guidance.FINE or measured.points is None:
            self._start.clear()
            self._trouble = guidance
            if measured.at - self._begun > self._find_seconds:
                self._refuse(self._trouble.value)
            return self._seen(guidance)
        self._last_face = measured.at
        if self._start and abs(movement.turned(measured.points) - self._first_turn()) > _STEADY:
            self._start.clear()
        self._start.append(measured)
        fresh = len(self._start) == 1
        if len(self._start) >= _AHEAD_FRAMES and measured.at - self._start[0].at >= _AHEAD_SECONDS:
            self._take_base()
            self._put()
        return self._seen(Guidance.FINE, compare=True, ahead=True, fresh=fresh)

    def _first_turn(self) -> float:
        points = self._start[0].points
        assert points is not None
        return movement.turned(points)

    def _frontal(self, points: Points) -> bool:
        return abs(movement.turned(points)) <= self._bounds.aside and abs(movement.tilt(points)) <= _LEVEL

    def _take_base(self) -> None:
        """What this person is like when they do nothing."""
        seen = [measured.points for measured in self._start if measured.points is not None]
        self._base = np.median(seen, axis=0)
        self._middle = float(np.median([movement.turned(points) for points in seen]))
        if self._profile == "sixty-eight-point":
            self._eyes = float(np.median([movement.eyes_open(points) for points in seen]))
            self._mouth = float(np.median([movement.mouth_open(points) for points in seen]))

    # -- a challenge -------------------------------------------------------------------------------------------------

    def _put(self) -> None:
        """Put the next challenge, or end."""
        self._phase = _Phase.CHALLENGE if self._done < len(self._challenges) else _Phase.OVER
        self._track = _Track()

    def _see_challenge(self, measured: Measured) -> Seen:
        track, challenge = self._track, self._challenges[self._done]
        if not self._alone(measured) or measured.points is None:
            return self._seen(measured.guidance)
        track.points.append(measured.points)
        displayed = track.displayed
        if displayed is not None and measured.at - displayed > self._challenge_seconds:
            return self._refuse("too-slow")
        turn = movement.turned(measured.points) - self._middle
        blinks, opens = self._expression(measured.points, turn)
        moved = {
            Challenge.TURN_LEFT: turn > self._bounds.begun,
            Challenge.TURN_RIGHT: -turn > self._bounds.begun,
            Challenge.BLINK: blinks,
            Challenge.OPEN_MOUTH: opens,
        }
        if moved[challenge] and (displayed is None or measured.at < displayed + REACTION_SECONDS):
            return self._refuse("too-early")
        wrong = {
            Challenge.TURN_LEFT: -turn > self._bounds.wrong or opens,
            Challenge.TURN_RIGHT: turn > self._bounds.wrong or opens,
            Challenge.BLINK: abs(turn) > self._bounds.wrong or opens,
            Challenge.OPEN_MOUTH: abs(turn) > self._bounds.wrong,
        }
        track.wrong = track.wrong + 1 if wrong[challenge] else 0
        if track.wrong >= _MOUTH_FRAMES:
            return self._refuse("wrong-movement")
        enough = moved[challenge]
        begins = False
        if challenge in _TURNS:
            begins, track.begun = enough and not track.begun, track.begun or enough
            enough = turn * _TURNS[challenge] >= self._bounds.turn
        track.enough = track.enough + 1 if enough else 0
        if track.enough >= (_MOUTH_FRAMES if challenge is Challenge.OPEN_MOUTH else _BLINK_FRAMES):
            self._phase, self._phase_began = _Phase.BACK, measured.at
            self._done += 1
            return self._seen(Guidance.LOOK_AHEAD, compare=True)
        # turned far, people look more alike: whoever takes somebody's place is known best as the turn begins
        return self._seen(Guidance.FINE, compare=begins, nearly=abs(turn) <= _NEARLY_AHEAD)

    def _expression(self, points: Points, turn: float) -> tuple[bool, bool]:
        """Whether the eyes are closed and the mouth open. Only told of a face that looks ahead."""
        if self._profile == "five-point" or abs(turn) > self._bounds.turn * 2 / 3:
            return False, False
        blinks = movement.eyes_open(points) <= _BLINK * self._eyes
        return blinks, movement.mouth_open(points) - self._mouth > _MOUTH

    # -- back to the middle ------------------------------------------------------------------------------------------

    def _see_back(self, measured: Measured) -> Seen:
        if not self._alone(measured) or measured.points is None:
            return self._seen(measured.guidance)
        self._track.points.append(measured.points)
        if measured.at - self._phase_began > _BACK_SECONDS:
            return self._refuse("not-back")
        quiet = abs(movement.turned(measured.points) - self._middle) <= self._bounds.back
        match self._challenges[self._done - 1]:
            case Challenge.BLINK:
                quiet = quiet and movement.eyes_open(measured.points) >= _REOPENED * self._eyes
            case Challenge.OPEN_MOUTH:
                quiet = quiet and movement.mouth_open(measured.points) - self._mouth <= _CLOSED
            case Challenge.TURN_LEFT | Challenge.TURN_RIGHT:
                pass
        self._track.quiet = self._track.quiet + 1 if quiet else 0
        if self._track.quiet < _BACK_FRAMES:
            return self._seen(Guidance.LOOK_AHEAD)
        if self._challenges[self._done - 1] in _TURNS and not self._turned_as_a_head():
            return self._refuse("turn-unclear")
        self._put()
        return self._seen(Guidance.FINE, compare=True, ahead=True)

    def _turned_as_a_head(self) -> bool:
        """Whether the whole turn, there and back, was that of a head, as far as the profile can tell."""
        assert self._base is not None
        if movement.straight(self._base, self._track.points) < STRAIGHT:
            return False
        if self._profile == "five-point":
            return True
        seen = relief(self._base, self._track.points)
        way = _TURNS[self._challenges[self._done - 1]]
        return (
            seen.pictures >= TURN_PICTURES
            and SURFACE[0] <= seen.surface <= SURFACE[1]
            and RIDGE[0] <= seen.ridge <= RIDGE[1]
            and seen.rigid >= RIGID
            and LEAD[0] <= lead(self._track.followed, way) <= LEAD[1]
        )

    # -- in every phase ----------------------------------------------------------------------------------------------

    def _alone(self, measured: Measured) -> bool:
        """Whether exactly one face is there. One that is away for long, or comes with another, ends the attempt."""
        self._several = self._several + 1 if measured.faces > 1 else 0
        if self._several >= _SEVERAL_FRAMES:
            self._refuse("several-faces")
        if measured.faces == 1:
            self._last_face = measured.at
        elif measured.at - self._last_face > _LOST_SECONDS:
            self._refuse("face-lost")
        return measured.faces == 1

    def _refuse(self, reason: str) -> Seen:
        self.reasons.append(reason)
        self._phase = _Phase.OVER
        return self._seen(Guidance.FINE)

    def _seen(
        self,
        guidance: Guidance,
        *,
        compare: bool = False,
        ahead: bool = False,
        fresh: bool = False,
        nearly: bool = False,
    ) -> Seen:
        self._same = SAME_AHEAD if ahead or nearly else SAME_PERSON
        asking = self._phase is _Phase.CHALLENGE
        challenge = self._challenges[self._done] if asking else None
        follow = challenge in _TURNS and not self._track.points and not self._track.followed
        return Seen(guidance, challenge, self._done + asking, self._done, compare, ahead, fresh, follow)
