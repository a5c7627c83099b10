"""The face engine: a process that the kiosk starts, gives pictures, and replaces when it dies or hangs.

`python -m kiosk.identity.face_engine SOCKET MEMORY PARENT`: descriptors of its end of a socket pair and of the shared
memory (kiosk/identity/engine_link.py), and the process that must live. It writes nothing down; what it has read of
faces is overwritten when an attempt ends, and no core dump of it has memory in it.
"""

import json
import mmap
import os
import socket
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kiosk.child import be_a_child_of, leave_no_dump

if TYPE_CHECKING:
    from kiosk.identity.attempt import Attempt
    from kiosk.identity.face_models import Models
    from kiosk.identity.presence import Watch

Message = dict[str, Any]


class Engine:
    """Answers messages. `memory`: where the picture of a `frame` or the portrait of a `check` lies."""

    def __init__(self, memory: mmap.mmap) -> None:
        self._memory = memory
        self._used = 0
        self._models: dict[str, Models] = {}
        self._attempt: Attempt | None = None
        self._watch: Watch | None = None
        self._face: Any = None  # the verified embedding, from an accepted verdict until `forget`

    def answer(self, message: Message) -> Message | None:
        """What the message is answered with; None where it is not."""
        match message["do"]:
            case "frame":
                return self._frame(message)
            case "shown":
                if self._attempt is not None:
                    self._attempt.displayed(message["challenge"], message["at"])
                return None
            case "forget":
                self._forget()
                return None
            case "rest":
                self._watch = None
                self._wipe()
                return None
            case "prepare":
                self._loaded(message["profile"])
                return {}
            case "check":
                return self._check(message)
            case _:
                return self._begin_watch(message)

    def _check(self, message: Message) -> Message:
        from kiosk.identity.attempt import Asked, Attempt
        from kiosk.identity.face_reader import FaceReader
        from kiosk.identity.portrait import PortraitUnusable, read_portrait
        from kiosk.identity.verdicts import Challenge, FaceVerdict, Liveness

        self._forget()
        self._watch = None
        self._used = max(self._used, message["length"])
        reader = FaceReader(self._loaded(message["profile"]), message["score"])
        challenges = tuple(Challenge(challenge) for challenge in message["challenges"])
        asked = Asked(
            message["profile"],
            challenges,
            message["threshold"],
            message["find_seconds"],
            message["challenge_seconds"],
        )
        try:
            reference = read_portrait(memoryview(self._memory)[: message["length"]], reader)
        except PortraitUnusable as unusable:
            self._wipe()
            verdict = FaceVerdict(
                False, Liveness.REFUSED, None, asked.threshold, asked.profile, challenges, (unusable.reason,)
            )
            return {"verdict": asdict(verdict)}
        self._attempt = Attempt(reader, reference, asked)
        return {}

    def _begin_watch(self, message: Message) -> Message:
        from kiosk.identity.face_reader import FaceReader
        from kiosk.identity.presence import Watch

        self._end_attempt()
        models = self._loaded("five-point") if not self._models else next(iter(self._models.values()))
        reader = FaceReader(models, message["score"])
        self._watch = Watch(reader, message["gone_seconds"], message["compare_seconds"])
        return {}

    def _frame(self, message: Message) -> Message:
        import numpy as np

        rows, columns = message["height"], message["width"]
        self._used = max(self._used, rows * columns * 3)
        picture = np.frombuffer(self._memory, np.uint8, rows * columns * 3).reshape(rows, columns, 3)
        if self._attempt is not None:
            sight, asked, verdict = self._attempt.see(picture, message["at"])
            if verdict is None:
                return {"sight": asdict(sight), "asked": asked}
            if verdict.accepted:
                self._face = self._attempt.take_face()
            self._end_attempt()
            return {"verdict": asdict(verdict)}
        assert self._watch is not None
        return {"presence": asdict(self._watch.see(picture, message["at"], self._face))}

    def _loaded(self, profile: "Any") -> "Models":
        if profile not in self._models:
            import cv2

            from kiosk.identity.face_models import load

            cv2.setNumThreads(1)  # the other core is the screen's
            self._models[profile] = load(profile)
        return self._models[profile]

    def _end_attempt(self) -> None:
        if self._attempt is not None:
            self._attempt.wipe()
            self._attempt = None
        self._wipe()

    def _forget(self) -> None:
        """The face, not the watch: that one goes on, and then knows nobody."""
        self._end_attempt()
        if self._face is not None:
            self._face.fill(0)
            self._face = None

    def _wipe(self) -> None:
        self._memory[: self._used] = bytes(self._used)
        self._used = 0


def main(arguments: list[str]) -> int:
    """Answer until the other side hangs up."""
    ours, memory_descriptor, parent = (int(argument) for argument in arguments)
    be_a_child_of(parent)
    leave_no_dump()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    memory = mmap.mmap(memory_descriptor, 0)
    engine = Engine(memory)
    with socket.socket(fileno=ours) as link, link.makefile("rb") as lines:
        for line in lines:
            message: Message = json.loads(line)
            answer = engine.answer(message)
            if answer is not None:
                link.sendall(json.dumps(answer | {"number": message["number"]}).encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
