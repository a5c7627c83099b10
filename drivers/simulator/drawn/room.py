"""What is behind a person, and what the camera's sensor adds."""

from functools import lru_cache

import numpy as np

from drivers.simulator.drawn.arrays import F32, Bytes, Floats, soften
from drivers.simulator.drawn.projection import Size

_NOISE = np.random.default_rng(1).standard_normal(1 << 21).astype(F32)


@lru_cache(maxsize=4)
def room(size: Size, seed: int = 0) -> Floats:
    """A blurred room; another for another seed. It is shared: to be read only."""
    width, height = size
    rng = np.random.default_rng(seed + 9)
    tone = rng.uniform(120, 200) * np.array([1, rng.uniform(0.94, 1.04), rng.uniform(0.88, 1.06)])
    wall: Floats = np.ones((height, width, 3), F32) * tone.astype(F32)
    wall *= np.linspace(1.08, 0.88, width, dtype=F32)[None, :, None]
    for _ in range(4):
        x, w = rng.uniform(-0.1, 1), rng.uniform(0.06, 0.2)
        y, h = rng.uniform(-0.1, 0.6), rng.uniform(0.2, 0.8)
        box = np.s_[int(max(y, 0) * height) : int((y + h) * height), int(max(x, 0) * width) : int((x + w) * width)]
        wall[box] *= rng.uniform(0.78, 1.10) * rng.uniform(0.96, 1.04, 3).astype(F32)
    wall = soften(wall, width / 50)
    wall.flags.writeable = False
    return wall


def over(below: Floats, rgb: Floats, alpha: Floats) -> Floats:
    """Lay a layer on a picture."""
    return below + (rgb - below) * alpha[..., None]


def sensor(image: Floats, noise: float = 3.0, seed: int = 0) -> Bytes:
    """The softness of the lens, noise (its standard deviation, of 255) and 8 bits."""
    image = soften(image, 0.6)
    if noise:
        fits = image.size < _NOISE.size
        start = int(np.random.default_rng(seed).integers(_NOISE.size - image.size)) if fits else 0
        grain = np.resize(_NOISE[start : start + image.size], image.size)
        image = image + grain.reshape(image.shape) * noise
    return np.clip(image, 0, 255).astype(np.uint8)
