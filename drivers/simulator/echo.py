"""What of the loudspeaker's sound comes back into the microphone: straight, and once more from a wall."""

from collections import deque
from dataclasses import dataclass, field

from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE, Sound
from drivers.audio.samples import resampled

# seconds later, and how many times as loud: from the loudspeaker, and from the wall behind the customer
_WAYS = ((0.02, 0.5), (0.09, 0.2), (0.17, 0.08))
_LONGEST = max(late for late, _ in _WAYS)
_COUNT = round(HEARD_RATE * CHUNK_SECONDS)


@dataclass
class _Played:
    """`samples` at `HEARD_RATE`, which began and ended at these moments; they may end before all was played."""

    samples: bytes = field(repr=False)
    began: float
    ended: float | None = None


class Echo:
    """Keeps what is played for as long as it can come back. Moments are those of the simulator's pace, in seconds."""

    def __init__(self) -> None:
        self._played = deque[_Played]()

    def begins(self, sound: Sound, moment: float) -> None:
        """`sound` goes out from this moment on."""
        self._played.append(_Played(resampled(sound, HEARD_RATE).samples, moment))

    def ends(self, moment: float) -> None:
        """The last sound is over, or was stopped."""
        if self._played and self._played[-1].ended is None:
            self._played[-1].ended = moment

    def in_chunk(self, heard: bytes, until: float) -> bytes:
        """`heard`, a tenth of a second that ended at `until`, with what comes back in it."""
        begins = until - CHUNK_SECONDS
        while self._played and (over := self._played[0].ended) is not None and over + _LONGEST < begins:
            self._played.popleft()
        if not self._played:
            return heard
        import numpy as np

        whole = np.frombuffer(heard, "<i2").astype(np.float64)
        for one in self._played:
            lasts = len(one.samples) // 2 / HEARD_RATE
            if one.ended is not None:
                lasts = min(lasts, one.ended - one.began)
            sound = np.frombuffer(one.samples, "<i2")[: round(lasts * HEARD_RATE)]
            for late, loudness in _WAYS:
                first = round((begins - late - one.began) * HEARD_RATE)
                part = sound[max(first, 0) : max(first + _COUNT, 0)]
                place = max(-first, 0)
                whole[place : place + len(part)] += loudness * part
        return np.clip(np.rint(whole), -32768, 32767).astype("<i2").tobytes()
