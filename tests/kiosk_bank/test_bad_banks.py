"""A bank that is down, slow or wrong: each way becomes the right error, within the deadline."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bank.contract import AuthorisationRequest, Card, EncipheredPin, Purpose
from kiosk.bank.client import BankClient
from kiosk.bank.errors import BankBadAnswer, BankDeclined, BankError, BankUnreachable
from kiosk.bank.worker import Worker
from tests.kiosk_bank.bad_bank import BadBank, Behaviour, HungUp, Line, Received, problem, reply
from tests.kiosk_bank.certificates import Authority
from tests.kiosk_bank.conftest import Files

PutUp = Callable[[Behaviour], BadBank]
MakeClient = Callable[..., BankClient]

STATUS = {
    "environment": "sandbox",
    "accepting": True,
    "time": "2026-03-02T02:30:00Z",
    "business_date": "2026-03-02",
    "pin_key_ids": ["0123456789abcdef"],
}
PATIENCE = 20  # seconds; a call that is not cut would go on for a minute


def well(request: Received, line: Line) -> None:
    line.answer(request, STATUS)


def failure(client: BankClient) -> BankError:
    """The error that asking for the status ends in."""
    began = time.monotonic()
    with pytest.raises(BankError) as caught:
        asyncio.run(client.status())
    assert time.monotonic() - began < PATIENCE
    return caught.value


def test_a_good_bank_answers_and_knows_the_terminal(bank: PutUp, client: MakeClient) -> None:
    good = bank(well)
    asked = client(good.url)

    async def twice() -> None:
        assert (await asked.status()).environment == "sandbox"
        assert (await asked.status()).accepting

    asyncio.run(twice())
    first, second = good.received
    assert first.peer == "terminal-1"
    assert first.headers["contract-version"] == "1"
    assert first.headers["request-id"] != second.headers["request-id"]
    assert good.connections == 1


def test_down(client: MakeClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = failure(client(f"https://127.0.0.1:{port}"))
    assert isinstance(error, BankUnreachable)
    assert str(error) == "refused"


def test_says_nothing(bank: PutUp, client: MakeClient) -> None:
    def silent(request: Received, line: Line) -> None:
        line.hang()

    assert isinstance(failure(client(bank(silent).url)), BankUnreachable)


def test_never_finishes_the_handshake(client: MakeClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        error = failure(client(f"https://127.0.0.1:{listener.getsockname()[1]}"))
    assert isinstance(error, BankUnreachable)


@pytest.mark.parametrize("whole_head", [True, False], ids=["body", "head"])
def test_a_dripping_bank_is_cut(bank: PutUp, client: MakeClient, whole_head: bool) -> None:
    """A byte every 50 ms keeps each read short of any time-out, for a minute."""
    outlived = threading.Event()
    cut = threading.Event()

    def drips(request: Received, line: Line) -> None:
        answer = reply(request, {**STATUS, "time": "2" * 1200})
        head, _, body = answer.partition(b"\r\n\r\n")
        if whole_head:
            line.send(head + b"\r\n\r\n")
        else:
            body = head.replace(b"Content-Type", b"X-Padding: " + b"x" * 1200 + b"\r\nContent-Type") + body
        (outlived if line.drip(body) else cut).set()

    error = failure(client(bank(drips).url))
    assert isinstance(error, BankUnreachable)
    assert str(error) == "timed-out"
    assert cut.wait(PATIENCE)
    assert not outlived.is_set()


def garbage_line(request: Received, line: Line) -> None:
    line.send(b"\x00\x01\x02 this is no HTTP\r\n\r\n")
    raise HungUp


def garbage_body(request: Received, line: Line) -> None:
    line.answer(request, b"\xff\xfe{not json")


def wrong_types(request: Received, line: Line) -> None:
    line.answer(request, {**STATUS, "accepting": "yes"})


def more_fields(request: Received, line: Line) -> None:
    line.answer(request, {**STATUS, "surprise": 1})


def deeply_nested(request: Received, line: Line) -> None:
    line.answer(request, b"[" * 200_000)


def other_version(request: Received, line: Line) -> None:
    line.answer(request, STATUS, version="2")


def other_request(request: Received, line: Line) -> None:
    line.answer(request, STATUS, request_id="5f0c8a46-0000-4000-8000-000000000000")


def no_request(request: Received, line: Line) -> None:
    line.answer(request, STATUS, request_id="")


def other_content(request: Received, line: Line) -> None:
    line.answer(request, STATUS, content_type="text/html")


def compressed(request: Received, line: Line) -> None:
    line.answer(request, b"\x1f\x8b" + b"\x00" * 40, extra="Content-Encoding: gzip\r\n")


def huge(request: Received, line: Line) -> None:
    line.answer(request, b'"' + b"x" * 5_000_000 + b'"')


def endless(request: Received, line: Line) -> None:
    head = reply(request, b"").replace(b"Content-Length: 0\r\n", b"Transfer-Encoding: chunked\r\n")
    line.send(head)
    while True:
        line.send(b"10000\r\n" + b" " * 0x10000 + b"\r\n")


def redirect(request: Received, line: Line) -> None:
    line.answer(request, STATUS, 307, extra="Location: /elsewhere\r\n")


def problem_of_another_status(request: Received, line: Line) -> None:
    line.answer(request, problem("payee-not-found", 404), 403)


def problem_as_page(request: Received, line: Line) -> None:
    line.answer(request, b"<html>nginx</html>", 403, content_type="text/html")


@pytest.mark.parametrize(
    "behave",
    [
        garbage_line,
        garbage_body,
        wrong_types,
        more_fields,
        deeply_nested,
        other_version,
        other_request,
        no_request,
        other_content,
        compressed,
        huge,
        endless,
        redirect,
        problem_of_another_status,
        problem_as_page,
    ],
)
def test_bad_answers(bank: PutUp, client: MakeClient, behave: Behaviour) -> None:
    bad = bank(behave)
    assert isinstance(failure(client(bad.url, seconds=10)), BankBadAnswer)
    assert [r.path for r in bad.received] == ["/status"]  # not asked again, and no redirect followed


def endless_redirect(request: Received, line: Line) -> None:
    head = reply(request, b"", 302, extra="Location: /elsewhere\r\n")
    line.send(head.replace(b"Content-Length: 0\r\n", b"Transfer-Encoding: chunked\r\n"))
    while True:
        line.send(b"10000\r\n" + b" " * 0x10000 + b"\r\n")


@pytest.mark.parametrize("behave", [huge, endless, endless_redirect])
def test_no_answer_is_read_without_end(bank: PutUp, client: MakeClient, behave: Behaviour) -> None:
    assert str(failure(client(bank(behave).url, seconds=10))) == "too-large"


def cut_body(request: Received, line: Line) -> None:
    line.send(reply(request, STATUS)[:-20])
    raise HungUp


def hangs_up(request: Received, line: Line) -> None:
    raise HungUp


def out_of_order(request: Received, line: Line) -> None:
    line.answer(request, problem("internal", 500), 500)


@pytest.mark.parametrize("behave", [cut_body, hangs_up, out_of_order])
def test_broken_off(bank: PutUp, client: MakeClient, behave: Behaviour) -> None:
    broken = bank(behave)
    assert isinstance(failure(client(broken.url, seconds=10)), BankUnreachable)
    assert len(broken.received) == 1


def test_comes_back_after_every_failure(bank: PutUp, client: MakeClient) -> None:
    flaky = bank(garbage_line)
    asked = client(flaky.url, seconds=5)
    for behave in (garbage_line, cut_body, hangs_up, huge, other_version):
        flaky.behave = behave
        failure(asked)
        flaky.behave = well
        assert asyncio.run(asked.status()).accepting


def test_certificate_of_somebody_else(files: Files, client: MakeClient, tmp_path: Path) -> None:
    other = Authority("somebody else")
    identity = other.server().write(tmp_path / "server.pem")
    with BadBank(well, identity, files.authority) as impostor:
        error = failure(client(impostor.url))
        assert impostor.received == []
    assert isinstance(error, BankUnreachable)
    assert str(error) == "tls"


def test_certificate_of_another_host(files: Files, client: MakeClient) -> None:
    with BadBank(well, files.server, files.authority, address="127.0.0.2") as elsewhere:
        error = failure(client(elsewhere.url))
        assert elsewhere.received == []
    assert isinstance(error, BankUnreachable)
    assert str(error) == "tls"


def test_terminal_that_the_bank_does_not_know(files: Files, client: MakeClient, bank: PutUp, tmp_path: Path) -> None:
    stranger = Authority("somebody else").terminal().write(tmp_path / "terminal.pem")
    strict = bank(well)
    error = failure(client(strict.url, identity=stranger))
    assert isinstance(error, BankUnreachable)
    assert strict.received == []


def test_proxy_in_the_environment_is_ignored(bank: PutUp, client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
        assert asyncio.run(client(bank(well).url, seconds=10).status()).accepting


def test_cookies_are_not_kept(bank: PutUp, client: MakeClient) -> None:
    def sets_cookie(request: Received, line: Line) -> None:
        line.answer(request, STATUS, extra="Set-Cookie: customer=1; Path=/\r\n")

    sticky = bank(sets_cookie)
    asked = client(sticky.url, seconds=10)
    asyncio.run(asked.status())
    asyncio.run(asked.status())
    assert all("cookie" not in request.headers for request in sticky.received)


def test_problems_are_declines(bank: PutUp, client: MakeClient) -> None:
    def wrong_pin(request: Received, line: Line) -> None:
        line.answer(request, problem("pin-wrong", 403, attempts_left=2, detail="", retry_after=7), 403)

    error = failure(client(bank(wrong_pin).url, seconds=10))
    assert isinstance(error, BankDeclined)
    assert (error.code, error.attempts_left, error.retry_after) == ("pin-wrong", 2, 7)


PIN_BLOCK = "9d8f6f3d2b1c4e5fa0b1c2d3e4f50617"
PAN = "6200000000000000003"


@pytest.mark.parametrize("behave", [hangs_up, garbage_body, cut_body, garbage_line, wrong_types])
def test_a_pin_is_sent_once_and_told_to_nobody(bank: PutUp, client: MakeClient, behave: Behaviour) -> None:
    bad = bank(behave)
    request = AuthorisationRequest(
        purpose=Purpose.SIGN_IN,
        card=Card(pan=PAN, expiry="2812"),
        pin=EncipheredPin(key_id="0123456789abcdef", counter=1, block=PIN_BLOCK),
    )
    with pytest.raises(BankError) as caught:
        asyncio.run(client(bad.url, seconds=10).authorise(request))
    assert [PIN_BLOCK.encode() in r.body for r in bad.received] == [True]
    told = repr(caught.value) + str(caught.value.args) + repr(request)
    assert PIN_BLOCK not in told
    assert PAN not in told
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_hung_bank_call_gives_way_to_the_next(bank: PutUp, client: MakeClient) -> None:
    """Seven in a row: no hung call starves the one after it."""
    healed = threading.Event()

    def hangs(request: Received, line: Line) -> None:
        if not healed.is_set():
            line.hang()
        line.answer(request, STATUS)

    url = bank(hangs).url
    worker = Worker("bank")
    hurried, patient = client(url, seconds=0.5, worker=worker), client(url, seconds=PATIENCE, worker=worker)

    async def ask() -> None:
        for _ in range(6):
            with pytest.raises(BankUnreachable):
                await hurried.status()
        healed.set()
        assert (await patient.status()).accepting

    asyncio.run(ask())
