"""The check character of an ID number."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.simulator.people import PEOPLE
from kiosk.id_number import well_formed
from kiosk.prompts import EnterDigits, Invalid

CAST = [p["id_number"] for p in tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"] if "id_number" in p]
PUBLISHED = "11010519491231002X"  # the example of GB 11643-1999, annex A


@pytest.mark.parametrize("number", [*CAST, PUBLISHED])
def test_right_ones(number: str) -> None:
    assert well_formed(number)


@given(st.sampled_from([*CAST, PUBLISHED]), st.integers(0, 16), st.integers(1, 9))
def test_one_digit_mistyped_is_found(number: str, place: int, by: int) -> None:
    wrong = str((int(number[place]) + by) % 10)
    assert not well_formed(number[:place] + wrong + number[place + 1 :])


@given(st.sampled_from([*CAST, PUBLISHED]), st.integers(0, 15))
def test_two_digits_swapped_are_found(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert well_formed(swapped) == (number[place] == number[place + 1])


def test_the_x_can_stand_at_the_end_alone() -> None:
    prompt = EnterDigits("safety-id", least=18, most=18, extra="X", wrong="error-id-length")
    assert prompt.typed("1" * 16, "X") == "1" * 16
    assert prompt.typed("1" * 17, ".") == "1" * 17 + "X", "a pad without letters"
    assert prompt.parse(PUBLISHED) == PUBLISHED
    with pytest.raises(Invalid) as wrong:
        prompt.parse("1" * 17)
    assert wrong.value.text == "error-id-length"


def test_the_other_answer_is_taken_where_it_is_offered() -> None:
    assert EnterDigits("safety-code", least=6, most=6, other="resend").parse("resend") == "resend"
    with pytest.raises(Invalid):
        EnterDigits("safety-code", least=6, most=6).parse("resend")
