"""Applications: how somebody with an ID document gets an account, a card or a new PIN at a terminal.

In this order: begun with the document (eligibility is judged), face, phone, details, number reserved, PIN, signature,
staff, bound, issued. Until the number is bound everything can be changed, paused and resumed, or withdrawn (POST
/applications/{id}/withdraw); then the card's way to the customer's hand is told step by step (`PlasticReport`).
docs/opening.md has the rules. Where nothing else is said an operation gives the `Application` as it is then.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from bank.contract.base import Count, Day, Fen, Hash, Model
from bank.contract.customers import Card
from bank.contract.verification import DocumentNumber, FaceFinding, Word

Phone = Annotated[str, Field(pattern=r"^1[3-9][0-9]{9}$", repr=False)]
ShortText = Annotated[str, Field(min_length=1, max_length=100, repr=False)]
Base64 = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=54_000)]


class ApplicationKind(StrEnum):
    """What is applied for."""

    OPENING = "opening"  # an account of Class I, and its card: for who has none here
    ADDITIONAL = "additional"  # another card for the account
    REPLACEMENT = "replacement"  # a card in place of one that is lost, blocked, damaged or expired
    PIN_RESET = "pin-reset"  # a new PIN for a card that is at hand


class DocumentData(Model):
    """What the terminal read from the ID document's chip or machine-readable zone, checked there.

    `nation`: the ethnic group of a resident ID, else the nationality as ISO 3166-1 alpha-3. `valid_until` None:
    long-term. The bank keeps it for the application, and of the number the keyed hash.
    """

    kind: Literal["resident-id", "passport", "residence-permit"]
    number: Annotated[DocumentNumber, Field(repr=False)]
    name: ShortText
    latin_name: Annotated[str, Field(max_length=100, repr=False)] = ""
    sex: Annotated[Literal["male", "female", "unspecified"], Field(repr=False)]
    nation: ShortText
    born: Annotated[Day, Field(repr=False)]
    address: Annotated[str, Field(max_length=200, repr=False)] = ""
    issuer: Annotated[str, Field(max_length=100, repr=False)] = ""
    valid_from: Annotated[Day | None, Field(repr=False)] = None
    valid_until: Annotated[Day | None, Field(repr=False)] = None


class Acceptance(Model):
    """An agreement, or a purpose that data may serve, that the customer accepted. `version` names its wording."""

    name: Word
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.-]{1,20}$")]
    accepted_at: AwareDatetime


class ApplicationRequest(Model):
    """POST /applications with Idempotency-Key. Eligibility is judged at once.

    Refused with the problem application-refused, whose `refusal` says why and `instead` what can be had instead.
    `card`: the one that a new PIN is for, as the reader gave it; only with `pin-reset`. `language`: the visit's, for
    messages to the phone of somebody whom the bank does not know yet.
    """

    kind: ApplicationKind
    document: DocumentData
    accepted: Annotated[list[Acceptance], Field(min_length=1, max_length=10)]
    card: Card | None = None
    language: Literal["zh-Hans", "zh-Hant", "en"] = "zh-Hans"


class Refusal(StrEnum):
    """Why somebody cannot have what they apply for. Each has words of its own at the terminal."""

    UNDER_AGE = "under-age"  # under 16: with a guardian, at a counter
    DOCUMENT_EXPIRED = "document-expired"
    DOCUMENT_KIND = "document-kind"  # a foreign document, which a counter must look at
    NOT_IN_REGISTRY = "not-in-registry"
    REGISTRY_DIFFERS = "registry-differs"  # name, birth or validity is another there
    DOCUMENT_CANCELLED = "document-cancelled"  # reported lost, replaced by a newer one, its holder died
    REGISTRY_AWAY = "registry-away"  # cannot be asked now: try again later
    HAS_ACCOUNT = "has-account"  # one account of Class I a person
    NO_ACCOUNT = "no-account"
    NO_CARD = "no-card"  # none to replace, or the one at hand is another's
    TOO_MANY_CARDS = "too-many-cards"
    NOT_SERVED = "not-served"  # on the list of those only a counter serves; says no more than that
    OPEN_ELSEWHERE = "open-elsewhere"  # an application of this person is under way at another terminal
    TRIED_TOO_OFTEN = "tried-too-often"  # refused applications of this person within 24 hours


class ApplicationState(StrEnum):
    """Where an application stands."""

    BEGUN = "begun"
    RESERVED = "reserved"  # a number is kept for it
    WAITING = "waiting"  # submitted: for staff, or for a second member of staff
    TRY_AGAIN = "try-again"  # staff ask for another face check, then submit again
    APPROVED = "approved"
    BOUND = "bound"  # account and card are there; the card is inactive
    ISSUED = "issued"  # the card was taken and is active; of a PIN reset: the PIN is in force
    OUT = "out"  # the card left the terminal and nobody saw it taken: inactive, on the staff's list
    KEPT = "kept"  # the card lies in a terminal's bin: inactive, on the staff's list
    PAUSED = "paused"  # can be resumed
    COUNTER = "counter"  # a counter has taken it over: no terminal resumes it
    REFUSED = "refused"  # by staff
    ENDED = "ended"  # withdrawn, or too old: nothing of it is left


class ApplicationPart(StrEnum):
    """What is there of an application."""

    FACE = "face"
    STILLS = "stills"
    PHONE = "phone"
    DETAILS = "details"
    PIN = "pin"
    SIGNATURE = "signature"


class Details(Model):
    """POST /applications/{id}/details: what the customer says of themselves. Sent again it takes the place of before.

    `occupation` and `purpose` are words of the lists that docs/opening.md has.
    """

    address: ShortText
    address_from_document: bool
    occupation: Word
    purpose: Word


class Application(Model):
    """An application as it is now; also GET /applications/{id} with `Application-Token`, which changes nothing.

    `token`: only where it was begun or resumed. `face_attempts_left`: how many face checks may still be refused before
    only staff can help. `reasons`: words of why staff refused or ask for another try. `waiting_since`: when staff were
    called; `looked_at`: somebody has it open. `second`: a second member of staff is needed. `card`: masked.
    """

    id: str
    kind: ApplicationKind
    state: ApplicationState
    there: list[ApplicationPart]
    face_attempts_left: Count
    expires_at: datetime
    token: Annotated[str, Field(repr=False)] = ""
    phone_masked: str = ""
    details: Details | None = None
    card: str = ""
    reasons: tuple[Word, ...] = ()
    waiting_since: datetime | None = None
    looked_at: bool = False
    second: bool = False


class FaceReport(Model):
    """POST /applications/{id}/face: the face against the portrait on the document. Every attempt series is kept."""

    finding: FaceFinding


class Still(Model):
    """POST /applications/{id}/stills: a picture for whoever approves, under a consent of its own.

    JPEG, at most 40,000 bytes, as base64. Kept enciphered until the application has ended, at most 30 days, with
    `consented_at`: when the customer agreed to it, within the last hour. The problem consent-unclear otherwise.
    """

    of: Literal["document", "live"]
    jpeg: Annotated[Base64, Field(repr=False)]
    consented_at: AwareDatetime


class ApplicationPhone(Model):
    """POST /applications/{id}/phone: send a code there; answered with a `PhoneCode`.

    Its `id` is the application's. POST /applications/{id}/phone/resend sends another;
    POST /applications/{id}/phone/confirm with a `PhoneCodeAnswer` gives the `Application`.
    """

    phone: Phone


class Reservation(Model):
    """POST /applications/{id}/reserve: the number that the card will have. Asked again it is the same.

    A PIN can be chosen for it now: POST /authorisations with the purpose set-pin. Of a PIN reset, the card at hand.
    """

    card: Card
    masked: str
    account_masked: str


class Submission(Model):
    """POST /applications/{id}/submit with the set-pin token in `Authorisation-Token`: staff are called.

    `reviewed`: the `fingerprint` of the `Details` as the customer confirmed them; where there are none (they are needed
    for an opening alone) that of the `DocumentData`. `signature`: PNG as base64; None where the customer cannot sign
    and confirmed by a key instead, which staff are told. After try-again the token can be left out and the PIN stays,
    and a signature that was given stays.
    """

    reviewed: Hash
    signature: Annotated[Base64 | None, Field(repr=False)] = None


class ResumeCode(Model):
    """POST /applications/{id}/pause: a code of eight digits that resumes it here or at a counter, with the document."""

    code: Annotated[str, Field(pattern=r"^[0-9]{8}$", repr=False)]
    until: datetime


class ResumeRequest(Model):
    """POST /applications/resume with Idempotency-Key: gives the `Application` with a token.

    Five tries; the problem resume-code-wrong has `attempts_left`, resume-ended says that it is over. PIN, signature
    and face are asked for anew. `card`: of a PIN reset, the card that it is for, as the reader gave it now; without it,
    or with another, the problem is resume-card-needed.
    """

    code: Annotated[str, Field(pattern=r"^[0-9]{8}$", repr=False)]
    document: DocumentData
    card: Card | None = None


class Binding(Model):
    """POST /applications/{id}/bind: account and card exist from now on, the card inactive.

    `attempt` counts the blanks, from 1; each has a sequence of its own, so that a spoilt one is never good. Asked again
    without a `spoilt` report it is the same. Of a PIN reset there is no card to encode: /bind sets the PIN, and the
    application is issued.
    """

    attempt: Annotated[int, Field(strict=True, ge=0, le=9)]
    card: Card
    account_number: Annotated[str, Field(pattern=r"^[0-9]{16,19}$", repr=False)]


class PlasticEvent(StrEnum):
    """What happened to a blank on its way to the customer."""

    ENCODED = "encoded"  # and read back right
    SPOILT = "spoilt"  # wrongly encoded, or stuck before it could be presented; in the bin or inside
    PRESENTED = "presented"
    TAKEN = "taken"  # seen by the sensor: only this activates
    KEPT = "kept"  # presented, not taken, and now in the bin
    OUT = "out"  # presented, and gone unseen


class PlasticReport(Model):
    """POST /applications/{id}/plastic with Idempotency-Key, by the terminal that bound it; needs no token.

    Said again, or late, it changes nothing. What cannot follow on what was said before is the problem
    plastic-out-of-order. Six events and no way back: see the table in bank/card_states.py.
    """

    attempt: Annotated[int, Field(strict=True, ge=1, le=9)]
    event: PlasticEvent
    reason: Word | None = None


class Offers(Model):
    """POST /applications/{id}/offers, once the card is issued and for ten minutes: what the customer chose for it.

    Limits in fen, not above the bank's own; None leaves the bank's. `alerts`: a message to the phone for each debit.
    """

    per_transfer: Fen | None = None
    per_day: Fen | None = None
    alerts: bool = False
