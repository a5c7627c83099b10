"""Whether the verified person is still there, and alone: in the face engine, from two pictures a second."""

import numpy as np

from kiosk.identity.face_reader import Embedding, FaceReader, Picture
from kiosk.identity.liveness import SAME_PERSON
from kiosk.identity.verdicts import Presence

_OTHERS = 2  # comparisons in a row that must say another person: one may be of a turned head
_COMPANY = 2  # pictures in a row with a second face


class Watch:
    """`gone_seconds`: how long nobody may be seen. `compare_seconds`: between two comparisons of the face."""

    def __init__(self, reader: FaceReader, gone_seconds: float, compare_seconds: float) -> None:
        self._reader = reader
        self._gone_seconds = gone_seconds
        self._compare_seconds = compare_seconds
        self._seen: float | None = None
        self._compared: float | None = None
        self._others = 0
        self._company = 0

    def see(self, picture: Picture, at: float, face: Embedding | None) -> Presence:
        """What the picture of the moment `at` adds. `face`: the verified embedding, None where there is none."""
        found = self._reader.read(picture)
        if self._seen is None:
            self._seen = at
        if not found.faces:
            self._compared = None  # whoever comes back is compared at once
        else:
            self._seen = at
            if face is not None and self._due(at):
                self._compare(picture, at, face)
        self._company = self._company + 1 if found.near > 1 else 0
        self._reader.wipe()
        return Presence(
            gone=at - self._seen >= self._gone_seconds,
            other=self._others >= _OTHERS,
            company=self._company >= _COMPANY,
        )

    def _due(self, at: float) -> bool:
        waits = 0.0 if self._others else self._compare_seconds  # a doubt is settled at once
        return self._compared is None or at - self._compared >= waits

    def _compare(self, picture: Picture, at: float, face: Embedding) -> None:
        embedding = self._reader.embed(picture)
        same = float(np.linalg.norm(embedding - face)) <= SAME_PERSON
        embedding.fill(0)
        self._others = 0 if same else self._others + 1
        self._compared = at
