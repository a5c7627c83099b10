"""Transactions: a month's, newest first; narrowed down by amount, by whom, by kind; one in detail; its slip."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from bank.contract import (
    Account,
    Note,
    StepUp,
    Transaction,
    TransactionHistory,
    TransactionKind,
    TransactionPage,
    TransactionQuery,
    fingerprint,
)
from kiosk.bank.errors import BankDeclined
from kiosk.papers import Line, Rule, Slip
from kiosk.prompts import Browse, Choice, Choose, EnterAmount, Entry, Fact
from kiosk.services.slips import Words, slip_of
from kiosk.services.steps import asking_bank, print_slip
from kiosk.services.verification import verify
from kiosk.session import Session
from kiosk.texts import Money, Month, Signed, Text, Value
from kiosk.walking import Back

_MONTHS = 24
_NEAR = (Text("month-this"), Text("month-last"))
_MOST = 300  # lines of one list: beyond them it is narrowed down, not paged through
_PAGE = 100
_NOTES = get_args(Note)[1:]  # but the empty one
# From, to, in fen; both included
_BANDS: dict[str, tuple[int | None, int | None]] = {
    "under-100": (None, 9_999),
    "to-1000": (10_000, 99_999),
    "to-10000": (100_000, 1_000_000),
    "above": (1_000_001, None),
}


@dataclass(frozen=True)
class _Search:
    """What is looked for. `words` says it to the customer."""

    query: TransactionQuery
    words: Value
    narrowed: Literal["", "amount", "payee", "kind"] = ""

    @property
    def place(self) -> str:
        """Tells this list from the others: of other accounts, other days, other kinds of search."""
        return f"{self.query.account}-{self.query.since}-{self.query.until}-{self.narrowed}"


async def transactions(session: Session, account: Account) -> None:
    """Ask for a month, and show what happened in it. Raises `Back` before the month."""
    assert session.customer is not None
    limits = await asking_bank(
        session, "busy-transactions", session.terminal.bank.limits(session.customer.token)
    )  # what month it is, is the bank's to say
    while True:
        search = await _month(session, account, limits.business_date)
        with suppress(Back):
            await _found(session, search)


async def _month(session: Session, account: Account, today: date) -> _Search:
    months = _months(today)
    entries = tuple(
        Entry(str(place), Month(first.year, first.month), notes=_NEAR[place : place + 1])
        for place, (first, _) in enumerate(months)
    )
    options = (
        Choice("year", "transactions-year", icon="inquiry"),
        Choice("all", "transactions-all", icon="inquiry"),
    )
    answer = await session.ask(Browse("transactions-month", entries=entries, options=options))
    if answer == "year":  # as far back as the bank shows whoever has card and PIN
        year = today.replace(year=today.year - 1, day=28 if (today.month, today.day) == (2, 29) else today.day)
        query = TransactionQuery(account=account.id, since=year, until=today, limit=_PAGE)
        return _Search(query, Text("transactions-one-year"))
    if answer == "all":
        query = TransactionQuery(account=account.id, since=months[-1][0], until=today, limit=_PAGE)
        return _Search(query, Text("transactions-two-years"))
    first, last = months[int(answer)]
    query = TransactionQuery(account=account.id, since=first, until=last, limit=_PAGE)
    return _Search(query, Month(first.year, first.month))


def _months(today: date) -> list[tuple[date, date]]:
    """The first and last day of the last months, this one first."""
    months: list[tuple[date, date]] = []
    first, last = today.replace(day=1), today
    while len(months) < _MONTHS:
        months.append((first, last))
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return months


async def _found(session: Session, whole: _Search) -> None:
    """The list of what was found, as a whole or narrowed down. Raises `Back` to the months."""
    every, more = await _read(session, whole)
    search, lines = whole, every
    while True:
        try:
            with session.within(search.place):  # the page belongs to this list
                answer = await session.ask(_list(search, lines, more=more))
        except Back:
            if search is whole:
                raise
            answer = "whole"
        if answer == "whole":
            search = whole
            lines, more = await _read(session, whole)
        elif answer == "narrow":
            with suppress(Back):
                narrower = await _narrow(session, whole, every)
                session.forget_typed(narrower.place)
                lines, more = await _read(session, narrower)
                search = narrower
        else:
            with suppress(Back):
                await _one(session, lines[int(answer)])


async def _read(session: Session, search: _Search) -> tuple[list[Transaction], bool]:
    """Everything found, newest first; whether there is more than is shown.

    Raises `Back` where the customer must be verified first, and would rather not.
    """
    lines: list[Transaction] = []
    cursor = ""
    while len(lines) < _MOST:
        query = search.query.model_copy(update={"cursor": cursor})
        page = await _page(session, query)
        lines += page.transactions
        if not (cursor := page.next):
            return lines, False
    return lines, True


async def _page(session: Session, query: TransactionQuery) -> TransactionPage:
    """One page; the bank may want the customer verified before the first of what is old."""
    page = await asking_bank(session, "busy-transactions", _fetched(session, query))
    if isinstance(page, StepUp):
        verification = await verify(session, page, fingerprint(TransactionHistory(account=query.account)))
        page = await asking_bank(session, "busy-transactions", _fetched(session, query, verification))
    assert isinstance(page, TransactionPage), "who has been verified is not asked again"
    return page


async def _fetched(session: Session, query: TransactionQuery, verification: str = "") -> TransactionPage | StepUp:
    """A page, or what the bank wants before it says anything. Raises `BankError`."""
    assert session.customer is not None
    try:
        return await session.terminal.bank.transactions(session.customer.token, query, verification)
    except BankDeclined as declined:
        if declined.step_up and not verification:
            return declined.step_up
        raise


def _list(search: _Search, lines: Sequence[Transaction], *, more: bool) -> Browse:
    entries = tuple(
        Entry(str(place), _title(line), Signed(line.amount), (line.business_date, Text(f"kind-{line.kind.value}")))
        for place, line in enumerate(lines)
    )
    narrow = Choice("narrow", "transactions-narrow-down", icon="more")
    options = (Choice("whole", "transactions-whole", icon="back"),) if search.narrowed else ()
    return Browse(
        "transactions",
        args={"what": search.words, "count": len(lines), "more": "yes" if more else "no"},
        entries=entries,
        options=(narrow, *options) if lines or search.narrowed else (),
    )


def _title(line: Transaction) -> Value:
    return line.counterparty or Text(f"kind-{line.kind.value}")


# -- narrowing down ----------------------------------------------------------------------------------------------------


async def _narrow(session: Session, whole: _Search, lines: Sequence[Transaction]) -> _Search:
    """Ask by what, and by which. Raises `Back` to the list."""
    payees = sorted({line.counterparty for line in lines if line.counterparty})
    occur = {line.kind for line in lines}
    kinds = [kind for kind in TransactionKind if kind in occur]
    options = (
        Choice("amount", "narrow-by-amount", icon="slip"),
        Choice("payee", "narrow-by-payee", icon="person", reason="" if payees else "reason-no-names"),
        Choice("kind", "narrow-by-kind", icon="more"),
    )
    while True:
        answer = await session.ask(Choose("transactions-narrow", options=options))
        with suppress(Back):
            match answer:
                case "payee":
                    return await _by_payee(session, whole, payees)
                case "kind":
                    return await _by_kind(session, whole, kinds)
                case _:
                    return await _by_amount(session, whole)


async def _by_amount(session: Session, whole: _Search) -> _Search:
    options = (
        *(Choice(band, f"amount-{band}", icon="slip") for band in _BANDS),
        Choice("typed", "amount-typed", icon="more"),
    )
    while True:
        answer = await session.ask(Choose("narrow-amount", options=options))
        if answer != "typed":
            least, most = _BANDS[answer]
            return _narrowed(whole, "amount", Text(f"amount-{answer}"), least=least, most=most)
        with suppress(Back):
            least = await session.ask(EnterAmount("narrow-least"))
            return _narrowed(whole, "amount", Money(least), least=least)


async def _by_payee(session: Session, whole: _Search, payees: Sequence[str]) -> _Search:
    entries = tuple(Entry(str(place), payee) for place, payee in enumerate(payees))
    answer = await session.ask(Browse("narrow-payee", entries=entries))
    payee = payees[int(answer)]
    return _narrowed(whole, "payee", payee, counterparty=payee[:40])


async def _by_kind(session: Session, whole: _Search, kinds: Sequence[TransactionKind]) -> _Search:
    entries = tuple(Entry(kind.value, Text(f"kind-{kind.value}")) for kind in kinds)
    answer = await session.ask(Browse("narrow-kind", entries=entries))
    return _narrowed(whole, "kind", Text(f"kind-{answer}"), kind=TransactionKind(answer))


def _narrowed(whole: _Search, by: Literal["amount", "payee", "kind"], words: Value, **fields: object) -> _Search:
    return replace(whole, query=whole.query.model_copy(update=fields), words=words, narrowed=by)


# -- one of them -------------------------------------------------------------------------------------------------------


async def _one(session: Session, line: Transaction) -> None:
    """One transaction in detail, and its slip. Raises `Back` to the list."""
    while True:
        printer = await session.terminal.printer.status()
        options = (
            Choice("print", "balance-print", icon="slip", reason="" if printer.ready else "reason-no-paper"),
            Choice("done", "transaction-done", icon="back"),
        )
        # Always from the first page: another transaction may have been turned before.
        answer = await session.ask(Choose("transaction", rows=_facts(line), options=options), draft="0")
        if answer == "done":
            return
        await print_slip(session, _slip(session, line), "transaction")


def _facts(line: Transaction) -> tuple[Fact, ...]:
    facts = (
        Fact("row-amount", Signed(line.amount), strong=True),
        Fact("row-fee", Money(line.fee)) if 0 < line.fee < abs(line.amount) else None,
        Fact("row-counterparty", line.counterparty, note=line.counterparty_number) if line.counterparty else None,
        Fact("row-purpose", Text(f"kind-{line.kind.value}"), note=_note(line)),
        Fact("row-time", line.at),
        Fact("row-balance-after", Money(line.balance_after)),
        Fact("row-reference", line.reference),
        Fact("row-terminal", line.terminal, spare=True) if line.terminal else None,
    )
    return tuple(fact for fact in facts if fact is not None)


def _note(line: Transaction) -> Value:
    """What the payer chose to say of it, in the reader's language."""
    return Text(f"note-{line.note}") if line.note in _NOTES else line.note


def _slip(session: Session, line: Transaction) -> Slip:
    words = Words(session)
    parts: list[Line | Rule] = []
    for fact in _facts(line):
        parts.append(Line(words(fact.label), words.value(fact.value), strong=fact.strong))
        if fact.note:
            parts.append(Line("", words.value(fact.note)))
    code = f"smart-teller;transaction;{line.reference};{line.amount}"
    return slip_of(session, "slip-transaction", [*parts, Rule()], session.clock.wall(), code)
