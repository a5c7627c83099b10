"""What a counter does with an application that was stopped at a terminal: takes it over, and finishes what it can.

It is taken over at a desk, by a member of staff who approves, with the code and the number of the same document. From
then on it is that desk's, and no terminal's. docs/opening.md has the rules. Who did what, and when, are rows that stay.
"""

from datetime import datetime

from sqlalchemy import insert, select, update

from bank import approvals, resuming
from bank.application_ends import count_refused, end, give_up
from bank.application_tables import applications
from bank.applications import LIFE, Case, find, is_over, require_known_words, view
from bank.contract import (
    Application,
    ApplicationFile,
    ApplicationState,
    CounterClosing,
    CounterEnd,
    Details,
    ResumeCode,
    StaffRole,
    TakeOver,
    WaitingApplications,
)
from bank.papers import DETAILS, papers_of
from bank.problems import Code, Problem
from bank.staff import Member
from bank.staff_tables import counter_acts
from bank.tables import Record
from bank.turn import Turn
from bank.vault import Vault

TAKEN_OVER, GAVE_DETAILS, HANDED_BACK = "taken-over", "details", "handed-back"


def take_over(turn: Turn, vault: Vault, who: Member, asked: TakeOver) -> Application:
    """Take over what the person with this document stopped, for the right code. `turn.terminal` is the desk.

    Misses are counted with those at terminals; the fifth ends it.
    Raises `Problem` (staff-not-allowed, staff-is-applicant, resume-code-wrong, resume-ended).
    """
    who.require(StaffRole.APPROVER)
    row = resuming.paused(turn, vault, asked.document_number)
    approvals.require_another(turn, vault, who, _case(turn, vault, row).document())
    resuming.require_code(turn, vault, row, asked.code)
    _change(turn, row, state=ApplicationState.COUNTER.value, terminal=turn.terminal, looked_at=turn.now, code_hash=None)
    _note(turn, who, row.id, TAKEN_OVER)
    return view(turn, vault, row.id)


def taken(turn: Turn, vault: Vault, who: Member) -> WaitingApplications:
    """Return what this desk has taken over, the oldest first; `since`: when. Raises `Problem` (staff-not-allowed)."""
    who.require(StaffRole.APPROVER)
    mine = applications.c.state == ApplicationState.COUNTER.value, applications.c.terminal == turn.terminal
    query = select(applications).where(*mine, applications.c.expires_at > turn.now)
    rows = turn.connection.execute(query.order_by(applications.c.looked_at, applications.c.id))
    return WaitingApplications(applications=[approvals.listed(turn, vault, row, row.looked_at) for row in rows])


def open_file(turn: Turn, vault: Vault, who: Member, application: str) -> ApplicationFile:
    """Return what there is of one that this desk has, and note who looks.

    Raises `Problem`: staff-not-allowed, staff-is-applicant, application-unknown, -ended, -state.
    """
    _mine(turn, vault, who, application)
    file = approvals.read(turn, vault, application, ApplicationState.COUNTER)
    approvals.note_shown(turn, who, file)
    return file


def set_details(turn: Turn, vault: Vault, who: Member, application: str, said: Details) -> Application:
    """Keep what the customer says of themselves: here any address can be written down.

    Raises `Problem` as `open_file`, and request-invalid.
    """
    case = _mine(turn, vault, who, application)
    require_known_words(said)
    case.papers.put(DETAILS, said.model_dump_json(), turn.now)
    _change(turn, case.row)
    _note(turn, who, application, GAVE_DETAILS)
    return view(turn, vault, application)


def hand_back(turn: Turn, vault: Vault, who: Member, application: str) -> ResumeCode:
    """Give it back to its customer: a new code resumes it within 24 hours, at a terminal or a counter.

    Raises `Problem` as `open_file`.
    """
    _mine(turn, vault, who, application)
    _note(turn, who, application, HANDED_BACK)
    return resuming.keep(turn, vault, application)


def close(turn: Turn, vault: Vault, who: Member, application: str, asked: CounterClosing) -> Application:
    """End it: nothing of it is left. Raises `Problem` as `open_file`, and staff-reason-missing for a refusal."""
    case, reason = _mine(turn, vault, who, application), asked.reason.strip()
    match asked.how:
        case CounterEnd.SERVED:
            end(turn, application)
        case CounterEnd.WITHDRAWN:
            give_up(turn, case.row)
        case CounterEnd.REFUSED:
            if not reason:
                raise Problem(Code.STAFF_REASON_MISSING)
            count_refused(turn, case.row.person)
            end(turn, application)
    _note(turn, who, application, asked.how.value, reason)
    return view(turn, vault, application)


def _mine(turn: Turn, vault: Vault, who: Member, application: str) -> Case:
    """Return one that this desk has taken over, and that is not the member's own."""
    who.require(StaffRole.APPROVER)
    row = find(turn, application)
    if is_over(row, turn):
        raise Problem(Code.APPLICATION_ENDED)
    if row.state != ApplicationState.COUNTER or row.terminal != turn.terminal:
        raise Problem(Code.APPLICATION_STATE, f"it is {row.state}")
    case = _case(turn, vault, row)
    approvals.require_another(turn, vault, who, case.document())
    return case


def _case(turn: Turn, vault: Vault, row: Record) -> Case:
    return Case(turn, row, papers_of(turn.connection, vault, row))


def _change(turn: Turn, row: Record, **values: object) -> None:
    """Change the row. It lives on for an hour, and for the day that it was kept for."""
    lasts: datetime = max(row.expires_at, turn.now + LIFE)
    mine = update(applications).where(applications.c.id == row.id)
    turn.connection.execute(mine.values({"expires_at": lasts} | values))


def _note(turn: Turn, who: Member, application: str, act: str, reason: str = "") -> None:
    noted = {"application_id": application, "number": who.number, "place": turn.terminal, "at": turn.now}
    turn.connection.execute(insert(counter_acts), noted | {"act": act, "reason": reason})
