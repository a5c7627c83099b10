"""Follows five spots of the skin from picture to picture, by what they look like (Lucas and Kanade).

Landmark models draw a face as they know faces: on a bent print they put the nose where a turned head would have it.
Followed spots know nothing of faces, so that a sheet betrays itself.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]

SPOTS = (27, 30, 51, 36, 45)
"""Of the 68 landmarks: root and tip of the nose, upper lip, and the outer corners of the eyes at the picture's left and
right. Followed spots, (5, 2), are in this order."""

_PART = 0.3  # of the width between the eyes: what is looked at around a spot
_PART_OF_TIP = 0.12  # the same, of the tip of the nose, once it has been found by more
_TIP = slice(1, 2)  # in SPOTS
_LEVELS = 2
_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 0.01)


class Follower:
    """Follows from one picture on. Keeps the last picture, with its contrasts raised, until `wipe`."""

    def __init__(self) -> None:
        self._even = cv2.createCLAHE(3.0, (8, 8))  # dark skin in dim light has too little contrast to follow
        self._last: Picture | None = None
        self._spots: NDArray[np.float32] = np.zeros((0, 1, 2), np.float32)
        self._window = self._near = 0

    def start(self, grey: Picture, landmarks: Points) -> Points:
        """Begin with the 68 landmarks of this picture. Gives the spots."""
        self.wipe()
        spots = landmarks[list(SPOTS)]
        width = float(np.linalg.norm(spots[4] - spots[3]))
        self._window, self._near = (max(9, int(width * part) | 1) for part in (_PART, _PART_OF_TIP))
        self._last = np.asarray(self._even.apply(grey), np.uint8)
        self._spots = spots.astype(np.float32).reshape(-1, 1, 2)
        return spots

    def follow(self, grey: Picture) -> Points | None:
        """Where the spots are in the next picture; None where nothing is followed."""
        if self._last is None or self._last.shape != grey.shape:
            return None
        now = np.asarray(self._even.apply(grey), np.uint8)
        found = _found(self._last, now, self._spots, self._spots, self._window, _LEVELS)
        # what lies around the tip of a smooth nose is cheek, which stays behind and holds the tip back
        found[_TIP] = _found(self._last, now, self._spots[_TIP], found[_TIP], self._near, 0)
        self._last.fill(0)
        self._last = now
        self._spots = found
        return self._spots.reshape(-1, 2).astype(np.float64)

    def wipe(self) -> None:
        """Overwrite the last picture and follow nothing."""
        if self._last is not None:
            self._last.fill(0)
        self._last = None


def _found(
    last: Picture,
    now: Picture,
    spots: NDArray[np.float32],
    guess: NDArray[np.float32],
    window: int,
    levels: int,
) -> NDArray[np.float32]:
    """Where spots of the last picture are now; `guess`: from where on to look."""
    found, _, _ = cv2.calcOpticalFlowPyrLK(
        last,
        now,
        spots,
        guess.copy(),
        winSize=(window, window),
        maxLevel=levels,
        criteria=_STEPS,
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )
    return np.asarray(found, np.float32)
