"""A signature as it was drawn, as a picture for the bank. Made in memory, and kept nowhere."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen, QPolygonF

from kiosk.prompts import SIGNATURE_SIDE

MOST_WIDE, MOST_HIGH = 640, 400  # dots of one bit: 32,000 bytes even where nothing can be compressed
MARGIN = 12
PEN = 4


def render_signature(strokes: str) -> bytes:
    """Draw the strokes of a `Sign` as a black and white PNG, of at most 640 by 400 dots and 33,000 bytes.

    Cut to what was drawn, in its own proportions; a small one is not made larger than it stood on the screen. Raises
    ValueError for what are no strokes, or none.
    """
    lines = [_line(stroke) for stroke in strokes.split(";") if stroke]
    if not lines:
        raise ValueError("nothing was drawn")
    frame = QRectF()
    for line in lines:
        frame = frame.united(QPolygonF(line).boundingRect().adjusted(0, 0, 1, 1))
    room = MOST_WIDE - 2 * MARGIN, MOST_HIGH - 2 * MARGIN
    scale = min(MOST_WIDE / SIGNATURE_SIDE, room[0] / frame.width(), room[1] / frame.height())
    image = QImage(
        min(MOST_WIDE, round(frame.width() * scale) + 2 * MARGIN),
        min(MOST_HIGH, round(frame.height() * scale) + 2 * MARGIN),
        QImage.Format.Format_Grayscale8,
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.translate(MARGIN, MARGIN)
    for line in lines:
        points = [(point - frame.topLeft()) * scale for point in line]
        painter.drawPolyline(QPolygonF(points if len(points) > 1 else [points[0], points[0] + QPointF(1, 0)]))
    painter.end()
    return _png(image)


def _line(stroke: str) -> list[QPointF]:
    points: list[QPointF] = []
    for point in stroke.split():
        x, comma, y = point.partition(",")
        inside = comma and x.isdecimal() and y.isdecimal() and max(int(x), int(y)) < SIGNATURE_SIDE
        if not inside:
            raise ValueError("not a point of a signature")
        points.append(QPointF(int(x), int(y)))
    if not points:
        raise ValueError("a stroke without points")
    return points


def _png(image: QImage) -> bytes:
    bits = image.convertToFormat(
        QImage.Format.Format_Mono, Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither
    )
    image.fill(Qt.GlobalColor.white)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(bits)
    return bytes(data.data())
