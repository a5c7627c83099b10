"""Two years behind every customer of a new sandbox: the same each time for the same day, and ending in exactly what
people.toml says.

What happened is planned forwards and booked backwards, from what is there now. So nothing has to be made to fit in the
end, and a balance that would have been negative shows when it can still be helped.
"""

import calendar
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bank.accounts import BANK
from bank.clock import BEIJING, business_date
from bank.contract import TransactionKind
from bank.ledger import EQUITY
from bank.lives import HARDWARE, LIVES, PAID_TODAY, UTILITIES, Life
from bank.masking import masked_name, masked_number
from bank.people import Person
from bank.statements import Statement
from bank.tables import accounts, entries, postings

DAYS = 730
MESSAGES_FEE = 200  # fen a month
INTEREST_MONTHS = (3, 6, 9, 12)  # on the 21st, as banks in China do it
CUSHION = 30_000  # fen that are there before an income, at least

_ENTER = Statement(insert(entries), "kind", "at", "business_date", "terminal", "key", "note")
_POST = Statement(insert(postings), *postings.c.keys())


@dataclass(frozen=True, slots=True)
class Plan:
    """Something that is to have happened, `at` a time in Beijing.

    `amount` is added to the account; of interest it is found when booked. `other`: the number of the account on the
    other side; the bank's own stands for everybody outside the cast.
    """

    at: datetime
    account: str
    kind: TransactionKind
    amount: int
    counterparty: str = ""
    note: str = ""
    other: str = EQUITY


@dataclass(frozen=True, slots=True)
class Booked:
    """A plan as it came to pass, with both balances after it."""

    plan: Plan
    amount: int
    after: int
    other_after: int


def write(connection: Connection, people: Sequence[Person], ids: Mapping[str, str], now: datetime) -> None:
    """Fill an empty ledger. `ids`: the id of every account by its number, the bank's own with them.

    Nothing happened today, but what `sent_today` says. Who has nothing and no life in bank/lives.py has no history.
    """
    today = business_date(now)
    balances = {account.number: account.balance for person in people for account in person.accounts}
    plans = [plan for number in balances if number in LIVES for plan in planned(number, LIVES[number], today)]
    for person in people:
        if person.sent_today:
            number = person.accounts[0].number
            sent = Plan(now.astimezone(BEIJING), number, TransactionKind.TRANSFER, -person.sent_today, other=PAID_TODAY)
            plans.append(sent)
    plans.sort(key=lambda plan: (plan.at, plan.account))
    final = balances | {EQUITY: -sum(balances.values())}
    booked = _book(plans, dict(final), _first_day(today))
    _store(connection, booked, people, ids)
    column = accounts.c
    settle = update(accounts).where(column.number == bindparam("of")).values(balance=bindparam("final"))
    connection.execute(settle, [{"of": number, "final": balance} for number, balance in final.items()])


def planned(number: str, life: Life, today: date) -> Iterator[Plan]:
    """Plan what happened on an account, day by day in no order."""
    chance = random.Random(number)  # noqa: S311 - invented history, the same each time; guards nothing
    first, last = _first_day(today), today - timedelta(days=1 + life.ended)
    busy = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    month = first.replace(day=1)
    while month <= last:
        for plan in _month(number, life, chance, month, life.busy if month == busy else life.takings):
            if first < plan.at.date() <= last:
                yield plan
        month = (month + timedelta(days=31)).replace(day=1)


def _month(number: str, life: Life, chance: random.Random, month: date, takings: int) -> Iterator[Plan]:
    kind = TransactionKind
    if life.income:
        yield Plan(_on(month, life.day, 9, 5), number, kind.SALARY, life.income, life.source)
    if life.rent:
        yield Plan(_on(month, 12, 9, 30), number, kind.RENT, -life.rent, life.landlord)
    if life.utilities:
        amount = round(life.utilities * chance.uniform(0.7, 1.4))
        yield Plan(_on(month, 18, 8, 15), number, kind.UTILITIES, -amount, UTILITIES[month.month % len(UTILITIES)])
    for gift in life.gifts:
        yield Plan(_on(month, gift.day, 19, 40), number, kind.TRANSFER, -gift.amount, "", gift.note, gift.to)
    taken = [round(life.each * chance.uniform(0.3, 1.9)) for _ in range(takings)]
    for amount in taken:
        yield Plan(_some_time(chance, month), number, kind.SHOP, amount, "扫码收款")
    spent = round(life.spent * chance.uniform(0.85, 1.12)) or max(0, sum(taken) - sum(g.amount for g in life.gifts))
    shares = [chance.uniform(0.2, 1.8) for _ in range(life.visits)]
    for share in shares:
        amount = round(spent * share / sum(shares)) + 1
        yield Plan(_some_time(chance, month), number, kind.SHOP, -amount, chance.choice(life.shops))
    yield Plan(_on(month, 5, 3, 0), number, kind.FEE, -MESSAGES_FEE, BANK)
    if month.month in INTEREST_MONTHS:
        yield Plan(_on(month, 21, 2, 0), number, kind.INTEREST, 0, BANK)


def _book(plans: Sequence[Plan], balances: dict[str, int], first: date) -> list[Booked]:
    """Book from the last to the first; return them from the first to the last. `balances` go back with it.

    Before an income that would not have left enough, there was a purchase more after it. A transfer that would have
    been more than the payee has now did not happen. What is left in the end is what the accounts were opened with.
    """
    booked: list[Booked] = []

    def book(plan: Plan, amount: int) -> None:
        booked.append(Booked(plan, amount, balances[plan.account], balances[plan.other]))
        balances[plan.account] -= amount
        balances[plan.other] += amount

    for plan in reversed(plans):
        amount = plan.amount
        if plan.kind is TransactionKind.INTEREST:
            amount = balances[plan.account] * 35 // 40_000  # a quarter of 0.35 percent
        if amount == 0 or (plan.other != EQUITY and balances[plan.other] + amount < 0):
            continue
        if amount > 0 and (short := amount - balances[plan.account]) > 0:
            book(Plan(plan.at, plan.account, TransactionKind.SHOP, 0, HARDWARE), -short - CUSHION)
        book(plan, amount)
    opened = _on(first, first.day, 9, 0)
    for number, balance in reversed(balances.items()):
        if number != EQUITY and balance:
            book(Plan(opened, number, TransactionKind.OPENING, balance), balance)
    booked.reverse()
    return booked


def _store(connection: Connection, booked: Sequence[Booked], people: Sequence[Person], ids: Mapping[str, str]) -> None:
    """Put everything in at once. Nobody else writes yet, so the entries' ids follow one another."""
    if not booked:
        return
    words = {
        account.number: (masked_name(person.name), masked_number(account.number))
        for person in people
        for account in person.accounts
    }
    none = {"terminal": "", "key": ""}
    plans = [entry.plan for entry in booked]
    heads = [{"kind": p.kind, "at": p.at, "business_date": p.at.date(), "note": p.note} | none for p in plans]
    _ENTER.run_all(connection, heads)
    before = (connection.scalar(select(func.max(entries.c.id))) or 0) - len(booked)
    lines: list[dict[str, Any]] = []
    for entry, of in enumerate(booked, before + 1):
        plan = of.plan
        sides = (
            (plan.account, of.amount, of.after, words.get(plan.other, (plan.counterparty, ""))),
            (plan.other, -of.amount, of.other_after, ("", "") if plan.other == EQUITY else words[plan.account]),
        )
        for number, amount, after, (name, masked) in sides:
            line = {"account_id": ids[number], "entry_id": entry, "business_date": plan.at.date(), "kind": plan.kind}
            line |= {"amount": amount, "fee": -amount if amount < 0 and plan.kind is TransactionKind.FEE else 0}
            lines.append(line | {"balance_after": after, "counterparty": name, "counterparty_number": masked})
    _POST.run_all(connection, lines)


def _first_day(today: date) -> date:
    return today - timedelta(days=DAYS)


def _on(month: date, day: int, hour: int, minute: int) -> datetime:
    return datetime.combine(month.replace(day=day), time(hour, minute), BEIJING)


def _some_time(chance: random.Random, month: date) -> datetime:
    day = chance.randint(1, calendar.monthrange(month.year, month.month)[1])
    return _on(month, day, chance.randint(9, 21), chance.randrange(60))
