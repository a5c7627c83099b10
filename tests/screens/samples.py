"""One sample of every prompt, with the longest words and sums that people really have."""

from dataclasses import replace

from kiosk.presenting import Scene
from kiosk.prompts import (
    Busy,
    Choice,
    Choose,
    EnterAmount,
    EnterDigits,
    Fact,
    Home,
    InsertCard,
    Invalid,
    Notice,
    Pin,
    Prompt,
    Review,
    Step,
    TakeCard,
    TakePaper,
)
from kiosk.texts import Grouped, Money, Text

LONG_NAME = "*卜杜拉·买买提江"
NUMBER = "6200 00** **** 4821"
_TRANSFER = Choice("transfer", "service-transfer", icon="transfer")
_BALANCE = Choice("balance", "service-balance", icon="inquiry")
_FINISH = Choice("finish", "service-finish", icon="card")
_SLIP = (Choice("print", "slip-print", icon="slip"), Choice("none", "slip-none", icon="leaf"))
_NO_PAPER = (replace(_SLIP[0], reason="reason-no-paper"), _SLIP[1])
_PAYEE = (
    Fact("row-payee", LONG_NAME, strong=True),
    Fact("row-to-account", NUMBER),
    Fact("row-to-bank", Text("bank-name")),
)
_HOME = Scene(1, "zh-Hans", "standard", clock="1931", date="")
_IN = replace(_HOME, card_inside=True)

_DECLINED = ("declined-funds", "declined-limit", "declined-payee", "declined-frozen", "declined-other")
_PROBLEMS = (
    "problem-bank-away",
    "problem-bank-declined",
    "problem-card-blocked",
    "problem-card-expired",
    "problem-card-unknown",
    "problem-no-account",
)
_TOLD = (
    "card-retained",
    "card-stuck",
    "problem-terminal",
)
_GOODBYES = ("goodbye", "goodbye-cancelled", "goodbye-idle", "goodbye-pulled", "goodbye-device")
_BUSY = ("busy-pin", "busy-sign-in", "busy-accounts", "busy-order", "busy-printing", "out-of-service")


def samples() -> dict[str, tuple[Prompt[object], Scene]]:
    """Name -> prompt and what surrounds it. Names begin with the prompt's text id."""
    amount = EnterAmount(
        "transfer-amount",
        args={"payee": LONG_NAME},
        quick=(50000, 100000, 200000, 500000),
        available=1234567890,
        limit=5000000,
        step=Step(2, 5),
    )
    payee = EnterDigits("transfer-payee", least=16, most=19, step=Step(0, 5))
    pin = Pin("pin-sign-in", args={"length": 6})
    found: dict[str, tuple[Prompt[object], Scene]] = {
        "attract": (Home("attract", options=(_TRANSFER, _BALANCE), back=False, cancel=False, idles=False), _HOME),
        "attract-closed": (
            Home(
                "attract",
                options=(
                    replace(_TRANSFER, reason="reason-bank-mismatch"),
                    replace(_BALANCE, reason="reason-bank-away"),
                ),
                back=False,
                cancel=False,
                idles=False,
            ),
            _HOME,
        ),
        "insert-card": (InsertCard("insert-card"), _HOME),
        "insert-card-unreadable": (InsertCard("insert-card"), replace(_HOME, error=Invalid("error-card-unreadable"))),
        "pin-sign-in": (pin, replace(_IN, draft="4")),
        "pin-sign-in-wrong": (pin, replace(_IN, error=Invalid("error-pin-wrong", left=2))),
        "pin-order": (Pin("pin-order", args={"length": 6}, step=Step(4, 5)), replace(_IN, draft="2")),
        "menu": (
            Choose("menu", args={"name": "阿卜杜拉·买买提江"}, options=(_TRANSFER, _BALANCE, _FINISH), back=False),
            _IN,
        ),
        "menu-assistance": (
            Choose("menu", args={"name": "王小明"}, options=(_TRANSFER, _BALANCE, _FINISH), back=False),
            replace(_IN, assistance="assistance-called", assistance_args={"time": "10:31"}, focus="option:balance"),
        ),
        "balance": (
            Choose(
                "balance",
                figure=123456789012,
                rows=(
                    Fact("row-account", NUMBER),
                    Fact("row-kind", Text("account-savings")),
                    Fact("row-balance", Money(123456799012)),
                    Fact("row-state", Text("account-frozen"), strong=True),
                ),
                options=(Choice("print", "balance-print", icon="slip"), Choice("done", "balance-done", icon="check")),
            ),
            _IN,
        ),
        "balances": (
            Choose(
                "balances",
                rows=(
                    Fact("account-savings", Money(123456789012), note=NUMBER, strong=True),
                    Fact("account-current", Money(0), note="6200 00** **** 0034", strong=True),
                    Fact("row-state", Text("account-frozen")),
                ),
                options=(
                    Choice("print", "balance-print", icon="slip", reason="reason-no-paper"),
                    Choice("done", "balance-done", icon="check"),
                ),
            ),
            _IN,
        ),
        "transfer-source": (
            Choose(
                "transfer-source",
                options=(
                    Choice("a", "source-savings", icon="card", args={"number": NUMBER, "amount": Money(123456789012)}),
                    Choice("b", "source-current", icon="card", args={"number": NUMBER, "amount": Money(0)}),
                ),
                step=Step(0, 5),
            ),
            _IN,
        ),
        "transfer-payee": (payee, replace(_IN, draft="620000123456")),
        "transfer-payee-error": (
            payee,
            replace(_IN, draft="6200001234564821345", error=Invalid("error-payee-not-found")),
        ),
        "transfer-payee-pending": (payee, replace(_IN, draft="6200001234564821", pending="pending-bank")),
        "transfer-confirm": (
            Choose(
                "transfer-confirm",
                rows=_PAYEE,
                options=(Choice("yes", "payee-right", icon="check"), Choice("other", "payee-other", icon="back")),
                step=Step(1, 5),
            ),
            _IN,
        ),
        "transfer-amount": (amount, replace(_IN, draft="1200.50")),
        "transfer-amount-empty": (amount, _IN),
        "transfer-amount-error": (
            amount,
            replace(_IN, draft="99999999.99", error=Invalid("error-amount-available", amount=Money(1234567890))),
        ),
        "transfer-amount-idle": (amount, replace(_IN, draft="1200", idle_left=14)),
        "transfer-review": (
            Review(
                "transfer-review",
                args={"payee": LONG_NAME, "tail": "4821", "amount": Money(1234567890)},
                rows=(
                    *_PAYEE,
                    Fact("row-from-account", "6200 00** **** 9016"),
                    Fact("row-arrival", Text("arrival-real-time"), strong=True),
                ),
                figure=1234567890,
                wording="wording-real-time",
                other="amount",
                step=Step(3, 5),
            ),
            _IN,
        ),
        "transfer-done": (
            Notice(
                "transfer-done",
                args={
                    "amount": Money(1234567890),
                    "payee": LONG_NAME,
                    "tail": "4821",
                    "reference": "202611240000123",
                    "balance": Money(9876543210),
                },
                kind="success",
                options=_SLIP,
                back=False,
                step=Step(5, 5),
            ),
            _IN,
        ),
        "transfer-unknown": (
            Notice(
                "transfer-unknown",
                args={"amount": Money(1234567890), "case": Grouped("112304710086")},
                kind="unknown",
                number="112304710086",
                rows=(
                    Fact("row-we-will", Text("unknown-we-will")),
                    Fact("row-please", Text("unknown-please"), strong=True),
                    Fact("row-to-ask", Text("unknown-to-ask")),
                ),
                options=_NO_PAPER,
                back=False,
                step=Step(5, 5),
            ),
            _IN,
        ),
        "take-card": (TakeCard("take-card"), _IN),
        "take-slip": (TakePaper("take-slip"), _IN),
        "slip-failed": (Notice("slip-failed", back=False), _IN),
        "slip-not-taken": (Notice("slip-not-taken", back=False), _IN),
    }
    for text in _DECLINED:
        found[text] = (Notice(text, options=_SLIP, back=False, step=Step(5, 5)), _IN)
    for text in _PROBLEMS:
        found[text] = (Notice(text, back=False), _IN)
    for text in _TOLD:
        found[text] = (Notice(text, seconds=30, back=False, cancel=False), _HOME)
    for text in _GOODBYES:
        found[text] = (Notice(text, kind="success", seconds=4, button=False, back=False, cancel=False), _HOME)
    for text in _BUSY:
        found[text] = (Busy(text), _IN)
    return found
