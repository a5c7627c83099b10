"""Every storyboard file plays in each of its languages, each time at a bank of its own."""

from pathlib import Path

import pytest

from kiosk.channels import LANGUAGES
from kiosk.storyboards.customer import Customer
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.story import read_story
from kiosk.storyboards.verbs import Known

FOLDER = Path(__file__).parents[2] / "storyboards"
FILES = sorted(FOLDER.rglob("*.yaml"))
BY_KEYS = [file for file in FILES if file.stem.startswith("by-keypad-alone")]


def test_there_are_files_for_each_service() -> None:
    assert len(FILES) >= 25
    assert {file.parent.name for file in FILES} == {"transfer", "inquiry", "safety", "identity", "opening", "voice"}


@pytest.mark.parametrize(
    "file", [file for file in FILES if file not in BY_KEYS], ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_file(file: Path, banks: FreshBanks, known: Known) -> None:
    failures: list[str] = []
    for story in read_story(file, known).plays():
        with banks.bank(story.time) as bank:
            failures.append(play(story, bank, known.people, banks.moment(story.time)).failure)
    assert not any(failures), "\n".join(filter(None, failures))


def test_opening_a_card_is_told_in_every_language(known: Known) -> None:
    """By keypad alone the language is chosen with keys, in the story itself."""
    opening = [read_story(file, known) for file in FILES if file.parent.name == "opening"]
    by_keys = [story for story in opening if story.file in BY_KEYS]
    assert all(story.languages == LANGUAGES for story in opening if story not in by_keys)
    assert len(opening) >= 30


@pytest.mark.parametrize("file", BY_KEYS, ids=lambda file: file.stem)
def test_a_card_comes_of_it_without_a_touch(
    file: Path, banks: FreshBanks, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(*_: object) -> None:
        raise AssertionError("the screen was touched")

    for touch in ("presses", "presses_key", "types", "draws", "forces"):
        monkeypatch.setattr(Customer, touch, touched)
    story = read_story(file, known)
    assert "take: new card" in [step.words for step in story.steps]
    with banks.bank(story.time) as bank:
        assert play(story, bank, known.people, banks.moment(story.time)).failure == ""


def test_titles_and_expectations_are_sentences_of_the_bank(known: Known) -> None:
    stories = [read_story(file, known) for file in FILES]
    titles = [story.title for story in stories]
    assert len(set(titles)) == len(titles), "two files say that they show the same"
