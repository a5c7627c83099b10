"""How the bank judges a face check, whatever the terminal makes of its own numbers."""

from datetime import datetime, timedelta

from bank.contract import FaceAttempt, FaceFinding, FaceProfile, Machine
from bank.tables import Record

MOST_THRESHOLD = 0.45  # at 0.6, the library's own, one in two strangers passes within some groups of people
ENOUGH_ALONE: tuple[FaceProfile, ...] = ("sixty-eight-point",)  # five points never say that somebody is live
FACE_REFUSALS = 3  # in a session or application; then only staff can help
CONSENT_LIFE = timedelta(hours=1)  # a look or a picture, after the customer agreed to it
CLOCKS_DIFFER = timedelta(minutes=5)  # at most, a terminal's and the bank's
CONSENT_UNCLEAR = "consent-unclear"
FACE_REFUSALS_A_DAY = 9  # of a person within 24 hours: else a card put in again would begin anew


def against(face: FaceFinding) -> list[str]:
    """Return what keeps a face check from being enough alone: words."""
    if not matches(face):
        return ["face-refused"]
    if face.liveness == "refused":
        return ["liveness-refused"]
    reasons = ["threshold-too-high"] if face.threshold > MOST_THRESHOLD else []
    if face.liveness != "live" or face.profile not in ENOUGH_ALONE:
        reasons.append("not-excluded")
    return reasons


def consent_holds(at: datetime, now: datetime) -> bool:
    """Say whether a consent that was given then is one for what was done now."""
    return now - CONSENT_LIFE <= at <= now + CLOCKS_DIFFER


def matches(face: FaceFinding) -> bool:
    """Say whether the face is that of the reference."""
    return face.matches and face.distance is not None and face.distance <= min(face.threshold, MOST_THRESHOLD)


def refused_attempts(face: FaceFinding) -> int:
    """Count the attempts of a series that were refused."""
    passed = matches(face) and face.liveness != "refused"
    return face.attempts - 1 if passed else face.attempts


def machine_of(face: FaceFinding, now: datetime) -> Machine:
    """Say it in one word. Without a consent that holds it is not *for*: somebody on the spot must look."""
    reasons = against(face)
    if not consent_holds(face.consented_at, now):
        reasons = [*reasons, CONSENT_UNCLEAR]
    if not reasons:
        return Machine.FOR
    refused = {"face-refused", "liveness-refused"} & set(reasons)
    return Machine.AGAINST if refused else Machine.NOT_EXCLUDED


def kept(face: FaceFinding) -> dict[str, object]:
    """Return what stays of a finding: columns of the tables that keep it."""
    return {
        "consented_at": face.consented_at,
        "profile": face.profile,
        "matches": face.matches,
        "liveness": face.liveness,
        "distance": face.distance,
        "threshold": face.threshold,
        "challenges": " ".join(face.challenges),
        "found": " ".join(face.reasons),
        "attempts": face.attempts,
        "refused_attempts": refused_attempts(face),
    }


def attempt_of(row: Record, at: datetime) -> FaceAttempt:
    """Return what staff see of a series that was kept (`kept`), which was reported `at`."""
    return FaceAttempt(
        at=at,
        profile=row.profile,
        matches=row.matches,
        liveness=row.liveness,
        distance=row.distance,
        threshold=row.threshold,
        challenges=row.challenges.split(),
        reasons=row.found.split(),
        attempts=row.attempts,
    )
