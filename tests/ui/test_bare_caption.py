"""The edge of the counter is no empty band: words stand on it, or it is bare."""

from dataclasses import replace

from PySide6.QtQuick import QQuickItem

from kiosk.channels import View
from kiosk.prompts import Notice
from tests.screens.samples import samples, view_of
from tests.ui.tree import named, shown
from ui.pictures import Pictures

_NOTICES = [name for name, (prompt, _) in samples().items() if isinstance(prompt, Notice)][::9]
_THICK = 20  # pixels


def _caption(pictures: Pictures, view: View) -> tuple[float, list[str]]:
    """How high it is, and what stands on it."""
    pictures.render(view, (1080, 1920))
    caption = named(pictures.root, "caption")
    return caption.height(), [text for item in shown(caption) if (text := _words(item))]


def _words(item: QQuickItem) -> str:
    return str(item.property("text") or "") if item.inherits("QQuickText") else ""


def test_a_notice_has_words_on_its_edge_or_a_bare_one(pictures: Pictures) -> None:
    for name in _NOTICES:
        view = view_of(samples()[name], "zh-Hans", "standard")
        assert _caption(pictures, view)[1], f"{name} is spoken, and its band is empty"
        height, words = _caption(pictures, replace(view, sound_name="", sound_keys=()))
        assert bool(words) == (height > _THICK), f"{name}: {height} pixels for {words}"


def test_what_is_being_checked_is_said_on_a_bare_edge_too(pictures: Pictures) -> None:
    view = replace(view_of(samples()["opening-refused-under-age"], "en", "elder"), sound_name="", sound_keys=())
    assert _caption(pictures, view)[0] < _THICK
    height, words = _caption(pictures, replace(view, pending="Checking", serial=view.serial + 1))
    assert height > _THICK
    assert "Checking" in words
