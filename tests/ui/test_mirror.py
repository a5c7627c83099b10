"""The sandbox's panel sees what is drawn, only while it watches, and presses what a finger would."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kiosk.channels import Act, ActKind
from tests.screens.samples import views as samples
from tests.ui.test_touches import Desk
from tests.ui.tree import centre
from ui.mirror import Mirror


class Watcher:
    """Somebody at the panel: keeps the pictures, and can be slow."""

    def __init__(self) -> None:
        self.pictures: list[bytes] = []
        self.ready = threading.Event()
        self.ready.set()

    def send(self, picture: bytes) -> None:
        self.ready.wait()
        self.pictures.append(picture)


@pytest.fixture
def desk(qapp: QGuiApplication) -> Iterator[Desk]:
    found = Desk(1080, 1920)
    found.show(samples("zh-Hans", "standard")["attract"])
    qapp.processEvents()
    yield found
    found.close()


def test_nothing_is_sent_while_nobody_watches(desk: Desk, qtbot: QtBot) -> None:
    watcher = Watcher()
    mirror = Mirror(desk.window, watcher.send)
    desk.show(samples("en", "standard")["attract"])
    qtbot.wait(250)
    assert watcher.pictures == []
    mirror.watching(True)
    qtbot.waitUntil(lambda: len(watcher.pictures) == 1)
    mirror.watching(False)
    desk.show(samples("zh-Hant", "standard")["attract"])
    qtbot.wait(250)
    assert len(watcher.pictures) == 1


def test_a_picture_is_sent_when_the_screen_changes_and_only_then(desk: Desk, qtbot: QtBot) -> None:
    watcher = Watcher()
    mirror = Mirror(desk.window, watcher.send)
    mirror.watching(True)
    qtbot.waitUntil(lambda: len(watcher.pictures) == 1)
    qtbot.wait(350)
    assert len(watcher.pictures) == 1
    desk.screen.show(samples("en", "standard")["attract"])
    qtbot.waitUntil(lambda: len(watcher.pictures) == 2)
    picture = QImage.fromData(watcher.pictures[-1])
    assert (picture.width(), picture.height()) == (540, 960)
    assert watcher.pictures[0] != watcher.pictures[1]
    mirror.watching(False)


def test_a_slow_watcher_gets_the_newest_picture_not_every_one(desk: Desk, qtbot: QtBot) -> None:
    watcher = Watcher()
    mirror = Mirror(desk.window, watcher.send)
    watcher.ready.clear()
    mirror.watching(True)
    for name in ("menu", "transfer-amount", "transfer-review", "pin-sign-in", "busy-order"):
        desk.screen.show(samples("en", "standard")[name])
        qtbot.wait(150)
    watcher.ready.set()
    qtbot.waitUntil(lambda: len(watcher.pictures) >= 2)
    qtbot.wait(250)
    assert len(watcher.pictures) <= 3
    mirror.watching(False)


def test_a_touch_at_the_panel_is_a_touch_on_the_screen(desk: Desk, qtbot: QtBot) -> None:
    mirror = Mirror(desk.window, lambda _: None)
    place = centre(desk.item("option:transfer"))
    x, y = place.x() / desk.window.width(), place.y() / desk.window.height()
    mirror.inject({"kind": "move", "x": x, "y": y})
    mirror.inject({"kind": "press", "x": x, "y": y})
    mirror.inject({"kind": "release", "x": x, "y": y})
    qtbot.waitUntil(lambda: desk.acts == [Act(ActKind.ANSWER, "transfer", 7, "screen")])


def test_a_key_at_the_panel_is_a_key(desk: Desk, qtbot: QtBot) -> None:
    mirror = Mirror(desk.window, lambda _: None)
    for key in ("7", ".", "Tab", "Shift+Tab", "Enter", "Escape", "Backspace", "ArrowUp"):
        mirror.inject({"kind": "key", "key": key})
    qtbot.waitUntil(lambda: len(desk.keys) == 8)
    assert desk.keys == ["7", ".", "next", "previous", "enter", "cancel", "delete", "up"]


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "press", "x": 1.2, "y": 0},
        {"kind": "press", "x": "0", "y": 0},
        {"kind": "key", "key": "F4"},
        {"kind": "shout"},
        {},
    ],
    ids=str,
)
def test_anything_else_is_refused(desk: Desk, event: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Mirror(desk.window, lambda _: None).inject(event)
