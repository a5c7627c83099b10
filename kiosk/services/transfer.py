"""Transfer: money to somebody else, at once."""

from bank.contract import Account, AccountState, AccountSummary, Payee, Purpose, TransferOrder, fingerprint
from kiosk.bank_errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.leaving import ServiceStopped
from kiosk.money.orders import Declined, Done, Outcome, Unknown
from kiosk.prompts import Choice, Choose, EnterAmount, EnterDigits, Fact, Invalid, Notice, Review, Step
from kiosk.services.slips import declined_slip, done_slip, unknown_slip
from kiosk.services.steps import accounts, authorise, hand_over
from kiosk.session import Session
from kiosk.texts import Grouped, Money, Text
from kiosk.walking import Answers, Back, Question

_STEPS = 5
_QUICK = (50000, 100000, 200000, 500000)  # fen

# What the bank may say of the payee's number, and the words for it at the field.
_PAYEE_ERRORS = {
    "payee-not-found": "error-payee-not-found",
    "payee-cannot-receive": "error-payee-unavailable",
}
# What the bank may say of the order, and the notice for it. In each case no money has moved.
_DECLINED = {
    "insufficient-funds": "declined-funds",
    "limit-per-transfer": "declined-limit",
    "limit-today": "declined-limit",
    "payee-not-found": "declined-payee",
    "payee-cannot-receive": "declined-payee",
    "account-frozen": "declined-frozen",
}


async def transfer(session: Session) -> None:
    """Send money from the customer's account to an account of this bank, in real time."""
    assert session.customer is not None
    answers: Answers | None = None
    while True:
        answers = await session.walk(SUMMARY, SOURCE, NUMBER, PAYEE, AMOUNT, REVIEW, start=answers)
        order = _order(answers)
        try:
            token = await authorise(
                session,
                session.customer.card,
                Purpose.ORDER,
                prompt="pin-order",
                order_hash=fingerprint(order),
                step=Step(4, _STEPS),
            )
        except Back:
            continue  # to the review
        break
    outcome = await session.order("transfer", order, token)
    await _tell(session, outcome, order, answers)


# -- the questions -----------------------------------------------------------------------------------------------------


async def _summary(session: Session, answers: Answers) -> AccountSummary:
    summary = await accounts(session)
    if not _sources(summary):
        raise ServiceStopped("problem-no-account")
    return summary


async def _source(session: Session, answers: Answers) -> str:
    options = tuple(
        Choice(
            account.id,
            f"source-{account.kind}",
            icon="card",
            args={"number": account.masked, "amount": Money(account.available)},
        )
        for account in _sources(answers[SUMMARY])
    )
    return await session.ask(Choose("transfer-source", options=options, step=Step(0, _STEPS)))


async def _number(session: Session, answers: Answers) -> tuple[str, Payee]:
    customer = session.customer
    assert customer is not None
    found: list[Payee] = []

    async def known(number: str) -> str:
        try:
            payee = await session.terminal.bank.look_up_payee(customer.token, number)
        except BankDeclined as declined:
            raise Invalid(_PAYEE_ERRORS.get(declined.code, "error-payee-refused")) from declined
        except (BankUnreachable, BankBadAnswer) as failed:
            session.terminal.doubt_bank()
            raise Invalid("error-bank-away") from failed
        if payee.own and payee.masked_number == _account(answers).masked:
            raise Invalid("error-payee-same")
        found.append(payee)
        return number

    prompt = EnterDigits("transfer-payee", least=16, most=19, step=Step(0, _STEPS))
    return await session.ask(prompt, check=known), found[-1]


async def _payee(session: Session, answers: Answers) -> str:
    _, payee = answers[NUMBER]
    options = (
        Choice("yes", "payee-right", icon="check"),
        Choice("other", "payee-other", icon="back"),
    )
    rows = (
        Fact("row-payee", payee.masked_name, strong=True),
        Fact("row-to-account", payee.masked_number),
        Fact("row-to-bank", payee.bank),
    )
    if await session.ask(Choose("transfer-confirm", rows=rows, options=options, step=Step(1, _STEPS))) == "other":
        raise Back
    return payee.masked_number


async def _amount(session: Session, answers: Answers) -> int:
    account, summary = _account(answers), answers[SUMMARY]
    limit = min(summary.limit_per_transfer, summary.limit_left_today, session.terminal.settings.most)
    _, payee = answers[NUMBER]

    async def possible(amount: int) -> int:
        if amount > limit:
            raise Invalid("error-amount-limit", amount=Money(limit))
        if amount > account.available:
            raise Invalid("error-amount-available", amount=Money(account.available))
        return amount

    prompt = EnterAmount(
        "transfer-amount",
        args={"payee": payee.masked_name},
        quick=_QUICK,
        available=account.available,
        limit=limit,
        step=Step(2, _STEPS),
    )
    return await session.ask(prompt, check=possible)


async def _review(session: Session, answers: Answers) -> str:
    _, payee = answers[NUMBER]
    amount = answers[AMOUNT]
    args = {
        "payee": payee.masked_name,
        "tail": payee.masked_number[-4:],
        "amount": Money(amount),
    }
    rows = (
        Fact("row-payee", payee.masked_name, strong=True),
        Fact("row-to-account", payee.masked_number),
        Fact("row-to-bank", payee.bank),
        Fact("row-from-account", _account(answers).masked),
        Fact("row-arrival", Text("arrival-real-time"), strong=True),
    )
    prompt = Review(
        "transfer-review",
        args=args,
        rows=rows,
        figure=amount,
        wording="wording-real-time",
        other="amount",
        step=Step(3, _STEPS),
    )
    if await session.ask(prompt) == "amount":
        raise Back
    return "confirmed"


SUMMARY = Question("summary", _summary, effect=True)
SOURCE = Question("source", _source, needs=(SUMMARY,), when=lambda answers: len(_sources(answers[SUMMARY])) > 1)
NUMBER = Question("number", _number, needs=(SOURCE,))
PAYEE = Question("payee", _payee, needs=(NUMBER,))
AMOUNT = Question("amount", _amount, needs=(SUMMARY, SOURCE, PAYEE))
REVIEW = Question("review", _review, needs=(SOURCE, NUMBER, AMOUNT))


def _sources(summary: AccountSummary) -> list[Account]:
    return [account for account in summary.accounts if account.state is AccountState.ACTIVE]


def _account(answers: Answers) -> Account:
    sources = _sources(answers[SUMMARY])
    return next(a for a in sources if a.id == answers[SOURCE]) if SOURCE in answers else sources[0]


def _order(answers: Answers) -> TransferOrder:
    number, _ = answers[NUMBER]
    return TransferOrder(from_account=_account(answers).id, to_account=number, amount=answers[AMOUNT])


# -- how it ended --------------------------------------------------------------------------------------------------


async def _tell(session: Session, outcome: Outcome, order: TransferOrder, answers: Answers) -> None:
    account, (_, payee) = _account(answers), answers[NUMBER]
    match outcome:
        case Done(receipt):
            args = {
                "amount": Money(receipt.amount),
                "payee": receipt.payee_masked_name,
                "tail": receipt.payee_masked_number[-4:],
                "reference": receipt.reference,
                "balance": Money(receipt.balance_after),
            }
            await hand_over(
                session,
                lambda options: Notice(
                    "transfer-done", args=args, kind="success", options=options, back=False, step=Step(5, _STEPS)
                ),
                lambda: done_slip(session, order, account, payee, receipt),
            )
        case Declined(code):
            text = _DECLINED.get(code, "declined-other")
            await hand_over(
                session,
                lambda options: Notice(text, kind="problem", options=options, back=False, step=Step(5, _STEPS)),
                lambda: declined_slip(session, order, account, payee),
            )
        case Unknown(number):
            args = {"amount": Money(order.amount), "case": Grouped(number)}
            await hand_over(
                session,
                lambda options: Notice(
                    "transfer-unknown",
                    args=args,
                    kind="unknown",
                    number=number,
                    rows=(
                        Fact("row-we-will", Text("unknown-we-will")),
                        Fact("row-please", Text("unknown-please"), strong=True),
                        Fact("row-to-ask", Text("unknown-to-ask")),
                    ),
                    options=options,
                    back=False,
                    step=Step(5, _STEPS),
                ),
                lambda: unknown_slip(session, order, account, payee, number),
            )
