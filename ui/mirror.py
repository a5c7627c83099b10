"""The sandbox's view of the screen: what is drawn goes out as JPEG, touches and keys come in. Never in production."""

import threading
from collections.abc import Callable, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, QIODevice, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QImageWriter, QKeyEvent, QMouseEvent
from PySide6.QtQuick import QQuickWindow

FRAME_MS = 100  # at most ten frames a second
HEIGHT = 960
QUALITY = 80
_MOUSE = {
    "press": QEvent.Type.MouseButtonPress,
    "release": QEvent.Type.MouseButtonRelease,
    "move": QEvent.Type.MouseMove,
}
_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Escape": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Shift+Tab": Qt.Key.Key_Backtab,
    "Backspace": Qt.Key.Key_Backspace,
    "Delete": Qt.Key.Key_Delete,
    "ArrowUp": Qt.Key.Key_Up,
    "ArrowDown": Qt.Key.Key_Down,
    "ArrowLeft": Qt.Key.Key_Left,
    "ArrowRight": Qt.Key.Key_Right,
    ".": Qt.Key.Key_Period,
}


class Mirror(QObject):
    """Grabs the window while somebody watches, and only when it has changed.

    `send` takes each picture (JPEG, at most 960 pixels high) and is called in a thread of the mirror's own, where it
    may block: a picture that is overtaken by a newer one is not sent. Everything else is called in Qt's thread.
    """

    def __init__(self, window: QQuickWindow, send: Callable[[bytes], None]) -> None:
        super().__init__(window)
        self._window = window
        self._send = send
        self._watched = False
        self._pause = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._pause.timeout.connect(self._grab_changed)
        self._changed = False
        self._grabbing = False
        self._encoder: _Encoder | None = None
        self._last = QImage()
        window.frameSwapped.connect(self._on_frame)

    def watching(self, watched: bool) -> None:
        """Begin or stop sending pictures. Beginning sends one at once."""
        if watched == self._watched:
            return
        self._watched = watched
        if watched:
            self._last = QImage()
            self._encoder = _Encoder(self._send)
            self._grab()
        elif self._encoder:
            self._pause.stop()
            self._encoder.stop()
            self._encoder = None

    def inject(self, event: Mapping[str, object]) -> None:
        """Do what somebody at the panel did: {"kind": "press" | "release" | "move", "x": 0..1, "y": 0..1}, as parts of
        the window's size, or {"kind": "key", "key": KEY} with KEY as browsers name keys ("7", "Enter", "Shift+Tab").

        Raises ValueError for anything else.
        """
        match event:
            case {"kind": "press" | "release" | "move" as kind, "x": int() | float() as x, "y": int() | float() as y}:
                if not (0 <= x <= 1 and 0 <= y <= 1):
                    raise ValueError("a place lies between 0 and 1")
                self._touch(str(kind), x, y)
            case {"kind": "key", "key": str() as key}:
                self._key(key)
            case _:
                raise ValueError("neither a touch nor a key")

    # -- out -------------------------------------------------------------------------------------------------------

    def _on_frame(self) -> None:
        if not self._watched or self._grabbing:
            return
        self._changed = True
        if not self._pause.isActive():
            # Not from within the frame: it is still being drawn.
            self._pause.start(0)

    def _grab_changed(self) -> None:
        if self._changed and self._watched:
            self._grab()

    def _grab(self) -> None:
        self._changed = False
        self._grabbing = True  # a grab draws a frame, which is no change
        try:
            picture = self._window.grabWindow()
        finally:
            self._grabbing = False
        if self._encoder and not picture.isNull() and picture != self._last:
            self._last = picture
            self._encoder.offer(picture)
        self._pause.start(FRAME_MS)

    # -- in --------------------------------------------------------------------------------------------------------

    def _touch(self, kind: str, x: float, y: float) -> None:
        place = QPointF(x * self._window.width(), y * self._window.height())
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == "move" else left
        held = none if kind == "release" else left
        self._post(
            QMouseEvent(
                _MOUSE[kind],
                place,
                self._window.mapToGlobal(place),
                button,
                held,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    def _key(self, name: str) -> None:
        digit = len(name) == 1 and name in "0123456789"
        key = Qt.Key(Qt.Key.Key_0.value + int(name)) if digit else _KEYS.get(name)
        if key is None:
            raise ValueError("no key of the terminal")
        text = name if digit or name == "." else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._post(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def _post(self, event: QEvent) -> None:
        QCoreApplication.postEvent(self._window, event)


class _Encoder:
    """A thread that turns the newest picture into JPEG and sends it."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._newest: QImage | None = None
        self._stopped = False
        self._waiting = threading.Condition()
        threading.Thread(target=self._run, name="mirror", daemon=True).start()

    def offer(self, picture: QImage) -> None:
        with self._waiting:
            self._newest = picture
            self._waiting.notify()

    def stop(self) -> None:
        with self._waiting:
            self._stopped = True
            self._waiting.notify()

    def _run(self) -> None:
        while True:
            with self._waiting:
                while self._newest is None and not self._stopped:
                    self._waiting.wait()
                if self._stopped:
                    return
                picture, self._newest = self._newest, None
            if picture is not None:
                self._send(_jpeg(picture))


def _jpeg(picture: QImage) -> bytes:
    if picture.height() > HEIGHT:
        picture = picture.scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(QUALITY)
    writer.write(picture)  # the one slow part, and Qt does it without the interpreter's lock
    return bytes(data.data())
