"""Walks what a window shows. Qt's own search misses what repeaters and loaders make."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFont, QFontMetricsF
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem


def shown(item: QQuickItem) -> Iterator[QQuickItem]:
    """`item` and everything in it that is visible, parents first."""
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from shown(child)


@dataclass
class Walked:
    """What one walk over a window finds; a walk is what takes the time."""

    words: list[tuple[QQuickItem, str, QQuickItem | None]] = field(default_factory=list)
    """Texts that say something, each with its zone and what it stands on that can be pressed."""
    touches: list[QQuickItem] = field(default_factory=list)
    zones: dict[str, QQuickItem] = field(default_factory=dict)


def walk(root: QQuickItem, zones: Collection[str], *, only: Collection[str] = ()) -> Walked:
    """Everything visible below `root` that counts; where `only` is given, what lies in those zones alone."""
    found = Walked()

    def visit(item: QQuickItem, zone: str, touch: QQuickItem | None) -> None:
        # What is written in a drawing is not there to be read.
        if not item.isVisible() or item.objectName() == "drawing":
            return
        name = item.objectName()
        if name in zones:
            zone = name
            found.zones[name] = item
        counts = not only or zone in only
        if item.inherits("QQuickText"):
            if counts and item.property("text"):
                found.words.append((item, zone, touch))
            return
        if item.property("target") is not None:
            touch = item
            if counts:
                found.touches.append(item)
        for child in item.childItems():
            visit(child, zone, touch)

    visit(root, "", None)
    return found


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
    if text.width() - width <= 2 and text.height() - height <= 2:
        return text.mapRectToScene(QRectF(0, 0, width, height))
    across = {2: 1.0, 4: 0.5}.get(_alignment(text, "horizontal"), 0.0) * (text.width() - width)
    down = {64: 1.0, 128: 0.5}.get(_alignment(text, "vertical"), 0.0) * (text.height() - height)
    return text.mapRectToScene(QRectF(across, down, width, height))


def inked(text: QQuickItem) -> QRectF:
    """Where there is ink: from the top of the highest letter to the foot of the lowest. Lines stand closer than the
    fonts are tall, for a fifth of their height is air."""
    place, font = written(text), QFont(cast(QFont, text.property("font")))
    scale = _scale(text)
    font.setPixelSize(round(letters(text) / scale))
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(str(text.property("text")).replace("\n", " "))
    above, below = metrics.ascent() + ink.top(), metrics.descent() - ink.bottom()
    return place.adjusted(0, above * scale, 0, -below * scale)


def centre(item: QQuickItem) -> QPointF:
    """The middle of the item in the window."""
    return box(item).center()


def accessible(item: QQuickItem) -> QAccessibleInterface:
    """What a screen reader is told of it."""
    return QAccessible.queryAccessibleInterface(item)


def letters(text: QQuickItem) -> float:
    """The em of a text as it is drawn, in pixels of the window."""
    em = cast(QFont, text.property("font")).pixelSize()
    # Smaller than it was meant to be, where it is made to fit; words that wrap say so of themselves.
    if text.property("words") is None and cast(float, text.property("implicitWidth")) > text.width() + 1:
        em = int(_read(text, "fontInfo.pixelSize"))
    return em * _scale(text)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _scale(text: QQuickItem) -> float:
    return text.mapRectToScene(QRectF(0, 0, 100, 100)).height() / 100


def _alignment(text: QQuickItem, direction: str) -> int:
    return int(_read(text, f"{direction}Alignment"))


def _read(item: QQuickItem, expression: str) -> Any:
    """What Python has no type for: only QML can read it."""
    return cast(Any, QQmlExpression(QQmlEngine.contextForObject(item), item, expression).evaluate())[0]
