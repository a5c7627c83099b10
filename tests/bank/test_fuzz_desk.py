"""What a desk sends over HTTPS is answered as the desks' own OpenAPI document says, and never with a fault."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from schemathesis.generation.modes import GenerationMode

from bank.contract import CONTRACT_VERSION
from tests.bank.desks import at, enrol_desk
from tests.bank.fuzzing import Target, run
from tests.bank.fuzzing_staff import COUNTER_OPERATIONS, STAFF_OPERATIONS, RealStaff
from tests.bank.process import BankProcess, certificate_request, enrol, terminal_at
from tests.bank.support import new_key

pytestmark = pytest.mark.slow

OPERATIONS = ["POST /enrolments", "POST /renewals", *STAFF_OPERATIONS, *COUNTER_OPERATIONS]


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with tempfile.TemporaryDirectory(prefix="bank") as made:
        folder = Path(made)
        with BankProcess(folder / "state") as process:
            terminal = terminal_at(process, enrol(process, folder, "terminal-001"))
            enrolled = enrol_desk(process, folder, "desk-001")
            desk = at(enrolled, process.desk_url)
            real = RealStaff(process, terminal, desk, desk=True)
            request = certificate_request(ec.generate_private_key(ec.SECP256R1()))

            def fill(label: str, case: Any) -> None:
                headers = {"Request-Id": new_key(), "Contract-Version": CONTRACT_VERSION, "Idempotency-Key": new_key()}
                case.headers = dict(case.headers or {}) | headers
                match label:
                    case "POST /enrolments":
                        code = process.control.create_enrolment_code("desk-002", kind="desk").code
                        case.body = {"code": code, "certificate_request": request}
                    case "POST /renewals":
                        case.body = {"certificate_request": request}
                    case _:
                        real.fill(label, case)

            yield Target(process.desk_url, enrolled, desk, fill)


def test_every_operation_is_here(target: Target) -> None:
    assert sorted(target.operations) == sorted(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_real_requests_succeed(target: Target, label: str) -> None:
    statuses = run(target, label, GenerationMode.POSITIVE, target.fill, 6)
    assert all(200 <= status < 300 for status in statuses)
    assert statuses


@pytest.mark.parametrize("label", OPERATIONS)
def test_well_formed_requests_are_answered(target: Target, label: str) -> None:
    assert run(target, label, GenerationMode.POSITIVE, None, 15)


@pytest.mark.parametrize("label", OPERATIONS)
def test_malformed_requests_are_refused(target: Target, label: str) -> None:
    statuses = run(target, label, GenerationMode.NEGATIVE, None, 30)
    assert min(statuses) >= 400
