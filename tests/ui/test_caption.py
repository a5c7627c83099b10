"""What is said and heard, on the edge of the counter; and a screen that shows nothing."""

import html
import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.channels import ActKind, Language, Mode, Sounding, View
from kiosk.voice.heard import Listening
from tests.screens.samples import samples, view_of
from tests.ui.tree import box, named, shown, texts, written
from ui.pictures import Pictures

_LONG = "Please look at the payee, the account & the amount, one by one. Is all of it as you want it? Then confirm."
_CHINESE = "请核对收款人*小明、尾号4821的账户和金额，都对了再按确认，SMS不用管。"


def _view(name: str, language: Language = "en", mode: Mode = "standard") -> View:
    return view_of(samples()[name], language, mode)


def _show(pictures: Pictures, name: str, *said: Listening, language: Language = "en", mode: Mode = "standard") -> None:
    """Show a sample, and then what is said and heard, one after the other."""
    view = _view(name, language, mode)
    pictures.render(replace(view, serial=view.serial + 1), (1080, 1920))
    pictures.render(view, (1080, 1920))
    for now in said:
        pictures.listening(now)


def _caption(pictures: Pictures) -> QQuickItem:
    return named(pictures.root, "caption")


def _read(pictures: Pictures) -> list[str]:
    return [str(text.property("text")).replace("\u2060", "") for text in texts(_caption(pictures))]


def _layer(pictures: Pictures, name: str) -> str:
    return str(named(_caption(pictures), name).property("text"))


def test_the_word_at_hand_is_the_newest_and_those_to_come_are_softer(pictures: Pictures) -> None:
    _show(pictures, "transfer-review", Listening(_LONG, 6), Listening(_LONG, 11))
    done, _, rest = _layer(pictures, "spoken").partition("<u>")
    at_hand, _, to_come = rest.partition("</u>")
    assert ("Please " in done, ">look<" in at_hand, "at the payee" in to_come) == (True, True, True)
    assert _layer(pictures, "struck").count("<u>") == 1
    ink, soft = (part.split('"')[1] for part in (done, to_come))
    assert ink != soft


@pytest.mark.parametrize("mode", ["standard", "elder", "contrast"])
@pytest.mark.parametrize(("language", "said"), [("en", _LONG), ("zh-Hans", _CHINESE)])
def test_nothing_moves_while_it_is_said(pictures: Pictures, language: Language, said: str, mode: Mode) -> None:
    """Same lines, same width, same place, whichever word is at hand; and as it stands when nothing is said."""
    _show(pictures, "transfer-review", Listening(said), language=language, mode=mode)
    still = written(named(_caption(pictures), "said"))
    height = _caption(pictures).height()
    for to in range(1, len(said) + 1, 3):
        pictures.listening(Listening(said, to))
        for layer in ("spoken", "struck"):
            found = [item for item in shown(_caption(pictures)) if item.objectName() == layer]
            for item in found:  # nothing is struck twice where only a comma was said
                place = written(item).translated(-item.x(), 0)
                assert _same(place, still), (layer, to)
        assert _caption(pictures).height() == height


def _same(one: QRectF, other: QRectF) -> bool:
    return max(abs(one.x() - other.x()), abs(one.y() - other.y()), abs(one.height() - other.height())) < 1


@pytest.mark.parametrize(("language", "mode"), [("en", "elder"), ("zh-Hans", "elder"), ("zh-Hant", "contrast")])
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["tall", "wide"])
def test_what_has_no_room_is_shown_passage_after_passage(
    pictures: Pictures, language: Language, mode: Mode, size: tuple[int, int]
) -> None:
    """All of it, in its order, the word at hand among it; and the edge never grows into what stands above it."""
    view = _view("safety-frozen", language, mode)
    said = view.body.replace(".", ".\n", 1)  # a text may break its lines itself
    pictures.render(replace(view, serial=view.serial + 1), size)
    pictures.render(view, size)
    height = _caption(pictures).height()
    passages: list[str] = []
    for to in (*range(1, len(said), 4), len(said)):
        pictures.listening(Listening(said, to))
        assert _caption(pictures).height() == height
        (layer,) = [item for item in shown(_caption(pictures)) if item.objectName() == "spoken"]
        assert QRectF(0, 0, _caption(pictures).width(), height).contains(written(layer).translated(0, -_top(pictures)))
        passage = _plain(_layer(pictures, "spoken"))
        if not passages or passages[-1] != passage:
            passages.append(passage)
    assert len(passages) > 1
    assert "".join("".join(passages).split()) == "".join(said.split())


def _top(pictures: Pictures) -> float:
    return box(_caption(pictures)).y()


def _plain(marked: str) -> str:
    """What is written in a text with marks in it."""
    return html.unescape(re.sub("<[^>]+>", "", marked.replace("<br>", " "))).replace("\u2060", "")


def test_the_newest_words_of_a_long_wish_are_shown(pictures: Pictures) -> None:
    wish = "i want to send five hundred yuan to my daughter tomorrow morning please as soon as it is possible"
    _show(pictures, "menu", Listening(heard=wish), mode="elder")
    (line,) = _read(pictures)
    assert line.endswith('possible"')
    assert _caption(pictures).height() < 150


def test_quotes_are_those_of_the_script(pictures: Pictures) -> None:
    quotes: tuple[tuple[Language, str], ...] = (("en", '"mine"'), ("zh-Hans", "“mine”"), ("zh-Hant", "「mine」"))
    for language, quoted in quotes:
        _show(pictures, "menu", Listening(heard="mine"), language=language)
        assert _read(pictures) == [quoted]


def test_where_a_word_stands_is_found_behind_what_was_put_between(pictures: Pictures) -> None:
    """Joiners and blanks that hold a line together are in what is shown, not in what is said."""
    start = _CHINESE.index("SMS")
    said = (Listening(_CHINESE, start), Listening(_CHINESE, start + 3))
    _show(pictures, "transfer-review", *said, language="zh-Hans")
    at_hand = _layer(pictures, "spoken").partition("<u>")[2].partition("</u>")[0]
    assert at_hand.replace("\u2060", "").split(">")[1].split("<")[0] == "SMS"


def test_what_is_marked_up_is_shown_as_it_is_written(pictures: Pictures) -> None:
    _show(pictures, "transfer-review", Listening("A <b>& B", 4), Listening("A <b>& B", 8))
    assert "A &lt;b&gt;&amp; " in _layer(pictures, "spoken")


def test_a_title_that_is_all_there_is_to_say_stands_here_before_and_after_it_is_spoken(pictures: Pictures) -> None:
    name = "problem-bank-away"
    view = _view(name)
    assert view.say == view.title
    _show(pictures, name)
    assert _read(pictures) == [view.title]
    _show(pictures, name, Listening(spoken_to=3))
    assert view.say.split()[-1] in _layer(pictures, "spoken")
    _show(pictures, name, Listening(spoken_to=3), Listening())
    assert _read(pictures) == [view.title]


def test_what_is_heard_stands_in_quotes_before_what_is_said(pictures: Pictures) -> None:
    _show(pictures, "transfer-review", Listening(_LONG, 5, heard="no the other one"))
    assert _read(pictures) == ['"no the other one"']
    _show(pictures, "transfer-review", Listening(heard="不是这个"), language="zh-Hans")
    assert _read(pictures) == ["“不是这个”"]


def test_what_is_being_checked_comes_before_all_of_it(pictures: Pictures) -> None:
    view = replace(_view("transfer-review"), pending="Checking with the bank")
    pictures.render(view, (1080, 1920))
    pictures.listening(Listening(_LONG, 5, heard="hello"))
    assert _read(pictures) == ["Checking with the bank"]


def test_another_question_shows_nothing_that_was_said_of_the_one_before(pictures: Pictures) -> None:
    _show(pictures, "transfer-review", Listening("a balance of 8,642.15", 4, heard="mine", level=0.5))
    view = _view("menu")
    pictures.render(replace(view, serial=view.serial + 5), (1080, 1920))
    assert not [line for line in _read(pictures) if "8,642" in line or "mine" in line]
    assert named(pictures.root, "meter").isVisible()  # the microphone is still open


def test_a_level_is_shown_while_it_hears_and_no_words_move_for_it(pictures: Pictures) -> None:
    _show(pictures, "transfer-review", Listening(_LONG))
    still = written(named(_caption(pictures), "said"))
    assert not [item for item in shown(pictures.root) if item.objectName() in ("meter", "muted")]
    heights: list[float] = []
    for level in (0.0, 1.0):
        pictures.listening(Listening(_LONG, level=level))
        assert written(named(_caption(pictures), "said")) == still
        bars = [item for item in shown(named(pictures.root, "meter")) if item.property("modelData") is not None]
        heights.append(max(bar.height() for bar in bars))
    assert heights[0] < heights[1]
    assert not box(named(pictures.root, "meter")).intersects(still)


def test_mute_is_shown_where_no_words_stand(pictures: Pictures) -> None:
    _show(pictures, "attract-muted")
    sign = box(named(pictures.root, "muted"))
    assert not [text for text in texts(_caption(pictures)) if sign.intersects(written(text))]
    assert named(pictures.root, "sound:keys").isVisible()


def test_a_terminal_without_sound_has_no_sign_of_it(pictures: Pictures) -> None:
    _show(pictures, "attract-no-sound")
    assert not [item for item in shown(pictures.root) if item.objectName() == "sound:keys"]


def _pale(picture: QImage, height: int) -> set[str]:
    """The colours of a picture's upper part."""
    places = ((x, y) for x in range(0, picture.width(), 8) for y in range(0, height, 8))
    return {QColor(picture.pixel(x, y)).name() for x, y in places}


@pytest.mark.parametrize("name", ["attract", "transfer-review", "transfer-amount-idle"])
def test_a_blank_screen_shows_nothing_but_how_to_end_it(pictures: Pictures, name: str) -> None:
    view = _view(name, "zh-Hans")
    words = _view("attract-blank").blank_words
    picture = pictures.render(
        replace(view, sound=Sounding(eyes_shut=True, blank=True), blank_words=words), (1080, 1920)
    )
    assert _pale(picture, 1500) == {"#000000"}
    blank = named(pictures.root, "blank")
    assert [str(text.property("text")) for text in texts(blank)] == list(words)
    assert named(pictures.root, "sound:blank").property("label") == " ".join(words)


def test_a_blank_screen_is_ended_by_a_touch_anywhere(pictures: Pictures) -> None:
    _show(pictures, "attract-blank")
    key = named(pictures.root, "sound:blank")
    assert box(key) == QRectF(0, 0, 1080, 1920)
    assert (key.property("kind"), key.property("value")) == (ActKind.SOUND, "blank")
