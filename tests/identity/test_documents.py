"""What is refused of an ID document, what is only doubted, and what is neither."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.id_scanner.contract import DocumentKind, IdDocument, Sex
from drivers.id_scanner.simulated import id_document
from drivers.simulator.id_documents import Laid, read_documents
from kiosk.identity.documents import DocumentCheck, DocumentDoubt, DocumentFault, check_document
from kiosk.identity.id_number import well_formed
from kiosk.identity.mrz import check_digit

TODAY = date(2012, 4, 15)  # the last day of the standard's specimens
TOMORROW = date(2012, 4, 16)
PHOTO = b"\xff\xd8\xff\xe0"
RESIDENT = IdDocument(
    DocumentKind.RESIDENT_ID,
    "11010519491231002X",
    "王小明",
    Sex.FEMALE,
    "汉",
    date(1949, 12, 31),
    "北京市朝阳区1号",
    "北京市公安局",
    date(2010, 5, 6),
    None,
    PHOTO,
)
PASSPORT = IdDocument(
    DocumentKind.PASSPORT,
    "L898902C3",
    "Eriksson, Anna Maria",
    Sex.FEMALE,
    "UTO",
    date(1974, 8, 12),
    "",
    "Utopia",
    None,
    date(2012, 4, 15),
    PHOTO,
    "Eriksson, Anna Maria",
    ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
)
PERMIT = IdDocument(
    DocumentKind.RESIDENCE_PERMIT,
    "D23145890",
    "安娜",
    Sex.FEMALE,
    "UTO",
    date(1974, 8, 12),
    "",
    "国家移民管理局",
    date(2002, 4, 16),
    date(2012, 4, 15),
    PHOTO,
    "ERIKSSON ANNA MARIA",
    ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"),
)


def numbered(digits: str) -> str:
    """An ID number with the character that fits."""
    return next(digits + character for character in "0123456789X" if well_formed(digits + character))


def faults(document: IdDocument, **changed: Any) -> tuple[DocumentFault, ...]:
    return check_document(replace(document, **changed), TODAY).faults


@pytest.mark.parametrize("document", [RESIDENT, PASSPORT, PERMIT])
def test_nothing_speaks_against_a_good_one(document: IdDocument) -> None:
    assert check_document(document, TODAY) == DocumentCheck((), ())
    assert check_document(document, TODAY).good


# -- validity ----------------------------------------------------------------------------------------------------------


def test_the_last_day_of_validity_is_the_banks() -> None:
    document = replace(RESIDENT, valid_until=TODAY)
    assert check_document(document, TODAY).good
    assert check_document(document, TOMORROW).faults == (DocumentFault.EXPIRED,)


def test_long_term_never_ends() -> None:
    assert check_document(RESIDENT, date(2099, 12, 31)).good


def test_a_document_is_not_valid_before_its_first_day() -> None:
    assert faults(RESIDENT, valid_from=TODAY) == ()
    assert faults(RESIDENT, valid_from=TOMORROW) == (DocumentFault.NOT_YET,)


def test_a_validity_that_ends_before_it_begins() -> None:
    wrong = {"valid_from": date(2012, 4, 1), "valid_until": date(2012, 3, 1)}
    assert faults(RESIDENT, **wrong) == (DocumentFault.DATES, DocumentFault.EXPIRED), "what may be forged is said first"


# -- the fields of a resident ID ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"number": "110105194912310021"}, DocumentFault.NUMBER),
        ({"number": "110105491231002"}, DocumentFault.NUMBER),  # fifteen digits: the cards of before 2013
        ({"number": ""}, DocumentFault.NUMBER),
        ({"born": date(1949, 12, 30)}, DocumentFault.BORN),
        ({"sex": Sex.MALE}, DocumentFault.SEX),
        ({"sex": Sex.UNSPECIFIED}, DocumentFault.SEX),
        ({"name": " "}, DocumentFault.NAME),
        ({"photo": b""}, DocumentFault.PHOTO),
        ({"photo": b"GIF89a"}, DocumentFault.PHOTO),
        ({"mrz": PASSPORT.mrz}, DocumentFault.MRZ),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], fault: DocumentFault) -> None:
    assert fault in faults(RESIDENT, **changed)


def test_a_number_of_the_future_is_refused() -> None:
    assert faults(RESIDENT, number=numbered("11010520120416002"), born=TOMORROW) == (DocumentFault.BORN,)


def test_a_number_with_a_day_of_no_calendar_is_refused() -> None:
    assert faults(RESIDENT, number=numbered("11010519490229002"), born=date(1949, 3, 1)) == (DocumentFault.BORN,)


def test_a_region_that_is_not_known_is_only_doubted() -> None:
    check = check_document(replace(RESIDENT, number=numbered("99010519491231002")), TODAY)
    assert (check.good, check.doubts) == (True, (DocumentDoubt.REGION,))


# -- chip against the machine-readable zone ----------------------------------------------------------------------------


@pytest.mark.parametrize("document", [PASSPORT, PERMIT])
@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"number": "L898902C4"}, DocumentFault.DIFFERS),
        ({"nation": "CHN"}, DocumentFault.DIFFERS),
        ({"valid_until": date(2027, 4, 15)}, DocumentFault.DIFFERS),
        ({"valid_until": None}, DocumentFault.DIFFERS),
        ({"born": date(1974, 8, 13)}, DocumentFault.BORN),
        ({"born": date(1874, 8, 12)}, DocumentFault.BORN),
        ({"sex": Sex.MALE}, DocumentFault.SEX),
        ({"mrz": ()}, DocumentFault.MRZ),
        ({"mrz": ("P<UTO", "")}, DocumentFault.MRZ),
    ],
)
def test_chip_and_zone_say_the_same(document: IdDocument, changed: dict[str, Any], fault: DocumentFault) -> None:
    assert faults(document, **changed) == (fault,)


def test_the_zone_is_that_of_the_documents_kind() -> None:
    assert DocumentFault.MRZ in faults(PASSPORT, mrz=PERMIT.mrz)
    assert DocumentFault.MRZ in faults(PERMIT, mrz=PASSPORT.mrz)


def test_a_check_digit_that_is_wrong_is_refused() -> None:
    assert faults(PASSPORT, mrz=(PASSPORT.mrz[0], PASSPORT.mrz[1][:-1] + "1")) == (DocumentFault.MRZ,)


@pytest.mark.parametrize(
    ("name", "doubts"),
    [
        ("Eriksson, Anna-Maria", ()),
        ("Eriksson, Anna Maria Sofia", ()),  # the zone may end before the name does
        ("Eriksson, Ana Maria", (DocumentDoubt.NAME,)),
    ],
)
def test_a_name_written_in_another_way_is_only_doubted(name: str, doubts: tuple[DocumentDoubt, ...]) -> None:
    check = check_document(replace(PASSPORT, latin_name=name), TODAY)
    assert (check.faults, check.doubts) == ((), doubts)


def test_a_birthday_that_the_zone_has_only_in_part_is_doubted() -> None:
    second = f"{PASSPORT.mrz[1][:13]}74<<<<{check_digit('74<<<<')}{PASSPORT.mrz[1][20:43]}"
    second += check_digit(second[:10] + second[13:20] + second[21:])
    check = check_document(replace(PASSPORT, mrz=(PASSPORT.mrz[0], second)), TODAY)
    assert (check.faults, check.doubts) == ((), (DocumentDoubt.BORN_PARTLY,))


@pytest.mark.parametrize(
    ("number", "found"),
    [("911124197408120021", DocumentFault.NUMBER), (numbered("91112419740812001"), DocumentFault.SEX)],
)
def test_a_permit_of_eighteen_digits_is_checked_as_an_id_number(number: str, found: DocumentFault) -> None:
    assert found in faults(PERMIT, number=number)


# -- the sandbox's -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", read_documents(), ids=lambda document: document.id)
def test_the_casts_documents_are_good_until_something_is_done_to_them(document: Any) -> None:
    today = date(2026, 3, 2)
    good = check_document(id_document(document.read()), today)
    assert good.faults == ()
    expired = check_document(id_document(document.read(Laid.EXPIRED)), today)
    assert expired.faults == (DocumentFault.EXPIRED,)
    altered = check_document(id_document(document.read(Laid.ALTERED)), today)
    assert set(altered.faults) & {DocumentFault.NUMBER, DocumentFault.DIFFERS}


def test_the_customer_is_told_what_an_honest_one_can_do_about_and_no_more() -> None:
    told = {fault: fault.text for fault in DocumentFault}
    assert told.pop(DocumentFault.EXPIRED) == "error-document-expired"
    assert told.pop(DocumentFault.NOT_YET) == "error-document-not-yet"
    assert set(told.values()) == {"error-document-doubtful"}


@given(
    st.builds(
        IdDocument,
        kind=st.sampled_from(DocumentKind),
        number=st.text(max_size=20),
        name=st.text(max_size=9),
        sex=st.sampled_from(Sex),
        nation=st.text(max_size=3),
        born=st.dates(),
        address=st.text(max_size=3),
        issuer=st.text(max_size=3),
        valid_from=st.none() | st.dates(),
        valid_until=st.none() | st.dates(),
        photo=st.binary(max_size=4),
        latin_name=st.text(max_size=9),
        mrz=st.lists(st.text(max_size=44), max_size=4).map(tuple),
    ),
    st.dates(),
)
def test_whatever_was_read_is_judged(document: IdDocument, on: date) -> None:
    assert not check_document(document, on).good, "nobody has a document like this"
