"""Waiting for what other processes do: looked at again and again, never for a fixed time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SECONDS = 45.0  # a test that waits longer has failed; a loaded machine is slow
_EVERY = 0.01


def until(look: Callable[[], T | None], what: str | Callable[[], str], seconds: float = SECONDS) -> T:
    """Look until what is found is not empty, and give it. Fails the test with `what` was waited for."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:g} s in vain: {what if isinstance(what, str) else what()}")
        time.sleep(_EVERY)
