"""`kiosk voice check`: every phrase of every prompt can be heard, and recordings are measured by the real ears."""

import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
import vosk
from typer.testing import CliRunner

from drivers.audio.contract import HEARD_RATE
from drivers.audio.samples import from_wav, resampled
from kiosk.cli import app
from kiosk.voice import checking
from kiosk.voice.checking import PROMPTS, measure, prompts, report
from kiosk.voice.models import MODEL_LANGUAGES, ModelLanguage, shipped
from tests.voice.prompt_options import prompt_options

VOICES = {"en": "en-us", "zh": "cmn-latn-pinyin"}


def record(folder: Path, name: str, text: str, said: str, language: ModelLanguage) -> None:
    """Somebody says `said` where `text` is expected, with half a second before."""
    folder.mkdir(parents=True, exist_ok=True)
    spoken = subprocess.run(
        ["espeak-ng", "-v", VOICES[language], "-s", "150", "--stdout", said], capture_output=True, check=True
    ).stdout
    sound = resampled(from_wav(spoken, "test"), HEARD_RATE)
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(HEARD_RATE)
        file.writeframes(bytes(HEARD_RATE) + sound.samples)
    (folder / f"{name}.txt").write_text(f"{text}\n", "utf-8")


@pytest.mark.parametrize("language", MODEL_LANGUAGES)
def test_the_shipped_model_has_words_for_every_prompt(language: ModelLanguage) -> None:
    """Nearly every phrase too: a new one is in the model when its graph is built anew (docs/voice-models.md)."""
    lines, sound = report(shipped(language), language, None)
    assert sound, "\n".join(lines)
    assert len(lines) <= 6, "\n".join(lines)  # a head, and a line for each text with phrases that it cannot hear


def test_phrases_of_all_texts_stand_at_their_prompts() -> None:
    found = {prompt: dict(texts) for prompt, texts in prompts("en")}
    assert "send money" in found["menu (en)"]["service-transfer.hear"]
    assert found["attract (en)"]["service-transfer.hear"] == found["menu (en)"]["service-transfer.hear"]
    assert "payee-right.hear" in found["transfer-confirm (en)"]
    assert "transfer-review.hear-primary" in found["transfer-review (en)"]
    assert "correct" in found["everywhere (en)"]["hear-yes"]
    assert "finish" in found["everywhere (en)"]["idle.hear-leave"]
    assert "hundred" in found["numbers"]["number words"]
    assert "menu (zh-Hant)" in dict(prompts("zh"))
    assert any("daughter" in phrase for phrase in found["wishes on the first screen"]["wishes"])


def test_the_list_of_options_by_prompt_is_of_today() -> None:
    """`python -m tests.voice.prompt_options` makes it anew."""
    assert PROMPTS.read_text("utf-8") == prompt_options()


def test_what_cannot_be_heard_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    greeting, music = ("greeting.hear", ("yes", "good morrow")), ("music.hear", ("play the xylophone",))

    def only_here(language: ModelLanguage) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
        yield "door", [greeting]
        yield "hall", [greeting, music]

    monkeypatch.setattr(checking, "prompts", only_here)
    lines, sound = report(shipped("en"), "en", None)
    assert not sound
    assert lines[1:] == [
        "    door: “good morrow” (greeting.hear)",
        "    hall: “good morrow” (greeting.hear); nothing of “play the xylophone” (music.hear)",
    ]
    assert CliRunner().invoke(app, ["voice", "check", "--language", "en"]).exit_code == 1


def test_recordings_are_measured(tmp_path: Path) -> None:
    menu, confirm = tmp_path / "menu", tmp_path / "confirm"
    record(menu, "1", "Transfer money", "transfer money", "en")
    record(menu, "2", "check my balance", "check my balance", "en")
    record(menu, "3", "", "what is the weather today", "en")
    record(menu, "4", "transfer money", "check my balance", "en")  # somebody says something else
    record(confirm, "1", "yes", "yes", "en")
    lines, _ = report(shipped("en"), "en", tmp_path)
    text = "\n".join(lines)
    assert f"{tmp_path.name}/menu: of 4 right 3, right but asked about 0, not understood 0, wrong 1" in text
    assert f"{tmp_path.name}/confirm: of 1 right 1" in text
    assert "after the end of speech (median)" in text


def test_mandarin_and_amounts(tmp_path: Path) -> None:
    record(tmp_path, "1", "转账", "转账", "zh")
    record(tmp_path, "2", "五百块", "五百块", "zh")
    record(tmp_path, "3", "查询余额", "查询余额", "zh")
    found = measure(vosk.Model(str(shipped("zh"))), "zh", tmp_path)
    assert (found.right + found.asked, found.wrong) == (3, 0)
    assert min(found.late) > 0
    assert max(found.late) < 2


def test_recordings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "fast.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(bytes(400))
    (tmp_path / "fast.txt").write_text("yes")
    (tmp_path / "bad.wav").write_bytes(b"RIFF")
    (tmp_path / "bad.txt").write_text("no")
    (tmp_path / "alone.wav").write_bytes(b"")
    found = measure(vosk.Model(str(shipped("en"))), "en", tmp_path)
    assert len(found.trouble) == 3
    assert any("fast.wav: mono, 16 bit, 16000 a second is needed" in trouble for trouble in found.trouble)
    assert any("alone.txt" in trouble for trouble in found.trouble)


def test_a_folder_without_recordings_is_said(tmp_path: Path) -> None:
    lines, _ = report(shipped("en"), "en", tmp_path)
    assert "no recordings" in lines[-1]
