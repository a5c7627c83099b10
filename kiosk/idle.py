"""How long nobody has answered: warn, then end; every "still here" extends, a limited number of times.

The rule (EN 301 549 / WCAG 2.2.1, ADA 707): warn, at least 20 s to answer, extendable at least ten times.
"""

import math

from kiosk.clock import Clock


class IdleOut(Exception):
    """Nobody has answered, not even the warning."""


class IdleClock:
    """The idle clock of one prompt. Times in seconds of `clock`; whoever was busy begins it anew with `restart`."""

    def __init__(self, clock: Clock, idle: float, warning: float, extensions: int) -> None:
        self._clock = clock
        self._idle = idle
        self._warning = warning
        self._extensions = extensions
        self._warned_at: float | None = None
        self._quiet_since = clock.now()

    @property
    def can_stay(self) -> bool:
        """Whether "still here" would extend once more."""
        return self._extensions > 0

    def touched(self, *, stayed: bool) -> None:
        """The customer did something; `stayed`: only said to be still here, which counts against the extensions."""
        if stayed and self._warned_at is not None:
            if not self.can_stay:
                return
            self._extensions -= 1
        self.restart()

    def restart(self) -> None:
        """Begin anew: a device or the bank was busy, which is not the customer's time."""
        self._warned_at = None
        self._quiet_since = self._clock.now()

    def left(self) -> int | None:
        """Seconds left to answer the warning, or None while there is no need of one. Raises `IdleOut`."""
        now = self._clock.now()
        if self._warned_at is None:
            if now < self._quiet_since + self._idle:
                return None
            self._warned_at = now
        left = self._warned_at + self._warning - now
        if left <= 0:
            raise IdleOut
        return math.ceil(left)

    def next_moment(self) -> float:
        """When `left` will next give something else."""
        if self._warned_at is None:
            return self._quiet_since + self._idle
        seconds = self._clock.now() - self._warned_at
        return self._warned_at + math.floor(seconds) + 1
