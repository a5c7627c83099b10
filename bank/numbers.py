"""New account and card numbers: the sandbox's BIN, a check digit, random between; none is ever given twice."""

import secrets

from sqlalchemy import insert, select

from bank.application_tables import given_numbers
from bank.tables import accounts, cards
from bank.turn import Turn
from bank.vault import Vault

BIN = "620000"
_LENGTH = 16
_ACCOUNTS = "8"  # the digit after the BIN: accounts have this, cards another


def new_account_number(turn: Turn) -> str:
    """Give an account number that nobody has, and nobody was ever given."""
    while True:
        number = _with_check(BIN + _ACCOUNTS + _random(_LENGTH - len(BIN) - 2))
        taken = select(accounts.c.number).where(accounts.c.number == number)
        given = select(given_numbers.c.number).where(given_numbers.c.number == number)
        if turn.connection.execute(taken.union_all(given)).first() is None:
            turn.connection.execute(insert(given_numbers), {"number": number, "at": turn.now})
            return number


def new_card_number(turn: Turn, vault: Vault) -> str:
    """Give a card number that no card has, nor ever had; the caller writes the card's row with it."""
    while True:
        first = str(secrets.randbelow(int(_ACCOUNTS)))
        number = _with_check(BIN + first + _random(_LENGTH - len(BIN) - 2))
        had = select(cards.c.id).where(cards.c.pan_fingerprint == vault.fingerprint(number))
        if turn.connection.execute(had).first() is None:
            return number


def check_digit(digits: str) -> str:
    """Return the digit that ISO/IEC 7812-1 (Luhn) puts after these."""
    doubled = [int(d) * (2 if at % 2 == 0 else 1) for at, d in enumerate(reversed(digits))]
    return str(-sum(sum(divmod(value, 10)) for value in doubled) % 10)


def _with_check(digits: str) -> str:
    return digits + check_digit(digits)


def _random(count: int) -> str:
    return "".join(str(secrets.randbelow(10)) for _ in range(count))
