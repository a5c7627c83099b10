"""16-bit samples: louder, softer, in chunks, at another rate, as WAV. numpy is loaded by `resampled` only."""

import array
import io
import math
import sys
import wave
from collections.abc import Iterator

from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE, Sound
from drivers.errors import Refused

CHUNK_BYTES = 2 * round(HEARD_RATE * CHUNK_SECONDS)


def at_volume(sound: Sound, volume: float, device: str) -> Sound:
    """`sound` with its samples times `volume`. Raises `Refused` for what cannot be played, in the name of `device`."""
    if not 0 <= volume <= 1:
        raise Refused(device, f"volume {volume:g}: from 0 to 1")
    if len(sound.samples) % 2 or not 4_000 <= sound.rate <= 192_000:
        raise Refused(device, f"{len(sound.samples)} bytes at {sound.rate} a second are no sound")
    if volume == 1:
        return sound
    samples = _array(sound.samples)
    return Sound(_bytes(array.array("h", [int(sample * volume) for sample in samples])), sound.rate)


def chunks(samples: bytes) -> Iterator[bytes]:
    """What is heard in tenths of a second, at `HEARD_RATE`; the last is filled up with silence."""
    for start in range(0, len(samples), CHUNK_BYTES):
        yield samples[start : start + CHUNK_BYTES].ljust(CHUNK_BYTES, b"\0")


def resampled(sound: Sound, rate: int) -> Sound:
    """The same at another `rate`: what the new rate cannot carry is left out, nothing is mirrored into it."""
    if rate == sound.rate or not sound.samples:
        return Sound(sound.samples, rate)
    import numpy as np

    before = np.frombuffer(sound.samples, "<i2").astype(np.float64)
    # Whole units of both rates, so that no sample moves; a stretch of silence on both sides, so that the end is not
    # heard at the beginning: to the transform they are neighbours.
    unit, into = (each // math.gcd(rate, sound.rate) for each in (sound.rate, rate))
    quiet = -(-sound.rate // 10 // unit)
    units = quiet + -(-len(before) // unit) + quiet
    around = np.zeros(units * unit)
    around[quiet * unit : quiet * unit + len(before)] = before
    length = units * into
    after = np.fft.irfft(np.fft.rfft(around)[: length // 2 + 1], length) * (length / len(around))
    count = round(len(before) * rate / sound.rate)
    after = after[quiet * into : quiet * into + count]
    kept = np.clip(np.rint(after), -32768, 32767)
    return Sound(kept.astype("<i2").tobytes(), rate)


def to_wav(sound: Sound) -> bytes:
    """As the content of a WAV file."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.samples)
    return content.getvalue()


def from_wav(content: bytes, device: str) -> Sound:
    """The sound of a WAV file: the first channel of it, where there are several.

    Raises `Refused` where it is none, or its samples do not have 16 bits.
    """
    try:
        with wave.open(io.BytesIO(content)) as file:
            if file.getsampwidth() != 2:
                raise Refused(device, f"a WAV file with samples of {8 * file.getsampwidth()} bits: 16 are needed")
            channels, rate, samples = file.getnchannels(), file.getframerate(), file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise Refused(device, f"no WAV file: {str(error) or 'it ends too early'}") from None
    return Sound(samples if channels == 1 else _bytes(_array(samples)[::channels]), rate)


def _array(samples: bytes) -> "array.array[int]":
    made = array.array("h", samples)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def _bytes(samples: "array.array[int]") -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
