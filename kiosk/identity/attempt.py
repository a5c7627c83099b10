"""One attempt in the face engine: reads each picture, lets the judge see it, compares faces, and comes to a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.identity.face_reader import Embedding, FaceReader, Found, Picture
from kiosk.identity.following import Follower
from kiosk.identity.liveness import Judge, Measured
from kiosk.identity.verdicts import Challenge, FaceVerdict, Liveness, Profile, Sight

LEAST_AHEAD = 3  # pictures that look ahead, of which the embedding is the mean
_MOST_AT_START = 3


@dataclass(frozen=True)
class Asked:
    """What one attempt is asked for. Seconds as in kiosk/identity/face.py."""

    profile: Profile
    challenges: Sequence[Challenge]
    threshold: float
    find_seconds: float
    challenge_seconds: float


class Attempt:
    """`reference`: the embedding of the portrait; it belongs to the attempt, which overwrites it in `wipe`."""

    def __init__(self, reader: FaceReader, reference: Embedding, asked: Asked) -> None:
        self._reader = reader
        self._reference = reference
        self._asked = asked
        self._judge = Judge(
            asked.profile,
            asked.challenges,
            find_seconds=asked.find_seconds,
            challenge_seconds=asked.challenge_seconds,
        )
        self._follower = Follower() if asked.profile == "sixty-eight-point" else None
        self._ahead: list[Embedding] = []

    def displayed(self, challenge: int, at: float) -> None:
        """The challenge of that number (from 1) was on the screen at `at`."""
        self._judge.displayed(challenge, at)

    def see(self, picture: Picture, at: float) -> tuple[Sight, int, FaceVerdict | None]:
        """Judge one picture: what it shows, how many challenges have been put, and the verdict once there is one."""
        return self.judge(picture, self._reader.read(picture), at)

    def judge(self, picture: Picture, found: Found, at: float) -> tuple[Sight, int, FaceVerdict | None]:
        """As `see`, of a picture that the reader has just read."""
        points = found.five if self._asked.profile == "five-point" else found.sixty_eight
        followed = self._follower.follow(self._reader.grey) if self._follower else None
        seen = self._judge.see(Measured(at, found.faces, points, found.guidance, followed))
        if seen.follow and self._follower and points is not None:
            self._follower.start(self._reader.grey, points)
        if seen.fresh:
            self._forget_ahead()
        if seen.compare and not (seen.ahead and seen.asked == 0 and len(self._ahead) >= _MOST_AT_START):
            self._compare(self._reader.embed(picture), ahead=seen.ahead)
        rows, columns, _ = picture.shape
        box = found.box
        sight = Sight(
            guidance=seen.guidance,
            challenge=seen.challenge,
            done=seen.done,
            challenges=len(self._asked.challenges),
            box=(box[0] / columns, box[1] / rows, box[2] / columns, box[3] / rows) if box else None,
        )
        return sight, seen.asked, self._verdict() if self._judge.over else None

    def take_face(self) -> Embedding | None:
        """The mean embedding of the face that was seen, for the watch after it; the caller's from now on."""
        return np.mean(self._ahead, axis=0) if self._ahead else None

    def wipe(self) -> None:
        """Overwrite every picture and embedding."""
        self._forget_ahead()
        self._reference.fill(0)
        self._reader.wipe()
        if self._follower:
            self._follower.wipe()

    def _compare(self, embedding: Embedding, *, ahead: bool) -> None:
        if self._ahead:
            self._judge.compared(float(np.linalg.norm(embedding - np.mean(self._ahead, axis=0))))
        if ahead:
            self._ahead.append(embedding)
        else:
            embedding.fill(0)

    def _forget_ahead(self) -> None:
        for embedding in self._ahead:
            embedding.fill(0)
        self._ahead.clear()

    def _verdict(self) -> FaceVerdict:
        distance = None
        if len(self._ahead) >= LEAST_AHEAD:
            distance = float(np.linalg.norm(np.mean(self._ahead, axis=0) - self._reference))
        matches = distance is not None and distance <= self._asked.threshold
        reasons = [*self._judge.reasons]
        liveness = self._judge.liveness
        if liveness is not Liveness.REFUSED and not matches:
            reasons.append("no-match")
        return FaceVerdict(
            matches=matches,
            liveness=liveness,
            distance=None if distance is None else round(distance, 3),
            threshold=self._asked.threshold,
            profile=self._asked.profile,
            challenges=tuple(self._asked.challenges),
            reasons=tuple(reasons),
        )
