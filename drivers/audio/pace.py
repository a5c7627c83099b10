"""The time in which sound goes by: the machine's, or one that a test moves."""

import asyncio
import time
from typing import Protocol


class Pace(Protocol):
    """Seconds of CLOCK_MONOTONIC, or of what stands in for it, and a wait."""

    def now(self) -> float:
        """Seconds; never goes back."""
        ...

    async def until(self, moment: float) -> None:
        """Wait until `now()` has reached `moment`."""
        ...


class RealTime:
    """The machine's own."""

    def now(self) -> float:
        return time.monotonic()

    async def until(self, moment: float) -> None:
        await asyncio.sleep(max(0.0, moment - time.monotonic()))


class NoTime:
    """Whoever waits is at once where they wait for: sound goes by as fast as it is asked for."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.monotonic() + self._ahead

    async def until(self, moment: float) -> None:
        await asyncio.sleep(0)
        self._ahead += max(0.0, moment - self.now())
