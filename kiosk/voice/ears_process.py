"""The ears: a process that the kiosk starts, gives sound, and replaces when it dies or hangs.

`python -m kiosk.voice.ears_process SOCKET MEMORY PARENT MODELS`: descriptors of its end of a socket pair and of the
shared memory (kiosk/identity/engine_link.py), the process that must live, and the model folders by language as JSON. It
writes nothing down; what it has heard is overwritten when an utterance ends.
"""

import json
import mmap
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kiosk.child import be_a_child_of, leave_no_dump

Message = dict[str, Any]


class Ears:
    """Answers messages. `memory`: where the sound lies. `folders`: the models, by language."""

    def __init__(self, memory: mmap.mmap, folders: Mapping[str, str]) -> None:
        from kiosk.voice.ear import Ear

        self._memory = memory
        self._folders = folders
        self._models: dict[str, Any] = {}
        self._ear = Ear()

    def answer(self, message: Message) -> Message:
        """What the message is answered with."""
        match message["do"]:
            case "attend":
                return self._attend(message)
            case "forget":
                self._ear.forget()
                return {}
            case _:
                length = message["length"]
                samples = self._memory[:length]
                self._memory[:length] = bytes(length)
                level, heard = self._ear.hear(samples)
                return {"level": level, "heard": [asdict(one) for one in heard]}

    def _attend(self, message: Message) -> Message:
        language = message["language"]
        if language not in self._models:
            model = self._loaded(language)
            if model is None:
                return {"model": False}
            self._models[language] = model
        unheard = self._ear.attend(
            self._models[language], language, message["phrases"], message["names"], message["number_words"]
        )
        return {"model": True, "unheard": unheard}

    def _loaded(self, language: str) -> Any:
        import vosk

        vosk.SetLogLevel(-1)
        try:
            return vosk.Model(self._folders[language])
        except Exception:
            return None  # a folder that is no model raises a bare Exception; none of this language is a KeyError


def main(arguments: list[str]) -> int:
    """Answer until the other side hangs up."""
    ours, memory_descriptor, parent = (int(argument) for argument in arguments[1:])
    be_a_child_of(parent)
    leave_no_dump()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    ears = Ears(mmap.mmap(memory_descriptor, 0), json.loads(arguments[0]))
    with socket.socket(fileno=ours) as link, link.makefile("rb") as lines:
        for line in lines:
            message: Message = json.loads(line)
            link.sendall(json.dumps(ears.answer(message) | {"number": message["number"]}).encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
