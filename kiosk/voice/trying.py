"""Tries a model in a process of its own: one that is no good takes its process with it, and may take for ever.

`python -m kiosk.voice.trying FOLDER LANGUAGE` ends with 0 where the model can be loaded, takes a grammar and has words
of the language.
"""

import subprocess
import sys
from pathlib import Path

from kiosk.voice.grammar import NUMBER_WORDS
from kiosk.voice.models import MODEL_LANGUAGES, ModelLanguage
from kiosk.voice.official_models import ModelUnusable

_SECONDS = 120
_SILENCE = bytes(16_000)


def try_model(folder: Path, language: ModelLanguage) -> None:
    """Raise `ModelUnusable` where vosk cannot hear `language` with the model in `folder`."""
    try:
        done = subprocess.run(  # noqa: S603 - this very module, with a folder that is only read
            [sys.executable, "-m", "kiosk.voice.trying", f"{folder}", language],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ModelUnusable(f"{folder} did not load within {_SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ModelUnusable(f"{folder} cannot be used: {said[-1] if said else f'exit code {done.returncode}'}")


def main(folder: str, language: str) -> int:
    """Load the model, look for words in it, and let it hear half a second of silence."""
    import vosk

    vosk.SetLogLevel(-1)
    try:
        model = vosk.Model(folder)
        recogniser = vosk.KaldiRecognizer(model, 16_000, '["[unk]"]')
    except Exception as problem:
        print(problem, file=sys.stderr)
        return 1
    words = [word for one in MODEL_LANGUAGES if one == language for word in NUMBER_WORDS[one]]
    if not any(model.vosk_model_find_word(word) >= 0 for word in words):
        print(f"it has no words of {language!r}: it is a model of another language", file=sys.stderr)
        return 1
    recogniser.AcceptWaveform(_SILENCE)
    recogniser.FinalResult()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
