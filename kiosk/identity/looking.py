"""A look into the camera: one attempt, as the customer sees it."""

from collections.abc import Sequence

from kiosk.identity.verdicts import Challenge, Guidance, Sight
from kiosk.prompts import Look, Step

_FIRST = Sight(Guidance.NO_FACE)


def looking(challenges: Sequence[Challenge], sight: Sight = _FIRST, step: Step | None = None) -> Look:
    """What is on the screen while the camera sees `sight`."""
    return Look(
        "face-look",
        args={"challenge": sight.challenge or "ahead"},
        sight=sight,
        challenges=tuple(challenges),
        step=step,
    )
