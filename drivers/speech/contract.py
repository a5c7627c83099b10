"""What every speech backend does: turn a text into sound. Conformance: tests/conformance/speech.py."""

from dataclasses import dataclass, field
from typing import Protocol

from drivers.audio.contract import Sound


@dataclass(frozen=True)
class Word:
    """A word of the text: the place of its first character, how many it has, and when it is spoken, in seconds."""

    start: int
    length: int
    at: float


@dataclass(frozen=True)
class Speech:
    """A text as sound. `words` rise in place and time; empty where the backend cannot tell them."""

    sound: Sound
    words: tuple[Word, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class SpeechStatus:
    """`ready`: text could be made into speech now. `trouble`: why not, for staff."""

    ready: bool
    trouble: str = ""


class SpeechSynthesizer(Protocol):
    """Makes speech. Several calls may run side by side. The calls raise `Disconnected`, `TimedOut`, `Refused`."""

    async def status(self) -> SpeechStatus:
        """Ask for the state. Never raises `Disconnected`."""
        ...

    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        """Make `text` into speech with the backend's `voice` at `rate` words a minute.

        The text is written as it is to be said: numbers in words (kiosk/voice/spoken.py). Neither text nor sound is
        left on a disk. Raises `Refused` for a voice there is not and for a text of more than 2000 characters.
        """
        ...
