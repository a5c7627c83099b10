"""A real window (off screen), bank, simulator and PIN pad: a visit by the customer's hands and the keypad."""

import pytest

from tests.codes import code_on
from tests.system.people import MARIA, WANG
from tests.system.sandbox import Sandbox

pytestmark = pytest.mark.slow


def test_a_balance_and_a_transfer_in_one_visit(sandbox: Sandbox) -> None:
    before = {one.account: sandbox.ledger.balance(one.account) for one in (WANG, MARIA)}
    customer = sandbox.customer(WANG)
    customer.signs_in()

    customer.chooses(2)
    customer.sees("account")
    customer.chooses_language("zh-Hant")
    customer.chooses(1)
    customer.sees("transactions-month")
    customer.goes_back()
    customer.sees("account")
    customer.goes_back()
    customer.sees("menu")

    customer.chooses_language("en")
    customer.orders_transfer(MARIA.account, "123")
    customer.enters_pin()
    customer.sees("transfer-done")
    done = sandbox.trail.wait("order-send-complete", disposition="done")
    customer.chooses(1)
    customer.sees("take-slip")
    picture, text = sandbox.panel.slip(customer.takes_slip())
    customer.keeps_no_payee()
    customer.leaves()

    assert sandbox.ledger.balance(WANG.account) == before[WANG.account] - 12_300
    assert sandbox.ledger.balance(MARIA.account) == before[MARIA.account] + 12_300
    reference = done.fields["reference"]
    assert code_on(picture) == f"smart-teller;done;{reference};12300"
    for words in ("SIMULATED", "Transfer done", f"Reference  {reference}", "CNY 123.00", "sandbox-001"):
        assert words in text
    assert MARIA.account not in text
    assert sandbox.trail.problems() == []
    assert sandbox.control.ledger_check().sound


def test_the_balance_is_printed_in_the_customers_language(sandbox: Sandbox) -> None:
    customer = sandbox.customer(MARIA)
    customer.signs_in()
    customer.chooses_language("zh-Hans")
    customer.chooses(2)
    customer.sees("account")
    customer.chooses(6)
    customer.sees("take-slip")
    _, text = sandbox.panel.slip(customer.takes_slip())
    customer.sees("account")
    customer.goes_back()
    customer.sees("menu")
    customer.leaves()
    assert "余额" in text
    assert f"{sandbox.ledger.balance(MARIA.account) / 100:,.2f}" in text
