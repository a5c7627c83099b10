"""Takes orders past FastAPI, whose way from the body to the function takes longer than the transfer itself."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bank.contract import TransferOrder
from bank.envelope import given
from bank.headers import OrderHeaders

Transfer = Callable[[Request, TransferOrder, OrderHeaders], Awaitable[Response]]

_NAMES = {field.alias.lower().encode(): field.alias for field in OrderHeaders.model_fields.values() if field.alias}


class QuickOrders:
    """ASGI middleware inside `Envelope`: hands POST /transfers straight to `transfer`, checked by the same types.

    It refuses nothing. Whatever is not well-formed goes on to the application, which says what is wrong with it, as
    does every other request; so there is one place that documents and explains.
    """

    def __init__(self, app: ASGIApp, transfer: Transfer) -> None:
        self._app = app
        self._transfer = transfer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/transfers" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        message = await receive()  # the whole body: `Envelope` has seen to it
        try:
            headers = OrderHeaders.model_validate(_headers(scope))
            order = TransferOrder.model_validate_json(message["body"])
        except ValidationError:
            await self._app(scope, given(message["body"], receive), send)
            return
        response = await self._transfer(Request(scope), order, headers)
        await response(scope, receive, send)


def _headers(scope: Scope) -> dict[str, Any]:
    """The order's headers; none unless the body is plain JSON. Of a repeated one the first, as FastAPI does it."""
    found: dict[str, str] = {}
    is_json = False
    for name, value in scope["headers"]:
        if name in _NAMES:
            found.setdefault(_NAMES[name], value.decode("latin-1"))
        elif name == b"content-type":
            is_json = value == b"application/json"
    return found if is_json else {}
