"""A certificate authority, files made from it, and clients of whichever bank a test puts up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.bank.client import BankClient
from kiosk.bank.worker import Worker
from tests.kiosk_bank.bad_bank import BadBank, Behaviour
from tests.kiosk_bank.certificates import Authority


@dataclass(frozen=True)
class Files:
    """`server` and `terminal`: PEM files with key and certificate, both from `authority`."""

    made_by: Authority
    authority: Path
    server: Path
    terminal: Path


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("certificates")
    made_by = Authority("test authority")
    return Files(
        made_by,
        made_by.write(folder / "authority.pem"),
        made_by.server().write(folder / "server.pem"),
        made_by.terminal("terminal-1").write(folder / "terminal.pem"),
    )


@pytest.fixture
def bank(files: Files) -> Iterator[Callable[[Behaviour], BadBank]]:
    """Puts up a bank that behaves as told, until the test is over."""
    banks: list[BadBank] = []

    def put_up(behave: Behaviour) -> BadBank:
        banks.append(BadBank(behave, files.server, files.authority))
        return banks[-1]

    yield put_up
    for each in banks:
        each.__exit__()


@pytest.fixture
def client(files: Files) -> Iterator[Callable[..., BankClient]]:
    """Makes clients with short deadlines: by default two seconds for a query or an order."""
    made: list[tuple[BankClient, Worker]] = []

    def make(
        url: str,
        *,
        seconds: float = 2,
        authority: Path = files.authority,
        identity: Path | None = files.terminal,
        worker: Worker | None = None,
    ) -> BankClient:
        worker = worker or Worker("bank")
        client = BankClient(url, authority, identity, worker, query_seconds=seconds, order_seconds=seconds)
        made.append((client, worker))
        return client

    yield make
    for client, worker in made:
        worker.close()
        client.close()
