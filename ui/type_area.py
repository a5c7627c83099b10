"""Letters on paper, measured in millimetres from the top left corner."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

DOTS = 50  # for a millimetre: fine enough for letters to stand where they should

_SANS = {"zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC", "en": "Noto Sans CJK SC"}
_SERIF = {"zh-Hans": "Noto Serif CJK SC", "zh-Hant": "Noto Serif CJK TC", "en": "Noto Serif CJK SC"}


@dataclass(frozen=True)
class Style:
    """How letters look. `size`: of the em, in millimetres."""

    size: float
    colour: str = "#12241F"
    serif: bool = False
    bold: bool = False

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.size * 1.42


class Letters:
    """Measures, breaks and writes words in the fonts of one language. `y` is the upper edge of the line."""

    def __init__(self, painter: QPainter, language: Literal["zh-Hans", "zh-Hant", "en"]) -> None:
        self._painter = painter
        self._language = language
        self._font = cache(self._make_font)
        self._metrics = cache(self._make_metrics)
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def fonts(self) -> list[QFont]:
        """One font of each face."""
        faces = ((serif, bold) for serif in (False, True) for bold in (False, True))
        return [self._font(Style(1, serif=serif, bold=bold)) for serif, bold in faces]

    def width(self, words: str, style: Style) -> float:
        """How wide `words` are on one line."""
        return self._metrics(style).horizontalAdvance(words) / DOTS

    def lines(self, words: str, style: Style, room: float) -> list[str]:
        """Break `words` into lines of at most `room`: between words where that goes, else within one."""
        if not words or self.width(words, style) <= room:
            return [words] if words else []
        layout = QTextLayout(words, self._font(style))
        layout.setTextOption(self._option)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room * DOTS)
            lines.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return lines

    def write(self, words: str, style: Style, x: float, y: float) -> None:
        """Write one line from `x` on."""
        metrics = self._metrics(style)
        baseline = (y + style.leading / 2) * DOTS + metrics.capHeight() / 2
        self._painter.setFont(self._font(style))
        self._painter.setPen(QColor(style.colour))
        self._painter.drawText(QPointF(x * DOTS, baseline), words)

    def write_right(self, words: str, style: Style, right: float, y: float) -> None:
        """Write one line that ends at `right`."""
        self.write(words, style, right - self.width(words, style), y)

    def write_centred(self, words: str, style: Style, middle: float, y: float) -> None:
        """Write one line with its middle at `middle`."""
        self.write(words, style, middle - self.width(words, style) / 2, y)

    def _make_metrics(self, style: Style) -> QFontMetricsF:
        return QFontMetricsF(self._font(style))

    def _make_font(self, style: Style) -> QFont:
        font = QFont((_SERIF if style.serif else _SANS)[self._language])
        font.setPixelSize(max(1, round(style.size * DOTS)))
        font.setBold(style.bold)
        # Shaping takes other digits beside Latin letters than beside Chinese: of another width, and without a meaning
        # that could be found in the PDF.
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font
