"""The kiosk's side of the ears: a process of its own for all languages, which is replaced when it dies or hangs."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.clock import Clock
from kiosk.identity.engine_link import GARBAGE, EngineLink, Message
from kiosk.identity.verdicts import EngineLost
from kiosk.texts import ASSETS
from kiosk.voice.heard import Grammar, Heard, HeardWord

MODULE = "kiosk.voice.ears_process"
SHIPPED: Mapping[str, Path] = {"zh": ASSETS / "voice" / "zh", "en": ASSETS / "voice" / "en"}


class EarsLost(Exception):
    """The process died, hung or talked nonsense. Another one runs already; it knows no grammar yet."""


class NoModel(Exception):
    """There is no model for a language, or its folder cannot be read."""


@dataclass(frozen=True)
class Hearing:
    """What a tenth of a second brought: the level of the microphone, from 0 to 1, and what was heard."""

    level: float
    heard: tuple[Heard, ...] = field(default=(), repr=False)


class Ears:
    """Hears in the language of its grammar. One caller at a time.

    `models`: a folder for each language. `answer_seconds`: how long the process may take for a tenth of a second of
    sound, `start_seconds` while it starts and loads a model.
    """

    def __init__(
        self,
        clock: Clock,
        models: Mapping[str, Path] = SHIPPED,
        *,
        answer_seconds: float = 5.0,
        start_seconds: float = 30.0,
        module: str = MODULE,
    ) -> None:
        folders = json.dumps({language: str(folder) for language, folder in models.items()})
        self._link = EngineLink(clock, (sys.executable, "-m", module, folders))
        self._answer_seconds = answer_seconds
        self._start_seconds = start_seconds

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._link.pid

    def close(self) -> None:
        """End the process; what it has heard is overwritten."""
        self._link.close()

    async def attend(self, grammar: Grammar) -> tuple[str, ...]:
        """Listen for `grammar` from now on. Gives the phrases that its model has no words for.

        Raises `NoModel`, `EarsLost`.
        """
        answer = await self._ask(
            {
                "do": "attend",
                "language": grammar.language,
                "phrases": grammar.phrases,
                "names": grammar.names,
                "number_words": grammar.number_words,
            },
            self._start_seconds,
        )
        if not answer.get("model"):
            raise NoModel(grammar.language)
        return tuple(str(phrase) for phrase in answer.get("unheard", ()))

    async def hear(self, samples: bytes) -> Hearing:
        """Take in the next sound. Raises `EarsLost`."""
        answer = await self._ask({"do": "hear", "length": len(samples)}, self._answer_seconds, samples)
        try:
            return Hearing(float(answer["level"]), tuple(_heard(one) for one in answer["heard"]))
        except GARBAGE as error:
            self._link.replace()
            raise EarsLost(type(error).__name__) from None

    async def forget(self) -> None:
        """Drop what was heard so far, and begin anew with the same grammar. Raises `EarsLost`."""
        await self._ask({"do": "forget"}, self._answer_seconds)

    async def _ask(self, message: Message, limit: float, data: bytes = b"") -> Message:
        try:
            return await self._link.ask(message, limit=limit, data=data)
        except EngineLost as lost:
            raise EarsLost(str(lost)) from None


def _heard(fields: Message) -> Heard:
    words = tuple(
        HeardWord(str(word["word"]), float(word["confidence"]), float(word["start"]), float(word["end"]))
        for word in fields["words"]
    )
    return Heard(str(fields["text"]), words, bool(fields["final"]))
