"""The machine's disk: modes, failures, what is cut off, and the lock."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.money.disk import DiskError, DiskFull, InUse, RealDisk


@pytest.fixture
def disk() -> RealDisk:
    return RealDisk()


def test_files_are_0600_and_folders_0700_whatever_the_mask(disk: RealDisk, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        disk.make_folder(tmp_path / "a" / "b")
        disk.write_new(tmp_path / "a" / "b" / "file", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b" / "file").stat().st_mode & 0o777 == 0o600


def test_a_new_file_never_replaces_one(disk: RealDisk, tmp_path: Path) -> None:
    disk.write_new(tmp_path / "file", b"old")
    with pytest.raises(DiskError, match="exists"):
        disk.write_new(tmp_path / "file", b"new")
    assert disk.read(tmp_path / "file") == b"old"


def test_appending_cuts_off_what_lay_beyond(disk: RealDisk, tmp_path: Path) -> None:
    path = tmp_path / "file"
    disk.write_new(path, b"first\nhalf a li")
    disk.append(path, b"2\n", 6)
    assert disk.read(path) == b"first\n2\n"
    disk.append(path, b"third\n", 8, durable=False)
    assert disk.read(path) == b"first\n2\nthird\n"


def test_appending_behind_the_end_is_refused(disk: RealDisk, tmp_path: Path) -> None:
    disk.write_new(tmp_path / "file", b"short")
    with pytest.raises(DiskError, match="5 bytes, 6 expected"):
        disk.append(tmp_path / "file", b"x", 6)


def test_replacing_renaming_removing_destroying(disk: RealDisk, tmp_path: Path) -> None:
    disk.write_new(tmp_path / "file", b"old")
    (tmp_path / "file.new").write_bytes(b"left by a power cut")
    disk.replace(tmp_path / "file", b"new")
    assert disk.list(tmp_path) == ["file"]
    assert disk.read(tmp_path / "file") == b"new"
    renamed = disk.rename(tmp_path / "file", "other")
    assert disk.list(tmp_path) == ["other"]
    with renamed.open("rb") as seen:
        disk.destroy(renamed)
        assert seen.read() == bytes(3), "zeros where the secret was"
    assert disk.list(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_no_room_is_called_that(disk: RealDisk) -> None:
    with pytest.raises(DiskFull, match="/dev/full: No space left on device"):
        disk.append(Path("/dev/full"), b"x", 0)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_no_quota_and_read_only_are_called_that_too(
    disk: RealDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(*_: object) -> int:
        raise OSError(number, "")

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(DiskFull):
        disk.write_new(tmp_path / "file", b"x")
    assert disk.list(tmp_path) == []


def test_a_write_that_fails_half_way_leaves_no_half(
    disk: RealDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write_new(tmp_path / "file", b"first\n")
    write, calls = os.pwrite, 0

    def little(file: int, data: bytes, at: int) -> int:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.EIO, "")
        return write(file, data[:3], at)

    monkeypatch.setattr(os, "pwrite", little)
    with pytest.raises(DiskError) as failed:
        disk.append(tmp_path / "file", b"second\n", 6)
    assert not isinstance(failed.value, DiskFull)
    assert disk.read(tmp_path / "file") == b"first\n"


def test_a_file_whose_sync_failed_can_be_written_again(
    disk: RealDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(DiskError):
            disk.write_new(tmp_path / "file", b"x")
    disk.write_new(tmp_path / "file", b"x")


def test_short_writes_are_gone_on_with(disk: RealDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, data, at: write(file, data[:2], at))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType] - os.pwrite's own arguments
    disk.write_new(tmp_path / "file", b"0123456789")
    assert disk.read(tmp_path / "file") == b"0123456789"


def test_what_is_free(disk: RealDisk, tmp_path: Path) -> None:
    there = os.statvfs(tmp_path)
    assert 0 < disk.free(tmp_path) <= there.f_blocks * there.f_frsize
    assert disk.free(tmp_path / "not there") == 0


def test_the_lock_names_the_process_that_has_it_and_ends_with_it(disk: RealDisk, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kiosk.money.disk import RealDisk\n"
        "release = RealDisk().lock(Path(sys.argv[1])); print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(InUse, match=f"in use by process {other.pid}$") as refused:
            disk.lock(tmp_path)
        assert refused.value.pid == str(other.pid)
        other.kill()
        other.wait()
    disk.lock(tmp_path)()
    disk.lock(tmp_path)()
