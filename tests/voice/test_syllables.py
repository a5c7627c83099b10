"""How Chinese is pronounced."""

import subprocess
import sys

import pytest

from kiosk.voice.syllables import syllables


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我要转账", "wo yao zhuan zhang"),
        ("转帐", "zhuan zhang"),
        ("轉帳", "zhuan zhang"),
        ("给女儿转500块", "gei nv er zhuan 500 kuai"),
        ("〇", "ling"),
        ("𠮷", "𠮷"),  # outside the characters in use
        ("", ""),
    ],
)
def test_each_character_has_its_syllable(text: str, said: str) -> None:
    assert syllables(text) == said


def test_what_knows_the_characters_is_not_in_the_screens_process() -> None:
    # Each of them is memory that a terminal would hold for ever.
    heavy = "pypinyin", "numpy", "vosk"
    code = f"""
import sys
from kiosk.voice import building
from kiosk.voice.understanding import prepare
for spoken in ("zh", "en"):
    prepare(spoken)
print([name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
