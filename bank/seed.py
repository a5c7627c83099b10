"""Fills a new sandbox with its people. Everything but the random ids and salts is the same each time."""

import secrets
import uuid
from datetime import datetime

from sqlalchemy import Connection, insert, update

from bank import history
from bank.application_tables import not_served
from bank.card_states import State
from bank.cards import MISSES
from bank.clock import business_date
from bank.ledger import EQUITY, open_account
from bank.masking import masked_number
from bank.people import Person, SandboxCard
from bank.tables import cards, customers
from bank.vault import Vault, id_fingerprint


def seed(connection: Connection, vault: Vault, people: list[Person], now: datetime) -> None:
    """Open everybody's accounts, issue their cards, and enter two years of what they did."""
    ids = {EQUITY: open_account(connection, EQUITY, "equity")}
    for person in people:
        if not person.served:
            connection.execute(insert(not_served), {"person": id_fingerprint(vault, person.id_number)})
        if not person.accounts:  # no customer yet
            continue
        _add(connection, vault, person)
        for account in person.accounts:
            ids[account.number] = open_account(connection, account.number, account.kind, account.state, person.id)
        if person.sent_today:
            sent = {"sent_on": business_date(now), "sent": person.sent_today}
            connection.execute(update(customers).where(customers.c.id == person.id).values(sent))
        for card in person.cards:
            _issue(connection, vault, person, card)
    history.write(connection, people, ids, now)


def _add(connection: Connection, vault: Vault, person: Person) -> None:
    kept = {"id", "name", "name_latin", "born", "language", "tier", "limit_per_transfer", "limit_per_day"}
    identity = {"id_fingerprint": id_fingerprint(vault, person.id_number), "phone": person.phone}
    connection.execute(insert(customers), person.model_dump(include=kept) | identity)


def _issue(connection: Connection, vault: Vault, person: Person, card: SandboxCard) -> None:
    card_id, salt = uuid.uuid4().hex, secrets.token_hex(16)
    values = {
        "id": card_id,
        "customer_id": person.id,
        "pan_fingerprint": vault.fingerprint(card.pan),
        "masked": masked_number(card.pan),
        "expiry": card.expiry,
        "sequence": card.sequence,
        "state": (State.BLOCKED if card.state == "blocked" else State.ACTIVE).value,
        "pin_salt": salt,
        "pin_hash": vault.pin_hash(card_id, salt, card.pin),
        "misses": MISSES if card.state == "blocked" else 0,
    }
    connection.execute(insert(cards), values)
