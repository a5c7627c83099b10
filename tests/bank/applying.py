"""Somebody without an account at a terminal: from the ID document to the card, step by step as a terminal does it."""

import base64
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bank import applications
from bank.application_tables import applications as rows
from bank.applications import LIFE
from bank.contract import (
    Application,
    ApplicationKind,
    Binding,
    Card,
    Decision,
    Details,
    DocumentData,
    PhoneCode,
    PlasticReport,
    Reservation,
    ResumeCode,
    fingerprint,
)
from bank.opening import Bank
from bank.people import PEOPLE
from bank.tables import accounts, cards, customers, sms_outbox
from bank.turn import Turn
from drivers.simulator.id_documents import SandboxDocument, read_documents
from tests.bank.support import Reply, Terminal, card_of, new_key, ok
from tests.bank.verifying import finding

DOCUMENTS = {document.id: document for document in read_documents()}
OPENER = "yusup-kadir"
CUSTOMERS = ("maria-fernandez-okonkwo", "liu-yang", "zhao-min", "lin-mei-ling", "zhou-jianguo")  # of a small cast
ACCEPTED_AT = "2026-03-02T10:29:00+08:00"
JPEG = b"\xff\xd8\xff\xe0 a drawn face at the terminal \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n a name in a hand of its own"
PIN = "739264"
AGREED = {
    "opening": ("account-agreement", "personal-data"),
    "additional": ("card-agreement", "personal-data-card"),
    "replacement": ("card-agreement", "personal-data-card"),
    "pin-reset": ("personal-data-pin",),
}


def document_of(who: str, paper: str = "resident-id", **changes: Any) -> dict[str, Any]:
    """What a terminal reads of somebody's document, but for `changes`."""
    found: SandboxDocument = DOCUMENTS[f"{who}/{paper}"]
    return {
        "kind": found.kind.value,
        "number": found.number,
        "name": found.name,
        "latin_name": found.latin_name,
        "sex": found.sex.value,
        "nation": found.nation,
        "born": _iso(found.born),
        "address": found.address,
        "issuer": found.issuer,
        "valid_from": _iso(found.valid_from),
        "valid_until": _iso(found.valid_until),
    } | changes


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


class Applicant:
    """Somebody who applies at a terminal. Each step has a new key unless it is given one."""

    def __init__(self, terminal: Terminal, bank: Bank | None, name: str = OPENER, kind: str = "opening") -> None:
        self.terminal = terminal
        self.bank = bank
        self.name = name
        self.kind = ApplicationKind(kind)
        self.document = document_of(name)
        self.phone = "19900005148"
        self.details = Details(
            address="沙盒市西区胡杨街12号", address_from_document=True, occupation="retired", purpose="pension"
        )
        self.id = self.token = ""

    def body(self, **changes: Any) -> dict[str, Any]:
        """The body of POST /applications."""
        accepted = [{"name": name, "version": "2026-11", "accepted_at": ACCEPTED_AT} for name in AGREED[self.kind]]
        body: dict[str, Any] = {"kind": self.kind.value, "document": self.document, "accepted": accepted}
        if self.kind is ApplicationKind.PIN_RESET:
            card = card_of(self.name)
            body["card"] = {"pan": card.pan, "expiry": card.expiry, "sequence": card.sequence}
        return body | changes

    def try_to_begin(self, key: str = "", **changes: Any) -> Reply:
        return self.terminal.ask("POST", "/applications", self.body(**changes), key=key or new_key())

    def begin(self, key: str = "", **changes: Any) -> Application:
        return self._known(Application.model_validate(ok(self.try_to_begin(key, **changes))))

    def _known(self, begun: Application) -> Application:
        self.id, self.token = begun.id, begun.token
        return begun

    def ask(self, step: str, body: Any = None, key: str = "", **headers: str) -> Reply:
        """One step, whatever comes of it."""
        path = f"/applications/{self.id}/{step}"
        return self.terminal.ask("POST", path, body, key=key or new_key(), application=self.token, **headers)

    def step(self, step: str, body: Any = None, key: str = "", **headers: str) -> Application:
        return Application.model_validate(ok(self.ask(step, body, key, **headers)))

    def look(self) -> Application:
        return Application.model_validate(ok(self.try_to_look()))

    def try_to_look(self) -> Reply:
        return self.terminal.ask("GET", f"/applications/{self.id}", application=self.token)

    def consented(self) -> str:
        """When the customer agreed to be looked at: now, as the bank has it, or at the last step."""
        now = self.bank.clock.now() if self.bank else self.look().expires_at - LIFE
        return now.isoformat()

    def face(self, **changes: Any) -> Application:
        return self.step("face", {"finding": finding(**{"consented_at": self.consented()} | changes)})

    def still(self, of: str = "live", picture: bytes = JPEG, consented_at: str = "") -> Reply:
        jpeg = base64.b64encode(picture).decode()
        return self.ask("stills", {"of": of, "jpeg": jpeg, "consented_at": consented_at or self.consented()})

    def send_code(self, phone: str = "") -> PhoneCode:
        return PhoneCode.model_validate(ok(self.ask("phone", {"phone": phone or self.phone})))

    def read_code(self) -> str:
        """Read the newest code on the phone, which here is the bank's outbox."""
        assert self.bank is not None
        mine = select(sms_outbox.c.text).where(sms_outbox.c.application_id == self.id)
        newest = mine.order_by(sms_outbox.c.id.desc()).limit(1)
        text = self.bank.store.read(lambda connection: connection.scalars(newest).one())
        [code] = re.findall(r"[0-9]{6}", text)
        return code

    def confirm(self, code: str = "") -> Reply:
        return self.ask("phone/confirm", {"code": code or self.read_code()})

    def say(self) -> Application:
        return self.step("details", self.details)

    def reserve(self, key: str = "") -> Reservation:
        return Reservation.model_validate(ok(self.ask("reserve", key=key)))

    def try_to_choose(self, card: Card, pin: str = PIN, again: str = "", key: str = "") -> Reply:
        body = {
            "purpose": "set-pin",
            "card": card.model_dump(),
            "pin": self.terminal.pin(card.pan, pin),
            "pin_again": self.terminal.pin(card.pan, again or pin),
        }
        return self.terminal.ask("POST", "/authorisations", body, key=key or new_key(), application=self.token)

    def choose(self, card: Card, pin: str = PIN) -> str:
        """Choose a PIN; return the token that stands for it."""
        return str(ok(self.try_to_choose(card, pin))["token"])

    def reviewed(self) -> str:
        opens = self.kind is ApplicationKind.OPENING
        return fingerprint(self.details if opens else DocumentData.model_validate(self.document))

    def submission(self, signature: bytes | None = PNG) -> dict[str, Any]:
        signed = None if signature is None else base64.b64encode(signature).decode()
        return {"reviewed": self.reviewed(), "signature": signed}

    def submit(self, authorisation: str, signature: bytes | None = PNG) -> Application:
        headers = {"token": authorisation} if authorisation else {}
        return self.step("submit", self.submission(signature), **headers)

    def prepare(self) -> str:
        """Go from the document to the PIN; return the token that stands for it."""
        self.begin()
        self.face()
        ok(self.still("document"))
        ok(self.still("live"))
        if self.kind is ApplicationKind.OPENING:
            self.send_code()
            ok(self.confirm())
            self.say()
        return self.choose(self.reserve().card)

    def wait(self) -> Application:
        """Go from the document to where staff are called."""
        return self.submit(self.prepare())

    def decide(self, decision: Decision, *reasons: str) -> None:
        """Let staff decide, as bank/approvals.py does once it knows that they may."""
        bank = self.bank
        assert bank is not None
        bank.store.write(
            lambda c: applications.decide(Turn(c, "desk", bank.clock.now()), self.id, decision, list(reasons))
        )

    def approved(self) -> None:
        """Go from the document to where staff have approved."""
        self.wait()
        self.decide(Decision.APPROVE)

    def bind(self, key: str = "") -> Binding:
        return Binding.model_validate(ok(self.ask("bind", key=key)))

    def bound(self) -> Binding:
        """Go from the document to the card that is to be encoded."""
        self.approved()
        return self.bind()

    def try_to_report(self, event: str, attempt: int = 1, key: str = "") -> Reply:
        report = PlasticReport.model_validate({"attempt": attempt, "event": event})
        return self.terminal.ask("POST", f"/applications/{self.id}/plastic", report, key=key or new_key())

    def report(self, *events: str, attempt: int = 1) -> Application:
        said = [Application.model_validate(ok(self.try_to_report(event, attempt))) for event in events]
        return said[-1]

    def issued(self) -> Binding:
        """Go all the way."""
        binding = self.bound()
        self.report("encoded", "presented", "taken")
        return binding

    def pause(self) -> ResumeCode:
        return ResumeCode.model_validate(ok(self.ask("pause")))

    def try_to_resume(
        self, code: str, terminal: Terminal | None = None, card: dict[str, Any] | None = None, **changes: Any
    ) -> Reply:
        """`card`: the one at hand; `changes`: of the document."""
        self.terminal = terminal or self.terminal
        body = {"code": code, "document": self.document | changes} | ({"card": card} if card else {})
        return self.terminal.ask("POST", "/applications/resume", body, key=new_key())

    def resume(self, code: str, terminal: Terminal | None = None, card: dict[str, Any] | None = None) -> Application:
        return self._known(Application.model_validate(ok(self.try_to_resume(code, terminal, card))))

    def row(self) -> Any:
        """The application's row."""
        assert self.bank is not None
        return self.bank.store.read(lambda c: c.execute(select(rows).where(rows.c.id == self.id)).one())


def write_cast(folder: Path) -> Path:
    """Write a cast of those without an account and `CUSTOMERS` alone, with the ID documents of all; return its file."""
    cast, *_ = PEOPLE.read_text(encoding="utf-8").split("[[staff]]")
    head, *people = cast.split("[[people]]")
    wanted = [f'id = "{name}"' for name in CUSTOMERS]
    kept = [one for one in people if "[[people.accounts]]" not in one or any(name in one for name in wanted)]
    file = folder / PEOPLE.name
    file.write_text("[[people]]".join([head, *kept]), encoding="utf-8")
    documents = "id_documents.toml"
    shutil.copy(PEOPLE.with_name(documents), folder / documents)
    return file


def count(bank: Bank, table: Any, *where: Any) -> int:
    """How many rows there are."""
    return bank.store.read(lambda c: c.scalars(select(func.count()).select_from(table).where(*where)).one())


def card_row(bank: Bank, pan: str) -> Any:
    """A card's row."""
    number = bank.vault.fingerprint(pan)
    return bank.store.read(lambda c: c.execute(select(cards).where(cards.c.pan_fingerprint == number)).one())


def customer_row(bank: Bank, applicant: Applicant) -> Any:
    """The row of the customer that an application made, or was of."""
    query = select(customers).where(customers.c.id == applicant.row().customer_id)
    return bank.store.read(lambda c: c.execute(query).one())


def accounts_of(bank: Bank, customer: str) -> list[Any]:
    """The rows of somebody's accounts."""
    return bank.store.read(lambda c: list(c.execute(select(accounts).where(accounts.c.customer_id == customer))))
