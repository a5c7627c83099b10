"""Measures a model through vosk as the terminal uses it: a grammar of each prompt, a tenth of a second at a time.

What is heard counts only if it is exactly a command of the prompt, or a number where an amount is asked for. Words at
either end that are no louder than the background are dropped first, as the terminal does (kiosk/voice).
"""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cn2an
import numpy as np
import scipy.signal
import text_to_num
import vosk
from texts import amount, amount_words, lines, token
from trial import Utterance, sounds, utterances
from voices import Language, Part

_CHUNK = 3200  # bytes: a tenth of a second
_UNKNOWN = "[unk]"
_MULTIPLIERS = frozenset(["hundred", "thousand", "百", "千", "万"])  # "three thousand" never loses its "three"
_VOICE_BAND = scipy.signal.butter(2, (300, 3400), "bandpass", fs=16000, output="sos")
_SURE = 0.9
_EDGE, _ABOVE, _COMMAND_EDGE = 5, 5, 8  # dB


@dataclass(frozen=True)
class _Recognised:
    text: str
    confidence: float  # of the least sure word
    at: float | None  # seconds; when it was final, None: only as the sound ended


def _grammars(language: Language) -> dict[str, str]:
    chance = random.Random(4242)
    amounts = sorted({amount_words(language, amount(language, chance)[1]) for _ in range(600)})
    phrases = {
        "menu": [token(phrase) for phrase in lines("menu", language)],
        "confirm": [token(phrase) for phrase in lines("confirm", language)],
        "amount": amounts,
    }
    return {prompt: json.dumps([*said, _UNKNOWN], ensure_ascii=False) for prompt, said in phrases.items()}


def _recognise(model: Any, grammar: str, samples: bytes, command: bool) -> _Recognised:
    recogniser = vosk.KaldiRecognizer(model, 16000, grammar)
    recogniser.SetWords(True)
    words: list[dict[str, Any]] = []
    at: float | None = None
    for first in range(0, len(samples), _CHUNK):
        if recogniser.AcceptWaveform(samples[first : first + _CHUNK]):
            result = json.loads(recogniser.Result())
            if result["text"]:
                words += result["result"]
                at = (first + _CHUNK) / 32000
    result = json.loads(recogniser.FinalResult())
    if result["text"]:
        words += result["result"]
    words = _without_edges(words, samples, command)
    confidence = min((word["conf"] for word in words), default=0.0)
    return _Recognised(" ".join(word["word"] for word in words), confidence, at)


def _without_edges(words: list[dict[str, Any]], samples: bytes, command: bool) -> list[dict[str, Any]]:
    """Drop words at either end that are as quiet as the background just before, and quieter than the loudest word."""
    if len(words) < 2:
        return words
    sound = scipy.signal.sosfilt(_VOICE_BAND, np.frombuffer(samples, "<i2").astype(np.float32))
    count = len(sound) // 320
    power = np.convolve(np.mean(sound[: count * 320].reshape(count, 320) ** 2, 1), np.ones(3) / 3, "same")

    def level(word: dict[str, Any]) -> float:
        first = int(word["start"] * 50)
        return float(10 * np.log10(power[first : max(int(word["end"] * 50), first + 1)].max(initial=1)))

    levels = [level(word) for word in words]
    least = min(max(levels) - _EDGE, 10 * np.log10(power[5:25].max()) + _ABOVE)
    if command:  # it is one word: what is cut beside it cannot change it
        least = max(least, max(levels) - _COMMAND_EDGE)
    while len(levels) > 1 and levels[0] < least and words[1]["word"] not in _MULTIPLIERS:
        words, levels = words[1:], levels[1:]
    while len(levels) > 1 and levels[-1] < least:
        words, levels = words[:-1], levels[:-1]
    return words


def _number(language: Language, text: str) -> int | float | None:
    try:
        if language == "zh":
            return cn2an.cn2an(re.sub("(元|块钱|块)$", "", text.replace(" ", "")), "smart")
        return text_to_num.text2num(re.sub(" (dollars|yuan)$", "", text), "en")
    except Exception:  # cn2an has many kinds for what is no number
        return None


def _taken(language: Language, utterance: Utterance, text: str) -> str | int | float | None:
    """Give the command or number that is taken from what was heard; None: it is refused."""
    if _UNKNOWN in text or not text or text.split(" ")[0] in _MULTIPLIERS:
        return None
    if utterance.prompt == "amount":
        return _number(language, text)
    said = text.replace("_", " ")
    return said if said in lines(utterance.prompt, language) else None


def evaluate(
    language: Language, folder: Path, part: Part, conditions: Sequence[str], count: int, save: Path | None = None
) -> None:
    """Print a row a condition: right, wrong but taken, and the same where only sure words (0.9) are taken."""
    vosk.SetLogLevel(-1)
    model = vosk.Model(str(folder))
    grammars = _grammars(language)
    trial = utterances(language, part, count)
    rows: list[dict[str, Any]] = []
    print(f"| {language}, {part} voices, {count} a cell | commands | amounts | refused | wrong taken | of sure words |")
    print("| --- | --- | --- | --- | --- | --- |")
    for condition in conditions:
        late: list[float] = []
        spent = lasted = 0.0
        found: list[dict[str, Any]] = []
        for utterance, kind, end, samples in sounds(language, trial, part, condition):
            begun = time.process_time()
            got = _recognise(model, grammars[utterance.prompt], samples, utterance.prompt != "amount")
            spent += time.process_time() - begun
            lasted += len(samples) / 32000
            taken = _taken(language, utterance, got.text)
            if utterance.meant is not None and got.at is not None:
                late.append(got.at - end)
            found.append(
                {
                    **vars(utterance),
                    "condition": condition,
                    "noise": kind,
                    "heard": got.text,
                    "confidence": got.confidence,
                    "taken": taken,
                }
            )
        rows += found
        print(f"| {_row(condition, found)} |", flush=True)
        print(f"final {np.median(late or [0]):.2f} s after the speech (median); {spent / lasted:.3f} of one core")
    missed = Counter(
        f"{row['text']} -> {row['heard']}" for row in rows if row["meant"] and row["taken"] != row["meant"]
    )
    print("most often missed:", "; ".join(f"{what} ({often})" for what, often in missed.most_common(12)))
    if save:
        save.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", "utf-8")


def _row(condition: str, found: list[dict[str, Any]]) -> str:
    cells = [f"{condition} dB" if condition.isdigit() else condition]
    sure: list[str] = []
    for kinds in (("command",), ("amount",), ("sentence", "babble", "number", "at amount")):
        these = [row for row in found if row["kind"] in kinds]
        cells.append(f"{_share(row['taken'] == row['meant'] for row in these)}")
        sure.append(_share((row["taken"] if row["confidence"] >= _SURE else None) == row["meant"] for row in these))
    wrong = [row for row in found if row["taken"] not in (None, row["meant"])]
    surely = sum(row["confidence"] >= _SURE for row in wrong)
    cells.append(f"{len(wrong)}")
    cells.append(f"{' / '.join(sure)}, {surely}")
    return " | ".join(cells)


def _share(right: Any) -> str:
    all_of_them = list(right)
    return f"{100 * sum(all_of_them) / max(1, len(all_of_them)):.1f} %"
