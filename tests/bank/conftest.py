import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bank.api import create_app
from bank.clock import SteppedClock
from bank.opening import Bank, open_bank
from tests.bank.process import BankProcess
from tests.bank.support import Reply, Terminal


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def bank(tmp_path: Path, clock: SteppedClock) -> Iterator[Bank]:
    opened = open_bank(tmp_path / "bank", "sandbox", clock)
    yield opened
    opened.close()


@pytest.fixture
def connect(bank: Bank) -> Iterator[Callable[[str], Terminal]]:
    """Terminals of an in-process bank, without TLS; each is registered and has a PIN key."""
    with asyncio.Runner() as runner:
        clients: list[httpx.AsyncClient] = []

        def make(name: str) -> Terminal:
            bank.register_terminal(name)
            key = bank.inject_pin_key(name)
            transport = httpx.ASGITransport(create_app(bank, lambda request: name))
            client = httpx.AsyncClient(transport=transport, base_url="https://bank")
            clients.append(client)

            def send(method: str, path: str, headers: dict[str, str], content: bytes | None) -> Reply:
                return runner.run(client.request(method, path, headers=headers, content=content))

            return Terminal(send, key.key_id, key.initial_key)

        yield make
        for client in clients:
            runner.run(client.aclose())


@pytest.fixture
def terminal(connect: Callable[[str], Terminal]) -> Terminal:
    return connect("terminal-001")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: a Unix socket's path has about 100 characters."""
    with tempfile.TemporaryDirectory(prefix="bank") as made:
        yield Path(made)


@pytest.fixture
def process(folder: Path) -> Iterator[BankProcess]:
    """A real bank process, sandbox."""
    with BankProcess(folder / "state") as started:
        yield started
