"""Applications before branch staff, as tests need them: opened at a place, and decided about."""

from typing import Any

from bank.contract import Application, ApplicationFile, WaitingApplication, WaitingApplications
from tests.bank.staffing import staff_token
from tests.bank.support import Reply, Terminal, new_key, ok

FOR: dict[str, Any] = {}
NOT_EXCLUDED = {"liveness": "not-excluded", "profile": "five-point"}
AGAINST = {"matches": False, "distance": 0.71}


class Desk:
    """A member of staff who is signed in at a terminal or a desk."""

    def __init__(self, at: Terminal, number: str, *, desk: bool = False) -> None:
        self.at = at
        self.number = number
        self.token = staff_token(at, number, desk=desk)

    def waiting(self) -> list[WaitingApplication]:
        reply = self.at.ask("GET", "/staff/applications", staff=self.token)
        return WaitingApplications.model_validate(ok(reply)).applications

    def try_to_open(self, application: str) -> Reply:
        return self.at.ask("GET", f"/staff/applications/{application}", staff=self.token)

    def open(self, application: str) -> ApplicationFile:
        return ApplicationFile.model_validate(ok(self.try_to_open(application)))

    def try_to(
        self, decision: str, application: str, *, shown: str = "", seen: bool = False, reason: str = "", key: str = ""
    ) -> Reply:
        """Decide; by what is shown now, unless `shown` is given."""
        shown = shown or self.open(application).shown
        body = {"decision": decision, "seen": seen, "reason": reason, "shown": shown}
        path = f"/staff/applications/{application}/decisions"
        return self.at.ask("POST", path, body, key=key or new_key(), staff=self.token)

    def decide(self, decision: str, application: str, *, seen: bool = False, reason: str = "") -> Application:
        return Application.model_validate(ok(self.try_to(decision, application, seen=seen, reason=reason)))

    def try_to_activate(self, card: str, document_number: str) -> Reply:
        body = {"document_number": document_number}
        return self.at.ask("POST", f"/staff/cards/{card}/activate", body, key=new_key(), staff=self.token)
