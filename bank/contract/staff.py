"""Branch staff: who they are, what waits for them, what they decide. At a terminal, and at a desk on a port of its own.

A decision is made by a member of staff who is signed in, about an application of somebody else. What they were shown
is named by its hash, so that it can be proved later.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from bank.contract.applications import Application, ApplicationKind, DocumentData
from bank.contract.base import Count, Hash, Model
from bank.contract.customers import EncipheredPin
from bank.contract.verification import Distance, DocumentNumber, FaceChallenge, FaceProfile, Word

StaffNumber = Annotated[str, Field(pattern=r"^[0-9]{4}$")]


def staff_pan(number: str) -> str:
    """What stands in place of a card number in a member of staff's PIN block: ISO 9564-1 format 4 wants one."""
    return number.rjust(16, "0")


class StaffRole(StrEnum):
    """What a member of staff may do."""

    APPROVER = "approver"
    SERVICING = "servicing"


class StaffSignIn(Model):
    """POST /staff/sessions with Idempotency-Key. A terminal gives `pin` (its block made with `staff_pan`), a desk
    `digits`.

    Wrong: the problem staff-pin-wrong. After five misses in a row staff-wait with `retry_after`: 15 s, doubling with
    each further miss; also across restarts.
    """

    number: StaffNumber
    pin: EncipheredPin | None = None
    digits: Annotated[str | None, Field(pattern=r"^[0-9]{6}$", repr=False)] = None


class StaffSession(Model):
    """`token` goes into `Staff-Session`. Ends 30 minutes after its last use, at most 12 hours after it began."""

    token: Annotated[str, Field(repr=False)]
    number: StaffNumber
    name: str
    roles: list[StaffRole]
    expires_at: datetime


class WaitingApplication(Model):
    """One that waits for staff."""

    id: str
    kind: ApplicationKind
    terminal: str
    since: datetime
    masked_name: str
    second: bool
    looked_at: bool


class WaitingApplications(Model):
    """GET /staff/applications: oldest first."""

    applications: list[WaitingApplication]


class Machine(StrEnum):
    """What the machine says of the face."""

    FOR = "for"  # it matches and is live
    NOT_EXCLUDED = "not-excluded"  # it matches; whether it is a living person only somebody on the spot can say
    AGAINST = "against"  # it does not match, or liveness was refused, or nobody looked: two members of staff


class FaceAttempt(Model):
    """One series of face checks, as it was reported."""

    at: AwareDatetime
    profile: FaceProfile
    matches: bool
    liveness: Literal["live", "not-excluded", "refused"]
    distance: Distance | None
    threshold: Distance
    challenges: list[FaceChallenge]
    reasons: list[Word]
    attempts: Count


class Decision(StrEnum):
    """What staff can say."""

    APPROVE = "approve"
    REFUSE = "refuse"
    TRY_AGAIN = "try-again"  # another face check


class DecisionMade(Model):
    """One that was made before."""

    at: datetime
    by: StaffNumber
    decision: Decision
    seen: bool
    reason: str


class ApplicationFile(Model):
    """GET /staff/applications/{id}: everything there is to decide by. Whoever opens it is noted.

    `portrait` and `live`: JPEG as base64, None where there is none. `history`: what this bank knows of the person, a
    word each with its count (accounts, cards-lost, applications-refused ...). `shown`: the hash of all of it.
    `unsigned`: the customer could not sign, and confirmed by a key.
    """

    application: Application
    terminal: str
    document: DocumentData
    phone_masked: str
    machine: Machine
    attempts: list[FaceAttempt]
    portrait: Annotated[str | None, Field(repr=False)]
    live: Annotated[str | None, Field(repr=False)]
    signature: Annotated[str | None, Field(repr=False)]
    unsigned: bool
    history: dict[str, int]
    decisions: list[DecisionMade]
    shown: Hash


class StaffDecision(Model):
    """POST /staff/applications/{id}/decisions with Idempotency-Key and Staff-Session; gives the `Application`.

    `seen`: "I have seen this person". Needed for an approval, and only true at the application's own terminal, unless
    the machine is for it. Against the machine an approval needs `reason`, and counts only with that of a second,
    different member of staff. Neither may be the applicant. Problems: staff-not-allowed, staff-is-applicant,
    staff-same-person, staff-must-see, staff-reason-missing, staff-file-changed (`shown` is not what it is now, or not
    what this member of staff was shown last).
    """

    decision: Decision
    seen: bool = False
    reason: Annotated[str, Field(max_length=200)] = ""
    shown: Hash


class TakeOver(Model):
    """POST /staff/counter with Idempotency-Key and Staff-Session, at a desk alone: gives the `Application`.

    The customer is here with the code of what they stopped, and with the document of this number. Five tries, with
    those at terminals: resume-code-wrong has `attempts_left`, resume-ended says that it is over. GET /staff/counter
    lists what this desk has (`WaitingApplications`), GET /staff/counter/{id} gives the `ApplicationFile`. POST
    /staff/counter/{id}/details writes down `Details`, /staff/counter/{id}/hand-back gives a new `ResumeCode` for a
    terminal or counter, /staff/counter/{id}/close ends it.
    """

    code: Annotated[str, Field(pattern=r"^[0-9]{8}$", repr=False)]
    document_number: Annotated[DocumentNumber, Field(repr=False)]


class CounterEnd(StrEnum):
    """How an application ends at a counter. Nothing of it is left."""

    SERVED = "served"  # the counter has done by its own means what was applied for
    WITHDRAWN = "withdrawn"  # the customer wants no more of it
    REFUSED = "refused"  # by staff; needs a reason


class CounterClosing(Model):
    """POST /staff/counter/{id}/close with Idempotency-Key and Staff-Session: gives the `Application` as it is then."""

    how: CounterEnd
    reason: Annotated[str, Field(max_length=200, repr=False)] = ""


class StaffCard(Model):
    """A card that exists, is inactive, and is somewhere: out, or in a terminal's bin.

    One of which its terminal has said nothing for a day is *out*, `since` what it said last.
    """

    id: str
    masked: str
    masked_name: str
    where: Literal["out", "kept"]
    terminal: str
    since: datetime


class StaffCards(Model):
    """GET /staff/cards: oldest first."""

    cards: list[StaffCard]


class CardActivation(Model):
    """POST /staff/cards/{id}/activate with Idempotency-Key and Staff-Session: the customer is here with card and ID.

    The problem staff-document-differs where the document is another's. Gives `StaffCards` as they are then.
    """

    document_number: Annotated[DocumentNumber, Field(repr=False)]
