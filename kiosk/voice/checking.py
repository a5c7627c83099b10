"""What a model cannot hear of what the terminal's prompts take, and how well it hears recordings."""

import json
import math
import time
import wave
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import vosk
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE
from kiosk.channels import Language
from kiosk.texts import ASSETS, Texts
from kiosk.voice.ear import UNKNOWN, Ear, in_words
from kiosk.voice.grammar import NUMBER_WORDS, spoken_form
from kiosk.voice.heard import Heard
from kiosk.voice.loudness import FRAME, levels
from kiosk.voice.models import ModelLanguage
from kiosk.voice.wishes import phrases as wish_phrases

PROMPTS = ASSETS / "voice" / "prompts.json"  # prompt -> ids of its options; made by tests/voice/prompt_options.py
_READ_IN: dict[ModelLanguage, tuple[Language, ...]] = {"zh": ("zh-Hans", "zh-Hant"), "en": ("en",)}
_CHUNK = int(HEARD_RATE * CHUNK_SECONDS) * 2  # bytes
_AFTER = bytes(2 * HEARD_RATE * 2)  # two seconds of silence, in which the last word becomes final
_SURE = 0.9  # what is heard less well is asked about
_AUDIBLE_DB = 30.0  # below the loudest: no longer speech
_MOST_NAMED = 12


@dataclass
class Measured:
    """What came of recordings. `late`: seconds from the end of speech to what was heard, of those that were right."""

    right: int = 0
    asked: int = 0  # right, but so unsure that the terminal asks
    refused: int = 0
    wrong: int = 0
    late: list[float] = field(default_factory=list)
    spent: float = 0.0  # seconds of computing
    lasted: float = 0.0  # seconds of sound
    trouble: list[str] = field(default_factory=list)


def report(folder: Path, language: ModelLanguage, recordings: Path | None) -> tuple[list[str], bool]:
    """Say in lines what the model in `folder` hears; False: something that a prompt takes cannot be said to it."""
    vosk.SetLogLevel(-1)
    model = vosk.Model(f"{folder}")
    heard: dict[str, bool] = {}
    lines: list[str] = []
    sound = True
    for where, texts in prompts(language):
        missing: list[str] = []
        for text, phrases in texts:
            for phrase in phrases:
                heard[phrase] = bool(in_words(spoken_form(phrase, language), language, model))
            unheard = [phrase for phrase in phrases if not heard[phrase]]
            if unheard:
                deaf = len(unheard) == len(phrases)
                sound = sound and not deaf
                missing.append(f"{'nothing of ' if deaf else ''}{_named(unheard)} ({text})")
        if missing:
            lines.append(f"    {where}: {'; '.join(missing)}")
    head = f"{language}: {folder} hears {sum(heard.values())} of {len(heard)} phrases"
    lines = [f"{head}, and cannot hear:", *lines] if lines else [f"{head}: all there are."]
    if recordings:
        lines += _table(model, language, recordings)
    return lines, sound


def prompts(language: ModelLanguage) -> Iterator[tuple[str, Sequence[tuple[str, tuple[str, ...]]]]]:
    """Give, by prompt, what can be said there: ids of texts with their phrases. Then what is said at many prompts, to
    the buttons, or everywhere; wishes; and the words of numbers.
    """
    texts = Texts()
    options: Mapping[str, list[str]] = json.loads(PROMPTS.read_text("utf-8"))
    for read_in in _READ_IN[language]:
        own: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for text, attribute in _listened_for(read_in):
            name = f"{text}.{attribute}" if attribute else text
            own.setdefault(text, []).append((name, texts.phrases(read_in, text, attribute)))
        chosen = {option for several in options.values() for option in several}
        asked = sorted({*options, *(text for text in own if _is_prompt(own[text]))})
        for prompt in asked:
            here = [part for text in (prompt, *options.get(prompt, ())) for part in own.get(text, ())]
            if here:
                yield f"{prompt} ({read_in})", here
        yield (
            f"everywhere ({read_in})",
            [part for text, parts in own.items() if text not in chosen and text not in asked for part in parts],
        )
    yield "wishes on the first screen", [("wishes", wish_phrases(language))]
    yield "numbers", [("number words", NUMBER_WORDS[language])]


def _is_prompt(parts: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether a text is asked itself: its own button is pressed by these."""
    return any(name.endswith((".hear-primary", ".hear-secondary")) for name, _ in parts)


def _listened_for(language: Language) -> Iterator[tuple[str, str]]:
    """Give the ids of the messages that hold phrases, with their attribute or ""."""
    for file in sorted((ASSETS / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            if not isinstance(entry, Message):
                continue
            if entry.id.name.startswith("hear-"):
                yield entry.id.name, ""
            for attribute in entry.attributes:
                if attribute.id.name == "hear" or attribute.id.name.startswith("hear-"):
                    yield entry.id.name, attribute.id.name


def measure(model: vosk.Model, language: ModelLanguage, folder: Path) -> Measured:
    """Let the ears hear every NAME.wav in `folder`, where the texts of all NAME.txt are what can be said.

    An empty text is a recording of which nothing should be taken.
    """
    measured = Measured()
    files = sorted(folder.glob("*.wav"))
    said: dict[Path, str] = {}
    for file in files:
        try:
            said[file] = spoken_form(file.with_suffix(".txt").read_text("utf-8"), language)
        except (OSError, UnicodeDecodeError) as problem:
            measured.trouble.append(f"{file.with_suffix('.txt').name}: {problem}")
    ear = Ear()
    unheard = ear.attend(model, language, [*dict.fromkeys(text for text in said.values() if text)], (), ())
    measured.trouble += [f"no words for {phrase!r}" for phrase in unheard]
    for file, text in said.items():
        try:
            samples = _samples(file)
        except (OSError, EOFError, wave.Error) as problem:
            measured.trouble.append(f"{file.name}: {problem}")
            continue
        ear.forget()
        _hear(ear, samples, text, measured)
    return measured


def _hear(ear: Ear, samples: bytes, text: str, measured: Measured) -> None:
    begun = time.process_time()
    first: Heard | None = None
    at = 0.0
    whole = samples + _AFTER
    for place in range(0, len(whole), _CHUNK):
        chunk = whole[place : place + _CHUNK]
        finals = [heard for heard in ear.hear(chunk)[1] if heard.final]
        if finals and first is None:
            first, at = finals[0], (place + len(chunk)) / 2 / HEARD_RATE
    measured.spent += time.process_time() - begun
    measured.lasted += len(whole) / 2 / HEARD_RATE
    if first is None or UNKNOWN in first.text:
        measured.right += not text
        measured.refused += bool(text)
        return
    sure = min(word.confidence for word in first.words) >= _SURE
    if first.text.replace(" ", "") != text.replace(" ", ""):
        measured.wrong += sure
        measured.right += not sure and not text
        measured.refused += not sure and bool(text)
        return
    measured.right += sure
    measured.asked += not sure
    measured.late.append(at - _end(samples))


def _end(samples: bytes) -> float:
    """Give when the last of the speech is heard, in seconds."""
    loud = levels(samples)
    audible = np.flatnonzero(loud > loud.max() - _AUDIBLE_DB) if len(loud) else np.zeros(0)
    return (int(audible[-1]) + 1) * FRAME / HEARD_RATE if len(audible) else 0.0


def _samples(file: Path) -> bytes:
    with wave.open(f"{file}", "rb") as sound:
        found = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
        if found != (1, 2, HEARD_RATE):
            raise wave.Error(f"mono, 16 bit, {HEARD_RATE} a second is needed; this is {found}")
        return sound.readframes(sound.getnframes())


def _table(model: vosk.Model, language: ModelLanguage, recordings: Path) -> list[str]:
    lines: list[str] = []
    for folder in [recordings, *sorted(place for place in recordings.rglob("*") if place.is_dir())]:
        if not any(folder.glob("*.wav")):
            continue
        found = measure(model, language, folder)
        count = found.right + found.asked + found.refused + found.wrong
        lines.append(
            f"{folder.relative_to(recordings.parent)}: of {count} right {found.right}, right but asked about "
            f"{found.asked}, not understood {found.refused}, wrong {found.wrong}"
        )
        if found.late:
            late = sorted(found.late)
            p95 = late[min(len(late) - 1, math.ceil(0.95 * len(late)) - 1)]
            lines.append(
                f"    understood {late[len(late) // 2] * 1000:.0f} ms after the end of speech (median), "
                f"{p95 * 1000:.0f} ms (95 of 100); {found.spent / found.lasted:.3f} of one core"
            )
        lines += [f"    {trouble}" for trouble in found.trouble]
    return lines or [f"{recordings}: no recordings (NAME.wav with NAME.txt)"]


def _named(phrases: list[str]) -> str:
    shown = ", ".join(f"“{phrase}”" for phrase in phrases[:_MOST_NAMED])
    more = len(phrases) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
