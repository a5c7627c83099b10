"""The database: one transaction a call, serialisable, durable when the call returns."""

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError

from bank.problems import Code, Problem
from bank.tables import metadata

T = TypeVar("T")

TRIES = 5
_CONFLICTS = {"40001", "40P01"}  # serialisation failure, deadlock: the database asks to try again
_PAUSE_SECONDS = 0.01  # at most before the second try, and twice as long before each more
_READ_ONLY: dict[str, dict[str, bool]] = {"sqlite": {}, "postgresql": {"postgresql_readonly": True}}


class Store:
    """SQLite by path, PostgreSQL (and what speaks like it) by URL.

    Work is a function of a connection. It may run again after a conflict, so it changes nothing but the database.
    Its changes are committed if it returns and undone if it raises.

    SQLite has one writer at a time anyway, and a transaction takes less than handing it to a thread and back: its
    work runs on the loop, and what has come in by then waits for the disk once, together. PostgreSQL's waits for a
    network, and runs in threads.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._reading_engine = self.engine.execution_options(begin="BEGIN", **_READ_ONLY[self.engine.dialect.name])
        self._inline = self.engine.dialect.name == "sqlite"
        self._waiting: list[tuple[Callable[[Connection], Any], asyncio.Future[Any]]] = []
        self._threads = ThreadPoolExecutor(2 if self._inline else 8, "bank-store")

    def make_tables(self) -> None:
        """Create what is missing."""
        with self.engine.begin() as connection:
            metadata.create_all(connection)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run work that changes the database. Raises `Problem` (bank-busy) after too many conflicts."""
        return _tried(self.engine, work)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run work that only reads; on SQLite it never waits for a writer."""
        return _tried(self._reading_engine, work)

    async def writing(self, work: Callable[[Connection], T]) -> T:
        """`write`, for the loop."""
        if not self._inline:
            return await self._in_thread(self.write, work)
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._waiting.append((work, done))
        if len(self._waiting) == 1:
            loop.call_soon(self._write_waiting)
        return await done

    async def reading(self, work: Callable[[Connection], T], *, long: bool = False) -> T:
        """`read`, for the loop. `long` work always runs in a thread."""
        return self.read(work) if self._inline and not long else await self._in_thread(self.read, work)

    def close(self) -> None:
        """Finish what runs and close every connection."""
        self._threads.shutdown()
        self.engine.dispose()

    def _write_waiting(self) -> None:
        """Run all that waits in one transaction; a savepoint for each, so that one which raises undoes itself only.

        Nobody is answered before the commit.
        """
        waiting, self._waiting = self._waiting, []
        results: list[tuple[Any, Exception | None]] = []
        try:
            with self.engine.begin() as connection:
                results = [_attempt(connection, work) for work, _ in waiting]
        except Exception as error:
            results = [(None, error) for _ in waiting]
        for (_, done), (result, error) in zip(waiting, results, strict=True):
            if done.cancelled():
                continue
            if error is None:
                done.set_result(result)
            else:
                done.set_exception(error)

    async def _in_thread(self, run: Callable[[Callable[[Connection], T]], T], work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, run, work)


def _attempt(connection: Connection, work: Callable[[Connection], T]) -> tuple[T | None, Exception | None]:
    database = cast(Any, connection.connection.driver_connection)
    database.execute("SAVEPOINT work")
    try:
        return work(connection), None
    except Exception as error:
        database.execute("ROLLBACK TO work")
        return None, error
    finally:
        database.execute("RELEASE work")


def _tried(engine: Engine, work: Callable[[Connection], T]) -> T:
    for number in range(TRIES):
        try:
            with engine.begin() as connection:
                return work(connection)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _CONFLICTS:
                raise
        time.sleep(random.random() * _PAUSE_SECONDS * 2**number)  # noqa: S311 - a wait, so that two do not meet again; guards nothing
    raise Problem(Code.BANK_BUSY, wait=1)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        # a connection may have ended while it was not used: it is tried before it is given out
        engine = create_engine(url, isolation_level="SERIALIZABLE", hide_parameters=True, pool_pre_ping=True)
        event.listen(engine, "handle_error", _hide_detail)
        return engine
    # parameters hold customer data: they stay out of messages, and so out of logs
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _hide_detail(context: ExceptionContext) -> None:
    """Keep the first line of PostgreSQL's message alone: those after it quote the row that was refused."""
    original = context.original_exception
    said = getattr(getattr(original, "diag", None), "message_primary", None)
    if said is None:
        return
    original.args = (said,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(original).__name__}) {said}",)


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: a transaction that read first could otherwise fail when it comes to write
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    cast(Any, connection.connection.driver_connection).execute(begin)
