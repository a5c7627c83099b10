"""The desk of the sandbox: carries out what whoever plays the branch staff says at the panel."""

from collections.abc import Callable
from pathlib import Path

from bank.control import Control, ControlError

STAFF = "1001"  # the number of the one member of staff there is


class Desk:
    """`folder`: where words appear, one a file (drivers/simulator/staff.py). `say` is told what came of each."""

    def __init__(self, folder: Path, control: Control, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._control = control
        self._say = say

    def look(self) -> None:
        """Carry out what has been said since the last look. Never raises for what staff or the bank say."""
        for file in sorted(self._folder.glob("*.word")):
            word = file.read_text(encoding="utf-8")
            file.unlink()
            try:
                self._say(self._carry_out(word))
            except (ControlError, OSError) as error:
                self._say(f"The desk could not do that: {error}")

    def _carry_out(self, word: str) -> str:
        match word:
            case "answer-call":
                calls = self._control.list_assistance()
                for call in calls:
                    self._control.answer_assistance(call.id, STAFF)
                return f"Staff answered {len(calls)} calls." if calls else "Nobody has called staff."
            case "approve-person" | "refuse-person":
                waiting = self._control.list_verifications()
                if not waiting:
                    return "Nobody waits for staff to look at them."
                person = waiting[-1]
                if word == "approve-person":
                    self._control.approve_verification(person.id, STAFF)
                    return f"Staff have seen {person.name}."
                self._control.refuse_verification(person.id, STAFF, "not this person")
                return f"Staff say that it is not {person.name}."
            case _:
                return f"Staff said something that nobody understands: {word[:40]!r}."
