"""How a person is held before the camera, what the face does, and what light falls on it."""

from dataclasses import dataclass

import numpy as np

from drivers.simulator.drawn.arrays import F32, Floats

CAMERA = 9.0  # its distance from the head, in units


@dataclass(frozen=True)
class Pose:
    """Degrees; `yaw` above 0 moves the nose to the right of the picture, which is the person's own left.

    `pitch` above 0 lifts the nose. `x`, `y`: the middle of the head as fractions of the frame. `scale`: half a face's
    width over the frame's height, which says how far away it is.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.5
    y: float = 0.5
    scale: float = 0.19

    def turn(self) -> Floats:
        """The rotation as a matrix: points @ turn.T."""
        yaw, pitch, roll = (float(angle) for angle in np.radians([self.yaw, self.pitch, self.roll]))
        c, s = np.cos, np.sin
        turn = np.array([[c(yaw), 0, s(yaw)], [0, 1, 0], [-s(yaw), 0, c(yaw)]])
        nod = np.array([[1, 0, 0], [0, c(pitch), -s(pitch)], [0, s(pitch), c(pitch)]])
        lean = np.array([[c(roll), -s(roll), 0], [s(roll), c(roll), 0], [0, 0, 1]])
        return (lean @ nod @ turn).astype(F32)


@dataclass(frozen=True)
class Expression:
    """`blink`: eyes open (0) to closed (1). `mouth`: closed (0) to wide open (1)."""

    blink: float = 0.0
    mouth: float = 0.0


@dataclass(frozen=True)
class Light:
    """One lamp at `direction` (from the head), a sky of `ambient` (0 to 1), and what the sensor makes of both.

    `gain`: 1 is a good exposure. `tint`: factors for red, green and blue.
    """

    direction: tuple[float, float, float] = (-0.35, -0.50, 0.85)
    ambient: float = 0.50
    gain: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


FRONTAL = Pose()
NEUTRAL = Expression()
DAYLIGHT = Light()
