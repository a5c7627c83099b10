"""The statement: which days, what it will be, printed on A4 and taken away."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from bank.contract import Account, Note, StatementData, StatementQuery, StepUp, Transaction, fingerprint
from drivers.document_printer.contract import DocumentJob, PaperLevel
from drivers.errors import DeviceError, Empty
from kiosk.bank.errors import BankDeclined
from kiosk.papers import Line, Movement, Statement
from kiosk.prompts import Browse, Choice, Choose, Entry, Fact, Notice
from kiosk.services.slips import Words
from kiosk.services.steps import asking_bank
from kiosk.services.verification import verify
from kiosk.session import Session
from kiosk.texts import Money, Month
from kiosk.walking import Back

_LAST_DAYS = 90
_EARLIER_MONTHS = 22  # with this month and the last: the two years that the bank keeps at hand
_CHOSEN_NOTES = tuple(note for note in get_args(Note) if note)  # the payer's choices have words of their own


@dataclass(frozen=True)
class _Drawn:
    """A statement that could be printed now, and what it says."""

    job: DocumentJob
    data: StatementData


async def unavailable(session: Session) -> str:
    """Why no statement can be printed now, as a text id; "" if one can."""
    status = await session.terminal.document_printer.status()
    if status.waiting:
        return "reason-document-waiting"
    if status.can_print(1):
        return ""
    return "reason-no-statement-paper" if status.paper is PaperLevel.EMPTY else "reason-document-printer"


async def statement(session: Session, account: Account) -> None:
    """Print a statement of one account. Raises `Back` before the days are chosen; `ServiceStopped`."""
    if reason := await unavailable(session):
        await session.ask(Notice(reason, back=False))
        return
    assert session.customer is not None
    # Which month it is, is the bank's to say.
    limits = await asking_bank(session, "busy-statement", session.terminal.bank.limits(session.customer.token))
    while True:
        since, until = await _days(session, account, limits.business_date)
        with suppress(Back):
            drawn = await _drawn(session, StatementQuery(account=account.id, since=since, until=until))
            if drawn is None:
                await session.ask(Notice("statement-too-long", back=False))
                continue
            answer = await _offered(session, drawn)
            if answer == "print":
                await _print(session, drawn.job)
            if answer != "other":
                return


async def _days(session: Session, account: Account, today: date) -> tuple[date, date]:
    """Ask for the days, both included."""
    this = today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    periods = {
        "this": (this, today),
        "last": (last, this - timedelta(days=1)),
        "days": (today - timedelta(days=_LAST_DAYS - 1), today),
    }
    options = tuple(
        Choice(
            key,
            "statement-last-90" if key == "days" else "statement-month",
            icon="soon",
            args={"month": Month(since.year, since.month), "since": since, "until": until},
        )
        for key, (since, until) in periods.items()
    )
    earlier = Choice("earlier", "statement-earlier", icon="more")
    prompt = Choose("statement-days", args={"account": account.masked}, options=(*options, earlier))
    while (answer := await session.ask(prompt)) == "earlier":
        with suppress(Back):
            return await _month(session, account, last)
    return periods[answer]


async def _month(session: Session, account: Account, before: date) -> tuple[date, date]:
    """Ask for one of the months before `before`, the newest first. Raises `Back`."""
    months: dict[str, tuple[date, date]] = {}
    while len(months) < _EARLIER_MONTHS:
        until = before - timedelta(days=1)
        before = until.replace(day=1)
        months[f"{before:%Y-%m}"] = (before, until)
    entries = tuple(Entry(key, Month(since.year, since.month), icon="soon") for key, (since, _) in months.items())
    return months[await session.ask(Browse("statement-which-month", args={"account": account.masked}, entries=entries))]


async def _fetched(session: Session, query: StatementQuery, verification: str = "") -> StatementData | StepUp | None:
    """What the bank says of these days, or what it wants before it says it; None where that is too much for one
    statement. Raises `BankError`."""
    assert session.customer is not None
    try:
        return await session.terminal.bank.statement(session.customer.token, query, verification)
    except BankDeclined as declined:
        if declined.step_up and not verification:
            return declined.step_up
        if declined.code != "statement-too-long":
            raise
        return None


async def _drawn(session: Session, query: StatementQuery) -> _Drawn | None:
    """The statement on paper; None where it would be too long. Drawing takes its time, so it has a thread.

    Raises `Back` where the customer must be verified first, and would rather not.
    """
    terminal = session.terminal
    data = await asking_bank(session, "busy-statement", _fetched(session, query))
    if isinstance(data, StepUp):
        verification = await verify(session, data, fingerprint(query))
        data = await asking_bank(session, "busy-statement", _fetched(session, query, verification))
    if data is None:
        return None
    assert isinstance(data, StatementData), "who has been verified is not asked again"
    document = document_of(session, data)
    drawing = asyncio.to_thread(terminal.draw_statement, document)
    pdf, pages = await session.busy("busy-statement", drawing)
    return _Drawn(DocumentJob(pdf, pages, document.text()), data)


async def _offered(session: Session, drawn: _Drawn) -> str:
    """Show what it will be. A printer that cannot print all of it is said before it is asked for. Raises `Back`."""
    data, pages = drawn.data, drawn.job.pages
    reason = await unavailable(session)
    if not reason and not (await session.terminal.document_printer.status()).can_print(pages):
        reason = "reason-no-statement-paper"
    options = (
        Choice("print", "statement-print", icon="slip", reason=reason, args={"pages": pages}),
        Choice("other", "statement-other", icon="soon"),
        Choice("none", "statement-none", icon="leaf"),
    )
    rows = (
        Fact("row-since", data.since),
        Fact("row-until", data.until),
        Fact("row-opening", Money(data.opening)),
        Fact("row-money-in", Money(data.money_in)),
        Fact("row-money-out", Money(data.money_out)),
        Fact("row-closing", Money(data.closing), strong=True),
    )
    args = {"account": data.account_masked, "pages": pages}
    return await session.ask(Choose("statement-offer", args=args, rows=rows, options=options))


async def _print(session: Session, job: DocumentJob) -> None:
    """Print it and let it be taken. What went wrong is said; nothing of the customer's depends on it."""
    printing = session.terminal.document_outlet.print(job, session.id, "statement")
    try:
        await session.busy("busy-printing-document", printing)
    except Empty:
        await session.ask(Notice("statement-paper-short", kind="problem", back=False))
        return
    except DeviceError:
        await session.ask(Notice("statement-failed", kind="problem", back=False))
        return
    await session.take_paper("document")


# -- the document --------------------------------------------------------------------------------------------------


def document_of(session: Session, data: StatementData) -> Statement:
    """What the bank said, in the words of the customer's language."""
    words = Words(session)
    simulated = session.terminal.settings.simulated

    def money(label: str, fen: int, *, strong: bool = False) -> Line:
        return Line(words(label), words.value(Money(fen)), strong)

    return Statement(
        language=session.language,
        bank=words("bank-name"),
        title=words("statement-title"),
        facts=(
            Line(words("row-holder"), data.holder, strong=True),
            Line(words("row-account"), f"{data.account_masked} · {words(f'account-{data.kind}')}"),
            Line(words("row-days"), words("statement-dates", since=data.since, until=data.until)),
            Line(words("row-statement-number"), data.number),
            Line(words("row-currency"), words("statement-currency")),
            Line(words("row-made-at"), words.value(data.made_at)),
        ),
        sums=(
            money("row-opening", data.opening),
            money("row-money-in", data.money_in),
            money("row-money-out", data.money_out),
            money("row-closing", data.closing, strong=True),
        ),
        columns=(
            words("statement-column-date"),
            words("statement-column-what"),
            words("statement-column-counterparty"),
            words("statement-column-in"),
            words("statement-column-out"),
            words("statement-column-balance"),
        ),
        movements=tuple(_movement(words, line) for line in data.lines),
        empty=words("statement-empty"),
        footer=(words("statement-check"), words("statement-ask")),
        page=words("statement-page", page="{page}", pages="{pages}"),
        stamp=words("statement-stamp") if simulated else "",
        seal=words("statement-seal") if simulated else "",
    )


def _movement(words: Words, line: Transaction) -> Movement:
    part = 0 < line.fee < abs(line.amount)  # a line that is nothing but a fee says so already
    fee = words("statement-fee", fee=Money(line.fee)) if part else ""
    note = words(f"note-{line.note}") if line.note in _CHOSEN_NOTES else line.note
    amount = words.value(Money(abs(line.amount)))
    return Movement(
        date=line.business_date.isoformat(),
        what=words(f"kind-{line.kind.value}"),
        counterparty=line.counterparty,
        paid_in=amount if line.amount > 0 else "",
        paid_out=amount if line.amount < 0 else "",
        balance=words.value(Money(line.balance_after)),
        notes=tuple(word for word in (line.counterparty_number, note, fee) if word),
    )
