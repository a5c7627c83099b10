"""Applications that are approved already, at a real bank: asked for over the terminal's own certificate."""

import json
from collections.abc import Mapping
from typing import Any

from requests.structures import CaseInsensitiveDict

from bank.contract import ApplicationFile, Decision, StaffCards, StaffDecision, staff_pan
from kiosk.bank.https import BankConnection
from kiosk.storyboards.bank_process import BankAccess
from tests.bank.applying import Applicant
from tests.bank.staffing import ANNA, staff_token
from tests.bank.support import Terminal, new_key, ok

__all__ = ["Bank", "staff_pan"]


class _Reply:
    """An answer as the bank's own tests want it."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status_code = status
        self.headers: Mapping[str, str] = CaseInsensitiveDict(headers)
        self.text = body.decode()

    def json(self) -> Any:
        return json.loads(self.text)


class Bank:
    """What a test asks of the bank in the name of the terminal `stage-001`, and of a member of staff in front of it."""

    def __init__(self, access: BankAccess) -> None:
        self._connection = BankConnection(f"https://127.0.0.1:{access.port}", access.authority, access.identity)
        key = access.control.inject_pin_key("stage-001")
        self.terminal = Terminal(self._send, key.key_id, key.initial_key)
        self._staff = staff_token(self.terminal, ANNA)

    def _send(self, method: str, path: str, headers: dict[str, str], content: bytes | None) -> _Reply:
        answer = self._connection.exchange(method, path, headers, content, seconds=30)
        return _Reply(answer.status, answer.headers, answer.body)

    def approved(self, name: str) -> Applicant:
        """Somebody's replacement card, approved by a member of staff: it waits to be bound."""
        applicant = Applicant(self.terminal, None, name, "replacement")
        applicant.wait()
        path = f"/staff/applications/{applicant.id}"
        file = ApplicationFile.model_validate(ok(self.terminal.ask("GET", path, staff=self._staff)))
        said = StaffDecision(decision=Decision.APPROVE, seen=True, shown=file.shown)
        ok(self.terminal.ask("POST", f"{path}/decisions", said, key=new_key(), staff=self._staff))
        return applicant

    def staff_cards(self) -> StaffCards:
        """The cards that are out, or in a bin, and inactive."""
        return StaffCards.model_validate(ok(self.terminal.ask("GET", "/staff/cards", staff=self._staff)))

    def activate(self, card: str, document_number: str) -> StaffCards:
        """The customer is there with the card and the ID document."""
        body = {"document_number": document_number}
        reply = self.terminal.ask("POST", f"/staff/cards/{card}/activate", body, key=new_key(), staff=self._staff)
        return StaffCards.model_validate(ok(reply))
