"""Transactions by page: every filter, and cursors that lose and repeat nothing."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bank.contract import Transaction, TransactionHistory, TransactionPage, TransferOrder
from tests.bank.support import Terminal, code_of, number_of, ok
from tests.bank.verifying import report, verify

pytestmark = pytest.mark.both_databases


def page(terminal: Terminal, session: str, **asked: Any) -> TransactionPage:
    asked.setdefault("account", terminal.account(session).id)
    return TransactionPage.model_validate(ok(terminal.ask("POST", "/transactions/search", asked, session=session)))


def known(terminal: Terminal, name: str) -> str:
    """A session in which all transactions are shown, however old."""
    session = terminal.sign_in(name)
    account = terminal.account(session).id
    found = verify(terminal, session, report("statement", TransactionHistory(account=account), "document", name))
    ok(terminal.ask("POST", "/transactions/search", {"account": account}, session=session, verification=found.token))
    return session


def whole(terminal: Terminal, session: str, **asked: Any) -> list[Transaction]:
    """Everything found, page by page."""
    found: list[Transaction] = []
    cursor = ""
    while True:
        got = page(terminal, session, **asked, cursor=cursor)
        found += got.transactions
        cursor = got.next
        if not cursor:
            return found
        assert len(got.transactions) == asked.get("limit", 20)


def test_newest_first_and_every_balance_follows(terminal: Terminal) -> None:
    found = whole(terminal, known(terminal, "wang-xiaoming"))
    assert len(found) > 300
    assert found[0].balance_after == 864_215
    for newer, older in pairwise(found):
        assert (newer.business_date, newer.reference) > (older.business_date, older.reference)
        assert newer.balance_after == older.balance_after + newer.amount
    assert (found[-1].kind, found[-1].balance_after) == ("opening", found[-1].amount)


def test_nothing_has_happened(terminal: Terminal) -> None:
    assert page(terminal, known(terminal, "li-na")) == TransactionPage(transactions=[], next="")


def matches(one: Transaction, asked: dict[str, Any]) -> bool:
    """The filters, said again in plain words."""
    return (
        asked.get("since", "0") <= f"{one.business_date}" <= asked.get("until", "9")
        and one.kind == asked.get("kind", one.kind)
        and asked.get("counterparty", "").lower() in one.counterparty.lower()
        and asked.get("least", 0) <= abs(one.amount) <= asked.get("most", abs(one.amount))
    )


days = st.dates(date(2024, 3, 1), date(2026, 3, 3)).map(str)
sums = st.one_of(st.integers(0, 2_000_000), st.sampled_from([350_000, 1_180_000, 200]))
wanted = st.fixed_dictionaries(
    {},
    optional={
        "since": days,
        "until": days,
        "kind": st.sampled_from(["salary", "rent", "shop", "transfer", "interest", "fee"]),
        "counterparty": st.sampled_from(["超市", "*桂英", "sample bank", "*", "%", "_", "nobody"]),
        "least": sums,
        "most": sums,
        "limit": st.integers(1, 100),
    },
).filter(lambda asked: str(asked.get("since", "0")) <= str(asked.get("until", "9")))


def test_any_search_is_found_whole(connect: Callable[[str], Terminal]) -> None:
    terminal = connect("terminal-001")
    session = known(terminal, "wang-xiaoming")
    account = terminal.account(session).id
    everything = whole(terminal, session, account=account, limit=100)

    @settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(asked=wanted)
    def check(asked: dict[str, Any]) -> None:
        wanted_limit = {"limit": max(asked.get("limit", 20), 7)}
        found = whole(terminal, session, account=account, **(asked | wanted_limit))
        assert found == [one for one in everything if matches(one, asked)]

    check()


def test_what_is_entered_meanwhile_moves_nothing(terminal: Terminal) -> None:
    session = known(terminal, "wang-xiaoming")
    account = terminal.account(session).id
    before = whole(terminal, session)
    first = page(terminal, session)
    order = TransferOrder(from_account=account, to_account=number_of("chen-guiying"), amount=100, note="gift")
    ok(terminal.transfer("wang-xiaoming", session, order))
    second = page(terminal, session, cursor=first.next)
    assert first.transactions + second.transactions == before[:40]
    newest = page(terminal, session).transactions[0]
    assert (newest.amount, newest.counterparty, newest.note) == (-100, "*桂英", "gift")
    assert (newest.counterparty_number, newest.terminal) == ("6200 00** **** 4348", "terminal-001")


@pytest.mark.parametrize(
    "other", [{"kind": "shop"}, {"least": 1}, {"counterparty": "x"}, {"limit": 21}, {"since": "2024-01-01"}]
)
def test_a_cursor_of_another_search_is_refused(terminal: Terminal, other: dict[str, Any]) -> None:
    session = known(terminal, "wang-xiaoming")
    asked = {"account": terminal.account(session).id, "cursor": page(terminal, session).next}
    assert TransactionPage.model_validate(ok(terminal.ask("POST", "/transactions/search", asked, session=session)))
    reply = terminal.ask("POST", "/transactions/search", asked | other, session=session)
    assert code_of(reply) == "cursor-invalid"


@pytest.mark.parametrize(
    "wrong", ["x", "20260301-1-", "99999999-1-{same}", "20260301-{huge}-{same}", "２0260301-1-{same}"]
)
def test_a_cursor_that_is_none_is_refused(terminal: Terminal, wrong: str) -> None:
    session = known(terminal, "wang-xiaoming")
    same = page(terminal, session).next.rsplit("-", 1)[1]
    cursor = wrong.format(same=same, huge="9" * 19)
    asked = {"account": terminal.account(session).id, "cursor": cursor}
    assert code_of(terminal.ask("POST", "/transactions/search", asked, session=session)) == "cursor-invalid"


def test_dates_the_wrong_way_round_are_refused(terminal: Terminal) -> None:
    session = known(terminal, "wang-xiaoming")
    asked = {"account": terminal.account(session).id, "since": "2026-02-02", "until": "2026-02-01"}
    assert code_of(terminal.ask("POST", "/transactions/search", asked, session=session)) == "dates-invalid"


def test_somebody_else_s_account_is_unknown(terminal: Terminal) -> None:
    asked = {"account": terminal.account(known(terminal, "wang-xiaoming")).id}
    reply = terminal.ask("POST", "/transactions/search", asked, session=terminal.sign_in("chen-guiying"))
    assert code_of(reply) == "account-unknown"
