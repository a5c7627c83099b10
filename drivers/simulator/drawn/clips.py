"""Movements: what a person does when the screen asks for it, picture by picture."""

from collections.abc import Iterator

import numpy as np

from drivers.simulator.drawn.arrays import Bytes, smooth
from drivers.simulator.drawn.person import FRAME, Person
from drivers.simulator.drawn.pose import DAYLIGHT, FRONTAL, Expression, Light, Pose
from drivers.simulator.drawn.projection import Size

# The challenges of a face check (Challenge), and nods. The customer's own left is to the right of the picture.
MOVEMENTS = ("turn-left", "turn-right", "blink", "open-mouth", "up", "down", "still")
TURN = 27.0  # degrees
_NOD = 14.0
_YAW = {"turn-left": TURN, "turn-right": -TURN}
_PITCH = {"up": _NOD, "down": -_NOD}


def course(movement: str, t: float) -> tuple[Pose, Expression]:
    """The movement at `t`, from 0 to 1: neutral, the movement, neutral. Yaw and pitch are to be added to a pose."""
    amount = float(smooth(0.15, 0.42, t) * smooth(0.90, 0.63, t))
    quick = float(smooth(0.38, 0.46, t) * smooth(0.66, 0.58, t))  # a blink is short
    pose = Pose(_YAW.get(movement, 0.0) * amount, _PITCH.get(movement, 0.0) * amount)
    return pose, Expression(quick if movement == "blink" else 0.0, amount if movement == "open-mouth" else 0.0)


def clip(
    person: Person,
    movement: str,
    *,
    fps: float = 15,
    seconds: float = 2.0,
    pose: Pose = FRONTAL,
    light: Light = DAYLIGHT,
    size: Size = FRAME,
    seed: int = 0,
) -> Iterator[Bytes]:
    """Pictures of a person who does one of `MOVEMENTS`, with a slight natural sway; `seed` changes sway and noise."""
    for i, (at, expression) in enumerate(poses(movement, fps=fps, seconds=seconds, pose=pose, seed=seed)):
        yield person.frame(at, expression, light, size, seed=seed * 1000 + i)


def poses(
    movement: str, *, fps: float = 15, seconds: float = 2.0, pose: Pose = FRONTAL, seed: int = 0
) -> Iterator[tuple[Pose, Expression]]:
    """How the head is held in each picture of a `clip`."""
    frames = int(fps * seconds)
    for i in range(frames):
        moved, expression = course(movement, i / max(1, frames - 1))
        sway = 0.8 * np.sin(2.1 * i / fps + seed), 0.6 * np.sin(1.7 * i / fps + 2 * seed)
        yaw, pitch = pose.yaw + sway[0] + moved.yaw, pose.pitch + sway[1] + moved.pitch
        yield Pose(float(yaw), float(pitch), pose.roll, pose.x, pose.y, pose.scale), expression
