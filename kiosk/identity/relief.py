"""Whether a turned face moves as a head does: judged over the whole movement, not at one picture (68 points).

A sheet of paper or glass, however it is tilted, rolled, pitched or bent, moves what is on it along a smooth map, to
within the third power of its size: a polynomial of degree two follows that, perspective included. A nose does not lie
in the sheet of eyes, brows and mouth: in a turn it runs ahead of where they lead. Three measures of that lead:

- `surface`: of the landmark at the tip, before the place where the polynomial through the other landmarks puts it,
- `ridge`: of the same, before the line from the root of the nose to the upper lip, along which a mask lies flat,
- `lead`: as `ridge`, of spots that were followed by their looks (kiosk.identity.following). Landmark models place a
  nose where a turned head would have it, on a bent print too; what is followed does not.

The first two are held against the turn in every picture: for a rigid head they grow in proportion to it. The slope of
that line says how far the nose stands out for the turn that was made; how well the pictures lie on the line says
whether one rigid thing has moved. A turn feigned by tilting has the shift, but not the lead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.identity.movement import MOVING, Points, turned

Floats = NDArray[np.float64]

_LEFT_END, _RIGHT_END = 36, 45  # outer corners of the eyes
_ROOT, _TIP, _LIP = 27, 30, 51
_SHEET = (*range(17, 27), *range(36, 68))  # brows, eyes, mouth: what the nose is held against
_NOSE = (29, 30)
_MOST = 3


@dataclass(frozen=True)
class Relief:
    """Of one movement. Slopes are leads, in widths between the eyes' outer corners, by unit of turn.

    `surface`, `ridge`: slopes. `rigid`: how much of the leads' variation lies on the line, 0 to 1 (the worse of both).
    `pictures`: how many were of a turned face.
    """

    surface: float
    ridge: float
    rigid: float
    pictures: int


def relief(ahead: Points, movement: Sequence[Points]) -> Relief:
    """What the pictures of one turn and back say. `ahead`: the landmarks of the face that looks straight ahead."""
    sheet = _terms(ahead, ahead[list(_SHEET)])
    nose = _terms(ahead, ahead[list(_NOSE)])
    solve = np.asarray(np.linalg.pinv(sheet), np.float64)
    along, aside = _place(ahead[_LIP] - ahead[_ROOT], ahead[_RIGHT_END] - ahead[_LEFT_END], ahead[_TIP] - ahead[_ROOT])
    middle = turned(ahead)
    turns: list[float] = []
    surfaces: list[float] = []
    ridges: list[float] = []
    for points in movement:
        axis: Floats = points[_RIGHT_END] - points[_LEFT_END]
        width = float(np.linalg.norm(ahead[_RIGHT_END] - ahead[_LEFT_END]))
        unit = axis / float(np.linalg.norm(axis))
        led: Floats = nose @ (solve @ points[list(_SHEET)])
        line = points[_ROOT] + along * (points[_LIP] - points[_ROOT]) + aside * axis
        turns.append(turned(points) - middle)
        surfaces.append(float(np.mean((points[list(_NOSE)] - led) @ unit)) / width)
        ridges.append(float((points[_TIP] - line) @ unit) / width)
    turn = np.array(turns)
    moving = np.abs(turn) > MOVING
    if not moving.any():
        return Relief(0.0, 0.0, 0.0, 0)
    surface, ridge = np.array(surfaces), np.array(ridges)
    slopes = _slope(turn[moving], surface[moving]), _slope(turn[moving], ridge[moving])
    rigid = min(_on_line(turn[moving], surface[moving], slopes[0]), _on_line(turn[moving], ridge[moving], slopes[1]))
    return Relief(slopes[0], slopes[1], rigid, int(moving.sum()))


def lead(followed: Sequence[Points], way: float) -> float:
    """How far the tip of the nose ran ahead of the line from its root to the lip, in widths between the eyes.

    `followed`: the spots of `following.SPOTS`, in every picture from the one that looks ahead on. `way`: 1 for a turn
    to the picture's right, -1 to its left. The mean of the three pictures with the most, 0 without pictures.
    """
    if len(followed) <= _MOST:
        return 0.0
    root, tip, lip, left, right = followed[0]
    along, aside = _place(lip - root, right - left, tip - root)
    width = float(np.linalg.norm(right - left))
    leads: list[float] = []
    for root, tip, lip, left, right in followed[1:]:
        axis: Floats = right - left
        off: Floats = tip - (root + along * (lip - root) + aside * axis)
        leads.append(way * float(off @ axis) / float(np.linalg.norm(axis)) / width)
    return float(np.mean(sorted(leads)[-_MOST:]))


def _terms(ahead: Points, points: Points) -> Floats:
    """The terms of a polynomial of degree two at `points`, from the middle of the face in widths of the eyes."""
    left, right = ahead[_LEFT_END], ahead[_RIGHT_END]
    x, y = ((points - (left + right) / 2) / np.linalg.norm(right - left)).T
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)


def _place(line: Floats, axis: Floats, tip: Floats) -> tuple[float, float]:
    """Where the tip stands: along the line from root to lip, and aside of it in widths of the eyes."""
    area = _cross(line, axis)
    return _cross(tip, axis) / area, _cross(line, tip) / area


def _cross(first: Floats, second: Floats) -> float:
    return float(first[0] * second[1] - first[1] * second[0])


def _slope(turn: Floats, lead: Floats) -> float:
    return float(turn @ lead / (turn @ turn))


def _on_line(turn: Floats, lead: Floats, slope: float) -> float:
    """1 where all of the leads lie on the line through zero, 0 where it explains nothing."""
    whole = float(lead @ lead)
    off = lead - slope * turn
    return max(0.0, 1.0 - float(off @ off) / whole) if whole else 0.0
