"""Real requests of the operations of branch staff, for the fuzz tests of terminals and desks."""

from typing import Any

from bank import applications
from bank.contract import Decision, UnfreezeOrder
from bank.store import Store
from bank.turn import Turn
from tests.bank.applying import Applicant
from tests.bank.deciding import Desk
from tests.bank.fuzzing_applications import HOUR, REPLACED
from tests.bank.process import BankProcess
from tests.bank.staffing import ANNA, body_at_desk, body_at_terminal
from tests.bank.support import Terminal, new_key, ok
from tests.bank.verifying import report, verify

SIGNED_IN = "wang-xiaoming"


STAFF_OPERATIONS = [
    "POST /staff/sessions",
    "DELETE /staff/sessions",
    "GET /staff/applications",
    "GET /staff/applications/{application_id}",
    "POST /staff/applications/{application_id}/decisions",
    "GET /staff/verifications",
    "GET /staff/verifications/{verification_id}",
    "POST /staff/verifications/{verification_id}/decisions",
    "GET /staff/cards",
    "POST /staff/cards/{card_id}/activate",
]


COUNTER_OPERATIONS = [  # of desks alone
    "POST /staff/counter",
    "GET /staff/counter",
    "GET /staff/counter/{application_id}",
    "POST /staff/counter/{application_id}/details",
    "POST /staff/counter/{application_id}/hand-back",
    "POST /staff/counter/{application_id}/close",
]


class RealStaff:
    """Fills what is asked at a terminal, or (`desk`) at a desk. `terminal`: where somebody applies meanwhile."""

    def __init__(self, bank: BankProcess, terminal: Terminal, at: Terminal, *, desk: bool) -> None:
        self._bank = bank
        self._terminal = terminal
        self._at = at
        self._desk = desk

    def fill(self, label: str, case: Any) -> None:
        if label == "POST /staff/sessions":
            case.body = body_at_desk(ANNA) if self._desk else body_at_terminal(self._at, ANNA)
            return
        stopped = label.startswith("POST /staff/counter") or label.startswith("GET /staff/counter/")
        if "_id}" in label or stopped:
            self._bank.control.advance(HOUR)
        staff = Desk(self._at, ANNA, desk=self._desk)
        case.headers["Staff-Session"] = staff.token
        if self._desk:
            self._close_all(staff)
        if stopped:
            self._at_counter(label, case, staff)
        elif "{application_id}" in label:
            applicant = self._waiting()
            case.path_parameters = {"application_id": applicant.id}
            if label.endswith("/decisions"):
                case.body = case.body | {"decision": "try-again", "seen": False}
                case.body["shown"] = staff.open(applicant.id).shown
        elif "{verification_id}" in label:
            verification = self._doubted()
            case.path_parameters = {"verification_id": verification}
            if label.endswith("/decisions"):
                shown = ok(self._at.ask("GET", f"/staff/verifications/{verification}", staff=staff.token))["shown"]
                case.body = {"decision": "refuse", "seen": False, "reason": "not this person", "shown": shown}
        elif "{card_id}" in label:
            applicant = self._out()
            cards = ok(self._at.ask("GET", "/staff/cards", staff=staff.token))["cards"]  # oldest first: others may wait
            case.path_parameters = {"card_id": cards[-1]["id"]}
            case.body = {"document_number": applicant.document["number"]}

    def _doubted(self) -> str:
        session = self._terminal.sign_in(SIGNED_IN)
        return verify(self._terminal, session, report("unfreeze", UnfreezeOrder(account="x"), "staff")).id

    def _close_all(self, staff: Desk) -> None:
        """End what was taken over for the case before: its customer could begin nothing else for a day."""
        for one in ok(self._at.ask("GET", "/staff/counter", staff=staff.token))["applications"]:
            body = {"how": "served"}
            ok(self._at.ask("POST", f"/staff/counter/{one['id']}/close", body, key=new_key(), staff=staff.token))

    def _at_counter(self, label: str, case: Any, staff: Desk) -> None:
        applicant = Applicant(self._terminal, None, REPLACED, "replacement")
        applicant.begin()
        taking = {"code": applicant.pause().code, "document_number": applicant.document["number"]}
        if "{application_id}" not in label:
            case.body = taking
            return
        ok(self._at.ask("POST", "/staff/counter", taking, key=new_key(), staff=staff.token))
        case.path_parameters = {"application_id": applicant.id}
        if label.endswith("/details"):
            case.body = case.body | {"occupation": "other", "purpose": "other"}
        elif label.endswith("/close"):
            case.body = case.body | {"how": "served"}

    def _waiting(self) -> Applicant:
        applicant = Applicant(self._terminal, None, REPLACED, "replacement")
        applicant.begin()
        applicant.submit(applicant.choose(applicant.reserve().card))
        return applicant

    def _out(self) -> Applicant:
        applicant = self._waiting()
        since = applicant.look().waiting_since
        assert since is not None
        store = Store(self._bank.database)
        try:
            store.write(lambda c: applications.decide(Turn(c, "desk", since), applicant.id, Decision.APPROVE, []))
        finally:
            store.close()
        applicant.bind()
        applicant.report("encoded", "presented", "out")
        return applicant
