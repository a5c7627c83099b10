"""Whatever is sent over HTTPS, the bank answers as its own OpenAPI document says, and never with a fault.

Three kinds of requests for every operation: ones that match the schema, ones that do not, and real ones, which hooks
fill with a session, a token, a PIN block, a code, so that each operation also succeeds.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks as faults
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks as conformance

from bank.contract import CONTRACT_VERSION, TransferOrder
from tests.bank.process import BankProcess, Enrolled, certificate_request, enrol, terminal_at
from tests.bank.support import HEAD, Terminal, card_fields, card_of, new_key, number_of, ok

pytestmark = pytest.mark.slow

OPERATIONS = [
    "POST /enrolments",
    "POST /renewals",
    "GET /status",
    "POST /assistance",
    "GET /assistance/{call_id}",
    "POST /authorisations",
    "POST /sessions",
    "DELETE /sessions",
    "GET /accounts",
    "POST /payees/look-up",
    "POST /transfers",
    "POST /orders/{key}/settle",
]
_ANSWERS: Any = conformance  # the library's types are not complete
_FAULTS: Any = faults
CHECKS: list[Any] = [
    _FAULTS.not_a_server_error,
    _ANSWERS.status_code_conformance,
    _ANSWERS.content_type_conformance,
    _ANSWERS.response_headers_conformance,
    _ANSWERS.response_schema_conformance,
]
NAME = "ouyang-zhiyuan"


class Real:
    """Fills a generated case with what a real terminal would send."""

    def __init__(self, bank: BankProcess, terminal: Terminal) -> None:
        self._bank = bank
        self._terminal = terminal
        self._card = card_of(NAME)
        self._request = certificate_request(ec.generate_private_key(ec.SECP256R1()))

    def fill(self, label: str, case: Any) -> None:
        case.headers = dict(case.headers or {}) | {
            "Request-Id": new_key(),
            "Contract-Version": CONTRACT_VERSION,
            "Idempotency-Key": new_key(),
            "Journal-Head": HEAD,
        }
        fill: dict[str, Callable[[Any], None]] = {
            "POST /enrolments": self._enrol,
            "POST /renewals": self._renew,
            "GET /assistance/{call_id}": self._call,
            "POST /authorisations": self._authorise,
            "POST /sessions": self._sign_in,
            "DELETE /sessions": self._session,
            "GET /accounts": self._session,
            "POST /payees/look-up": self._look_up,
            "POST /transfers": self._transfer,
        }
        if label in fill:
            fill[label](case)

    def _enrol(self, case: Any) -> None:
        code = self._bank.control.create_enrolment_code("terminal-new").code
        case.body = {"code": code, "certificate_request": self._request}

    def _renew(self, case: Any) -> None:
        case.body = {"certificate_request": self._request}

    def _call(self, case: Any) -> None:
        body = {"where": "menu", "language": "en"}
        case.path_parameters = {"call_id": ok(self._terminal.ask("POST", "/assistance", body, key=new_key()))["id"]}

    def _authorise(self, case: Any) -> None:
        fields = card_fields(self._card) | {"cryptogram": case.body["card"].get("cryptogram", "")}
        case.body = case.body | {"card": fields, "pin": self._terminal.pin(self._card.pan, self._card.pin)}
        if case.body["purpose"] == "sign-in":
            case.body.pop("order_hash", None)
        else:
            case.body["order_hash"] = case.body.get("order_hash") or "0" * 64

    def _sign_in(self, case: Any) -> None:
        case.body = {"card": card_fields(self._card)}
        case.headers["Authorisation-Token"] = self._terminal.token(self._card)

    def _session(self, case: Any) -> None:
        case.headers["Customer-Session"] = self._terminal.sign_in(NAME)

    def _look_up(self, case: Any) -> None:
        self._session(case)
        case.body = {"account_number": number_of("sun-li")}

    def _transfer(self, case: Any) -> None:
        self._session(case)
        account = self._terminal.account(case.headers["Customer-Session"]).id
        amount = 1 + int(case.body["amount"]) % 10_000
        order = TransferOrder(from_account=account, to_account=number_of("sun-li"), amount=amount)
        case.body = order.model_dump(mode="json")
        case.headers["Authorisation-Token"] = self._terminal.token(self._card, order)


class Target:
    """The bank's schema, and a terminal's way to it."""

    def __init__(self, bank: BankProcess, enrolled: Enrolled) -> None:
        self._terminal = terminal_at(bank, enrolled)
        self.real = Real(bank, self._terminal)
        self.tls = {"verify": str(enrolled.authority), "cert": str(enrolled.certificate)}
        self.url = bank.url
        document = ok(self._terminal.ask("GET", "/openapi.json"))
        schema: Any = schemathesis.openapi.from_dict(document)
        found: list[Any] = [result.ok() for result in schema.get_all_operations()]
        self.operations = {operation.label: operation for operation in found}


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with tempfile.TemporaryDirectory(prefix="bank") as made, BankProcess(Path(made) / "state") as process:
        folder = Path(made)
        yield Target(process, enrol(process, folder, "terminal-001"))


def run(target: Target, label: str, mode: GenerationMode, fill: Callable[[Any], None] | None, count: int) -> list[int]:
    """Send many cases of an operation; check each answer; return the statuses."""
    statuses: list[int] = []
    strategy: Any = target.operations[label].as_strategy(generation_mode=mode)

    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(case=strategy)
    def send(case: Any) -> None:
        if fill is not None:
            fill(case)
        response = case.call(base_url=target.url, timeout=30, **target.tls)
        statuses.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    send()
    return statuses


def test_every_operation_is_here(target: Target) -> None:
    assert sorted(target.operations) == sorted(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_real_requests_succeed(target: Target, label: str) -> None:
    statuses = run(target, label, GenerationMode.POSITIVE, lambda case: target.real.fill(label, case), 8)
    assert all(200 <= status < 300 for status in statuses)
    assert statuses


@pytest.mark.parametrize("label", OPERATIONS)
def test_well_formed_requests_are_answered(target: Target, label: str) -> None:
    assert run(target, label, GenerationMode.POSITIVE, None, 25)


@pytest.mark.parametrize("label", OPERATIONS)
def test_malformed_requests_are_refused(target: Target, label: str) -> None:
    statuses = run(target, label, GenerationMode.NEGATIVE, None, 50)
    assert min(statuses) >= 400
