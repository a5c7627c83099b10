"""Verifications before branch staff: what there is to decide by, and what is decided."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from bank.contract.base import Hash, Model
from bank.contract.staff import Decision, FaceAttempt
from bank.contract.verification import VerificationPurpose, VerificationWay, Word


class StaffVerification(Model):
    """A verification that waits until staff say whether they have seen the person. `until`: so long they may."""

    id: str
    purpose: VerificationPurpose
    terminal: str
    since: datetime
    until: datetime
    masked_name: str


class StaffVerifications(Model):
    """GET /staff/verifications: oldest first."""

    verifications: list[StaffVerification]


class VerificationFile(Model):
    """GET /staff/verifications/{id}: everything the bank has to decide by. Whoever opens it is noted.

    `name`, `name_latin`, `born`: of the customer it is to be. `reasons`: why the bank did not simply accept it, in
    words. `attempts`: each series of face checks of this visit, the newest last. Pictures never come to the bank: the
    terminal where it waits has them. `shown`: the hash of all of it.
    """

    id: str
    purpose: VerificationPurpose
    way: VerificationWay
    terminal: str
    since: datetime
    until: datetime
    name: Annotated[str, Field(repr=False)]
    name_latin: Annotated[str, Field(repr=False)]
    born: Annotated[date, Field(repr=False)]
    reasons: list[Word]
    attempts: list[FaceAttempt]
    shown: Hash


class VerificationDecision(Model):
    """POST /staff/verifications/{id}/decisions with Idempotency-Key and Staff-Session; gives `StaffVerifications`.

    `seen`: "I have seen this person". Needed to approve, and only true at the verification's own terminal. A refusal
    needs `reason`, which stays at the bank. Problems: staff-not-allowed, staff-is-applicant, staff-must-see,
    staff-reason-missing, staff-file-changed (`shown` is not what it is now, or not what this member was shown last),
    verification-unknown (it waits no more).
    """

    decision: Literal[Decision.APPROVE, Decision.REFUSE]
    seen: bool = False
    reason: Annotated[str, Field(max_length=200)] = ""
    shown: Hash
