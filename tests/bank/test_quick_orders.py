"""Orders on their way past FastAPI: only what is well-formed takes it, and everything else is handed on whole."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bank.contract import TransferOrder
from bank.headers import OrderHeaders
from bank.quick_orders import QuickOrders

KEY = "4b2d7a52-3c1f-4f7e-9a56-0d6f6d0b8a11"
HEAD = "1:" + "a" * 64
HEADERS = {
    "content-type": "application/json",
    "idempotency-key": KEY,
    "customer-session": "session",
    "authorisation-token": "token",
    "journal-head": HEAD,
}
ORDER = TransferOrder(from_account="account", to_account="6200001234567890", amount=100)
BODY = ORDER.model_dump_json().encode()


class Ways:
    """Notes which way a request took: `quick` with what was understood, or `on` with the body."""

    def __init__(self) -> None:
        self.quick: tuple[TransferOrder, OrderHeaders] | None = None
        self.on: bytes | None = None

    async def transfer(self, request: Request, order: TransferOrder, headers: OrderHeaders) -> Response:
        self.quick = (order, headers)
        return Response()

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        self.on = (await receive())["body"]
        await Response()(scope, receive, send)


def sent(headers: list[tuple[str, str]], body: bytes = BODY, path: str = "/transfers", method: str = "POST") -> Ways:
    ways = Ways()
    raw = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        pass

    asyncio.run(QuickOrders(ways.app, ways.transfer)(scope, receive, send))
    return ways


def test_an_order_takes_the_quick_way() -> None:
    ways = sent([*HEADERS.items()])
    assert ways.on is None
    assert ways.quick == (
        ORDER,
        OrderHeaders.model_construct(key=UUID(KEY), session="session", token="token", head=HEAD),
    )


def test_of_a_repeated_header_the_first_counts() -> None:
    ways = sent([*HEADERS.items(), ("authorisation-token", "another")])
    assert ways.quick is not None
    assert ways.quick[1].token == "token"


@pytest.mark.parametrize("missing", HEADERS)
def test_without_a_header_it_is_handed_on(missing: str) -> None:
    ways = sent([(name, value) for name, value in HEADERS.items() if name != missing])
    assert (ways.quick, ways.on) == (None, BODY)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("content-type", "text/plain"),
        ("idempotency-key", "1"),
        ("customer-session", ""),
        ("authorisation-token", "a b"),
        ("journal-head", "x"),
    ],
)
def test_with_a_wrong_header_it_is_handed_on(name: str, wrong: str) -> None:
    ways = sent([*(HEADERS | {name: wrong}).items()])
    assert (ways.quick, ways.on) == (None, BODY)


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", BODY.replace(b"100", b"-1"), BODY.replace(b"100", b"1e2")])
def test_with_a_wrong_body_it_is_handed_on(body: bytes) -> None:
    ways = sent([*HEADERS.items()], body)
    assert (ways.quick, ways.on) == (None, body)


@pytest.mark.parametrize(("path", "method"), [("/transfers", "PUT"), ("/transfers/", "POST"), ("/sessions", "POST")])
def test_everything_else_is_handed_on(path: str, method: str) -> None:
    ways = sent([*HEADERS.items()], path=path, method=method)
    assert (ways.quick, ways.on) == (None, BODY)
