"""The colours of a head without hair: complexion, age, beard, shadows, lips and brows."""

import numpy as np

from drivers.simulator.drawn.arrays import F32, Floats, bump, colour, field, mix, smooth
from drivers.simulator.drawn.head import Shape


class Skin:
    """`albedo` and `gloss` at each place; `tone` and `dark`, the skin's colours; `lip_line`, where the lips meet."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._p = p = shape.p
        self._grid = shape.grid
        rng = np.random.default_rng(p.seed + 1)
        self.gloss: Floats = np.full(self._grid.y.shape, p.gloss, F32)
        self.tone = colour(p.skin)
        self.dark = self.tone * np.array((0.52, 0.42, 0.38), F32)
        self.albedo = self._complexion(rng)
        self._eye_rims()
        self._age(rng)
        self._beard(rng)
        self._shadows()
        self.lip_line: Floats = self._lips()
        self._brows()

    def _complexion(self, rng: np.random.Generator) -> Floats:
        """Skin with pores, redder on the cheeks, the nose and the chin."""
        p, ax, y, ny = self._p, np.abs(self._shape.x), self._grid.y, self._p.nose_y
        chin, skin, shape = self._grid.chin, self.tone, self._grid.y.shape
        a: Floats = np.ones((*shape, 3), F32) * skin
        pores = 0.010 * field(rng, shape, 2.2, 2.2) + 0.012 * field(rng, shape, 7, 7)
        pores = pores + 0.016 * field(rng, shape, 45, 45)
        a *= (1 + pores * (0.7 + 0.8 * p.age))[..., None]
        red = skin * np.array((1.03, 0.80, 0.77), F32)
        flush = 0.20 + 0.55 * p.ruddy
        mix(a, flush * 0.75 * bump(ax, y, 0.58, 0.50, 0.26, 0.22), red)
        mix(a, flush * 0.8 * bump(ax, y, 0, ny - 0.06, 0.20, 0.14), red)
        mix(a, flush * 0.4 * bump(ax, y, 0, chin - 0.15, 0.25, 0.15), red)
        mix(a, 0.15 * bump(ax, y, 0, -0.65, 0.6, 0.3), skin * np.array((1.05, 1.04, 0.98), F32))
        own = np.random.default_rng(p.seed + 5)
        zones: Floats = np.dstack([field(own, shape, 90, 90)] * 3)
        zones = zones + 0.5 * np.dstack([field(own, shape, 80, 80) for _ in range(3)])
        a *= 1 + p.tone * zones
        return a

    def _eye_rims(self) -> None:
        p, a, ax, y, ex = self._p, self.albedo, np.abs(self._shape.x), self._grid.y, self._p.eye_x
        mix(a, (0.14 + 0.38 * p.bags) * bump(ax, y, ex, 0.17, 0.19, 0.06), self.dark * 1.25)
        mix(a, 0.30 * bump(ax, y, ex * 0.52, 0.02, 0.07, 0.12), self.dark * 1.15)
        if p.makeup > 0:
            mix(a, 0.55 * p.makeup * bump(ax, y, ex + 0.03, -0.12, 0.2, 0.06), (112, 78, 84))
            rouge = self.tone * np.array((1.03, 0.68, 0.68), F32)
            mix(a, 0.35 * p.makeup * bump(ax, y, 0.66, 0.42, 0.2, 0.14), rouge)

    def _age(self, rng: np.random.Generator) -> None:
        """Folds, age spots, freckles and moles."""
        p, a, x, y, ny = self._p, self.albedo, self._shape.x, self._grid.y, self._p.nose_y
        ax, my, skin, shape, age = np.abs(x), self._grid.mouth_y, self.tone, self._grid.y.shape, self._p.age
        fold = np.exp(-(((ax - p.nose_width * 1.05 - 0.30 * (y - ny + 0.08)) / 0.03) ** 2))
        fold = (0.10 + 0.35 * age) * fold * smooth(ny - 0.14, ny, y)
        mix(a, fold * (1 - smooth(my, my + 0.16, y)), self.dark * 1.2)
        if age > 0.6:
            mix(a, 0.5 * (age - 0.6) * smooth(0.9, 1.6, field(rng, shape, 14, 14)), self.dark * 1.5)
        if p.freckles > 0.12:
            dots = smooth(1.5, 2.0, field(rng, shape, 5, 4)) * bump(ax, y, 0.38, 0.38, 0.45, 0.28)
            mix(a, p.freckles * dots, skin * np.array((0.72, 0.55, 0.42), F32))
        for _ in range(int(p.moles)):
            at_x, at_y = rng.choice((-1, 1)) * rng.uniform(0.3, 0.7), rng.uniform(0.2, 1.2)
            mix(a, 0.85 * smooth(0.030, 0.016, np.hypot(x - at_x, y - at_y)), self.dark * 0.6)

    def _beard(self, rng: np.random.Generator) -> None:
        p, a, x, y, ny = self._p, self.albedo, self._shape.x, self._grid.y, self._p.nose_y
        ax, my, chin, shape = np.abs(x), self._grid.mouth_y, self._grid.chin, self._grid.y.shape
        hair = colour(p.hair)
        grain = 0.72 + 0.30 * field(rng, shape, 4, 2)
        if p.beard > 0:
            line = y - (my - 0.12 - 0.55 * (ax - 0.45) * (ax > 0.45))
            edge = smooth(-0.08, 0.10, line + 0.05 * field(rng, shape, 12, 12))
            area = edge * smooth(chin + 0.22, chin + 0.02, y)
            area = area * (1 - 0.95 * bump(ax, y, 0, my + 0.01, p.mouth_width * 1.05, 0.15))
            area *= np.maximum(smooth(0.25, 0.55, ax), smooth(my + 0.08, my + 0.2, y)) * smooth(
                1.55, 1.35, np.abs(self._grid.phi)
            )
            mix(a, (0.25 + 0.72 * p.beard) * area * grain, hair * 0.85 + 6)
        if p.moustache > 0:
            middle = (ny + my - p.lip_up) / 2 + 0.03
            area = smooth(1.2, 0.8, np.hypot(x / (p.mouth_width * 0.95), (y - middle - 0.25 * ax**2) / 0.085))
            mix(a, (0.3 + 0.65 * p.moustache) * area * grain, hair * 0.8 + 6)

    def _shadows(self) -> None:
        """Nostrils, the wings of the nose, under the lip, under the jaw, in the ear."""
        p, a, ax, y, ny = self._p, self.albedo, np.abs(self._shape.x), self._grid.y, self._p.nose_y
        my, chin, dark, aphi = self._grid.mouth_y, self._grid.chin, self.dark, np.abs(self._grid.phi)
        nose = 0.52 * p.nose_width
        lower = (y - ny - 0.012 + 0.12 * (ax - nose)) / 0.032
        hole = smooth(1.25, 0.6, np.hypot((ax - nose) / (0.42 * p.nose_width - 0.01), lower))
        mix(a, p.nostril * hole, dark * 0.38)
        wing = np.hypot((ax - 0.70 * p.nose_width) / 0.115, (y - ny + 0.05) / 0.105)
        wing = np.exp(-(((wing - 1) / 0.20) ** 2))
        wing *= (
            smooth(0.70 * p.nose_width, 1.0 * p.nose_width, ax)
            * smooth(ny - 0.16, ny - 0.08, y)
            * smooth(ny + 0.06, ny, y)
        )
        mix(a, 0.36 * wing, dark)
        mix(a, 0.16 * bump(ax, y, 0, ny + 0.06, p.nose_width * 0.8, 0.035), dark)
        mix(a, 0.28 * bump(ax, y, 0, my + p.lip_low + 0.055, 0.20, 0.035), dark)
        mix(a, 0.35 * smooth(chin - 0.02, chin + 0.16, y) * (aphi < 1.6), dark * 1.1)
        mix(a, 0.5 * smooth(0.9, 0.4, np.hypot((aphi - 1.58) / 0.10, (y - 0.2) / 0.22)), dark)

    def _lips(self) -> Floats:
        p, a, x, y, my = self._p, self.albedo, self._shape.x, self._grid.y, self._grid.mouth_y
        ax, width, skin = np.abs(x), p.mouth_width, self.tone
        line = my + p.lip_curve * (ax / width) ** 2 * -1 + 0.006 * np.cos(x * 16)
        d = y - line
        q = np.clip(1 - (x / width) ** 2, 0, 1)
        bow = 1 - 0.28 * np.exp(-((x / 0.05) ** 2)) + 0.15 * np.exp(-(((ax - 0.10) / 0.06) ** 2))
        upper = p.lip_up * q**0.7 * bow
        lower = p.lip_low * q**0.6
        natural = skin * np.array((0.86, 0.66, 0.64), F32)
        bold = np.array((170, 40, 52), F32) * (0.55 + 0.45 * skin.mean() / 210)
        red = natural + (bold - natural) * (0.75 * p.lip_red if p.makeup > 0 else 0.10 * p.lip_red)
        mix(a, 0.85 * smooth(-0.015, 0.012, upper + d) * (d < 0) * (q > 0), red * 0.86)
        mix(a, 0.85 * smooth(-0.015, 0.012, lower - d) * (d >= 0) * (q > 0), red * 1.06)
        mix(a, 0.85 * np.exp(-((d / 0.013) ** 2)) * smooth(0, 0.06, q), red * 0.30)
        mix(a, 0.55 * bump(ax, d, width, 0, 0.035, 0.03), self.dark)
        self.gloss += 0.35 * bump(ax, d, 0, p.lip_low * 0.5, width * 0.5, 0.03)
        return line

    def _brows(self) -> None:
        p, x, y = self._p, self._shape.x, self._grid.y
        rng = np.random.default_rng(p.seed + 2)
        u = (np.abs(x) - p.eye_x * 1.02) / p.brow_width  # -1 at the nose .. 1 at the temple
        centre = -p.brow_height - p.brow_arch * (1 - (u - 0.25) ** 2) - p.brow_tilt * u
        thick = p.brow_thick * np.clip(0.62 - 0.45 * smooth(-0.1, 1.1, u), 0.12, 1)
        hairs = 0.90 + 0.20 * field(rng, y.shape, 6, 2.2)
        body = smooth(1.35, 0.55, np.abs(y - centre) / thick) * smooth(1.10, 0.80, np.abs(u))
        mix(self.albedo, body * p.brow_dark * hairs, np.minimum(colour(p.hair), 150) * 0.62)
