"""Draws slips for a receipt printer: 576 dots wide (72 mm at 8 dots a millimetre), black and white."""

import segno
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QImageWriter, QPainter, QTextOption

from kiosk.papers import Line, Rule, Slip

WIDTH = 576
MARGIN = 16
ROOM = WIDTH - 2 * MARGIN
# Capitals of 0.733 em at 8 dots a millimetre: 2.6 mm for a line, 3.3 mm for what matters.
PLAIN, STRONG, TITLE = 28, 36, 44
CODE_MM = 30
_TALLEST = 8000
_FAMILIES = {"zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC", "en": "Noto Sans CJK SC"}


def render_slip(slip: Slip) -> bytes:
    """Draw the slip as a PNG, 576 dots wide and as long as it needs. Needs a QGuiApplication.

    Long words wrap; nothing is cut off. Raises RuntimeError without an application, ValueError for a slip longer than
    a metre of paper.
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("drawing text needs a QGuiApplication")
    sheet = _Sheet(_FAMILIES[slip.language])
    if slip.stamp:
        sheet.stamp(slip.stamp)
    sheet.centred(slip.bank, PLAIN)
    sheet.centred(slip.title, TITLE, bold=True)
    sheet.gap(8)
    for part in slip.parts:
        match part:
            case Rule():
                sheet.rule()
            case Line(left, right, strong):
                sheet.line(left, right, strong=strong)
    if slip.code:
        sheet.code(slip.code)
    if slip.stamp:
        sheet.stamp(slip.stamp)
    return sheet.png()


class _Sheet:
    """Paper that grows downwards."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._y = 16.0
        self._image = QImage(WIDTH, _TALLEST, QImage.Format.Format_Grayscale8)
        self._image.fill(Qt.GlobalColor.white)
        self._painter = QPainter(self._image)
        self._painter.setPen(QColor(Qt.GlobalColor.black))

    def gap(self, dots: float) -> None:
        self._y += dots

    def rule(self) -> None:
        self._painter.fillRect(QRectF(MARGIN, round(self._y + 8), ROOM, 2), Qt.GlobalColor.black)
        self._y += 18

    def centred(self, words: str, size: int, *, bold: bool = False) -> None:
        self._y += self._write(words, size, MARGIN, ROOM, Qt.AlignmentFlag.AlignHCenter, bold=bold)

    def line(self, left: str, right: str, *, strong: bool) -> None:
        """Words at the left and a value at the right; one below the other where a line does not hold both."""
        size = STRONG if strong else PLAIN
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        # A label stays small beside a large value.
        label = PLAIN if right else size
        metrics, large = QFontMetricsF(self._font(label)), QFontMetricsF(self._font(size, bold=strong))
        if not right:
            self._y += self._write(left, size, MARGIN, ROOM, start, bold=strong)
        elif metrics.horizontalAdvance(left) + large.horizontalAdvance(right) + 2 * MARGIN <= ROOM:
            drop = max(0.0, large.ascent() - metrics.ascent())
            self._painter.translate(0, drop)
            self._write(left, label, MARGIN, ROOM, start)
            self._painter.translate(0, -drop)
            self._y += self._write(right, size, MARGIN, ROOM, end, bold=strong)
        else:
            self._y += self._write(left, label, MARGIN, ROOM, start)
            self._y += self._write(right, size, MARGIN, ROOM, end, bold=strong)

    def stamp(self, words: str) -> None:
        """White on black, across the paper: nobody takes a sandbox's slip for a real one."""
        font = self._font(PLAIN, bold=True)
        height = QFontMetricsF(font).height() + 8
        self._painter.fillRect(QRectF(MARGIN, self._y, ROOM, height), Qt.GlobalColor.black)
        self._painter.setPen(QColor(Qt.GlobalColor.white))
        self._painter.setFont(font)
        self._painter.drawText(QRectF(MARGIN, self._y, ROOM, height), Qt.AlignmentFlag.AlignCenter, words)
        self._painter.setPen(QColor(Qt.GlobalColor.black))
        self._y += height + 12

    def code(self, content: str) -> None:
        """A QR code in the middle, with the quiet zone the standard asks for (ISO/IEC 18004: four modules)."""
        matrix = segno.make_qr(content, error="m").matrix
        modules = len(matrix) + 8
        dots = max(3, CODE_MM * 8 // modules)
        left, top = (WIDTH - modules * dots) // 2 + 4 * dots, round(self._y) + 4 * dots
        for row, cells in enumerate(matrix):
            for column, dark in enumerate(cells):
                if dark:
                    place = QRectF(left + column * dots, top + row * dots, dots, dots)
                    self._painter.fillRect(place, Qt.GlobalColor.black)
        self._y += modules * dots

    def png(self) -> bytes:
        """What was drawn, cut off below its last line."""
        self._painter.end()
        height = round(self._y + 24)
        if height > _TALLEST:
            raise ValueError("the slip is longer than a metre")
        paper = self._image.copy(0, 0, WIDTH, height).convertToFormat(
            QImage.Format.Format_Mono, Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither
        )
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(paper)
        return bytes(data.data())

    def _font(self, size: int, *, bold: bool = False) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(size)
        font.setBold(bold)
        # The printer knows no grey.
        font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
        return font

    def _write(
        self, words: str, size: int, x: float, room: float, align: Qt.AlignmentFlag, *, bold: bool = False
    ) -> float:
        """Write `words` at the pen's height, wrapped; the height they take."""
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._painter.setFont(self._font(size, bold=bold))
        place = QRectF(x, self._y, room, _TALLEST - self._y)
        needed = self._painter.boundingRect(place, words, option)
        self._painter.drawText(place, words, option)
        return needed.height()
