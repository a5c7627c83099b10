"""Whether an ID document can be relied upon, as far as what was read from it tells.

A check of what stands there, not of whether the document is genuine: the scanner proves the chip, or says it is
unreadable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from drivers.id_scanner.contract import DocumentKind, IdDocument, Sex
from kiosk.identity.id_number import LENGTH, IdNumber, read_id_number
from kiosk.identity.mrz import Mrz, MrzError, read_mrz

_JPEG = b"\xff\xd8\xff"
_FOREIGNERS = "9"  # what a permanent residence ID card's number of 2023 begins with


class DocumentFault(StrEnum):
    """Why a document is refused. The journal has the word; the customer is told less (see `text`)."""

    NUMBER = "number"  # no ID number, or its check character does not fit
    BORN = "born"  # no birthday, one in the future, or number, chip and MRZ do not have the same
    SEX = "sex"  # number, chip and MRZ do not have the same
    NAME = "name"  # there is none
    PHOTO = "photo"  # there is none
    DATES = "dates"  # valid from after valid until
    EXPIRED = "expired"
    NOT_YET = "not-yet"  # not valid before a later day
    MRZ = "mrz"  # missing, of another document's form, or with a check digit or day that is wrong
    DIFFERS = "differs"  # number, nationality or expiry are not the same on chip and in the MRZ

    @property
    def text(self) -> str:
        """The text id of what the customer is told: nothing that would help to forge a better one."""
        known = (DocumentFault.EXPIRED, DocumentFault.NOT_YET)
        return f"error-document-{self.value}" if self in known else "error-document-doubtful"


class DocumentDoubt(StrEnum):
    """What a member of staff should look at; nobody is refused for it."""

    REGION = "region"  # the ID number's province is not known
    NAME = "name"  # chip and MRZ write it in different ways
    BORN_PARTLY = "born-partly"  # the MRZ has only part of the birthday


@dataclass(frozen=True)
class DocumentCheck:
    """What was found. Empty `faults`: nothing speaks against the document."""

    faults: tuple[DocumentFault, ...]
    doubts: tuple[DocumentDoubt, ...]

    @property
    def good(self) -> bool:
        """Whether it can be relied upon."""
        return not self.faults


def check_document(document: IdDocument, on: date) -> DocumentCheck:
    """Check all that was read. `on`: the bank's business date.

    The faults are in the order of `DocumentFault`, but for an expiry, which is said last: it is true of an honest
    document, anything else may be forged.
    """
    found = set(_faults(document, on))
    number = _id_number(document)
    doubts: set[DocumentDoubt] = set()
    if number and document.kind is DocumentKind.RESIDENT_ID and not number.known_region:
        doubts.add(DocumentDoubt.REGION)
    try:
        if document.mrz:
            mrz = read_mrz(document.mrz, on)
            found |= set(_differences(document, mrz))
            doubts |= set(_odd(document, mrz))
    except MrzError:
        found.add(DocumentFault.MRZ)
    late = (DocumentFault.EXPIRED, DocumentFault.NOT_YET)
    in_order = sorted(found, key=lambda fault: (fault in late, list(DocumentFault).index(fault)))
    return DocumentCheck(tuple(in_order), tuple(doubt for doubt in DocumentDoubt if doubt in doubts))


def _faults(document: IdDocument, on: date) -> Iterator[DocumentFault]:
    """What the fields say by themselves."""
    if not document.name.strip():
        yield DocumentFault.NAME
    if not document.photo.startswith(_JPEG):
        yield DocumentFault.PHOTO
    if document.born > on:
        yield DocumentFault.BORN
    if document.valid_until is not None:
        if document.valid_until < on:
            yield DocumentFault.EXPIRED
        if document.valid_from is not None and document.valid_from > document.valid_until:
            yield DocumentFault.DATES
    if document.valid_from is not None and document.valid_from > on:
        yield DocumentFault.NOT_YET
    yield from _number_faults(document)
    if bool(document.mrz) == (document.kind is DocumentKind.RESIDENT_ID):
        yield DocumentFault.MRZ


def _number_faults(document: IdDocument) -> Iterator[DocumentFault]:
    if not document.number.strip():
        yield DocumentFault.NUMBER
    if not _has_id_number(document):
        return
    number = _id_number(document)
    if number is None or not number.fits:
        yield DocumentFault.NUMBER
        return
    if number.born != document.born:
        yield DocumentFault.BORN
    if document.sex is not (Sex.MALE if number.male else Sex.FEMALE):
        yield DocumentFault.SEX


def _has_id_number(document: IdDocument) -> bool:
    """Whether it must have a number of GB 11643. A permit of 2017 has three letters and twelve digits instead."""
    match document.kind:
        case DocumentKind.RESIDENT_ID:
            return True
        case DocumentKind.PASSPORT:
            return False
        case DocumentKind.RESIDENCE_PERMIT:
            return len(document.number) == LENGTH and document.number.startswith(_FOREIGNERS)


def _id_number(document: IdDocument) -> IdNumber | None:
    return read_id_number(document.number) if _has_id_number(document) else None


def _differences(document: IdDocument, mrz: Mrz) -> Iterator[DocumentFault]:
    """Chip and printed zone are of one document only if they say the same."""
    if (len(document.mrz) == 2) != (document.kind is DocumentKind.PASSPORT):
        yield DocumentFault.MRZ
    until = document.valid_until
    if mrz.number != document.number or mrz.nationality != document.nation or mrz.until != until:
        yield DocumentFault.DIFFERS
    if mrz.born is not None and mrz.born != document.born:
        yield DocumentFault.BORN
    if mrz.sex is not document.sex:
        yield DocumentFault.SEX


def _odd(document: IdDocument, mrz: Mrz) -> Iterator[DocumentDoubt]:
    if mrz.born is None:
        yield DocumentDoubt.BORN_PARTLY
    printed = _letters(f"{mrz.surname}{mrz.given}")
    if not _letters(document.latin_name or document.name).startswith(printed):  # a long name is cut off in the zone
        yield DocumentDoubt.NAME


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z]", "", name.upper())
