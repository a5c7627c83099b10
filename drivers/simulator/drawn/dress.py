"""What a person wears: clothes and glasses are drawn on the picture, over the head; a face mask is part of the head."""

import cv2
import numpy as np

from drivers.simulator.drawn.arrays import F32, Bytes, Floats, as_bytes, colour, mix, smooth, soften
from drivers.simulator.drawn.expression import Layers
from drivers.simulator.drawn.head import Shape
from drivers.simulator.drawn.parameters import Features
from drivers.simulator.drawn.pose import Light
from drivers.simulator.drawn.projection import Centre, project

_FEET = 12.0  # units below the eyes: below any picture
_SHARE = 16  # OpenCV draws with coordinates in sixteenths of a pixel when it is told 4 bits of fraction


def draw_clothes(rgb: Floats, alpha: Floats, p: Features, scale: float, centre: Centre, light: Light) -> None:
    """Draw the shoulders on a layer, in place."""
    height, width = alpha.shape
    neck = p.neck
    u = np.linspace(-2.6, 2.6, 80)
    edges = [0, neck * 0.6, neck, neck + 0.3, 1.5, 2.1, 2.45, 2.6]
    line = np.interp(np.abs(u), edges, [2.34, 2.26, 2.06, 2.10, 2.32, 2.62, 3.2, 4.8])
    line = np.convolve(np.pad(line, 3, mode="edge"), np.ones(7) / 7, "valid")
    outline = [*zip(u, line, strict=True), (2.6, _FEET), (-2.6, _FEET)]
    pixels = np.array([(centre[0] + x * scale, centre[1] + y * scale) for x, y in outline])
    if pixels[:, 1].min() > height:
        return
    filled: Bytes = np.zeros((height, width), np.uint8)
    cv2.fillPoly(filled, [np.rint(pixels * _SHARE).astype(np.int32)], (255,), cv2.LINE_AA, 4)
    top = max(0, int(centre[1] + 1.8 * scale))
    mask = as_bytes(cv2.GaussianBlur(filled, (0, 0), 0.8)).astype(F32)[top:] / 255
    ys, xs = np.mgrid[top:height, 0:width].astype(F32)
    across, down = (xs - centre[0]) / scale, (ys - centre[1]) / scale
    side = 0.25 * float(np.sign(light.direction[0]))
    fall = np.clip(0.95 - 0.10 * np.abs(across) - side * across * 0.25, 0.4, 1.1)
    fall *= 1 + 0.04 * np.sin(across * 7 + down * 3) * smooth(2.4, 3.2, down)
    cloth = colour(p.shirt) * (fall * light.gain)[..., None] * np.array(light.tint, F32)
    rgb[top:] += (cloth - rgb[top:]) * mask[..., None]
    alpha[top:] = np.maximum(alpha[top:], mask)


def draw_glasses(
    rgb: Floats, alpha: Floats, p: Features, turn: Floats, scale: float, centre: Centre, light: Light
) -> None:
    """Draw a frame on the nose, in place; `turn` as the head's."""
    ex, gw, gh = p.eye_x, p.glasses_width, p.glasses_height
    front = 1.20 + p.nose_root * 0.75 - 0.35
    t = np.linspace(0, 2 * np.pi, 40)
    lines = list[tuple[Floats, bool]]()
    for side in (-1, 1):
        depth = front - 0.12 * np.abs(side * ex + gw * np.cos(t)) ** 2
        rim = np.stack([side * ex + gw * _power(np.cos(t), 0.7), 0.03 + gh * _power(np.sin(t), 0.7), depth], 1)
        lines.append((rim, True))
        if side * turn[0, 2] <= 0.10:
            hinge = (side * (ex + gw), -0.05, front - 0.12 * (ex + gw) ** 2)
            lines.append((np.array([hinge, (side * 1.06, -0.04, 0.1)]), False))
    lines.append((np.array([(-ex + gw, -0.03, front), (0, -0.06, front + 0.02), (ex - gw, -0.03, front)]), False))
    canvas: Bytes = np.zeros(alpha.shape, np.uint8)
    for points, closed in lines:
        pixels = project(points @ turn.T, scale, centre)
        at = [np.rint(pixels * _SHARE).astype(np.int32)]
        cv2.polylines(canvas, at, closed, (255,), max(1, round(0.026 * scale)), cv2.LINE_AA, 4)
    mix(rgb, canvas.astype(F32) / 255 * (alpha > 0), colour((34, 30, 32)) * light.gain)


def _power(values: Floats, exponent: float) -> Floats:
    return np.sign(values) * np.abs(values) ** exponent


def cover_mouth(layers: Layers, shape: Shape) -> None:
    """Put a surgical mask over nose, mouth and chin, in place."""
    p, ax, y, aphi, chin = shape.p, np.abs(shape.x), shape.grid.y, np.abs(shape.grid.phi), shape.grid.chin
    top = p.nose_y * 0.50 + 0.20 * ax**1.5
    bottom = chin + 0.04 - 0.30 * ax**2
    area = smooth(-0.02, 0.02, y - top) * smooth(0.02, -0.02, y - bottom) * smooth(1.26, 1.22, aphi)
    hull = np.maximum(layers.radius, soften(layers.radius, 24)) + 0.07
    layers.radius += ((hull - layers.radius) * soften(area.astype(F32), 5)).astype(F32)
    pleats = 1 + 0.07 * np.sin(y * 26) * smooth(0.95, 0.6, ax)
    cloth = colour((176, 204, 220)) * pleats[..., None]
    layers.albedo += (cloth - layers.albedo) * area[..., None]
    layers.gloss = layers.gloss * (1 - area)
    mix(layers.albedo, area * np.exp(-(((y - top - 0.05) / 0.02) ** 2)), (222, 232, 238))
    for slope, start in ((-0.55, 0.42), (0.05, chin - 0.42)):  # to the ears
        strap = np.exp(-(((y - start - slope * (aphi - 1.22)) / 0.012) ** 2)) * smooth(1.20, 1.24, aphi)
        mix(layers.albedo, strap * smooth(1.62, 1.58, aphi), (236, 238, 240))
