"""What is pressed becomes exactly that act; what the keypad stands on has the ring."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQml import QJSValue, QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

from kiosk.channels import Act, ActKind, View
from tests.screens.samples import views as samples
from tests.ui.tree import accessible, box, centre, named, shown, texts, written
from ui import window as window_module
from ui.screen import Screen, ScreenLostError
from ui.window import Window, open_window


class Desk:
    """A window with somebody in front of it. `now` is the clock; `acts` and `keys` are what came out."""

    def __init__(self, width: int, height: int) -> None:
        self.now = 0.0
        self.acts: list[Act] = []
        self.keys: list[str] = []
        self.screen = Screen(self.keys.append, lambda: self.now)
        self.window = Window(self.screen, still=True)
        self.window.resize(width, height)
        self.window.show()
        # Up to where it waits: from there on Qt alone calls.
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(self.screen.listen(self.acts.append))
        self._loop.run_until_complete(asyncio.sleep(0))

    @property
    def root(self) -> QQuickItem:
        return self.window.rootObject()

    def show(self, view: View) -> None:
        self.screen.show(view)
        self.window.grabWindow()

    def item(self, name: str) -> QQuickItem:
        return named(self.root, name)

    def tap(self, name: str, *, after: float = 1.0) -> None:
        self.now += after
        self.press(self.at(name))

    def at(self, name: str) -> QPoint:
        return centre(self.item(name)).toPoint()

    def press(self, place: QPoint) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def close(self) -> None:
        self._task.cancel()
        self._loop.run_until_complete(asyncio.gather(self._task, return_exceptions=True))
        self._loop.close()
        self.window.setSource(QUrl())
        self.window.close()


@pytest.fixture
def desk(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = Desk(*getattr(request, "param", (1080, 1920)))
    qapp.processEvents()
    yield found
    found.close()


# One of every layout, and of what makes a layout look different.
NAMES = (
    "attract",
    "attract-closed",
    "menu",
    "account",
    "inquiry",
    "transactions-middle",
    "transactions-last",
    "transfer-amount",
    "transfer-amount-error-limit",
    "transfer-amount-idle",
    "safety-id",
    "safety-code",
    "transfer-review",
    "transfer-done",
    "transfer-unknown",
    "problem-safety",
    "pin-sign-in",
    "take-card",
    "take-document",
    "busy-order",
    "face-consent-accept",
    "face-consent-accept-long-middle",
    "face-consent-accept-long-last",
    "watch-still-me-signed",
    "staff-file",
    "staff-file-last",
    "busy-staff-check-staff",
    "face-consent-staff",
    "attract-sound",
    "attract-sound-most",
    "transfer-review-sound",
)


@pytest.mark.parametrize("name", NAMES)
def test_pressing_a_target_puts_exactly_its_act(desk: Desk, name: str) -> None:
    view = samples("zh-Hans", "standard")[name]
    desk.show(view)
    for target in view.targets():
        desk.acts.clear()
        desk.tap(target.id)
        assert desk.acts == [Act(target.kind, target.value, view.serial, "screen")], target.id


@pytest.mark.parametrize("desk", [(1920, 1080)], indirect=True)
@pytest.mark.parametrize(
    "name", ["transfer-amount-idle", "attract", "attract-sound", "transactions-middle", "transfer-review"]
)
def test_pressing_a_target_puts_exactly_its_act_in_landscape(desk: Desk, name: str) -> None:
    view = samples("en", "elder")[name]
    desk.show(view)
    for target in view.targets():
        desk.acts.clear()
        desk.tap(target.id)
        assert desk.acts == [Act(target.kind, target.value, view.serial, "screen")], target.id


@pytest.mark.parametrize("name", NAMES)
def test_the_ring_stands_where_the_view_says_and_nowhere_else(desk: Desk, name: str) -> None:
    view = samples("zh-Hans", "standard")[name]
    for target in view.targets():
        desk.show(replace(view, focus=target.id))
        (ring,) = [item for item in shown(desk.root) if item.objectName() == "ring"]
        touched = ring.parentItem()
        assert touched.objectName() == target.id
        assert accessible(touched).state().focused
        own = set(texts(touched))
        seen = desk.item("sheet") if view.sound_keys else desk.root  # what the sheet covers is not crossed
        crossed = [text for text in texts(seen) if text not in own and box(ring).intersects(written(text))]
        assert not crossed or view.idle_left is not None, [text.property("text") for text in crossed]
    desk.show(replace(view, focus=""))
    assert not [item for item in shown(desk.root) if item.objectName() == "ring"]


@pytest.mark.parametrize("name", ["transfer-amount", "transfer-payee", "safety-id"])
def test_the_keypad_types(desk: Desk, name: str) -> None:
    desk.show(samples("en", "standard")[name])
    extra = {"transfer-amount": ["."], "safety-id": ["X"]}.get(name, [])
    keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "delete", *extra]
    for key in keys:
        desk.tap(f"key:{key}", after=0.01)
    assert [(act.kind, act.value) for act in desk.acts] == [(ActKind.KEY, key) for key in keys]
    assert accessible(desk.item("key:delete")).text(QAccessible.Text.Name) == "Delete"


def test_a_key_struck_twice_quickly_counts_twice(desk: Desk) -> None:
    desk.show(samples("en", "standard")["transfer-amount"])
    desk.tap("key:0")
    desk.tap("key:0", after=0.05)
    assert [act.value for act in desk.acts] == ["0", "0"]


def test_a_button_struck_twice_within_half_a_second_counts_once(desk: Desk) -> None:
    desk.show(samples("en", "standard")["attract"])
    desk.tap("option:transfer")
    desk.tap("option:transfer", after=0.49)
    assert len(desk.acts) == 1
    desk.tap("option:transfer", after=0.5)
    assert len(desk.acts) == 2


def test_another_button_counts_at_once(desk: Desk) -> None:
    desk.show(samples("en", "standard")["attract"])
    desk.tap("mode:elder")
    desk.tap("option:inquiry", after=0.1)
    assert [act.value for act in desk.acts] == ["elder", "inquiry"]


def test_the_second_half_of_a_double_strike_does_not_answer_the_next_question(desk: Desk) -> None:
    views = samples("en", "standard")
    desk.show(views["menu"])
    place = desk.at("option:inquiry")
    desk.tap("option:inquiry")
    desk.show(replace(views["transfer-amount"], serial=8))
    desk.now += 0.2
    desk.press(place)
    assert len(desk.acts) == 1
    desk.now += 0.4
    desk.press(place)
    assert len(desk.acts) == 2


def test_a_finger_lifted_after_the_next_question_came_up_answers_the_one_it_was_put_on(desk: Desk) -> None:
    views = samples("en", "standard")
    desk.show(views["transfer-amount-error-limit"])
    place = desk.at("primary")
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(desk.window, button, none, place)
    desk.show(replace(views["transfer-payee"], serial=8))
    QTest.mouseRelease(desk.window, button, none, place)
    assert [act.serial for act in desk.acts] == [7]


def test_what_cannot_be_had_cannot_be_pressed(desk: Desk) -> None:
    desk.show(samples("en", "standard")["attract-closed"])
    desk.tap("option:transfer")
    assert desk.acts == []
    assert "Not now" in accessible(desk.item("option:transfer")).text(QAccessible.Text.Name)


def test_a_screen_reader_presses_too(desk: Desk) -> None:
    desk.show(samples("en", "standard")["attract"])
    accessible(desk.item("option:inquiry")).actionInterface().doAction("Press")
    assert [act.value for act in desk.acts] == ["inquiry"]


def test_the_idle_warning_keeps_everything_beneath_it_from_being_pressed(desk: Desk) -> None:
    view = samples("en", "standard")["transfer-amount"]
    desk.show(view)
    places = [desk.at("key:2"), desk.at("language:en"), desk.at("quick:500")]
    desk.show(samples("en", "standard")["transfer-amount-idle"])
    for place in places:
        desk.now += 1
        desk.press(place)
    assert desk.acts == []


def test_a_change_of_language_or_focus_builds_nothing_anew(desk: Desk) -> None:
    before = samples("zh-Hans", "standard")["menu"]
    desk.show(before)
    cards = {option.key: desk.item(f"option:{option.key}") for option in before.options}
    after = replace(samples("en", "standard")["menu"], focus="option:transfer")
    desk.show(after)
    for option in after.options:
        assert desk.item(f"option:{option.key}") is cards[option.key]
        assert option.title in [str(text.property("text")) for text in texts(cards[option.key])]


def test_a_change_of_language_keeps_what_was_typed(desk: Desk) -> None:
    for language in ("zh-Hans", "en", "zh-Hant"):
        desk.show(samples(language, "standard")["transfer-amount"])
        assert "1,234,567.89" in [text.property("text") for text in texts(desk.item("paper"))]


WATCHER = b"""import QtQml
QtObject {
    required property var view
    property var read: []
    readonly property string title: { read.push("title"); return view.title }
    readonly property string shown: { read.push("shown"); return view.shown }
    readonly property string focus: { read.push("focus"); return view.focus }
    readonly property int serial: { read.push("serial"); return view.serial }
}"""


def test_only_what_changed_notifies(qapp: QGuiApplication) -> None:
    screen = Screen(lambda _: None, lambda: 0.0)
    view = samples("en", "standard")["transfer-amount"]
    screen.show(view)
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(WATCHER, QUrl())
    watcher = component.createWithInitialProperties({"view": screen.values})
    screen.show(replace(view, shown="1", focus="primary"))
    read = cast(QJSValue, watcher.property("read")).toVariant()
    assert sorted(read) == ["focus", "focus", "serial", "shown", "shown", "title"]
    watcher.deleteLater()


def test_a_keyboard_is_passed_on_by_name(desk: Desk) -> None:
    desk.show(samples("en", "standard")["attract"])
    for key in (
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Escape,
        Qt.Key.Key_7,
        Qt.Key.Key_Period,
        Qt.Key.Key_F5,
    ):
        QTest.keyClick(desk.window, key)
    assert desk.keys == [
        *("next", "previous", "up", "down", "left", "right", "enter", "enter", "delete", "cancel", "7", "."),
    ]


def test_a_closed_window_loses_the_screen(desk: Desk) -> None:
    desk.window.close()
    with pytest.raises(ScreenLostError):
        desk.screen.show(samples("en", "standard")["attract"])
    with pytest.raises(ScreenLostError):
        asyncio.run(desk.screen.listen(desk.acts.append))


def test_listening_ends_when_the_screen_is_lost(qapp: QGuiApplication) -> None:
    screen = Screen(lambda _: None, lambda: 0.0)

    async def lose() -> None:
        listening = asyncio.ensure_future(screen.listen(lambda _: None))
        await asyncio.sleep(0)
        screen.lose("no picture")
        await listening

    with pytest.raises(ScreenLostError, match="no picture"):
        asyncio.run(lose())


@pytest.mark.qt_log_ignore("Expected token")
def test_qml_that_does_not_load_is_said_clearly(
    qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("qml") / "Main.qml"
    broken.write_text("import QtQuick\nItem { property int a: }\n")
    monkeypatch.setattr(window_module, "QML", broken)
    with pytest.raises(ScreenLostError, match=r"Main.qml:2"):
        Window(Screen(lambda _: None, lambda: 0.0))


def test_the_window_opens_in_its_size(qapp: QGuiApplication) -> None:
    window = open_window(Screen(lambda _: None, lambda: 0.0), fullscreen=False, size=(540, 960))
    assert not window.isVisible(), "an empty page is shown to nobody"
    window.appear()
    assert window.isVisible()
    assert (window.width(), window.height()) == (540, 960)
    assert isinstance(window, QQuickView)
    window.close()
