"""Error rates with how sure they are."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054  # of the normal distribution: 95 % lie within


@dataclass(frozen=True)
class Rate:
    """`hits` of `of` trials."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The rate, 0 to 1; 0 of 0 is 0."""
        return self.hits / self.of if self.of else 0.0

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), which also says something of 0 of n. (0, 1) without trials."""
        if not self.of:
            return 0.0, 1.0
        weight = _Z * _Z / self.of
        centre = (self.value + weight / 2) / (1 + weight)
        half = _Z / (1 + weight) * sqrt(self.value * (1 - self.value) / self.of + weight / (4 * self.of))
        low = 0.0 if self.hits == 0 else max(0.0, centre - half)
        return low, 1.0 if self.hits == self.of else min(1.0, centre + half)

    def __str__(self) -> str:
        low, high = self.interval()
        return f"{self.hits}/{self.of} = {self.value:.1%} ({low:.1%} to {high:.1%})"
