"""Samples of the transfer, from the account it comes from to what became of it."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.prompts import (
    Browse,
    Busy,
    Choice,
    Choose,
    EnterAmount,
    EnterDigits,
    Entry,
    Fact,
    Invalid,
    Notice,
    Review,
    Step,
)
from kiosk.services.transfer_saving import LABELS
from kiosk.texts import Grouped, Money, Text, Value
from tests.screens.cast import BANK, COMPANY, IN, LATIN, MOST, NO_PAPER, NUMBER, OWN, SLIP, UIGHUR, Sample

_LATER = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
_DECLINED = (
    "declined-funds",
    "declined-limit",
    "declined-payee",
    "declined-frozen",
    "declined-verification",
    "declined-other",
)


def transfer() -> dict[str, Sample]:
    """The samples by name."""
    return {**_whom(), **_how_much(), **_when(), **_asked(), **_checked(), **_ended()}


def _whom() -> dict[str, Sample]:
    payee = EnterDigits("transfer-payee", least=16, most=19, step=Step(0, 5))
    own = Entry("account:b", Text("own-current"), notes=(OWN,), icon="card")
    saved = tuple(
        Entry(f"payee:{i}", name, notes=(NUMBER, bank), icon="person")
        for i, (name, bank) in enumerate(
            (
                ("*小明", BANK),
                (UIGHUR, BANK),
                (LATIN, BANK),
                (COMPANY, BANK),
                ("*建国", BANK),
                ("*丽", BANK),
                ("*思远", BANK),
            )
        )
    )
    whom = Browse(
        "transfer-whom",
        entries=(own, *saved),
        options=(Choice("new", "whom-new", icon="identity"),),
        step=Step(0, 5),
    )
    return {
        "transfer-source": (
            Choose(
                "transfer-source",
                options=(
                    Choice("a", "source-savings", icon="card", args={"number": NUMBER, "amount": MOST}),
                    Choice("b", "source-current", icon="card", args={"number": OWN, "amount": Money(0)}),
                ),
                step=Step(0, 5),
            ),
            IN,
        ),
        "transfer-whom": (whom, replace(IN, focus="item:payee:2")),
        "transfer-whom-last": (whom, replace(IN, draft="1")),
        "transfer-whom-nobody": (replace(whom, entries=()), IN),
        **{
            f"transfer-whom-error-{text}": (whom, replace(IN, error=Invalid(f"error-payee-{text}")))
            for text in ("unavailable", "gone", "same")
        },
        "transfer-payee": (payee, replace(IN, draft="6200001234567890123")),
        "transfer-payee-short": (payee, replace(IN, draft="62", error=Invalid("error-digits", least=16, most=19))),
        **{
            f"transfer-payee-error-{text}": (
                payee,
                replace(IN, draft="6200001234564821345", error=Invalid(f"error-payee-{text}")),
            )
            for text in ("not-found", "refused")
        },
        "transfer-payee-away": (payee, replace(IN, draft="6200001234564821345", error=Invalid("error-bank-away"))),
        "transfer-payee-pending": (payee, replace(IN, draft="6200001234564821", pending="pending-bank")),
        "transfer-confirm": (
            Choose(
                "transfer-confirm",
                rows=(
                    Fact("row-payee", COMPANY, strong=True),
                    Fact("row-to-account", NUMBER),
                    Fact("row-to-bank", BANK),
                ),
                options=(Choice("yes", "payee-right", icon="check"), Choice("other", "payee-other", icon="back")),
                step=Step(0, 5),
            ),
            IN,
        ),
    }


def _how_much() -> dict[str, Sample]:
    amount = EnterAmount(
        "transfer-amount",
        args={"payee": LATIN},
        quick=(50000, 100000, 200000, 500000),
        available=MOST.fen,
        limit=MOST.fen,
        step=Step(1, 5),
    )
    found: dict[str, Sample] = {
        "transfer-amount": (amount, replace(IN, draft="1234567.89")),
        "transfer-amount-most": (replace(amount, args={"payee": COMPANY}), replace(IN, draft="88888888.88")),
        "transfer-amount-today": (replace(amount, today=True), replace(IN, draft="88888888.88")),
        "transfer-amount-empty": (amount, IN),
        "transfer-amount-idle": (amount, replace(IN, draft="1200", idle_left=14)),
    }
    for text in ("available", "limit", "today", "fee", "frozen", "payee", "refused", "missing", "form"):
        error = Invalid(f"error-amount-{text}", amount=MOST)
        found[f"transfer-amount-error-{text}"] = (amount, replace(IN, draft="99999999.99", error=error))
    return found


def _when() -> dict[str, Sample]:
    speeds = (("real-time", "transfer"), ("two-hours", "soon"), ("next-day", "soon"))
    when = Choose(
        "transfer-when",
        options=tuple(
            Choice(speed, f"speed-{speed}", icon=icon, args={"fee": fee, "sum": Money(fee), "time": "14:31"})
            for (speed, icon), fee in zip(speeds, (500, 0, 0), strict=True)
        ),
        step=Step(2, 5),
    )
    notes = tuple(Choice(note, f"note-{note}") for note in ("family", "rent", "goods", "loan", "gift", "other", "none"))
    return {
        "transfer-when": (when, IN),
        "transfer-note": (Choose("transfer-note", options=notes, step=Step(2, 5)), IN),
    }


def _asked() -> dict[str, Sample]:
    why = tuple(
        Fact("" if place else "row-why", Text(f"why-{risk}"))
        for place, risk in enumerate(("new-payee", "unusual-amount", "odd-hour", "several-today"))
    )

    def risk(text: str, *rows: Fact) -> Choose:
        options = (Choice("no", f"{text}-no", icon="check"), Choice("yes", f"{text}-yes", icon="problem"))
        return Choose(text, rows=rows, options=options, step=Step(3, 5))

    def offer(called: str) -> Choose:
        options = (
            Choice("delay", "offer-delay", icon="soon"),
            Choice("staff", "offer-staff", icon="person", reason=called),
            Choice("freeze", "offer-freeze", icon="lock"),
            Choice("go-on", "offer-go-on", icon="next"),
        )
        return Choose("risk-offer", options=options, step=Step(3, 5))

    return {
        "risk-guided": (risk("risk-guided", *why), IN),
        "risk-urgent": (risk("risk-urgent", why[0]), IN),
        "risk-offer": (offer(""), IN),
        "risk-offer-called": (offer("offer-staff-called"), IN),
    }


def _checked() -> dict[str, Sample]:
    def review(payee: str, sum: int, *, later: bool = False) -> Review:
        return Review(
            "transfer-review",
            args={"payee": payee, "tail": "4821", "amount": Money(sum), "time": _LATER},
            rows=(
                Fact("row-payee", payee, strong=True),
                Fact("row-to-account", NUMBER),
                Fact("row-fee", Money(500)),
                Fact("row-executes", _LATER, strong=True)
                if later
                else Fact("row-arrival", Text("arrival-real-time"), strong=True),
                Fact("row-from-account", OWN),
                Fact("row-purpose", Text("note-family")),
            ),
            figure=sum,
            wording="wording-later" if later else "wording-real-time",
            other="amount",
            step=Step(3, 5),
        )

    return {
        "transfer-review": (review("*小明", 120000), IN),
        "transfer-review-long": (review(COMPANY, MOST.fen), IN),
        "transfer-review-long-last": (review(COMPANY, MOST.fen), replace(IN, draft="1")),
        "transfer-review-later": (review(COMPANY, MOST.fen, later=True), IN),
        "transfer-review-uighur": (review(UIGHUR, MOST.fen), IN),
    }


def _ended() -> dict[str, Sample]:
    found: dict[str, Sample] = {
        "transfer-done": (_sent("transfer-done"), IN),
        "transfer-accepted": (_sent("transfer-accepted"), IN),
        "transfer-unknown": (
            Notice(
                "transfer-unknown",
                args={"amount": MOST, "case": Grouped("112304710086")},
                kind="unknown",
                number="112304710086",
                rows=(
                    Fact("row-we-will", Text("unknown-we-will")),
                    Fact("row-please", Text("unknown-please"), strong=True),
                    Fact("row-to-ask", Text("unknown-to-ask")),
                ),
                options=NO_PAPER,
                back=False,
                step=Step(5, 5),
            ),
            IN,
        ),
    }
    save = Choose(
        "payee-save",
        rows=(Fact("row-payee", COMPANY, strong=True), Fact("row-to-account", NUMBER)),
        options=(Choice("yes", "save-yes", icon="check"), Choice("no", "save-no", icon="leaf")),
        back=False,
    )
    found["payee-save"] = (save, IN)
    found["payee-label"] = (
        Browse(
            "payee-label",
            entries=tuple(Entry(label, Text(f"label-{label}"), icon="person") for label in LABELS),
            options=(Choice("none", "label-none", icon="leaf"),),
            back=False,
        ),
        IN,
    )
    found["transfer-wished"] = (
        Choose(
            "transfer-wished",
            args={"label": Text("label-daughter")},
            rows=(
                Fact("row-payee", COMPANY, strong=True),
                Fact("row-to-account", NUMBER),
                Fact("row-to-bank", "示例银行"),
            ),
            options=(Choice("payee:1", "payee-right", icon="check"), Choice("new", "wish-other", icon="person")),
            step=Step(0, 5),
        ),
        IN,
    )
    found["payee-saved"] = (Notice("payee-saved", kind="success", back=False), IN)
    for text in ("payee-not-saved", "payees-full"):
        found[text] = (Notice(text, back=False), IN)
    found["busy-saving"] = (Busy("busy-saving"), IN)
    for text in _DECLINED:
        found[text] = (Notice(text, options=SLIP, back=False, step=Step(5, 5)), IN)
    return found


def _sent(text: str) -> Notice:
    args: dict[str, Value] = {
        "amount": MOST,
        "payee": COMPANY,
        "tail": "4821",
    }
    done = (
        Fact("row-reference", "202611240000123"),
        Fact("row-fee", Money(500), spare=True),
        Fact("row-balance-after", MOST, spare=True),
    )
    accepted = (
        Fact("row-payee", COMPANY, strong=True),
        Fact("row-amount", MOST, strong=True),
        Fact("row-executes", _LATER, strong=True),
        Fact("row-fee", Money(500), spare=True),
        Fact("row-reference", "202611240000123"),
    )
    rows = done if text == "transfer-done" else accepted
    return Notice(text, args=args, kind="success", rows=rows, options=SLIP, back=False, step=Step(5, 5))
