"""Deciding whether the customer who waits here is who they are to be: both pictures, what the machine found, one word.

The bank has the rules (bank/verification_decisions.py). Whoever confirms says that they have seen this person.
"""

from bank.contract import Decision, StaffSession, VerificationDecision, VerificationFile
from kiosk.awaiting import Awaited
from kiosk.bank.errors import BankDeclined
from kiosk.money.issues import as_key
from kiosk.prompts import Notice
from kiosk.staff.dossier import verification_dossier
from kiosk.staff.member import StaffTalk
from kiosk.walking import Back

REFUSED_FOR = ("not-the-person", "document-doubtful", "ask-at-counter", "other")


async def decide_verification(talk: StaffTalk, member: StaffSession, awaited: Awaited) -> bool:
    """Show the file and take what they say. False: it waits no more, and nothing was shown.

    Raises `Back`, `CustomerLeft`, `IdleOut`, `BankError`.
    """
    bank = talk.terminal.bank
    found = await talk.busy("busy-staff-file", bank.waiting_verifications(member.token))
    if awaited.id not in {one.id for one in found.verifications}:
        return False
    file = await talk.busy("busy-staff-file", bank.verification_file(member.token, awaited.id))
    decision = await _decision(talk, member, file, awaited)
    await _said(talk, member, file, decision)
    return True


async def _decision(
    talk: StaffTalk, member: StaffSession, file: VerificationFile, awaited: Awaited
) -> VerificationDecision:
    """Show the file to its last page, and ask what is to be done; Back leads to the file again."""
    talk.note("staff-verification-shown", staff=member.number, verification=as_key(file.id), shown=file.shown)
    talk.forget_typed()  # from its first page, whoever turned them before
    draft = ""
    while True:
        answer = Decision(await talk.ask(verification_dossier(file, awaited), draft=draft))
        draft = "99"  # back to where it can be decided
        try:
            if answer is Decision.APPROVE:
                await talk.has_seen(file.name)
                return VerificationDecision(decision=Decision.APPROVE, seen=True, shown=file.shown)
            reason = await talk.reason("staff-why-refuse", REFUSED_FOR)
            return VerificationDecision(decision=Decision.REFUSE, reason=reason, shown=file.shown)
        except Back:
            continue


async def _said(talk: StaffTalk, member: StaffSession, file: VerificationFile, decision: VerificationDecision) -> None:
    """Tell the bank. It is on the disk before it is sent: who, what, and the hash of what they were shown."""
    fields = {
        "staff": member.number,
        "verification": as_key(file.id),
        "decision": decision.decision.value,
    }
    talk.note("staff-verification-init", **fields, seen="yes" if decision.seen else "no", shown=decision.shown)
    ended, problem = "unknown", {}
    try:
        await talk.busy("busy-staff-decision", talk.terminal.bank.decide_verification(member.token, file.id, decision))
        ended = "done"
        talk.decided.set()
    except BankDeclined as declined:
        ended, problem = "declined", {"problem": declined.code}
        raise
    finally:
        talk.note("staff-verification-complete", **fields, disposition=ended, **problem)
    await talk.tell(Notice(f"staff-decided-{decision.decision.value}", kind="success", seconds=3, back=False))
