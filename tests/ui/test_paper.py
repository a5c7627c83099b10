"""Slips as pictures: the code can be read by machine, and nothing is cut off."""

from dataclasses import replace
from typing import Any, cast

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.channels import LANGUAGES
from kiosk.papers import Line, Rule, Slip
from tests.codes import code_on
from ui.paper import MARGIN, WIDTH, render_slip

CODE = "st1|order|231123400817|120000|done|3f9c2a7d41e8"
SLIP = Slip(
    language="zh-Hans",
    bank="示例银行",
    title="转账成功",
    parts=(
        Line("时间", "2026 年 11 月 23 日 19:31"),
        Line("终端", "0471-03"),
        Rule(),
        Line("金额", "1,200.00", strong=True),
        Line("收款人", "*leksandra Konstantinopolskaya-Weatherington of the Northern Provinces", strong=True),
        Line("收款账号", "6200 00** **** 4821"),
        Line("参考号", "2311 2340 0817"),
        Rule(),
        Line("请妥善保管这张凭条。" * 4),
    ),
    code=CODE,
    stamp="模拟环境 SIMULATED",
)


def dots(slip: Slip) -> Any:
    """The slip as an array: True is black."""
    picture = cv2.imdecode(np.frombuffer(render_slip(slip), np.uint8), cv2.IMREAD_GRAYSCALE)
    return cast(Any, picture) < 128


def bare(**more: Any) -> Slip:
    return replace(Slip(language="en", bank="B", title="T", parts=()), **more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_is_black_and_white_and_as_wide_as_the_paper(qapp: QGuiApplication, language: Any) -> None:
    picture = QImage.fromData(render_slip(replace(SLIP, language=language)))
    assert picture.width() == WIDTH
    assert picture.format() is QImage.Format.Format_Mono


def test_the_code_is_read_back(qapp: QGuiApplication) -> None:
    assert code_on(render_slip(SLIP)) == CODE


def test_nothing_reaches_into_the_margins(qapp: QGuiApplication) -> None:
    ink = dots(SLIP)
    assert not ink[:, : MARGIN - 4].any()
    assert not ink[:, WIDTH - MARGIN + 4 :].any()
    assert not ink[-12:].any()


def test_long_words_wrap_instead_of_being_cut(qapp: QGuiApplication) -> None:
    word = "W" * 20
    one = _black(bare(parts=(Line(word, strong=True),)))
    three = _black(bare(parts=(Line(word * 3, strong=True),)))
    assert three == pytest.approx(3 * one, rel=0.02)


def test_a_pair_that_does_not_fit_stands_on_two_lines_and_overlaps_nothing(qapp: QGuiApplication) -> None:
    left, right = "W" * 15, "M" * 15
    together = _black(bare(parts=(Line(left, right),)))
    assert together == pytest.approx(_black(bare(parts=(Line(left),))) + _black(bare(parts=(Line(right),))), rel=0.01)


def test_the_stamp_stands_at_head_and_foot(qapp: QGuiApplication) -> None:
    ink = dots(SLIP)
    bands = [row for row in range(len(ink)) if ink[row, MARGIN : WIDTH - MARGIN].all()]
    assert bands
    assert bands[0] < 40
    assert bands[-1] > len(ink) - 80
    plain = dots(replace(SLIP, stamp=""))
    assert not [row for row in range(len(plain)) if plain[row, MARGIN : WIDTH - MARGIN].sum() > 540 and row < 40]


def test_a_slip_longer_than_a_metre_is_refused(qapp: QGuiApplication) -> None:
    with pytest.raises(ValueError, match="metre"):
        render_slip(bare(parts=(Line("x"),) * 400))


def _black(slip: Slip) -> int:
    """How many dots the parts of a slip blacken, its head aside."""
    return int(dots(slip).sum() - dots(bare()).sum())
