"""The client against the reference bank's own process: from the enrolment code to a settled transfer."""

import asyncio
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from psec.pinblock import encipher_pinblock_iso_4

from bank.contract import (
    AuthorisationRequest,
    Card,
    EncipheredPin,
    FaceFinding,
    OrderState,
    Purpose,
    StaffReason,
    StatementQuery,
    TransferOrder,
    UnfreezeOrder,
    VerificationPurpose,
    VerificationRequest,
    VerificationState,
    VerificationWay,
    fingerprint,
)
from bank.control import Control
from bank.dukpt import pin_key
from bank.people import Person, SandboxCard, load_people
from kiosk.bank.client import BankClient
from kiosk.bank.enrolment import Renewal, check_identity, enrol
from kiosk.bank.errors import BankDeclined
from kiosk.clock import SystemClock

MakeClient = Callable[..., BankClient]
TERMINAL = "terminal-1"
HEAD = "1:" + "a" * 64
SECONDS = 30.0
JPEG = b"\xff\xd8\xff a drawn face"
PEOPLE = {person.id: person for person in load_people()}


@dataclass(frozen=True)
class RunningBank:
    url: str
    control: Control
    authority: Path
    identity: Path


@pytest.fixture(scope="module")
def running() -> Iterator[RunningBank]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:  # a Unix socket's path must be short
        yield from run_bank(Path(name))


def run_bank(folder: Path) -> Iterator[RunningBank]:
    portraits = folder / "portraits"
    portraits.mkdir()
    (portraits / "sun-li.jpg").write_bytes(JPEG)
    state = ["--state", folder / "bank", "--portraits", portraits]
    process = subprocess.Popen(
        [sys.executable, "-m", "bank", *state, "--environment", "sandbox"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        try:
            line = process.stdout.readline()
            assert line.startswith("bank ready https://")
            control = Control(folder / "bank" / "control.sock")
            yield RunningBank(line.split()[-1], control, folder / "authority.pem", folder / "identity" / "terminal.pem")
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture
def asked(running: RunningBank, client: MakeClient) -> BankClient:
    """A client of the terminal, enrolled the first time."""
    if not running.identity.exists():
        code = running.control.create_enrolment_code(TERMINAL)
        running.authority.write_text(code.authority)
        enrolling = client(running.url, seconds=SECONDS, authority=running.authority, identity=None)
        enrol(enrolling, code.code, TERMINAL, running.identity)
    return client(running.url, seconds=SECONDS, authority=running.authority, identity=running.identity)


class Pad:
    """A PIN pad: enciphers each PIN under the next key."""

    def __init__(self, control: Control) -> None:
        key = control.inject_pin_key(TERMINAL)
        self.key_id = key.key_id
        self._initial = bytes.fromhex(key.initial_key)
        self._counter = 0

    def encipher(self, card: SandboxCard, digits: str) -> EncipheredPin:
        self._counter += 1
        key = pin_key(self._initial, bytes.fromhex(self.key_id), self._counter)
        block = encipher_pinblock_iso_4(key, digits, card.pan).hex()
        return EncipheredPin(key_id=self.key_id, counter=self._counter, block=block)


def chip(person: Person) -> Card:
    card = person.cards[0]
    return Card(pan=card.pan, expiry=card.expiry, sequence=card.sequence)


async def token(
    client: BankClient, pad: Pad, person: Person, order: TransferOrder | UnfreezeOrder | None = None
) -> str:
    """A right PIN's token, for signing in or for the order."""
    request = AuthorisationRequest(
        purpose=Purpose.ORDER if order else Purpose.SIGN_IN,
        card=chip(person),
        pin=pad.encipher(person.cards[0], person.cards[0].pin),
        order_hash=fingerprint(order) if order else None,
    )
    return (await client.authorise(request)).token


def test_a_visit(running: RunningBank, asked: BankClient) -> None:
    """Status, sign-in, accounts, payee, transfer, settlement, sign-out."""
    customer, payee = PEOPLE["wang-xiaoming"], PEOPLE["li-na"]
    pad = Pad(running.control)

    async def visit() -> None:
        status = await asked.status()
        assert (status.environment, status.accepting) == ("sandbox", True)
        assert pad.key_id in status.pin_key_ids

        session = await asked.open_session(chip(customer), await token(asked, pad, customer))
        assert session.name == customer.name
        before = (await asked.accounts(session.token)).accounts[0]
        assert before.balance == customer.accounts[0].balance
        found = await asked.look_up_payee(session.token, payee.accounts[0].number)
        assert found.masked_name.endswith("娜")
        with pytest.raises(BankDeclined, match="payee-not-found"):
            await asked.look_up_payee(session.token, "6200000000000000")

        order = TransferOrder(from_account=before.id, to_account=payee.accounts[0].number, amount=12_345)
        key = str(uuid.uuid4())
        authorised = await token(asked, pad, customer, order)
        done = await asyncio.to_thread(asked.send_transfer, key, order, authorised, session.token, HEAD)
        assert done.state is OrderState.DONE
        assert done.receipt is not None
        assert done.receipt.balance_after == before.balance - 12_345
        assert (await asked.accounts(session.token)).accounts[0].balance == before.balance - 12_345

        settled = await asyncio.to_thread(asked.settle, key)
        assert settled == done
        again = await asyncio.to_thread(asked.send_transfer, key, order, authorised, session.token, HEAD)
        assert again == done  # by its key; the money moved once
        assert (await asked.accounts(session.token)).accounts[0].balance == before.balance - 12_345

        await asked.close_session(session.token)
        with pytest.raises(BankDeclined, match="session-ended"):
            await asked.accounts(session.token)

    asyncio.run(visit())


def test_declined_orders_and_keys_never_received(running: RunningBank, asked: BankClient) -> None:
    customer = PEOPLE["maria-fernandez-okonkwo"]
    pad = Pad(running.control)

    async def visit() -> None:
        session = await asked.open_session(chip(customer), await token(asked, pad, customer))
        account = (await asked.accounts(session.token)).accounts[0]
        to = PEOPLE["li-na"].accounts[0].number
        order = TransferOrder(from_account=account.id, to_account=to, amount=account.balance + 1)

        authorised = await token(asked, pad, customer, order)
        key = str(uuid.uuid4())
        declined = await asyncio.to_thread(asked.send_transfer, key, order, authorised, session.token, HEAD)
        assert (declined.state, declined.problem) == (OrderState.DECLINED, "insufficient-funds")

        small = TransferOrder(from_account=account.id, to_account=to, amount=1)
        other = await asyncio.to_thread(asked.send_transfer, key, small, "used-token", session.token, HEAD)
        assert other.state is OrderState.RUNNING  # the key was another order's: this one's outcome is not known from it

        never = str(uuid.uuid4())
        settled = await asyncio.to_thread(asked.settle, never)
        assert (settled.state, settled.problem) == (OrderState.DECLINED, "order-never-received")
        authorised = await token(asked, pad, customer, small)
        late = await asyncio.to_thread(asked.send_transfer, never, small, authorised, session.token, HEAD)
        assert (late.state, late.problem) == (OrderState.DECLINED, "order-closed")

        running.control.set_accepting(False)
        assert not (await asked.status()).accepting
        closed = await asyncio.to_thread(asked.send_transfer, str(uuid.uuid4()), small, authorised, session.token, HEAD)
        assert (closed.state, closed.problem) == (OrderState.DECLINED, "bank-closed")
        running.control.set_accepting(True)
        assert (await asked.accounts(session.token)).accounts[0].balance == account.balance

    asyncio.run(visit())


def test_a_wrong_pin(running: RunningBank, asked: BankClient) -> None:
    customer = PEOPLE["chen-guiying"]
    pad = Pad(running.control)
    request = AuthorisationRequest(
        purpose=Purpose.SIGN_IN, card=chip(customer), pin=pad.encipher(customer.cards[0], "000001")
    )
    with pytest.raises(BankDeclined) as wrong:
        asyncio.run(asked.authorise(request))
    assert (wrong.value.code, wrong.value.attempts_left) == ("pin-wrong", 2)


def test_assistance(running: RunningBank, asked: BankClient) -> None:
    async def call() -> None:
        called = await asked.call_assistance("transfer-amount", "en")
        assert (await asked.assistance(called.id)).answered_at is None
        running.control.answer_assistance(called.id, "1001")
        assert (await asked.assistance(called.id)).answered_at is not None

    asyncio.run(call())


def test_renewal(running: RunningBank, asked: BankClient) -> None:
    """The new identity works, and is another one."""
    before = running.identity.read_bytes()

    async def renew() -> None:
        clock, renewed = SystemClock(), asyncio.Event()
        clock.advance(80 * 86400)  # of 90 days
        renewal = Renewal(asked, running.identity, TERMINAL, clock, on_renewed=lambda _: renewed.set())
        task = asyncio.create_task(renewal.run())
        await asyncio.wait_for(renewed.wait(), SECONDS)
        task.cancel()
        await asyncio.wait({task})
        asked.close()  # the next call connects with the new certificate
        assert (await asked.status()).accepting

    asyncio.run(renew())
    assert running.identity.read_bytes() != before
    check_identity(running.identity, TERMINAL)


@pytest.mark.usefixtures("asked")
def test_a_code_enrols_once(running: RunningBank, client: MakeClient, tmp_path: Path) -> None:
    code = running.control.create_enrolment_code("terminal-2").code
    enrolling = client(running.url, seconds=SECONDS, authority=running.authority, identity=None)
    enrol(enrolling, code, "terminal-2", tmp_path / "identity" / "terminal.pem")
    with pytest.raises(BankDeclined, match="enrolment-code-invalid"):
        enrol(enrolling, code, "terminal-2", tmp_path / "again" / "terminal.pem")


def test_a_revoked_terminal_is_declined(
    running: RunningBank, client: MakeClient, asked: BankClient, tmp_path: Path
) -> None:
    code = running.control.create_enrolment_code("terminal-3").code
    identity = tmp_path / "identity" / "terminal.pem"
    enrol(
        client(running.url, seconds=SECONDS, authority=running.authority, identity=None), code, "terminal-3", identity
    )
    revoked = client(running.url, seconds=SECONDS, authority=running.authority, identity=identity)
    assert asyncio.run(revoked.status()).accepting
    running.control.revoke_terminal("terminal-3")
    with pytest.raises(BankDeclined, match="terminal-revoked"):
        asyncio.run(revoked.status())


async def found_now(asked: BankClient) -> FaceFinding:
    """A face check that is enough alone, with a consent of this moment by the bank's clock."""
    return FaceFinding(
        consented_at=(await asked.status()).time,
        profile="sixty-eight-point",
        matches=True,
        liveness="live",
        distance=0.2,
        threshold=0.45,
        challenges=["turn-left", "blink"],
        reasons=[],
        attempts=1,
    )


def test_a_freeze_is_undone_when_staff_have_seen_the_customer(running: RunningBank, asked: BankClient) -> None:
    customer, pad = PEOPLE["sun-li"], Pad(running.control)

    async def visit() -> None:
        session = (await asked.open_session(chip(customer), await token(asked, pad, customer))).token
        account = (await asked.accounts(session)).accounts[0].id
        order = UnfreezeOrder(account=account)
        await asked.freeze(session, account)
        with pytest.raises(BankDeclined, match="verification-required") as refused:
            await asked.unfreeze(session, account)
        wanted = refused.value.step_up
        assert wanted is not None
        assert wanted.ways == [VerificationWay.REGISTRY, VerificationWay.DOCUMENT, VerificationWay.STAFF]

        staff = VerificationRequest(
            purpose=wanted.purpose,
            subject=fingerprint(order),
            way=VerificationWay.STAFF,
            staff_reason=StaffReason.ASKED,
        )
        waiting = await asked.verify(session, staff)
        assert (waiting.state, waiting.token) == (VerificationState.NEEDS_STAFF, "")
        running.control.approve_verification(running.control.list_verifications()[0].id, "1001")
        given = await asked.verification(session, waiting.id)
        assert given.state is VerificationState.ACCEPTED

        pin = await token(asked, pad, customer, order)
        safety = await asked.unfreeze(session, account, pin, given.token)
        assert {holding.state.value for holding in safety.accounts} == {"active"}

    asyncio.run(visit())


def test_an_old_statement_and_a_large_transfer_with_a_face(running: RunningBank, asked: BankClient) -> None:
    customer, pad = PEOPLE["sun-li"], Pad(running.control)

    async def visit() -> None:
        session = (await asked.open_session(chip(customer), await token(asked, pad, customer))).token
        account = (await asked.accounts(session)).accounts[0].id
        assert await asked.registry_portrait(session) == JPEG
        today = (await asked.status()).business_date
        old = StatementQuery(account=account, since=today - timedelta(days=500), until=today - timedelta(days=480))
        with pytest.raises(BankDeclined, match="verification-required"):
            await asked.statement(session, old)
        subject, purpose = fingerprint(old), VerificationPurpose.STATEMENT
        face = await found_now(asked)
        found = VerificationRequest(purpose=purpose, subject=subject, way=VerificationWay.REGISTRY, face=face)
        given = await asked.verify(session, found)
        assert (await asked.statement(session, old, given.token)).since == old.since

        rich = PEOPLE["ouyang-zhiyuan"]
        session = (await asked.open_session(chip(rich), await token(asked, pad, rich))).token
        account = (await asked.accounts(session)).accounts[0].id
        with pytest.raises(BankDeclined, match="no-portrait"):
            await asked.registry_portrait(session)
        to = PEOPLE["li-na"].accounts[0].number
        order = TransferOrder(from_account=account, to_account=to, amount=2_000_001)
        pin, key = await token(asked, pad, rich, order), str(uuid.uuid4())
        refused = await asyncio.to_thread(asked.send_transfer, key, order, pin, session, HEAD)
        assert (refused.state, refused.problem) == (OrderState.DECLINED, "verification-required")
        found = VerificationRequest(
            purpose=VerificationPurpose.TRANSFER,
            subject=fingerprint(order),
            way=VerificationWay.DOCUMENT,
            face=await found_now(asked),
            document_number=rich.id_number,
        )
        given = await asked.verify(session, found)
        pin, key = await token(asked, pad, rich, order), str(uuid.uuid4())
        done = await asyncio.to_thread(asked.send_transfer, key, order, pin, session, HEAD, given.token)
        assert done.state is OrderState.DONE

    asyncio.run(visit())
