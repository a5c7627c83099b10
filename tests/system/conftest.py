"""Each test file has one running terminal for all its tests, or starts its own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A terminal that is ready for its first customer, in English."""
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        with Sandbox(folder) as running:
            running.ready()
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)
