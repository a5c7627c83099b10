"""A number that was reserved for somebody who never got their card is void, nobody gets it later, and its PIN is gone.

A terminal that is killed says nothing more: to the bank it is the same as one at which nobody goes on.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bank import numbers
from bank.application_tables import given_numbers
from bank.clock import SteppedClock
from bank.contract import Card, Decision
from bank.opening import Bank
from bank.tables import authorisations
from tests.bank.applying import PIN, Applicant, card_row, count
from tests.bank.support import code_of, new_key

HOUR, DAY = 3600, 24 * 3600


def reserved(applicant: Applicant) -> Card:
    applicant.begin()
    applicant.send_code()
    assert applicant.confirm().status_code == 200
    applicant.say()
    return applicant.reserve().card


def paused(applicant: Applicant) -> Card:
    card = reserved(applicant)
    applicant.choose(card)
    applicant.pause()
    return card


def killed_with_a_pin(applicant: Applicant) -> Card:
    """The PIN was sent, and its answer never came."""
    card = reserved(applicant)
    applicant.choose(card)
    return card


def killed_while_staff_are_called(applicant: Applicant) -> Card:
    card = reserved(applicant)
    applicant.submit(applicant.choose(card))
    return card


def killed_before_it_was_bound(applicant: Applicant) -> Card:
    card = reserved(applicant)
    applicant.submit(applicant.choose(card))
    applicant.decide(Decision.APPROVE)
    return card


LEFT = [
    (paused, DAY),
    (reserved, HOUR),
    (killed_with_a_pin, HOUR),
    (killed_while_staff_are_called, HOUR),
    (killed_before_it_was_bound, HOUR),
]


@pytest.mark.parametrize(("leave", "seconds"), LEFT)
def test_it_is_void_in_time_and_the_pin_is_gone(
    leave: Callable[[Applicant], Card], seconds: int, applicant: Applicant, bank: Bank, clock: SteppedClock
) -> None:
    card = leave(applicant)
    clock.advance(seconds - 1)
    bank.tidy()
    assert card_row(bank, card.pan).state == "reserved"
    clock.advance(1)
    assert code_of(applicant.ask("bind")) in ("application-ended", "application-unknown"), "also before anybody sweeps"
    bank.tidy()
    row = card_row(bank, card.pan)
    assert (row.state, row.pin_hash, row.pin_salt, row.customer_id) == ("void", "", "", None)
    left = applicant.row()
    assert (left.state, left.pin_hash, left.pin_salt, left.card_id, left.person) == ("ended", None, None, None, None)
    assert count(bank, authorisations, authorisations.c.card_id == row.id) == 0
    signing_in = applicant.terminal.ask("POST", "/authorisations", _sign_in(applicant, card), key=new_key())
    assert signing_in.status_code >= 400, "the card that never was signs nobody in"


def _sign_in(applicant: Applicant, card: Card) -> dict[str, Any]:
    pin = applicant.terminal.pin(card.pan, PIN)
    return {"purpose": "sign-in", "card": card.model_dump(), "pin": pin}


@pytest.mark.parametrize(("leave", "seconds"), LEFT[:2])
def test_nobody_is_given_it_afterwards(
    leave: Callable[[Applicant], Card],
    seconds: int,
    applicant: Applicant,
    bank: Bank,
    clock: SteppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Chance gives the same digits again, first of all."""
    drawn: list[str] = []
    draws = numbers._random  # pyright: ignore[reportPrivateUsage] - what is drawn is what must not be given twice

    def draw(length: int) -> str:
        drawn.append(draws(length))
        return drawn[-1]

    monkeypatch.setattr(numbers, "_random", draw)
    card = leave(applicant)
    account, own = drawn
    first = select(given_numbers.c.number)
    before = set(bank.store.read(lambda c: list(c.scalars(first))))
    clock.advance(seconds)
    bank.tidy()
    again = [account, "1" * len(account), own, own, "2" * len(own)]
    digits = [int(card.pan[6])] * 3

    def redraw(length: int) -> str:
        return again.pop(0)

    def first_digit(most: int) -> int:
        return digits.pop()

    monkeypatch.setattr(numbers, "_random", redraw)
    monkeypatch.setattr(numbers.secrets, "randbelow", first_digit)
    other = Applicant(applicant.terminal, bank, "sadir-tursun")
    other.begin()
    given = other.reserve()
    assert again == [], "each was tried"
    assert given.card.pan != card.pan
    assert card_row(bank, card.pan).state == "void"
    now = set(bank.store.read(lambda c: list(c.scalars(first))))
    assert len(now - before) == 1, "another account number too"
