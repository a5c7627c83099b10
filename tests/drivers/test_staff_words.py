"""What branch staff say at the panel reaches the desk: a file that appears whole, and is private."""

from pathlib import Path

import pytest

from drivers.simulator.staff import ACTIVATE, WORDS, Staff


def test_each_word_is_a_file_in_the_order_of_saying(tmp_path: Path) -> None:
    staff = Staff(tmp_path / "desk")
    for word in WORDS:
        staff.say(word, "990101198804121172" if word == ACTIVATE else "")
    files = sorted((tmp_path / "desk").iterdir())
    assert [file.read_text().split()[0] for file in files] == list(WORDS)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert files[-1].read_text() == f"{ACTIVATE} 990101198804121172"


def test_what_cannot_be_said(tmp_path: Path) -> None:
    for staff, word, why in (
        (Staff(tmp_path), "approve-everything", "Staff say answer-call"),
        (Staff(tmp_path), ACTIVATE, "choose the customer's"),
        (Staff(None), "answer-call", "No desk is connected"),
    ):
        with pytest.raises(ValueError, match=why):
            staff.say(word)
    assert list(tmp_path.iterdir()) == []
