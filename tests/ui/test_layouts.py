"""Every sample in every language, mode and shape: whole, legible, in its place, and large enough to press."""

from collections.abc import Iterator
from itertools import combinations
from typing import cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from kiosk.channels import LANGUAGES, MODES, Language, View
from kiosk.settings import ScreenSection
from tests.screens.samples import samples, view_of, views
from tests.ui.tree import Walked, box, contrast, inked, letters, named, texts, touches, walk, written
from ui.pictures import Pictures

TALL, WIDE = (1080, 1920), (1920, 1080)
PITCH = ScreenSection().px_per_mm
REFERENCE_MM = 0.311  # a pixel of 27 inch, 1080 x 1920: the display that the rules for reading are made for
# 7.3 mm is the rule. The em is a whole number of pixels, each of 0.23 mm in the capitals: half of one may be lost.
LEAST_CAPITALS_MM = 7.3 - 0.12
CAPITALS = 0.733  # of the em, in the fonts that are shown
SMOOTHED = 1.5  # pixels: an edge is smoothed over its neighbour and lengths are rounded
ZONES = ("top", "paper", "caption", "hand", "bar")
COVERS = ("sheet", "warning", "blank")
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
            view = view_of(sample, language, mode, wide=size == WIDE)
            picture = pictures.render(view, size, PITCH)
            found = walk(pictures.root, (*ZONES, *COVERS), only=_uncovered(view))
            window = QRectF(0, 0, *size)
            faults = (*_words(found, window, picture), *_targets(found, view))
            wrong += [f"{name}, {mode}: {fault}" for fault in faults]
            places[mode] = {item.objectName(): box(item) for item in found.touches}
        wrong += [f"{name}: {fault}" for fault in _moved(places)]
    assert not wrong, "\n" + "\n".join(wrong)


def _uncovered(view: View) -> tuple[str, ...]:
    """The zones that can be seen, where something covers the others; () for all."""
    if view.blank_words:
        return ("blank",)
    if view.idle_left:
        return ("warning", "bar")
    return ("sheet", "top", "bar") if view.sound_keys else ()


def _words(found: Walked, window: QRectF, picture: QImage) -> Iterator[str]:
    """Nothing is cut off, covered, out of its place, too small, or too pale."""
    zones = {name: box(item) for name, item in found.zones.items()}
    written_at: list[tuple[str, QRectF]] = []
    for text, zone, within in found.words:
        said, place = str(text.property("text")), inked(text)
        written_at.append((said, place))
        if text.property("truncated"):
            yield f"cut off: {said}"
        if cast(float, text.property("contentWidth")) > text.width() + SMOOTHED:
            yield f"wider than its place: {said}"
        if not _holds(box(within) if within else window, place):
            yield f"beyond {within.objectName() if within else 'the window'}: {said}"
        if zone and not _holds(zones[zone], place):
            yield f"beyond the {zone}: {said}"
        capitals = letters(text) * CAPITALS * REFERENCE_MM
        if capitals < LEAST_CAPITALS_MM:
            yield f"capitals of {capitals:.2f} mm: {said}"
        ratio = contrast(cast(QColor, text.property("color")), _ground(picture, place))
        if ratio < 7:
            yield f"contrast of {ratio:.1f}: {said}"
    if not written_at:
        yield "nothing is said"
    for (one, its), (other, others) in combinations(written_at, 2):
        common = its.intersected(others)
        if common.width() > SMOOTHED and common.height() > SMOOTHED:
            yield f"{one} over {other} by {common.height():.1f}"
    if "paper" in zones and zones["paper"].bottom() > zones["caption"].top() + 1:
        yield "the paper goes below the caption"


def test_the_settings_begin_with_the_display_that_the_rules_are_made_for() -> None:
    assert abs(1 / PITCH - REFERENCE_MM) < 0.002  # as near as a pitch of one decimal comes


@shapes
def test_letters_are_as_large_on_a_finer_glass(pictures: Pictures, size: tuple[int, int]) -> None:
    finer, pitch = (2 * size[0], 2 * size[1]), 2 / REFERENCE_MM
    for name in ("attract", "transactions", "transaction", "transfer-amount-most", "transfer-review-long"):
        for mode in MODES:
            pictures.render(view_of(samples()[name], "en", mode, wide=size == WIDE), finer, pitch)
            least = min(letters(text) for text in texts(pictures.root))
            assert least * CAPITALS / pitch >= LEAST_CAPITALS_MM, f"{name}, {mode}"


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
    # A blank screen is touched for one thing; the keypad goes on with the rest.
    offered = ["sound:blank"] if view.blank_words else sorted(target.id for target in view.targets())
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
    ys = (round(place.top()), round(place.bottom()))
    found = [picture.pixel(x, y) for x in xs for y in ys if picture.valid(x, y)]
    return QColor(max(found, key=found.count))


def _holds(outer: QRectF, inner: QRectF) -> bool:
    return outer.adjusted(-SMOOTHED, -SMOOTHED, SMOOTHED, SMOOTHED).contains(inner)


@pytest.mark.parametrize("size", [(540, 960), (1280, 720), (720, 1280), (2160, 3840)], ids=str)
def test_a_page_fits_any_window(pictures: Pictures, size: tuple[int, int]) -> None:
    for name in ("attract", "menu", "transactions", "account", "transfer-amount", "transfer-review-long", "safety-id"):
        pictures.render(view_of(samples()[name], "en", "elder", wide=size[0] > size[1]), size)
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


@shapes
def test_what_is_read_to_its_end_keeps_its_plates(pictures: Pictures, size: tuple[int, int]) -> None:
    places: dict[str, set[tuple[float, float]]] = {}
    for name in ("face-consent-accept-long", "face-consent-accept-long-middle", "face-consent-accept-long-last"):
        pictures.render(view_of(samples()[name], "en", "standard", wide=size == WIDE), size)
        for item in touches(pictures.root):
            if item.objectName() in ("primary", "page:next", "page:previous"):
                place = "onward" if item.objectName() != "page:previous" else "back"
                corner = box(item).bottomRight()
                places.setdefault(place, set()).add((corner.x(), corner.y()))
    assert {place: len(seen) for place, seen in places.items()} == {"onward": 1, "back": 1}
