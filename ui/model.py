"""The view as QML sees it: one notifying property a field, and lists whose delegates outlive a change of words."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QQmlPropertyMap

from kiosk.channels import Item, Mark, Option, Row, View
from kiosk.voice.heard import Listening

_Index = QModelIndex | QPersistentModelIndex


class Records(QAbstractListModel):
    """A list of records of the same fields; each field is a role.

    Rows that stay are told what changed in them, so that their delegates keep standing: a finger on a card, a ring, a
    key going down survive a change of language.
    """

    count_changed = Signal()

    def __init__(self, roles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = tuple(roles)
        self._rows: list[tuple[Any, ...]] = []

    def replace(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Hold `rows` instead; each has one value for every role, in their order."""
        kept, before = min(len(rows), len(self._rows)), len(self._rows)
        if len(rows) < before:
            self.beginRemoveRows(QModelIndex(), len(rows), before - 1)
            del self._rows[len(rows) :]
            self.endRemoveRows()
        for number in range(kept):
            old, self._rows[number] = self._rows[number], rows[number]
            changed = [
                Qt.ItemDataRole.UserRole + i for i, (a, b) in enumerate(zip(old, rows[number], strict=True)) if a != b
            ]
            if changed:
                self.dataChanged.emit(self.index(number), self.index(number), changed)
        if len(rows) > before:
            self.beginInsertRows(QModelIndex(), before, len(rows) - 1)
            self._rows += rows[before:]
            self.endInsertRows()
        if len(rows) != before:
            self.count_changed.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = role - Qt.ItemDataRole.UserRole
        return self._rows[index.row()][place] if 0 <= place < len(self._roles) else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's signature
        return {Qt.ItemDataRole.UserRole + i: QByteArray(name.encode()) for i, name in enumerate(self._roles)}

    def _count(self) -> int:
        return len(self._rows)

    count = Property(int, _count, notify=count_changed)


class ViewModel:
    """Holds the view at hand. `values` goes to QML as `view`: `view.title`, `view.options`, and so on, by the names of
    `View`'s fields. A field that did not change does not notify. `idle_left` is -1 where the view has None."""

    def __init__(self, touch: QObject) -> None:
        self.values = QQmlPropertyMap.create()
        self._lists = {
            "options": Records(_names(Option), self.values),
            "quick": Records(_names(Option), self.values),
            "sound_keys": Records(_names(Option), self.values),
            "items": Records(_names(Item), self.values),
            "rows": Records(_names(Row), self.values),
            "marks": Records(_names(Mark), self.values),
            "paragraphs": Records(("said",), self.values),
            "blank_words": Records(("said",), self.values),
            "pictures": Records(("text", "missing", "source"), self.values),
            "language_names": Records(("key", "name", "sign"), self.values),
            "mode_names": Records(("key", "name", "sign"), self.values),
        }
        self._serial, self._say = -1, ""
        self._spoken = 0, -1
        self._level: float | None = None
        self.values.insert("picture", "")
        touch.setParent(self.values)
        self.values.insert("touch", touch)
        for name, records in self._lists.items():
            self.values.insert(name, records)
        self.show(_NOTHING)

    def show(self, view: View, sources: Sequence[str] = ()) -> None:
        """Show `view` instead of the one before. `sources`: where QML finds each of its pictures, "" for none."""
        for name in ("options", "quick", "sound_keys", "items", "rows", "marks"):
            self._lists[name].replace(
                [tuple(getattr(entry, f.name) for f in fields(entry)) for entry in getattr(view, name)]
            )
        self._lists["paragraphs"].replace([(said,) for said in view.paragraphs])
        self._lists["blank_words"].replace([(said,) for said in view.blank_words])
        self._lists["pictures"].replace(
            [(one.text, one.missing, source) for one, source in zip(view.pictures, sources, strict=False)]
        )
        self._lists["language_names"].replace([(key, name, _sign(name)) for key, name in view.language_names])
        self._lists["mode_names"].replace(
            [(key, name, "A" if view.language == "en" else "字") for key, name in view.mode_names]
        )
        if view.serial != self._serial:  # what was said of another question is not said of this one
            self.listening(Listening(level=self._level))
        self._serial, self._say = view.serial, view.say
        self.values.insert("muted", view.sound.mute)
        for field in fields(View):
            if field.name not in self._lists and field.name not in _OTHERS:
                value = getattr(view, field.name)
                self.values.insert(field.name, -1 if value is None else value)

    def listening(self, now: Listening) -> None:
        """Show what is being said, how far, and what is heard. The word at hand is the newest of what has been said."""
        begun, before = self._spoken
        to = now.spoken_to
        self._spoken = (before if 0 <= before < to else begun if before == to else 0), to
        first, last = _word(now.caption or self._say, *self._spoken)
        self._level = now.level
        for name, value in {
            "caption": now.caption,
            "spoken_from": first,
            "spoken_to": last,
            "heard": now.heard,
            "level": -1.0 if now.level is None else now.level,
        }.items():
            self.values.insert(name, value)

    def picture(self, source: str) -> None:
        """Show what is at `source` where the camera's picture belongs; "" shows none."""
        self.values.insert("picture", source)


_NOTHING = View(serial=0, prompt="", layout="home", language="zh-Hans", mode="standard", title="")


_OTHERS = ("sound", "hear", "secret", "read")  # for the channels that speak and hear


def _word(caption: str, begun: int, to: int) -> tuple[int, int]:
    """Where the word at hand begins and ends, without what parts it from its neighbours; (-1, -1): none."""
    if to < 0:
        return -1, -1
    last = min(to, len(caption))
    while last > begun and not caption[last - 1].isalnum():
        last -= 1
    first = begun
    while first < last and not caption[first].isalnum():
        first += 1
    return first, last


def _names(record: type[Option] | type[Item] | type[Row] | type[Mark]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def _sign(name: str) -> str:
    """The short form of a language's own name: "简" of 简体中文, "EN" of English."""
    return name[:2].upper() if name.isascii() else name[:1]
