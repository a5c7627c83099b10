"""Stand-ins for what a story's terminal speaks and hears with: what is said is written down, what a customer says is
heard as they said it, where the prompt can hear it at all. The real ears, on synthetic speech, can take their place.
"""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from drivers.audio.contract import Sound
from drivers.audio.simulated import SimulatedSink
from kiosk.channels import Language, View
from kiosk.voice.grammar import grammar_of, spoken_form, tongue, wish_phrases
from kiosk.voice.heard import Grammar, Heard, HeardWord

_UNKNOWN = "[unk]"


class Overheard(SimulatedSink):
    """The simulated loudspeaker and headset. `said`: all that has begun to sound there, oldest first; tones are no
    words."""

    def __init__(self, socket: Path) -> None:
        super().__init__(socket)
        self.said: list[str] = []

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        def heard() -> None:
            if text:
                self.said.append(text)
            if begun:
                begun()

        await super().play(sound, volume=volume, text=text, begun=heard)


class StoryEars:
    """Implements `Hears` (kiosk/voice/voice.py): it hears what `say` is given, if the prompt at hand can hear it.

    `listening`: the terminal does not speak now, so that it hears.
    """

    def __init__(self, heard: Callable[[Heard], None], level: Callable[[float | None], None]) -> None:
        self.listening = True
        self._heard = heard
        self._level = level
        self._grammar: Grammar | None = None

    def show(self, view: View) -> None:
        """Listen for what `view` accepts."""
        self._grammar = grammar_of(view, wish_phrases(view))

    def hold(self) -> None:
        """The terminal speaks."""
        self.listening = False
        self._level(None)

    def release(self) -> None:
        """The terminal has spoken."""
        self.listening = True
        self._level(0.0)

    async def run(self) -> None:
        """There is a microphone, for ever."""
        self._level(0.0)
        await asyncio.Event().wait()

    def say(self, text: str, language: Language) -> None:
        """Somebody says this now."""
        words = self._words(text, language)
        self._heard(Heard(" ".join(words), final=False))
        self._heard(Heard(" ".join(words), tuple(HeardWord(word, 1.0, i, i + 1) for i, word in enumerate(words))))

    def _words(self, text: str, language: Language) -> list[str]:
        """The words of the grammar that this is; a sound that is none where it cannot be heard here."""
        grammar, spoken = self._grammar, tongue(language)
        if grammar is None or grammar.language != spoken:
            return [_UNKNOWN]
        said = spoken_form(text, spoken)
        if said in (*grammar.phrases, *grammar.names):
            return said.split()
        parts = said.split() if spoken == "en" else re.findall("块钱|.", said)
        return parts if parts and set(parts) <= set(grammar.number_words) else [_UNKNOWN]
