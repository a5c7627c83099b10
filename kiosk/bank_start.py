"""The bank as the terminal's start builds it: its client, the first question, and the link that goes on asking."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from bank.contract import BankStatus
from drivers.pin_pad.contract import PinPad
from kiosk.bank.client import BankClient
from kiosk.bank.link import BankLink
from kiosk.bank.worker import Worker
from kiosk.clock import Clock
from kiosk.recorder import Recorder
from kiosk.settings import Settings


def client(settings: Settings, identity: Path | None) -> BankClient:
    """The bank that the settings name. `identity`: the file with this terminal's certificate, None before enrolment."""
    return BankClient(
        settings.bank.url,
        settings.bank.authority,
        identity,
        Worker("bank"),
        query_seconds=settings.bank.query_seconds,
        order_seconds=settings.bank.order_seconds,
    )


def ask_ahead(settings: Settings, identity: Path) -> Future[BankStatus]:
    """Ask the bank for its status, on a thread and a connection of its own: it answers while Qt is loaded."""
    bank = client(settings, identity)

    async def ask() -> BankStatus:
        try:
            return await bank.status()
        finally:
            bank.end()

    thread = ThreadPoolExecutor(1, "first question")
    try:
        return thread.submit(asyncio.run, ask())
    finally:
        thread.shutdown(wait=False)


async def link_of(
    settings: Settings,
    clock: Clock,
    journal: Recorder,
    pad: PinPad,
    bank: BankClient,
    first_answer: Future[BankStatus],
    asked: asyncio.Event,
) -> BankLink:
    """The link to the bank; it is to be run. It takes `first_answer`, and then asks `bank`.

    `asked` is set when it has judged the first.
    """
    key_id = (await pad.status()).key_id

    def changed() -> None:
        if link.available:
            journal.record("bank-back")
        else:
            journal.record("bank-unreachable", reason=link.why)

    async def ask() -> BankStatus:
        try:
            return await (bank.status() if asked.is_set() else asyncio.wrap_future(first_answer))
        finally:
            asyncio.get_running_loop().call_soon(asked.set)  # when the link has judged the answer

    link = BankLink(
        ask,
        clock,
        environment=settings.environment,
        pin_key_id=lambda: key_id,
        first_wait_seconds=settings.bank.first_wait_seconds,
        longest_wait_seconds=settings.bank.longest_wait_seconds,
        check_seconds=settings.bank.check_seconds,
        on_change=changed,
    )
    return link
