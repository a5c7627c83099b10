"""Who stands before the camera and what they do there, from one moment to the next."""

import threading
from collections.abc import Mapping

import numpy as np

from drivers.simulator.drawn.acts import Act
from drivers.simulator.drawn.scenes import CHALLENGES, EMPTY, FPS, Scene, scene_of
from drivers.simulator.drawn.shots import Shot

_REACTION = (0.35, 0.75)  # seconds from reading to moving
_AGAIN = 1.0  # seconds until somebody who is still asked tries once more


class Stage:
    """Moments are seconds of any clock that goes on. Safe to be used from several threads."""

    def __init__(self, faces: Mapping[str, str]) -> None:
        """`faces`: the name of each person's face, by the person's id."""
        self._faces = faces
        self._lock = threading.Lock()
        self._random = np.random.default_rng(1)  # reaction times: the same in each run
        self._scene = EMPTY
        self._obeys = False
        self._asked = ""
        self._begun = 0.0  # of what plays
        self._script: tuple[Shot, ...] = ()  # plays once, then `still` does
        self._due: tuple[float, str] | None = None  # when what is asked will be done
        self._after: Scene | None = None  # whom the script ends with

    def put(self, person: str, act: Act, now: float, *, obeys: bool) -> Scene:
        """Put somebody there, "" for nobody. Raises `KeyError` for somebody without a face."""
        scene = scene_of(self._faces[person], act, self._faces[act.other] if act.other else "") if person else EMPTY
        with self._lock:
            self._scene, self._obeys, self._begun, self._script = scene, obeys, now, scene.first
            self._due = self._after = None
            self._ask(now)
        return scene

    def shown(self, challenge: str, now: float) -> None:
        """The screen shows this challenge now; "" when it shows none any more."""
        with self._lock:
            if challenge != self._asked:
                self._asked = challenge
                self._ask(now)

    def shot(self, now: float) -> Shot:
        """What is to be seen at this moment."""
        with self._lock:
            if self._due and now >= self._due[0]:
                self._begun, challenge = self._due
                self._script, self._after, self._due = self._scene.answers[challenge], self._scene.after, None
            place = max(0, int((now - self._begun) * FPS))
            if place < len(self._script):
                return self._script[place]
            if self._script:
                self._begun += len(self._script) / FPS
                self._script = ()
                if self._after:
                    self._scene, self._after = self._after, None
                self._ask(self._begun + _AGAIN)
                place = max(0, int((now - self._begun) * FPS))
            return self._scene.still[place % len(self._scene.still)]

    def _ask(self, now: float) -> None:
        """Have what the screen asks done soon, if they do as they are told and can."""
        self._due = None
        if self._obeys and self._asked in CHALLENGES and self._asked in self._scene.answers:
            self._due = now + float(self._random.uniform(*_REACTION)), self._asked
