"""What the simulated PIN pad keeps on disk: its initial key, and the counter that never repeats."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from drivers.pin_pad.dukpt import following

SANDBOX_KEYS = "53414e44"  # "SAND": how the ids of the sandbox's keys begin


class KeyFileError(Exception):
    """Key or counter cannot be used. The message says which file and why, never what is in it."""


@dataclass(frozen=True)
class InitialKey:
    """An AES-128 initial key (ANSI X9.24-3). `key_id`: its id, 16 hex digits; `key`: 16 bytes."""

    key_id: str
    key: bytes = field(repr=False)


def read_key(file: Path) -> InitialKey | None:
    """Read the key, None when none was loaded. Raises `KeyFileError`.

    The file is JSON, {"key_id": hex, "initial_key": hex}, and only its owner may read it. Keys of a real bank are
    refused: a simulated PIN pad protects nothing.
    """
    if not file.exists():
        return None
    if file.stat().st_mode & 0o077:
        raise KeyFileError(f"{file}: others can read it; run: chmod 600 {file}")
    try:
        content = json.loads(file.read_text())
        key_id, key = bytes.fromhex(content["key_id"]), bytes.fromhex(content["initial_key"])
    except (ValueError, KeyError, TypeError):
        raise KeyFileError(f"{file}: not a key file; load the key again") from None
    if len(key_id) != 8 or len(key) != 16:
        raise KeyFileError(f"{file}: no AES-128 key with an id of 8 bytes; load the key again")
    if not key_id.hex().startswith(SANDBOX_KEYS):
        raise KeyFileError(f"{file}: not a key of the sandbox; a simulated PIN pad takes no other")
    return InitialKey(key_id.hex(), key)


class Counter:
    """The DUKPT transaction counter. Raises `KeyFileError` when its file is not what was written."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._used = 0
        if file.exists():
            try:
                self._used = int(file.read_text())
            except ValueError:
                # Beginning at 1 again could use a key twice.
                raise KeyFileError(f"{file}: not a counter; load a new key and remove this file") from None

    def next(self) -> int | None:
        """A counter never given before, None when all are used up. It is on disk when this returns."""
        counter = following(self._used)
        if counter is not None:
            self._write(counter)
            self._used = counter
        return counter

    def _write(self, counter: int) -> None:
        beside = self._file.with_suffix(".new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(str(counter))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY)  # the name, too, must survive a power cut
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
