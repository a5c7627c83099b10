"""Drawn pictures on disk: one JPEG a shot, under a name that changes with everything that is on it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from drivers.simulator.drawn.arrays import Bytes
from drivers.simulator.drawn.portrait import encoded

QUALITY = 95
MOST_BYTES = 400 * 2**20  # about 12,000 pictures
_AFTER_CLEANING = 0.8  # of the most that may be kept


def cache_folder() -> Path:
    """Where drawn pictures are kept for whoever runs the simulator ($XDG_CACHE_HOME)."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home else Path.home() / ".cache") / "smart-teller" / "drawn"


class Cache:
    """Several processes may use one folder. When it holds more than `most` bytes, what was used longest ago goes."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most
        self._size = -1  # not known yet

    def has(self, key: str) -> bool:
        """Whether the picture is there."""
        return self._file(key).exists()

    def jpeg(self, key: str) -> bytes | None:
        """The picture, None where it is not there. It counts as used."""
        file = self._file(key)
        try:
            jpeg = file.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(file)
        return jpeg

    def keep(self, key: str, picture: Bytes) -> None:
        """Write a picture (RGB), whole or not at all. Raises `OSError` when the disk is full."""
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_suffix(f".{os.getpid()}")
        jpeg = encoded(picture, QUALITY)
        try:
            beside.write_bytes(jpeg)
            beside.replace(file)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        self._size = sum(size for _, size, _ in self._files()) if self._size < 0 else self._size + len(jpeg)
        if self._size > self._most:
            self._clean()

    def _clean(self) -> None:
        self._size = 0
        for _, size, file in sorted(self._files(), reverse=True):
            if self._size + size > self._most * _AFTER_CLEANING:
                file.unlink(missing_ok=True)
            else:
                self._size += size

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """When each was used, its size, and where it is. Leftovers of a writer that was killed are among them."""
        for file in self.folder.glob("*/*"):
            with suppress(OSError):
                found = file.stat()
                yield found.st_mtime, found.st_size, file

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.jpg"
