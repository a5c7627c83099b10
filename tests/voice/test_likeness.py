"""How alike two phrases are."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from kiosk.voice.likeness import likeness

WORDS = st.text("abc 转账", max_size=40)


@given(WORDS, WORDS)
def test_it_is_what_another_library_calls_their_ratio(one: str, other: str) -> None:
    assert abs(likeness(one, other) - fuzz.ratio(one, other)) < 1e-9


def test_some_phrases() -> None:
    assert likeness("zhuan zhang", "zhuan zhang") == 100
    assert likeness("keep it", "keep if") > 85
    assert likeness("cancel", "") == 0
    assert likeness("", "") == 100
