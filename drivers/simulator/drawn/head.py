"""The shape of a head: how far its surface is from the axis, at each height and angle."""

import numpy as np

from drivers.simulator.drawn.arrays import F32, Floats, bump, curve, field, smooth, soften
from drivers.simulator.drawn.parameters import Features

COLUMNS, ROWS = 760, 700
TOP, BOTTOM = -2.0, 2.3  # the heights that the grid covers


class Grid:
    """The places on a head. `phi`: the angle around it, 0 in front, one row; `ys`: the heights; `y`: for each place.

    `mouth_y` and `chin` are heights of this person, which much is measured from.
    """

    def __init__(self, p: Features) -> None:
        self.mouth_y = p.nose_y + p.mouth_y
        self.chin = max(p.chin, self.mouth_y + 0.46)
        t = np.linspace(-1, 1, COLUMNS)
        self.phi: Floats = (2.05 * (0.72 * t + 0.28 * t**3)).astype(F32)[None]  # denser at the front
        self.ys: Floats = np.linspace(TOP, BOTTOM, ROWS).astype(F32)
        self.y: Floats = np.repeat(self.ys[:, None], COLUMNS, 1)


class Shape:
    """A head without hair: `radius` at each place, `x` as seen from the front, and `ear`, how much of one is there."""

    def __init__(self, p: Features, grid: Grid) -> None:
        self.p = p
        self.grid = grid
        base = self._slices()
        self.x: Floats = (base * np.sin(grid.phi)).astype(F32)
        self.ear: Floats = np.zeros_like(self.x)
        self.radius: Floats = base + self._relief()

    def _slices(self) -> Floats:
        """Head and neck without a face: one superellipse for each height."""
        p, ys, chin, mouth, phi = self.p, self.grid.ys, self.grid.chin, self.grid.mouth_y, self.grid.phi
        jaw = p.jaw * 0.97 + 0.2 * p.jowl * p.age
        jowl = (p.jaw + p.chin_width) * 0.57 + 0.45 * p.jowl * p.age
        heights = [-2, -0.85, -0.35, 0.1, 0.45, mouth, chin - 0.30, chin - 0.12, chin - 0.02, chin + 0.05, chin + 0.11]
        widths = [1.0, 1.0 * p.temple, 1.02 * p.temple, 1.0, p.cheekbone, jaw, jowl]
        widths += [p.chin_width * 1.22, p.chin_width * 1.02, p.chin_width * 0.7, 0.05]
        half_width = curve(heights, widths, ys)
        heights = [-2, -0.75, -0.3, 0, 0.45, mouth, chin - 0.25, chin - 0.08, chin, chin + 0.08, chin + 0.22]
        depths = [1.24, 1.25, 1.28 + p.brow_ridge * 0.5, 1.20, 1.20 + p.muzzle * 0.5, 1.24 + p.muzzle]
        depths += [1.20 + p.muzzle * 0.6, 1.19 + p.chin_out, 1.08 + p.chin_out, 0.82, 0.2]
        front = curve(heights, depths, ys, blur=0.04)
        crown = -p.crown - hair_lift(p)
        dome = np.sqrt(np.clip(1 - (np.minimum(ys + 0.42, 0) / (crown + 0.42)) ** 2, 0, 1)) ** 0.92
        half_width, front = half_width * dome, front * dome
        sine, cosine = np.abs(np.sin(phi)), np.cos(phi)
        depth = np.where(cosine > 0, np.maximum(front, 1e-3)[:, None], np.maximum(front * 1.02, 1e-3)[:, None])
        squareness = 2.0 + (p.flatness - 2.0) * np.exp(-(((ys - 0.3) / 0.9) ** 2))
        n = (squareness + 0.45 * np.exp(-(((ys - chin) / 0.3) ** 2)))[:, None]
        sides: Floats = (sine / np.maximum(half_width, 1e-3)[:, None]) ** n
        head: Floats = (sides + (np.abs(cosine) / depth) ** n) ** (-1 / n)
        neck_width = curve([-2, 0.9, 1.5, 1.95, 2.3], [0.2, p.neck, p.neck, p.neck * 1.08, p.neck * 1.6], ys)[:, None]
        neck = -0.22 * cosine + np.sqrt(np.maximum(neck_width**2 - (0.22 * sine) ** 2, 0))
        neck *= smooth(0.5, 0.95, ys)[:, None]
        return soften(np.maximum(head, neck).astype(F32), 1.6)

    def _relief(self) -> Floats:
        """Bumps on the slices: eye sockets, cheeks, nose, mouth, chin, folds and ears."""
        z: Floats = np.zeros_like(self.x)
        self._eyes(z)
        self._nose(z)
        self._mouth(z)
        self._folds(z)
        self._own(z)
        self._ears(z)
        return z

    def _eyes(self, z: Floats) -> None:
        p, ax, y, ex = self.p, np.abs(self.x), self.grid.y, self.p.eye_x
        z -= p.socket * bump(ax, y, ex * 0.96, -0.05, 0.25, 0.15)
        z -= 0.05 * bump(ax, y, ex * 0.52, 0.0, 0.10, 0.14)
        z += 0.065 * bump(ax, y, ex, 0.01, 0.19, 0.115)
        z += (0.02 + p.brow_ridge) * bump(ax, y, 0.38, -0.25, 0.34, 0.09)
        z += (0.05 + p.cheek_mass) * bump(ax, y, 0.60, 0.42, 0.26, 0.22)
        z -= 0.05 * p.age * bump(ax, y, 0.66, 0.85, 0.16, 0.25)

    def _nose(self, z: Floats) -> None:
        p, ax, x, y, ny = self.p, np.abs(self.x), self.x, self.grid.y, self.p.nose_y
        t = np.clip((y + 0.10) / (ny - 0.06 + 0.10), 0, 1)
        height = p.nose_root + (p.nose_tip - p.nose_root) * t**1.25 + p.nose_hump * bump(t, 0, 0.45, 0, 0.2, 1)
        end = 1 - smooth(ny - 0.13 - p.nose_up, ny + 0.11 - p.nose_up, y + 1.1 * x**2 * (ax < 0.4))
        width = p.nose_bridge * (0.85 + 0.35 * t + 0.25 * t**4)
        z += height * np.exp(-((ax / width) ** 2)) * smooth(-0.42, -0.02, y) * end
        z += 0.06 * bump(ax, y, 0, ny - 0.10 - p.nose_up * 0.5, 0.13, 0.10)
        z += 0.13 * bump(ax, y, p.nose_width * 0.76, ny - 0.055, 0.095, 0.095)

    def _mouth(self, z: Floats) -> None:
        p, ax, y, ny = self.p, np.abs(self.x), self.grid.y, self.p.nose_y
        my, chin = self.grid.mouth_y, self.grid.chin
        z += 0.060 * bump(ax, y, 0, my - p.lip_up * 0.6, p.mouth_width * 0.85, p.lip_up + 0.035)
        z += 0.070 * bump(ax, y, 0, my + p.lip_low * 0.55, p.mouth_width * 0.75, p.lip_low + 0.02)
        z -= 0.040 * bump(ax, y, 0, my, p.mouth_width * 0.62, 0.024)
        z -= 0.02 * bump(ax, y, 0, (ny + my) / 2, 0.045, 0.10)
        z -= 0.055 * bump(ax, y, 0, my + p.lip_low + 0.10, 0.28, 0.055)
        z += 0.05 * bump(ax, y, 0, chin - 0.15, p.chin_width * 0.6, 0.12)

    def _folds(self, z: Floats) -> None:
        """From the nose to the mouth, under the eyes; with age on the forehead and at the corners of the eyes."""
        p, ax, x, y, ny = self.p, np.abs(self.x), self.x, self.grid.y, self.p.nose_y
        my, ex, age = self.grid.mouth_y, self.p.eye_x, self.p.age
        fold = np.exp(-(((ax - p.nose_width * 1.05 - 0.30 * (y - ny + 0.08)) / 0.045) ** 2))
        z -= (0.012 + 0.04 * age) * fold * smooth(ny - 0.14, ny, y) * (1 - smooth(my, my + 0.16, y))
        bag = np.exp(-(((y - 0.20 - 0.15 * (ax - ex) ** 2) / 0.025) ** 2))
        z -= 0.020 * p.bags * bag * bump(ax, 0, ex, 0, 0.2, 1)
        if age > 0.45:
            lines = np.zeros_like(z)
            for k in range(3):
                lines = lines + np.exp(-(((y + 0.55 + 0.14 * k - 0.03 * np.cos(3 * x + k)) / 0.014) ** 2))
            z -= 0.014 * (age - 0.45) * 2 * lines * np.exp(-((ax / 0.55) ** 4))
            feet = np.exp(-(((np.abs(y - 0.02) - 0.35 * (ax - ex - 0.22)) / 0.02) ** 2))
            z -= 0.012 * (age - 0.45) * 2 * feet * smooth(ex + 0.24, ex + 0.3, ax) * (ax < 0.86)

    def _own(self, z: Floats) -> None:
        """What is this person's alone: smooth bumps, mostly alike left and right."""
        p, y, chin = self.p, self.grid.y, self.grid.chin
        own = field(np.random.default_rng(p.seed + 4), z.shape, 62, 62)
        own = 0.75 * 0.71 * (own + own[:, ::-1]) + 0.35 * (own - own[:, ::-1]) * 0.71
        z += p.form * own * smooth(1.3, 0.7, np.abs(self.grid.phi)) * smooth(chin + 0.05, chin - 0.2, y)

    def _ears(self, z: Floats) -> None:
        p, y, aphi = self.p, self.grid.y, np.abs(self.grid.phi)
        ear = smooth(1.25, 0.75, np.hypot((aphi - 1.62) / 0.20, (y - 0.22) / 0.36))
        inner = smooth(1.2, 0.6, np.hypot((aphi - 1.58) / 0.10, (y - 0.2) / 0.22))
        self.ear = ear * (aphi > 1.3)
        z += p.ear * ear - 0.09 * inner * (p.ear > 0.1)


def hair_lift(p: Features) -> float:
    """How much the hair raises the top of the head."""
    lifts = {"bald": 0.0, "buzz": 0.02, "afro": 0.18 + 0.8 * p.hair_volume, "bun": 0.05, "scarf": 0.10}
    return lifts.get(p.style, 0.03 + 0.5 * p.hair_volume)
