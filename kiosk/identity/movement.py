"""What landmarks say: how far a face is turned, how open eyes and mouth are, whether it moves as a head does.

Points are (5, 2) in dlib's order or (68, 2) in iBUG's, float64 in pixels of the picture that is not mirrored. All
measures are ratios, so that the distance to the camera does not matter.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

MOVING = 0.05  # of a turn: below it pictures say nothing
_FIVE = 5
_TIP, _LEFT_END, _RIGHT_END = 30, 36, 45  # of 68: tip of the nose, outer corners of the eyes
_EYES = (36, 42)
_MOUTH = (60, 64, ((61, 67), (62, 66), (63, 65)))


def _eye_ends(points: Points) -> tuple[Points, Points]:
    if len(points) == _FIVE:
        return points[2], points[0]
    return points[_LEFT_END], points[_RIGHT_END]


def turned(points: Points) -> float:
    """Where the nose stands between the outer corners of the eyes: 0 in the middle, 1 at the picture's right end.

    Positive when the customer turns to their own left. About 0.08, 0.15, 0.22 more at 10, 18, 25 degrees.
    """
    left, right = _eye_ends(points)
    axis = right - left
    nose = points[4] if len(points) == _FIVE else points[_TIP]
    return float(2 * np.dot(nose - left, axis) / np.dot(axis, axis) - 1)


def straight(ahead: Points, movement: Sequence[Points]) -> float:
    """How much of the way to the farthest turn went forward: 1 without any going back, 0 where nothing moved.

    Counted from where the face last looked ahead: swaying while one waits is no going back.
    """
    turn = _steadied(np.array([turned(points) for points in movement]) - turned(ahead))
    farthest = int(np.argmax(np.abs(turn)))
    still = np.flatnonzero(np.abs(turn[:farthest]) <= MOVING)
    way = np.diff(turn[still[-1] if still.size else 0 : farthest + 1])
    covered = float(np.abs(way).sum())
    return abs(float(way.sum())) / covered if covered else 0.0


def _steadied(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of each three in a row: single pictures are read wrongly behind glasses."""
    if len(values) < 3:
        return values
    return np.array([values[0], *np.median([values[:-2], values[1:-1], values[2:]], axis=0), values[-1]])


def tilt(points: Points) -> float:
    """How far the line of the eyes is off the level, in degrees."""
    left, right = _eye_ends(points)
    across, down = right - left
    return float(np.degrees(np.arctan2(down, across)))


def eyes_open(points: Points) -> float:
    """The eyes' height over their width (68 points): 0.16 to 0.37 when open, by person."""
    return float(np.mean([_openness(points[first : first + 6]) for first in _EYES]))


def mouth_open(points: Points) -> float:
    """The inner mouth's height over its width (68 points): about 0 when closed."""
    left, right, pairs = _MOUTH
    heights = [np.linalg.norm(points[above] - points[below]) for above, below in pairs]
    return float(np.mean(heights) / np.linalg.norm(points[right] - points[left]))


def _openness(eye: Points) -> float:
    heights = np.linalg.norm(eye[1] - eye[5]) + np.linalg.norm(eye[2] - eye[4])
    return float(heights / (2 * np.linalg.norm(eye[0] - eye[3])))
