"""One bank for all storyboards of a test process, and one for those that move the bank's time or stop what it holds."""

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.storyboards.stage import BankAccess, bank_for_storyboards


@contextmanager
def _running() -> Generator[BankAccess]:
    folder = Path(tempfile.mkdtemp(prefix="st-"))
    try:
        with bank_for_storyboards(folder) as access:
            yield access
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def bank() -> Iterator[BankAccess]:
    with _running() as access:
        yield access


@pytest.fixture(scope="session")
def bank_apart() -> Iterator[BankAccess]:
    with _running() as access:
        yield access
