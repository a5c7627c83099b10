"""What branch staff decide about applications, by which rules, and what stays of it.

- The machine is for it: one member of staff; at a desk by two pictures that can be compared, or not at all where the
  bank wants each approval made on the spot.
- It is *not excluded* that no living person was there: whoever approves has seen the person, at the terminal.
- The machine is against it: so have two different members of staff, each with a reason.

Nobody decides about themselves, and nobody about something else than what they were shown. Who opened which file, and
who decided what by which numbers, are rows that stay when the application is long gone.
"""

from datetime import datetime

from sqlalchemy import insert, select

from bank import application_files, applications
from bank.contract import (
    Application,
    ApplicationFile,
    ApplicationState,
    Decision,
    DecisionMade,
    DocumentData,
    FaceAttempt,
    Machine,
    StaffDecision,
    StaffRole,
    WaitingApplication,
    WaitingApplications,
    fingerprint,
)
from bank.masking import masked_name
from bank.papers import DOCUMENT, STILL_LIVE, papers_of
from bank.problems import Code, Problem
from bank.staff import Member
from bank.staff_tables import staff, staff_decisions, staff_looks
from bank.tables import Record, customers
from bank.turn import Turn
from bank.vault import Vault, id_fingerprint

# reasons that the customer is told; whatever else is said stays at the bank
TOLD = ("not-the-person", "document-doubtful", "face-hidden", "light-poor", "ask-at-counter")
OTHER = "staff-other"
_UNKNOWN = "0" * 64


def waiting(turn: Turn, vault: Vault, who: Member) -> WaitingApplications:
    """Return the applications that wait for staff, oldest first. Raises `Problem` (staff-not-allowed)."""
    who.require(StaffRole.APPROVER)
    rows = application_files.waiting(turn.connection, turn.now)
    return WaitingApplications(applications=[listed(turn, vault, row, row.waiting_since) for row in rows])


def open_file(turn: Turn, vault: Vault, who: Member, application: str) -> ApplicationFile:
    """Return everything there is to decide by, and note who looks.

    Raises `Problem`: staff-not-allowed, staff-is-applicant, application-unknown, application-ended, application-state.
    """
    who.require(StaffRole.APPROVER)
    applications.note_look(turn, application)
    file = read(turn, vault, application, ApplicationState.WAITING)
    require_another(turn, vault, who, file.document)
    note_shown(turn, who, file)
    return file


def note_shown(turn: Turn, who: Member, file: ApplicationFile) -> None:
    """Note who was shown what, where and when."""
    look = {"application_id": file.application.id, "number": who.number, "place": turn.terminal, "at": turn.now}
    turn.connection.execute(insert(staff_looks), look | {"shown": file.shown})


def shown_last(turn: Turn, who: Member, application: str) -> str:
    """Return the hash of what this member of staff was shown last of an application; if nothing, that of nothing."""
    mine = staff_looks.c.application_id == application, staff_looks.c.number == who.number
    query = select(staff_looks.c.shown).where(*mine).order_by(staff_looks.c.id.desc()).limit(1)
    return turn.connection.scalar(query) or _UNKNOWN


def decide(
    turn: Turn,
    vault: Vault,
    who: Member,
    application: str,
    asked: StaffDecision,
    *,
    at_desk: bool,
    on_the_spot: bool = False,
) -> Application:
    """Take a decision, and give the application as it is then.

    `at_desk`: `turn.terminal` is a desk. `on_the_spot`: nobody approves but at the application's own terminal.

    Raises `Problem`: as `open_file`; staff-file-changed, staff-must-see, staff-reason-missing, staff-same-person.
    """
    who.require(StaffRole.APPROVER)
    file = read(turn, vault, application, ApplicationState.WAITING)
    require_another(turn, vault, who, file.document)
    if asked.shown != file.shown or shown_last(turn, who, application) != file.shown:
        raise Problem(Code.STAFF_FILE_CHANGED)
    away = at_desk or turn.terminal != file.terminal
    if asked.seen and away:
        raise Problem(Code.STAFF_MUST_SEE)
    reason = asked.reason.strip()
    second = False
    if asked.decision is Decision.APPROVE:
        if away and (on_the_spot or not _can_be_compared(turn, vault, file)):
            raise Problem(Code.STAFF_MUST_SEE)
        second = _require_enough(turn, who, file, reason, seen=asked.seen)
    elif asked.decision is Decision.REFUSE and not reason:
        raise Problem(Code.STAFF_REASON_MISSING)
    turn.connection.execute(
        insert(staff_decisions),
        {
            "application_id": application,
            "number": who.number,
            "place": turn.terminal,
            "at_desk": at_desk,
            "at": turn.now,
            "decision": asked.decision.value,
            "seen": asked.seen,
            "reason": reason,
            "shown": file.shown,
            "second": second,
            "machine": file.machine.value,
            **_numbers(file.attempts),
        },
    )
    if asked.decision is Decision.APPROVE and file.machine is Machine.AGAINST and not second:
        applications.ask_second(turn, application)
    else:
        applications.decide(turn, application, asked.decision, _told(asked.decision, reason))
    return applications.view(turn, vault, application)


def is_self(who: Member, person: str | None) -> bool:
    """Say whether a member of staff is who has this ID number, given as its keyed hash."""
    return who.id_fingerprint is not None and who.id_fingerprint == person


def _can_be_compared(turn: Turn, vault: Vault, file: ApplicationFile) -> bool:
    """Say whether somebody who is elsewhere sees the document's portrait, and the face that the machine is for."""
    if not (file.portrait and file.live and file.attempts):
        return False
    live_at = papers_of(turn.connection, vault, applications.find(turn, file.application.id)).put_at(STILL_LIVE)
    return live_at is not None and live_at >= file.attempts[-1].at


def _require_enough(turn: Turn, who: Member, file: ApplicationFile, reason: str, *, seen: bool) -> bool:
    """Raise `Problem` unless this approval may count; return whether it is the second."""
    if file.machine is not Machine.FOR and not seen:
        raise Problem(Code.STAFF_MUST_SEE)
    if file.machine is not Machine.AGAINST:
        return False
    if not reason:
        raise Problem(Code.STAFF_REASON_MISSING)
    approvers = {row.number for row in _present(turn, file) if row.decision == Decision.APPROVE}
    approvers &= _who_approve(turn)  # the word of somebody who has left, or may no longer say so, is none
    if approvers & _numbers_of(turn, who):
        raise Problem(Code.STAFF_SAME_PERSON)
    return bool(approvers)


def _who_approve(turn: Turn) -> set[str]:
    """Return the numbers of all who may approve now."""
    present = turn.connection.execute(select(staff.c.number, staff.c.roles).where(staff.c.retired.is_(False)))
    return {row.number for row in present if StaffRole.APPROVER in row.roles.split()}


def _numbers_of(turn: Turn, who: Member) -> set[str]:
    """Return every number that this person has or had: two numbers do not make two people."""
    if who.id_fingerprint is None:
        return {who.number}
    same = select(staff.c.number).where(staff.c.id_fingerprint == who.id_fingerprint)
    return {who.number, *turn.connection.scalars(same)}


def require_another(turn: Turn, vault: Vault, who: Member, document: DocumentData) -> None:
    """Raise `Problem` (staff-is-applicant) where the document is the member's own.

    A passport has another number than the ID card that the bank knows them by: then name and birth say it.
    """
    if is_self(who, id_fingerprint(vault, document.number)):
        raise Problem(Code.STAFF_IS_APPLICANT)
    if who.customer is not None:
        own = turn.connection.execute(select(customers).where(customers.c.id == who.customer)).one()
        names = {own.name.casefold(), own.name_latin.casefold()} & {
            document.name.casefold(),
            document.latin_name.casefold(),
        }
        if own.born == document.born and names:
            raise Problem(Code.STAFF_IS_APPLICANT)


def read(turn: Turn, vault: Vault, application: str, state: ApplicationState) -> ApplicationFile:
    """Return the file of one in this state, with the hash of all of it. Raises `Problem` as `open_file`."""
    found = application_files.file_of(turn, vault, application)
    if found.application.state is not state:
        raise Problem(Code.APPLICATION_STATE, f"it is {found.application.state}")
    file = ApplicationFile(**vars(found), decisions=_made(turn, application), shown=_UNKNOWN)
    return file.model_copy(update={"shown": fingerprint(file)})


def _made(turn: Turn, application: str) -> list[DecisionMade]:
    mine = staff_decisions.c.application_id == application
    rows = turn.connection.execute(select(staff_decisions).where(mine).order_by(staff_decisions.c.id))
    return [
        DecisionMade(at=row.at, by=row.number, decision=Decision(row.decision), seen=row.seen, reason=row.reason)
        for row in rows
    ]


def _present(turn: Turn, file: ApplicationFile) -> list[Record]:
    """The decisions since it was submitted last: those before were about something else."""
    decisions = staff_decisions.c
    query = select(staff_decisions).where(decisions.application_id == file.application.id)
    return list(turn.connection.execute(query.where(decisions.at >= file.application.waiting_since)))


def listed(turn: Turn, vault: Vault, row: Record, since: datetime) -> WaitingApplication:
    """Return an application as it stands in a list."""
    document = DocumentData.model_validate_json(papers_of(turn.connection, vault, row).text(DOCUMENT))
    return WaitingApplication(
        id=row.id,
        kind=row.kind,
        terminal=row.terminal,
        since=since,
        masked_name=masked_name(document.name),
        second=row.second,
        looked_at=row.looked_at is not None,
    )


def _numbers(attempts: list[FaceAttempt]) -> dict[str, object]:
    """The machine's numbers, of the newest series of face checks."""
    if not attempts:
        return {}
    last = attempts[-1]
    return {
        "matches": last.matches,
        "liveness": last.liveness,
        "distance": last.distance,
        "threshold": last.threshold,
        "attempts": sum(attempt.attempts for attempt in attempts),
    }


def _told(decision: Decision, reason: str) -> list[str]:
    if decision is Decision.APPROVE:
        return []
    return [reason if reason in TOLD else OTHER]
