"""Durable writing: the one seam through which orders and journal reach the disk.

`Disk` says what is synced when; its subclasses say how a byte is written. The tests' double forgets at a power cut
whatever was not synced, files and folders alike, and runs the very sequences written here.
"""

import errno
import fcntl
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class DiskError(Exception):
    """What was to be written is not on the disk for certain. The message names path and cause, never contents."""


class DiskFull(DiskError):
    """No room, no quota, or read-only: nothing can be written until somebody makes room."""


class InUse(Exception):
    """Another process uses this folder. `pid` is its process id."""

    def __init__(self, folder: Path, pid: str) -> None:
        super().__init__(f"{folder} is in use by process {pid}")
        self.pid = pid


class Disk(ABC):
    """Files and folders of this user alone. Whatever a method says is durable survives a power cut after it returned.

    Every method that writes raises `DiskError`, `DiskFull` where there is no room.
    """

    # -- what is durable when ----------------------------------------------------------------------------------------

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, where they are missing. Durable."""
        if self.exists(folder):
            return
        self.make_folder(folder.parent)
        self._make_folder(folder)
        self._sync_folder(folder.parent)

    def write_new(self, path: Path, data: bytes) -> None:
        """Write a file that must not exist yet. Durable, and so is its name."""
        self._create(path, data)
        try:
            self.sync(path)
            self._sync_folder(path.parent)
        except DiskError:
            with suppress(DiskError):
                self._unlink(path)  # so that the same can be tried again
            raise

    def append(self, path: Path, data: bytes, at: int, *, durable: bool = True) -> None:
        """Write `data` from byte `at`, where the good part of the file ends: whatever lay beyond is cut off.

        After a failure the caller comes back with the same `at`, and no half-written line stays behind.
        `durable` false: durable with the next durable append to this file, or with `sync`.
        """
        self._write(path, data, at)
        if durable:
            self.sync(path)

    def replace(self, path: Path, data: bytes) -> None:
        """Write a file anew: after a power cut it is the old one or the new one, whole. Durable."""
        beside = path.with_name(path.name + ".new")
        if self.exists(beside):
            self._unlink(beside)
        self._create(beside, data)
        self.sync(beside)
        self._rename(beside, path)
        self._sync_folder(path.parent)

    def rename(self, path: Path, name: str) -> Path:
        """Give a file another name in its folder. Durable with the folder's next durable change. Gives the new path."""
        renamed = path.with_name(name)
        self._rename(path, renamed)
        return renamed

    def remove(self, path: Path) -> None:
        """Remove a file. Durable."""
        self._unlink(path)
        self._sync_folder(path.parent)

    def destroy(self, path: Path) -> None:
        """Overwrite a small secret with zeros, where there is room to, and remove it. Durable."""
        with suppress(DiskFull):
            self._write(path, bytes(len(self.read(path))), 0)
            self.sync(path)
        self.remove(path)

    # -- how, by subclass --------------------------------------------------------------------------------------------

    @abstractmethod
    def sync(self, path: Path) -> None:
        """Make the contents of a file durable."""

    @abstractmethod
    def read(self, path: Path) -> bytes:
        """Read a whole file. Raises `FileNotFoundError`."""

    @abstractmethod
    def exists(self, path: Path) -> bool:
        """Whether there is a file or folder."""

    @abstractmethod
    def list(self, folder: Path) -> list[str]:
        """The names in a folder, sorted."""

    @abstractmethod
    def free(self, folder: Path) -> int:
        """Bytes that can still be written there; 0 where nothing can."""

    @abstractmethod
    def lock(self, folder: Path) -> Callable[[], None]:
        """Take the folder for this process until the returned function is called. Raises `InUse`."""

    @abstractmethod
    def _make_folder(self, folder: Path) -> None: ...

    @abstractmethod
    def _create(self, path: Path, data: bytes) -> None: ...

    @abstractmethod
    def _write(self, path: Path, data: bytes, at: int) -> None:
        """Write in place; the file then ends with `data`. After a failure it ends at `at`, if that can be had."""

    @abstractmethod
    def _rename(self, path: Path, to: Path) -> None: ...

    @abstractmethod
    def _unlink(self, path: Path) -> None: ...

    @abstractmethod
    def _sync_folder(self, folder: Path) -> None: ...


class RealDisk(Disk):
    """The machine's disk. Files have mode 0600, folders 0700."""

    def sync(self, path: Path) -> None:
        with _reported(path), _opened(path, os.O_RDWR) as file:
            os.fsync(file)

    def read(self, path: Path) -> bytes:
        return path.read_bytes()

    def exists(self, path: Path) -> bool:
        return path.exists()

    def list(self, folder: Path) -> list[str]:
        return sorted(path.name for path in folder.iterdir())

    def free(self, folder: Path) -> int:
        try:
            there = os.statvfs(folder)
        except OSError:
            return 0
        return 0 if there.f_flag & os.ST_RDONLY else there.f_bavail * there.f_frsize

    def lock(self, folder: Path) -> Callable[[], None]:
        file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _FILE_MODE)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.pread(file, 20, 0).decode("ascii", "replace").strip()
            os.close(file)
            raise InUse(folder, pid or "unknown") from error
        with suppress(OSError):  # the lock holds without the name of who has it
            os.ftruncate(file, 0)
            os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        return lambda: os.close(file)

    def _make_folder(self, folder: Path) -> None:
        with _reported(folder):
            folder.mkdir(_FOLDER_MODE)

    def _create(self, path: Path, data: bytes) -> None:
        with _reported(path), _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
            try:
                _write_all(file, data, 0)
            except OSError:
                with suppress(OSError):
                    path.unlink()
                raise

    def _write(self, path: Path, data: bytes, at: int) -> None:
        with _reported(path), _opened(path, os.O_WRONLY) as file:
            length = os.fstat(file).st_size
            if length < at:
                raise DiskError(f"{path}: {length} bytes, {at} expected")
            try:
                _write_all(file, data, at)
                if length > at + len(data):
                    os.ftruncate(file, at + len(data))
            except OSError:
                with suppress(OSError):
                    os.ftruncate(file, at)
                raise

    def _rename(self, path: Path, to: Path) -> None:
        with _reported(path):
            path.replace(to)

    def _unlink(self, path: Path) -> None:
        with _reported(path):
            path.unlink()

    def _sync_folder(self, folder: Path) -> None:
        with _reported(folder), _opened(folder, os.O_RDONLY | os.O_DIRECTORY) as file:
            os.fsync(file)


def _write_all(file: int, data: bytes, at: int) -> None:
    rest = memoryview(data)
    while rest:
        written = os.pwrite(file, rest, at)
        rest, at = rest[written:], at + written


@contextmanager
def _opened(path: Path, flags: int) -> Generator[int]:
    file = os.open(path, flags | os.O_CLOEXEC, _FILE_MODE)
    try:
        yield file
    finally:
        os.close(file)


@contextmanager
def _reported(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in _FULL else DiskError
        raise kind(f"{path}: {os.strerror(error.errno or 0)}") from error
