"""Samples of what a member of staff sees over a customer's visit: the longest names, and everything there can be."""

import base64
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from bank.contract import (
    Application,
    ApplicationFile,
    ApplicationKind,
    ApplicationState,
    Decision,
    DecisionMade,
    Details,
    DocumentData,
    FaceAttempt,
    Machine,
    VerificationFile,
    VerificationPurpose,
    VerificationWay,
)
from bank.contract.verification import FaceChallenge
from kiosk.awaiting import Awaited
from kiosk.prompts import Busy, Choice, Choose, EnterDigits, Invalid, Notice, Pin, Prompt
from kiosk.staff.approval import APPROVED_FOR, TRIED_AGAIN_FOR
from kiosk.staff.dossier import dossier, verification_dossier
from kiosk.staff.verifying import REFUSED_FOR
from tests.screens.cast import HOME, Sample

_PORTRAITS = Path(__file__).parents[2] / "assets" / "sandbox" / "portraits"
_AT = datetime(2026, 11, 25, 2, 31, tzinfo=UTC)
_LATER_AT = datetime(2026, 11, 25, 2, 36, tzinfo=UTC)
_NAME = "阿卜杜拉·买买提江"
_ID = "5b1f0c6e2d4a4c1e9a573f0e8d2b7c11"
_DOUBTS = (
    *("asked", "face-unavailable", "face-blocked", "liveness-refused"),
    *("not-excluded", "threshold-too-high"),
)
_ASKED: list[FaceChallenge] = ["turn-right", "blink", "open-mouth"]
_CANNOT = (
    "staff-nothing-waits",
    "staff-not-allowed",
    "staff-is-applicant",
    "staff-same-person",
    "staff-signed-out",
    "staff-file-changed",
    "staff-bank-away",
    "staff-declined",
    "staff-no-pad",
)


def staff() -> dict[str, Sample]:
    """The samples by name."""
    return {**_sign_in(), **_files(), **_verifications(), **_deciding()}


def _sign_in() -> dict[str, Sample]:
    number = EnterDigits("staff-number", least=4, most=4, wrong="error-staff-number", back=False)
    pin = Pin("staff-pin", args={"number": "1001", "length": 6})
    return {
        "staff-number": (number, replace(HOME, draft="100")),
        "staff-number-short": (number, replace(HOME, draft="1", error=Invalid("error-staff-number"))),
        "staff-number-wrong": (number, replace(HOME, draft="1001", error=Invalid("error-staff-wrong"))),
        "staff-number-wait": (
            number,
            replace(HOME, draft="1001", error=Invalid("error-staff-wait", count=4, unit="hours")),
        ),
        "staff-second": (replace(number, text="staff-second"), HOME),
        "staff-pin": (pin, replace(HOME, draft="2")),
        "busy-staff-sign-in": (Busy("busy-staff-sign-in"), HOME),
        "busy-staff-file": (Busy("busy-staff-file"), HOME),
        "busy-staff-decision": (Busy("busy-staff-decision"), HOME),
        "busy-staff-check-staff": (Busy("busy-staff-check", cancel=True, staff=True), HOME),
        "face-consent-staff": (
            Choose("watch-gone", options=(Choice("me", "watch-still-me", icon="check"),), staff=True),
            HOME,
        ),
    }


def _files() -> dict[str, Sample]:
    against = dossier(staff_file(Machine.AGAINST, decided=True, unsigned=True))
    bare = dossier(staff_file(Machine.NOT_EXCLUDED, pictures=False))
    short = dossier(staff_file(Machine.FOR, kind=ApplicationKind.PIN_RESET))
    last = replace(HOME, draft="99")
    return {
        "staff-file": (against, HOME),
        "staff-file-middle": (against, replace(HOME, draft="1", focus="page:next")),
        "staff-file-last": (against, last),
        "staff-file-bare": (bare, HOME),
        "staff-file-bare-last": (bare, replace(last, focus="option:approve")),
        "staff-file-for": (short, HOME),
    }


def _verifications() -> dict[str, Sample]:
    both, nobody = Awaited("verification", _ID, *pictures()), Awaited("verification", _ID)
    last = replace(HOME, draft="99")
    found: dict[str, Sample] = {
        f"staff-verification-{purpose.value}": (verification_dossier(verification_file(purpose), both), HOME)
        for purpose in VerificationPurpose
    }
    asked = verification_dossier(verification_file(way=VerificationWay.STAFF), nobody)
    found["staff-verification-last"] = (verification_dossier(verification_file(), both), last)
    found["staff-verification-asked"] = (asked, replace(last, focus="option:approve"))
    for reason in _DOUBTS:
        file = verification_file().model_copy(update={"reasons": [reason, "consent-unclear"], "attempts": []})
        found[f"staff-verification-{reason}"] = (verification_dossier(file, both), HOME)
    return found


def _deciding() -> dict[str, Sample]:
    def why(text: str, words: tuple[str, ...]) -> Prompt[str]:
        return Choose(text, options=tuple(Choice(word, f"staff-reason-{word}") for word in words))

    found: dict[str, Sample] = {
        "staff-seen": (
            Choose("staff-seen", args={"name": _NAME}, options=(Choice("seen", "staff-seen-yes", icon="visible"),)),
            HOME,
        ),
        "staff-why-refuse": (why("staff-why-refuse", REFUSED_FOR), HOME),
        "staff-why-again": (why("staff-why-again", TRIED_AGAIN_FOR), HOME),
        "staff-why-approve": (why("staff-why-approve", APPROVED_FOR), HOME),
    }
    for decision in Decision:
        text = f"staff-decided-{decision.value}"
        found[text] = (Notice(text, kind="success", seconds=3, back=False), HOME)
    for text in _CANNOT:
        found[text] = (Notice(text, kind="success" if text == "staff-nothing-waits" else "problem", back=False), HOME)
    return found


def pictures() -> tuple[bytes, bytes]:
    """A portrait and a face, as JPEG."""
    return base64.b64decode(_picture("wang-xiaoming")), base64.b64decode(_picture("li-na"))


def verification_file(
    purpose: VerificationPurpose = VerificationPurpose.TRANSFER, way: VerificationWay = VerificationWay.REGISTRY
) -> VerificationFile:
    """One as the bank gives it: with two series of face checks, or because the customer would rather have staff."""
    asked = way is VerificationWay.STAFF
    return VerificationFile(
        id=_ID,
        purpose=purpose,
        way=way,
        terminal="ST-0001-0042",
        since=_AT,
        until=_LATER_AT,
        name=_NAME,
        name_latin="Abdulla Maimaitijiang",
        born=date(1988, 1, 1),
        reasons=["consent-refused"] if asked else ["face-refused"],
        attempts=[] if asked else staff_file(Machine.AGAINST).attempts,
        shown="cd" * 32,
    )


def staff_file(
    machine: Machine,
    *,
    kind: ApplicationKind = ApplicationKind.OPENING,
    pictures: bool = True,
    decided: bool = False,
    unsigned: bool = False,
    state: ApplicationState = ApplicationState.WAITING,
) -> ApplicationFile:
    """A file as the bank gives it."""
    application = Application(
        id=_ID,
        kind=kind,
        state=state,
        there=[],
        face_attempts_left=1,
        expires_at=_LATER_AT,
        phone_masked="138****4821",
        details=Details(
            address="乌鲁木齐市天山区解放南路 1208 号新世纪花园 12 号楼 3 单元 1802 室",
            address_from_document=False,
            occupation="self-employed",
            purpose="daily",
        ),
        card="6200 00** **** 4821",
        waiting_since=_AT,
        second=decided,
    )
    document = DocumentData(
        kind="resident-id",
        number="650102198801011234",
        name=_NAME,
        latin_name="",
        sex="male",
        nation="维吾尔",
        born=date(1988, 1, 1),
        address="新疆维吾尔自治区喀什地区莎车县米夏镇夏玛勒巴格村 3 组 045 号",
        issuer="莎车县公安局",
        valid_from=date(2019, 5, 2),
        valid_until=date(2039, 5, 2),
    )
    liveness: dict[Machine, Literal["live", "not-excluded", "refused"]] = {
        Machine.FOR: "live",
        Machine.NOT_EXCLUDED: "not-excluded",
        Machine.AGAINST: "refused",
    }
    attempts = [
        FaceAttempt(
            at=_AT,
            profile="sixty-eight-point",
            matches=machine is not Machine.AGAINST,
            liveness=liveness[machine],
            distance=distance,
            threshold=0.45,
            challenges=_ASKED,
            reasons=["no-match", "turn-unclear"] if machine is Machine.AGAINST else [],
            attempts=3,
        )
        for distance in (None, 0.62)
    ]
    made = DecisionMade(at=_LATER_AT, by="1001", decision=Decision.APPROVE, seen=True, reason="compared-document")
    other = DecisionMade(at=_AT, by="1002", decision=Decision.TRY_AGAIN, seen=False, reason="the hat must come off")
    return ApplicationFile(
        application=application,
        terminal="ST-0001-0042",
        document=document,
        phone_masked="138****4821",
        machine=machine,
        attempts=attempts,
        portrait=_picture("wang-xiaoming") if pictures else None,
        live=_picture("li-na") if pictures else None,
        signature=_picture("zhang-wei") if pictures and not unsigned else None,
        unsigned=unsigned,
        history={"accounts-active": 1, "cards-lost": 2, "accounts-moved-away": 1} if decided else {},
        decisions=[other, made] if decided else [],
        shown="ab" * 32,
    )


@cache
def _picture(person: str) -> str:
    return base64.b64encode((_PORTRAITS / f"{person}.jpg").read_bytes()).decode()
