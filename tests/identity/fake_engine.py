"""Stands in for the face engine: talks as it does, sees nothing. `python fake_engine.py GATE SOCKET MEMORY PARENT`.

Each picture is answered with its first byte as `done`. GATE: a FIFO of which each answer takes one byte, or "-".
"""

import json
import mmap
import os
import socket
import sys


def main() -> None:
    gate, link, memory, _ = sys.argv[1:]
    held = os.open(gate, os.O_RDONLY) if gate != "-" else None
    picture = mmap.mmap(int(memory), 0)
    answers: dict[str, object] = {}
    with socket.socket(fileno=int(link)) as ours, ours.makefile("rb") as lines:
        for line in lines:
            message = json.loads(line)
            match message["do"]:
                case "frame":
                    if held is not None:
                        os.read(held, 1)
                    answers = frame(message, picture[0])
                case "shown" | "forget" | "rest":
                    continue
                case _:
                    answers = {}
            ours.sendall(json.dumps(answers | {"number": message["number"]}).encode() + b"\n")


def frame(message: dict[str, float], first: int) -> dict[str, object]:
    if first == 255:
        return {"nonsense": True}
    if first == 254:
        fields: dict[str, object] = {"matches": True, "liveness": "not-excluded", "distance": 0.3, "threshold": 0.45}
        return {"verdict": fields | {"profile": "five-point", "challenges": ["turn-left"], "reasons": []}}
    sight = {"guidance": "fine", "challenge": None, "done": first, "challenges": 3, "box": [0.1, 0.2, 0.3, 0.4]}
    away = {"gone": first == 1, "other": first == 2, "company": first == 3}
    return {"sight": sight, "asked": 0, "presence": away}


if __name__ == "__main__":
    main()
