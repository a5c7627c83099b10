"""Walks what a window shows. Qt's own search misses what repeaters and loaders make."""

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem


def shown(item: QQuickItem) -> Iterator[QQuickItem]:
    """`item` and everything in it that is visible, parents first."""
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from shown(child)


def named(root: QQuickItem, name: str) -> QQuickItem:
    """The one visible item of that object name."""
    found = [item for item in shown(root) if item.objectName() == name]
    assert len(found) == 1, f"{name}: {len(found)} on the screen"
    return found[0]


def texts(root: QQuickItem) -> list[QQuickItem]:
    """The visible texts that say something."""
    return [item for item in shown(root) if item.inherits("QQuickText") and item.property("text")]


def touches(root: QQuickItem) -> list[QQuickItem]:
    """What can be pressed."""
    return [item for item in shown(root) if item.inherits("QQuickItem") and item.property("target") is not None]


def holder(item: QQuickItem) -> QQuickItem | None:
    """The pressable that a text stands on."""
    parent = cast(QQuickItem | None, item.parentItem())
    if parent is None or parent.property("target") is not None:
        return parent
    return holder(parent)


def box(item: QQuickItem) -> QRectF:
    """The item's place in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def written(text: QQuickItem) -> QRectF:
    """Where the letters of a text stand in the window."""
    width, height = cast(float, text.property("contentWidth")), cast(float, text.property("contentHeight"))
    across = {2: 1.0, 4: 0.5}.get(_alignment(text, "horizontal"), 0.0) * (text.width() - width)
    down = {64: 1.0, 128: 0.5}.get(_alignment(text, "vertical"), 0.0) * (text.height() - height)
    return text.mapRectToScene(QRectF(across, down, width, height))


def centre(item: QQuickItem) -> QPointF:
    """The middle of the item in the window."""
    return box(item).center()


def accessible(item: QQuickItem) -> QAccessibleInterface:
    """What a screen reader is told of it."""
    return QAccessible.queryAccessibleInterface(item)


def _alignment(text: QQuickItem, direction: str) -> int:
    # An enumeration that Python has no type for: only QML can read it.
    expression = QQmlExpression(QQmlEngine.contextForObject(text), text, f"{direction}Alignment")
    return int(cast(Any, expression.evaluate())[0])
