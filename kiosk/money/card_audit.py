"""Do the cards add up: what the dispenser has counted, against what the journal says was done with it."""

from collections import Counter
from pathlib import Path

from kiosk.money.disk import Disk, RealDisk
from kiosk.money.records import Record, page_names, read_page

_MOVES = {"issue-fed": "fed", "issue-presented": "presented", "issue-retained": "bin", "dispenser-retained": "bin"}


def cards(folder: Path, disk: Disk | None = None) -> list[str]:
    """Compare the dispenser's counters with the moves between them. Gives what is wrong, a sentence each.

    Staff fill the hopper and empty the bin: more blanks and fewer kept cards are none of it. Counters that are set anew
    begin again.
    """
    disk = disk or RealDisk()
    problems: list[str] = []
    last: Record | None = None
    moved: Counter[str] = Counter()
    for name in page_names(disk, folder):
        for record in read_page(disk, folder, name).records:
            if counter := _MOVES.get(record.event):
                moved[counter] += 1
            elif record.event == "dispenser-counts":
                if last is not None:
                    problems += _between(last, record, moved)
                last, moved = record, Counter()
    return problems


def _between(before: Record, after: Record, moved: Counter[str]) -> list[str]:
    then, now = _counts(before), _counts(after)
    problems: list[str] = []
    if now["fed"] < then["fed"] or now["presented"] < then["presented"]:
        return []  # set anew, as after an exchange of the machine
    wrong = {name: now[name] - then[name] for name in ("fed", "presented") if now[name] - then[name] != moved[name]}
    if now["bin"] > then["bin"] and now["bin"] - then["bin"] != moved["bin"]:
        wrong["bin"] = now["bin"] - then["bin"]
    if "hopper" in now and "hopper" in then and then["hopper"] - now["hopper"] > moved["fed"]:
        wrong["hopper"] = now["hopper"] - then["hopper"]
    for name, difference in wrong.items():
        problems.append(
            f"records {before.number} to {after.number}: {name} changed by {difference}, "
            f"the journal has {moved['fed' if name == 'hopper' else name]}"
        )
    return problems


def _counts(record: Record) -> dict[str, int]:
    return {name: int(value) for name, value in record.fields.items()}
