"""Looking into the camera until it is accepted or enough was tried; and what is reported of it."""

from dataclasses import replace
from datetime import datetime

from bank.contract import FaceFinding, StaffReason
from drivers.camera.contract import Frame
from kiosk.identity.faces import Faces, Trouble, look
from kiosk.identity.verdicts import REASONS, FaceVerdict, Guidance
from kiosk.prompts import Choice, Fact, Notice, Step
from kiosk.session import Session
from kiosk.texts import Text


class Newest:
    """Keeps the newest picture that the engine was given: the customer looks ahead again at the end of an attempt.

    `faces`: what it looks with, in place of those it was made of.
    """

    def __init__(self, faces: Faces) -> None:
        self.frame: Frame | None = None
        self._show = faces.picture
        self.faces = replace(faces, picture=self._picture)

    def _picture(self, frame: Frame | None) -> None:
        self.frame = frame or self.frame
        self._show(frame)


async def attempts(
    session: Session, faces: Faces, reference: bytes, most: int, step: Step | None
) -> tuple[FaceVerdict, int] | StaffReason:
    """Let the customer look into the camera until it is accepted, or `most` were tried; then a person is asked.

    Gives the last verdict and how many attempts there were, or why there is none. Raises `Back`, `CustomerLeft`.
    """
    attempt, lost = 0, 0
    while True:
        seen = await look(session, faces, reference, attempt + 1, step)
        if seen == "other":
            return StaffReason.ASKED
        if isinstance(seen, Trouble):
            lost += 1
            if seen is Trouble.ENGINE and lost == 1:
                continue  # it has been replaced: the customer is asked once more
            await session.ask(Notice("face-broken", options=(Choice("other", "face-staff", icon="person"),)))
            return StaffReason.FACE_UNAVAILABLE
        assert isinstance(seen, FaceVerdict)
        attempt += 1
        if seen.accepted or attempt == most:
            return seen, attempt
        if await session.ask(_failed(seen)) == "other":
            return seen, attempt


def finding(verdict: FaceVerdict, attempts: int, consented_at: datetime) -> FaceFinding:
    """What the bank is told."""
    return FaceFinding(
        consented_at=consented_at,
        profile=verdict.profile,
        matches=verdict.matches,
        liveness=verdict.liveness.value,
        distance=verdict.distance,
        threshold=verdict.threshold,
        challenges=[challenge.value for challenge in verdict.challenges],
        reasons=list(verdict.reasons),
        attempts=attempts,
    )


def reason_text(reason: str) -> str:
    """The text id that tells the customer of a reason of `FaceVerdict`."""
    if reason in {guidance.value for guidance in Guidance}:
        return f"face-guide-{reason}"
    if reason.startswith("reference-"):
        return "face-reason-reference"
    return f"face-reason-{reason}" if reason in REASONS else "face-reason-unclear"


def _failed(seen: FaceVerdict) -> Notice:
    """Why it did not work, in words that can be acted on."""
    return Notice(
        "face-failed",
        rows=(Fact("row-face-reason", Text(reason_text(seen.reasons[0] if seen.reasons else "no-match"))),),
        options=(Choice("again", "face-again", icon="camera"), Choice("other", "face-staff", icon="person")),
    )
