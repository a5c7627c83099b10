"""The bank's hourly tidying."""

import asyncio
import logging

import pytest

from bank.serve import _every  # pyright: ignore[reportPrivateUsage] - what it does, it does for ever


def test_what_fails_once_is_tried_again_the_next_hour(caplog: pytest.LogCaptureFixture) -> None:
    slept: list[float] = []
    done: list[int] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise asyncio.CancelledError

    async def tidy() -> None:
        done.append(len(slept))
        if len(slept) == 1:
            raise OSError("the disk is full: 6200008200142170")

    with caplog.at_level(logging.ERROR), pytest.raises(asyncio.CancelledError):
        asyncio.run(_every(3600, tidy, sleep))
    assert done == [1, 2, 3]
    assert [record.getMessage() for record in caplog.records] == ["what has ended is not dropped: OSError"]
