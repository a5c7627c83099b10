"""One real bank for the drill."""

from collections.abc import Iterator

import pytest

from tests.storyboards.stage import BankAccess, own_bank


@pytest.fixture(scope="session")
def bank() -> Iterator[BankAccess]:
    with own_bank() as access:
        yield access
