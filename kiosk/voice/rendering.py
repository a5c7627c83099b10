"""Text into speech, kept for the next time: in memory only, bounded, and never what is private."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from drivers.speech.contract import Speech, SpeechSynthesizer
from kiosk.voice.spoken import Piece, family

MOST_BYTES = 8 * 2**20  # of sound: some three minutes
_Key = tuple[str, str, int]


@dataclass(frozen=True)
class SpeakerVoice:
    """The backend's `name` of a voice, and its normal `rate` in words a minute."""

    name: str
    rate: int


class Rendering:
    """Makes speech with the voice of each language, and remembers what is said again and again."""

    def __init__(
        self, synthesizer: SpeechSynthesizer, voices: Mapping[str, SpeakerVoice], most_bytes: int = MOST_BYTES
    ) -> None:
        self._synthesizer = synthesizer
        self._voices = voices
        self._most_bytes = most_bytes
        self._kept: OrderedDict[_Key, Speech] = OrderedDict()
        self._bytes = 0

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for a language that is shown."""
        return self._voice(language) is not None

    def has(self, piece: Piece, pace: float) -> bool:
        """Whether a piece is there already."""
        return (key := self._key(piece, pace)) is not None and key in self._kept

    async def render(self, piece: Piece, pace: float, *, private: bool) -> Speech | None:
        """A piece as speech, `pace` times as fast as normal; None for a language that there is no voice for.

        Raises what the synthesizer raises.
        """
        if (key := self._key(piece, pace)) is None:
            return None
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        text, voice, rate = key
        speech = await self._synthesizer.render(text, voice=voice, rate=rate)
        if not private:
            self._keep(key, speech)
        return speech

    async def render_ahead(self, pieces: list[Piece], pace: float, quiet: asyncio.Event) -> None:
        """Make what will likely be said, one piece after the other, whenever nothing else is being made."""
        for piece in pieces:
            await quiet.wait()
            if not self.has(piece, pace):
                await self.render(piece, pace, private=False)

    def _keep(self, key: _Key, speech: Speech) -> None:
        if key in self._kept:
            return
        self._kept[key] = speech
        self._bytes += len(speech.sound.samples)
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.sound.samples)

    def _key(self, piece: Piece, pace: float) -> _Key | None:
        voice = self._voice(piece.language)
        return (piece.text, voice.name, round(voice.rate * pace)) if voice else None

    def _voice(self, language: str) -> SpeakerVoice | None:
        """Of this language, or else of one that is spoken alike."""
        if found := self._voices.get(language):
            return found
        alike = (voice for key, voice in self._voices.items() if family(key) == family(language))
        return next(alike, None)
