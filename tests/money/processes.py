"""The model bank and the money part of a terminal as processes of their own, for real kills.

`python -m tests.money.processes bank SOCKET`
`python -m tests.money.processes terminal FOLDER SOCKET STOP_AT`: one order; halts before its step STOP_AT and waits to
be killed (-1: never). Steps are the disk's operations, the sending, and the answer that is about to be read.
"""

import json
import socket
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bank.contract import OrderState, Settlement, TransferOrder
from kiosk.money.disk import RealDisk
from tests.money.model_bank import ModelBank
from tests.money.terminal import MoneyPart

HALTED = "halted before"
ENDED = "ended"


class Steps:
    """Counts what is about to happen, and halts before one of it."""

    def __init__(self, stop_at: int) -> None:
        self._stop_at = stop_at
        self._count = 0

    def next(self, what: str) -> None:
        """`what` is about to happen."""
        if self._count == self._stop_at:
            print(HALTED, what, flush=True)
            sys.stdin.read()  # until the kill
        self._count += 1


class HaltingDisk(RealDisk):
    """The machine's disk, halting before an operation."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def sync(self, path: Path) -> None:
        self._steps.next(f"sync {path.name}")
        super().sync(path)

    def _make_folder(self, folder: Path) -> None:
        self._steps.next(f"make {folder.name}")
        super()._make_folder(folder)

    def _create(self, path: Path, data: bytes) -> None:
        self._steps.next(f"create {path.name}")
        super()._create(path, data)

    def _write(self, path: Path, data: bytes, at: int) -> None:
        self._steps.next(f"write {path.name}")
        super()._write(path, data, at)

    def _rename(self, path: Path, to: Path) -> None:
        self._steps.next(f"rename {path.name}")
        super()._rename(path, to)

    def _unlink(self, path: Path) -> None:
        self._steps.next(f"unlink {path.name}")
        super()._unlink(path)

    def _sync_folder(self, folder: Path) -> None:
        self._steps.next(f"sync folder {folder.name}")
        super()._sync_folder(folder)


class BankOnSocket:
    """The terminal's side of the model bank's socket: one connection a question, one JSON line each way."""

    def __init__(self, path: Path, steps: Steps) -> None:
        self._path = path
        self._steps = steps

    def ask(self, **question: Any) -> Any:
        """Ask the bank."""
        with socket.socket(socket.AF_UNIX) as line:
            self._steps.next("connect")
            line.connect(str(self._path))
            line.sendall(json.dumps(question).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer = answers.readline()
                self._steps.next("read the answer")
                return json.loads(answer)

    def send(
        self, key: str, body: TransferOrder, token: str, session: str, journal_head: str, verification: str
    ) -> Settlement:
        """Send an order."""
        return Settlement.model_validate(self.ask(do="send", key=key, body=body.model_dump(), head=journal_head))

    def settle(self, key: str) -> Settlement:
        """Ask what became of an order."""
        return Settlement.model_validate(self.ask(do="settle", key=key))


class BooksOnSocket:
    """What a test asks of the bank process: the same as of a `ModelBank`."""

    def __init__(self, bank: BankOnSocket) -> None:
        self._bank = bank
        books = bank.ask(do="books")
        self.moved: Counter[str] = Counter(books["moved"])
        self.head: str = books["head"]
        self.alarms: list[str] = books["alarms"]

    def state(self, key: str) -> OrderState | None:
        """What the bank has decided about a key."""
        state = self._bank.ask(do="state", key=key)
        return OrderState(state) if state else None

    def reference(self, key: str) -> str:
        """The reference of an executed order."""
        return str(self._bank.ask(do="reference", key=key))


def bank_process(path: Path) -> None:
    """Answer one question after the other, for ever."""
    bank = ModelBank()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        print("ready", flush=True)
        while True:
            line, _ = server.accept()
            with line, line.makefile("rb") as questions:
                question = json.loads(questions.readline() or b'{"do": ""}')
                if question["do"] == "begin anew":
                    bank = ModelBank()
                try:
                    line.sendall(json.dumps(answer(bank, question)).encode() + b"\n")
                except BrokenPipeError:
                    continue  # killed while it waited: what was asked is done all the same


def answer(bank: ModelBank, question: dict[str, Any]) -> Any:
    """One answer of the bank process."""
    match question["do"]:
        case "send":
            body = TransferOrder.model_validate(question["body"])
            return bank.send(question["key"], body, "", "", question["head"], "").model_dump(mode="json")
        case "settle":
            return bank.settle(question["key"]).model_dump(mode="json")
        case "books":
            return {"moved": bank.moved, "head": bank.head, "alarms": bank.alarms}
        case "state":
            return bank.state(question["key"])
        case "reference":
            return bank.reference(question["key"])
        case _:
            return None


def terminal_process(folder: Path, bank: Path, stop_at: int) -> None:
    """Start, have one order carried out, stop."""
    steps = Steps(stop_at)
    money = MoneyPart(HaltingDisk(steps), BankOnSocket(bank, steps), folder)
    print(type(money.order()).__name__, flush=True)
    money.stop()
    print(ENDED, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "bank":
        bank_process(Path(sys.argv[2]))
    else:
        terminal_process(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
