"""A PostgreSQL of the tests' own: a temporary cluster of Debian's server, reached by a Unix socket alone."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

PROGRAMS = Path("/usr/lib/postgresql")
# nothing of it has to survive this machine; SIGKILL of the bank loses nothing that PostgreSQL was given
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "max_connections": "200",
    "default_transaction_isolation": "read committed",  # the bank must ask for what it needs
}
GUARDED = "guarded"  # the role whose members need their password; nobody else does
SECONDS = 60


def programs() -> Path | None:
    """Where the newest server's programs lie; None where none is installed."""
    found = [path.parent for path in PROGRAMS.glob("*/bin/initdb")]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


class Cluster:
    """Runs from `start` until `stop`, as the user postgres if we are root, whom PostgreSQL refuses."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.folder = Path(tempfile.mkdtemp(prefix="st-pg-", dir="/tmp"))
        self._databases = 0

    def start(self) -> None:
        """Make it and start it; return when it answers."""
        if self._as:
            shutil.chown(self.folder, "postgres")
        data, log = self.folder / "data", self.folder / "log"
        self._run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        rules = data / "pg_hba.conf"
        rules.write_text(f"local all +{GUARDED} scram-sha-256\n{rules.read_text()}")
        settings = SETTINGS | {"unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._run("pg_ctl", "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        self.do("postgres", f"CREATE ROLE {GUARDED}")

    def stop(self) -> None:
        """Stop it at once, and take its folder away."""
        try:
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self) -> str:
        """Make an empty database; return its name."""
        self._databases += 1
        name = f"bank_{self._databases}"
        self.do("postgres", f"CREATE DATABASE {name}")
        return name

    def new_guarded(self, user: str, password: str) -> None:
        """Make a user who is let in with this password alone, and owns nothing."""
        self.do("postgres", f"CREATE ROLE {user} LOGIN PASSWORD '{password}' IN ROLE {GUARDED}")

    def do(self, database: str, *statements: str) -> None:
        """Do something that no bank does."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def url(self, database: str) -> str:
        """Where a bank finds it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._programs / program), *arguments]
        # its output into a file: a server that pg_ctl leaves behind would hold a pipe open
        with tempfile.TemporaryFile() as written:
            ended = subprocess.run(
                command, cwd="/", stdout=written, stderr=subprocess.STDOUT, timeout=SECONDS, check=False
            )
            written.seek(0)
            assert ended.returncode == 0, written.read().decode()
