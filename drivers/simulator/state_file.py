"""A file of the simulator's state folder: JSON that only its own user may read, written whole or not at all."""

import json
import os
from pathlib import Path

from drivers.wire import JSON


def write_state(file: Path, state: dict[str, JSON]) -> None:
    """Put `state` in place of what is there. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as written:
        json.dump(state, written)
    beside.replace(file)
