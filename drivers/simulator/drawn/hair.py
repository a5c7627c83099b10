"""Hair, or a scarf over it: changes the head's radius, colour and gloss where it covers it."""

import cv2
import numpy as np

from drivers.simulator.drawn.arrays import F32, Floats, colour, field, mix, sample, smooth
from drivers.simulator.drawn.head import BOTTOM, Shape, hair_lift
from drivers.simulator.drawn.skin import Skin


def add_hair(shape: Shape, skin: Skin) -> Floats:
    """Let hair grow, in place. Gives where it is, from 0 to 1."""
    p = shape.p
    if p.style == "bald":
        return np.zeros(shape.grid.y.shape, F32)
    rng = np.random.default_rng(p.seed + 3)
    return _scarf(shape, skin, rng) if p.style == "scarf" else _hair(shape, skin, rng)


def _edge(shape: Shape) -> Floats:
    """Height of the hairline at each angle: hair grows above it, at smaller y."""
    p, style, phi = shape.p, shape.p.style, shape.grid.phi[0]
    a = np.abs(phi)
    temple = p.temple_hair - (0.10 if style in ("bob", "long") else 0)
    side = smooth(temple - 0.22, temple, a)
    parted = 0.10 * (phi * np.sign(p.parting)) * 0.5
    top: Floats = p.hairline - p.recession * smooth(0.12, 0.75, a) * (1 - side) + parted
    if style == "fringe":
        top = np.full_like(a, -0.48) + 0.06 * np.cos(phi * 3 + p.parting * 4)
    behind = smooth(1.75, 1.95, a)
    if style in ("bob", "long"):
        down: Floats = np.full_like(a, 1.25 if style == "bob" else BOTTOM + 0.2)
    else:
        burn = 0.02 if style == "bun" else 0.28
        down = burn - (burn + 0.32) * smooth(1.32, 1.42, a) + (0.9 + 0.32) * behind
    return top + (down - top) * side


def _hair(shape: Shape, skin: Skin, rng: np.random.Generator) -> Floats:
    p, style, y = shape.p, shape.p.style, shape.grid.y
    curly = style == "afro" or p.curl > 0.72
    edge = _edge(shape)[None]
    strands = _strands(shape, rng, curly)
    above = edge - y  # how far inside the hair
    ragged = (0.028 if style != "fringe" else 0.05) * strands + 0.02 * field(rng, y.shape, 10, 10)
    mask = smooth(-0.045, 0.045, above + ragged)
    if style == "buzz":
        mask *= 0.80 + 0.1 * strands
    volumes = {"buzz": 0.02, "afro": 0.22 + p.hair_volume, "bun": 0.05, "short": 0.04 + 0.7 * p.hair_volume}
    volume = volumes.get(style, 0.06 + 0.6 * p.hair_volume)
    thickness = volume * smooth(-0.02, 0.45 if style != "fringe" else 0.2, above)
    thickness = thickness * smooth(-p.crown - hair_lift(p), -p.crown + 0.25, y)
    relief = thickness + (0.016 if curly else 0.006) * strands * mask * (style != "buzz")
    hide_ears = mask * shape.ear * p.ear * (style in ("bob", "long", "afro"))
    shape.radius += (relief * mask - hide_ears).astype(F32)
    sheen = 0.22 * np.exp(-(((above - 0.35) / 0.16) ** 2)) * (not curly)
    light = 1 + (0.26 if curly else 0.18) * strands + sheen
    roots = 0.72 + 0.28 * smooth(0, 0.16, above)
    painted = colour(p.hair) * (light * roots * (0.80 if curly else 0.92))[..., None] + 5
    skin.albedo += (painted - skin.albedo) * mask[..., None]
    skin.gloss = skin.gloss * (1 - mask) + (0.10 if curly else 0.45) * mask * smooth(0.3, 1.2, strands)
    # a soft shadow on the brow under the hair
    shadow = np.exp(-((np.minimum(above, 0) / 0.07) ** 2)) * (1 - mask) * (above < 0)
    mix(skin.albedo, 0.35 * shadow * (style != "buzz"), skin.dark)
    return mask.astype(F32)


def _strands(shape: Shape, rng: np.random.Generator, curly: bool) -> Floats:
    p, y = shape.p, shape.grid.y
    if curly:
        return 0.8 * field(rng, y.shape, 9, 8) + 0.5 * field(rng, y.shape, 4, 4)
    noise = 0.8 * field(rng, y.shape, 90, 3.2) + 0.5 * field(rng, y.shape, 45, 6) + 0.35 * field(rng, y.shape, 30, 1.8)
    places: Floats = np.indices(y.shape, F32)
    rows, columns = places
    lean = p.parting * 120 * (1 - smooth(-1.5, -0.2, y)) + 6 * np.sin(y * 4 + p.parting * 9)
    return sample(noise, columns + lean.astype(F32), rows, cv2.BORDER_REFLECT)


def _scarf(shape: Shape, skin: Skin, rng: np.random.Generator) -> Floats:
    p, x, y, chin = shape.p, shape.x, shape.grid.y, shape.grid.chin
    a = np.abs(shape.grid.phi)
    up_down = np.where(y > 0.22, (y - 0.22) / (chin - 0.24), (y - 0.22) / 1.10)
    face = np.where(a > 1.4, 2.0, np.hypot(x / (0.90 * p.temple), up_down))  # 1 on the edge of the opening
    outside = smooth(0.98, 1.02, face)
    folds = field(rng, y.shape, 60, 40) + 0.6 * np.sin(y * 9 + 3 * a)
    lift = (0.10 + 0.02 * folds) * smooth(0.98, 1.12, face) * smooth(-p.crown - 0.12, -p.crown + 0.25, y)
    under = 0.22 * outside * smooth(chin - 0.1, chin + 0.35, y)
    shape.radius += (lift + under - outside * shape.ear * p.ear).astype(F32)
    painted = colour(p.scarf) * (1 + 0.06 * folds + 0.02 * field(rng, y.shape, 3, 3))[..., None]
    skin.albedo += (painted - skin.albedo) * outside[..., None]
    skin.gloss *= 1 - outside
    return outside.astype(F32)
