"""Keys: what is done is done once, and is answered the same way for 90 days."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import httpx
import pytest
from sqlalchemy import Connection

from bank import ledger
from bank.api import create_app
from bank.clock import SteppedClock
from bank.contract import Settlement, TransferOrder
from bank.opening import Bank
from bank.store import Store
from tests.bank.support import Terminal, card_of, code_of, new_key, number_of, ok

pytestmark = pytest.mark.both_databases

T = TypeVar("T")
Connect = Callable[[str], Terminal]


def order_of(terminal: Terminal, session: str, amount: int = 100) -> TransferOrder:
    account = terminal.account(session).id
    return TransferOrder(from_account=account, to_account=number_of("chen-guiying"), amount=amount)


def settle(terminal: Terminal, key: str) -> Settlement:
    return Settlement.model_validate(ok(terminal.ask("POST", f"/orders/{key}/settle")))


def test_an_order_sent_again_is_the_same_order(terminal: Terminal, bank: Bank) -> None:
    session, key = terminal.sign_in("wang-xiaoming"), new_key()
    order = order_of(terminal, session)
    token = terminal.token(card_of("wang-xiaoming"), order)
    first = terminal.transfer("wang-xiaoming", session, order, key=key, token=token)
    again = terminal.transfer("wang-xiaoming", session, order, key=key, token=token)
    assert (again.status_code, again.text) == (first.status_code, first.text)
    assert ok(first)["balance_after"] == terminal.account(session).balance == 864_215 - 100


def test_a_declined_order_stays_declined(terminal: Terminal) -> None:
    session, key = terminal.sign_in("li-na"), new_key()
    order = order_of(terminal, session)
    assert code_of(terminal.transfer("li-na", session, order, key=key)) == "insufficient-funds"
    giver = terminal.sign_in("wang-xiaoming")
    gift = TransferOrder(from_account=terminal.account(giver).id, to_account=number_of("li-na"), amount=5000)
    ok(terminal.transfer("wang-xiaoming", giver, gift))
    assert code_of(terminal.transfer("li-na", session, order, key=key)) == "insufficient-funds"
    assert settle(terminal, key) == Settlement.model_validate({"state": "declined", "problem": "insufficient-funds"})


def test_a_refusal_that_decides_nothing_leaves_the_key_free(terminal: Terminal) -> None:
    session, key = terminal.sign_in("wang-xiaoming"), new_key()
    order = order_of(terminal, session)
    refused = terminal.transfer("wang-xiaoming", session, order, key=key, token="no-such-token")
    assert code_of(refused) == "authorisation-invalid"
    ok(terminal.transfer("wang-xiaoming", session, order, key=key))


def test_a_key_is_for_one_body_and_one_operation(terminal: Terminal) -> None:
    session, key = terminal.sign_in("wang-xiaoming"), new_key()
    order = order_of(terminal, session)
    ok(terminal.transfer("wang-xiaoming", session, order, key=key))
    other = order.model_copy(update={"amount": 101})
    reply = terminal.transfer("wang-xiaoming", session, other, key=key)
    assert (code_of(reply), reply.status_code) == ("key-other-body", 422)
    help_wanted = {"where": "menu", "language": "en"}
    assert code_of(terminal.ask("POST", "/assistance", help_wanted, key=key)) == "key-other-body"


def test_another_pin_block_under_a_used_key_is_refused(terminal: Terminal) -> None:
    card, key = card_of("wang-xiaoming"), new_key()
    ok(terminal.authorise(card, key=key))
    assert code_of(terminal.authorise(card, key=key)) == "key-other-body"


@pytest.mark.parametrize("key", [None, "", "not-a-uuid"])
def test_a_key_is_required(terminal: Terminal, key: str | None) -> None:
    headers = {} if key is None else {"key": key}
    reply = terminal.ask("POST", "/assistance", {"where": "menu", "language": "en"}, **headers)
    assert (code_of(reply), reply.status_code) == ("key-missing", 400)


def test_keys_belong_to_their_terminal(connect: Connect) -> None:
    one, two, key = connect("terminal-001"), connect("terminal-002"), new_key()
    calls = [t.ask("POST", "/assistance", {"where": "menu", "language": "en"}, key=key) for t in (one, two)]
    assert ok(calls[0])["id"] != ok(calls[1])["id"]
    assert code_of(two.ask("GET", f"/assistance/{ok(calls[0])['id']}")) == "assistance-unknown"


def test_answers_are_kept_90_days(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    body, key = {"where": "menu", "language": "en"}, new_key()
    first = ok(terminal.ask("POST", "/assistance", body, key=key))
    clock.advance(90 * 86400)
    bank.tidy()
    assert ok(terminal.ask("POST", "/assistance", body, key=key)) == first
    clock.advance(1)
    assert ok(terminal.ask("POST", "/assistance", body, key=key)) != first


def test_settling_tells_what_was_done(terminal: Terminal) -> None:
    session, key = terminal.sign_in("wang-xiaoming"), new_key()
    receipt = ok(terminal.transfer("wang-xiaoming", session, order_of(terminal, session), key=key))
    settled = settle(terminal, key)
    assert settled.state == "done"
    assert settled.receipt is not None
    assert settled.receipt.model_dump(mode="json") == receipt


def test_settling_closes_a_key_that_never_came(terminal: Terminal, bank: Bank) -> None:
    session, key = terminal.sign_in("wang-xiaoming"), new_key()
    for _ in range(2):
        settled = settle(terminal, key)
        assert (settled.state, settled.problem, settled.receipt) == ("declined", "order-never-received", None)
    late = terminal.transfer("wang-xiaoming", session, order_of(terminal, session), key=key)
    assert (code_of(late), late.status_code) == ("order-closed", 409)
    assert terminal.account(session).balance == 864_215
    assert bank.store.read(ledger.check).sound


def test_only_orders_are_settled(terminal: Terminal) -> None:
    key = new_key()
    ok(terminal.ask("POST", "/assistance", {"where": "menu", "language": "en"}, key=key))
    assert code_of(terminal.ask("POST", f"/orders/{key}/settle")) == "key-other-body"


class SlowStore(Store):
    """A database that keeps writers waiting."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.asked = asyncio.Event()
        self.go_on = asyncio.Event()

    async def writing(self, work: Callable[[Connection], T]) -> T:
        self.asked.set()
        await self.go_on.wait()
        return await super().writing(work)


def test_a_copy_that_comes_while_the_first_runs_is_told_to_wait(bank: Bank) -> None:
    bank.register_terminal("terminal-001")
    key = new_key()

    async def race() -> tuple[httpx.Response, httpx.Response, httpx.Response]:
        bank.store.close()
        bank.store = store = SlowStore(bank.store.engine.url.render_as_string(hide_password=False))
        transport = httpx.ASGITransport(create_app(bank, lambda request: "terminal-001"))
        headers = {"Request-Id": new_key(), "Contract-Version": "1", "Idempotency-Key": key}
        body = {"where": "menu", "language": "en"}
        async with httpx.AsyncClient(transport=transport, base_url="https://bank", headers=headers) as client:
            first = asyncio.create_task(client.post("/assistance", json=body))
            await store.asked.wait()
            copy = await client.post("/assistance", json=body)
            asked = await client.post(f"/orders/{key}/settle")
            store.go_on.set()
            return await first, copy, asked

    first, copy, asked = asyncio.run(race())
    assert (code_of(copy), copy.status_code, copy.headers["Retry-After"]) == ("order-running", 409, "1")
    assert copy.json()["retry_after"] == 1
    assert asked.json()["state"] == "running"
    ok(first)
