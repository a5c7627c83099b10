"""The window: loads the QML and passes keys on."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtQuick import QQuickView, QQuickWindow

from ui.live import HELD, LIVE
from ui.screen import Screen, ScreenLostError

QML = Path(__file__).parent / "qml" / "Main.qml"
_KEYS = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Backspace: "delete",
    Qt.Key.Key_Delete: "clear",
    Qt.Key.Key_Escape: "cancel",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Period: ".",
}


class Window(QQuickView):
    """Draws a screen's view. Raises `ScreenLostError` where the QML does not load."""

    def __init__(
        self, screen: Screen, *, px_per_mm: float | None = None, still: bool = False, fullscreen: bool = False
    ) -> None:
        super().__init__()
        self._fullscreen = fullscreen
        self._screen = screen
        # Whatever QML reads must outlive it, in whichever order Python lets go.
        screen.values.setParent(self)
        self.setTitle("Smart Teller")
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.engine().addImageProvider(LIVE, screen.live)
        self.engine().addImageProvider(HELD, screen.held)
        self.setInitialProperties({"view": screen.values, "pxPerMm": px_per_mm or 0.0, "still": still})
        self.setSource(QUrl.fromLocalFile(str(QML)))
        if self.status() is not QQuickView.Status.Ready:
            raise ScreenLostError("\n".join(error.toString() for error in self.errors()))
        self.sceneGraphError.connect(self._broken)

    def appear(self) -> None:
        """Show the window, once there is something to show."""
        if not self._fullscreen:
            self.show()
            return
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setGeometry(self.screen().geometry())  # without a window manager nobody else does it
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's signature
        # A key held down counts once: repeating it is no way to type here.
        if name := key_name(event):
            event.accept()
            if not event.isAutoRepeat():
                self._screen.keys(name)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's signature
        self._screen.lose("the window was closed")
        super().closeEvent(event)

    def _broken(self, error: QQuickWindow.SceneGraphError, message: str) -> None:
        self._screen.lose(f"{error.name}: {message}")


def key_name(event: QKeyEvent) -> str:
    """The keypad's name of a keyboard's key, or "" where it has none."""
    text = event.text()
    if len(text) == 1 and text in "0123456789.":
        return text
    return _KEYS.get(Qt.Key(event.key()), "")


def open_window(
    screen: Screen,
    *,
    fullscreen: bool,
    size: tuple[int, int] = (1080, 1920),
    px_per_mm: float | None = None,
) -> Window:
    """Make the window on `screen`; its `appear` shows it. `size` (pixels) holds for a window that is not full screen;
    `px_per_mm` is that of the glass, and without it the page takes whatever size there is. Raises `ScreenLostError`."""
    window = Window(screen, px_per_mm=px_per_mm, fullscreen=fullscreen)
    window.resize(*size)
    return window
