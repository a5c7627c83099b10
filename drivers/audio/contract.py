"""What every audio backend does: a sink that plays and a source that hears. Conformance: tests/conformance/audio.py.

All sound is mono, 16-bit little-endian samples. What is heard comes at `HEARD_RATE`; what is played has its own rate.
"""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Protocol

HEARD_RATE = 16_000  # samples a second
CHUNK_SECONDS = 0.1


@dataclass(frozen=True)
class Sound:
    """Something to play: `samples`, `rate` of them a second. The repr hides them: they may be spoken private data."""

    samples: bytes = field(repr=False)
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / 2 / self.rate


@dataclass(frozen=True)
class Chunk:
    """A tenth of a second that was heard, at `HEARD_RATE`.

    `at`: when its last sample was taken, in seconds of CLOCK_MONOTONIC. `number` rises by one a chunk: a gap tells that
    some were lost.
    """

    samples: bytes = field(repr=False)
    at: float
    number: int


@dataclass(frozen=True)
class SinkStatus:
    """`ready`: sound could be played now. `trouble`: why not, for staff. `headset`: one is plugged in, and is heard
    instead of the loudspeaker."""

    ready: bool
    trouble: str = ""
    headset: bool = False


@dataclass(frozen=True)
class SourceStatus:
    """`ready`: something could be heard now. `trouble`: why not, for staff."""

    ready: bool
    trouble: str = ""


class AudioSink(Protocol):
    """Plays to loudspeaker or headset. One sound at a time; the calls raise `Disconnected`, `TimedOut`, `Refused`."""

    async def status(self) -> SinkStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        """Play `sound` to its end. Cancelling this call ends the sound, within 100 ms.

        `volume`: from 0 to 1, of the samples as they are. `text`: what it says, for the simulator's caption and record;
        real devices ignore it. `begun` is called when the first sample goes out.
        """
        ...

    async def headset_changed(self, known: bool) -> bool:
        """Wait until a headset is plugged in or pulled out and is not as in `known`. At once where it is not already.

        For ever where a device cannot tell: such a terminal starts speaking to a headset by a key."""
        ...

    def close(self) -> None:
        """Let go of the device and of what runs for it; a later call takes it again."""
        ...


class AudioSource(Protocol):
    """Hears. The microphone is on only while somebody iterates; nothing that is heard is kept."""

    async def status(self) -> SourceStatus:
        """Ask for the state. Never raises `Disconnected`."""
        ...

    def chunks(self) -> AsyncGenerator[Chunk]:
        """What is heard from now on, a tenth of a second at a time, until the caller stops. One caller at a time.

        Raises `Disconnected`, `TimedOut` where nothing comes for two seconds, `Refused` where it is in use already.
        """
        ...
