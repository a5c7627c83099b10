"""Opens the bank from its folder: keys, authority, database; in the sandbox filled the first time."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import DBAPIError

from bank import application_files, phone_codes, sms, staff, terminals
from bank.authority import Authority, open_authority
from bank.clock import Clock
from bank.database import cannot_be_used, read_url
from bank.folder import FolderError
from bank.instructions import forget_old
from bank.people import PEOPLE, load_cast
from bank.registry import FolderRegistry, NoRegistry
from bank.seed import seed
from bank.step_up import StepUps
from bank.store import Store
from bank.tables import authorisations, meta, sessions
from bank.vault import Environment, Vault, open_vault

SHAPE = "7"  # of the tables; another number where a column comes, goes or changes its meaning


@dataclass
class Bank:
    """Everything the bank is made of. `accepting`: whether it takes orders; staff may close it. `staffed`: whether a
    member of staff can be called to a terminal; they say so. `on_the_spot`: no desk approves an application."""

    environment: Environment
    clock: Clock
    store: Store
    vault: Vault
    authority: Authority
    accepting: bool = True
    staffed: bool = True
    on_the_spot: bool = False
    step_ups: StepUps = field(default_factory=StepUps)  # when a customer must be known better

    def register_terminal(self, terminal: str, kind: terminals.Kind = terminals.Kind.TERMINAL) -> None:
        """Make a terminal or desk known without enrolment: for tests that speak to the application in process."""
        self.store.write(lambda connection: terminals.register(connection, terminal, self.clock.now(), kind))

    def inject_pin_key(self, terminal: str) -> terminals.PinKey:
        """Make a PIN key for a known terminal's PIN pad. Raises `Problem` (terminal-unknown)."""
        return self.store.write(lambda connection: terminals.inject_pin_key(connection, self.vault, terminal))

    def tidy(self) -> None:
        """Drop what has ended; renew the server's certificate if it is time. Called at start and every hour."""
        now = self.clock.now()
        self.store.write(lambda connection: _drop_ended(connection, now))
        self.authority.renew_server(now)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_bank(
    state: Path, environment: Environment, clock: Clock, people: Path = PEOPLE, database: str | None = None
) -> Bank:
    """Open the bank. `database` is a URL; without one it is SQLite in the folder.

    Raises `FolderError` when a file is missing, not private or of the other environment; `DatabaseError`.
    """
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault = open_vault(state / "vault.json", environment)
    authority = open_authority(state, environment, clock.now())
    file = state / "bank.db"
    if database is None:
        _make_private(file)
    named = f"sqlite:///{file}" if database is None else database
    url, store = read_url(named), Store(named)
    try:
        store.make_tables()
    except DBAPIError as error:
        store.close()
        raise cannot_be_used(url, error) from error
    try:
        made_for = store.write(lambda connection: _first_time(connection, environment, vault, people, clock.now()))
    except FolderError as error:
        store.close()
        raise FolderError(f"{state}: {error}") from error
    if made_for != environment:
        store.close()
        raise FolderError(f"{state}: this bank was made for the {made_for}, not for {environment}")
    registry = FolderRegistry(people=people) if environment == "sandbox" else NoRegistry()
    bank = Bank(environment, clock, store, vault, authority, step_ups=StepUps(registry=registry))
    bank.tidy()
    return bank


def _first_time(connection: Connection, environment: Environment, vault: Vault, people: Path, now: datetime) -> str:
    """Mark a new database with its environment, and fill the sandbox's; return what it is marked with."""
    marks = {row.name: row.value for row in connection.execute(select(meta))}
    if marks:
        if marks.get("shape") != SHAPE:
            raise FolderError(
                "this bank's database was made by another version, and there is no way over yet: remove the folder to "
                "begin anew (what it holds is lost), or run the version that made it"
            )
        return marks["environment"]
    connection.execute(insert(meta), [{"name": "environment", "value": environment}, {"name": "shape", "value": SHAPE}])
    if environment == "sandbox":
        cast = load_cast(people)
        seed(connection, vault, cast.people, now)
        id_numbers = {person.id: person.id_number for person in cast.people}
        for member in cast.staff:
            staff.join(connection, vault, staff.of_sandbox(member, id_numbers))
    return environment


def _make_private(file: Path) -> None:
    """SQLite gives its log and its index the mode of the database."""
    file.touch(mode=0o600)
    mode = file.stat().st_mode & 0o777
    if mode & 0o077:
        raise FolderError(f"{file}: mode is {mode:04o}, others can read it; it must be 0600 (chmod 600 {file})")


def _drop_ended(connection: Connection, now: datetime) -> None:
    forget_old(connection, now)
    connection.execute(delete(authorisations).where(authorisations.c.expires_at < now))
    connection.execute(delete(sessions).where(sessions.c.expires_at < now))
    staff.drop_old(connection, now)
    application_files.drop_old(connection, now)
    phone_codes.drop_old(connection, now)
    sms.drop_old(connection, now)
