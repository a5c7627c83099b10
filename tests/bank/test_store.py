"""Transactions: all or nothing, each for itself, and tried again when the database says so."""

import asyncio
import sqlite3
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError

from bank.problems import Code, Problem
from bank.store import TRIES, Store
from bank.tables import accounts, customers, meta
from tests.bank.postgres import Cluster

pytestmark = pytest.mark.both_databases


@pytest.fixture
def store(databases: Callable[[], str]) -> Iterator[Store]:
    made = Store(databases())
    made.make_tables()
    yield made
    made.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path}/store.db")
    made.make_tables()
    yield made
    made.close()


@pytest.fixture
def server_store(cluster: Cluster, postgresql: str) -> Iterator[Store]:
    cluster.do(postgresql, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    made = Store(cluster.url(postgresql))
    made.make_tables()
    yield made
    made.close()


def add(name: str) -> Callable[[Connection], str]:
    def work(connection: Connection) -> str:
        connection.execute(insert(meta), {"name": name, "value": "x"})
        return name

    return work


def add_and_fail(name: str) -> Callable[[Connection], str]:
    def work(connection: Connection) -> str:
        add(name)(connection)
        raise RuntimeError(name)

    return work


def names(store: Store) -> set[str]:
    return set(store.read(lambda connection: list(connection.scalars(select(meta.c.name)))))


def all_at_once(store: Store, *works: Callable[[Connection], str]) -> list[str | BaseException]:
    async def run() -> list[str | BaseException]:
        return await asyncio.gather(*map(store.writing, works), return_exceptions=True)

    return asyncio.run(run())


def test_work_that_raises_undoes_itself_and_nobody_else(store: Store) -> None:
    found = all_at_once(store, add("a"), add_and_fail("b"), add("c"), add("a"), add("d"))
    first, failed, other, again, last = [type(result).__name__ for result in found]
    assert (failed, other, last) == ("RuntimeError", "str", "str")
    assert {first, again} == {"str", "IntegrityError"}  # a server may take either first
    assert names(store) == {"a", "c", "d"}


def test_work_that_comes_together_is_committed_once(file_store: Store) -> None:
    commits: list[Connection] = []
    event.listen(file_store.engine, "commit", commits.append)
    assert all_at_once(file_store, add("a"), add("b"), add("c")) == ["a", "b", "c"]
    assert len(commits) == 1


def test_nobody_is_told_of_what_was_not_committed(store: Store) -> None:
    def fail(connection: Connection) -> None:
        raise OSError("no space left on device")

    event.listen(store.engine, "commit", fail)
    found = all_at_once(store, add("a"), add("b"))
    assert [type(result) for result in found] == [OSError, OSError]
    event.remove(store.engine, "commit", fail)
    assert names(store) == set()
    assert all_at_once(store, add("a")) == ["a"]


def test_what_is_committed_is_durable(file_store: Store) -> None:
    def pragma(name: str) -> object:
        return file_store.read(lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar())

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)


def test_a_server_is_asked_for_what_the_bank_needs(server_store: Store) -> None:
    def shown(name: str) -> Callable[[Connection], str | None]:
        return lambda connection: connection.exec_driver_sql(f"SHOW {name}").scalar()

    for ask in (server_store.read, server_store.write):
        assert ask(shown("transaction_isolation")) == "serializable"
    assert server_store.write(shown("synchronous_commit")) == "on"
    assert [ask(shown("transaction_read_only")) for ask in (server_store.read, server_store.write)] == ["on", "off"]


def test_two_that_decide_by_what_both_change_come_one_after_the_other(server_store: Store) -> None:
    """Each adds a name only if there is none: a real conflict, which the server sees and only one survives."""
    both_have_looked = threading.Barrier(2, timeout=30)
    runs: list[str] = []

    def only_one(name: str) -> Callable[[Connection], bool]:
        def work(connection: Connection) -> bool:
            runs.append(name)
            found = connection.scalars(select(meta.c.name)).all()
            if runs.count(name) == 1:
                both_have_looked.wait()
            if found:
                return False
            connection.execute(insert(meta), {"name": name, "value": "x"})
            return True

        return work

    with ThreadPoolExecutor(2) as threads:
        made: list[Future[bool]] = [threads.submit(server_store.write, only_one(name)) for name in ("a", "b")]
    assert sorted(future.result() for future in made) == [False, True]
    assert len(names(server_store)) == 1
    assert len(runs) == 3


def test_what_the_server_refuses_is_not_quoted(server_store: Store) -> None:
    account = {"id": "x", "number": "6200008200142170", "customer_id": "c", "kind": "savings", "state": "active"}
    who = {"id": "c", "name": "王小明", "name_latin": "x", "born": date(1988, 4, 12), "language": "en"}

    def overdraw(connection: Connection) -> None:
        connection.execute(insert(customers), {**who, "limit_per_transfer": 1, "limit_per_day": 1})
        connection.execute(insert(accounts), {**account, "balance": -1})

    with pytest.raises(IntegrityError) as refused:
        server_store.write(overdraw)
    said = "".join(traceback.format_exception(refused.value))
    assert "customer_balance_not_negative" in said
    assert "6200008200142170" not in said


class Conflict(sqlite3.OperationalError):
    sqlstate = "40001"


def conflicts(times: int) -> Callable[[Connection], str]:
    left = [times]

    def work(connection: Connection) -> str:
        add("a")(connection)
        if left[0]:
            left[0] -= 1
            raise DBAPIError("x", {}, Conflict())
        return "done"

    return work


def test_a_conflict_is_tried_again_from_the_start(store: Store) -> None:
    assert store.write(conflicts(TRIES - 1)) == "done"
    assert names(store) == {"a"}


def test_a_conflict_is_not_tried_for_ever(store: Store) -> None:
    with pytest.raises(Problem) as refused:
        store.write(conflicts(TRIES))
    assert (refused.value.code, refused.value.wait) == (Code.BANK_BUSY, 1)
    assert names(store) == set()


def test_another_fault_is_not_tried_again(store: Store) -> None:
    with pytest.raises((OperationalError, ProgrammingError)):
        store.write(lambda connection: connection.exec_driver_sql("SELECT nothing"))
