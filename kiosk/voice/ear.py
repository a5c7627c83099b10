"""What the ears' process does with sound: words of a grammar, when they begin and end. It imports numpy and vosk.

The recogniser is given nothing before somebody speaks, and then half a second of what was before: silence and steady
noise cost it more than speech does. It waits long before it says that somebody has ended. So the sound of an utterance
is kept until then: when it has been quiet for a moment, what was heard is taken if it is a whole phrase, heard well;
else the recogniser is given the same sound once more and goes on.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import vosk

from drivers.audio.contract import HEARD_RATE
from kiosk.voice.heard import Heard, HeardWord
from kiosk.voice.loudness import FRAME, Attention, Levels, levels, meter

UNKNOWN = "[unk]"
_TAIL_FRAMES = 12  # quiet for 0.24 s: a whole phrase is taken
_LONG_TAIL_FRAMES = 28  # quiet for 0.56 s: whatever was heard is taken
_MOST_SECONDS = 10.0
_KEPT_SECONDS = 1.0  # before somebody speaks
_GIVEN_SECONDS = 0.6  # of them to the recogniser, before what showed that somebody speaks
_SURE = 0.9
_LONGEST_WORD = 8  # of a model's words: characters, or words joined by "_"
_EDGE_DB, _COMMAND_EDGE_DB, _ABOVE_DB = 5.0, 8.0, 5.0
_MULTIPLIERS = {"hundred", "thousand", "million", "百", "千", "万"}  # "three thousand" never loses its "three"
_JUST_BEFORE = slice(-25, -5)  # frames before the voice: what the background was like


Word = dict[str, Any]  # as vosk gives it: word, conf, start, end (seconds of what it was given)


class Ear:
    """Hears one grammar at a time."""

    def __init__(self) -> None:
        self._recogniser: vosk.KaldiRecognizer | None = None
        self._grammar = ""
        self._model: vosk.Model | None = None
        self._whole: set[tuple[str, ...]] = set()
        self._numbers: set[str] = set()
        self._clear()

    def attend(
        self, model: vosk.Model, language: str, phrases: Sequence[str], names: Sequence[str], numbers: Sequence[str]
    ) -> list[str]:
        """Listen for these from now on. Gives the phrases that the model has no words for."""

        def words(phrase: str) -> tuple[str, ...] | None:
            return in_words(phrase, language, model)

        found = {phrase: words(phrase) for phrase in phrases}
        self._numbers = {word for word in numbers if model.vosk_model_find_word(word) >= 0}
        heard = [one for one in (*found.values(), *(words(name) for name in names)) if one]
        self._whole = set(heard)
        lines = [*dict.fromkeys(" ".join(one) for one in heard), *sorted(self._numbers), UNKNOWN]
        self._model, self._grammar = model, json.dumps(lines, ensure_ascii=False)
        self.forget()
        return [phrase for phrase, one in found.items() if not one]

    def forget(self) -> None:
        """Drop what was heard, begin anew."""
        if self._model is not None:
            self._recogniser = self._fresh()
        self._clear()

    def _fresh(self) -> vosk.KaldiRecognizer:
        assert self._model is not None
        recogniser = vosk.KaldiRecognizer(self._model, HEARD_RATE, self._grammar)
        recogniser.SetWords(True)
        return recogniser

    def hear(self, samples: bytes) -> tuple[float, list[Heard]]:
        """Take in some sound. Gives the level for a meter, and what was heard: the newest partial, finals."""
        level = meter(samples)
        if self._recogniser is None:
            return level, []
        more = levels(samples)
        self._attention.follow(more)
        self._levels = np.concatenate((self._levels, more))
        self._sound += samples
        if not self._attention.speaking:
            keep = 2 * int(_KEPT_SECONDS * HEARD_RATE)
            self._sound = self._sound[-keep:]
            self._levels = self._levels[-(keep // 2 // FRAME) :]
            return level, []
        ended = self._fed > 0 and self._give(samples)
        if not self._fed:
            given = 2 * int(_GIVEN_SECONDS * HEARD_RATE) + len(samples)
            self._sound = self._sound[-given:]
            self._levels = self._levels[-(given // 2 // FRAME) :]
            self._again()
        return level, self._ended(by_itself=ended)

    # -- one utterance -------------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        self._attention = Attention()
        self._levels: Levels = np.zeros(0)
        self._sound = bytearray()
        self._fed = 0  # samples that the recogniser was given of this utterance: all of `_sound`, or none
        self._kept: list[Word] = []  # words of this utterance that the recogniser has finished with
        self._tried = False
        self._partial = ""

    def _give(self, samples: bytes) -> bool:
        assert self._recogniser is not None
        self._fed += len(samples) // 2
        return bool(self._recogniser.AcceptWaveform(samples))

    def _ended(self, *, by_itself: bool) -> list[Heard]:
        assert self._recogniser is not None
        quiet = self._attention.quiet
        if by_itself:
            self._kept += _words(self._recogniser.Result())
            if self._kept:
                return self._finish(self._kept)
        if len(self._sound) >= 2 * HEARD_RATE * _MOST_SECONDS:
            self._attention = Attention()  # what does not end is no voice but the background
            return self._finish([])
        if quiet >= _LONG_TAIL_FRAMES:
            return self._finish([*self._kept, *_words(self._recogniser.FinalResult())])
        if quiet >= _TAIL_FRAMES and not self._tried:
            self._tried = True
            words = [*self._kept, *_words(self._recogniser.FinalResult())]
            if self._is_whole(words):
                return self._finish(words)
            self._again()
            return []
        if quiet == 0:
            self._tried = False
        return self._partly()

    def _partly(self) -> list[Heard]:
        assert self._recogniser is not None
        text = _spaced(json.loads(self._recogniser.PartialResult()).get("partial", ""))
        if text == self._partial or not text.replace(UNKNOWN, "").strip():
            return []
        self._partial = text
        return [Heard(text, (), final=False)]

    def _is_whole(self, words: Sequence[Word]) -> bool:
        left = self._trimmed(words)
        said = tuple(word["word"] for word in left)
        return said in self._whole and min(word["conf"] for word in left) >= _SURE

    def _again(self) -> None:
        """Give the recogniser the whole utterance, from its beginning."""
        sound = bytes(self._sound)
        self._recogniser, self._kept, self._fed = self._fresh(), [], 0
        for place in range(0, len(sound), HEARD_RATE // 5):
            if self._give(sound[place : place + HEARD_RATE // 5]):
                self._kept += _words(self._recogniser.Result())

    def _finish(self, words: Sequence[Word]) -> list[Heard]:
        left = self._trimmed(words)
        attention = self._attention
        self.forget()
        attention.rest()
        self._attention = attention
        if not left:
            return []
        heard = tuple(HeardWord(_spaced(one["word"]), one["conf"], one["start"], one["end"]) for one in left)
        return [Heard(" ".join(one.word for one in heard), heard)]

    def _trimmed(self, words: Sequence[Word]) -> list[Word]:
        """Without what stands at either end and is no louder than the background, or much less than the loudest word.

        What is cut beside a command cannot change it, so more is cut there than beside an amount.
        """
        left = [*words]
        if len(left) < 2 or not len(self._levels):
            return left
        power = np.convolve(10 ** (self._levels / 10), np.ones(3) / 3, "same")
        loud = 10 * np.log10(np.maximum(power, 1e-3))
        first = [int(one["start"] * HEARD_RATE / FRAME) for one in left]
        last = [int(one["end"] * HEARD_RATE / FRAME) for one in left]
        level = [float(loud[i : max(j, i + 1)].max(initial=-30)) for i, j in zip(first, last, strict=True)]
        before = loud[: max(first[0], 1)][_JUST_BEFORE]
        background = float(before.max()) if len(before) else self._attention.background
        least = min(max(level) - _EDGE_DB, background + _ABOVE_DB)
        if not any(one["word"] in self._numbers for one in left):
            least = max(least, max(level) - _COMMAND_EDGE_DB)
        while len(left) > 1 and level[0] < least and left[1]["word"] not in _MULTIPLIERS:
            left, level = left[1:], level[1:]
        while len(left) > 1 and level[-1] < least:
            left, level = left[:-1], level[:-1]
        return left


def in_words(phrase: str, language: str, model: vosk.Model) -> tuple[str, ...] | None:
    """The words of `model` that say `phrase`, the longest first; None where it has none for a part of it.

    Several English words may be one of the model's, joined by "_"; in Chinese nothing stands between words.
    """
    parts = phrase.split() if language == "en" else [*phrase]
    between = "_" if language == "en" else ""
    words: list[str] = []
    while parts:
        for length in range(min(len(parts), _LONGEST_WORD), 0, -1):
            word = between.join(parts[:length])
            if model.vosk_model_find_word(word) >= 0:
                words.append(word)
                parts = parts[length:]
                break
        else:
            return None
    return tuple(words) or None


def _words(result: str) -> list[Word]:
    return json.loads(result).get("result", [])


def _spaced(text: str) -> str:
    return text.replace("_", " ")
