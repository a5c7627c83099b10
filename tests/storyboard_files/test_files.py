"""Every storyboard file plays, each at a bank of its own."""

from pathlib import Path

import pytest

from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.story import read_story
from kiosk.storyboards.verbs import Known

FOLDER = Path(__file__).parents[2] / "storyboards"
FILES = sorted(FOLDER.rglob("*.yaml"))


def test_there_are_files_for_each_service() -> None:
    assert len(FILES) >= 25
    assert {file.parent.name for file in FILES} == {"transfer", "inquiry", "safety", "identity", "opening"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_file(file: Path, banks: FreshBanks, known: Known) -> None:
    story = read_story(file, known)
    with banks.bank(story.time) as bank:
        assert play(story, bank, known.people, banks.moment(story.time)).failure == ""


def test_titles_and_expectations_are_sentences_of_the_bank(known: Known) -> None:
    stories = [read_story(file, known) for file in FILES]
    titles = [story.title for story in stories]
    assert len(set(titles)) == len(titles), "two files say that they show the same"
