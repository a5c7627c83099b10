"""The bank's time, passed in. Nothing else in the bank asks the system for the time of day."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

BEIJING = timezone(timedelta(hours=8), "CST")


class Clock(Protocol):
    """The bank's time of day, UTC."""

    def now(self) -> datetime:
        """Return the present moment, with its zone (UTC)."""
        ...

    def advance(self, seconds: float) -> None:
        """Move time forward. Reached only through the sandbox's control socket and from tests."""
        ...


class SystemClock:
    """The machine's clock, plus what the sandbox has advanced it by. `start`: what it is to show now (sandbox only)."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


class SteppedClock:
    """Stands still until a test moves it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 3, 2, 2, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


def business_date(moment: datetime) -> date:
    """Return the day an instruction counts for: the date in Beijing, which turns at midnight there."""
    return moment.astimezone(BEIJING).date()
