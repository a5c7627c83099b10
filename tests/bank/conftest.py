import asyncio
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bank.api import create_app
from bank.api_desk import create_desk_app
from bank.clock import SteppedClock
from bank.opening import Bank, open_bank
from bank.terminals import Kind
from tests.bank.postgres import Cluster, programs
from tests.bank.process import BankProcess
from tests.bank.support import Reply, Send, Terminal


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked `both_databases` and uses one on SQLite and on PostgreSQL."""
    if metafunc.definition.get_closest_marker("both_databases") and "databases" in metafunc.fixturenames:
        metafunc.parametrize("databases", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL, for as long as the tests run."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    made = Cluster(found)
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def postgresql(cluster: Cluster) -> str:
    """The name of the module's own database."""
    return cluster.new_database()


@pytest.fixture
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Make an empty database and return its URL; on PostgreSQL the one before is gone then."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('database')}/bank.db"
    cluster: Cluster = request.getfixturevalue("cluster")
    name: str = request.getfixturevalue("postgresql")

    def fresh() -> str:
        cluster.do(name, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        return cluster.url(name)

    return fresh


@pytest.fixture
def database(databases: Callable[[], str]) -> str | None:
    """The bank's database: a URL, or None for SQLite in its folder."""
    url = databases()
    return None if url.startswith("sqlite") else url


@pytest.fixture
def bank(tmp_path: Path, clock: SteppedClock, database: str | None) -> Iterator[Bank]:
    opened = open_bank(tmp_path / "bank", "sandbox", clock, database=database)
    yield opened
    opened.close()


@pytest.fixture
def in_process() -> Iterator[Callable[[FastAPI], Send]]:
    """Makes the way to an application of the bank, without TLS."""
    with asyncio.Runner() as runner:
        clients: list[httpx.AsyncClient] = []

        def make(app: FastAPI) -> Send:
            client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bank")
            clients.append(client)

            def send(method: str, path: str, headers: dict[str, str], content: bytes | None) -> Reply:
                return runner.run(client.request(method, path, headers=headers, content=content))

            return send

        yield make
        for client in clients:
            runner.run(client.aclose())


@pytest.fixture
def connect(bank: Bank, in_process: Callable[[FastAPI], Send]) -> Callable[[str], Terminal]:
    """Terminals of an in-process bank; each is registered and has a PIN key."""

    def make(name: str) -> Terminal:
        bank.register_terminal(name)
        key = bank.inject_pin_key(name)
        return Terminal(in_process(create_app(bank, lambda request: name)), key.key_id, key.initial_key)

    return make


@pytest.fixture
def desk(bank: Bank, in_process: Callable[[FastAPI], Send]) -> Terminal:
    """A desk of an in-process bank. It has no PIN pad."""
    bank.register_terminal("desk-001", Kind.DESK)
    return Terminal(in_process(create_desk_app(bank, lambda request: "desk-001")), "", "")


@pytest.fixture
def terminal(connect: Callable[[str], Terminal]) -> Terminal:
    return connect("terminal-001")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: a Unix socket's path has about 100 characters."""
    with tempfile.TemporaryDirectory(prefix="bank") as made:
        yield Path(made)


@pytest.fixture
def process(folder: Path, database: str | None) -> Iterator[BankProcess]:
    """A real bank process, sandbox."""
    with BankProcess(folder / "state", database=database) as started:
        yield started
