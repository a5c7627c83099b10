"""What an ID number says, and its check character."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.simulator.people import PEOPLE
from kiosk.identity.id_number import read_id_number, well_formed
from kiosk.prompts import EnterDigits, Invalid

CAST = [p["id_number"] for p in tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"] if "id_number" in p]
PUBLISHED = "11010519491231002X"  # the example of GB 11643-1999, annex A


@pytest.mark.parametrize("number", [*CAST, PUBLISHED])
def test_right_ones(number: str) -> None:
    assert well_formed(number)


def test_what_the_published_one_says() -> None:
    read = read_id_number(PUBLISHED)
    assert read
    assert (read.region, read.born, read.male, read.fits) == ("110105", date(1949, 12, 31), False, True)
    assert read.known_region
    assert "1949" not in repr(read)
    assert "110105" not in repr(read)


@pytest.mark.parametrize(("number", "male"), [("110105194912310011", True), ("110105194912310020", False)])
def test_an_odd_sequence_is_a_mans(number: str, *, male: bool) -> None:
    read = read_id_number(number)
    assert read
    assert read.male is male


@pytest.mark.parametrize("number", ["", "1" * 17, "1" * 19, "1" * 16 + "X1", "1" * 17 + "x", "1" * 17 + "\n", "²" * 18])
def test_what_is_no_id_number(number: str) -> None:
    assert read_id_number(number) is None
    assert not well_formed(number)


@pytest.mark.parametrize("day", ["19490229", "19491301", "19491200", "00000101"])
def test_a_birthday_that_is_in_no_calendar(day: str) -> None:
    read = read_id_number(f"110105{day}0020")
    assert read
    assert read.born is None


@pytest.mark.parametrize(
    ("region", "known"), [("110105", True), ("830000", True), ("990101", False), ("160000", False)]
)
def test_which_provinces_are_known(region: str, *, known: bool) -> None:
    read = read_id_number(f"{region}194912310020")
    assert read
    assert read.known_region is known


@given(st.text("0123456789", min_size=17, max_size=17))
def test_one_character_and_no_other_fits(digits: str) -> None:
    assert [well_formed(digits + character) for character in "0123456789X"].count(True) == 1


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
