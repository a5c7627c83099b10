"""What a face check asks for and what came out of it. Only numbers and words: no picture, no embedding."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Profile = Literal["five-point", "sixty-eight-point"]


class Challenge(StrEnum):
    """What the customer is asked to do. Left and right are the customer's own, as in the mirrored picture."""

    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    BLINK = "blink"  # sixty-eight-point alone
    OPEN_MOUTH = "open-mouth"  # sixty-eight-point alone


class Guidance(StrEnum):
    """What keeps the check from going on, for the customer. Each is the text id `face-guide-<value>`."""

    FINE = "fine"
    NO_FACE = "no-face"
    SEVERAL_FACES = "several-faces"
    CLOSER = "closer"
    FARTHER = "farther"
    LEFT = "left"  # move to your left
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    TOO_DARK = "too-dark"
    TOO_BRIGHT = "too-bright"
    AGAINST_LIGHT = "against-light"
    BLURRED = "blurred"
    LOOK_AHEAD = "look-ahead"  # face the screen; also: back to the middle after a turn
    COVERED = "covered"  # a mask, a hand


@dataclass(frozen=True)
class Sight:
    """What the newest picture shows: for guidance on the screen, many times a second.

    `challenge`: the one at hand, none while the face is being found or read straight ahead. `done` of `challenges` are
    fulfilled. `box`: the face in the picture (left, top, width, height as fractions of it), none without one.
    """

    guidance: Guidance
    challenge: Challenge | None = None
    done: int = 0
    challenges: int = 0
    box: tuple[float, float, float, float] | None = None


class Liveness(StrEnum):
    """What the movements say. `five-point` never says `LIVE`: see kiosk.identity.liveness for what it lets pass."""

    LIVE = "live"  # by the tests of the profile; no certificate follows from it
    NOT_EXCLUDED = "not-excluded"  # nothing spoke against it; staff must have seen the person
    REFUSED = "refused"


@dataclass(frozen=True)
class FaceVerdict:
    """What came out of one attempt. `reasons`: words of `REASONS` or `Guidance`.

    `distance` to the reference (0 the same, none where no frontal picture could be read) against `threshold`.
    """

    matches: bool
    liveness: Liveness
    distance: float | None
    threshold: float
    profile: Profile
    challenges: tuple[Challenge, ...]
    reasons: tuple[str, ...] = field(default=())

    @property
    def accepted(self) -> bool:
        """Whether it is this person, and nothing spoke against somebody alive."""
        return self.matches and self.liveness is not Liveness.REFUSED


@dataclass(frozen=True)
class Presence:
    """Who stands before the terminal after the check, as far as the camera tells. All false: the verified person alone.

    `gone`: nobody has been seen for the set time. `other`: the face seen is not the verified one. `company`: a second
    face is about as near as the first.
    """

    gone: bool = False
    other: bool = False
    company: bool = False


# What an attempt can be refused for, besides any `Guidance` but FINE.
REASONS = (
    "no-match", "other-person", "too-slow", "too-early", "wrong-movement", "not-back", "face-lost", "turn-unclear",
    "reference-unreadable", "reference-no-face", "reference-several-faces",
)  # fmt: skip


class EngineLost(Exception):
    """The face engine died or hung. It has been replaced: the check can be tried once more."""
