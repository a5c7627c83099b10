"""Numbers that were said in Mandarin."""

import itertools

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.numerals import hanzi
from kiosk.voice.mandarin_numbers import number_of


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_is_understood_as_it_is_said(number: int) -> None:
    assert number_of(hanzi(number)) == number


def other(text: str) -> float | None:
    """What somebody else's library makes of it."""
    try:
        return float(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError):  # its two ways to say that there is no number
        return None


def test_what_people_say_is_what_another_library_understands() -> None:
    whole = [*range(0, 100_000, 17), *range(0, 10**8, 1_234_567), *range(0, 10**11, 3_987_654_321)]
    said = [hanzi(number) for number in whole]
    said += [text.replace("二千", "两千").replace("二万", "两万").replace("二百", "两百") for text in said[:1000]]
    said += [text.removesuffix(unit) for text in said for unit in "千百十" if text.endswith(unit) and len(text) > 2]
    said += [f"{text}点{places}" for text in said[::97] for places in ("五", "零五", "二五")]
    different = {text: (number_of(text), other(text)) for text in said if number_of(text) != other(text)}
    assert not different
    assert len(said) > 6_000


def test_of_what_is_no_number_none_is_made_that_another_library_does_not_see() -> None:
    made = ["".join(text) for length in (1, 2, 3, 4) for text in itertools.product("零一二五十百千万", repeat=length)]
    more = {text for text in made if number_of(text) is not None and number_of(text) != other(text)}
    # 一万十五, an odd way to say 10 015; the other takes 百百一 for 110, which this does not
    assert all(any(f"{before}十" in text for before in "万千零") for text in more)


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
