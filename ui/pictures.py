"""Pictures of single views, for documentation and for looking at every prompt."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from kiosk.channels import View
from kiosk.voice.heard import Listening
from ui.screen import Screen
from ui.window import Window


class Pictures:
    """Draws views without showing a window and without motion. Needs a QGuiApplication and QT_QUICK_BACKEND=software
    (the one backend that draws a window nobody sees). One of these draws any number of views."""

    def __init__(self) -> None:
        self._screen = Screen(lambda _: None, lambda: 0.0)
        self._window = Window(self._screen, still=True)
        self.root: QQuickItem = self._window.rootObject()

    def render(
        self, view: View, size: tuple[int, int], px_per_mm: float = 0, *, camera: tuple[bytes, int, int] | None = None
    ) -> QImage:
        """The view as it stands on a screen of `size` pixels (width, height), with so many of them in a millimetre; 0:
        as many as fit the page. `camera`: what the camera sees, rows of 8-bit RGB with their width and height."""
        self.root.setProperty("pxPerMm", px_per_mm)
        self._window.resize(QSize(*size))
        self.root.setSize(QSize(*size))
        self._screen.show(view)
        if camera:
            self._screen.live.show(*camera)
        else:
            self._screen.live.clear()
        picture = self._window.grabWindow()
        # No loop runs here that would let go of what the last view was made of: half a megabyte, each time.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return picture

    def listening(self, now: Listening) -> QImage:
        """The same view with what is being said and heard there."""
        self._screen.listening(now)
        return self._window.grabWindow()
