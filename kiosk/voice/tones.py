"""Short sounds that say what words must not: a digit of a PIN was taken, an answer was accepted, or refused.

Each digit of a PIN sounds the same.
"""

import math
from array import array
from functools import cache

from drivers.audio.contract import HEARD_RATE, Sound
from kiosk.voice.sayings import Tone

_LOUD = 0.4  # of what a sample can hold
_EDGE = 0.008  # seconds to rise and to fall: without them a tone clicks
_NOTES: dict[Tone, tuple[tuple[float, float], ...]] = {  # hertz, seconds
    "key": ((880.0, 0.07),),
    "accepted": ((660.0, 0.09), (990.0, 0.13)),
    "refused": ((330.0, 0.12), (220.0, 0.2)),
}


@cache
def tone(name: Tone) -> Sound:
    """The sound of this name; "" is a very short silence."""
    samples = array("h")
    for hertz, seconds in _NOTES.get(name, ()):
        count = int(seconds * HEARD_RATE)
        for n in range(count):
            edge = min(1.0, n / HEARD_RATE / _EDGE, (count - n) / HEARD_RATE / _EDGE)
            samples.append(int(32767 * _LOUD * edge * math.sin(2 * math.pi * hertz * n / HEARD_RATE)))
    return Sound(samples.tobytes(), HEARD_RATE)
