"""Orders on disk: what is to happen, each body under a key of its own, and what became of it.

An order's file has a line for the intention (in clear: key, case number and whatever names no customer; the body
enciphered with AES-256-GCM) and, once it is settled, a line for the outcome. The secret that enciphers the body lies in
another folder and is destroyed at settlement, so that nothing readable of the customer's stays behind. It is on disk
before the order comes, so that no customer waits for it. Session and authorisation token are never written.

Names: `<UTC time>-<key>.open`, `.settled` after settlement; `<random name>.secret`.
"""

import base64
import hashlib
import json
import os
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from bank.contract import TransferOrder
from kiosk.money.disk import Disk

_FORMAT = 1
_SECRET_BYTES = 32  # AES-256
_NONCE_BYTES = 12
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f-]{36}")

End = Literal["done", "declined"]


@dataclass(frozen=True)
class Ended:
    """What became of an order for certain. `reference` when done, `problem` when declined (may be empty)."""

    state: End
    reference: str = ""
    problem: str = ""


@dataclass(frozen=True)
class OrderFile:
    """One order as it stands on disk. `journal_number`: the journal's newest record before this order's first.

    `body` is None once it cannot be deciphered any more; `ended` is None while the outcome is not known. `kind` is ""
    where the file itself cannot be read. `secret` names the secret of the body. `fee`, in fen: what the bank said it
    would take besides the amount.
    """

    key: str
    kind: str
    case: str
    session: str
    written_at: datetime
    journal_number: int
    body: TransferOrder | None = field(repr=False)
    ended: Ended | None = None
    secret: str = ""
    fee: int = 0

    @property
    def stem(self) -> str:
        """The name of its files, without ending. Sorts by time."""
        return f"{self.written_at:%Y%m%dT%H%M%S}-{self.key}"


def case_number(key: str) -> str:
    """The number a customer is given for an order: twelve digits, always the same for a key."""
    return f"{int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % 10**12:012d}"


class OrderFiles:
    """Reads and writes orders below `folder` and their secrets below `secrets_folder`. Raises `DiskError`."""

    def __init__(self, disk: Disk, folder: Path, secrets_folder: Path) -> None:
        self._disk = disk
        self._folder = folder
        self._secrets_folder = secrets_folder
        self._sizes: dict[str, int] = {}  # of open files, so that the outcome is written after the intention
        self._spare: tuple[str, bytes] | None = None  # the name and the bytes of a secret that no order has yet
        self._preparing = threading.Lock()
        disk.make_folder(folder)
        disk.make_folder(secrets_folder)

    def free(self) -> int:
        """Bytes that can still be written."""
        return min(self._disk.free(self._folder), self._disk.free(self._secrets_folder))

    def prepare(self) -> None:
        """Put the secret of the next order on disk, unless there is one. Durable."""
        with self._preparing:
            if self._spare is None:
                self._spare = self._new_secret()

    def intend(self, order: OrderFile) -> OrderFile:
        """Write down what is to happen. Durable. Gives the order with the name of its secret."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # 40 ms that a start need not wait for

        assert order.body is not None, "an order is written down with its body"
        text = order.body.model_dump_json()
        with self._preparing:
            name, secret = self._spare or self._new_secret()
            self._spare = None
        clear, nonce = _clear(order := replace(order, secret=name)), os.urandom(_NONCE_BYTES)
        body = nonce + AESGCM(secret).encrypt(nonce, text.encode(), _bytes(clear))
        data = _bytes({**clear, "body": base64.b64encode(body).decode()}) + b"\n"
        self._sizes[order.stem] = len(data)
        self._disk.write_new(self._open_path(order.stem), data)
        return order

    def withdraw(self, order: OrderFile) -> None:
        """Remove an order that was not sent, if it was written at all. Durable.

        Its secret stays until the next start, which destroys what no order needs.
        """
        if self._disk.exists(path := self._open_path(order.stem)):
            self._disk.remove(path)
        self._sizes.pop(order.stem, None)

    def conclude(self, order: OrderFile, ended: Ended) -> OrderFile:
        """Write down what became of it. Durable."""
        line = _bytes({"state": ended.state, "reference": ended.reference, "problem": ended.problem}) + b"\n"
        self._disk.append(self._open_path(order.stem), line, self._sizes[order.stem])
        return replace(order, ended=ended)

    def close(self, order: OrderFile) -> None:
        """Destroy the secret and put the order with the settled ones. Done again at the next start if need be."""
        self._destroy_secret(order.secret)
        self._disk.rename(self._open_path(order.stem), f"{order.stem}.settled")
        self._sizes.pop(order.stem, None)

    def load(self) -> list[OrderFile]:
        """Read the open orders, oldest first. Destroys secrets that no order needs.

        An order whose file is torn or damaged is given without body: its name has the key that the bank is asked by.
        """
        orders = [self._read(stem) or self._unreadable(stem) for stem in self._stems(".open")]
        needed = {order.secret for order in orders if not order.ended}
        for name in self._disk.list(self._secrets_folder):
            if name.removesuffix(".secret") not in needed:
                self._destroy_secret(name.removesuffix(".secret"))
        return orders

    def settled(self) -> Iterator[OrderFile]:
        """The settled orders that are still kept, oldest first."""
        for stem in self._stems(".settled"):
            if order := self._read(stem, ".settled"):
                yield order

    def forget_settled(self, now: datetime, kept: timedelta) -> None:
        """Remove settled orders that were written before `now - kept`."""
        limit = f"{now - kept:%Y%m%dT%H%M%S}"
        for stem in self._stems(".settled"):
            if stem < limit:
                self._disk.remove(self._folder / f"{stem}.settled")

    # -- how ---------------------------------------------------------------------------------------------------------

    def _read(self, stem: str, ending: str = ".open") -> OrderFile | None:
        """None unless the intention is whole. A torn outcome is none: the bank is asked again."""
        intention, newline, outcome = self._disk.read(self._folder / f"{stem}{ending}").partition(b"\n")
        try:
            values: dict[str, Any] = json.loads(intention)
            body = values.pop("body")
            order = OrderFile(
                key=values["key"],
                kind=values["kind"],
                case=values["case"],
                session=values["session"],
                written_at=datetime.fromisoformat(values["written_at"]),
                journal_number=values["journal_number"],
                body=None,
                secret=values["secret"],
                fee=values.get("fee", 0),  # files of before fees have none
            )
        except (ValueError, TypeError, LookupError):
            return None
        if not newline or order.stem != stem:
            return None
        self._sizes[stem] = len(intention) + 1
        ended = _ended(outcome)
        return replace(order, body=None if ended else self._decipher(order.secret, body, _bytes(values)), ended=ended)

    def _unreadable(self, stem: str) -> OrderFile:
        moment, _, key = stem.partition("-")
        self._sizes[stem] = len(self._disk.read(self._open_path(stem)))
        written_at = datetime.strptime(f"{moment}+0000", "%Y%m%dT%H%M%S%z")
        return OrderFile(key, "", case_number(key), "", written_at, 0, body=None)

    def _decipher(self, name: str, body: str, clear: bytes) -> TransferOrder | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        with suppress(OSError, ValueError, InvalidTag):
            secret, data = self._disk.read(self._secret_path(name)), base64.b64decode(body)
            text = AESGCM(secret).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], clear)
            return TransferOrder.model_validate_json(text)
        return None

    def _new_secret(self) -> tuple[str, bytes]:
        name, secret = uuid.uuid4().hex, os.urandom(_SECRET_BYTES)
        self._disk.write_new(self._secret_path(name), secret)
        return name, secret

    def _destroy_secret(self, name: str) -> None:
        path = self._secret_path(name)
        if name and self._disk.exists(path):
            self._disk.destroy(path)

    def _stems(self, ending: str) -> list[str]:
        names = [name.removesuffix(ending) for name in self._disk.list(self._folder) if name.endswith(ending)]
        return [name for name in names if _NAME.fullmatch(name)]

    def _open_path(self, stem: str) -> Path:
        return self._folder / f"{stem}.open"

    def _secret_path(self, name: str) -> Path:
        return self._secrets_folder / f"{name}.secret"


def _clear(order: OrderFile) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "key": order.key,
        "kind": order.kind,
        "case": order.case,
        "session": order.session,
        "written_at": order.written_at.isoformat(timespec="seconds"),
        "journal_number": order.journal_number,
        "secret": order.secret,
        "fee": order.fee,
    }


def _ended(line: bytes) -> Ended | None:
    try:
        values: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        state, reference, problem = values["state"], values["reference"], values["problem"]
        return Ended(state, reference, problem) if state in ("done", "declined") else None
    except (ValueError, TypeError, LookupError):
        return None


def _bytes(values: dict[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
