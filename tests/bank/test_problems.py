"""Whatever is wrong is a problem of the catalogue, with the contract's headers, and quotes nothing that was sent."""

import asyncio
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bank import problems
from bank.api import create_app
from bank.contract import CONTRACT_VERSION, REQUEST_ID, VERSION
from bank.envelope import BODY_LIMIT, Envelope
from bank.opening import Bank
from bank.problems import CATALOGUE, Code
from bank.store import Store
from tests.bank.applying import Applicant
from tests.bank.support import Terminal, card_of, code_of, new_key, ok
from tests.bank.verifying import CONSENTED, finding

DOCUMENT = Path(__file__).parents[2] / "docs" / "problems.md"


def headers(**changes: str) -> dict[str, str]:
    return {REQUEST_ID: new_key(), VERSION: CONTRACT_VERSION, "Content-Type": "application/json"} | changes


def test_the_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == problems.document(), "run python -m bank.problems > docs/problems.md"


def test_every_code_is_in_the_catalogue() -> None:
    assert set(CATALOGUE) == set(Code)
    assert all(entry.title and entry.todo and 400 <= entry.status < 600 for entry in CATALOGUE.values())


def test_every_code_is_used() -> None:
    folder = Path(problems.__file__).parent
    sources = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    del sources["problems"], sources["problem_codes"], sources["documentation"]
    doing = [source for name, source in sources.items() if not name.startswith("api_") and name != "api"]
    doing += [sources["api_base"], sources["api_certificates"]]  # the others of the kind only document
    used = {name for source in doing for name in re.findall(r"Code\.([A-Z_]+)", source)}
    assert used == {code.name for code in Code}


@pytest.mark.parametrize("version", [None, "", "0", "2", "1.0"])
def test_another_version_is_refused(terminal: Terminal, version: str | None) -> None:
    sent = headers()
    del sent[VERSION]
    reply = terminal.raw("GET", "/status", sent | ({} if version is None else {VERSION: version}))
    assert code_of(reply) == "contract-version-unknown"
    assert reply.headers[REQUEST_ID] == sent[REQUEST_ID]


@pytest.mark.parametrize("request_id", [None, "", "x", "0" * 32, "z" * 36])
def test_a_request_id_is_required(terminal: Terminal, request_id: str | None) -> None:
    sent = headers()
    del sent[REQUEST_ID]
    reply = terminal.raw("GET", "/status", sent | ({} if request_id is None else {REQUEST_ID: request_id}))
    assert code_of(reply) == "request-id-invalid"
    assert REQUEST_ID not in reply.headers


@pytest.mark.parametrize(
    ("method", "path", "code"), [("GET", "/nothing", "not-found"), ("PUT", "/status", "method-not-allowed")]
)
def test_no_such_place(terminal: Terminal, method: str, path: str, code: str) -> None:
    reply = terminal.ask(method, path)
    assert code_of(reply) == code
    assert (reply.headers.get("allow") == "GET") == (code == "method-not-allowed")


BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"\xff"',
    b'{"where": "menu"}',
    b'{"where": "menu", "language": "en", "surplus": 1}',
    b'{"where": "Wang Xiaoming 6200001320179768", "language": "en"}',
    b'{"where": "menu", "language": "fr"}',
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_does_not_match_is_refused_without_quoting_it(terminal: Terminal, body: bytes) -> None:
    reply = terminal.raw("POST", "/assistance", headers(**{"Idempotency-Key": new_key()}), body)
    assert (code_of(reply), reply.status_code) == ("request-invalid", 400)
    assert "6200001320179768" not in reply.text


@pytest.mark.parametrize("amount", [0, -1, 1.5, "1e3", True, None, 10**13 + 1])
def test_amounts_are_whole_and_positive(terminal: Terminal, amount: Any) -> None:
    body = {"from_account": "x", "to_account": "6200008200142170", "amount": amount}
    head = {"session": "x", "token": "x", "head": "1:" + "0" * 64}
    assert code_of(terminal.ask("POST", "/transfers", body, key=new_key(), **head)) == "request-invalid"


@pytest.mark.parametrize("head", ["", "1", "x:" + "0" * 64, "1:0", "-1:" + "0" * 64, "1:" + "G" * 64])
def test_a_journal_head_is_required(terminal: Terminal, head: str) -> None:
    body = {"from_account": "x", "to_account": "6200008200142170", "amount": 1}
    reply = terminal.ask("POST", "/transfers", body, key=new_key(), session="x", token="x", head=head)
    assert code_of(reply) == "request-invalid"


def test_a_body_may_have_64_kib(terminal: Terminal) -> None:
    fits, too_large = b" " * BODY_LIMIT, b" " * (BODY_LIMIT + 1)
    sent = headers(**{"Idempotency-Key": new_key()})
    assert code_of(terminal.raw("POST", "/assistance", sent, fits)) == "request-invalid"
    reply = terminal.raw("POST", "/assistance", sent, too_large)
    assert (code_of(reply), reply.status_code) == ("body-too-large", 413)


Messages = list[dict[str, Any]]


def run_envelope(receive: Callable[[], Any], seconds: float) -> Messages:
    """Run the envelope around an application that must not be reached."""

    async def unreachable(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("the application was reached")

    answers: Messages = []

    async def send(message: Any) -> None:
        answers.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in headers().items()]
    scope = {"type": "http", "method": "POST", "path": "/assistance", "headers": raw}
    asyncio.run(Envelope(unreachable, seconds)(scope, receive, send))
    return answers


def test_a_body_in_pieces_is_counted() -> None:
    async def endless() -> dict[str, Any]:
        return {"type": "http.request", "body": b" " * 1024, "more_body": True}

    assert run_envelope(endless, 60)[0]["status"] == 413


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def nothing() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    answers = run_envelope(nothing, 0)
    assert answers[0]["status"] == 408
    assert json.loads(answers[1]["body"])["type"].endswith("request-too-slow")


class BrokenStore(Store):
    async def writing(self, work: Any) -> Any:
        raise RuntimeError("the disk is on fire")


def test_a_fault_of_the_bank_is_a_problem_too(
    bank: Bank, terminal: Terminal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    card = card_of("wang-xiaoming")
    body = terminal.authorisation_body(card)
    bank.store.close()
    bank.store = BrokenStore(f"sqlite:///{tmp_path}/broken.db")
    with caplog.at_level(logging.DEBUG):
        reply = terminal.ask("POST", "/authorisations", body, key=new_key())
    assert (code_of(reply), reply.status_code) == ("internal-error", 500)
    assert "on fire" in caplog.text
    assert "on fire" not in reply.text
    assert not re.search(f"{card.pan}|{body['pin']['block']}", caplog.text)


def test_a_terminal_has_a_limit_of_its_own(bank: Bank) -> None:
    bank.register_terminal("terminal-001")
    bank.register_terminal("terminal-002")

    async def ask() -> list[httpx.Response]:
        app = create_app(bank, lambda request: request.headers["who"], requests_per_second=3)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bank") as client:
            names = ["terminal-001"] * 100 + ["terminal-002"]
            return [await client.get("/status", headers=headers(who=name)) for name in names]

    *busy, other = asyncio.run(ask())
    refused = [reply for reply in busy if reply.status_code == 429]
    assert len(refused) >= 50
    assert code_of(refused[-1]) == "too-many-requests"
    assert refused[-1].headers["Retry-After"] == "1"
    assert other.status_code == 200


@pytest.mark.parametrize(("name", "code"), [(None, "certificate-required"), ("stranger", "terminal-unknown")])
def test_strangers_are_refused_everywhere_but_at_enrolment(
    bank: Bank, terminal: Terminal, name: str | None, code: str
) -> None:
    app = create_app(bank, lambda request: name)

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bank") as client:
            sent = headers(**{"Idempotency-Key": new_key(), "Customer-Session": "x", "Authorisation-Token": "x"})
            sent |= {"Journal-Head": "1:" + "0" * 64, "Application-Token": "x"}
            card = {"pan": "6200001320179768", "expiry": "3512"}
            pin = {"key_id": "0" * 16, "counter": 1, "block": "0" * 32}
            order = {"from_account": "x", "to_account": "6200008200142170", "amount": 1}
            applicant, one = Applicant(terminal, None), f"/applications/{'0' * 32}"
            applying = (
                ("POST", "/applications", applicant.body()),
                ("POST", "/applications/resume", {"code": "0" * 8, "document": applicant.document}),
                ("GET", one, None),
                ("POST", f"{one}/face", {"finding": finding()}),
                ("POST", f"{one}/stills", {"of": "live", "jpeg": "/9j/", "consented_at": CONSENTED}),
                ("POST", f"{one}/phone", {"phone": "19900005148"}),
                ("POST", f"{one}/phone/confirm", {"code": "000000"}),
                ("POST", f"{one}/details", applicant.details.model_dump()),
                ("POST", f"{one}/submit", {"reviewed": "0" * 64}),
                ("POST", f"{one}/plastic", {"attempt": 1, "event": "encoded"}),
                ("POST", f"{one}/offers", {"alerts": True}),
                *(("POST", f"{one}/{step}", None) for step in ("phone/resend", "reserve", "pause", "withdraw", "bind")),
            )
            return [
                await client.request(method, path, headers=sent, json=body)
                for method, path, body in (
                    ("GET", "/status", None),
                    ("GET", "/openapi.json", None),
                    ("POST", "/renewals", {"certificate_request": "x"}),
                    ("POST", "/authorisations", {"purpose": "sign-in", "card": card, "pin": pin}),
                    ("POST", "/sessions", {"card": card}),
                    ("DELETE", "/sessions", None),
                    ("GET", "/accounts", None),
                    ("POST", "/payees/look-up", {"account_number": "6200008200142170"}),
                    ("POST", "/transfers", order),
                    ("POST", f"/orders/{new_key()}/settle", None),
                    ("POST", "/assistance", {"where": "menu", "language": "en"}),
                    ("GET", f"/assistance/{'0' * 32}", None),
                    ("GET", "/safety", None),
                    ("POST", f"/cards/{'0' * 32}/report-lost", None),
                    ("POST", f"/accounts/{'0' * 32}/freeze", None),
                    ("POST", "/phone-codes", {"id_number": "9" * 18}),
                    ("POST", f"/phone-codes/{'0' * 32}/resend", None),
                    ("POST", f"/phone-codes/{'0' * 32}/sign-in", {"code": "000000"}),
                    ("GET", "/limits", None),
                    ("POST", "/transactions/search", {"account": "x"}),
                    ("POST", "/statements", {"account": "x", "since": "2026-01-01", "until": "2026-01-02"}),
                    ("POST", "/quotes", order),
                    ("GET", "/transfers/pending", None),
                    ("POST", f"/transfers/pending/{'0' * 32}/cancel", None),
                    ("GET", "/payees", None),
                    ("POST", "/payees", {"account_number": "6200008200142170"}),
                    ("DELETE", f"/payees/{'0' * 32}", None),
                    ("GET", "/reconciliation/2026-03-02", None),
                    ("POST", f"/accounts/{'0' * 32}/unfreeze", None),
                    (
                        "POST",
                        "/verifications",
                        {"purpose": "unfreeze", "subject": "0" * 64, "way": "staff", "staff_reason": "asked"},
                    ),
                    ("GET", f"/verifications/{'0' * 32}", None),
                    ("POST", "/registry/portrait", None),
                    *applying,
                )
            ]

    replies = asyncio.run(ask())
    assert [code_of(reply) for reply in replies] == [code] * len(replies)


# POST, to keep numbers out of URLs or because nothing new is done; without a key
QUERIES = (
    "/payees/look-up",
    "/orders/{key}/settle",
    "/quotes",
    "/transactions/search",
    "/statements",
    "/registry/portrait",
)


def test_the_openapi_document_is_complete(terminal: Terminal) -> None:
    document = ok(terminal.ask("GET", "/openapi.json"))
    operations = {
        (method, path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert len(operations) == 58
    for (method, path), operation in operations.items():
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert {REQUEST_ID, VERSION} <= names
        changes = method != "get" and path not in QUERIES
        assert ("Idempotency-Key" in names) == changes
        for status, answer in operation["responses"].items():
            assert VERSION in answer["headers"]
            assert status.startswith("2") or "application/problem+json" in answer["content"]
        documented = " ".join(answer["description"] for answer in operation["responses"].values())
        assert "terminal-revoked" in documented
    assert "HTTPValidationError" not in json.dumps(document)
