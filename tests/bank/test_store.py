"""Transactions: all or nothing, each for itself, and tried again when the database says so."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError

from bank.problems import Code, Problem
from bank.store import TRIES, Store
from bank.tables import meta


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path}/store.db")
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
    assert [type(result).__name__ for result in found] == ["str", "RuntimeError", "str", "IntegrityError", "str"]
    assert names(store) == {"a", "c", "d"}


def test_work_that_comes_together_is_committed_once(store: Store) -> None:
    commits: list[Connection] = []
    event.listen(store.engine, "commit", commits.append)
    assert all_at_once(store, add("a"), add("b"), add("c")) == ["a", "b", "c"]
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


def test_what_is_committed_is_durable(store: Store) -> None:
    def pragma(name: str) -> object:
        return store.read(lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar())

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)


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
    with pytest.raises(OperationalError):
        store.write(lambda connection: connection.exec_driver_sql("SELECT nothing"))
