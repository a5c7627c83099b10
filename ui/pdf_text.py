"""Makes the text of a PDF that Qt wrote readable by machines: by search, by copying, by a screen reader."""

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont

# One entry of a ToUnicode map (ISO 32000-1, 9.10.3): from which glyph to which, and what they mean.
_ENTRY = re.compile(rb"(<[0-9A-F]{4}> <[0-9A-F]{4}>) (\[[^\]]*\]|<[0-9A-F]{4}>)")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_LOWEST_HAN = 0x3400  # below it are the radicals, and whatever else shares its glyph with a character that is written


def readable(pdf: bytes, words: str, fonts: Iterable[QFont]) -> bytes:
    """Let every glyph mean the character of `words` that it was drawn for.

    Where several characters share a glyph, Qt names the lowest: a radical for a character, a tab for a space. Offsets
    and lengths stay, as one code of four digits takes the place of another.
    """
    meant: dict[bytes, bytes] = {}
    others = "".join(map(chr, range(9, _LOWEST_HAN)))
    written = "".join({letter for letter in words if ord(letter) < 0x10000})
    for font in fonts:
        raw = QRawFont.fromFont(font)
        lowest: dict[int, str] = {}
        for glyph, letter in zip(raw.glyphIndexesForString(others), others, strict=True):
            lowest.setdefault(glyph, letter)
        for glyph, letter in zip(raw.glyphIndexesForString(written), written, strict=True):
            if glyph and (other := lowest.get(glyph, letter)) != letter:
                meant[b"%04X" % ord(other)] = b"%04X" % ord(letter)

    def corrected(entry: re.Match[bytes]) -> bytes:
        return entry[1] + b" " + _CODE.sub(lambda code: b"<" + meant.get(code[1], code[1]) + b">", entry[2])

    return _ENTRY.sub(corrected, pdf)
