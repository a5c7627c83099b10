"""The terminal's identity: made once, kept from everybody else, renewed before it ends."""

import asyncio
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from bank.contract import Certificate, EnrolmentRequest
from kiosk.bank.client import BankClient
from kiosk.bank.enrolment import IdentityError, Renewal, check_identity, enrol
from kiosk.bank.errors import BankDeclined, BankUnreachable
from kiosk.clock import SteppedClock
from tests.kiosk_bank.bad_bank import BadBank, Line, Received, problem
from tests.kiosk_bank.certificates import LIFE, Authority
from tests.kiosk_bank.conftest import Files

MakeClient = Callable[..., BankClient]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


class Office:
    """Certifies whatever it is asked to, or does as `spoil` says."""

    def __init__(self, authority: Authority, begins: datetime | None = None) -> None:
        self.authority = authority
        self.begins = begins
        self.requests: list[str] = []
        self.spoil: Exception | str | None = None

    def enrol(self, code: str, certificate_request: str) -> Certificate:
        return self._answer(certificate_request)

    async def renew(self, certificate_request: str) -> Certificate:
        return self._answer(certificate_request)

    def _answer(self, request: str) -> Certificate:
        self.requests.append(request)
        if isinstance(self.spoil, Exception):
            raise self.spoil
        made = self.authority.terminal_for(request, self.begins).public_bytes(Encoding.PEM).decode()
        return Certificate(
            terminal="terminal-1",
            certificate=made if self.spoil is None else self.spoil,
            authority=self.authority.signed.certificate_pem,
        )


@pytest.fixture
def office(files: Files) -> Office:
    return Office(files.made_by, NOW)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_key_and_certificate_in_one_private_file(office: Office, tmp_path: Path) -> None:
    identity = tmp_path / "identity" / "terminal.pem"
    umask = os.umask(0)
    try:
        enrol(office, "ABCD1234", "terminal-1", identity)
    finally:
        os.umask(umask)
    assert (mode(identity.parent), mode(identity)) == (0o700, 0o600)
    assert list(identity.parent.iterdir()) == [identity]
    assert check_identity(identity, "terminal-1") == NOW + LIFE
    key = load_pem_private_key(identity.read_bytes(), password=None)
    assert key.public_key() == x509.load_pem_x509_csr(office.requests[0].encode()).public_key()
    assert "PRIVATE" not in office.requests[0]


def test_against_a_bank_that_wants_no_certificate_yet(files: Files, client: MakeClient, tmp_path: Path) -> None:
    office = Office(files.made_by)

    def certifies(request: Received, line: Line) -> None:
        asked = EnrolmentRequest.model_validate_json(request.body)
        if asked.code != "ABCD1234":
            line.answer(request, problem("enrolment-code-invalid", 403), 403)
        else:
            line.answer(request, office.enrol(asked.code, asked.certificate_request).model_dump())

    identity = tmp_path / "identity" / "terminal.pem"
    with BadBank(certifies, files.server, files.authority, client_certificates=False) as bank:
        asking = client(bank.url, identity=None, seconds=20)
        with pytest.raises(BankDeclined, match="enrolment-code-invalid"):
            enrol(asking, "WRONG123", "terminal-1", identity)
        assert not identity.exists()
        enrol(asking, "ABCD1234", "terminal-1", identity)
        assert all(request.headers["idempotency-key"] for request in bank.received)
        assert all(request.peer == "" for request in bank.received)
    assert check_identity(identity, "terminal-1")


def test_a_bank_that_the_authority_does_not_vouch_for_gets_no_code(
    files: Files, client: MakeClient, tmp_path: Path
) -> None:
    server = Authority("somebody else").server().write(tmp_path / "server.pem")

    def never(request: Received, line: Line) -> None:
        line.answer(request, {})

    with BadBank(never, server, files.authority, client_certificates=False) as impostor:
        with pytest.raises(BankUnreachable):
            enrol(client(impostor.url, identity=None), "ABCD1234", "terminal-1", tmp_path / "identity" / "t.pem")
        assert impostor.received == []


def test_an_answer_for_another_key_or_terminal_is_not_stored(office: Office, tmp_path: Path) -> None:
    identity = tmp_path / "identity" / "terminal.pem"
    with pytest.raises(IdentityError, match="is for terminal-2, this terminal is terminal-1"):
        enrol(_Renamed(office), "ABCD1234", "terminal-1", identity)
    office.spoil = office.authority.terminal().certificate_pem
    with pytest.raises(IdentityError, match="another key"):
        enrol(office, "ABCD1234", "terminal-1", identity)
    office.spoil = "no certificate"
    with pytest.raises(IdentityError, match="no certificate"):
        enrol(office, "ABCD1234", "terminal-1", identity)
    assert not identity.exists()


class _Renamed:
    """The bank's code was made for another terminal than asks with it."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def enrol(self, code: str, certificate_request: str) -> Certificate:
        asked = x509.load_pem_x509_csr(certificate_request.encode()).public_key()
        made = self._office.authority.terminal_named("terminal-2", asked)
        return Certificate(terminal="terminal-2", certificate=made, authority="")


@pytest.fixture
def identity(office: Office, tmp_path: Path) -> Path:
    path = tmp_path / "identity" / "terminal.pem"
    enrol(office, "ABCD1234", "terminal-1", path)
    return path


def test_modes_are_checked_at_start(identity: Path) -> None:
    identity.chmod(0o640)
    with pytest.raises(IdentityError) as file:
        check_identity(identity, "terminal-1")
    assert str(file.value) == f"{identity}: others may read it (mode 0640); chmod 600 {identity}"
    identity.chmod(0o600)
    identity.parent.chmod(0o755)
    with pytest.raises(IdentityError) as folder:
        check_identity(identity, "terminal-1")
    assert str(folder.value) == f"{identity.parent}: others may read it (mode 0755); chmod 700 {identity.parent}"


def test_what_else_is_wrong_with_an_identity(identity: Path, office: Office) -> None:
    with pytest.raises(IdentityError, match="is for terminal-1, this terminal is terminal-9"):
        check_identity(identity, "terminal-9")
    good = identity.read_bytes()
    key, _, _ = good.partition(b"-----BEGIN CERTIFICATE-----")
    identity.write_bytes(key + office.authority.terminal().certificate_pem.encode())
    with pytest.raises(IdentityError, match="another key"):
        check_identity(identity, "terminal-1")
    identity.write_bytes(good[:100])
    with pytest.raises(IdentityError, match="enrol the terminal again"):
        check_identity(identity, "terminal-1")
    identity.unlink()
    with pytest.raises(IdentityError, match="missing; enrol"):
        check_identity(identity, "terminal-1")


def test_renewed_when_a_third_of_its_life_is_left(identity: Path, office: Office) -> None:
    clock = SteppedClock(NOW)
    before = identity.read_bytes()
    renewed, failed, unchanged = list[datetime](), list[Exception](), list[bool]()
    done = asyncio.Event()

    def on_renewed(ends: datetime) -> None:
        renewed.append(ends)
        done.set()

    def on_failed(error: Exception) -> None:
        failed.append(error)
        done.set()

    async def run() -> None:
        renewal = Renewal(office, identity, "terminal-1", clock, on_renewed=on_renewed, on_failed=on_failed)
        assert renewal.due() == NOW + LIFE * 2 / 3
        running = asyncio.create_task(renewal.run())

        async def passes(days: float) -> None:
            ends = clock.now() + days * 86400
            while clock.now() < ends:
                await asyncio.sleep(0)
                clock.advance(min(3600, ends - clock.now()))
            for _ in range(5):
                await asyncio.sleep(0)

        await passes(59)
        assert len(office.requests) == 1  # the enrolment's
        office.spoil = BankUnreachable("refused")
        await passes(1.5)
        assert failed
        unchanged.append(identity.read_bytes() == before)  # noqa: ASYNC240 - nothing else waits here
        office.spoil = None
        office.begins = clock.wall()
        done.clear()
        await passes(0.1)
        await asyncio.wait_for(done.wait(), 20)
        asked = len(office.requests)
        await passes(30)
        assert len(office.requests) == asked  # not again before it is due
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(run())
    assert unchanged == [True]
    assert renewed == [office.begins + LIFE if office.begins else None]
    assert check_identity(identity, "terminal-1") == renewed[0]
    assert identity.read_bytes() != before
    assert mode(identity) == 0o600


def test_certificates_that_are_due_at_once_do_not_make_it_ask_all_the_time(identity: Path, office: Office) -> None:
    clock = SteppedClock(NOW + timedelta(days=80))

    async def run() -> None:
        running = asyncio.create_task(Renewal(office, identity, "terminal-1", clock).run())
        before = len(office.requests)
        for _ in range(200):
            await asyncio.sleep(0.001)
        assert len(office.requests) - before == 1
        running.cancel()
        await asyncio.wait({running})

    asyncio.run(run())
