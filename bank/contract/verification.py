"""Knowing a person better than by card and PIN: when the bank wants it, what a terminal found, what the bank says.

No picture and no embedding goes to the bank, only numbers and words. `RegistryPortrait` alone is a picture, and it goes
the other way.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator

from bank.contract.base import Count, Hash, Model

Word = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
# 0 is the same face; embeddings are unit vectors or nearly so
Distance = Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)]
DocumentNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{5,20}$")]
FaceProfile = Literal["five-point", "sixty-eight-point"]
FaceChallenge = Literal["turn-left", "turn-right", "blink", "open-mouth"]


class VerificationPurpose(StrEnum):
    """What a person is verified for."""

    TRANSFER = "transfer"
    STATEMENT = "statement"
    UNFREEZE = "unfreeze"


class StepUpReason(StrEnum):
    """Why card and PIN are not enough. bank/step_up.py has the rules."""

    NEW_PAYEE = "new-payee"
    UNUSUAL_AMOUNT = "unusual-amount"
    OLD_STATEMENT = "old-statement"
    UNFREEZE = "unfreeze"


class VerificationWay(StrEnum):
    """How a person can be verified."""

    REGISTRY = "registry"  # the face against the registry's portrait
    DOCUMENT = "document"  # the face against the portrait on the ID document in the scanner
    STAFF = "staff"  # a member of staff who has seen the person


class StepUp(Model):
    """What the bank wants first: in a `Quote`, and as `step_up` of the problem verification-required.

    `ways`: those open to this customer in this session, the first the bank's choice. `face_attempts_left`: how many
    face checks may still be refused before only staff can help. `most_threshold`: the largest threshold of a face check
    that the bank takes. `enough_alone`: the profiles whose *live* needs no member of staff beside it.
    """

    purpose: VerificationPurpose
    reasons: list[StepUpReason]
    ways: list[VerificationWay]
    face_attempts_left: Count
    most_threshold: Distance
    enough_alone: list[FaceProfile]


class FaceFinding(Model):
    """What a terminal found in one or more attempts at a face check; all but `attempts` is of the last one.

    `distance` to the reference, None where no frontal picture could be read. `reasons`: words, as the customer was
    told. `consented_at`: when the customer agreed to the camera. Without a consent there is no finding.
    """

    consented_at: AwareDatetime
    profile: FaceProfile
    matches: bool
    liveness: Literal["live", "not-excluded", "refused"]
    distance: Distance | None
    threshold: Distance
    challenges: Annotated[list[FaceChallenge], Field(max_length=10)]
    reasons: Annotated[list[Word], Field(max_length=20)]
    attempts: Annotated[int, Field(strict=True, ge=1, le=20)]


class StaffReason(StrEnum):
    """Why a terminal asks for staff without a face check."""

    ASKED = "asked"  # the customer would rather
    CONSENT_REFUSED = "consent-refused"
    FACE_UNAVAILABLE = "face-unavailable"  # no camera, no engine, no document


class VerificationRequest(Model):
    """POST /verifications with Idempotency-Key and Customer-Session: what the terminal found out.

    `subject`: the `fingerprint` of what it is for: the `TransferOrder`, the `StatementQuery`, the `TransactionHistory`,
    the `UnfreezeOrder`.
    `face` with the ways registry and document, `document_number` with document, `staff_reason` with staff; each is None
    otherwise. A newer verification for the same subject takes the place of one that waits.
    """

    purpose: VerificationPurpose
    subject: Hash
    way: VerificationWay
    face: FaceFinding | None = None
    document_number: Annotated[DocumentNumber | None, Field(repr=False)] = None
    staff_reason: StaffReason | None = None

    @model_validator(mode="after")
    def _goes_together(self) -> "VerificationRequest":
        given = (self.face is not None, self.document_number is not None, self.staff_reason is not None)
        if given != (self.way != "staff", self.way == "document", self.way == "staff"):
            raise ValueError("face, document number and staff reason go by the way")
        return self


class VerificationState(StrEnum):
    """What the bank says of a verification."""

    ACCEPTED = "accepted"
    NEEDS_STAFF = "needs-staff"  # a member of staff must have seen the person: ask again with GET
    REFUSED = "refused"
    ENDED = "ended"  # used, too old, or another took its place


class Verification(Model):
    """Also GET /verifications/{id} with Customer-Session, which changes nothing.

    `token`, where it is accepted, goes into `Verification-Token` of exactly what it is for, once, until `expires_at`;
    where staff are needed, `expires_at` is until when they may answer. `reasons`: why it was not simply accepted.
    """

    id: str
    state: VerificationState
    reasons: list[Word]
    face_attempts_left: Count
    token: Annotated[str, Field(repr=False)] = ""
    expires_at: datetime | None = None


class UnfreezeOrder(Model):
    """What PIN and verification are bound to: POST /accounts/{account}/unfreeze with Idempotency-Key, Customer-Session,
    Authorisation-Token and Verification-Token. It has no body: the account is in the address.

    It gives `Safety` as it is then. Asked without a verification it says, before any PIN, what is wanted.
    """

    purpose: Literal["unfreeze"] = "unfreeze"
    account: str  # Holding.id


class RegistryPortrait(Model):
    """POST /registry/portrait with Customer-Session, without a body or key: the registry's portrait of the customer.

    `jpeg`: base64. It is for one face check and is kept nowhere.
    """

    jpeg: Annotated[str, Field(repr=False, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]
