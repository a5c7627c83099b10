"""What branch staff say, in the sandbox: words in a file, which whoever has the bank's desk carries out.

The simulator knows no bank, so they go through a folder, as messages to phones come through one.
"""

from itertools import count
from pathlib import Path

ACTIVATE = "activate-card"  # against the ID document with a number: it follows in the file
WORDS = (
    "answer-call",
    "approve-person",
    "refuse-person",
    "approve-application",
    "refuse-application",
    "try-application-again",
    ACTIVATE,
)


class Staff:
    """`folder`: where the desk looks for words; None where there is no desk."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._numbers = count(1)

    def say(self, word: str, document_number: str = "") -> None:
        """Give a word to the desk; with `ACTIVATE`, the number of the ID document that is shown there.

        Raises `ValueError` with a sentence where that cannot be.
        """
        if word not in WORDS:
            raise ValueError(f"Staff say {', '.join(WORDS)}; not {word!r}.")
        if word == ACTIVATE and not document_number:
            raise ValueError("A card is activated against an ID document: choose the customer's.")
        if self._folder is None:
            raise ValueError("No desk is connected: use `kiosk desk`.")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._folder / f"{next(self._numbers):06d}.word"
        beside = file.with_suffix(".new")
        beside.touch(mode=0o600)
        beside.write_text(f"{word} {document_number}".strip(), encoding="utf-8")
        beside.replace(file)  # it appears whole
