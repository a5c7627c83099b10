"""How Chinese is pronounced, without tones: 转 and 赚 are both "zhuan".

pypinyin knows it for every character, in 12 MB and with the interpreter for itself. A child of a moment
(`python -m kiosk.voice.syllables`) asks it; what is kept here is one text of 50 kB, a line a syllable: "zhuan 转传赚".
"""

import os
import subprocess
import sys
from functools import cache

_FIRST, _LAST = "一", "\u9fff"  # the characters in use
_ALSO = "〇"


def syllables(text: str) -> str:
    """`text` with a space between the syllables of its characters. What is no Chinese character stays as it is."""
    table = _table()
    return " ".join("".join(f" {_syllable(table, one)} " if one > "\u2fff" else one for one in text).split())


def _syllable(table: str, character: str) -> str:
    place = table.find(character)
    if place < 0:
        return character
    start = table.rfind("\n", 0, place) + 1
    return table[start : table.index(" ", start)]


@cache
def _table() -> str:
    """A second of work, once. Raises `CalledProcessError` where pypinyin is missing."""
    command = [sys.executable, "-m", "kiosk.voice.syllables"]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout  # noqa: S603 - this very module


def main() -> None:
    """Print the table."""
    os.environ |= {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}  # by characters alone
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PINYIN_DICT

    known = [one for one in (*map(chr, range(ord(_FIRST), ord(_LAST) + 1)), _ALSO) if ord(one) in PINYIN_DICT]
    of_syllable: dict[str, list[str]] = {}
    for character, syllable in zip(known, lazy_pinyin("".join(known)), strict=True):
        of_syllable.setdefault(syllable, []).append(character)
    lines = (f"{syllable} {''.join(characters)}" for syllable, characters in of_syllable.items())
    sys.stdout.buffer.write("\n".join(lines).encode())


if __name__ == "__main__":
    main()
