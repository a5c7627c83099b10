"""Samples of opening a card, from the choice to the review: what is read, asked and refused before the PIN."""

from dataclasses import replace

from bank.contract import ApplicationKind, Refusal
from kiosk.areas import areas
from kiosk.prompts import Accept, Browse, Busy, Choice, Choose, EnterDigits, Entry, Fact, Invalid, Notice, Review
from kiosk.services.opening import DETAILS, PERSON, READING
from kiosk.services.opening_agreements import AGREEMENTS, kind_choice, title_of
from kiosk.services.opening_details import OCCUPATIONS, PURPOSES
from kiosk.texts import Text
from tests.screens.cast import HOME, UIGHUR, Sample

_ADDRESS = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县孙扎齐牛录镇胡杨街66号3幢202室"
_LEAVE = Choice("stop", "opening-leave", icon="cancel")
_INSTEAD = (ApplicationKind.ADDITIONAL, ApplicationKind.REPLACEMENT, ApplicationKind.PIN_RESET)


def opening() -> dict[str, Sample]:
    """The samples by name."""
    return {**_begin(), **_refused(), **_resume(), **_phone(), **_address(), **_rest()}


def _begin() -> dict[str, Sample]:
    kinds = (*(kind_choice(kind) for kind in ApplicationKind), Choice("resume", "opening-kind-resume", icon="soon"))
    found: dict[str, Sample] = {
        "opening-kind": (Choose("opening-kind", options=kinds), HOME),
        "opening-not-accepted": (
            Notice(
                "opening-not-accepted",
                options=(Choice("again", "opening-read-again", icon="back"), _LEAVE),
                back=False,
            ),
            HOME,
        ),
        "busy-eligibility": (Busy("busy-eligibility", cancel=True), HOME),
        "busy-application": (Busy("busy-application", cancel=True), HOME),
        "opening-bank-away": (
            Notice(
                "opening-bank-away",
                options=(Choice("again", "opening-again", icon="again"), replace(_LEAVE, icon="back")),
                back=False,
            ),
            HOME,
        ),
        "opening-ended": (Notice("opening-ended", back=False), HOME),
    }
    for name, paragraphs in AGREEMENTS.items():
        prompt = Accept(title_of(name), paragraphs=paragraphs, other="no", step=READING)
        found[f"opening-{name}"] = (prompt, HOME)
        found[f"opening-{name}-last"] = (prompt, replace(HOME, draft="9"))
    return found


def _refused() -> dict[str, Sample]:
    understood = Choice("stop", "opening-understood", icon="check")
    leads = (Refusal.HAS_ACCOUNT, Refusal.NO_ACCOUNT, Refusal.NO_CARD, Refusal.TOO_MANY_CARDS)
    return {
        f"opening-refused-{refusal.value}": (
            Notice(
                f"opening-refused-{refusal.value}",
                options=(*(kind_choice(kind) for kind in _INSTEAD if refusal in leads), understood),
                back=False,
            ),
            HOME,
        )
        for refusal in Refusal
    }


def _resume() -> dict[str, Sample]:
    code = EnterDigits("opening-code", least=8, most=8, wrong="error-resume-length", step=PERSON)
    return {
        "opening-code": (code, replace(HOME, draft="48213377")),
        "opening-code-short": (
            code,
            replace(HOME, draft="4821", error=Invalid("error-resume-length", least=8, most=8)),
        ),
        "opening-code-wrong": (code, replace(HOME, draft="48213377", error=Invalid("error-resume-wrong", left=4))),
        "opening-resume-ended": (Notice("opening-resume-ended", back=False), HOME),
    }


def _phone() -> dict[str, Sample]:
    phone = EnterDigits("opening-phone", least=11, most=11, grouping=(3, 4, 4), wrong="error-phone-length", step=PERSON)
    code = EnterDigits(
        "opening-phone-code",
        args={"sent": "first", "length": 6},
        least=6,
        most=6,
        wrong="error-code-length",
        other="resend",
        step=PERSON,
    )
    return {
        "opening-phone": (phone, replace(HOME, draft="13800138000")),
        "opening-phone-short": (
            phone,
            replace(HOME, draft="138", error=Invalid("error-phone-length", least=11, most=11)),
        ),
        "opening-phone-kind": (phone, replace(HOME, draft="02112345678", error=Invalid("error-phone-kind"))),
        "opening-phone-not-own": (phone, replace(HOME, draft="13800138000", error=Invalid("error-phone-not-own"))),
        "opening-phone-code": (code, HOME),
        "opening-phone-code-again": (
            replace(code, args={"sent": "again", "length": 6}, other=""),
            replace(HOME, draft="123456", error=Invalid("error-code-wrong", left=2)),
        ),
        "opening-phone-code-ended": (Notice("opening-phone-code-ended", back=False), HOME),
    }


def _address() -> dict[str, Sample]:
    prompt = Choose(
        "opening-address",
        rows=(Fact("row-address", _ADDRESS, strong=True),),
        options=(
            Choice("document", "opening-address-document", icon="check"),
            Choice("other", "opening-address-other", icon="more"),
        ),
        step=DETAILS,
    )
    found: dict[str, Sample] = {"opening-address": (prompt, HOME)}
    there = areas()
    for level in ("province", "city", "district", "street"):
        area = Browse(
            "opening-area",
            args={"level": level},
            entries=tuple(Entry(area.key, area.name) for area in there),
            options=(Choice("elsewhere", "opening-area-elsewhere", icon="more"),),
            step=DETAILS,
        )
        found[f"opening-area-{level}"] = (area, HOME)
        there = there[0].within
    house = EnterDigits("opening-house", most=5, wrong="error-house", step=DETAILS)
    lists = (Choice("lists", "opening-lists", icon="back"), Choice("leave", "opening-counter", icon="person"))
    found |= {
        "opening-house": (house, replace(HOME, draft="18")),
        "opening-house-none": (house, replace(HOME, error=Invalid("error-house", least=1, most=5))),
        "opening-room": (replace(house, text="opening-room", other="none"), replace(HOME, draft="202")),
        "opening-elsewhere": (Notice("opening-elsewhere", options=lists, back=False), HOME),
    }
    return found


def _rest() -> dict[str, Sample]:
    rows = (
        Fact("row-applied-for", Text("opening-kind-opening"), strong=True),
        Fact("row-name", UIGHUR, strong=True),
        Fact("row-document-number", "99…3319"),
        Fact("row-phone", "138****8000"),
        Fact("row-address", _ADDRESS),
        Fact("row-occupation", Text("occupation-professional")),
        Fact("row-account-purpose", Text("account-purpose-pension")),
    )
    review = Review("opening-review", rows=rows, other="change", step=DETAILS)
    return {
        "opening-occupation": (_list("opening-occupation", "occupation", OCCUPATIONS), HOME),
        "opening-occupation-second": (
            _list("opening-occupation", "occupation", OCCUPATIONS),
            replace(HOME, draft="1"),
        ),
        "opening-purpose": (_list("opening-purpose", "account-purpose", PURPOSES), HOME),
        "opening-review": (review, HOME),
        "opening-review-last": (review, replace(HOME, draft="9")),
        "opening-review-short": (replace(review, rows=rows[:3], other=""), HOME),
    }


def _list(text: str, stem: str, words: tuple[str, ...]) -> Browse:
    return Browse(text, entries=tuple(Entry(word, Text(f"{stem}-{word}")) for word in words), step=DETAILS)
