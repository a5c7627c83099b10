"""The desk of the sandbox: carries out what whoever plays the branch staff says at the panel."""

from collections.abc import Callable
from pathlib import Path

from bank.contract import Decision
from bank.control import Control, ControlError

STAFF = "1001"  # the number of whoever is at the desk (assets/sandbox/people.toml)

_DECISIONS = {
    "approve-application": Decision.APPROVE,
    "refuse-application": Decision.REFUSE,
    "try-application-again": Decision.TRY_AGAIN,
}
_DONE = {
    Decision.APPROVE: "The desk approved the application of {}.",
    Decision.REFUSE: "The desk refused the application of {}.",
    Decision.TRY_AGAIN: "The desk asks {} for another face check.",
}
_REASON = "ask-at-counter"  # of a refusal: what the customer is told
# what the bank does not take, for whoever plays
_WHY_NOT = {
    "staff-must-see": "A desk cannot approve that: the face check did not settle who it is, or there are no two "
    "pictures to compare, so somebody who has seen the person must do it at the terminal.",
    "staff-is-applicant": "Nobody decides about themselves: another member of staff must do it.",
    "staff-document-differs": "The document is not that of the card's holder: the card stays inactive.",
}


class Desk:
    """`folder`: where words appear, one a file (drivers/simulator/staff.py). `say` is told what came of each."""

    def __init__(self, folder: Path, control: Control, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._control = control
        self._say = say

    def look(self) -> None:
        """Carry out what has been said since the last look. Never raises for what staff or the bank say."""
        for file in sorted(self._folder.glob("*.word")):
            word, _, argument = file.read_text(encoding="utf-8").partition(" ")
            file.unlink()
            try:
                self._say(self._carry_out(word, argument))
            except (ControlError, OSError) as error:
                self._say(_WHY_NOT.get(str(error), f"The desk could not do that: {error}"))

    def _carry_out(self, word: str, argument: str) -> str:
        match word:
            case "answer-call":
                calls = self._control.list_assistance()
                for call in calls:
                    self._control.answer_assistance(call.id, STAFF)
                return f"Staff answered {len(calls)} calls." if calls else "Nobody has called staff."
            case "approve-person" | "refuse-person":
                return self._see_person(approve=word == "approve-person")
            case "approve-application" | "refuse-application" | "try-application-again":
                return self._decide(_DECISIONS[word])
            case "activate-card":
                return self._activate(argument)
            case _:
                return f"Staff said something that nobody understands: {word[:40]!r}."

    def _see_person(self, *, approve: bool) -> str:
        waiting = self._control.list_verifications()
        if not waiting:
            return "Nobody waits for staff to look at them."
        person = waiting[-1]
        if approve:
            self._control.approve_verification(person.id, STAFF)
            return f"Staff have seen {person.name}."
        self._control.refuse_verification(person.id, STAFF, "not this person")
        return f"Staff say that it is not {person.name}."

    def _decide(self, decision: Decision) -> str:
        """Look at the newest application, as a desk does, and decide."""
        waiting = self._control.list_applications(STAFF)
        if not waiting:
            return "No application waits for staff."
        newest = waiting[-1]
        self._control.show_application(newest.id, STAFF)
        reason = _REASON if decision is Decision.REFUSE else ""
        self._control.decide_application(newest.id, STAFF, decision, reason)
        return _DONE[decision].format(newest.masked_name)

    def _activate(self, document_number: str) -> str:
        cards = self._control.list_staff_cards()
        if not cards:
            return "No card waits to be activated."
        newest = cards[-1]
        self._control.activate_card(newest.id, STAFF, document_number)
        return f"The desk activated the card {newest.masked} of {newest.masked_name}."
