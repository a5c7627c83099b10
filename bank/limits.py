"""How often somebody may ask."""

from collections.abc import Callable


class RateLimit:
    """A bucket for each name: it holds `burst` requests and fills at `per_second`."""

    def __init__(self, per_second: float, burst: int, seconds: Callable[[], float]) -> None:
        self._per_second = per_second
        self._burst = burst
        self._seconds = seconds
        self._buckets: dict[str, tuple[float, float]] = {}  # what is left, and when that was so

    def take(self, name: str) -> bool:
        """Count one request; return whether it may pass. Names come from certificates, so they are few."""
        now = self._seconds()
        left, since = self._buckets.get(name, (float(self._burst), now))
        left = min(float(self._burst), left + (now - since) * self._per_second)
        passes = left >= 1
        self._buckets[name] = (left - 1 if passes else left, now)
        return passes
