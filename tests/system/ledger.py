"""The bank's books, read from outside while the bank runs."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


class Ledger:
    """`file`: the bank's database."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def balance(self, number: str) -> int:
        """An account's balance in fen, by its number."""
        return self._rows("SELECT balance FROM accounts WHERE number = ?", number)[0][0]

    def transfers(self, key: str = "%") -> list[int]:
        """How much each transfer under such a key moved, in fen, oldest first."""
        found = self._rows(
            "SELECT MAX(p.amount) FROM entries e JOIN postings p ON p.entry_id = e.id"
            " WHERE e.kind = 'transfer' AND e.terminal <> '' AND e.key LIKE ? GROUP BY e.id ORDER BY e.id",
            key,
        )
        return [row[0] for row in found]

    def outcome(self, key: str) -> str:
        """What became of an order at the bank: done, declined, closed; empty where it never came."""
        found = self._rows("SELECT state FROM instructions WHERE key = ?", key)
        return found[0][0] if found else ""

    def cards(self, name: str) -> list[tuple[str, str]]:
        """State and masked number of each card of the customers of this name."""
        return self._rows(
            "SELECT c.state, c.masked FROM cards c JOIN customers o ON o.id = c.customer_id WHERE o.name = ?", name
        )

    def nobodys_cards(self) -> int:
        """How many numbers are reserved, or were given up."""
        return self._rows("SELECT COUNT(*) FROM cards WHERE customer_id IS NULL")[0][0]

    def applications(self) -> list[tuple[str, str]]:
        """Kind and state of each."""
        return self._rows("SELECT kind, state FROM applications")

    def _rows(self, query: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()
