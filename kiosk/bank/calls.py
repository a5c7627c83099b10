"""What calls to the bank are made of, for the parts that the client's calls are kept in (kiosk/bank/client.py)."""

import uuid
from abc import ABC, abstractmethod
from typing import TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from bank import contract as c
from kiosk.bank.https import Answer

M = TypeVar("M", bound=BaseModel)


class BankCalls(ABC):
    """Base of a group of calls. Each ends with a result or a `BankError`."""

    @abstractmethod
    async def _query(
        self,
        method: str,
        path: str,
        model: type[M],
        body: BaseModel | None = None,
        headers: dict[str, str] | None = None,
    ) -> M:
        """Ask something that may be asked again."""

    @abstractmethod
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
