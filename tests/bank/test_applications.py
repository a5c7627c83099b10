"""Opening an account and getting its card, as a terminal and the bank do it together."""

import pytest

from bank.opening import Bank
from tests.bank.applying import Applicant, accounts_of, card_row, customer_row
from tests.bank.support import Terminal


@pytest.mark.both_databases
def test_somebody_without_an_account_leaves_with_an_active_card(terminal: Terminal, bank: Bank) -> None:
    applicant = Applicant(terminal, bank)
    binding = applicant.issued()
    done = applicant.look()
    assert done.state == "issued"
    customer = customer_row(bank, applicant)
    [account] = accounts_of(bank, customer.id)
    assert (account.number, account.kind, account.grade) == (binding.account_number, "savings", 1)
    assert (account.balance, account.state) == (0, "active")
    assert customer.phone == applicant.phone
    assert card_row(bank, binding.card.pan).state == "active"
