"""Arrays, and the few operations on them that painting is made of. OpenCV's types are narrowed here, once."""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

F32 = np.float32
Floats: TypeAlias = NDArray[np.floating[Any]]
Bytes: TypeAlias = NDArray[np.uint8]  # a picture, or a mask from 0 to 255
Number: TypeAlias = float | Floats
Colour: TypeAlias = tuple[int, int, int]


def smooth(a: float, b: float, x: Number) -> Floats:
    """0 at a, 1 at b, with soft ends; a may be above b."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def bump(x: Number, y: Number, cx: float, cy: float, sx: float, sy: float) -> Floats:
    """A soft hill of height 1 at (cx, cy)."""
    return np.exp(-(((x - cx) / sx) ** 2) - ((y - cy) / sy) ** 2)


def curve(knots: Sequence[float], values: Sequence[float], at: Floats, blur: float = 0.06) -> Floats:
    """A smooth curve through knots: linear between them, blurred; sampled at `at`, which is evenly spaced."""
    line = np.interp(at, knots, values).astype(F32)
    sigma = max(blur / (at[1] - at[0]), 0.5)
    return as_floats(cv2.GaussianBlur(line[None], (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)[0])


def field(rng: np.random.Generator, shape: tuple[int, ...], cell_y: float, cell_x: float) -> Floats:
    """Smooth noise of about unit variance, with cells of the given size in grid points."""
    small = rng.standard_normal((max(2, int(shape[0] / cell_y)), max(2, int(shape[1] / cell_x)))).astype(F32)
    return as_floats(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC))


def mix(image: Floats, mask: Number, colour: Floats | Colour) -> None:
    """Paint colour over image where mask is above 0, in place."""
    image += (np.asarray(colour, F32) - image) * np.asarray(np.clip(mask, 0, 1)).astype(F32)[..., None]


def soften(image: Floats, sigma: float) -> Floats:
    """Blur by `sigma` pixels."""
    return as_floats(cv2.GaussianBlur(image, (0, 0), sigma))


def average(image: Floats, size: int) -> Floats:
    """The mean over a square of `size` pixels."""
    return as_floats(cv2.blur(image, (size, size)))


def sample(image: Floats, columns: Floats, rows: Floats, border: int = cv2.BORDER_CONSTANT) -> Floats:
    """The image at fractional places."""
    return as_floats(cv2.remap(image, columns, rows, cv2.INTER_LINEAR, borderMode=border))


def colour(values: Colour) -> Floats:
    """A colour to reckon with."""
    return np.array(values, F32)


def as_floats(image: Any) -> Floats:
    """What OpenCV gives, which is of the type that it was given."""
    return cast(Floats, image)


def as_bytes(image: Any) -> Bytes:
    """A picture that OpenCV gives."""
    return cast(Bytes, image)
