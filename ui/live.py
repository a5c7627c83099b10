"""Pictures of people on their way to the screen: in memory alone, and wiped once they are not shown any more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

LIVE = "live"  # the provider's name in QML: image://live/<number>
HELD = "held"  # image://held/<number>


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


class HeldPictures(QQuickImageProvider):
    """Holds the pictures of the view at hand, and no others."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._held: dict[str, QImage] = {}
        self._images: list[bytes] = []
        self._sources: list[str] = []
        self._number = 0

    def hold(self, images: Sequence[bytes]) -> list[str]:
        """Hold these (JPEG or PNG) instead of those before. Gives where QML finds each, "" for what is no picture."""
        if list(images) == self._images:
            return self._sources
        for image in self._held.values():
            image.fill(0)
        self._held.clear()
        self._images, self._sources = list(images), [self._keep(image) for image in images]
        return self._sources

    def _keep(self, data: bytes) -> str:
        image = QImage.fromData(data)
        if image.isNull():
            return ""
        self._number += 1
        self._held[str(self._number)] = image
        return f"image://{HELD}/{self._number}"

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N802, N803 - Qt's signature
        del requestedSize
        image = self._held.get(id, QImage())
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
