"""What branch staff say, in the sandbox: a word in a file, which whoever has the bank's desk carries out.

The simulator knows no bank, so the word goes through a folder, as messages to phones come through one.
"""

from itertools import count
from pathlib import Path

WORDS = ("answer-call", "approve-person", "refuse-person")


class Staff:
    """`folder`: where the desk looks for words; None where there is no desk."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._numbers = count(1)

    def say(self, word: str) -> None:
        """Give a word to the desk. Raises `ValueError` with a sentence where that cannot be."""
        if word not in WORDS:
            raise ValueError(f"Staff say {', '.join(WORDS)}; not {word!r}.")
        if self._folder is None:
            raise ValueError("No desk is connected: use `kiosk desk`.")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._folder / f"{next(self._numbers):06d}.word"
        beside = file.with_suffix(".new")
        beside.write_text(word, encoding="utf-8")
        beside.replace(file)  # it appears whole
