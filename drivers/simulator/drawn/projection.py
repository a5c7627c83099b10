"""From a surface in space to a picture: which of its points is seen at a pixel, and how light it is there."""

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.simulator.drawn.arrays import F32, Floats, as_floats, average
from drivers.simulator.drawn.pose import CAMERA, Light

Size = tuple[int, int]  # width, height in pixels
Centre = tuple[float, float]  # in pixels


def project(points: Floats, scale: float, centre: Centre) -> Floats:
    """Pixels (x, y) of points (n, 3) that are turned already; `scale` is pixels to a unit at the head's middle."""
    k = CAMERA * scale / (CAMERA - points[:, 2])
    return np.stack([points[:, 0] * k + centre[0], points[:, 1] * k + centre[1]], 1)


def visible_map(points: Floats, size: Size, scale: float, centre: Centre) -> tuple[Floats, Floats, Floats] | None:
    """Which point of a grid (rows, columns, 3) is seen at each pixel: fractional rows, columns, and how solid it is.

    The points are turned already. None: all are outside the picture.
    """
    index = _nearest_points(points.reshape(-1, 3), size, scale, centre)
    if index is None:
        return None
    seen = (index >= 0).astype(F32)
    row = (index // points.shape[1]).astype(F32) * seen
    column = (index % points.shape[1]).astype(F32) * seen
    # where a surface is seen edge-on, single pixels are noise
    whole = as_floats(cv2.erode(seen, np.ones((3, 3), np.uint8))) > 0
    row = np.where(whole, as_floats(cv2.medianBlur(row, 5)), row)
    column = np.where(whole, as_floats(cv2.medianBlur(column, 5)), column)
    return _fill_gaps(row, column, seen)


def _nearest_points(points: Floats, size: Size, scale: float, centre: Centre) -> NDArray[np.int32] | None:
    """The point nearest to the camera in each pixel, by its number; -1 where there is none."""
    width, height = size
    k = (CAMERA * scale) / (CAMERA - points[:, 2])
    px = np.rint(points[:, 0] * k + centre[0]).astype(np.int32)
    py = np.rint(points[:, 1] * k + centre[1]).astype(np.int32)
    inside = np.flatnonzero((px >= 0) & (px < width) & (py >= 0) & (py < height))
    if not len(inside):
        return None
    depth = points[inside, 2]
    low, high = float(depth.min()), float(depth.max()) + 1e-6
    sortable = ((depth - low) * (65000 / (high - low))).astype(np.uint16)  # 16 bits: a fast sort
    inside = inside[np.argsort(sortable, kind="stable")]
    index = np.full(width * height, -1, np.int32)
    index[py[inside] * width + px[inside]] = inside  # the nearest is written last
    return index.reshape(height, width)


def _fill_gaps(row: Floats, column: Floats, seen: Floats) -> tuple[Floats, Floats, Floats]:
    """Smooth the maps to below a grid step, and fill from around where the surface is stretched."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    solid = as_floats(cv2.morphologyEx(seen, cv2.MORPH_CLOSE, disc))
    for reach in (3, 7, 13):
        weight = average(seen, reach)
        near = np.maximum(weight, 1e-6)
        soft_row, soft_column = average(row, reach) / near, average(column, reach) / near
        use = (seen == 0) & (weight > 0) & (solid > 0)
        if reach == 3:  # but do not smooth over an edge, as at the side of the nose
            use |= (seen > 0) & (abs(soft_row - row) < 12) & (abs(soft_column - column) < 12)
        row, column = np.where(use, soft_row, row), np.where(use, soft_column, column)
        seen = np.maximum(seen, use.astype(F32))
    alpha = np.clip(average(solid, 3) * 1.5 - 0.5, 0, 1) * seen
    return row, column, alpha


def normals_of(points: Floats) -> Floats:
    """Unit normals of a grid of points, outwards."""
    along: Floats = np.gradient(points, axis=1)
    down: Floats = np.gradient(points, axis=0)
    n = np.cross(down.astype(F32), along.astype(F32))
    n = -n / (np.linalg.norm(n, axis=-1, keepdims=True) + 1e-9)
    return n.astype(F32)


def shade(albedo: Floats, normal: Floats, gloss: Floats, occlusion: Floats, turn: Floats, light: Light) -> Floats:
    """Soft light on skin: a lamp that wraps around, farther in red, an ambient sky and a small highlight."""
    lamp = np.array(light.direction, F32)
    lamp /= np.linalg.norm(lamp)
    n: Floats = normal @ turn.T
    cosine: Floats = n @ lamp
    wrap = np.array([0.34, 0.22, 0.17], F32)
    diffuse = np.clip((cosine[..., None] + wrap) / (1 + wrap), 0, 1)
    half = lamp + np.array([0, 0, 1], F32)
    half /= np.linalg.norm(half)
    highlight = np.clip(n @ half, 0, 1) ** 22
    sky = 0.88 - 0.12 * n[..., 1:2]
    total = light.ambient * sky + (1.14 - light.ambient) * diffuse
    colour = albedo * total * occlusion[..., None] + (gloss * highlight * 46)[..., None]
    return colour * (light.gain * np.array(light.tint, F32))
