"""Whatever is sent over HTTPS, the bank answers as its own OpenAPI document says, and never with a fault.

Three kinds of requests for every operation: ones that match the schema, ones that do not, and real ones, which hooks
fill with a session, a token, a PIN block, a code, so that each operation also succeeds.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from schemathesis.generation.modes import GenerationMode

from bank.contract import CONTRACT_VERSION, Speed, TransferOrder, UnfreezeOrder
from bank.phone_codes import LIFE
from tests.bank.fuzzing import Target, run
from tests.bank.fuzzing_applications import HOUR, RealApplications, newest_code
from tests.bank.fuzzing_staff import STAFF_OPERATIONS, RealStaff
from tests.bank.phones import answer, ask_for
from tests.bank.process import BankProcess, certificate_request, enrol, terminal_at
from tests.bank.support import HEAD, Terminal, card_fields, card_of, new_key, number_of, ok, person
from tests.bank.verifying import JPEG, report, verify

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
    "GET /limits",
    "POST /transactions/search",
    "POST /statements",
    "POST /quotes",
    "GET /reconciliation/{business_date}",
    "GET /transfers/pending",
    "POST /transfers/pending/{transfer_id}/cancel",
    "GET /payees",
    "POST /payees",
    "DELETE /payees/{payee_id}",
    "GET /safety",
    "POST /cards/{card_id}/report-lost",
    "POST /accounts/{account_id}/freeze",
    "POST /accounts/{account_id}/unfreeze",
    "POST /verifications",
    "GET /verifications/{verification_id}",
    "POST /registry/portrait",
    "POST /phone-codes",
    "POST /phone-codes/{code_id}/resend",
    "POST /phone-codes/{code_id}/sign-in",
    "POST /applications",
    "POST /applications/resume",
    "GET /applications/{application_id}",
    "POST /applications/{application_id}/face",
    "POST /applications/{application_id}/stills",
    "POST /applications/{application_id}/details",
    "POST /applications/{application_id}/phone",
    "POST /applications/{application_id}/phone/resend",
    "POST /applications/{application_id}/phone/confirm",
    "POST /applications/{application_id}/reserve",
    "POST /applications/{application_id}/submit",
    "POST /applications/{application_id}/pause",
    "POST /applications/{application_id}/withdraw",
    "POST /applications/{application_id}/bind",
    "POST /applications/{application_id}/plastic",
    "POST /applications/{application_id}/offers",
    *STAFF_OPERATIONS,
]
NAME = "ouyang-zhiyuan"
STOPPED = "zhou-jianguo"  # whose card and account are stopped: nobody else here needs them


class Real:
    """Fills a generated case with what a real terminal would send."""

    def __init__(self, bank: BankProcess, terminal: Terminal) -> None:
        self._bank = bank
        self._terminal = terminal
        self._card = card_of(NAME)
        self._phones = bank.state / "sms"
        self._applying = RealApplications(bank, terminal)
        self._staff = RealStaff(bank, terminal, terminal, desk=False)
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
            "GET /limits": self._session,
            "POST /transactions/search": self._search,
            "POST /statements": self._statement,
            "POST /quotes": self._quote,
            "GET /reconciliation/{business_date}": self._reconcile,
            "GET /transfers/pending": self._session,
            "POST /transfers/pending/{transfer_id}/cancel": self._cancel,
            "GET /payees": self._session,
            "POST /payees": self._save,
            "DELETE /payees/{payee_id}": self._forget,
            "GET /safety": self._session,
            "POST /cards/{card_id}/report-lost": self._report_lost,
            "POST /accounts/{account_id}/freeze": self._freeze,
            "POST /accounts/{account_id}/unfreeze": self._unfreeze,
            "POST /verifications": self._verify,
            "GET /verifications/{verification_id}": self._verification,
            "POST /registry/portrait": self._session,
            "POST /phone-codes": self._ask_for_code,
            "POST /phone-codes/{code_id}/resend": self._resend,
            "POST /phone-codes/{code_id}/sign-in": self._answer,
        }
        if "/staff/" in label:
            self._staff.fill(label, case)
        elif "/applications" in label:
            self._applying.fill(label, case)
        elif label in fill:
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
        case.body.pop("pin_again", None)
        if case.body["purpose"] == "set-pin":  # for an application: tests/bank/applications has it
            case.body["purpose"] = "sign-in"
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

    def _account(self, case: Any) -> str:
        self._session(case)
        return self._terminal.account(case.headers["Customer-Session"]).id

    def _search(self, case: Any) -> None:
        since, _ = self._last_days(60)
        case.body = {"account": self._account(case), "since": since, "limit": int(case.body.get("limit", 20))}

    def _last_days(self, days: int) -> tuple[str, str]:
        """The first and the last of so many business dates, the last being today's."""
        today = date.fromisoformat(ok(self._terminal.ask("GET", "/status"))["business_date"])
        return (today - timedelta(days=days)).isoformat(), today.isoformat()

    def _statement(self, case: Any) -> None:
        since, until = self._last_days(60)
        case.body = {"account": self._account(case), "since": since, "until": until}

    def _quote(self, case: Any) -> None:
        case.body = {"from_account": self._account(case), "to_account": number_of("sun-li"), "amount": 100}

    def _reconcile(self, case: Any) -> None:
        case.path_parameters = {"business_date": "2026-03-02"}

    def _cancel(self, case: Any) -> None:
        order = TransferOrder(
            from_account=self._account(case), to_account=number_of("sun-li"), amount=100, speed=Speed.TWO_HOURS
        )
        receipt = ok(self._terminal.transfer(NAME, case.headers["Customer-Session"], order))
        case.path_parameters = {"transfer_id": receipt["transfer"]}

    def _save(self, case: Any) -> None:
        self._session(case)
        case.body = {"account_number": number_of("sun-li")}

    def _forget(self, case: Any) -> None:
        self._session(case)
        body, session = {"account_number": number_of("sun-li")}, case.headers["Customer-Session"]
        saved = ok(self._terminal.ask("POST", "/payees", body, key=new_key(), session=session))
        case.path_parameters = {"payee_id": saved["id"]}

    def _report_lost(self, case: Any) -> None:
        case.path_parameters = {"card_id": self._stop(case)["cards"][0]["id"]}

    def _freeze(self, case: Any) -> None:
        case.path_parameters = {"account_id": self._stop(case)["accounts"][0]["id"]}

    def _stop(self, case: Any) -> Any:
        code_id, code = self._code()
        session = ok(answer(self._terminal, code_id, code))["token"]
        case.headers["Customer-Session"] = session
        return ok(self._terminal.ask("GET", "/safety", session=session))

    def _unfreeze(self, case: Any) -> None:
        account, session = self._account(case), case.headers["Customer-Session"]
        ok(self._terminal.ask("POST", f"/accounts/{account}/freeze", key=new_key(), session=session))
        order = UnfreezeOrder(account=account)
        now = ok(self._terminal.ask("GET", "/status"))["time"]
        body = report("unfreeze", order, "document", NAME, consented_at=now)
        case.path_parameters = {"account_id": account}
        case.headers["Verification-Token"] = verify(self._terminal, session, body).token
        case.headers["Authorisation-Token"] = self._terminal.token(self._card, order)

    def _verify(self, case: Any) -> None:
        self._session(case)
        case.body = case.body | {"way": "staff", "staff_reason": case.body.get("staff_reason") or "asked"}
        case.body |= {"face": None, "document_number": None}

    def _verification(self, case: Any) -> None:
        self._session(case)
        body = report("unfreeze", UnfreezeOrder(account="x"), "staff")
        made = verify(self._terminal, case.headers["Customer-Session"], body)
        case.path_parameters = {"verification_id": made.id}

    def _ask_for_code(self, case: Any) -> None:
        self._bank.control.advance(HOUR)
        case.body = {"id_number": person(STOPPED).id_number}

    def _resend(self, case: Any) -> None:
        self._bank.control.advance(HOUR)
        case.path_parameters = {"code_id": ask_for(self._terminal, STOPPED).id}
        self._bank.control.advance(60)

    def _answer(self, case: Any) -> None:
        code_id, code = self._code()
        case.path_parameters, case.body = {"code_id": code_id}, {"code": code}

    def _code(self) -> tuple[str, str]:
        """Ask for a code, and read it on the phone."""
        self._bank.control.advance(HOUR)
        asked = ask_for(self._terminal, STOPPED)
        return asked.id, newest_code(self._phones, asked.expires_at - LIFE)

    def _transfer(self, case: Any) -> None:
        self._session(case)
        account = self._terminal.account(case.headers["Customer-Session"]).id
        amount = 1 + int(case.body["amount"]) % 10_000
        order = TransferOrder(from_account=account, to_account=number_of("sun-li"), amount=amount)
        case.body = order.model_dump(mode="json")
        case.headers["Authorisation-Token"] = self._terminal.token(self._card, order)


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with tempfile.TemporaryDirectory(prefix="bank") as made:
        folder = Path(made)
        (folder / f"{NAME}.jpg").write_bytes(JPEG)
        with BankProcess(folder / "state", portraits=folder) as process:
            enrolled = enrol(process, folder, "terminal-001")
            terminal = terminal_at(process, enrolled)
            yield Target(process.url, enrolled, terminal, Real(process, terminal).fill)


def test_every_operation_is_here(target: Target) -> None:
    assert sorted(target.operations) == sorted(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_real_requests_succeed(target: Target, label: str) -> None:
    statuses = run(target, label, GenerationMode.POSITIVE, target.fill, 8)
    assert [status for status in statuses if not 200 <= status < 300] == []
    assert statuses


@pytest.mark.parametrize("label", OPERATIONS)
def test_well_formed_requests_are_answered(target: Target, label: str) -> None:
    assert run(target, label, GenerationMode.POSITIVE, None, 25)


@pytest.mark.parametrize("label", OPERATIONS)
def test_malformed_requests_are_refused(target: Target, label: str) -> None:
    statuses = run(target, label, GenerationMode.NEGATIVE, None, 50)
    assert min(statuses) >= 400
