"""Statements add up, follow one another, and refuse what they cannot say."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bank.clock import SteppedClock
from bank.contract import StatementData, StatementQuery, TransferOrder
from bank.ledger import Posting, post
from bank.opening import Bank
from bank.tables import accounts
from tests.bank.support import Terminal, code_of, number_of, ok
from tests.bank.verifying import report, verify

pytestmark = pytest.mark.both_databases


def query(terminal: Terminal, session: str, since: str, until: str) -> dict[str, str]:
    return {"account": terminal.account(session).id, "since": since, "until": until}


def stated(terminal: Terminal, session: str, since: str, until: str) -> StatementData:
    reply = terminal.ask("POST", "/statements", query(terminal, session, since, until), session=session)
    return StatementData.model_validate(ok(reply))


def adds_up(statement: StatementData) -> None:
    assert statement.opening + statement.money_in - statement.money_out == statement.closing
    balance = statement.opening
    for line in statement.lines:
        balance += line.amount
        assert line.balance_after == balance
        assert statement.since <= line.business_date <= statement.until
    assert balance == statement.closing


def test_a_statement_adds_up_and_says_whose_it_is(terminal: Terminal, clock: SteppedClock) -> None:
    session = terminal.sign_in("wang-xiaoming")
    found = stated(terminal, session, "2026-01-01", "2026-01-31")
    adds_up(found)
    assert len(found.lines) >= 10
    assert (found.holder, found.account_masked, found.kind) == ("王小明", "6200 00** **** 2170", "savings")
    assert found.made_at == clock.now()


def test_each_opens_with_what_the_one_before_closed_with(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    months = [("2025-12-01", "2025-12-31"), ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-03-02")]
    found = [stated(terminal, session, *month) for month in months]
    assert [one.opening for one in found[1:]] == [one.closing for one in found[:-1]]
    assert found[-1].closing == terminal.account(session).balance == 864_215
    assert len({one.number for one in found}) == 3


def test_what_was_sent_today_is_on_it(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    account = terminal.account(session).id
    order = TransferOrder(from_account=account, to_account=number_of("li-na"), amount=12_300, note="rent")
    receipt = ok(terminal.transfer("wang-xiaoming", session, order))
    found = stated(terminal, session, "2026-03-02", "2026-03-02")
    adds_up(found)
    line = found.lines[-1]
    assert (line.reference, line.amount, line.note) == (receipt["reference"], -12_300, "rent")
    assert (line.counterparty, line.terminal) == ("*娜", "terminal-001")


def test_an_empty_account_has_an_empty_statement(terminal: Terminal) -> None:
    found = stated(terminal, terminal.sign_in("li-na"), "2026-01-01", "2026-03-02")
    assert (found.lines, found.opening, found.closing) == ([], 0, 0)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [("2026-02-02", "2026-02-01", "dates-invalid"), ("2025-01-01", "2026-02-05", "dates-invalid")],
)
def test_dates_that_are_refused(terminal: Terminal, since: str, until: str, code: str) -> None:
    session = terminal.sign_in("wang-xiaoming")
    assert code_of(terminal.ask("POST", "/statements", query(terminal, session, since, until), session=session)) == code


def test_four_hundred_days_are_not_too_many(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    asked = StatementQuery.model_validate(query(terminal, session, "2025-01-01", "2026-02-04"))
    token = verify(terminal, session, report("statement", asked, "document", "wang-xiaoming")).token
    reply = terminal.ask("POST", "/statements", asked, session=session, verification=token)
    adds_up(StatementData.model_validate(ok(reply)))


def test_two_thousand_lines_and_not_one_more(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    clock.advance(timedelta(days=2).total_seconds())
    numbers = select(accounts.c.number, accounts.c.id)
    ids = {row.number: row.id for row in bank.store.read(lambda c: c.execute(numbers).all())}
    lines = (Posting(ids["9000000000000001"], -1), Posting(ids[number_of("li-na")], 1))

    def enter(count: int) -> None:
        bank.store.write(lambda c: [post(c, "shop", lines, clock.now()) for _ in range(count)])

    enter(2000)
    session = terminal.sign_in("li-na")
    found = stated(terminal, session, "2026-03-03", "2026-03-04")
    adds_up(found)
    assert len(found.lines) == 2000
    enter(1)
    asked = query(terminal, session, "2026-03-03", "2026-03-04")
    assert code_of(terminal.ask("POST", "/statements", asked, session=session)) == "statement-too-long"


def test_somebody_else_s_account_is_unknown(terminal: Terminal) -> None:
    asked = query(terminal, terminal.sign_in("wang-xiaoming"), "2026-01-01", "2026-01-31")
    reply = terminal.ask("POST", "/statements", asked, session=terminal.sign_in("chen-guiying"))
    assert code_of(reply) == "account-unknown"
