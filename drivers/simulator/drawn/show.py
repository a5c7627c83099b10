"""What the simulated camera sees now: the scene on the stage, out of the cache, with the sensor's noise."""

import threading
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.simulator.drawn.acts import Act
from drivers.simulator.drawn.arrays import Bytes, as_bytes
from drivers.simulator.drawn.cache import Cache
from drivers.simulator.drawn.parameters import Features
from drivers.simulator.drawn.person import FRAME
from drivers.simulator.drawn.portrait import decoded, encoded
from drivers.simulator.drawn.scenes import EMPTY
from drivers.simulator.drawn.shots import Shot, key_of
from drivers.simulator.drawn.stage import Stage
from drivers.simulator.drawn.studio import Studio

_NOISE = 3.0  # standard deviation, of 255
_PREVIEW = (320, 240)
_PREVIEW_QUALITY = 80


class Show:
    """Safe to be used from several threads. What has not been drawn yet is stood in for by what was seen last."""

    def __init__(
        self, folder: Path, faces: Mapping[str, Features], people: Mapping[str, str], *, seed: int = 1
    ) -> None:
        """`folder`: the cache's; `faces` by their names, `people`: the name of each person's face."""
        self._cache = Cache(folder)
        self._stage = Stage(people)
        self._studio = Studio(self._cache, faces)
        self._lock = threading.Lock()
        self._key = lru_cache(maxsize=1024)(partial(key_of, faces=faces))
        self._stands_in = as_bytes(np.full((FRAME[1], FRAME[0], 3), 128, np.uint8))
        self._newest: tuple[Shot, Bytes] | None = None
        self._random = np.random.default_rng(seed)
        table = self._random.standard_normal(1 << 21) * _NOISE
        self._noise: NDArray[np.int8] = np.rint(table).clip(-127, 127).astype(np.int8)

    @property
    def progress(self) -> tuple[int, int]:
        """How many pictures of the scene have been drawn, and how many it has."""
        return self._studio.progress

    def put(self, person: str, act: Act, now: float, *, obeys: bool) -> None:
        """Put somebody on the stage, "" for nobody, and have their pictures drawn. Raises `KeyError` without a face."""
        scene = self._stage.put(person, act, now, obeys=obeys)
        self._studio.want([*EMPTY.still, *scene.shots()] if person else scene.shots())

    def shown(self, challenge: str, now: float) -> None:
        """The screen shows this challenge now; "" when it shows none any more."""
        self._stage.shown(challenge, now)

    def shot(self, now: float) -> Shot:
        """What is to be seen at this moment, drawn already or not."""
        return self._stage.shot(now)

    def clean(self, now: float) -> Bytes:
        """The picture at this moment, RGB, as it was drawn."""
        shot = self.shot(now)
        with self._lock:
            if self._newest is None or self._newest[0] != shot:
                jpeg = self._cache.jpeg(self._key(shot))
                if jpeg is None:
                    return self._newest[1] if self._newest else self._stands_in
                self._newest = shot, decoded(jpeg)
            return self._newest[1]

    def noisy(self, picture: Bytes) -> Bytes:
        """As the sensor gives it: the noise is another in each frame."""
        size = picture.size
        with self._lock:
            start = int(self._random.integers(self._noise.size - size))
        grain = self._noise[start : start + size].reshape(picture.shape)
        return as_bytes(cv2.add(picture, grain, dtype=cv2.CV_8U))

    def frame(self, now: float, *, dark: bool = False) -> bytes:
        """A frame of the camera at this moment: RGB, row by row. `dark`: with something over the lens."""
        picture = as_bytes(np.full((FRAME[1], FRAME[0], 3), 4, np.uint8)) if dark else self.clean(now)
        return self.noisy(picture).tobytes()

    def preview(self, now: float) -> bytes:
        """A small JPEG of what is before the camera."""
        small = as_bytes(cv2.resize(self.clean(now), _PREVIEW, interpolation=cv2.INTER_AREA))
        return encoded(small, _PREVIEW_QUALITY)

    def close(self) -> None:
        """Stop drawing."""
        self._studio.close()
