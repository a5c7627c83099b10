"""A disk that forgets at a power cut what was not synced: bytes of files, and names in folders."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk.money.disk import Disk, DiskFull, InUse


class PowerCut(BaseException):
    """The power is gone: nothing runs any more."""


class Survives(StrEnum):
    """What a power cut leaves of what was not synced."""

    NOTHING = "nothing"
    TORN = "torn"  # half of the bytes that were being written
    ZEROS = "zeros"  # the file's new length, with zeros in it
    NAMES = "names"  # names, but not the bytes of the files
    EVERYTHING = "everything"  # as after a killed process: the system writes it out later


@dataclass
class _File:
    now: bytes
    synced: bytes = b""

    def after(self, survives: Survives) -> "_File":
        same = len(self.synced) if self.now.startswith(self.synced) else 0
        while same < min(len(self.now), len(self.synced)) and self.now[same] == self.synced[same]:
            same += 1
        match survives:
            case Survives.NOTHING | Survives.NAMES:
                left = self.synced
            case Survives.TORN:
                half = same + (len(self.now) - same) // 2
                left = self.now[:half] + self.synced[half:]
            case Survives.ZEROS:
                left = self.now[:same] + bytes(len(self.now) - same)
            case Survives.EVERYTHING:
                left = self.now
        return _File(left, left)


@dataclass
class _Folder:
    now: dict[str, "_File | _Folder"] = field(default_factory=lambda: {})
    synced: dict[str, "_File | _Folder"] = field(default_factory=lambda: {})

    def after(self, survives: Survives) -> "_Folder":
        names = self.now if survives in (Survives.NAMES, Survives.EVERYTHING) else self.synced
        left = {name: entry.after(survives) for name, entry in names.items()}
        return _Folder(left, dict(left))


class PowerCutDisk(Disk):
    """A disk in memory. Just before its operation number `cut_at` (from 0) the power goes, and stays away.

    `full`: nothing can be written, though it `says_free` if told so. `free_bytes`: what it says is free.
    """

    def __init__(self, cut_at: int | None = None, root: _Folder | None = None) -> None:
        self.cut_at = cut_at
        self.operations: list[str] = []
        self.full = self.says_free = False
        self.free_bytes = 2**30
        self._root = root or _Folder()
        self._locked = False

    def after(self, survives: Survives) -> "PowerCutDisk":
        """The disk when the power is back."""
        return PowerCutDisk(root=self._root.after(survives))

    @property
    def is_cut(self) -> bool:
        """Whether the power is gone."""
        return self.cut_at is not None and len(self.operations) >= self.cut_at

    def change(self, path: Path, data: bytes) -> None:
        """What somebody with access to the machine can do."""
        self._file(path).now = self._file(path).synced = data

    # -- Disk --------------------------------------------------------------------------------------------------------

    def sync(self, path: Path) -> None:
        self._operate("sync", path)
        self._file(path).synced = self._file(path).now

    def read(self, path: Path) -> bytes:
        return self._file(path).now

    def exists(self, path: Path) -> bool:
        folder = self._find(path.parent)
        return path == Path("/") or (folder is not None and path.name in folder.now)

    def list(self, folder: Path) -> list[str]:
        return sorted(self._folder(folder).now)

    def free(self, folder: Path) -> int:
        return 0 if self.full and not self.says_free else self.free_bytes

    def lock(self, folder: Path) -> Callable[[], None]:
        if self._locked:
            raise InUse(folder, "1")
        self._locked = True

        def release() -> None:
            self._locked = False

        return release

    def _make_folder(self, folder: Path) -> None:
        self._operate("make", folder)
        self._folder(folder.parent).now[folder.name] = _Folder()

    def _create(self, path: Path, data: bytes) -> None:
        self._operate("create", path)
        assert not self.exists(path), path
        self._folder(path.parent).now[path.name] = _File(data)

    def _write(self, path: Path, data: bytes, at: int) -> None:
        self._operate("write", path)
        file = self._file(path)
        assert len(file.now) >= at
        file.now = file.now[:at] + data

    def _rename(self, path: Path, to: Path) -> None:
        self._operate("rename", path)
        names = self._folder(path.parent).now
        names[to.name] = names.pop(path.name)

    def _unlink(self, path: Path) -> None:
        self._operate("unlink", path)
        del self._folder(path.parent).now[path.name]

    def _sync_folder(self, folder: Path) -> None:
        self._operate("sync folder", folder)
        found = self._folder(folder)
        found.synced = dict(found.now)

    # -- how ---------------------------------------------------------------------------------------------------------

    def _operate(self, what: str, path: Path) -> None:
        if self.cut_at is not None and len(self.operations) >= self.cut_at:
            raise PowerCut
        if self.full and what in ("create", "write", "make", "sync"):
            raise DiskFull(f"{path}: no space")
        self.operations.append(f"{what} {path}")

    def _find(self, path: Path) -> _Folder | None:
        found: _File | _Folder | None = self._root
        for name in path.parts[1:]:
            found = found.now.get(name) if isinstance(found, _Folder) else None
        return found if isinstance(found, _Folder) else None

    def _folder(self, path: Path) -> _Folder:
        folder = self._find(path)
        if folder is None:
            raise FileNotFoundError(path)
        return folder

    def _file(self, path: Path) -> _File:
        file = self._folder(path.parent).now.get(path.name)
        if not isinstance(file, _File):
            raise FileNotFoundError(path)
        return file
