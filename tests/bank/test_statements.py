"""Statements find and change the same by the driver and by SQLAlchemy."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, Engine, bindparam, create_engine, insert, select, update

from bank.statements import Statement
from bank.tables import authorisations, customers, entries, metadata

AT = datetime(2026, 3, 2, 18, 30, 15, 123456, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(params=["by its driver", "by SQLAlchemy"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    engine: Engine = create_engine("sqlite://")
    with engine.connect() as opened:
        metadata.create_all(opened)
        if request.param == "by SQLAlchemy":
            engine.dialect.name = "another"
        yield opened
    engine.dispose()


def test_what_was_put_in_comes_out(connection: Connection) -> None:
    put = Statement(insert(entries).returning(entries.c.id), "kind", "at", "business_date", "terminal", "key", "note")
    day = date(2026, 3, 2)
    given = [
        put.row(connection, kind="transfer", at=AT, business_date=day, terminal=terminal, key="k", note="gift")
        for terminal in ("t", None)
    ]
    assert [row.id for row in given if row] == [1, 2]
    rows = Statement(select(entries).order_by(entries.c.id)).rows(connection)
    assert [tuple(row) for row in rows] == [
        (1, "transfer", AT, day, "t", "k", "gift"),
        (2, "transfer", AT, day, None, "k", "gift"),
    ]
    assert (rows[0].at.tzinfo, rows[0].business_date) == (UTC, day)


def test_fixed_values_and_types_in_conditions(connection: Connection) -> None:
    give = Statement(insert(authorisations), *authorisations.c.keys())
    column = authorisations.c
    spend = Statement(
        update(authorisations)
        .where(column.expires_at > bindparam("now"), column.used.is_(False), column.terminal == "t")
        .values(used=True)
    )
    values = {"token_hash": "h", "terminal": "t", "purpose": "order", "card_id": "c", "order_hash": ""}
    assert give.run(connection, **values, expires_at=AT, used=False) == 1
    assert spend.run(connection, now=AT) == 0
    assert spend.run(connection, now=AT - timedelta(microseconds=1)) == 1
    assert spend.run(connection, now=AT - timedelta(microseconds=1)) == 0
    found = Statement(select(column.used, column.expires_at)).row(connection)
    assert found is not None
    assert (found.used, found.expires_at) == (True, AT)


def test_nothing_found_is_none(connection: Connection) -> None:
    assert Statement(select(customers)).row(connection) is None


def test_a_misspelt_or_missing_value_is_never_null(connection: Connection) -> None:
    statement = Statement(select(customers).where(customers.c.id == bindparam("customer")))
    with pytest.raises(Exception, match="customer"):
        statement.rows(connection, costumer="x")
