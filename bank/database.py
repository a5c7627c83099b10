"""The database's URL: read before anything is opened, and what to tell the operator where it cannot be used.

A URL may hold a password: nothing that is said here repeats it, nor what of it could not be read.
"""

from importlib import import_module

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

_DRIVERS = ("sqlite", "postgresql+psycopg")
_FORM = (
    "the database's URL (BANK_DATABASE, or --database) cannot be read: write it as "
    "postgresql+psycopg://USER:PASSWORD@HOST:PORT/DATABASE, and each @ : / of the password as %40 %3A %2F"
)
_NO_DRIVER = "PostgreSQL needs a driver that is not installed: pip install 'smart-teller[postgresql]'"
_CHECK = "see that it runs there and lets this user in, or correct BANK_DATABASE (or --database)"


class DatabaseError(Exception):
    """The bank cannot start with this database. The message says why and what to do, in one line without a password."""


def read_url(text: str) -> URL:
    """Read an SQLAlchemy URL. Raises `DatabaseError` for what is none, or has no driver here."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise DatabaseError(_FORM) from None  # what they quote may be the password
    if url.drivername not in _DRIVERS or text.count("@") > 1:  # a second @ would make a host of half the password
        raise DatabaseError(_FORM)
    if url.drivername != "sqlite":
        try:
            import_module("psycopg")
        except ImportError as error:
            raise DatabaseError(_NO_DRIVER) from error
    return url


def cannot_be_used(url: URL, error: DBAPIError) -> DatabaseError:
    """Say which database, what was said of it, and what to do."""
    lines = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
    # libpq has a line for each address it tried, with the place before the reason
    said = next((line.rpartition("failed: ")[2] for line in reversed(lines) if "failed: " in line), lines[0])
    if url.drivername == "sqlite":
        return DatabaseError(f"{url.database}: {said}")
    # in the query: the folder of a socket, or several hosts
    hosts = url.normalized_query.get("host") or (url.host or "localhost",)
    place = f"PostgreSQL at {', '.join(hosts)}, port {url.port or 5432}, database {url.database or url.username}"
    if url.password:
        said = said.replace(url.password, "***")
    return DatabaseError(f"{place}: {said.strip()}; {_CHECK}")
