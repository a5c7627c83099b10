"""Whatever is done to a journal from outside is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.clock import SteppedClock
from kiosk.money.journal import Journal, compare_head, verify
from kiosk.money.records import page_names
from tests.money.power import PowerCutDisk
from tests.money.terminal import ROOT

FOLDER = ROOT / "journal"
RECORDS = 12

Lines = list[bytes]


def made() -> tuple[PowerCutDisk, list[str]]:
    """A journal of twelve records on several pages, and its head after each."""
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock(), page_bytes=700)
    heads = [str(journal.record("prompt-shown", session="v1", prompt=f"prompt-{n}")) for n in range(RECORDS)]
    assert len(page_names(disk, FOLDER)) > 2
    assert verify(FOLDER, disk) == []
    return disk, heads


def page(disk: PowerCutDisk, number: int) -> Path:
    names = page_names(disk, FOLDER)
    return FOLDER / names[number % len(names)]


@settings(max_examples=300, deadline=None)
@given(which=st.integers(0, 100), at=st.integers(0, 10_000), change=st.integers(1, 255))
def test_any_byte_changed(which: int, at: int, change: int) -> None:
    disk, _ = made()
    path = page(disk, which)
    data = bytearray(disk.read(path))
    data[at % len(data)] ^= change
    disk.change(path, bytes(data))
    assert verify(FOLDER, disk) != []


def dropped(lines: Lines, at: int) -> Lines:
    return lines[:at] + lines[at + 1 :]


def doubled(lines: Lines, at: int) -> Lines:
    return [*lines[:at], lines[at], *lines[at:]]


def swapped(lines: Lines, at: int) -> Lines:
    other = (at + 1) % len(lines)
    changed = list(lines)
    changed[at], changed[other] = changed[other], changed[at]
    return changed


def foreign(lines: Lines, at: int) -> Lines:
    """A whole record of another journal."""
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    for _ in range(at + 2):
        journal.record("repeated")
    return [*lines[:at], disk.read(page(disk, 0)).splitlines(keepends=True)[at + 1], *lines[at:]]


@settings(max_examples=100, deadline=None)
@given(at=st.integers(0, RECORDS - 1))
@pytest.mark.parametrize("change", [dropped, doubled, swapped, foreign])
def test_any_line_dropped_doubled_moved_or_put_in(change: Callable[[Lines, int], Lines], at: int) -> None:
    disk, heads = made()
    names = page_names(disk, FOLDER)
    lines = [line for name in names for line in disk.read(FOLDER / name).splitlines(keepends=True)]
    for name in names[1:]:
        disk.remove(FOLDER / name)
    disk.change(FOLDER / names[0], b"".join(lines))
    assert verify(FOLDER, disk) == []
    disk.change(FOLDER / names[0], b"".join(change(lines, at)))
    assert verify(FOLDER, disk) + compare_head(FOLDER, heads[-1], disk) != []


@settings(max_examples=50, deadline=None)
@given(kept=st.integers(1, RECORDS - 1))
def test_the_beginning_cut_off(kept: int) -> None:
    disk, _ = made()
    left = RECORDS - kept
    for name in page_names(disk, FOLDER):
        lines = disk.read(FOLDER / name).splitlines(keepends=True)
        cut, left = min(left, len(lines)), left - min(left, len(lines))
        if cut == len(lines):
            disk.remove(FOLDER / name)
        else:
            disk.change(FOLDER / name, b"".join(lines[cut:]))
    assert any("are missing" in problem for problem in verify(FOLDER, disk))


@settings(max_examples=50, deadline=None)
@given(kept=st.integers(0, RECORDS - 1), told=st.integers(1, RECORDS))
def test_the_end_cut_off_is_found_through_the_head_that_the_bank_holds(kept: int, told: int) -> None:
    disk, heads = made()
    left = kept
    for name in page_names(disk, FOLDER):
        lines = disk.read(FOLDER / name).splitlines(keepends=True)
        if left:
            disk.change(FOLDER / name, b"".join(lines[:left]))
        else:
            disk.remove(FOLDER / name)
        left = max(0, left - len(lines))
    assert verify(FOLDER, disk) == []
    found = compare_head(FOLDER, heads[told - 1], disk)
    assert found == (
        [] if told <= kept else [f"the journal ends with record {kept}; the bank was told of record {told}"]
    )


def test_a_journal_written_anew_is_found_through_the_head() -> None:
    _, heads = made()
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    for _ in range(RECORDS):
        journal.record("repeated")
    assert verify(FOLDER, disk) == []
    assert compare_head(FOLDER, heads[4], disk) == ["record 5 is not the one the bank was told of"]
