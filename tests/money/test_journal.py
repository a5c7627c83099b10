"""The journal as its writer and its readers see it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.clock import SteppedClock
from kiosk.money.disk import DiskFull, InUse, RealDisk
from kiosk.money.events import UnknownEvent
from kiosk.money.journal import Journal, compare_head, excerpt, extent, verify
from kiosk.money.records import page_names, parse
from tests.money.power import PowerCut, PowerCutDisk, Survives
from tests.money.terminal import ROOT

FOLDER = ROOT / "journal"
KEYS = [f"00000000-0000-4000-8000-{number:012d}" for number in range(12)]


def prompts(journal: Journal) -> list[str]:
    return [str(record.fields["prompt"]) for record in journal.backwards() if record.event == "prompt-shown"][::-1]


def test_a_record_says_what_when_and_whose_and_follows_the_one_before(tmp_path: Path) -> None:
    journal = Journal(RealDisk(), tmp_path, SteppedClock())
    first = journal.record("card-inserted", session="v1", card="622202******0010")
    second = journal.record("prompt-shown", session="v1", prompt="menu")
    (page,) = tmp_path.glob("*.jsonl")
    lines = [json.loads(line) for line in page.read_text().splitlines()]
    assert lines[0] == {
        "number": 1,
        "time": "2026-03-02T02:30:00.000Z",
        "session": "v1",
        "event": "card-inserted",
        "fields": {"card": "622202******0010"},
        "previous": "0" * 64,
        "hash": first.hash,
    }
    assert lines[1]["previous"] == first.hash
    assert journal.head == second
    assert str(journal.head) == f"2:{second.hash}"
    assert verify(tmp_path) == []
    assert extent(tmp_path).startswith("records 1 to ")


def test_only_this_user_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "journal"
    Journal(RealDisk(), folder, SteppedClock()).record("kiosk-start")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("no-such-event", {}),
        ("prompt-shown", {}),
        ("prompt-shown", {"prompt": "menu", "draft": "1"}),
        ("prompt-shown", {"prompt": "6222020000000010"}),
        ("prompt-shown", {"prompt": "menu", "session": "Zhang San"}),
        ("card-inserted", {"card": "6222020000000010"}),
        ("order-send-init", {"key": "1"}),
    ],
)
def test_what_the_catalogue_does_not_know_is_refused_and_quoted_nowhere(
    event: str, fields: dict[str, str | int]
) -> None:
    journal = Journal(PowerCutDisk(), FOLDER, SteppedClock())
    with pytest.raises(UnknownEvent) as refused:
        journal.record(event, **fields)
    assert "6222020000000010" not in str(refused.value)
    assert journal.head.number == 0


def test_the_chain_goes_on_in_the_next_run_on_the_next_day_and_on_the_next_page() -> None:
    disk, clock = PowerCutDisk(), SteppedClock()
    for _ in range(3):
        journal = Journal(disk, FOLDER, clock, page_bytes=600)
        for _ in range(4):
            journal.record("repeated", session="v1")
        clock.advance(24 * 3600)
        journal.close()
    names = page_names(disk, FOLDER)
    assert len(names) == 6
    assert {name[13:21] for name in names} == {"20260302", "20260303", "20260304"}
    assert verify(FOLDER, disk) == []
    assert Journal(disk, FOLDER, clock).head.number == 12


def test_what_moves_money_cards_or_paper_is_durable_at_once_the_rest_with_it() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    journal.record("kiosk-start")
    journal.record("repeated", session="v1")
    journal.record("card-return-init", session="v1")
    journal.record("prompt-shown", session="v1", prompt="menu")
    left = Journal(disk.after(Survives.NOTHING), FOLDER, SteppedClock())
    assert [record.event for record in left.backwards()] == ["card-return-init", "repeated", "kiosk-start"]


def test_records_of_one_page_are_durable_before_those_of_the_next() -> None:
    disk, clock = PowerCutDisk(), SteppedClock()
    journal = Journal(disk, FOLDER, clock)
    journal.record("kiosk-start")
    journal.record("prompt-shown", session="v1", prompt="menu")
    clock.advance(24 * 3600)
    journal.record("kiosk-stop", reason="stopped")
    after = disk.after(Survives.NOTHING)
    assert verify(FOLDER, after) == []
    assert len(list(Journal(after, FOLDER, clock).backwards())) == 3


def test_closing_makes_everything_durable_and_lets_go() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    journal.record("kiosk-start")
    journal.record("prompt-shown", session="v1", prompt="menu")
    journal.close()
    Journal(disk, FOLDER, SteppedClock()).close()
    assert len(list(Journal(disk.after(Survives.NOTHING), FOLDER, SteppedClock()).backwards())) == 2


@pytest.mark.parametrize("survives", [Survives.TORN, Survives.ZEROS])
def test_a_torn_line_is_kept_aside_and_recorded_and_the_chain_goes_on(survives: Survives) -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    journal.record("kiosk-start")
    journal.record("prompt-shown", session="v1", prompt="menu")
    torn = disk.after(survives)
    page = page_names(torn, FOLDER)[0]
    whole, _, tail = torn.read(FOLDER / page).partition(b"\n")
    assert parse(whole)
    assert verify(FOLDER, torn) == [f"{page}: {len(tail)} bytes at the end are no whole record"]
    journal = Journal(torn, FOLDER, SteppedClock())
    assert [record.event for record in journal.backwards()] == ["journal-torn", "kiosk-start"]
    (aside,) = [name for name in torn.list(FOLDER) if name.startswith("torn-")]
    (found,) = [record for record in journal.backwards() if record.event == "journal-torn"]
    assert found.fields["bytes"] == len(torn.read(FOLDER / aside)) > 0
    assert verify(FOLDER, torn) == []


def test_a_page_whose_only_line_is_torn_is_kept_aside_and_the_page_before_continued() -> None:
    disk, clock = PowerCutDisk(), SteppedClock()
    Journal(disk, FOLDER, clock).record("kiosk-start")
    clock.advance(24 * 3600)
    disk = disk.after(Survives.EVERYTHING)
    disk.cut_at = 2  # the page is there, its folder not yet synced
    journal = Journal(disk, FOLDER, clock)
    with pytest.raises(PowerCut):
        journal.record("kiosk-stop", reason="stopped")
    disk = disk.after(Survives.NAMES)
    disk.change(FOLDER / page_names(disk, FOLDER)[1], b'{"event":"kio')
    journal = Journal(disk, FOLDER, clock)
    assert [record.event for record in journal.backwards()] == ["journal-torn", "kiosk-start"]
    assert verify(FOLDER, disk) == []


def test_a_break_in_the_newest_page_is_said_and_not_cut_off() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    for _ in range(3):
        journal.record("repeated")
    journal.close()
    page = FOLDER / page_names(disk, FOLDER)[0]
    disk.change(page, disk.read(page).replace(b'"number":2', b'"number":7'))
    journal = Journal(disk, FOLDER, SteppedClock())
    newest, *older = journal.backwards()
    assert newest.event == "journal-damaged"
    assert newest.fields["problems"] == 2  # the line itself, and what does not follow from it
    assert [record.number for record in older] == [3, 1]
    assert len(verify(FOLDER, disk)) == 2


def test_a_second_process_on_the_folder_is_refused_naming_the_first(tmp_path: Path) -> None:
    first = Journal(RealDisk(), tmp_path, SteppedClock())
    (tmp_path / "lock").write_text("4711\n")
    with pytest.raises(InUse, match="in use by process 4711"):
        Journal(RealDisk(), tmp_path, SteppedClock())
    first.close()
    Journal(RealDisk(), tmp_path, SteppedClock()).close()


# -- a full disk -----------------------------------------------------------------------------------------------------


def test_while_the_disk_is_full_the_visit_goes_on_and_its_records_are_written_later() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    journal.record("kiosk-start")
    journal.record("prompt-shown", session="v1", prompt="menu")
    disk.full = True
    journal.record("card-return-init", session="v1")
    journal.record("card-return-complete", session="v1", disposition="taken")
    assert journal.behind
    assert not journal.catch_up()
    disk.full = False
    assert journal.catch_up()
    assert [record.event for record in journal.backwards()][::-1] == [
        "kiosk-start",
        "prompt-shown",
        "card-return-init",
        "disk-full",
        "card-return-complete",
    ]
    assert verify(FOLDER, disk) == []
    assert verify(FOLDER, disk.after(Survives.NOTHING)) == []


def test_what_must_be_recorded_first_is_refused_by_a_full_disk_and_not_recorded_later() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    journal.record("kiosk-start")
    disk.full = True
    with pytest.raises(DiskFull):
        journal.record("order-send-init", key=KEYS[0])
    disk.full = False
    assert journal.catch_up()
    assert [record.event for record in journal.backwards()] == ["disk-full", "kiosk-start"]


def test_more_than_memory_keeps_is_counted() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    disk.full = True
    for number in range(1100):
        journal.record("prompt-shown", prompt=f"p{'x' * (number % 40)}")
    disk.full = False
    journal.catch_up()
    lost = next(iter(journal.backwards()))
    assert (lost.event, lost.fields["count"]) == ("journal-lost", 101)  # one place was taken by disk-full
    assert len(prompts(journal)) == 999
    assert verify(FOLDER, disk) == []


def test_a_failed_sync_is_made_good_by_writing_again() -> None:
    """After a failed fsync the system may forget what it had not written: it is written anew."""
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    journal.record("kiosk-start")
    journal.record("prompt-shown", prompt="one")
    disk.full = True
    journal.record("kiosk-stop", reason="stopped")
    disk.full = False
    page = FOLDER / page_names(disk, FOLDER)[0]
    disk.change(page, disk.read(page).splitlines(keepends=True)[0])
    journal.catch_up()
    assert verify(FOLDER, disk) == []
    assert prompts(journal) == ["one"]


# -- two years -------------------------------------------------------------------------------------------------------


def test_pages_are_forgotten_after_two_years_and_the_rest_stays_provable() -> None:
    disk, clock = PowerCutDisk(), SteppedClock()
    journal = Journal(disk, FOLDER, clock)
    for _ in range(5):
        journal.record("kiosk-start")
        clock.advance(timedelta(days=300).total_seconds())
    journal.forget_old()
    assert [name[13:21] for name in page_names(disk, FOLDER)] == ["20280818", "20290614", "20300410"]
    assert verify(FOLDER, disk) == []
    assert compare_head(FOLDER, f"1:{'0' * 64}", disk) == []
    journal.forget_old()
    assert len(page_names(disk, FOLDER)) == 3


def test_pages_that_are_gone_without_being_forgotten_are_missed() -> None:
    disk, clock = PowerCutDisk(), SteppedClock()
    journal = Journal(disk, FOLDER, clock)
    for _ in range(3):
        journal.record("kiosk-start")
        clock.advance(24 * 3600)
    disk.remove(FOLDER / page_names(disk, FOLDER)[0])
    assert verify(FOLDER, disk) == ["the journal begins with record 2; those before are missing"]


def test_a_power_cut_while_forgetting_leaves_a_chain_that_can_be_proven() -> None:
    for cut_at in range(40):
        disk, clock = PowerCutDisk(), SteppedClock()
        journal = Journal(disk, FOLDER, clock)
        for _ in range(4):
            journal.record("kiosk-start")
            clock.advance(timedelta(days=1000).total_seconds())
        disk.cut_at = len(disk.operations) + cut_at
        try:
            journal.forget_old()
        except PowerCut:
            disk = disk.after(Survives.NOTHING)
            assert verify(FOLDER, disk) == []
        else:
            assert len(page_names(disk, FOLDER)) == 1
            return
    pytest.fail("forgetting never ended")


# -- a dispute -------------------------------------------------------------------------------------------------------


def test_an_excerpt_has_the_order_its_visit_and_three_orders_around() -> None:
    disk = PowerCutDisk()
    journal = Journal(disk, FOLDER, SteppedClock())
    for number, key in enumerate(KEYS):
        visit = f"v{number}"
        journal.record("card-inserted", session=visit, card="622202******0010")
        journal.record("order-intent", session=visit, key=key, kind="transfer", amount=1, case=f"{number:012d}")
        journal.record("order-send-init", session=visit, key=key)
        journal.record(
            "order-send-complete", session=visit, key=key, disposition="done", reference=f"2026030200000{number:05d}"
        )
        journal.record("card-return-complete", session=visit, disposition="taken")
    lines = excerpt(FOLDER, "202603020000000005", disk)
    assert len(lines) == 7 * 3 + 2
    assert [key for key in KEYS if any(key in line for line in lines)] == KEYS[2:9]
    assert [line.split()[3] for line in lines if "v5" in line.split()] == [
        "card-inserted",
        "order-intent",
        "order-send-init",
        "order-send-complete",
        "card-return-complete",
    ]
    assert excerpt(FOLDER, "0000 0000 0005", disk) == lines
    assert excerpt(FOLDER, KEYS[5], disk) == lines
    assert excerpt(FOLDER, "no such thing", disk) == []
    assert KEYS[0] in "".join(excerpt(FOLDER, KEYS[1], disk))


def test_a_line_that_only_looks_like_a_record_is_none() -> None:
    for line in (b"", b"null", b"[]", b"{}", b'{"number":"1"}', b"[" * 100_000, b"\xff", b'{"number":true}'):
        assert parse(line) is None


def test_a_record_written_in_any_other_way_is_no_record() -> None:
    disk = PowerCutDisk()
    Journal(disk, FOLDER, SteppedClock()).record("repeated", session="v1")
    (name,) = page_names(disk, FOLDER)
    line = disk.read(FOLDER / name).removesuffix(b"\n")
    assert parse(line)
    assert parse(line.replace(b":", b": ", 1)) is None
    assert parse(line.replace(b"{", b'{"event":"repeated",', 1)) is None
    assert parse(line + b" ") is None


def test_the_sandboxs_journal_is_verified_where_no_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    missing = CliRunner().invoke(app, ["journal", "verify"])
    assert missing.exit_code == 2
    folder = tmp_path / "smart-teller" / "kiosk" / "journal"
    folder.mkdir(parents=True)
    Journal(RealDisk(), folder, SteppedClock()).record("prompt-shown", session="v1", prompt="menu")
    found = CliRunner().invoke(app, ["journal", "verify"])
    assert (found.exit_code, "records 1 to 1" in found.output) == (0, True)
