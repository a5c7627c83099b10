"""What moves in a face: eyes that open and close, a mouth that opens."""

from dataclasses import dataclass

import cv2
import numpy as np

from drivers.simulator.drawn.arrays import F32, Floats, bump, colour, mix, sample, smooth, soften
from drivers.simulator.drawn.head import COLUMNS, ROWS, TOP, Shape
from drivers.simulator.drawn.skin import Skin


@dataclass
class Layers:
    """What one expression changes, each over the whole head."""

    radius: Floats
    albedo: Floats
    gloss: Floats


def paint_eyes(layers: Layers, shape: Shape, skin: Skin, hair: Floats, blink: float) -> None:
    """Paint both eyes at a stage of a blink, in place; closed lids meet on the lower lid and are smooth."""
    for side in (-1, 1):
        _paint_eye(layers, shape, skin, hair, blink, side)


def _paint_eye(layers: Layers, shape: Shape, skin: Skin, hair: Floats, blink: float, side: int) -> None:
    p, width = shape.p, shape.p.eye_width
    columns = np.flatnonzero(np.abs(shape.x[ROWS // 2 - 20] - side * p.eye_x) < 0.36)
    rows = np.flatnonzero(np.abs(shape.grid.ys) < 0.34)
    box = np.s_[rows[0] : rows[-1], columns[0] : columns[-1]]
    x, y, a, bare = shape.x[box] - side * p.eye_x, shape.grid.y[box], layers.albedo[box], 1 - hair[box]
    u = x / width * side  # -1 nose side .. 1 temple side
    y = y + p.eye_tilt * u
    q = np.clip(1 - u**2, 0, 1)
    bare = bare * smooth(-0.10, 0.02, bare - 0.5)
    up = -p.eye_up * np.clip(1 - (u + 0.08) ** 2, 0, 1) ** 0.62
    low = p.eye_low * np.clip(1 - (u - 0.1) ** 2, 0, 1) ** 0.75
    meet = p.eye_low * 1.25 * q**0.8 + 0.015
    up, low = up + (meet - up) * blink, low + (meet - low) * blink
    edge = 0.010
    opening = smooth(-edge, edge, y - up) * smooth(-edge, edge, low - y) * smooth(0, 0.06, q) * bare
    # lid skin: the crease and the shadow of the socket fade as the lid comes down over the eyeball
    lid = bump(u, y, 0, -0.035, 1.05, p.eye_up * 1.35)
    mix(a, 0.90 * blink * lid * bare, skin.tone * 1.10)
    crease = up * (1 - blink) - p.crease_height - 0.01
    fold = np.exp(-(((y - crease) / 0.013) ** 2)) * smooth(1.12, 0.8, np.abs(u)) * bare
    mix(a, 0.60 * p.crease * (1 - 0.9 * blink) * fold, skin.dark * 0.9)
    a += (_eyeball(x, y, u, q, up, colour(p.iris)) - a) * opening[..., None]
    # lashes: a dark line on the edge of the upper lid, which a closed eye keeps, low and thin
    thick = 0.017 + 0.004 * p.lash - 0.003 * blink
    line = np.exp(-(((y - up + 0.004) / thick) ** 2)) * smooth(0, 0.10, q) * bare
    mix(a, (0.55 + 0.4 * p.lash) * line, (30, 22, 20))
    ends = smooth(0, 0.15, q) * bare
    mix(a, 0.30 * (1 - blink) * np.exp(-(((y - low) / 0.012) ** 2)) * smooth(0, 0.15, q) * bare, skin.dark * 0.8)
    mix(a, 0.25 * (1 - blink) * np.exp(-(((y - low - 0.05) / 0.02) ** 2)) * ends, skin.dark * 1.3)
    if blink > 0:
        fill = (0.8 * p.socket + 0.03) * bump(u, y, 0, -0.05, 1.1, 0.15)
        layers.radius[box] += (blink * fill - 0.02 * blink * line).astype(F32)


def _eyeball(x: Floats, y: Floats, u: Floats, q: Floats, up: Floats, iris: Floats) -> Floats:
    """The ball of the eye with iris, pupil, a reflection and the shadow of the upper lid."""
    size, gaze = 0.080, 0.006  # of the iris; how far the eye looks up
    r = np.hypot(x, y + gaze)
    ball: Floats = np.ones((*x.shape, 3), F32) * colour((232, 226, 222)) * (0.74 + 0.26 * q)[..., None]
    mix(ball, 0.35 * bump(u, y, -0.95, 0, 0.18, 0.05), (200, 130, 120))
    mix(ball, smooth(size + 0.008, size - 0.008, r), iris * 0.55)
    mix(ball, smooth(size - 0.008, size - 0.03, r), iris * 1.1)
    mix(ball, smooth(0.042, 0.032, r), (10, 10, 12))
    mix(ball, smooth(0.022, 0.012, np.hypot(x + 0.028, y + 0.038)), (250, 250, 250))
    ball *= (1 - 0.5 * np.exp(-(((y - up) / 0.035) ** 2)))[..., None]
    return ball


def open_mouth(layers: Layers, shape: Shape, skin: Skin, amount: float) -> Layers:
    """Drop the jaw: everything below the lip line moves down, and the inside is painted."""
    p, x, y, lip_line = shape.p, shape.x, shape.grid.y, skin.lip_line
    jaw = 0.40 * amount * smooth(1.7, 0.7, np.abs(shape.grid.phi))
    width = p.mouth_width * (1 - 0.12 * amount)
    gap = jaw * np.sqrt(np.clip(1 - (x / width) ** 2, 0, 1))
    below = y - lip_line - gap
    shift = np.where(y > lip_line, gap, 0) + (jaw - gap) * smooth(-0.18, 0.62, below)
    shift = shift * (1 - smooth(shape.grid.chin + 0.42, shape.grid.chin + 0.85, y))
    inside = (y > lip_line) & (below < 0)
    source = np.where(inside, lip_line, y - shift)
    rows = ((source - TOP) / (shape.grid.ys[1] - shape.grid.ys[0])).astype(F32)
    columns: Floats = np.repeat(np.arange(COLUMNS, dtype=F32)[None], ROWS, 0)
    radius, albedo, gloss = (
        sample(layer, columns, rows, cv2.BORDER_REPLICATE) for layer in (layers.radius, layers.albedo, layers.gloss)
    )
    soft = soften(inside.astype(F32), 0.8)
    down = y - lip_line
    mix(albedo, soft, (52, 18, 20))
    teeth = soft * smooth(0.012, 0.03, down) * smooth(0.11, 0.09, down + 0.25 * x**2)
    teeth = teeth * (np.abs(x) < width * 0.72) * smooth(0.1, 0.16, gap)
    mix(albedo, 0.92 * teeth, (221, 213, 199))
    mix(albedo, 0.7 * soft * bump(x, below, 0, -0.03, width * 0.6, 0.06), (150, 72, 72))
    radius = radius - (0.16 * soften(soft, 2)).astype(F32)
    return Layers(radius, albedo, gloss * (1 - soft))
