"""Messages to customers' phones: an outbox written with what they are about, and a gateway that delivers after it.

A message is committed or undone together with the work that sends it. The gateway delivers at least once: one that
stops between delivering and marking delivers again, under the same number.
"""

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from bank.clock import Clock
from bank.masking import masked_phone
from bank.sms_texts import SmsText, write
from bank.store import Store
from bank.tables import Record, customers, sms_outbox
from bank.vault import Vault

GOOD_FOR = timedelta(days=7)  # a message that could not be delivered by then is given up
KEPT = timedelta(days=90)  # that something was sent; what it said is forgotten when it is delivered
FILES = 100  # that the sandbox's folder holds
_SMS = "sms"  # what a phone's number is sealed for
_POLL_SECONDS = 0.5
_BATCH = 50

Sleep = Callable[[float], Awaitable[None]]


def send(
    connection: Connection,
    customer: str,
    text: SmsText,
    now: datetime,
    *,
    good_for: timedelta = GOOD_FOR,
    **values: str,
) -> None:
    """Put a message into the outbox, in the customer's language. Without a phone at the bank there is none to send."""
    query = select(customers.c.phone, customers.c.language).where(customers.c.id == customer)
    known = connection.execute(query).one()
    if known.phone is None:
        return
    message = {"customer_id": customer, "text": write(known.language, text, **values)}
    connection.execute(insert(sms_outbox), message | {"at": now, "good_until": now + good_for})


@dataclass(frozen=True)
class Phone:
    """The phone of somebody who applies, whom the bank does not know yet."""

    application: str
    number: str = field(repr=False)
    language: str


def send_to(
    connection: Connection,
    vault: Vault,
    to: Phone,
    text: SmsText,
    now: datetime,
    *,
    good_for: timedelta = GOOD_FOR,
    **values: str,
) -> None:
    """Put a message to the phone of an application into the outbox. The number is sealed, and goes with the message."""
    sealed = vault.seal(to.number.encode(), _SMS)
    message = {"application_id": to.application, "phone": sealed, "text": write(to.language, text, **values)}
    connection.execute(insert(sms_outbox), message | {"at": now, "good_until": now + good_for})


def drop_old(connection: Connection, now: datetime) -> None:
    """Drop what nobody waits for any more, delivered or not."""
    late = sms_outbox.c.delivered_at.is_(None) & (sms_outbox.c.good_until < now)
    connection.execute(delete(sms_outbox).where(late | (sms_outbox.c.at < now - KEPT)))


class FolderGateway:
    """The sandbox's way to phones: one JSON file (id, to, text, at) a message, mode 0600, the newest `FILES` kept.

    A file appears whole, is named by the message's number, and shows the phone masked.
    """

    def __init__(self, store: Store, clock: Clock, folder: Path, vault: Vault) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._folder = folder

    async def run(self, sleep: Sleep = asyncio.sleep) -> None:
        """Deliver for ever. What fails is tried again; the bank goes on without it."""
        failing = False
        while True:
            try:
                while await self.deliver() == _BATCH:
                    pass
                failing = False
            except Exception as error:
                if not failing:  # once, not twice a second
                    logging.getLogger(__name__).warning("no message can be delivered: %s", type(error).__name__)
                failing = True
            await sleep(_POLL_SECONDS)

    async def deliver(self) -> int:
        """Deliver what waits, oldest first, and mark it; return how many. Raises `OSError`, nothing is marked then."""
        now = self._clock.now()
        waiting = await self._store.reading(lambda connection: _waiting(connection, now))
        if waiting:
            await asyncio.to_thread(self._write, waiting)
            ids = [message.id for message in waiting]
            await self._store.writing(lambda connection: _mark(connection, ids, now))
        return len(waiting)

    def _write(self, waiting: list[Record]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in waiting:
            content = {
                "id": message.id,
                "to": masked_phone(self._number(message)),
                "text": message.text,
                "at": message.at.isoformat(),
            }
            file = self._folder / f"{message.id:010d}.json"
            draft = file.with_suffix(".new")
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
                json.dump(content, opened, ensure_ascii=False)
            draft.replace(file)
        for old in sorted(self._folder.glob("*.json"))[:-FILES]:
            old.unlink()

    def _number(self, message: Record) -> str:
        return message.known if message.phone is None else self._vault.unseal(message.phone, _SMS).decode()


def _waiting(connection: Connection, now: datetime) -> list[Record]:
    box = sms_outbox.c
    query = (
        select(box.id, box.text, box.at, box.phone, customers.c.phone.label("known"))
        .outerjoin_from(sms_outbox, customers, box.customer_id == customers.c.id)
        .where(box.delivered_at.is_(None), box.good_until >= now)
        .order_by(box.id)
        .limit(_BATCH)
    )
    return list(connection.execute(query))


def _mark(connection: Connection, ids: list[int], now: datetime) -> None:
    marked = update(sms_outbox).where(sms_outbox.c.id.in_(ids), sms_outbox.c.delivered_at.is_(None))
    connection.execute(marked.values(delivered_at=now, text="", phone=None))
