"""Draws what it is told to, in a process of its own: python -m drivers.simulator.drawn.worker FOLDER.

A line in is `{"key": ..., "shot": {...}}`; a line out is the key, once the picture is in the cache, and "" where it
cannot be drawn.
"""

import json
import os
import sys
from pathlib import Path

import cv2

from drivers.simulator.drawn.cache import Cache
from drivers.simulator.drawn.parameters import read_faces
from drivers.simulator.drawn.shots import Painter, from_json

NICENESS = 5


def main(folder: Path) -> None:
    """Serve until the input ends."""
    os.nice(NICENESS)
    cv2.setNumThreads(1)
    cache, painter = Cache(folder), Painter(read_faces())
    for line in sys.stdin:
        wanted = json.loads(line)
        drawn = str(wanted["key"])
        try:
            if not cache.has(drawn):
                cache.keep(drawn, painter.draw(from_json(wanted["shot"])))
        except (OSError, KeyError) as error:  # a full disk; a face that is no longer there
            print(f"not drawn: {error}", file=sys.stderr, flush=True)
            drawn = ""
        print(drawn, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
