"""Sending an order: done and declined only when that is certain, else running. Sent once, whatever happens."""

import asyncio
import json
import socket
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from bank.contract import OrderState, Receipt, Settlement, TransferOrder
from kiosk.bank.client import NEVER_SENT, BankClient
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankError, BankUnreachable
from tests.kiosk_bank.bad_bank import BadBank, Behaviour, HungUp, Line, Received, problem, reply
from tests.kiosk_bank.certificates import Authority
from tests.kiosk_bank.conftest import Files

PutUp = Callable[[Behaviour], BadBank]
MakeClient = Callable[..., BankClient]

KEY = "6c5bd6a0-58a5-4b1f-9a52-3f0a4c1d2e3f"
HEAD = "7:" + "ab" * 32
ORDER = TransferOrder(from_account="a1", to_account="6222000000000001", amount=12_345)
RECEIPT = {
    "reference": "R-1",
    "amount": 12_345,
    "fee": 0,
    "executed_at": "2026-03-02T02:30:00Z",
    "business_date": "2026-03-02",
    "payee_masked_name": "李*",
    "payee_masked_number": "6222********0001",
    "balance_after": 100,
}


def send(client: BankClient) -> Settlement:
    return client.send_transfer(KEY, ORDER, "token-1", "session-1", HEAD)


def executes(request: Received, line: Line) -> None:
    line.answer(request, RECEIPT)


def test_done_with_everything_in_its_header(bank: PutUp, client: MakeClient) -> None:
    good = bank(executes)
    settlement = send(client(good.url, seconds=10))
    assert settlement == Settlement(state=OrderState.DONE, receipt=Receipt.model_validate_json(json.dumps(RECEIPT)))
    (request,) = good.received
    assert (request.method, request.path) == ("POST", "/transfers")
    assert TransferOrder.model_validate_json(request.body) == ORDER
    sent = {name: request.headers[name] for name in ("idempotency-key", "authorisation-token", "customer-session")}
    assert sent == {"idempotency-key": KEY, "authorisation-token": "token-1", "customer-session": "session-1"}
    assert request.headers["journal-head"] == HEAD


@pytest.mark.parametrize(
    ("code", "status"),
    [("insufficient-funds", 409), ("order-closed", 409), ("authorisation-invalid", 403), ("bank-closed", 503)],
)
def test_declined_by_the_bank(bank: PutUp, client: MakeClient, code: str, status: int) -> None:
    def declines(request: Received, line: Line) -> None:
        line.answer(request, problem(code, status), status)

    assert send(client(bank(declines).url, seconds=10)) == Settlement(state=OrderState.DECLINED, problem=code)


def test_declined_when_it_surely_never_left(client: MakeClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settlement = send(client(f"https://127.0.0.1:{port}"))
    assert settlement == Settlement(state=OrderState.DECLINED, problem=NEVER_SENT)


def test_declined_when_it_is_another_bank(
    files: Files, client: MakeClient, tmp_path_factory: pytest.TempPathFactory
) -> None:
    identity = Authority("somebody else").server().write(tmp_path_factory.mktemp("other") / "server.pem")
    with BadBank(executes, identity, files.authority) as impostor:
        settlement = send(client(impostor.url))
        assert impostor.received == []
    assert settlement == Settlement(state=OrderState.DECLINED, problem=NEVER_SENT)


def silent(request: Received, line: Line) -> None:
    line.hang()


def drips(request: Received, line: Line) -> None:
    line.drip(reply(request, {**RECEIPT, "reference": "R" * 1200}))


def hangs_up(request: Received, line: Line) -> None:
    raise HungUp


def cut_short(request: Received, line: Line) -> None:
    line.send(reply(request, RECEIPT)[:-5])
    raise HungUp


def garbage(request: Received, line: Line) -> None:
    line.answer(request, b"<html>")


def half_a_receipt(request: Received, line: Line) -> None:
    line.answer(request, {"reference": "R-1"})


def receipt_of_another_amount(request: Received, line: Line) -> None:
    line.answer(request, {**RECEIPT, "amount": 12_346})


def other_request(request: Received, line: Line) -> None:
    line.answer(request, RECEIPT, request_id=str(uuid.uuid4()))


def other_version(request: Received, line: Line) -> None:
    line.answer(request, RECEIPT, version="2")


def decline_for_another_request(request: Received, line: Line) -> None:
    line.answer(request, problem("insufficient-funds", 409), 409, request_id=str(uuid.uuid4()))


def page_of_a_gateway(request: Received, line: Line) -> None:
    line.answer(request, b"<html>403</html>", 403, content_type="text/html")


def running(request: Received, line: Line) -> None:
    line.answer(request, problem("order-running", 409, retry_after=1), 409)


def key_used_before(request: Received, line: Line) -> None:
    line.answer(request, problem("key-other-body", 422), 422)


def failed(request: Received, line: Line) -> None:
    line.answer(request, problem("internal-error", 500), 500)


def redirect(request: Received, line: Line) -> None:
    line.answer(request, RECEIPT, 308, extra="Location: /transfers\r\n")


def seconds_for(behave: Behaviour) -> float:
    """The deadline: short only where the test is that it comes."""
    return 2 if behave in (silent, drips) else 20


UNCERTAIN = [
    silent,
    drips,
    hangs_up,
    cut_short,
    garbage,
    half_a_receipt,
    receipt_of_another_amount,
    other_request,
    other_version,
    decline_for_another_request,
    page_of_a_gateway,
    running,
    key_used_before,
    failed,
    redirect,
]


@pytest.mark.parametrize("behave", UNCERTAIN)
def test_anything_else_is_not_known_and_not_sent_again(bank: PutUp, client: MakeClient, behave: Behaviour) -> None:
    bad = bank(behave)
    assert send(client(bad.url, seconds=seconds_for(behave))) == Settlement(state=OrderState.RUNNING)
    assert len(bad.received) == 1


def test_a_terminal_refused_after_the_request_left_is_not_known(
    client: MakeClient, bank: PutUp, tmp_path: Path
) -> None:
    """In TLS 1.3 the bank checks our certificate only after we may already have sent."""
    stranger = Authority("somebody else").terminal().write(tmp_path / "terminal.pem")
    settlement = send(client(bank(executes).url, identity=stranger, seconds=10))
    assert settlement == Settlement(state=OrderState.RUNNING)


def test_a_hung_query_does_not_hold_up_an_order(bank: PutUp, client: MakeClient) -> None:
    def only_orders(request: Received, line: Line) -> None:
        if request.path == "/transfers":
            line.answer(request, RECEIPT)
        else:
            line.hang()

    asked = client(bank(only_orders).url, seconds=3)

    async def both() -> None:
        query = asyncio.create_task(asked.accounts("session-1"))
        await asyncio.sleep(0)
        settlement = await asyncio.to_thread(send, asked)
        assert settlement.state is OrderState.DONE
        assert not query.done()
        with pytest.raises(BankUnreachable):
            await query

    asyncio.run(both())


def test_settle_says_what_the_bank_says(bank: PutUp, client: MakeClient) -> None:
    answers: list[object] = [
        {"state": "done", "receipt": RECEIPT},
        {"state": "declined", "problem": "order-never-received"},
        {"state": "running"},
    ]

    def settles(request: Received, line: Line) -> None:
        line.answer(request, answers.pop(0))

    good = bank(settles)
    asked = client(good.url, seconds=10)
    states = [asked.settle(KEY) for _ in range(3)]
    assert [s.state for s in states] == [OrderState.DONE, OrderState.DECLINED, OrderState.RUNNING]
    assert states[1].problem == "order-never-received"
    assert {(r.method, r.path) for r in good.received} == {("POST", f"/orders/{KEY}/settle")}


def settled_without_receipt(request: Received, line: Line) -> None:
    line.answer(request, {"state": "done"})


def unknown_state(request: Received, line: Line) -> None:
    line.answer(request, {"state": "perhaps"})


@pytest.mark.parametrize(
    ("behave", "error"),
    [
        (silent, BankUnreachable),
        (hangs_up, BankUnreachable),
        (failed, BankUnreachable),
        (garbage, BankBadAnswer),
        (settled_without_receipt, BankBadAnswer),
        (unknown_state, BankBadAnswer),
        (page_of_a_gateway, BankBadAnswer),
        (key_used_before, BankDeclined),
    ],
)
def test_settle_that_cannot_be_known(
    bank: PutUp, client: MakeClient, behave: Behaviour, error: type[BankError]
) -> None:
    with pytest.raises(error):
        client(bank(behave).url, seconds=seconds_for(behave)).settle(KEY)
