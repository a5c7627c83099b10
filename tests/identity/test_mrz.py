"""The machine-readable zone: the specimens that ICAO 9303 prints, what is wrong with others, and any at all."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.id_scanner.contract import DocumentKind, Sex
from drivers.simulator.id_documents import SandboxDocument
from kiosk.identity.mrz import Mrz, MrzError, MrzFault, check_digit, read_mrz

TODAY = date(2026, 3, 2)
PASSPORT = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]  # 9303-4
CARD = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]  # 9303-5
LONG = ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"]  # 9303-5


def fault(lines: list[str], on: date = TODAY) -> MrzFault:
    with pytest.raises(MrzError) as wrong:
        read_mrz(lines, on)
    return wrong.value.fault


def attempt(lines: list[str], on: date) -> Mrz | MrzFault:
    try:
        return read_mrz(lines, on)
    except MrzError as wrong:
        return wrong.fault


def signed(second: str) -> str:
    """A passport's second line with all its check digits made right."""
    for start, end in ((0, 9), (13, 19), (21, 27), (28, 42)):
        second = second[:end] + check_digit(second[start:end]) + second[end + 1 :]
    return second[:43] + check_digit(second[:10] + second[13:20] + second[21:43])


# -- the specimens -----------------------------------------------------------------------------------------------------


def test_the_passport_of_the_standard() -> None:
    born, until = date(1974, 8, 12), date(2012, 4, 15)
    assert read_mrz(PASSPORT, TODAY) == Mrz(
        "P", "UTO", "L898902C3", "UTO", born, Sex.FEMALE, until, "ERIKSSON", "ANNA MARIA", "ZE184226B"
    )


def test_the_card_of_the_standard() -> None:
    born, until = date(1974, 8, 12), date(2012, 4, 15)
    assert read_mrz(CARD, TODAY) == Mrz(
        "I", "UTO", "D23145890", "UTO", born, Sex.FEMALE, until, "ERIKSSON", "ANNA MARIA", ""
    )


def test_a_number_that_goes_on_in_the_optional_data() -> None:
    read = read_mrz(LONG, TODAY)
    assert (read.number, read.optional, read.born) == ("D23145890734", "", date(1934, 7, 12))
    assert fault([LONG[0].replace("7349", "7348"), *LONG[1:]]) is MrzFault.CHECK
    assert fault([LONG[0].replace("<7349", "<9<<<"), *LONG[1:]]) is MrzFault.FORM, "only a check digit of nothing"


def test_the_check_digits_that_the_standard_computes() -> None:
    assert check_digit("520727") == "3"  # 9303-3, 4.9, example 1
    assert check_digit("AB2134<<<") == "5"  # example 2


def test_nothing_of_the_person_is_in_a_log_line() -> None:
    said = repr(read_mrz(PASSPORT, TODAY))
    assert not [text for text in ("L898902C3", "ERIKSSON", "ANNA", "1974", "ZE184226B") if text in said]


# -- what is wrong -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [*range(9), 9, *range(13, 20), *range(21, 28), 30, 31, 32, 42, 43])
def test_a_digit_of_a_passport_misread_is_found(place: int) -> None:
    second = PASSPORT[1]
    if not second[place].isdecimal():
        second = signed(second[:place] + "5" + second[place + 1 :])
    for by in range(1, 10):
        wrong = second[:place] + str((int(second[place]) + by) % 10) + second[place + 1 :]
        assert fault([PASSPORT[0], wrong]) is MrzFault.CHECK


@pytest.mark.parametrize(("line", "place"), [(0, 6), (0, 14), (1, 0), (1, 6), (1, 9), (1, 14), (1, 29)])
def test_a_digit_of_a_card_misread_is_found(line: int, place: int) -> None:
    wrong = list(CARD)
    wrong[line] = f"{CARD[line][:place]}{(int(CARD[line][place]) + 1) % 10}{CARD[line][place + 1 :]}"
    assert fault(wrong) is MrzFault.CHECK


def test_what_is_optional_is_checked_by_the_composite_digit() -> None:
    assert fault([f"{CARD[0][:20]}7{CARD[0][21:]}", *CARD[1:]]) is MrzFault.CHECK
    assert fault([CARD[0], f"{CARD[1][:20]}7{CARD[1][21:]}", CARD[2]]) is MrzFault.CHECK
    assert fault([PASSPORT[0], f"{PASSPORT[1][:42]}{check_digit('7')}{PASSPORT[1][43]}"]) is MrzFault.CHECK


@pytest.mark.parametrize("empty", ["<", "0"])
def test_without_a_personal_number_its_check_digit_may_be_left_out(empty: str) -> None:
    second = PASSPORT[1][:28] + "<" * 14 + empty
    second += check_digit(second[:10] + second[13:20] + second[21:43])
    assert read_mrz([PASSPORT[0], second], TODAY).optional == ""


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [PASSPORT[0]],
        CARD[:2],
        [*PASSPORT, PASSPORT[1]],
        [PASSPORT[0].lower(), PASSPORT[1]],
        [PASSPORT[0][:-1] + " ", PASSPORT[1]],
        ["V" + PASSPORT[0][1:], PASSPORT[1]],  # a visa has a check digit less
        ["P" + CARD[0][1:], *CARD[1:]],
        [PASSPORT[0].replace("ANNA", "ANN4"), PASSPORT[1]],
        ["P<UTO" + "<" * 39, PASSPORT[1]],
        [PASSPORT[0].replace("UTO", "U70", 1), PASSPORT[1]],
        [PASSPORT[0], PASSPORT[1][:20] + "Q" + PASSPORT[1][21:]],
    ],
)
def test_what_is_no_zone_of_a_passport_or_card(lines: list[str]) -> None:
    assert fault(lines) is MrzFault.FORM


@pytest.mark.parametrize("day", ["740230", "741301", "740800", "A40812", "74<<12"])
def test_a_birthday_that_is_no_day(day: str) -> None:
    assert fault([PASSPORT[0], signed(PASSPORT[1][:13] + day + PASSPORT[1][19:])]) is MrzFault.DATE


@pytest.mark.parametrize("day", ["120230", "<<<<<<", "12<<<<"])
def test_an_expiry_that_is_no_day(day: str) -> None:
    assert fault([PASSPORT[0], signed(PASSPORT[1][:21] + day + PASSPORT[1][27:])]) is MrzFault.DATE


@pytest.mark.parametrize("day", ["<<<<<<", "74<<<<", "7408<<"])
def test_a_birthday_that_is_partly_known(day: str) -> None:
    assert read_mrz([PASSPORT[0], signed(PASSPORT[1][:13] + day + PASSPORT[1][19:])], TODAY).born is None


# -- centuries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "today", "born"),
    [
        ("260302", date(2026, 3, 2), date(2026, 3, 2)),  # today
        ("260303", date(2026, 3, 2), date(1926, 3, 3)),  # tomorrow a hundred years ago
        ("000229", date(2026, 3, 2), date(2000, 2, 29)),
        ("991231", date(2099, 12, 31), date(2099, 12, 31)),
        ("991231", date(2099, 12, 30), date(1999, 12, 31)),
        ("000229", date(2100, 3, 1), date(2000, 2, 29)),  # 2100 has no such day
    ],
)
def test_nobody_is_born_in_the_future(written: str, today: date, born: date) -> None:
    lines = [PASSPORT[0], signed(PASSPORT[1][:13] + written + PASSPORT[1][19:])]
    assert read_mrz(lines, today).born == born


@pytest.mark.parametrize(
    ("written", "today", "until"),
    [
        ("360301", date(2026, 3, 2), date(2036, 3, 1)),
        ("991231", date(2026, 3, 2), date(1999, 12, 31)),
        ("050101", date(2096, 3, 2), date(2105, 1, 1)),
    ],
)
def test_an_expiry_is_of_the_century_that_is_nearest(written: str, today: date, until: date) -> None:
    lines = [PASSPORT[0], signed(PASSPORT[1][:21] + written + PASSPORT[1][27:])]
    assert read_mrz(lines, today).until == until


# -- any at all --------------------------------------------------------------------------------------------------------

LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)
DOCUMENTS = st.builds(
    SandboxDocument,
    owner=st.just("x"),
    kind=st.sampled_from([DocumentKind.PASSPORT, DocumentKind.RESIDENCE_PERMIT]),
    number=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9),
    name=st.just("X"),
    latin_name=st.builds("{}, {}".format, LETTERS, st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)),
    sex=st.sampled_from(Sex),
    nation=st.sampled_from(["CHN", "UTO", "FRA"]),
    born=st.dates(TODAY - timedelta(days=36000), TODAY),
    address=st.just(""),
    issuer=st.just(""),
    valid_from=st.none(),
    valid_until=st.dates(TODAY - timedelta(days=9000), TODAY + timedelta(days=9000)),
    portrait=st.just(Path("none.jpg")),
)


@given(DOCUMENTS)
def test_what_another_program_writes_is_read_as_it_was_meant(document: SandboxDocument) -> None:
    read = read_mrz(document.mrz(), TODAY)
    assert (read.number, read.nationality) == (document.number, document.nation)
    assert (read.born, read.until, read.sex) == (document.born, document.valid_until, document.sex)
    surname, _, given_names = document.latin_name.partition(", ")
    width = 39 if document.kind is DocumentKind.PASSPORT else 30
    whole = f"{surname}<<{given_names.replace(' ', '<')}"[:width]
    assert (read.surname, read.given) == (surname, whole[len(surname) + 2 :].replace("<", " ").strip())


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=9, max_size=9), st.text("0123456789", min_size=1, max_size=9))
def test_long_numbers_are_read_whole(first: str, rest: str) -> None:
    optional = f"{rest}{check_digit(first + rest)}".ljust(15, "<")
    line = f"I<UTO{first}<{optional}"
    second = CARD[1][:29] + check_digit(line[5:] + CARD[1][:7] + CARD[1][8:15] + CARD[1][18:29])
    assert read_mrz([line, second, CARD[2]], TODAY).number == first + rest


@given(st.lists(st.text("ABCIP0123456789<", min_size=30, max_size=30) | st.text(max_size=50), max_size=4), st.dates())
def test_nothing_but_an_error_of_ours_comes_of_garbage(lines: list[str], today: date) -> None:
    with suppress(MrzError):
        read_mrz(lines, today)


@given(st.text("0123456789<", min_size=6, max_size=6), st.text("0123456789<", min_size=6, max_size=6), st.dates())
def test_any_dates_are_days_or_an_error(born: str, until: str, today: date) -> None:
    lines = [PASSPORT[0], signed(PASSPORT[1][:13] + born + PASSPORT[1][19:21] + until + PASSPORT[1][27:])]
    read = attempt(lines, today)
    if isinstance(read, Mrz):
        assert read.born is None or read.born <= today
    else:
        assert read is MrzFault.DATE
