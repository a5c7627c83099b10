"""Pictures in shared memory: whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from drivers.camera.shared_frames import PIXELS, SLOTS, FrameReader, FrameWriter


@pytest.fixture
def writer() -> FrameWriter:
    return FrameWriter()


def picture(value: int) -> bytes:
    return bytes([value]) * PIXELS


def test_what_was_written_is_read_until_it_is_overwritten(writer: FrameWriter) -> None:
    reader = FrameReader(writer.path)
    slot = writer.write(picture(1), 1, 0.5)
    assert reader.copy(slot, 1) == picture(1)
    for number in range(2, SLOTS + 1):
        writer.write(picture(number), number, 0.5)
    assert reader.copy(slot, 1) == picture(1)
    assert writer.write(picture(9), SLOTS + 1, 0.5) == slot
    assert reader.copy(slot, 1) is None
    assert reader.copy(slot, SLOTS + 1) == picture(9)


def test_a_picture_that_is_being_written_is_not_given(writer: FrameWriter) -> None:
    reader = FrameReader(writer.path)
    slot = writer.write(picture(1), 1, 0.5)
    with pytest.raises((ValueError, IndexError)):
        writer.write(picture(2)[:-1], 2, 0.5)  # too short: it fails half way
    assert reader.copy((slot + 1) % SLOTS, 2) is None


def test_it_has_no_name_and_is_our_own(writer: FrameWriter) -> None:
    assert str(Path(writer.path).readlink()).startswith("/memfd:")
    assert stat.S_IMODE(os.fstat(writer.descriptor).st_mode) == 0o600


def test_nothing_is_left_in_it_when_it_is_closed(writer: FrameWriter) -> None:
    reader = FrameReader(writer.path)
    slot = writer.write(picture(1), 1, 0.5)
    writer.close()
    assert reader.copy(slot, 1) is None
    assert reader.copy(slot, 0) == bytes(PIXELS)
    reader.close()


def test_it_cannot_be_made_shorter_under_its_reader(writer: FrameWriter) -> None:
    with pytest.raises(PermissionError):
        os.truncate(writer.descriptor, 1)
