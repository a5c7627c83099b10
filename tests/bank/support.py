"""A terminal as the bank's tests need it: headers, a PIN pad's key, and the way from card to receipt."""

import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from psec.pinblock import encipher_pinblock_iso_4
from pydantic import BaseModel

from bank.contract import (
    CONTRACT_VERSION,
    REQUEST_ID,
    VERSION,
    Account,
    AccountSummary,
    Authorisation,
    CustomerSession,
    TransferOrder,
    fingerprint,
)
from bank.dukpt import pin_key
from bank.people import Person, SandboxCard, load_people

PEOPLE = {person.id: person for person in load_people()}
HEAD = "1:" + "a" * 64


class Reply(Protocol):
    """What both an HTTP client's and the in-process client's response have."""

    status_code: int

    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def text(self) -> str: ...
    def json(self) -> Any: ...


Send = Callable[[str, str, dict[str, str], bytes | None], Reply]


def person(name: str) -> Person:
    return PEOPLE[name]


def card_of(name: str) -> SandboxCard:
    return PEOPLE[name].cards[0]


def number_of(name: str, at: int = 0) -> str:
    return PEOPLE[name].accounts[at].number


def new_key() -> str:
    return str(uuid.uuid4())


def code_of(reply: Reply) -> str:
    """The code of a problem; fails the test if it is none, or carries no echo."""
    assert reply.headers["content-type"] == "application/problem+json", reply.text
    body = reply.json()
    assert body["status"] == reply.status_code
    assert reply.headers[VERSION] == CONTRACT_VERSION
    return str(body["type"]).rsplit(":", 1)[-1]


class Terminal:
    """Sends requests and enciphers PINs. `send` takes method, path, headers and body."""

    def __init__(self, send: Send, key_id: str, initial_key: str) -> None:
        self._send = send
        self.key_id = key_id
        self._initial_key = bytes.fromhex(initial_key)
        self.counter = 0

    def ask(self, method: str, path: str, body: BaseModel | dict[str, Any] | None = None, **headers: str) -> Reply:
        """`headers`: key, session, token, head, verification, application, staff; request id and version are added."""
        names = {
            "key": "Idempotency-Key",
            "session": "Customer-Session",
            "token": "Authorisation-Token",
            "head": "Journal-Head",
            "verification": "Verification-Token",
            "application": "Application-Token",
            "staff": "Staff-Session",
        }
        sent = {REQUEST_ID: new_key(), VERSION: CONTRACT_VERSION} | {names[n]: v for n, v in headers.items()}
        content = None
        if body is not None:
            content = (body.model_dump_json() if isinstance(body, BaseModel) else json.dumps(body)).encode()
            sent["Content-Type"] = "application/json"
        reply = self._send(method, path, sent, content)
        assert reply.headers[REQUEST_ID] == sent[REQUEST_ID]
        return reply

    def raw(self, method: str, path: str, headers: dict[str, str], content: bytes | None = None) -> Reply:
        return self._send(method, path, headers, content)

    def pin(self, pan: str, digits: str) -> dict[str, Any]:
        self.counter += 1
        key = pin_key(self._initial_key, bytes.fromhex(self.key_id), self.counter)
        block = encipher_pinblock_iso_4(key, digits, pan).hex()
        return {"key_id": self.key_id, "counter": self.counter, "block": block}

    def authorisation_body(
        self, card: SandboxCard, purpose: str = "sign-in", order: BaseModel | None = None, pin: str = ""
    ) -> dict[str, Any]:
        body: dict[str, Any] = {
            "purpose": purpose,
            "card": card_fields(card),
            "pin": self.pin(card.pan, pin or card.pin),
        }
        return body | ({"order_hash": fingerprint(order)} if order else {})

    def authorise(self, card: SandboxCard, order: BaseModel | None = None, pin: str = "", key: str = "") -> Reply:
        body = self.authorisation_body(card, "order" if order else "sign-in", order, pin)
        return self.ask("POST", "/authorisations", body, key=key or new_key())

    def token(self, card: SandboxCard, order: BaseModel | None = None) -> str:
        return Authorisation.model_validate(ok(self.authorise(card, order))).token

    def sign_in(self, name: str) -> str:
        """Sign somebody in; return the session token."""
        card = card_of(name)
        token = self.token(card)
        reply = self.ask("POST", "/sessions", {"card": card_fields(card)}, key=new_key(), token=token)
        return CustomerSession.model_validate(ok(reply)).token

    def summary(self, session: str) -> AccountSummary:
        return AccountSummary.model_validate(ok(self.ask("GET", "/accounts", session=session)))

    def account(self, session: str) -> Account:
        return self.summary(session).accounts[0]

    def transfer(
        self,
        name: str,
        session: str,
        order: TransferOrder,
        *,
        key: str = "",
        token: str = "",
        head: str = HEAD,
        verification: str = "",
    ) -> Reply:
        """Send an order; with a new token, unless one is given."""
        token = token or self.token(card_of(name), order)
        headers = {"session": session, "token": token, "head": head}
        headers |= {"verification": verification} if verification else {}
        return self.ask("POST", "/transfers", order, key=key or new_key(), **headers)


def card_fields(card: SandboxCard) -> dict[str, str]:
    return {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence}


def ok(reply: Reply) -> Any:
    assert reply.status_code == 200, reply.text
    return reply.json()
