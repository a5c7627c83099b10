"""Time, passed in. Tests and the sandbox move it; nothing else in the kiosk asks the system for the time."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Seconds that only rise, the wall's time, and a way to wait."""

    def now(self) -> float:
        """Seconds since some fixed moment; never goes back."""
        ...

    def wall(self) -> datetime:
        """The date and time of day, with its zone (UTC)."""
        ...

    async def until(self, moment: float) -> None:
        """Wait until `now()` has reached `moment`."""
        ...


class SystemClock:
    """The machine's clock, plus what the sandbox has advanced it by."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._moved = asyncio.Event()

    def now(self) -> float:
        return time.monotonic() + self._ahead

    def wall(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._ahead)

    async def until(self, moment: float) -> None:
        while (left := moment - self.now()) > 0:
            moved = self._moved
            try:
                await asyncio.wait_for(moved.wait(), left)
            except TimeoutError:
                continue

    def advance(self, seconds: float) -> None:
        """Move time forward by `seconds` (sandbox only: no production call reaches this)."""
        self._ahead += seconds
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


class SteppedClock:
    """Stands still until a test moves it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
        self._now = 0.0
        self._waiting: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._now

    def wall(self) -> datetime:
        return self._start + timedelta(seconds=self._now)

    async def until(self, moment: float) -> None:
        if self._now >= moment:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (moment, future)
        self._waiting.append(entry)
        try:
            await future
        finally:
            if entry in self._waiting:
                self._waiting.remove(entry)

    def advance(self, seconds: float) -> None:
        """Move time forward and wake whoever's moment has come."""
        self._now += seconds
        for entry in [e for e in self._waiting if e[0] <= self._now]:
            self._waiting.remove(entry)
            if not entry[1].done():
                entry[1].set_result(None)
