"""What a customer may send: by tier, and what is left of the day."""

import pytest

from bank.clock import SteppedClock
from bank.contract import Limits, TransferOrder
from tests.bank.support import Terminal, code_of, number_of, ok, person

pytestmark = pytest.mark.both_databases


def limits(terminal: Terminal, session: str) -> Limits:
    return Limits.model_validate(ok(terminal.ask("GET", "/limits", session=session)))


@pytest.mark.parametrize("name", ["wang-xiaoming", "ouyang-zhiyuan"])
def test_limits_are_the_customer_s(terminal: Terminal, name: str) -> None:
    found, who = limits(terminal, terminal.sign_in(name)), person(name)
    assert (found.per_transfer, found.per_day) == (who.limit_per_transfer, who.limit_per_day)
    assert (found.sent_today, found.left_today) == (0, who.limit_per_day)
    assert found.tier == ("premium" if name == "ouyang-zhiyuan" else "standard")


def test_what_was_sent_counts_until_midnight_in_beijing(terminal: Terminal, clock: SteppedClock) -> None:
    session = terminal.sign_in("zhang-wei")
    assert limits(terminal, session).left_today == 20_000
    order = TransferOrder(from_account=terminal.account(session).id, to_account=number_of("li-na"), amount=5_000)
    ok(terminal.transfer("zhang-wei", session, order))
    found = limits(terminal, session)
    assert (found.sent_today, found.left_today, f"{found.business_date}") == (4_985_000, 15_000, "2026-03-02")
    clock.advance(13.5 * 3600)  # to 00:00 in Beijing
    found = limits(terminal, terminal.sign_in("zhang-wei"))
    assert (found.sent_today, found.left_today, f"{found.business_date}") == (0, 5_000_000, "2026-03-03")


def test_without_a_session_there_are_none(terminal: Terminal) -> None:
    assert code_of(terminal.ask("GET", "/limits", session="nobody")) == "session-ended"
