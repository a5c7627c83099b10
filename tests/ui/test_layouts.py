"""Every layout in every language, mode and shape: nothing cut off, nothing covered, everything pressable named."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.channels import LANGUAGES, MODES, Language, Mode, View
from kiosk.presenting import present
from kiosk.texts import Texts
from tests.screens.samples import samples as prompts
from tests.ui.samples import samples
from tests.ui.tree import accessible, box, holder, named, shown, texts, touches, written
from ui.pictures import Pictures

_NOON = datetime(2026, 3, 2, 11, 31, tzinfo=UTC)
TALL, WIDE = (1080, 1920), (1920, 1080)
NAMES = sorted(samples("en", "standard"))
every = pytest.mark.parametrize(
    ("language", "mode"), [(language, mode) for language in LANGUAGES for mode in MODES], ids=lambda value: str(value)
)
shapes = pytest.mark.parametrize("size", [TALL, WIDE], ids=["tall", "wide"])
pages = pytest.mark.parametrize("name", NAMES)


def draw(pictures: Pictures, view: View, size: tuple[int, int]) -> QQuickItem:
    pictures.render(view, size)
    return pictures.root


def in_reach(root: QQuickItem, view: View) -> list[QQuickItem]:
    """The items that count: while the idle warning is up, it and the bottom bar alone."""
    if view.idle_left is None:
        return list(shown(root))
    return [*shown(named(root, "warning")), *shown(named(root, "bar"))]


@every
@shapes
@pages
def test_every_word_can_be_read_in_its_place(
    pictures: Pictures, language: Language, mode: Mode, size: tuple[int, int], name: str
) -> None:
    check_words(pictures, samples(language, mode)[name], size)


@every
@shapes
def test_every_word_of_every_real_prompt_can_be_read(
    pictures: Pictures, language: Language, mode: Mode, size: tuple[int, int]
) -> None:
    known = Texts()
    for name, (prompt, scene) in prompts().items():
        here = replace(scene, language=language, mode=mode, date=known.today(language, _NOON), clock="1931")
        try:
            check_words(pictures, present(prompt, here, known), size)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from error


def check_words(pictures: Pictures, view: View, size: tuple[int, int]) -> None:
    """Nothing is cut off, covered, out of its place, or too small."""
    root = draw(pictures, view, size)
    window = QRectF(0, 0, *size)
    reach = in_reach(root, view)
    words = [item for item in texts(root) if item in reach]
    assert words
    for text in words:
        said = str(text.property("text"))
        assert not text.property("truncated"), said
        assert cast(float, text.property("contentWidth")) <= text.width() + 1, said
        assert cast(float, text.property("contentHeight")) <= text.height() + 1, said
        assert contains(window, written(text)), said
        pressable = holder(text)
        if pressable is not None:
            assert contains(box(pressable), written(text)), said
    for one, other in combinations(words, 2):
        common = written(one).intersected(written(other))
        # Lines stand closer than the fonts' own height, a fifth of which is air above the letters.
        air = 0.1 * (written(one).height() + written(other).height()) + 2
        assert common.width() < 2 or common.height() < air, f"{one.property('text')} over {other.property('text')}"
    paper, caption = named(root, "paper"), named(root, "caption")
    assert box(paper).bottom() <= box(caption).top() + 1
    for place in ("top", "paper", "caption", "hand", "bar"):
        zone = named(root, place)
        for text in texts(zone):
            assert contains(box(zone), written(text)), f"{place}: {text.property('text')}"
    # Smaller letters are the last resort, and never smaller than those of the standard mode's notes.
    assert paper.scale() >= 0.75


@every
@shapes
@pages
def test_every_target_is_there_once_large_and_named(
    pictures: Pictures, language: Language, mode: Mode, size: tuple[int, int], name: str
) -> None:
    view = samples(language, mode)[name]
    root = draw(pictures, view, size)
    reach = in_reach(root, view)
    least = 60 if mode == "elder" else 44
    for item in (item for item in touches(root) if item in reach):
        label = f"{item.objectName()}: {item.property('label')}"
        assert min(box(item).width(), box(item).height()) >= least, label
        told = accessible(item)
        assert told.text(QAccessible.Text.Name), label
        assert told.role() in (QAccessible.Role.Button, QAccessible.Role.RadioButton), label

    found = [
        item.objectName()
        for item in touches(root)
        if item in reach and item.property("available") and not item.objectName().startswith("key:")
    ]
    assert sorted(found) == sorted(target.id for target in view.targets())


@pytest.mark.parametrize("size", [(540, 960), (1280, 720), (720, 1280), (2160, 3840)], ids=str)
@pages
def test_a_page_fits_any_window(pictures: Pictures, size: tuple[int, int], name: str) -> None:
    root = draw(pictures, samples("en", "elder")[name], size)
    for text in texts(root):
        assert contains(QRectF(0, 0, *size), written(text)), text.property("text")


def test_the_sandbox_says_so_in_one_place_on_every_screen(pictures: Pictures) -> None:
    for size in (TALL, WIDE):
        places = set[tuple[float, float]]()
        for view in samples("zh-Hans", "standard").values():
            root = draw(pictures, view, size)
            (stamp,) = [text for text in texts(root) if text.property("text") == view.simulated]
            places.add((box(stamp).x(), box(stamp).y()))
        assert len(places) == 1


@shapes
@pages
def test_elder_mode_moves_no_button(pictures: Pictures, size: tuple[int, int], name: str) -> None:
    def places(mode: Mode) -> dict[str, tuple[float, float]]:
        root = draw(pictures, samples("zh-Hans", mode)[name], size)
        return {item.objectName(): (round(box(item).x()), round(box(item).y())) for item in touches(root)}

    standard = places("standard")
    assert places("contrast") == standard
    elder = places("elder")
    # Stacked in a narrow counter, the upper of two buttons gives way to the growth of the lower.
    assert {key for key in standard if _apart(standard[key], elder[key]) > 0} <= {"secondary"}
    assert all(_apart(standard[key], elder[key]) <= 8 for key in standard)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def contains(outer: QRectF, inner: QRectF) -> bool:
    return outer.adjusted(-1.5, -1.5, 1.5, 1.5).contains(inner)
