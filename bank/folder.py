"""The bank's folder: private files of mode 0600, written whole, and one process at a time."""

import fcntl
import os
from pathlib import Path
from typing import IO


class FolderError(Exception):
    """The bank cannot start from this folder. The message says which file, and what to do."""


def write_private(path: Path, content: bytes) -> None:
    """Write a file of mode 0600 whole or not at all; it survives a power cut once this returns."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def read_private(path: Path) -> bytes:
    """Read a file that holds a key. Raises `FolderError` if anybody but its owner may read or write it."""
    try:
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            raise FolderError(f"{path}: mode is {mode:04o}, others can read it; it must be 0600 (chmod 600 {path})")
        return path.read_bytes()
    except OSError as error:
        raise FolderError(f"{path}: {error.strerror}") from error


def lock_folder(state: Path) -> IO[str]:
    """Make the folder (mode 0700) and lock it for as long as the returned file is open.

    Raises `FolderError` if another bank runs on it, naming its process.
    """
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (state / "lock").open("a+", encoding="ascii")
    except OSError as error:
        raise FolderError(f"{state}: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        other = file.read().strip() or "unknown"
        file.close()
        raise FolderError(f"{state}: another bank (process {other}) runs on this folder") from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
