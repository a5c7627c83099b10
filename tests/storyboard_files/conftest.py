"""What the tests of storyboard files share: banks, and a way to write a file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.story import everything_known
from kiosk.storyboards.verbs import Known

Write = Callable[[str], Path]


@pytest.fixture(scope="session")
def known() -> Known:
    return everything_known()


@pytest.fixture(scope="session")
def banks() -> Iterator[FreshBanks]:
    with FreshBanks() as banks:
        yield banks


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        file = tmp_path / "stories" / "story.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write
