"""A look into the camera: one attempt, as the customer sees it."""

from collections.abc import Sequence

from kiosk.identity.verdicts import Challenge, Sight
from kiosk.prompts import Look, Step


def looking(challenges: Sequence[Challenge], sight: Sight | None = None, step: Step | None = None) -> Look:
    """What is on the screen while the camera sees `sight`; None: it has not begun to see."""
    return Look(
        "face-look",
        args={"challenge": (sight and sight.challenge) or "ahead"},
        sight=sight,
        challenges=tuple(challenges),
        step=step,
    )
