"""Statements that come with every order: compiled once, and run on SQLite by its driver alone.

SQLAlchemy's `Connection.execute` takes several times as long as SQLite itself. It stays the way for every other
database (there the network takes longer than both), and for whatever is asked seldom.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import result_tuple
from sqlalchemy.types import TypeEngine

from bank.tables import Record

_DIALECT = SQLiteDialect_pysqlite()

_Convert = Callable[[Any], Any] | None


class Statement:
    """A statement with named parameters. `inserted` names the columns that an INSERT gives: all that have no default.

    Values and rows are the same on every database. A row has its columns as attributes.
    Raises what the database raises: on SQLite `sqlite3.Error`, else `sqlalchemy.exc.DBAPIError`.
    """

    def __init__(self, built: Select[*tuple[Any, ...]] | Insert | Update | Delete, *inserted: str) -> None:
        self._built = built
        compiled = built.compile(dialect=_DIALECT, column_keys=inserted or None)
        described = built.column_descriptions if isinstance(built, Select) else built.returning_column_descriptions
        self._sql = compiled.string
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if bind.value is not None}
        self._binds = [(name, _binding(compiled.binds[name].type)) for name in compiled.positiontup or ()]
        self._reads = [_reading(column["type"]) for column in described]
        self._record = cast(Callable[[list[Any]], Record], result_tuple([column["name"] for column in described]))

    def rows(self, connection: Connection, **values: object) -> list[Record]:
        """Return what the statement finds."""
        if connection.dialect.name != "sqlite":
            return list(connection.execute(self._built, values))
        return [
            self._record([read(value) if read else value for read, value in zip(self._reads, row, strict=True)])
            for row in self._execute(connection, values)
        ]

    def row(self, connection: Connection, **values: object) -> Record | None:
        """Return the only row, None without one. Not for statements that can find more."""
        return next(iter(self.rows(connection, **values)), None)

    def run(self, connection: Connection, **values: object) -> int:
        """Change something; return how many rows were changed."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._built, values).rowcount
        return self._execute(connection, values).rowcount

    def run_all(self, connection: Connection, given: Sequence[dict[str, Any]]) -> None:
        """Change something for each of these values, in their order."""
        if connection.dialect.name != "sqlite":
            connection.execute(self._built, given)
            return
        rows = ([convert(row[name]) if convert else row[name] for name, convert in self._binds] for row in given)
        cast(sqlite3.Connection, connection.connection.driver_connection).executemany(self._sql, rows)

    def _execute(self, connection: Connection, values: dict[str, object]) -> sqlite3.Cursor:
        given = self._fixed | values
        parameters = [convert(given[name]) if convert else given[name] for name, convert in self._binds]
        return cast(sqlite3.Connection, connection.connection.driver_connection).execute(self._sql, parameters)


def _binding(type_: TypeEngine[Any]) -> _Convert:
    return type_.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _reading(type_: TypeEngine[Any]) -> _Convert:
    return type_.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
