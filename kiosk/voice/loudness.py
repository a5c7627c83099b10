"""How loud it is, fiftieth of a second by fiftieth, and when somebody begins and ceases to speak."""

import numpy as np
import numpy.typing as npt

from drivers.audio.contract import HEARD_RATE

FRAME = HEARD_RATE // 50  # samples
_LOW, _HIGH = 300 * FRAME // HEARD_RATE, 3400 * FRAME // HEARD_RATE  # the band of a voice, in steps of the spectrum
_WINDOW = np.hanning(FRAME)
_BACKGROUND_FRAMES = 100  # two seconds
_ONSET_FRAMES, _ONSET_OF = 5, 8
_ONSET_DB, _CEASED_DB, _DEPTH_DB = 9.0, 6.0, 30.0
_FLOOR_DB = 10.0  # of a microphone that gives nothing at all

Levels = npt.NDArray[np.float64]


def levels(samples: bytes) -> Levels:
    """The level of each whole frame in the band of a voice, in dB."""
    frames = np.frombuffer(samples, "<i2").astype(np.float64)
    frames = frames[: len(frames) // FRAME * FRAME].reshape(-1, FRAME)
    spectrum = np.abs(np.fft.rfft(frames * _WINDOW, axis=1))[:, _LOW : _HIGH + 1]
    power = 2 * np.sum(spectrum**2, axis=1) / FRAME / np.sum(_WINDOW**2)
    return 10 * np.log10(np.maximum(power, 1e-3))


def meter(samples: bytes) -> float:
    """The level for a meter: 0 for silence, 1 for as loud as it can be."""
    sound = np.frombuffer(samples, "<i2").astype(np.float64)
    if not len(sound):
        return 0.0
    power = float(np.mean(sound**2))
    return float(np.clip(1 + 10 * np.log10(max(power, 1e-9) / 32768**2) / 60, 0, 1))


class Attention:
    """Follows the levels: whether somebody speaks against what was there before, and for how long it has been quiet."""

    def __init__(self) -> None:
        self._before: list[float] = []
        self._recent: list[bool] = []
        self._loudest = 0.0
        self.speaking = False
        self.quiet = 0  # frames since the voice was last heard, while `speaking`

    @property
    def background(self) -> float:
        """The level without the voice, in dB."""
        if not self._before:
            return _FLOOR_DB
        return max(float(np.percentile(self._before, 30)), _FLOOR_DB)

    def follow(self, more: Levels) -> None:
        """Take in the next frames."""
        for level in more:
            self._frame(float(level))

    def rest(self) -> None:
        """What was said is over: the next voice is waited for."""
        self.speaking = False
        self.quiet = 0
        self._recent = []

    def _frame(self, level: float) -> None:
        if not self.speaking:
            self._recent = [*self._recent[-_ONSET_OF + 1 :], level > self.background + _ONSET_DB]
            if sum(self._recent) < _ONSET_FRAMES:
                self._before = [*self._before[-_BACKGROUND_FRAMES + 1 :], level]
                return
            self.speaking, self.quiet, self._loudest = True, 0, level
        self._loudest = max(self._loudest, level)
        heard = level > max(self.background + _CEASED_DB, self._loudest - _DEPTH_DB)
        self.quiet = 0 if heard else self.quiet + 1
