"""What a transfer asks: from where, to whom, how much, when, what for. The bank refuses at the field."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from bank.contract import (
    Account,
    AccountState,
    AccountSummary,
    Note,
    Payee,
    Quote,
    QuoteQuery,
    SavedPayee,
    Speed,
    SpeedQuote,
)
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankUnreachable
from kiosk.leaving import ServiceStopped
from kiosk.numerals import typed_draft
from kiosk.prompts import Browse, Choice, Choose, EnterAmount, EnterDigits, Entry, Fact, Invalid, Step
from kiosk.services.steps import accounts, asking_bank
from kiosk.session import Session
from kiosk.texts import Money, Text, Value
from kiosk.walking import Answers, Back, Question

STEPS = 5  # to whom, how much, when and what for, review, PIN
_QUICK = (50000, 100000, 200000, 500000)  # fen
_ICONS = {Speed.REAL_TIME: "transfer", Speed.TWO_HOURS: "soon", Speed.NEXT_DAY: "paused"}

# What the bank may say of a payee, and the words for it at the field.
_PAYEE_ERRORS = {
    "payee-not-found": "error-payee-not-found",
    "payee-unknown": "error-payee-gone",
    "payee-cannot-receive": "error-payee-unavailable",
    "same-account": "error-payee-same",
    "account-unknown": "error-payee-gone",
}
# What the bank may say of an amount, and the words for it at the field: each says what to do.
_AMOUNT_ERRORS = {
    "account-frozen": "error-amount-frozen",
    "account-closed": "error-amount-frozen",
    "payee-not-found": "error-amount-payee",
    "payee-unknown": "error-amount-payee",
    "payee-cannot-receive": "error-amount-payee",
    "same-account": "error-amount-payee",
}


@dataclass(frozen=True)
class Recipient:
    """Who is to be paid: as the order names them, and as the customer knows them."""

    destination: str = field(repr=False)
    payee: Payee = field(repr=False)


async def _summary(session: Session, answers: Answers) -> AccountSummary:
    summary = await accounts(session)
    if not _active(summary):
        raise ServiceStopped("problem-no-account")
    return summary


async def _saved(session: Session, answers: Answers) -> tuple[SavedPayee, ...]:
    assert session.customer is not None
    saved = session.terminal.bank.saved_payees(session.customer.token)
    return tuple((await asking_bank(session, "busy-accounts", saved)).payees)


async def _source(session: Session, answers: Answers) -> str:
    options = tuple(
        Choice(
            account.id,
            f"source-{account.kind}",
            icon="card",
            args={"number": account.masked, "amount": Money(account.available)},
        )
        for account in _active(answers[SUMMARY])
    )
    return await session.ask(Choose("transfer-source", options=options, step=Step(0, STEPS)))


async def _whom(session: Session, answers: Answers) -> Recipient | None:
    """An own account, a saved payee, or None: somebody new."""
    found: list[Recipient] = []

    async def known(key: str) -> str:
        if key != "new":
            found.append(await _look_up(session, answers, key))
        return key

    wished, of_label = _wished(session, answers)
    if len(of_label) == 1 and await _is_meant(session, of_label[0], known):
        return found[-1]
    own = (
        Entry(f"account:{account.id}", Text(f"own-{account.kind}"), notes=(account.masked,), icon="card")
        for account in _own_others(answers)
    )
    saved = (
        Entry(f"payee:{payee.id}", payee.masked_name, notes=_notes(payee), icon="person") for payee in answers[SAVED]
    )
    prompt = Browse(
        "transfer-whom",
        entries=(*own, *saved),
        options=(Choice("new", "whom-new", icon="identity"),),
        step=Step(0, STEPS),
    )
    return None if await session.ask(prompt, check=known, error=wished) == "new" else found[-1]


def _wished(session: Session, answers: Answers) -> tuple[Invalid | None, list[SavedPayee]]:
    """The saved payees whose label the customer spoke of, and what is said where there is none."""
    label = session.wish.payee if session.wish else ""
    if not label:
        return None, []
    of_label = [payee for payee in answers[SAVED] if payee.label == label]
    return None if of_label else Invalid("wish-nobody", label=Text(f"label-{label}")), of_label


async def _is_meant(session: Session, payee: SavedPayee, known: Callable[[str], Awaitable[str]]) -> bool:
    """Whether that saved payee is whom the customer spoke of; if not, they are not asked for them again."""
    assert session.wish is not None
    options = (Choice(f"payee:{payee.id}", "payee-right", icon="check"), Choice("new", "wish-other", icon="person"))
    rows = (
        Fact("row-payee", payee.masked_name, strong=True),
        Fact("row-to-account", payee.masked_number),
        Fact("row-to-bank", payee.bank),
    )
    prompt = Choose(
        "transfer-wished",
        args={"label": Text(f"label-{payee.label}")},
        rows=rows,
        options=options,
        step=Step(0, STEPS),
    )
    if await session.ask(prompt, check=known) != "new":
        return True
    session.wish = replace(session.wish, payee="")
    return False


def _notes(payee: SavedPayee) -> tuple[Value, ...]:
    if payee.label:
        return (Text(f"label-{payee.label}"), payee.masked_number)
    return (payee.masked_number, payee.bank)


async def _number(session: Session, answers: Answers) -> Recipient:
    found: list[Recipient] = []

    async def known(number: str) -> str:
        found.append(await _look_up(session, answers, number))
        return number

    nobody = None if WHOM in answers else _wished(session, answers)[0]  # where there was no list to say it
    prompt = EnterDigits("transfer-payee", least=16, most=19, step=Step(0, STEPS))
    await session.ask(prompt, check=known, error=nobody)
    return found[-1]


async def _look_up(session: Session, answers: Answers, destination: str) -> Recipient:
    """Ask the bank who that is. Raises `Invalid`."""
    assert session.customer is not None
    try:
        payee = await session.terminal.bank.look_up_payee(session.customer.token, destination)
    except BankDeclined as declined:
        raise Invalid(_PAYEE_ERRORS.get(declined.code, "error-payee-refused")) from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        session.terminal.doubt_bank()
        raise Invalid("error-bank-away") from failed
    if payee.own and payee.masked_number == account_of(answers).masked:
        raise Invalid("error-payee-same")
    return Recipient(destination, payee)


async def _confirmed(session: Session, answers: Answers) -> str:
    payee = answers[NUMBER].payee
    options = (
        Choice("yes", "payee-right", icon="check"),
        Choice("other", "payee-other", icon="back"),
    )
    rows = (
        Fact("row-payee", payee.masked_name, strong=True),
        Fact("row-to-account", payee.masked_number),
        Fact("row-to-bank", payee.bank),
    )
    if await session.ask(Choose("transfer-confirm", rows=rows, options=options, step=Step(0, STEPS))) == "other":
        raise Back
    return payee.masked_number


async def _amount(session: Session, answers: Answers) -> Quote:
    """The amount, with what the bank says it costs, when it arrives and what must be asked before it."""
    account, summary = account_of(answers), answers[SUMMARY]
    most = min(summary.limit_per_transfer, session.terminal.settings.most)
    limit = min(most, summary.limit_left_today)
    quotes = [answers[AMOUNT]] if AMOUNT in answers else []  # for the same inputs: not asked for twice

    async def quoted(amount: int) -> int:
        if amount > most:
            raise Invalid("error-amount-limit", amount=Money(most))
        if amount > limit:
            raise Invalid("error-amount-today", amount=Money(limit))
        if amount > account.available:
            raise Invalid("error-amount-available", amount=Money(account.available))
        if not quotes or quotes[-1].amount != amount:
            quotes.append(await _quote(session, answers, amount))
        return amount

    prompt = EnterAmount(
        "transfer-amount",
        args={"payee": recipient_of(answers).payee.masked_name},
        quick=_QUICK,
        available=account.available,
        limit=limit,
        today=limit < most,
        step=Step(1, STEPS),
    )
    draft = ""
    if session.wish and session.wish.amount is not None:  # as it was said; what is typed from now on stands instead
        draft, session.wish = typed_draft(session.wish.amount), replace(session.wish, amount=None)
    await session.ask(prompt, draft=draft, check=quoted)
    return quotes[-1]


async def _quote(session: Session, answers: Answers, amount: int) -> Quote:
    """Ask the bank what it would cost. Raises `Invalid` for what the bank would refuse."""
    assert session.customer is not None
    account, summary = account_of(answers), answers[SUMMARY]
    query = QuoteQuery(from_account=account.id, to_account=recipient_of(answers).destination, amount=amount)
    try:
        return await session.terminal.bank.quote(session.customer.token, query)
    except BankDeclined as declined:
        match declined.code:
            case "limit-per-transfer":
                error = Invalid("error-amount-limit", amount=Money(summary.limit_per_transfer))
            case "limit-today":
                error = Invalid("error-amount-today", amount=Money(summary.limit_left_today))
            case "insufficient-funds":  # there is enough for the amount alone
                error = Invalid("error-amount-fee", amount=Money(account.available))
            case code:
                error = Invalid(_AMOUNT_ERRORS.get(code, "error-amount-refused"))
        raise error from declined
    except (BankUnreachable, BankBadAnswer) as failed:
        session.terminal.doubt_bank()
        raise Invalid("error-bank-away") from failed


async def _when(session: Session, answers: Answers) -> Speed:
    clock = session.terminal.texts.time

    def choice(speed: Speed, way: SpeedQuote | None) -> Choice:
        if way is None:
            args: dict[str, Value] = {"fee": 0, "sum": Money(0), "time": ""}
            reason = "speed-too-dear"
        else:
            args = {"fee": way.fee, "sum": Money(way.fee), "time": clock(way.executes_at)}
            reason = ""
        return Choice(speed.value, f"speed-{speed.value}", icon=_ICONS[speed], reason=reason, args=args)

    ways = {way.speed: way for way in answers[AMOUNT].speeds}
    options = tuple(choice(speed, ways.get(speed)) for speed in Speed)
    return Speed(await session.ask(Choose("transfer-when", options=options, step=Step(2, STEPS))))


async def _note(session: Session, answers: Answers) -> Note:
    options = tuple(Choice(note or "none", f"note-{note or 'none'}") for note in get_args(Note))
    chosen = await session.ask(Choose("transfer-note", options=(*options[1:], options[0]), step=Step(2, STEPS)))
    return cast(Note, chosen if chosen != "none" else "")


def _own_others(answers: Answers) -> list[Account]:
    return [account for account in _active(answers[SUMMARY]) if account.id != account_of(answers).id]


def _active(summary: AccountSummary) -> list[Account]:
    return [account for account in summary.accounts if account.state is AccountState.ACTIVE]


SUMMARY = Question("summary", _summary, effect=True)
SAVED = Question("saved", _saved, effect=True)
SOURCE = Question("source", _source, needs=(SUMMARY,), when=lambda answers: len(_active(answers[SUMMARY])) > 1)
WHOM = Question("whom", _whom, needs=(SOURCE, SAVED), when=lambda answers: bool(_own_others(answers) or answers[SAVED]))
NUMBER = Question(
    "number", _number, needs=(SOURCE, WHOM), when=lambda answers: WHOM not in answers or answers[WHOM] is None
)
CONFIRMED = Question("payee", _confirmed, needs=(NUMBER,), when=lambda answers: NUMBER in answers)
AMOUNT = Question("amount", _amount, needs=(SUMMARY, SOURCE, WHOM, NUMBER))
WHEN = Question("when", _when, needs=(AMOUNT,))
NOTE = Question("note", _note, needs=(WHOM, NUMBER), when=lambda answers: not recipient_of(answers).payee.own)


# -- what was answered ---------------------------------------------------------------------------------------------


def account_of(answers: Answers) -> Account:
    """The account that pays."""
    active = _active(answers[SUMMARY])
    return next(a for a in active if a.id == answers[SOURCE]) if SOURCE in answers else active[0]


def recipient_of(answers: Answers) -> Recipient:
    """Who is paid."""
    if NUMBER in answers:
        return answers[NUMBER]
    chosen = answers[WHOM]
    assert chosen is not None, "somebody new has a number"
    return chosen


def way_of(answers: Answers) -> SpeedQuote:
    """How it is sent: its fee and its time."""
    return next(way for way in answers[AMOUNT].speeds if way.speed is answers[WHEN])
