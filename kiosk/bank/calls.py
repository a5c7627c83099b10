"""What calls to the bank are made of, for the parts that the client's calls are kept in (kiosk/bank/client.py)."""

import uuid
from abc import ABC, abstractmethod
from typing import TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from bank import contract as c
from kiosk.bank.errors import BankBadAnswer
from kiosk.bank.https import Answer

M = TypeVar("M", bound=BaseModel)


class BankCalls(ABC):
    """Base of a group of calls. Each ends with a result or a `BankError`."""

    async def _query(
        self,
        method: str,
        path: str,
        model: type[M],
        body: BaseModel | None = None,
        headers: dict[str, str] | None = None,
    ) -> M:
        """Ask something that may be asked again."""
        return parsed(await self._ask(method, path, body, headers or {}, retry_connect=True), model)

    async def _change(
        self,
        method: str,
        path: str,
        model: type[M],
        body: BaseModel | None,
        headers: dict[str, str] | None = None,
        key: str = "",
    ) -> M:
        """Change something, once for each key; without one, under a new one."""
        return parsed(await self._ask(method, path, body, keyed(key) | (headers or {})), model)

    @abstractmethod
    async def _ask(
        self, method: str, path: str, body: BaseModel | None, headers: dict[str, str], *, retry_connect: bool = False
    ) -> Answer:
        """Exchange. For an answer without a body."""


def part(name: str) -> str:
    """An id as one part of a path."""
    return quote(name, safe="")


def keyed(key: str = "") -> dict[str, str]:
    """The header of a change's key; without one, of a new one."""
    return {c.IDEMPOTENCY_KEY: key or str(uuid.uuid4())}


def verified(token: str) -> dict[str, str]:
    """The header of a verification that a call is made on the strength of; none without one."""
    return {c.VERIFICATION_TOKEN: token} if token else {}


def parsed(answer: Answer, model: type[M], content_type: str = "application/json") -> M:
    """Read the body as a model of the contract. Raises `BankBadAnswer`."""
    if answer.headers.get("content-type", "").partition(";")[0].strip().lower() != content_type:
        raise BankBadAnswer("another content type")
    try:
        return model.model_validate_json(answer.body, strict=True)
    except ValidationError as error:
        wrong = ", ".join(sorted({e["type"] for e in error.errors(include_input=False, include_url=False)}))
    raise BankBadAnswer(f"{model.__name__}: {wrong}")
