"""The camera's picture, on its way to the screen. Nothing of it is kept once it has been replaced."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

LIVE = "live"  # the provider's name in QML: image://live/<number>


class LivePicture(QQuickImageProvider):
    """Holds the newest picture alone. `changed` is told where QML finds it, "" when there is none."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._changed = changed
        self._image = QImage()
        self._number = 0

    def show(self, pixels: bytes, width: int, height: int) -> None:
        """Show a picture: rows of 8-bit RGB. The screen mirrors it, as people know themselves."""
        self._image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self._number += 1
        self._changed(f"image://{LIVE}/{self._number}")

    def clear(self) -> None:
        """Show none any more."""
        self._image.fill(0)
        self._image = QImage()
        self._changed("")

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N802, N803 - Qt's signature
        del id, requestedSize
        size.setWidth(self._image.width())
        size.setHeight(self._image.height())
        return self._image
