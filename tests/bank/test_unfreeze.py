"""Undoing a freeze: the customer's own alone, with PIN and verification for exactly this account."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bank.contract import Safety, UnfreezeOrder
from bank.opening import Bank
from bank.tables import sms_outbox
from tests.bank.phones import safety_session
from tests.bank.support import Reply, Terminal, card_of, code_of, new_key, ok
from tests.bank.transfers import Customer
from tests.bank.verifying import report, verify, wanted, with_portraits

pytestmark = pytest.mark.both_databases

NAME = "sun-li"  # who has two accounts


@pytest.fixture
def customer(terminal: Terminal, bank: Bank, tmp_path: Path) -> Customer:
    with_portraits(bank, tmp_path, NAME)
    return Customer(terminal, NAME)


def freeze(customer: Customer, session: str = "") -> Safety:
    path = f"/accounts/{customer.account}/freeze"
    return Safety.model_validate(
        ok(customer.terminal.ask("POST", path, key=new_key(), session=session or customer.session))
    )


def unfreeze(customer: Customer, account: str = "", *, key: str = "", **headers: str) -> Reply:
    path = f"/accounts/{account or customer.account}/unfreeze"
    headers = {"session": customer.session, "key": key or new_key()} | headers
    return customer.terminal.ask("POST", path, None, **headers)


def verified(customer: Customer, account: str = "") -> str:
    order = UnfreezeOrder(account=account or customer.account)
    return verify(customer.terminal, customer.session, report("unfreeze", order)).token


def pin(customer: Customer, account: str = "") -> str:
    return customer.terminal.token(card_of(customer.name), UnfreezeOrder(account=account or customer.account))


def state(customer: Customer) -> str:
    return {a.id: a.state.value for a in customer.terminal.summary(customer.session).accounts}[customer.account]


@pytest.mark.parametrize("by_phone", [False, True])
def test_what_the_customer_froze_they_release(customer: Customer, bank: Bank, *, by_phone: bool) -> None:
    frozen = freeze(customer, safety_session(bank, customer.terminal, NAME) if by_phone else "")
    assert {a.id: a.can_unfreeze for a in frozen.accounts} == {a.id: a.id == customer.account for a in frozen.accounts}
    step_up = wanted(unfreeze(customer))
    assert (step_up.purpose, step_up.reasons) == ("unfreeze", ["unfreeze"])
    assert step_up.ways == ["registry", "document", "staff"]
    found = Safety.model_validate(ok(unfreeze(customer, token=pin(customer), verification=verified(customer))))
    assert {(a.state.value, a.can_unfreeze) for a in found.accounts} == {("active", False)}
    customer.send(100)
    texts = bank.store.read(lambda c: list(c.scalars(select(sms_outbox.c.text))))
    assert sum("解除冻结" in text for text in texts) == 1


def test_a_pin_or_a_verification_alone_releases_nothing(customer: Customer) -> None:
    freeze(customer)
    other = customer.terminal.summary(customer.session).accounts[1].id
    assert wanted(unfreeze(customer, token=pin(customer)))
    assert wanted(unfreeze(customer, token=pin(customer), verification="x"))
    assert wanted(unfreeze(customer, token=pin(customer), verification=verified(customer, other)))
    verification = verified(customer)
    for token in (
        {},
        {"token": "x"},
        {"token": pin(customer, other)},
        {"token": customer.terminal.token(card_of(NAME))},
    ):
        assert code_of(unfreeze(customer, verification=verification, **token)) == "authorisation-invalid"
    assert state(customer) == "frozen"
    ok(unfreeze(customer, token=pin(customer), verification=verification))  # it was not used up by these
    freeze(customer)
    assert wanted(unfreeze(customer, token=pin(customer), verification=verification))
    assert state(customer) == "frozen"


def test_the_same_key_is_answered_the_same_way(customer: Customer) -> None:
    freeze(customer)
    key, token, verification = new_key(), pin(customer), verified(customer)
    replies = [unfreeze(customer, key=key, token=token, verification=verification) for _ in range(2)]
    assert (replies[0].status_code, replies[1].text) == (200, replies[0].text)
    freeze(customer)
    assert unfreeze(customer, key=key, token=token, verification=verification).text == replies[0].text
    assert state(customer) == "frozen"


def test_what_the_bank_froze_only_the_bank_releases(terminal: Terminal, bank: Bank, tmp_path: Path) -> None:
    with_portraits(bank, tmp_path, "huang-kwok-tung")
    huang = Customer(terminal, "huang-kwok-tung")
    for frozen in (Safety.model_validate(ok(terminal.ask("GET", "/safety", session=huang.session))), freeze(huang)):
        assert [(a.state.value, a.can_unfreeze) for a in frozen.accounts] == [("frozen", False)]
    reply = unfreeze(huang, token=pin(huang), verification=verified(huang))
    assert code_of(reply) == "frozen-by-bank"
    assert state(huang) == "frozen"


def test_a_closed_account_stays_closed(terminal: Terminal, bank: Bank, tmp_path: Path) -> None:
    with_portraits(bank, tmp_path, "zhou-jianguo")
    zhou = Customer(terminal, "zhou-jianguo")
    assert code_of(unfreeze(zhou, token=pin(zhou), verification=verified(zhou))) == "account-closed"
    assert state(zhou) == "closed"


def test_an_active_account_is_no_problem_and_costs_nothing(customer: Customer) -> None:
    token, verification = pin(customer), verified(customer)
    ok(unfreeze(customer, token=token, verification=verification))
    freeze(customer)
    ok(unfreeze(customer, token=token, verification=verification))


def test_it_takes_a_full_session_of_its_owner(customer: Customer, bank: Bank) -> None:
    freeze(customer)
    guest = safety_session(bank, customer.terminal, NAME)
    assert code_of(unfreeze(customer, session=guest)) == "session-ended"
    other = customer.terminal.sign_in("chen-guiying")
    assert code_of(unfreeze(customer, session=other)) == "safety-unknown"
    assert code_of(unfreeze(customer, "0" * 32)) == "safety-unknown"
    assert state(customer) == "frozen"


def test_a_lost_card_is_not_undone(customer: Customer) -> None:
    freeze(customer)
    token, verification = pin(customer), verified(customer)
    held = Safety.model_validate(ok(customer.terminal.ask("GET", "/safety", session=customer.session)))
    path = f"/cards/{held.cards[0].id}/report-lost"
    ok(customer.terminal.ask("POST", path, key=new_key(), session=customer.session))
    assert code_of(unfreeze(customer, token=token, verification=verification)) == "session-ended"
    paths = customer.terminal.ask("GET", "/openapi.json").json()["paths"]
    assert [path for path in paths if path.startswith("/cards/")] == ["/cards/{card_id}/report-lost"]
