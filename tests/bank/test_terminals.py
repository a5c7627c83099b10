"""Enrolment, revocation, journal heads and calls for a person."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from sqlalchemy import select

from bank import terminals
from bank.api import create_app
from bank.authority import LIFE
from bank.clock import SteppedClock
from bank.contract import CONTRACT_VERSION, REQUEST_ID, VERSION, TransferOrder
from bank.opening import Bank
from bank.tables import alarms
from tests.bank.support import Reply, Terminal, code_of, new_key, number_of, ok

Connect = Callable[[str], Terminal]
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


def request_of(key: Key | None = None, name: str = "whoever") -> str:
    key = key or ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateSigningRequestBuilder()
    builder = builder.subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return builder.sign(key, algorithm).public_bytes(Encoding.PEM).decode()


def enrol(bank: Bank, code: str, request: str, key: str = "") -> Reply:
    headers = {REQUEST_ID: new_key(), VERSION: CONTRACT_VERSION, "Idempotency-Key": key or new_key()}

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(bank, lambda request: None))
        async with httpx.AsyncClient(transport=transport, base_url="https://bank", headers=headers) as client:
            return await client.post("/enrolments", json={"code": code, "certificate_request": request})

    return asyncio.run(ask())


def code_for(bank: Bank, terminal: str = "terminal-001", minutes: int = 15) -> str:
    return bank.store.write(lambda c: terminals.create_code(c, terminal, bank.clock.now(), minutes))[0]


def test_a_code_gives_a_certificate_in_the_terminals_name(bank: Bank, clock: SteppedClock) -> None:
    answer = ok(enrol(bank, code_for(bank), request_of(name="root of all")))
    issued = x509.load_pem_x509_certificate(answer["certificate"].encode())
    authority = x509.load_pem_x509_certificate(answer["authority"].encode())
    issued.verify_directly_issued_by(authority)
    assert answer["terminal"] == "terminal-001"
    assert issued.subject == x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "terminal-001")])
    assert issued.not_valid_after_utc == clock.now() + LIFE
    usage = issued.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.CLIENT_AUTH]


def test_a_code_is_good_once_but_its_answer_comes_again(bank: Bank) -> None:
    code, request, key = code_for(bank), request_of(), new_key()
    first = ok(enrol(bank, code, request, key))
    assert ok(enrol(bank, code, request, key)) == first
    assert code_of(enrol(bank, code, request)) == "enrolment-code-invalid"


def test_a_code_ends(bank: Bank, clock: SteppedClock) -> None:
    code = code_for(bank, minutes=5)
    clock.advance(5 * 60)
    assert code_of(enrol(bank, code, request_of())) == "enrolment-code-invalid"


def test_guessing_is_slow(bank: Bank) -> None:
    async def guess() -> list[int]:
        transport = httpx.ASGITransport(create_app(bank, lambda request: None))
        async with httpx.AsyncClient(transport=transport, base_url="https://bank") as client:
            statuses: list[int] = []
            for _ in range(300):
                headers = {REQUEST_ID: new_key(), VERSION: CONTRACT_VERSION, "Idempotency-Key": new_key()}
                body = {"code": "AAAAAAAAAAAA", "certificate_request": ""}
                statuses.append((await client.post("/enrolments", json=body, headers=headers)).status_code)
            return statuses

    assert set(asyncio.run(guess())) == {403, 429}


WEAK = [
    ec.generate_private_key(ec.SECP192R1()),
    rsa.generate_private_key(65537, 1024),
    ed25519.Ed25519PrivateKey.generate(),
]


@pytest.mark.parametrize("request_pem", ["", "nonsense", *[request_of(key) for key in WEAK]])
def test_a_bad_certificate_request_does_not_spend_the_code(bank: Bank, request_pem: str) -> None:
    code = code_for(bank)
    assert code_of(enrol(bank, code, request_pem)) == "certificate-request-invalid"
    ok(enrol(bank, code, request_of(rsa.generate_private_key(65537, 2048))))


def test_a_request_signed_by_another_key_is_refused(bank: Bank) -> None:
    request = x509.load_pem_x509_csr(request_of().encode())
    other = x509.load_pem_x509_csr(request_of().encode())
    forged = request.public_bytes(Encoding.DER).replace(request.signature, other.signature)
    try:
        pem = x509.load_der_x509_csr(forged).public_bytes(Encoding.PEM).decode()
    except ValueError:  # the signatures differ in length: the encoding is broken as well
        pem = "nonsense"
    assert code_of(enrol(bank, code_for(bank), pem)) == "certificate-request-invalid"


def test_renewal_begins_a_new_life(terminal: Terminal, clock: SteppedClock) -> None:
    clock.advance(timedelta(days=60).total_seconds())
    answer = ok(terminal.ask("POST", "/renewals", {"certificate_request": request_of()}, key=new_key()))
    issued = x509.load_pem_x509_certificate(answer["certificate"].encode())
    assert answer["terminal"] == "terminal-001"
    assert issued.not_valid_after_utc == clock.now() + LIFE
    reply = terminal.ask("POST", "/renewals", {"certificate_request": "nonsense"}, key=new_key())
    assert code_of(reply) == "certificate-request-invalid"


def test_a_revoked_terminal_is_refused_even_what_it_asked_before(terminal: Terminal, bank: Bank) -> None:
    key, body = new_key(), {"where": "menu", "language": "en"}
    ok(terminal.ask("POST", "/assistance", body, key=key))
    code = code_for(bank)
    bank.store.write(lambda connection: terminals.revoke(connection, "terminal-001"))
    assert code_of(terminal.ask("POST", "/assistance", body, key=key)) == "terminal-revoked"
    assert code_of(terminal.ask("GET", "/status")) == "terminal-revoked"
    assert code_of(enrol(bank, code, request_of())) == "terminal-revoked"


def test_the_server_certificate_is_renewed_before_it_ends(bank: Bank, clock: SteppedClock) -> None:
    def ends() -> object:
        return x509.load_pem_x509_certificate(bank.authority.server_file.read_bytes()).not_valid_after_utc

    first = ends()
    clock.advance(timedelta(days=59).total_seconds())
    bank.tidy()
    assert ends() == first
    clock.advance(timedelta(days=1).total_seconds())
    bank.tidy()
    assert ends() == clock.now() + LIFE


def test_a_journal_cut_short_raises_an_alarm_and_holds_up_nobody(terminal: Terminal, bank: Bank) -> None:
    session = terminal.sign_in("ouyang-zhiyuan")
    account = terminal.account(session).id
    a, b = "a" * 64, "b" * 64
    heads = [f"5:{a}", f"5:{a}", f"9:{b}", f"8:{b}", f"9:{a}", f"10:{a}"]
    for amount, head in enumerate(heads, 1):
        order = TransferOrder(from_account=account, to_account=number_of("chen-guiying"), amount=amount)
        ok(terminal.transfer("ouyang-zhiyuan", session, order, head=head))
    found = bank.store.read(lambda c: [(row.terminal, row.kind) for row in c.execute(select(alarms))])
    assert found == [("terminal-001", "journal-head-fell"), ("terminal-001", "journal-head-changed")]


def test_a_call_for_a_person_is_answered(terminal: Terminal, bank: Bank, clock: SteppedClock) -> None:
    from bank import assistance
    from bank.turn import Turn

    call = ok(terminal.ask("POST", "/assistance", {"where": "transfer-amount", "language": "zh-Hans"}, key=new_key()))
    assert call["answered_at"] is None
    clock.advance(30)
    answered = clock.now()
    bank.store.write(lambda c: assistance.answer(Turn(c, "desk", answered), call["id"], "1001"))
    clock.advance(30)
    bank.store.write(lambda c: assistance.answer(Turn(c, "desk", clock.now()), call["id"], "1002"))
    seen = ok(terminal.ask("GET", f"/assistance/{call['id']}"))
    assert seen["answered_at"] == answered.isoformat().replace("+00:00", "Z")
    assert bank.store.read(assistance.open_calls) == []
