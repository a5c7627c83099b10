"""Pictures from one process to another, through memory with a few slots: what is not read in time is overwritten.

A slot is a head (the picture's number, 0 while it is being written; when it was taken) and the pixels. Which slot holds
the newest is said elsewhere: in a message that carries `slot`, `number` and `at`.
"""

import fcntl
import mmap
import os
import struct

WIDTH, HEIGHT = 640, 480
PIXELS = WIDTH * HEIGHT * 3
SLOTS = 4
_HEAD = struct.Struct("<qd")
_ROOM = 4096  # of the head: pixels begin on a page of their own
_STRIDE = _ROOM + PIXELS
BYTES = SLOTS * _STRIDE


class FrameWriter:
    """Makes the memory, which has no name in any file system and goes when nobody has it any more.

    `descriptor` can be passed on to a child; `path` opens it for another process of the same user.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        """`descriptor`: of a memory that somebody else made, which is written to in place of one's own."""
        if descriptor is None:
            descriptor = os.memfd_create("camera", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            os.fchmod(descriptor, 0o600)
            os.ftruncate(descriptor, BYTES)
            # nobody can make it shorter: a reader of what is no longer there would be killed
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
        self.descriptor = descriptor
        self._memory = mmap.mmap(descriptor, BYTES)
        self._slot = 0

    @property
    def path(self) -> str:
        """Where a process of the same user finds it, for as long as it is open here."""
        return f"/proc/{os.getpid()}/fd/{self.descriptor}"

    def write(self, pixels: bytes | memoryview, number: int, at: float) -> int:
        """Write a picture over the oldest; gives its slot. `number` is above 0."""
        self._slot = (self._slot + 1) % SLOTS
        start = self._slot * _STRIDE
        _HEAD.pack_into(self._memory, start, 0, 0.0)
        self._memory[start + _ROOM : start + _STRIDE] = pixels
        _HEAD.pack_into(self._memory, start, number, at)
        return self._slot

    def close(self) -> None:
        """Overwrite what is in it, and let go of it."""
        self._memory[:] = bytes(BYTES)
        self._memory.close()
        os.close(self.descriptor)


class FrameReader:
    """Reads what a `FrameWriter` writes."""

    def __init__(self, path: str) -> None:
        """Raises `OSError` where there is none, or it is not ours to read, and `ValueError` where it is too small."""
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self._memory = mmap.mmap(descriptor, BYTES, prot=mmap.PROT_READ)
        finally:
            os.close(descriptor)

    def copy(self, slot: int, number: int) -> bytes | None:
        """The whole picture of that number; None when it has been overwritten, also while it was copied."""
        start = slot % SLOTS * _STRIDE
        pixels = self._memory[start + _ROOM : start + _STRIDE]
        held, _ = _HEAD.unpack_from(self._memory, start)
        return pixels if held == number else None

    def close(self) -> None:
        """Let go of it."""
        self._memory.close()
