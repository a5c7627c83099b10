"""Features as Kaldi computes them from conf/mfcc.conf (graph.py): 40 cepstra of 40 bands, no dither."""

import numpy as np
import scipy.fft

BANDS = 40
_LOWEST, _HIGHEST = 20, 7600  # Hz
_LENGTH, _STEP, _TRANSFORM = 400, 160, 512  # samples: 25 ms every 10 ms
MFCC_CONF = f"""\
--use-energy=false
--num-mel-bins={BANDS}
--num-ceps={BANDS}
--low-freq={_LOWEST}
--high-freq={_HIGHEST}
--dither=0
"""


def _mel(hertz: np.ndarray | float) -> np.ndarray:
    return 1127 * np.log(1 + np.asarray(hertz) / 700)


def _bands() -> np.ndarray:
    lowest, highest = _mel(_LOWEST), _mel(_HIGHEST)
    step = (highest - lowest) / (BANDS + 1)
    place = _mel(np.arange(_TRANSFORM // 2) * 16000 / _TRANSFORM)
    bands = np.zeros((BANDS, _TRANSFORM // 2))
    for band in range(BANDS):
        left, middle, right = lowest + band * step, lowest + (band + 1) * step, lowest + (band + 2) * step
        rising = (place - left) / (middle - left)
        falling = (right - place) / (right - middle)
        bands[band] = np.where(
            (place > left) & (place <= middle), rising, np.where((place > middle) & (place < right), falling, 0)
        )
    return bands.astype(np.float32)


def _cosines() -> np.ndarray:
    rows = [
        np.sqrt((1 if k == 0 else 2) / BANDS) * np.cos(np.pi / BANDS * (np.arange(BANDS) + 0.5) * k)
        for k in range(BANDS)
    ]
    lifter = 1 + 11 * np.sin(np.pi * np.arange(BANDS) / 22)
    return (np.array(rows) * lifter[:, None]).astype(np.float32)


_BANDS = _bands()
_WINDOW = ((0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_LENGTH) / (_LENGTH - 1))) ** 0.85).astype(np.float32)
TO_CEPSTRA = _cosines().T  # log band energies @ TO_CEPSTRA are cepstra


def log_bands(samples: np.ndarray) -> np.ndarray:
    """Give the logarithms of the bands' energies, a row every 10 ms, of samples on the scale of 16-bit numbers."""
    count = 1 + (len(samples) - _LENGTH) // _STEP
    whole = np.ascontiguousarray(samples, np.float32)
    frames = np.lib.stride_tricks.as_strided(whole, (count, _LENGTH), (4 * _STEP, 4))
    frames = frames - frames.mean(1, keepdims=True)
    raised = np.empty_like(frames)
    raised[:, 1:] = frames[:, 1:] - 0.97 * frames[:, :-1]
    raised[:, 0] = frames[:, 0] * 0.03
    power = np.abs(scipy.fft.rfft(raised * _WINDOW, _TRANSFORM, axis=1)) ** 2
    return np.log(np.maximum(power[:, : _TRANSFORM // 2].astype(np.float32) @ _BANDS.T, 1.19e-7))
