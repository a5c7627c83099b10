"""Fills a new sandbox with its people. Everything but the random ids and salts is the same each time."""

import secrets
import uuid
from datetime import datetime

from sqlalchemy import Connection, insert, update

from bank.clock import business_date
from bank.ledger import EQUITY, Posting, open_account, post
from bank.masking import masked_number
from bank.people import Person, SandboxCard
from bank.tables import cards, customers
from bank.vault import Vault


def seed(connection: Connection, vault: Vault, people: list[Person], now: datetime) -> None:
    """Open everybody's accounts, post what they hold, and issue their cards."""
    equity = open_account(connection, EQUITY, "equity")
    for person in people:
        _add(connection, person)
        for account in person.accounts:
            opened = open_account(connection, account.number, account.kind, account.state, person.id)
            if held := account.balance + (person.sent_today if account is person.accounts[0] else 0):
                post(connection, "opening", (Posting(equity, -held), Posting(opened, held)), now)
            if account is person.accounts[0] and person.sent_today:
                lines = (Posting(opened, -person.sent_today), Posting(equity, person.sent_today))
                post(connection, "transfer", lines, now)
                sent = {"sent_on": business_date(now), "sent": person.sent_today}
                connection.execute(update(customers).where(customers.c.id == person.id).values(sent))
        for card in person.cards:
            _issue(connection, vault, person, card)


def _add(connection: Connection, person: Person) -> None:
    kept = {"id", "name", "name_latin", "born", "language", "limit_per_transfer", "limit_per_day"}
    connection.execute(insert(customers), person.model_dump(include=kept))


def _issue(connection: Connection, vault: Vault, person: Person, card: SandboxCard) -> None:
    card_id, salt = uuid.uuid4().hex, secrets.token_hex(16)
    values = {
        "id": card_id,
        "customer_id": person.id,
        "pan_fingerprint": vault.fingerprint(card.pan),
        "masked": masked_number(card.pan),
        "expiry": card.expiry,
        "sequence": card.sequence,
        "blocked": card.state == "blocked",
        "pin_salt": salt,
        "pin_hash": vault.pin_hash(card_id, salt, card.pin),
        "misses": 0,
    }
    connection.execute(insert(cards), values)
