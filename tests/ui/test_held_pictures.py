"""Pictures of people that staff compare: on the screen while their view is, in memory alone, and gone with it."""

from base64 import b64decode
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage

from bank.contract import Machine
from tests.screens.sample_staff import staff_file
from tests.screens.samples import samples, view_of
from tests.ui.tree import box, shown
from ui.live import HeldPictures
from ui.pictures import Pictures


def _portrait(of: str = "portrait") -> bytes:
    return b64decode(getattr(staff_file(Machine.FOR), of))


def _image(held: HeldPictures, source: str) -> QImage:
    return held.requestImage(source.rpartition("/")[2], QSize(), QSize())


def test_each_picture_is_found_while_it_is_held(qapp: QGuiApplication) -> None:
    held = HeldPictures()
    one, none, other = held.hold([_portrait(), b"", _portrait("live")])
    assert none == ""
    assert one != other
    assert not _image(held, one).isNull()
    assert _image(held, one) == QImage.fromData(_portrait())
    assert held.hold([_portrait(), b"", _portrait("live")]) == [one, "", other], "nothing is read anew"


def test_nothing_is_left_once_it_is_not_held(qapp: QGuiApplication) -> None:
    held = HeldPictures()
    [source] = held.hold([_portrait()])
    held.hold([])
    assert _image(held, source).isNull()
    [again] = held.hold([_portrait()])
    assert again != source, "a place in memory is never given twice"


def test_what_is_no_picture_is_said_to_be_missing(qapp: QGuiApplication) -> None:
    held = HeldPictures()
    assert [bool(source) for source in held.hold([b"no picture", _portrait()])] == [False, True]


def test_they_stand_side_by_side_and_what_is_missing_says_so(pictures: Pictures) -> None:
    pictures.render(view_of(samples()["staff-file"], "en", "standard"), (1080, 1920))
    images = [item for item in shown(pictures.root) if item.inherits("QQuickImage")]
    boxes = [box(image) for image in images if image.property("source").toString()]
    assert len(boxes) == 2
    assert boxes[0].top() == boxes[1].top()
    assert boxes[0].right() < boxes[1].left()
    bare = view_of(samples()["staff-file-bare"], "en", "standard")
    pictures.render(bare, (1080, 1920))
    texts = [str(item.property("text")) for item in shown(pictures.root) if item.inherits("QQuickText")]
    assert texts.count("No picture") == 2


def test_no_repr_has_a_picture() -> None:
    view = view_of(samples()["staff-file"], "en", "standard")
    assert "xff" not in repr(view)
    prompt, _ = samples()["staff-file"]
    assert "xff" not in repr(prompt)
    assert "xff" not in repr(replace(view, serial=9))
