"""Only a query is tried again, and only when no connection could be made."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import pytest
import urllib3.util.connection

from bank.contract import AuthorisationRequest, Card, EncipheredPin, OrderState, Purpose, TransferOrder
from kiosk.bank.client import NEVER_SENT, BankClient
from kiosk.bank.errors import BankUnreachable
from tests.kiosk_bank.bad_bank import BadBank, Behaviour, HungUp, Line, Received
from tests.kiosk_bank.test_bad_banks import well

PutUp = Callable[[Behaviour], BadBank]
MakeClient = Callable[..., BankClient]


class Connects:
    """Counts attempts to connect, and refuses the first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.attempts = 0
        self._really = urllib3.util.connection.create_connection
        monkeypatch.setattr(urllib3.util.connection, "create_connection", self)

    def __call__(self, *args: Any, **kwargs: Any) -> socket.socket:
        self.attempts += 1
        if self.attempts == 1:
            raise ConnectionRefusedError
        return self._really(*args, **kwargs)


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> Connects:
    return Connects(monkeypatch)


def test_a_query_is_tried_again(bank: PutUp, client: MakeClient, connects: Connects) -> None:
    assert asyncio.run(client(bank(well).url, seconds=20).status()).accepting
    assert connects.attempts == 2


def test_a_pin_is_not(bank: PutUp, client: MakeClient, connects: Connects) -> None:
    pin = EncipheredPin(key_id="0123456789abcdef", counter=1, block="0" * 32)
    request = AuthorisationRequest(purpose=Purpose.SIGN_IN, card=Card(pan="6" * 16, expiry="2812"), pin=pin)
    with pytest.raises(BankUnreachable):
        asyncio.run(client(bank(well).url, seconds=20).authorise(request))
    assert connects.attempts == 1


def test_an_order_is_not(bank: PutUp, client: MakeClient, connects: Connects) -> None:
    order = TransferOrder(from_account="a", to_account="6" * 16, amount=1)
    sent = client(bank(well).url, seconds=20).send_transfer("key", order, "token", "session", "0:" + "0" * 64)
    assert (sent.state, sent.problem) == (OrderState.DECLINED, NEVER_SENT)
    assert connects.attempts == 1


def test_a_query_that_was_sent_is_not(bank: PutUp, client: MakeClient) -> None:
    def hangs_up(request: Received, line: Line) -> None:
        raise HungUp

    broken = bank(hangs_up)
    with pytest.raises(BankUnreachable):
        asyncio.run(client(broken.url, seconds=20).status())
    assert (broken.connections, len(broken.received)) == (1, 1)
