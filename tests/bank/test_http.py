"""What goes over a terminal's connection, byte by byte."""

import socket
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bank.contract import CONTRACT_VERSION, REQUEST_ID, VERSION
from tests.bank.process import SECONDS, BankProcess, enrol
from tests.bank.support import new_key

pytestmark = pytest.mark.slow


@contextmanager
def connection(bank: BankProcess, folder: Path) -> Generator[ssl.SSLSocket]:
    enrolled = enrol(bank, folder, "terminal-001")
    context = ssl.create_default_context(cafile=str(enrolled.authority))
    context.load_cert_chain(enrolled.certificate)
    with (
        socket.create_connection(("127.0.0.1", bank.port), SECONDS) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as secured,
    ):
        yield secured


def status_request(request_id: str) -> bytes:
    lines = ["GET /status HTTP/1.1", "Host: localhost", f"{REQUEST_ID}: {request_id}", f"{VERSION}: {CONTRACT_VERSION}"]
    return "\r\n".join([*lines, "\r\n"]).encode()


def test_an_answer_comes_in_one_piece(process: BankProcess, folder: Path) -> None:
    with connection(process, folder) as terminal:
        terminal.sendall(status_request(new_key()))
        answer = terminal.recv(65536)  # one TLS record
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"}")


def test_a_request_may_come_in_pieces(process: BankProcess, folder: Path) -> None:
    with connection(process, folder) as terminal:
        request = status_request(new_key())
        for at in range(len(request)):
            terminal.sendall(request[at : at + 1])
        assert terminal.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_requests_that_come_together_are_answered_in_their_order(process: BankProcess, folder: Path) -> None:
    asked = [new_key() for _ in range(3)]
    with connection(process, folder) as terminal:
        terminal.sendall(b"".join(map(status_request, asked)))
        answers = b""
        while answers.count(b"HTTP/1.1 200 ") < len(asked) or not answers.endswith(b"}"):
            answers += terminal.recv(65536)
    places = [answers.index(request_id.encode()) for request_id in asked]
    assert places == sorted(places)


@pytest.mark.parametrize("endless", [b"GET /" + b"a" * 1000, b"GET / HTTP/1.1\r\nX: " + b"a" * 1000])
def test_a_head_without_end_is_refused(process: BankProcess, folder: Path, endless: bytes) -> None:
    with connection(process, folder) as terminal:
        terminal.sendall(endless)
        for _ in range(32):
            terminal.sendall(b"a" * 512)
        answer = b""
        while chunk := terminal.recv(65536):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 400 ")
