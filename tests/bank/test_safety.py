"""Cards reported lost and accounts frozen: at once, in full sessions and in safety sessions, and for good."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bank.clock import SteppedClock
from bank.contract import Safety, TransferOrder
from bank.opening import Bank
from bank.tables import sms_outbox
from tests.bank.phones import safety_session
from tests.bank.support import Terminal, card_of, code_of, new_key, number_of, ok

pytestmark = pytest.mark.both_databases

Connect = Callable[[str], Terminal]
NAME = "sun-li"


@pytest.fixture(params=["full", "safety"])
def session(request: pytest.FixtureRequest, bank: Bank, terminal: Terminal) -> str:
    return terminal.sign_in(NAME) if request.param == "full" else safety_session(bank, terminal, NAME)


def look(terminal: Terminal, session: str) -> Safety:
    return Safety.model_validate(ok(terminal.ask("GET", "/safety", session=session)))


def freeze(terminal: Terminal, session: str, account: str) -> Safety:
    return Safety.model_validate(
        ok(terminal.ask("POST", f"/accounts/{account}/freeze", key=new_key(), session=session))
    )


def report_lost(terminal: Terminal, session: str, card: str) -> Safety:
    return Safety.model_validate(ok(terminal.ask("POST", f"/cards/{card}/report-lost", key=new_key(), session=session)))


def texts(bank: Bank) -> list[str]:
    return bank.store.read(lambda c: list(c.scalars(select(sms_outbox.c.text).order_by(sms_outbox.c.id))))


def test_it_shows_cards_and_accounts(terminal: Terminal, session: str, bank: Bank) -> None:
    found = look(terminal, session)
    [card] = found.cards
    pan = card_of(NAME).pan
    assert (card.state, card.expiry) == ("active", card_of(NAME).expiry)
    assert card.masked.endswith(pan[-4:])
    assert pan[6:-4] not in card.masked.replace(" ", "")
    assert [account.state for account in found.accounts] == ["active", "active"]
    assert {account.masked[-4:] for account in found.accounts} == {number_of(NAME, at)[-4:] for at in (0, 1)}


def test_the_card_that_signed_in_is_marked(terminal: Terminal, bank: Bank) -> None:
    assert [card.here for card in look(terminal, terminal.sign_in(NAME)).cards] == [True]
    assert [card.here for card in look(terminal, safety_session(bank, terminal, NAME)).cards] == [False]


@pytest.mark.parametrize(
    ("name", "cards", "accounts"),
    [("liu-yang", "blocked", "active"), ("zhao-min", "expired", "active"), ("zhou-jianguo", "active", "closed")],
)
def test_every_state_is_shown(terminal: Terminal, bank: Bank, name: str, cards: str, accounts: str) -> None:
    found = look(terminal, safety_session(bank, terminal, name))
    assert ([card.state for card in found.cards], [a.state for a in found.accounts]) == ([cards], [accounts])


def test_nothing_leaves_a_frozen_account_any_more(terminal: Terminal, session: str, bank: Bank) -> None:
    full = terminal.sign_in(NAME)
    account = terminal.account(full)
    found = freeze(terminal, session, account.id)
    assert {a.id: a.state for a in found.accounts}[account.id] == "frozen"
    assert sum(a.state == "frozen" for a in found.accounts) == 1
    order = TransferOrder(from_account=account.id, to_account=number_of("chen-guiying"), amount=1)
    assert code_of(terminal.transfer(NAME, full, order)) == "account-frozen"
    [text] = [text for text in texts(bank) if "冻结" in text]
    assert account.masked[-4:] in text


def test_a_lost_card_never_signs_in_again(terminal: Terminal, session: str, bank: Bank) -> None:
    [card] = look(terminal, session).cards
    assert [c.state for c in report_lost(terminal, session, card.id).cards] == ["lost"]
    assert code_of(terminal.authorise(card_of(NAME))) == "card-lost"
    [text] = [text for text in texts(bank) if "挂失" in text]
    assert card_of(NAME).pan[-4:] in text


def test_a_lost_card_ends_its_full_sessions_everywhere(connect: Connect, bank: Bank) -> None:
    here, there = connect("terminal-001"), connect("terminal-002")
    full, elsewhere, safety = here.sign_in(NAME), there.sign_in(NAME), safety_session(bank, here, NAME)
    report_lost(here, safety, look(here, safety).cards[0].id)
    for terminal, session in ((here, full), (there, elsewhere)):
        assert code_of(terminal.ask("GET", "/accounts", session=session)) == "session-ended"
        assert code_of(terminal.ask("GET", "/safety", session=session)) == "session-ended"
    assert [card.state for card in look(here, safety).cards] == ["lost"]  # and this one goes on


def test_a_card_lost_between_pin_and_sign_in_does_not_sign_in(terminal: Terminal, bank: Bank) -> None:
    card = card_of(NAME)
    token = terminal.token(card)
    safety = safety_session(bank, terminal, NAME)
    report_lost(terminal, safety, look(terminal, safety).cards[0].id)
    fields = {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence}
    assert code_of(terminal.ask("POST", "/sessions", {"card": fields}, key=new_key(), token=token)) == "card-lost"


def test_stopping_twice_is_stopping_once(terminal: Terminal, bank: Bank) -> None:
    session = safety_session(bank, terminal, NAME)
    found = look(terminal, session)
    before = len(texts(bank))
    for _ in range(2):
        report_lost(terminal, session, found.cards[0].id)
        freeze(terminal, session, found.accounts[0].id)
    assert len(texts(bank)) == before + 2
    assert look(terminal, session).accounts[1].state == "active"


def test_the_same_key_is_answered_the_same_way_though_the_session_has_ended(terminal: Terminal) -> None:
    session, key = terminal.sign_in(NAME), new_key()
    path = f"/cards/{look(terminal, session).cards[0].id}/report-lost"
    first = terminal.ask("POST", path, key=key, session=session)
    again = terminal.ask("POST", path, key=key, session=session)
    assert (first.status_code, again.text) == (200, first.text)


@pytest.mark.parametrize(("name", "state"), [("zhou-jianguo", "closed"), ("huang-kwok-tung", "frozen")])
def test_what_is_stopped_already_stays_as_it_is(terminal: Terminal, bank: Bank, name: str, state: str) -> None:
    session = safety_session(bank, terminal, name)
    before = len(texts(bank))
    found = freeze(terminal, session, look(terminal, session).accounts[0].id)
    assert [account.state for account in found.accounts] == [state]
    assert len(texts(bank)) == before


def test_somebody_elses_cannot_be_stopped(terminal: Terminal, session: str, bank: Bank) -> None:
    other = safety_session(bank, terminal, "chen-guiying")
    theirs = look(terminal, other)
    paths = [f"/cards/{theirs.cards[0].id}/report-lost", f"/accounts/{theirs.accounts[0].id}/freeze"]
    paths += [f"/cards/{'0' * 32}/report-lost", f"/accounts/{'0' * 32}/freeze"]
    for path in paths:
        assert code_of(terminal.ask("POST", path, key=new_key(), session=session)) == "safety-unknown"
    assert look(terminal, other) == theirs


@pytest.mark.parametrize("path", ["/accounts", "/payees/look-up", "/transfers"])
def test_a_safety_session_does_nothing_else(terminal: Terminal, bank: Bank, path: str) -> None:
    session = safety_session(bank, terminal, NAME)
    order = TransferOrder(
        from_account=look(terminal, session).accounts[0].id, to_account=number_of("chen-guiying"), amount=1
    )
    asked = {
        "/accounts": lambda: terminal.ask("GET", path, session=session),
        "/payees/look-up": lambda: terminal.ask(
            "POST", path, {"account_number": number_of("chen-guiying")}, session=session
        ),
        "/transfers": lambda: terminal.transfer(NAME, session, order),
    }
    assert code_of(asked[path]()) == "session-ended"


def test_a_safety_session_ends(connect: Connect, bank: Bank, clock: SteppedClock) -> None:
    terminal, other = connect("terminal-001"), connect("terminal-002")
    session = safety_session(bank, terminal, NAME)
    assert code_of(other.ask("GET", "/safety", session=session)) == "session-ended"
    assert code_of(terminal.ask("GET", "/safety", session="x")) == "session-ended"
    clock.advance(10 * 60)
    assert code_of(terminal.ask("GET", "/safety", session=session)) == "session-ended"
    session = safety_session(bank, terminal, NAME)
    assert terminal.ask("DELETE", "/sessions", key=new_key(), session=session).status_code == 204
    assert code_of(terminal.ask("GET", "/safety", session=session)) == "session-ended"
