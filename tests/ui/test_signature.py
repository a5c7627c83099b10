"""A signature: drawn with a finger on the screen, and drawn again as a picture for the bank."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from kiosk.channels import ActKind
from kiosk.prompts import SIGNATURE_SIDE, Sign
from tests.screens.sample_opening_screens import SIGNATURE
from tests.screens.samples import views
from tests.ui.test_touches import Desk
from tests.ui.tree import box, named
from ui.signature import MOST_HIGH, MOST_WIDE, render_signature


@pytest.fixture
def desk(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = Desk(*getattr(request, "param", (1080, 1920)))
    qapp.processEvents()
    yield found
    found.close()


def _stroke(desk: Desk, *points: tuple[int, int]) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    places = [QPoint(*point) for point in points]
    QTest.mousePress(desk.window, left, none, places[0])
    for place in places[1:]:
        QTest.mouseMove(desk.window, place)
    QTest.mouseRelease(desk.window, left, none, places[-1])


@pytest.mark.parametrize("desk", [(1080, 1920), (1920, 1080)], indirect=True)
def test_strokes_are_put_on_the_grid_one_after_the_other(desk: Desk) -> None:
    view = views("en", "standard")["watch-still-me-sign"]
    desk.show(view)
    pad = box(named(desk.root, "pad")).toRect()
    _stroke(desk, (pad.left() + 1, pad.top() + 1), (pad.center().x(), pad.top() + 60), (pad.right() - 1, pad.top() + 1))
    _stroke(desk, (pad.left() + 1, pad.bottom() - 2), (pad.right() + 20, pad.bottom() + 20))  # the finger slips off
    assert [(act.kind, act.serial) for act in desk.acts] == [(ActKind.DRAFT, view.serial)] * 2
    one, both = [act.value for act in desk.acts]
    assert both.startswith(one + ";"), "the second does not wait for the first to have come back"
    points = [tuple(map(int, point.split(","))) for stroke in both.split(";") for point in stroke.split()]
    assert all(0 <= x < SIGNATURE_SIDE and 0 <= y < SIGNATURE_SIDE for x, y in points)
    assert points[0][0] < 10
    assert points[2][0] > 990
    assert points[-1][0] > 990
    assert render_signature(both).startswith(b"\x89PNG")
    assert Sign("x").typed(both, "delete") == one


def test_what_was_taken_away_does_not_come_back_with_the_next_stroke(desk: Desk) -> None:
    view = views("en", "standard")["watch-still-me-sign"]
    desk.show(view)
    pad = box(named(desk.root, "pad")).toRect()
    across = ((pad.left() + 20, pad.top() + 20), (pad.left() + 200, pad.top() + 60))
    _stroke(desk, *across)
    desk.show(replace(view, draft=desk.acts[0].value))
    desk.tap("key:clear")
    assert (desk.acts[1].kind, desk.acts[1].value) == (ActKind.KEY, "clear")
    desk.show(view)
    _stroke(desk, *across)
    assert desk.acts[2].value == desk.acts[0].value


def test_a_finger_that_began_on_another_question_signs_nothing(desk: Desk) -> None:
    view = views("en", "standard")["watch-still-me-sign"]
    desk.show(view)
    pad = box(named(desk.root, "pad")).toRect()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(desk.window, left, none, pad.center())
    desk.show(replace(view, serial=view.serial + 1))
    QTest.mouseRelease(desk.window, left, none, pad.center())
    assert desk.acts == []


def test_what_is_in_the_draft_is_seen(desk: Desk) -> None:
    """Also after a change of language or mode: the draft is all there is."""
    empty, signed = (views("en", "standard")[f"watch-still-me-sign{end}"] for end in ("", "ed"))
    dark: list[int] = []
    for view in (empty, signed):
        desk.show(view)
        pad = box(named(desk.root, "pad")).toRect().adjusted(20, 20, -20, -20)
        picture = desk.window.grabWindow().copy(pad)
        dark.append(sum(picture.pixelColor(x, y).lightness() < 60 for x in range(picture.width()) for y in range(200)))
    assert dark[0] == 0
    assert dark[1] > 200


def _dots(strokes: str) -> QImage:
    return QImage.fromData(render_signature(strokes))


def test_the_picture_is_cut_to_what_was_drawn_in_its_proportions() -> None:
    wide = _dots("0,0 999,0;0,100 999,100")
    assert (wide.width(), wide.height()) == (MOST_WIDE, 86)
    high = _dots("0,0 0,999")
    assert high.height() == MOST_HIGH
    assert high.width() < 40
    small = _dots("500,500 520,520")
    assert small.width() < 60, "a small one does not become a large one"
    assert wide.format() is QImage.Format.Format_Mono


def test_every_stroke_is_on_it() -> None:
    picture = _dots("0,0 400,0;0,300 400,300;200,150")
    columns = [picture.pixelColor(picture.width() // 2, y).lightness() < 128 for y in range(picture.height())]
    runs = sum(dark and not before for before, dark in zip([False, *columns], columns, strict=False))
    assert runs == 3, "two lines, and the dot between them"


def test_no_scribble_is_too_much_for_the_bank() -> None:
    chance = random.Random(7)
    points = [f"{chance.randrange(SIGNATURE_SIDE)},{chance.randrange(SIGNATURE_SIDE)}" for _ in range(4000)]
    assert len(render_signature(";".join(points))) < 40_000
    assert len(render_signature(SIGNATURE)) < 5_000


@pytest.mark.parametrize("strokes", ["", ";;", "1000,0", "-1,0", "1", "a,b", "1,1 2;3,3", "1.5,2", "1, 2"])
def test_what_are_no_strokes_is_refused(strokes: str) -> None:
    with pytest.raises(ValueError, match=r"drawn|point|stroke"):
        render_signature(strokes)
