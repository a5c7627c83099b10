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
_LEVELS = 2
_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 0.01)


class Follower:
    """Follows from one picture on. Keeps the last picture, with its contrasts raised, until `wipe`."""

    def __init__(self) -> None:
        self._even = cv2.createCLAHE(3.0, (8, 8))  # dark skin in dim light has too little contrast to follow
        self._last: Picture | None = None
        self._spots: NDArray[np.float32] = np.zeros((0, 1, 2), np.float32)
        self._window = 0

    def start(self, grey: Picture, landmarks: Points) -> Points:
        """Begin with the 68 landmarks of this picture. Gives the spots."""
        self.wipe()
        spots = landmarks[list(SPOTS)]
        width = float(np.linalg.norm(spots[4] - spots[3]))
        self._window = max(9, int(width * _PART) | 1)
        self._last = np.asarray(self._even.apply(grey), np.uint8)
        self._spots = spots.astype(np.float32).reshape(-1, 1, 2)
        return spots

    def follow(self, grey: Picture, landmarks: Points | None = None) -> Points | None:
        """Where the spots are in the next picture; None where nothing is followed.

        `landmarks`: the 68 of that picture. Only how far all of the face has come is taken from them, as where to look:
        who turns quickly before a slow camera would be lost otherwise. It moves every spot alike, and so no lead.
        """
        if self._last is None or self._last.shape != grey.shape:
            return None
        now = np.asarray(self._even.apply(grey), np.uint8)
        guess = self._spots.copy()
        if landmarks is not None:
            spots = landmarks[list(SPOTS)].astype(np.float32).reshape(-1, 1, 2)
            guess += np.mean(spots - self._spots, axis=0)
        found, _, _ = cv2.calcOpticalFlowPyrLK(
            self._last,
            now,
            self._spots,
            guess,
            winSize=(self._window, self._window),
            maxLevel=_LEVELS,
            criteria=_STEPS,
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
        )
        self._last.fill(0)
        self._last = now
        self._spots = np.asarray(found, np.float32)
        return self._spots.reshape(-1, 2).astype(np.float64)

    def wipe(self) -> None:
        """Overwrite the last picture and follow nothing."""
        if self._last is not None:
            self._last.fill(0)
        self._last = None
