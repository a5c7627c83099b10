"""Deciding about what the visit waits for: an application here, a verification in kiosk/staff/verifying.py.

The bank has the rules (bank/contract/staff.py) and refuses what breaks them; here they are told why.
"""

from enum import Enum, auto

from bank.contract import (
    Application,
    ApplicationFile,
    ApplicationState,
    Decision,
    Machine,
    StaffDecision,
    StaffSession,
    WaitingApplication,
)
from kiosk.bank.errors import BankDeclined
from kiosk.money.issues import as_key
from kiosk.prompts import Notice
from kiosk.staff.dossier import dossier
from kiosk.staff.member import StaffTalk
from kiosk.staff.verifying import REFUSED_FOR, decide_verification
from kiosk.walking import Back

SIGNED_OUT = "staff-session-ended"
# What somebody else of staff could do instead, and what must be looked at once more.
_ANOTHER = ("staff-not-allowed", "staff-is-applicant", "staff-same-person")
_AGAIN = (
    *("staff-file-changed", "staff-must-see", "staff-reason-missing"),
    *("application-state", "application-unknown", "verification-unknown"),
)
# Words that the customer is told (bank/approvals.py), and why a member of staff knows better than the machine.
TRIED_AGAIN_FOR = ("face-hidden", "light-poor", "other")
APPROVED_FOR = ("compared-document", "camera-wrong", "known-here")


class _Then(Enum):
    """What follows what was decided, or could not be."""

    DONE = auto()
    LOOK_AGAIN = auto()
    SOMEBODY_ELSE = auto()
    SECOND = auto()


async def approve(talk: StaffTalk) -> None:
    """Sign in, and decide about what waits here. Raises `Back`, `CustomerLeft`, `IdleOut`, `BankError`."""
    member = await talk.sign_in()
    while True:
        match await _decide(talk, member):
            case _Then.DONE:
                return
            case _Then.LOOK_AGAIN:
                continue
            case _Then.SOMEBODY_ELSE:
                asked = "staff-number"
            case _Then.SECOND:
                asked = "staff-second"
        await talk.sign_out()
        member = await talk.sign_in(asked)


async def _waiting(talk: StaffTalk, member: StaffSession) -> WaitingApplication | None:
    """The application of whoever stands here, if it still waits."""
    found = await talk.busy("busy-staff-file", talk.terminal.bank.waiting_applications(member.token))
    return next((one for one in found.applications if talk.awaited and one.id == talk.awaited.id), None)


async def _decide(talk: StaffTalk, member: StaffSession) -> _Then:
    try:
        if talk.awaited and talk.awaited.kind == "verification":
            if await decide_verification(talk, member, talk.awaited):
                return _Then.DONE
        elif waiting := await _waiting(talk, member):
            file = await talk.busy("busy-staff-file", talk.terminal.bank.application_file(member.token, waiting.id))
            return await _said(talk, member, file, await _decision(talk, member, file))
        await talk.ask(Notice("staff-nothing-waits", kind="success", back=False))
        return _Then.DONE
    except BankDeclined as declined:
        if declined.code == SIGNED_OUT:
            await talk.ask(Notice("staff-signed-out", back=False))
            return _Then.SOMEBODY_ELSE
        if declined.code in _ANOTHER:
            await talk.ask(Notice(declined.code, back=False))
            return _Then.SOMEBODY_ELSE
        if declined.code in _AGAIN:
            await talk.ask(Notice("staff-file-changed", back=False))
            return _Then.LOOK_AGAIN
        raise


async def _decision(talk: StaffTalk, member: StaffSession, file: ApplicationFile) -> StaffDecision:
    """Show the file to its last page, and ask what is to be done; Back leads to the file again."""
    about = {"staff": member.number, "application": as_key(file.application.id)}
    talk.note("staff-file-shown", **about, shown=file.shown)
    talk.forget_typed()  # from its first page, whoever turned them before
    draft = ""
    while True:
        answer = Decision(await talk.ask(dossier(file), draft=draft))
        draft = "99"  # back to where it can be decided
        try:
            match answer:
                case Decision.APPROVE:
                    return await _approval(talk, file)
                case Decision.REFUSE:
                    reason = await talk.reason("staff-why-refuse", REFUSED_FOR)
                    return StaffDecision(decision=answer, reason=reason, shown=file.shown)
                case Decision.TRY_AGAIN:
                    reason = await talk.reason("staff-why-again", TRIED_AGAIN_FOR)
                    return StaffDecision(decision=answer, reason=reason, shown=file.shown)
        except Back:
            continue


async def _approval(talk: StaffTalk, file: ApplicationFile) -> StaffDecision:
    """Where the machine is not for it, somebody must have seen the person; where it is against, they say why."""
    reason = ""
    if file.machine is Machine.AGAINST:
        reason = await talk.reason("staff-why-approve", APPROVED_FOR)
    seen = file.machine is not Machine.FOR
    if seen:
        await talk.has_seen(file.document.name)
    return StaffDecision(decision=Decision.APPROVE, seen=seen, reason=reason, shown=file.shown)


async def _said(talk: StaffTalk, member: StaffSession, file: ApplicationFile, decision: StaffDecision) -> _Then:
    """Tell the bank. It is on the disk before it is sent: who, what, and the hash of what they were shown."""
    fields = {
        "staff": member.number,
        "application": as_key(file.application.id),
        "decision": decision.decision.value,
    }
    talk.note(
        "staff-decision-init",
        **fields,
        machine=file.machine.value,
        seen="yes" if decision.seen else "no",
        shown=decision.shown,
    )
    ended, problem = "unknown", {}
    try:
        sending = talk.terminal.bank.decide_application(member.token, file.application.id, decision)
        application = await talk.busy("busy-staff-decision", sending)
        ended = "done"
        talk.decided.set()
    except BankDeclined as declined:
        ended, problem = "declined", {"problem": declined.code}
        raise
    finally:
        talk.note("staff-decision-complete", **fields, disposition=ended, **problem)
    return await _told(talk, application, decision.decision)


async def _told(talk: StaffTalk, application: Application, decision: Decision) -> _Then:
    if decision is Decision.APPROVE and application.state is ApplicationState.WAITING and application.second:
        return _Then.SECOND
    await talk.tell(Notice(f"staff-decided-{decision.value}", kind="success", seconds=3, back=False))
    return _Then.DONE
