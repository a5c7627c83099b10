"""Silence as long as the speech would be, with its words in their places: for tests, and where nothing should sound."""

import re

from drivers.audio.contract import Sound
from drivers.errors import Refused
from drivers.speech.contract import Speech, SpeechStatus, Word

RATE = 16_000  # samples a second
LONGEST = 2000  # characters
_SYLLABLES = 1.5  # of an average word: a rate in words a minute becomes one in Chinese characters
_PAUSE_SECONDS = 0.2  # at the end
_WORDS = re.compile(r"[㐀-鿿豈-﫿]|[^\W㐀-鿿豈-﫿]+(?:['’-]\w+)*")


class SilentSpeech:
    """Implements `SpeechSynthesizer`, with every voice there is. `asked`: how many utterances were made."""

    def __init__(self) -> None:
        self.asked = 0

    async def status(self) -> SpeechStatus:
        return SpeechStatus(True)

    async def render(self, text: str, *, voice: str, rate: int) -> Speech:
        if not text.strip() or len(text) > LONGEST or rate < 1 or not voice:
            raise Refused("speech", "no such voice, no such rate, or a text that cannot be said at once")
        self.asked += 1
        at, words = 0.0, list[Word]()
        for word in _WORDS.finditer(text):
            words.append(Word(word.start(), len(word.group()), at))
            syllables = 1 if len(word.group()) == 1 else len(word.group()) / 3
            at += 60 / rate * max(1, syllables) / _SYLLABLES
        return Speech(Sound(bytes(2 * round((at + _PAUSE_SECONDS) * RATE)), RATE), tuple(words))

    def close(self) -> None:
        """Nothing runs."""
