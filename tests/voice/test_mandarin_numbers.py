"""Numbers that were said in Mandarin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.numerals import hanzi
from kiosk.voice.mandarin_numbers import number_of


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_is_understood_as_it_is_said(number: int) -> None:
    assert number_of(hanzi(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三百五", 350),
        ("三千五百五", 3550),
        ("一万二", 12_000),
        ("一亿二", 120_000_000),
        ("两千零五", 2005),
        ("一百十五", 115),
        ("一万零五百", 10_500),
        ("十五万", 150_000),
        ("一二三", 123),
        ("一零五", 105),
        ("零", 0),
        ("三点五六", 3.56),
        ("十二点零五", 12.05),
        ("300", 300),
        ("2万5", 25_000),
        ("2万5000", 25_000),
    ],
)
def test_short_forms_and_figures(text: str, number: float) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "百", "万", "百二", "点五", "三点", "三点十", "二三十", "五百五百", "十十", "十百", "一千五万", "两十零"),
        *("一百零", "十零一", "一百二三", "一百零二三", "零十", "五百半", "转账"),
    ],
)
def test_what_was_half_heard_is_no_number(text: str) -> None:
    assert number_of(text) is None
