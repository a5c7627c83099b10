"""One bank for all storyboards of a test process."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storyboards.stage import BankAccess, bank_for_storyboards


@pytest.fixture(scope="session")
def bank() -> Iterator[BankAccess]:
    folder = Path(tempfile.mkdtemp(prefix="st-"))
    try:
        with bank_for_storyboards(folder) as access:
            yield access
    finally:
        shutil.rmtree(folder, ignore_errors=True)
