"""The bank's private socket: what staff and the desk ask, and a client for it. No terminal ever sees it.

A Unix socket of mode 0600; each request and each response is one line of JSON. `{"do": <name>, ...}` is answered with
`{"ok": true, "result": ...}` or `{"ok": false, "error": ...}`.
"""

import json
import socket
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import BaseModel, Field, TypeAdapter

from bank.contract import Model, Reconciliation
from bank.control_staff import StaffCommand, StaffControl

TerminalId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
T = TypeVar("T", bound=BaseModel)


class CreateEnrolmentCode(Model):
    """Make a code that enrols this terminal or desk once."""

    do: Literal["create-enrolment-code"] = "create-enrolment-code"
    terminal: TerminalId
    kind: Literal["terminal", "desk"] = "terminal"
    minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 15


class InjectPinKey(Model):
    """Make a PIN key for an enrolled terminal's PIN pad."""

    do: Literal["inject-pin-key"] = "inject-pin-key"
    terminal: TerminalId


class RevokeTerminal(Model):
    """Refuse a terminal from now on."""

    do: Literal["revoke-terminal"] = "revoke-terminal"
    terminal: TerminalId


class ListAssistance(Model):
    """List the calls nobody has answered."""

    do: Literal["list-assistance"] = "list-assistance"


class AnswerAssistance(Model):
    """Take a call; `by` is the number of the member of staff."""

    do: Literal["answer-assistance"] = "answer-assistance"
    id: str
    by: Annotated[str, Field(min_length=1, max_length=40)]


class ListVerifications(Model):
    """List the verifications that wait for staff."""

    do: Literal["list-verifications"] = "list-verifications"


class ApproveVerification(Model):
    """Say "I have seen this person"; `by` is the number of a member of staff who approves, and is not that person."""

    do: Literal["approve-verification"] = "approve-verification"
    id: str
    by: Annotated[str, Field(min_length=1, max_length=40)]
    seen: Literal[True]


class RefuseVerification(Model):
    """Say that it is not this person, or should not be done; `reason` is kept at the bank, `by` as for approving."""

    do: Literal["refuse-verification"] = "refuse-verification"
    id: str
    by: Annotated[str, Field(min_length=1, max_length=40)]
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class ListAlarms(Model):
    """List what staff must look into."""

    do: Literal["alarms"] = "alarms"


class CheckLedger(Model):
    """Go through the whole ledger."""

    do: Literal["ledger-check"] = "ledger-check"


class ListHoldings(Model):
    """List what each customer has in all."""

    do: Literal["holdings"] = "holdings"


class Reconcile(Model):
    """Say what every terminal did on a business date; without one, on the present one."""

    do: Literal["reconcile"] = "reconcile"
    business_date: date | None = None


class SetAccepting(Model):
    """Close the bank for orders, or open it again. Until the bank is restarted."""

    do: Literal["set-accepting"] = "set-accepting"
    accepting: bool


class SetStaffed(Model):
    """Say whether a member of staff can be called to a terminal. Until the bank is restarted."""

    do: Literal["set-staffed"] = "set-staffed"
    staffed: bool


class Advance(Model):
    """Move the bank's time forward; refused outside the sandbox."""

    do: Literal["advance"] = "advance"
    seconds: Annotated[float, Field(gt=0, le=400 * 86400)]


Command = Annotated[
    CreateEnrolmentCode
    | InjectPinKey
    | RevokeTerminal
    | ListAssistance
    | AnswerAssistance
    | ListVerifications
    | ApproveVerification
    | RefuseVerification
    | ListAlarms
    | CheckLedger
    | ListHoldings
    | Reconcile
    | SetAccepting
    | SetStaffed
    | Advance
    | StaffCommand,
    Field(discriminator="do"),
]
COMMAND: TypeAdapter[Command] = TypeAdapter(Command)


class EnrolmentCode(Model):
    """`authority`: the certificate (PEM) the terminal must trust, handed over with the code."""

    code: str
    expires_at: datetime
    authority: str


class PinKeyInjection(Model):
    """Key id (16 hex digits) and initial key (32 hex digits) of AES DUKPT."""

    key_id: str
    initial_key: Annotated[str, Field(repr=False)]


class Call(Model):
    """A call for a person."""

    id: str
    terminal: str
    where: str
    language: str
    called_at: datetime


class WaitingVerification(Model):
    """A verification that waits for staff, with what the terminal found; None where there was no face check.

    `name`: whom it is to be. `reasons`: why the bank did not simply accept it; `found`: what the terminal told.
    """

    id: str
    terminal: str
    name: str
    purpose: str
    way: str
    reasons: list[str]
    reported_at: datetime
    ends_at: datetime
    profile: str | None
    matches: bool | None
    liveness: str | None
    distance: float | None
    threshold: float | None
    challenges: list[str]
    found: list[str]
    attempts: int


class Alarm(Model):
    """`kind`: journal-head-fell, journal-head-changed."""

    terminal: str
    kind: str
    detail: str
    at: datetime


class LedgerReport(Model):
    """`sound`: every entry sums to zero, balances are the sums of their postings, no customer's is negative."""

    sound: bool
    entries: int
    total: int
    unbalanced_entries: int
    wrong_balances: int
    negative_balances: int


class Total(Model):
    """The ledger balances of all accounts of a customer together, in fen."""

    customer: str
    balance: int


class ReconciliationReport(Model):
    """`sound`: each account's hold is what its waiting transfers come to, and what was executed stands in the ledger
    with its amount and fee. `terminals`: those that did something on the date."""

    business_date: date
    sound: bool
    terminals: list[Reconciliation]


class ControlError(Exception):
    """The bank refused, with its reason. A bank that is not there raises `OSError`."""


class Control(StaffControl):
    """Speaks to a running bank's private socket; one connection a call. Raises `OSError` and `ControlError`."""

    def __init__(self, path: Path, seconds: float = 30) -> None:
        self._path = path
        self._seconds = seconds

    def create_enrolment_code(
        self, terminal: str, minutes: int = 15, kind: Literal["terminal", "desk"] = "terminal"
    ) -> EnrolmentCode:
        """Return a code that enrols the terminal or desk once."""
        return self._ask(CreateEnrolmentCode(terminal=terminal, minutes=minutes, kind=kind), EnrolmentCode)

    def inject_pin_key(self, terminal: str) -> PinKeyInjection:
        """Return a new key for the terminal's PIN pad."""
        return self._ask(InjectPinKey(terminal=terminal), PinKeyInjection)

    def revoke_terminal(self, terminal: str) -> None:
        """Refuse the terminal from now on, for good."""
        self._call(RevokeTerminal(terminal=terminal))

    def list_assistance(self) -> list[Call]:
        """Return the calls nobody has answered, oldest first."""
        return [Call.model_validate(row) for row in self._call(ListAssistance())]

    def answer_assistance(self, call_id: str, by: str) -> None:
        """Take a call."""
        self._call(AnswerAssistance(id=call_id, by=by))

    def list_verifications(self) -> list[WaitingVerification]:
        """Return the verifications that wait for staff, oldest first."""
        return [WaitingVerification.model_validate(row) for row in self._call(ListVerifications())]

    def approve_verification(self, id: str, by: str) -> None:
        """Say that this person was seen by the member of staff with this number."""
        self._call(ApproveVerification(id=id, by=by, seen=True))

    def refuse_verification(self, id: str, by: str, reason: str) -> None:
        """Say no, and why."""
        self._call(RefuseVerification(id=id, by=by, reason=reason))

    def alarms(self) -> list[Alarm]:
        """Return every alarm, oldest first."""
        return [Alarm.model_validate(row) for row in self._call(ListAlarms())]

    def ledger_check(self) -> LedgerReport:
        """Let the bank go through its ledger."""
        return self._ask(CheckLedger(), LedgerReport)

    def holdings(self) -> dict[str, int]:
        """Return what each customer has in all their accounts, in fen, by the customer's id."""
        totals = [Total.model_validate(row) for row in self._call(ListHoldings())]
        return {total.customer: total.balance for total in totals}

    def reconcile(self, business_date: date | None = None) -> ReconciliationReport:
        """Return the totals of all terminals; without a date, of the present business date."""
        return self._ask(Reconcile(business_date=business_date), ReconciliationReport)

    def set_accepting(self, accepting: bool) -> None:
        """Close the bank for orders, or open it again."""
        self._call(SetAccepting(accepting=accepting))

    def set_staffed(self, staffed: bool) -> None:
        """Say whether a member of staff can be called to a terminal."""
        self._call(SetStaffed(staffed=staffed))

    def advance(self, seconds: float) -> None:
        """Move the bank's time forward."""
        self._call(Advance(seconds=seconds))

    def _ask(self, command: Model, result: type[T]) -> T:
        return result.model_validate(self._call(command))

    def _call(self, command: Model) -> Any:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(self._seconds)
            connection.connect(str(self._path))
            connection.sendall(command.model_dump_json().encode() + b"\n")
            with connection.makefile("rb") as lines:
                line = lines.readline()
        if not line:
            raise ConnectionResetError("the bank closed its control socket")
        answer = cast(dict[str, Any], json.loads(line))
        if not answer["ok"]:
            raise ControlError(answer["error"])
        return answer["result"]
