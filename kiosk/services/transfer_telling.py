"""How a transfer ended: what the screen says and what stands on the slip."""

from bank.contract import Receipt
from kiosk.money.orders import Declined, Done, Outcome, Unknown
from kiosk.prompts import Choice, Fact, Notice, Step
from kiosk.services.slips import Sent, accepted_slip, declined_slip, done_slip, unknown_slip
from kiosk.services.steps import hand_over
from kiosk.services.transfer_questions import STEPS
from kiosk.session import Session
from kiosk.texts import Grouped, Money, Text, Value

_END = Step(STEPS, STEPS)

# What the bank may say of the order, and the notice for it. In each case no money has moved.
_DECLINED = {
    "insufficient-funds": "declined-funds",
    "limit-per-transfer": "declined-limit",
    "limit-today": "declined-limit",
    "payee-not-found": "declined-payee",
    "payee-unknown": "declined-payee",
    "payee-cannot-receive": "declined-payee",
    "account-frozen": "declined-frozen",
    "account-closed": "declined-frozen",
    "verification-required": "declined-verification",  # the token was too old
}


async def tell(session: Session, outcome: Outcome, sent: Sent) -> None:
    """Say what became of the money, and give the slip if it is wanted."""
    match outcome:
        case Done(receipt) if receipt.executes_at is None:
            await hand_over(
                session,
                lambda options: Notice(
                    "transfer-done",
                    args=_said(receipt),
                    kind="success",
                    rows=_done_facts(receipt),
                    options=options,
                    back=False,
                    step=_END,
                ),
                lambda: done_slip(session, sent, receipt),
            )
        case Done(receipt):
            rows = _accepted_facts(receipt)
            await hand_over(
                session,
                lambda options: Notice(
                    "transfer-accepted", kind="success", rows=rows, options=options, back=False, step=_END
                ),
                lambda: accepted_slip(session, sent, receipt),
            )
        case Declined(code):
            text = _DECLINED.get(code, "declined-other")
            await hand_over(
                session,
                lambda options: Notice(text, kind="problem", options=options, back=False, step=_END),
                lambda: declined_slip(session, sent),
            )
        case Unknown(number):
            await hand_over(
                session, lambda options: _not_known(options, sent, number), lambda: unknown_slip(session, sent, number)
            )


def _said(receipt: Receipt) -> dict[str, Value]:
    return {
        "amount": Money(receipt.amount),
        "payee": receipt.payee_masked_name,
        "tail": receipt.payee_masked_number[-4:],
    }


def _done_facts(receipt: Receipt) -> tuple[Fact, ...]:
    return (
        Fact("row-reference", receipt.reference),
        Fact("row-fee", Money(receipt.fee), spare=True),
        Fact("row-balance-after", Money(receipt.balance_after), spare=True),
    )


def _accepted_facts(receipt: Receipt) -> tuple[Fact, ...]:
    assert receipt.executes_at is not None, "an order that is only accepted has its time"
    return (
        Fact("row-payee", receipt.payee_masked_name, strong=True),
        Fact("row-amount", Money(receipt.amount), strong=True),
        Fact("row-executes", receipt.executes_at, strong=True),
        Fact("row-fee", Money(receipt.fee), spare=True),
        Fact("row-reference", receipt.reference),
    )


def _not_known(options: tuple[Choice, ...], sent: Sent, number: str) -> Notice:
    return Notice(
        "transfer-unknown",
        args={"amount": Money(sent.order.amount), "case": Grouped(number)},
        kind="unknown",
        number=number,
        rows=(
            Fact("row-we-will", Text("unknown-we-will")),
            Fact("row-please", Text("unknown-please"), strong=True),
            Fact("row-to-ask", Text("unknown-to-ask")),
        ),
        options=options,
        back=False,
        step=_END,
    )
