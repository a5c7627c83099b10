"""Landmarks without pictures: a head of 68 points in space, and sheets that carry its picture, before a camera.

Units as in the drawn people: half the width of a face is 1, x to the picture's right, y down, z to the camera.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_CAMERA = 9.0
_PIXELS = 95.0


def head() -> Floats:
    """68 points (68, 3) in iBUG's order, from common proportions of a face."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, 17)
    jaw = np.stack([np.sin(angle), -0.05 + 1.6 * np.cos(angle), 0.9 * np.cos(angle)], 1)
    brow = [(-0.8, -0.25, 0.7), (-0.65, -0.36, 0.85), (-0.47, -0.38, 0.95), (-0.3, -0.35, 1.0), (-0.15, -0.3, 1.02)]
    ridge = [(0.0, -0.05, 0.98), (0.0, 0.15, 1.1), (0.0, 0.35, 1.22), (0.0, 0.55, 1.34)]
    below = [(-0.2, 0.7, 1.05), (-0.1, 0.73, 1.12), (0.0, 0.76, 1.14), (0.1, 0.73, 1.12), (0.2, 0.7, 1.05)]
    eye = [
        (-0.67, 0.0, 0.66),
        (-0.53, -0.08, 0.8),
        (-0.38, -0.08, 0.84),
        (-0.24, 0.02, 0.82),
        (-0.38, 0.06, 0.83),
        (-0.53, 0.06, 0.78),
    ]
    lips = [
        (-0.38, 1.03, 0.9),
        (-0.24, 0.97, 1.0),
        (-0.1, 0.93, 1.08),
        (0.0, 0.95, 1.1),
        (0.1, 0.93, 1.08),
        (0.24, 0.97, 1.0),
        (0.38, 1.03, 0.9),
        (0.24, 1.12, 1.0),
        (0.1, 1.16, 1.06),
        (0.0, 1.17, 1.07),
        (-0.1, 1.16, 1.06),
        (-0.24, 1.12, 1.0),
    ]
    inner = [
        (-0.32, 1.03, 0.92),
        (-0.1, 1.02, 1.05),
        (0.0, 1.02, 1.06),
        (0.1, 1.02, 1.05),
        (0.32, 1.03, 0.92),
        (0.1, 1.04, 1.05),
        (0.0, 1.04, 1.06),
        (-0.1, 1.04, 1.05),
    ]
    other_brow = [(-x, y, z) for x, y, z in reversed(brow)]
    other_eye = [(-eye[i][0], eye[i][1], eye[i][2]) for i in (3, 2, 1, 0, 5, 4)]
    return np.concatenate([jaw, brow, other_brow, ridge, below, eye, other_eye, lips, inner])


def sheet(bend: float = 0.0, along: float = 0.0) -> Floats:
    """The same face printed on a sheet. `bend`: degrees of the arc of its 2.9 units; `along`: the way it is bent, 0
    about an upright axis, 90 about a level one."""
    flat = look(head(), 0.0, pixels=1.0, noise=0.0)
    points = np.concatenate([flat, np.zeros((68, 1))], axis=1)
    if bend:
        radius, turn = 2.9 / np.radians(bend), np.radians(along)
        u = points[:, 0] * np.cos(turn) + points[:, 1] * np.sin(turn)
        v = points[:, 1] * np.cos(turn) - points[:, 0] * np.sin(turn)
        rolled = radius * np.sin(u / radius)
        points[:, 0] = rolled * np.cos(turn) - v * np.sin(turn)
        points[:, 1] = rolled * np.sin(turn) + v * np.cos(turn)
        points[:, 2] = radius * np.cos(u / radius) - radius
    return points


def look(
    points: Floats,
    yaw: float,
    pitch: float = 0.0,
    roll: float = 0.0,
    *,
    pixels: float = _PIXELS,
    noise: float = 0.4,
    seed: int = 0,
) -> Floats:
    """Landmarks (68, 2) of `points` turned by degrees, `pixels` a unit, with `noise` (standard deviation, pixels).

    Positive yaw moves the nose to the picture's right: the customer turns to their own left.
    """
    a, b, c = np.radians([yaw, -pitch, roll])
    about_y = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    turned = points @ (about_z @ about_x @ about_y).T
    scale = _CAMERA * pixels / (_CAMERA - turned[:, 2:])
    flat = turned[:, :2] * scale
    if pixels == 1.0:
        return flat
    return flat + np.array([320, 240]) + np.random.default_rng(seed).normal(0, noise, (68, 2))


COURSE = (0.0, 0.0, 0.15, 0.35, 0.55, 0.75, 0.9, 1.0, 1.0, 0.85, 0.6, 0.3, 0.1, 0.0)
"""How far a turn has come, picture by picture."""


def movement(make: Callable[[float, int], Floats]) -> list[Floats]:
    """The pictures of one turn: `make` gets how far it has come and a seed."""
    return [make(part, number) for number, part in enumerate(COURSE)]
