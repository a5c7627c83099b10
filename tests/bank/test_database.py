"""A database that cannot be used: `kiosk bank` ends with one line that says why, and never with the password."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bank.database import DatabaseError, read_url
from tests.bank.postgres import Cluster
from tests.bank.process import SECONDS

PASSWORD = "s3cret%2Fpart"
SECRETS = ("s3cret", "part", "s3cret/part")


def refusal(folder: Path, url: str, *, option: bool = False) -> str:
    """What the bank says at a start with this database, given by the environment or as an option."""
    command = [sys.executable, "-m", "kiosk.cli", "bank", "--state", str(folder / "state"), "--port", "0"]
    command += ["--control", str(folder / "control"), *(["--database", url] if option else [])]
    environment = dict(os.environ) if option else os.environ | {"BANK_DATABASE": url}
    ran = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment, check=False)
    assert (ran.returncode, ran.stdout) == (2, ""), ran.stderr
    (line,) = ran.stderr.splitlines()
    assert line.startswith("bank: ")
    return line


def without_secrets(line: str) -> str:
    assert not [secret for secret in SECRETS if secret in line], line
    return line


@pytest.mark.slow
@pytest.mark.parametrize("option", [False, True], ids=["environment", "option"])
def test_a_url_that_cannot_be_read(folder: Path, option: bool) -> None:
    line = without_secrets(refusal(folder, "postgresql+psycopg://bank:s3cret/part@127.0.0.1:54x2/bank", option=option))
    assert "BANK_DATABASE" in line
    assert "postgresql+psycopg://USER:PASSWORD@HOST:PORT/DATABASE" in line


@pytest.mark.slow
def test_a_port_where_nobody_listens(folder: Path, free_port: Callable[[], int]) -> None:
    port = free_port()
    line = without_secrets(refusal(folder, f"postgresql+psycopg://bank:{PASSWORD}@127.0.0.1:{port}/books"))
    assert f"PostgreSQL at 127.0.0.1, port {port}, database books: Connection refused; see that it runs" in line
    assert "BANK_DATABASE" in line


@pytest.mark.slow
def test_a_wrong_password(folder: Path, cluster: Cluster) -> None:
    cluster.new_guarded("clerk", "another")
    url = f"postgresql+psycopg://clerk:{PASSWORD}@/{cluster.new_database()}?host={cluster.folder}"
    line = without_secrets(refusal(folder, url))
    assert f"PostgreSQL at {cluster.folder}, port 5432, database bank_" in line
    assert 'password authentication failed for user "clerk"' in line


@pytest.mark.slow
def test_a_password_that_is_part_of_the_answer(folder: Path, cluster: Cluster) -> None:
    """PostgreSQL names the user, and here that is the password too."""
    cluster.new_guarded("s3cret", "another")
    url = f"postgresql+psycopg://s3cret:s3cret@/postgres?host={cluster.folder}"
    assert "password authentication failed" in without_secrets(refusal(folder, url))


@pytest.mark.slow
def test_a_database_in_which_nothing_may_be_made(folder: Path, cluster: Cluster) -> None:
    cluster.new_guarded("reader", "s3cret")
    name = cluster.new_database()
    cluster.do(name, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    line = without_secrets(refusal(folder, f"postgresql+psycopg://reader:s3cret@/{name}?host={cluster.folder}"))
    assert "permission denied for schema public" in line


@pytest.mark.slow
def test_a_file_that_cannot_be_opened(folder: Path) -> None:
    line = refusal(folder, f"sqlite:///{folder}/none/bank.db")
    assert f"bank: {folder}/none/bank.db: unable to open database file" in line


@pytest.mark.parametrize(
    "url",
    [
        "",
        "s3cret",
        "postgresql://bank:s3cret@127.0.0.1/bank",  # a driver that is not ours
        "mysql://bank:s3cret@127.0.0.1/bank",
        "postgresql+psycopg://bank:s3cret@part@127.0.0.1/bank",  # an @ of the password: half of it would be the host
        "postgresql+psycopg://bank:s3cret@pa/rt@127.0.0.1/bank",
        "postgresql+psycopg://bank:s3cret",  # the host forgotten: the password would be the port
    ],
)
def test_urls_that_are_refused_without_a_word_of_them(url: str) -> None:
    with pytest.raises(DatabaseError) as refused:
        read_url(url)
    without_secrets(str(refused.value))
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None or refused.value.__suppress_context__


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match=r"pip install 'smart-teller\[postgresql\]'"):
        read_url("postgresql+psycopg://bank@127.0.0.1/bank")
