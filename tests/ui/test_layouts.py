"""Every sample in every language, mode and shape: whole, legible, in its place, and large enough to press."""

from collections.abc import Iterator
from itertools import combinations
from typing import cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from kiosk.channels import LANGUAGES, MODES, Language, View
from tests.screens.samples import samples, view_of, views
from tests.ui.tree import Walked, box, contrast, letters, named, texts, touches, walk, written
from ui.pictures import Pictures

TALL, WIDE = (1080, 1920), (1920, 1080)
PX_PER_MM = 3.2  # what a page of 1080 pixels is laid out for: 27 inch
LEAST_CAPITALS_MM = 7.3
# A paper that holds more than it can, with the longest names and sums there are, is made smaller as a whole.
LEAST_ON_A_FULL_PAPER_MM = 5.9
CAPITALS = 0.733  # of the em
ZONES = ("top", "paper", "caption", "hand", "bar")
shapes = pytest.mark.parametrize("size", [TALL, WIDE], ids=["tall", "wide"])
every_language = pytest.mark.parametrize("language", LANGUAGES)


@shapes
@every_language
def test_every_screen_is_whole_and_stays_in_its_place(
    pictures: Pictures, language: Language, size: tuple[int, int]
) -> None:
    """One pass over all samples, for drawing them is what takes the time; all that is wrong is told at once."""
    wrong: list[str] = []
    for name, sample in samples().items():
        places: dict[str, dict[str, QRectF]] = {}
        for mode in MODES:
            view = view_of(sample, language, mode)
            picture = pictures.render(view, size)
            found = walk(pictures.root, (*ZONES, "warning"), only=("warning", "bar") if view.idle_left else ())
            window = QRectF(0, 0, *size)
            faults = (*_words(found, window, picture), *_targets(found, view))
            wrong += [f"{name}, {mode}: {fault}" for fault in faults]
            places[mode] = {item.objectName(): box(item) for item in found.touches}
        wrong += [f"{name}: {fault}" for fault in _moved(places)]
    assert not wrong, "\n" + "\n".join(wrong)


def _words(found: Walked, window: QRectF, picture: QImage) -> Iterator[str]:
    """Nothing is cut off, covered, out of its place, too small, or too pale."""
    zones = {name: box(item) for name, item in found.zones.items()}
    written_at: list[tuple[str, QRectF]] = []
    for text, zone, within in found.words:
        said, place = str(text.property("text")), written(text)
        written_at.append((said, place))
        if text.property("truncated"):
            yield f"cut off: {said}"
        if cast(float, text.property("contentWidth")) > text.width() + 1:
            yield f"wider than its place: {said}"
        if cast(float, text.property("contentHeight")) > text.height() + 1:
            yield f"taller than its place: {said}"
        air = 0.1 * place.height()  # above and below the letters
        if not _holds(box(within) if within else window, place.adjusted(0, air, 0, -air)):
            yield f"beyond {within.objectName() if within else 'the window'}: {said}"
        if zone and not _holds(zones[zone], place):
            yield f"beyond the {zone}: {said}"
        capitals = letters(text) * CAPITALS / PX_PER_MM
        least = LEAST_ON_A_FULL_PAPER_MM if zone == "paper" and found.zones["paper"].scale() < 1 else LEAST_CAPITALS_MM
        if capitals < least - 0.15:
            yield f"capitals of {capitals:.1f} mm: {said}"
        ratio = contrast(cast(QColor, text.property("color")), _ground(picture, place))
        if ratio < 7:
            yield f"contrast of {ratio:.1f}: {said}"
    if not written_at:
        yield "nothing is said"
    for (one, its), (other, others) in combinations(written_at, 2):
        if not its.intersects(others):
            continue
        common = its.intersected(others)
        # Lines stand closer than the fonts' own height, a fifth of which is air above the letters.
        if common.width() >= 2 and common.height() >= 0.14 * (its.height() + others.height()) + 2:
            yield f"{one} over {other}"
    if "paper" in zones and zones["paper"].bottom() > zones["caption"].top() + 1:
        yield "the paper goes below the caption"


def _targets(found: Walked, view: View) -> Iterator[str]:
    """Exactly what the view offers can be pressed: large, named, and apart from everything else."""
    least = 60 if view.mode == "elder" else 44
    places = [(item.objectName(), box(item)) for item in found.touches]
    for name, place in places:
        if min(place.width(), place.height()) < least:
            yield f"{name} is {place.width():.0f} x {place.height():.0f}"
    for item in found.touches:
        if not item.property("label"):
            yield f"{item.objectName()} has no name"
    for (one, its), (other, others) in combinations(places, 2):
        common = its.intersected(others)
        if common.width() > 1 and common.height() > 1:
            yield f"{one} over {other}"
    offered = sorted(target.id for target in view.targets())
    pressed = sorted(item.objectName() for item in found.touches if item.property("available"))
    if [name for name in pressed if not name.startswith("key:")] != offered:
        yield f"{pressed} can be pressed, {offered} is offered"


def _moved(places: dict[str, dict[str, QRectF]]) -> Iterator[str]:
    """Modes change the letters and how many lines a list shows, never a place."""
    for mode, found in places.items():
        for name, place in found.items():
            before = places["standard"].get(name)
            if before is None or name.startswith("item:"):
                continue
            # Stacked in a narrow counter, the upper of two buttons gives way to the growth of the lower.
            most = 8 if name == "secondary" else 0.5
            if max(abs(place.x() - before.x()), abs(place.y() - before.y())) > most:
                yield f"{name} moves in {mode}"


def _ground(picture: QImage, place: QRectF) -> QColor:
    """The colour that most of the corners of a text have, which no letter fills."""
    xs = (round(place.left()) - 2, round(place.right()) + 2)
    ys = (round(place.top() + place.height() * 0.1), round(place.bottom() - place.height() * 0.1))
    found = [picture.pixel(x, y) for x in xs for y in ys if picture.valid(x, y)]
    return QColor(max(found, key=found.count))


def _holds(outer: QRectF, inner: QRectF) -> bool:
    return outer.adjusted(-1.5, -1.5, 1.5, 1.5).contains(inner)


@pytest.mark.parametrize("size", [(540, 960), (1280, 720), (720, 1280), (2160, 3840)], ids=str)
def test_a_page_fits_any_window(pictures: Pictures, size: tuple[int, int]) -> None:
    for name in ("attract", "menu", "transactions", "account", "transfer-amount", "transfer-review-long", "safety-id"):
        pictures.render(view_of(samples()[name], "en", "elder"), size)
        for text in texts(pictures.root):
            assert _holds(QRectF(0, 0, *size), written(text)), f"{name}: {text.property('text')}"


def test_the_sandbox_says_so_in_one_place_on_every_screen(pictures: Pictures) -> None:
    for size in (TALL, WIDE):
        places = set[tuple[float, float]]()
        for view in views("zh-Hans", "standard").values():
            pictures.render(view, size)
            (stamp,) = [text for text in texts(pictures.root) if text.property("text") == view.simulated]
            places.add((box(stamp).x(), box(stamp).y()))
        assert len(places) == 1


@shapes
def test_what_shows_the_sums_stands_still(pictures: Pictures, size: tuple[int, int]) -> None:
    for mode in MODES:
        for name in ("inquiry", "account"):
            places: list[QRectF] = []
            for state in (name, f"{name}-shown"):
                pictures.render(view_of(samples()[state], "en", mode), size)
                places.append(box(named(pictures.root, "reveal")))
            assert places[0] == places[1]


@shapes
def test_turning_pages_moves_neither_plate(pictures: Pictures, size: tuple[int, int]) -> None:
    places: dict[str, set[tuple[float, float]]] = {"page:previous": set(), "page:next": set()}
    for name in ("transactions", "transactions-middle", "transactions-last"):
        view = view_of(samples()[name], "en", "standard")
        pictures.render(view, size)
        found = {item.objectName(): box(item) for item in touches(pictures.root)}
        assert ("page:previous" in found, "page:next" in found) == (bool(view.page_previous), bool(view.page_next))
        for plate, seen in places.items():
            if plate in found:
                seen.add((found[plate].x(), found[plate].y()))
    assert all(len(seen) == 1 for seen in places.values())
    assert len({y for seen in places.values() for _, y in seen}) == 1
