"""Reads faces in pictures: where they are, their landmarks, what is wrong with the picture, whose face it may be.

Arrays: a picture is (height, width, 3) uint8 RGB; points are (5, 2) or (68, 2) float64 in pixels; an embedding is
(128,) float64. Left and right in a picture are the picture's own: the customer's left hand is at its right.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.face_models import Models
from kiosk.identity.verdicts import Guidance

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]
Embedding = NDArray[np.float64]
Box = tuple[int, int, int, int]  # left, top, width, height in pixels

# How a face stands in the picture, as fractions of it. HOG at upsample 0 finds faces from about 80 pixels.
_NARROWEST, _WIDEST = 0.18, 0.46  # the face's box, of the picture's width
_ASIDE = 0.20  # of its centre, from the middle
_HIGHEST, _LOWEST = 0.33, 0.74
# Mean brightness of a face, 0 to 255
_DARK, _BRIGHT = 52, 228
_BACKLIT = 84  # a face darker than this with ...
_GLARE = 80  # ... surroundings brighter by this
# In the levelled face, 150 x 150 pixels: eyes, cheeks and mouth are always at about the same place
_SHARP = 20.0  # variance of the Laplacian: below it the face is too soft to be compared
_CHEEKS, _MOUTH = np.s_[58:78, 45:105], np.s_[100:130, 50:100]
_OTHER_COLOUR = 11.0  # between the two in a and b of CIELAB: skin and beard stay below it, masks of cloth do not
_BOTH_NEAR = 0.45  # a second face is near from this part of the first one's width


@dataclass(frozen=True)
class Found:
    """What one picture shows. `near`: faces about as near as the largest, of which `box` and the landmarks are.

    `sixty_eight` landmarks are read where the models have them.
    """

    faces: int
    near: int
    guidance: Guidance
    box: Box | None = None
    five: Points | None = None
    sixty_eight: Points | None = None


class FaceReader:
    """Reads pictures, one after the other, and keeps the last one only until `wipe`."""

    def __init__(self, models: Models, score: float) -> None:
        self._models = models
        self._score = score
        self.grey: Picture = np.zeros((0, 0), np.uint8)  # the last picture without its colours
        self._five: Any = None
        self._embedded = False

    def read(self, picture: Picture) -> Found:
        """Find faces and judge the picture. About 15 ms at 640 x 480."""
        if self.grey.shape != picture.shape[:2]:
            self.grey = np.zeros(picture.shape[:2], np.uint8)
        grey = self.grey
        cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY, dst=grey)
        boxes, scores, _ = self._models.detector.run(grey, 0, 0.0)
        kept = [box for box, score in zip(boxes, scores, strict=True) if score >= self._score]
        self._five = None
        if not kept:
            guidance = Guidance.TOO_DARK if grey.mean() < _DARK / 2 else Guidance.NO_FACE
            return Found(0, 0, guidance)
        kept.sort(key=lambda box: -box.width())
        first = kept[0]
        near = sum(box.width() >= _BOTH_NEAR * first.width() for box in kept)
        box = (first.left(), first.top(), first.width(), first.height())
        self._five = self._models.five(grey, first)
        full = self._models.sixty_eight
        guidance = _guidance(grey, box, len(kept))
        return Found(
            faces=len(kept),
            near=near,
            guidance=self._closer(picture) if guidance is Guidance.FINE else guidance,
            box=box,
            five=_points(self._five),
            sixty_eight=None if full is None else _points(full(grey, first)),
        )

    def embed(self, picture: Picture) -> Embedding:
        """The embedding of the face that `read` found last, in the same picture. About 60 ms.

        Always levelled by the 5-point landmarks, in both profiles: other landmarks shift it by 0.16.
        """
        chip: Picture = self._models.chip(picture, self._five)
        self._embedded = True
        described = self._models.encoder.compute_face_descriptor(chip)
        embedding = np.array(described, np.float64)
        chip.fill(0)
        for number in range(len(described)):
            described[number] = 0.0
        return embedding

    def _closer(self, picture: Picture) -> Guidance:
        """What is wrong with the face itself, levelled to 150 x 150 pixels."""
        chip: Picture = self._models.chip(picture, self._five)
        sharp = float(cv2.Laplacian(cv2.cvtColor(chip, cv2.COLOR_RGB2GRAY), cv2.CV_64F).var())
        colours = np.asarray(cv2.cvtColor(chip, cv2.COLOR_RGB2LAB), np.float64)[..., 1:]
        chip.fill(0)
        apart = colours[_CHEEKS].mean(axis=(0, 1)) - colours[_MOUTH].mean(axis=(0, 1))
        if float(np.linalg.norm(apart)) > _OTHER_COLOUR:
            return Guidance.COVERED
        return Guidance.BLURRED if sharp < _SHARP else Guidance.FINE

    def wipe(self) -> None:
        """Overwrite what is left of the last picture, in the encoder too, which keeps its input. About 60 ms."""
        self.grey.fill(0)
        if self._embedded:
            self._models.encoder.compute_face_descriptor(np.zeros((150, 150, 3), np.uint8))
            self._embedded = False
        self._five = None


def _points(shape: Any) -> Points:
    return np.array([(part.x, part.y) for part in shape.parts()], np.float64)


def _guidance(grey: Picture, box: Box, faces: int) -> Guidance:
    """What is wrong with the picture, the worst first."""
    left, top, width, height = box
    rows, columns = grey.shape
    if faces > 1:
        return Guidance.SEVERAL_FACES
    face = grey[max(top, 0) : top + height, max(left, 0) : left + width]
    bright = float(face.mean())
    rest = (float(grey.sum()) - float(face.sum())) / max(1, grey.size - face.size)
    across, down = (left + width / 2) / columns, (top + height / 2) / rows
    checks = (
        (bright < _BACKLIT and rest - bright > _GLARE, Guidance.AGAINST_LIGHT),
        (bright < _DARK, Guidance.TOO_DARK),
        (bright > _BRIGHT, Guidance.TOO_BRIGHT),
        (width < _NARROWEST * columns, Guidance.CLOSER),
        (width > _WIDEST * columns, Guidance.FARTHER),
        (across < 0.5 - _ASIDE, Guidance.LEFT),  # at the picture's left is the customer's right
        (across > 0.5 + _ASIDE, Guidance.RIGHT),
        (down > _LOWEST, Guidance.UP),
        (down < _HIGHEST, Guidance.DOWN),
    )
    return next((guidance for wrong, guidance in checks if wrong), Guidance.FINE)
