"""From card to receipt, and every way a transfer is declined."""

import pytest

from bank import ledger
from bank.clock import SteppedClock
from bank.contract import Payee, Receipt, TransferOrder
from bank.opening import Bank
from tests.bank.support import Terminal, card_of, code_of, number_of, ok

pytestmark = pytest.mark.both_databases


def order_of(terminal: Terminal, session: str, to: str, amount: int) -> TransferOrder:
    return TransferOrder(from_account=terminal.account(session).id, to_account=to, amount=amount)


def test_money_moves_and_the_receipt_says_so(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    session = terminal.sign_in("wang-xiaoming")
    before = terminal.summary(session)
    order = order_of(terminal, session, number_of("chen-guiying"), 12_345)
    receipt = Receipt.model_validate(ok(terminal.transfer("wang-xiaoming", session, order)))
    after = terminal.summary(session)
    assert receipt.amount == 12_345
    assert receipt.payee_masked_name == "*桂英"
    assert receipt.payee_masked_number == "6200 00** **** " + number_of("chen-guiying")[-4:]
    assert receipt.executed_at == clock.now()
    assert receipt.balance_after == after.accounts[0].balance == before.accounts[0].balance - 12_345
    assert after.limit_left_today == before.limit_left_today - 12_345
    payee = terminal.account(terminal.sign_in("chen-guiying"))
    assert payee.balance == 12_630_050 + 12_345
    assert bank.store.read(ledger.check).sound


def test_the_limit_is_whole_again_the_next_day_in_beijing(terminal: Terminal, clock: SteppedClock) -> None:
    session = terminal.sign_in("zhang-wei")
    assert terminal.summary(session).limit_left_today == 20_000
    clock.advance(13 * 3600)  # 02:30 to 15:30 UTC, which is 23:30 in Beijing
    assert terminal.summary(terminal.sign_in("zhang-wei")).limit_left_today == 20_000
    clock.advance(1800)
    assert terminal.summary(terminal.sign_in("zhang-wei")).limit_left_today == 5_000_000


def test_own_second_account(terminal: Terminal) -> None:
    session = terminal.sign_in("sun-li")
    asked = terminal.ask("POST", "/payees/look-up", {"account_number": number_of("sun-li", 1)}, session=session)
    assert Payee.model_validate(ok(asked)).own
    accounts = {account.kind: account for account in terminal.summary(session).accounts}
    order = TransferOrder(from_account=accounts["savings"].id, to_account=number_of("sun-li", 1), amount=100)
    ok(terminal.transfer("sun-li", session, order))
    assert {a.kind: a.balance for a in terminal.summary(session).accounts} == {
        "savings": 3_208_075 - 100,
        "current": 520_000 + 100,
    }


DECLINED = [
    ("wang-xiaoming", "6200008999999999", 100, "payee-not-found", 404),
    ("wang-xiaoming", "9000000000000001", 100, "payee-not-found", 404),  # the bank's own account is nobody's payee
    ("wang-xiaoming", number_of("zhou-jianguo"), 100, "payee-cannot-receive", 409),
    ("wang-xiaoming", number_of("wang-xiaoming"), 100, "same-account", 409),
    ("wang-xiaoming", number_of("chen-guiying"), 864_216, "insufficient-funds", 409),
    ("wang-xiaoming", number_of("chen-guiying"), 5_000_001, "limit-per-transfer", 409),
    ("li-na", number_of("chen-guiying"), 1, "insufficient-funds", 409),
    ("zhang-wei", number_of("chen-guiying"), 20_001, "limit-today", 409),
    ("huang-kwok-tung", number_of("chen-guiying"), 100, "account-frozen", 409),
    ("zhou-jianguo", number_of("chen-guiying"), 100, "account-closed", 409),
]


@pytest.mark.parametrize(("name", "to", "amount", "code", "status"), DECLINED)
def test_declined(terminal: Terminal, bank: Bank, name: str, to: str, amount: int, code: str, status: int) -> None:
    session = terminal.sign_in(name)
    before = terminal.summary(session)
    reply = terminal.transfer(name, session, order_of(terminal, session, to, amount))
    assert (code_of(reply), reply.status_code) == (code, status)
    assert terminal.summary(session) == before
    assert bank.store.read(ledger.check).sound


def test_a_frozen_account_receives_and_nothing_leaves_it(terminal: Terminal, bank: Bank) -> None:
    frozen, number = terminal.sign_in("huang-kwok-tung"), number_of("huang-kwok-tung")
    before = terminal.account(frozen)
    session = terminal.sign_in("wang-xiaoming")
    asked = terminal.ask("POST", "/payees/look-up", {"account_number": number}, session=session)
    assert "state" not in ok(asked), "that it is frozen is nobody else's business"
    ok(terminal.transfer("wang-xiaoming", session, order_of(terminal, session, number, 100)))
    after = terminal.account(frozen)
    assert (after.state, after.balance, after.available) == ("frozen", before.balance + 100, 0)
    assert bank.store.read(ledger.check).sound


def test_the_whole_balance_can_go(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    order = order_of(terminal, session, number_of("chen-guiying"), 864_215)
    assert ok(terminal.transfer("wang-xiaoming", session, order))["balance_after"] == 0


def test_somebody_elses_account_is_unknown(terminal: Terminal) -> None:
    victim = terminal.account(terminal.sign_in("ouyang-zhiyuan")).id
    session = terminal.sign_in("wang-xiaoming")
    order = TransferOrder(from_account=victim, to_account=number_of("wang-xiaoming"), amount=100)
    assert code_of(terminal.transfer("wang-xiaoming", session, order)) == "account-unknown"


def test_a_token_is_for_one_order_once(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    order = order_of(terminal, session, number_of("chen-guiying"), 100)
    dearer = order.model_copy(update={"amount": 200})
    token = terminal.token(card_of("wang-xiaoming"), order)
    assert code_of(terminal.transfer("wang-xiaoming", session, dearer, token=token)) == "authorisation-invalid"
    ok(terminal.transfer("wang-xiaoming", session, order, token=token))
    assert code_of(terminal.transfer("wang-xiaoming", session, order, token=token)) == "authorisation-invalid"


def test_a_token_of_another_purpose_or_card_is_refused(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    order = order_of(terminal, session, number_of("chen-guiying"), 100)
    for token in (terminal.token(card_of("wang-xiaoming")), terminal.token(card_of("sun-li"), order)):
        assert code_of(terminal.transfer("wang-xiaoming", session, order, token=token)) == "authorisation-invalid"


def test_a_token_ends(terminal: Terminal, clock: SteppedClock) -> None:
    session = terminal.sign_in("wang-xiaoming")
    order = order_of(terminal, session, number_of("chen-guiying"), 100)
    token = terminal.token(card_of("wang-xiaoming"), order)
    clock.advance(120)
    assert code_of(terminal.transfer("wang-xiaoming", session, order, token=token)) == "authorisation-invalid"


def test_a_closed_bank_takes_no_orders_but_repeats_what_it_did(terminal: Terminal, bank: Bank) -> None:
    session = terminal.sign_in("wang-xiaoming")
    order = order_of(terminal, session, number_of("chen-guiying"), 100)
    key = "6d3a1b46-31d3-4a6c-8d5e-0f4f6d0f8c11"
    done = ok(terminal.transfer("wang-xiaoming", session, order, key=key))
    bank.accepting = False
    assert not ok(terminal.ask("GET", "/status"))["accepting"]
    closed = terminal.transfer("wang-xiaoming", session, order)
    assert (code_of(closed), closed.status_code, closed.headers["Retry-After"]) == ("bank-closed", 503, "60")
    assert ok(terminal.transfer("wang-xiaoming", session, order, key=key)) == done


def test_look_up_problems(terminal: Terminal) -> None:
    session = terminal.sign_in("wang-xiaoming")
    for number, code in (("6200008999999999", "payee-not-found"), (number_of("zhou-jianguo"), "payee-cannot-receive")):
        asked = terminal.ask("POST", "/payees/look-up", {"account_number": number}, session=session)
        assert code_of(asked) == code
