"""What a figure is, and how figures are told: as a table, as build/bench.json, and with every sample beside it."""

import json
import math
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table

Progress = Callable[[int, int], None]
"""Told how many samples of how many there are."""


@dataclass(frozen=True)
class Target:
    """What a figure should be: at most `bound`, or at least."""

    bound: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether `value` is good enough."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"


@dataclass(frozen=True)
class Figure:
    """One measured figure. `n` samples gave it; `conditions` say how, in a sentence another can repeat it from."""

    name: str
    value: float
    unit: str
    n: int
    conditions: str
    samples: Sequence[float] = field(repr=False)
    target: Target | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return self.target.met(self.value) if self.target else None


Measurement = Callable[[Progress], list[Figure]]


def percentile(samples: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile: the smallest sample that `percent` % of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def machine() -> str:
    """The machine in a few words: figures of two machines are not the same figure."""
    names = [
        line.split(":", 1)[1].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return (
        f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}"
    )


def write(figures: Sequence[Figure], folder: Path) -> None:
    """Write bench.json and bench-samples/NAME.json below `folder`. Figures not measured this time stay as they are."""
    samples = folder / "bench-samples"
    samples.mkdir(parents=True, exist_ok=True)
    report = folder / "bench.json"
    told: dict[str, object] = json.loads(report.read_text()) if report.exists() else {}
    for figure in figures:
        told[figure.name] = {
            "value": round(figure.value, 4),
            "unit": figure.unit,
            "n": figure.n,
            "conditions": f"{figure.conditions}; {machine()}",
            "target": str(figure.target) if figure.target else None,
            "met": figure.met,
        }
        (samples / f"{figure.name}.json").write_text(json.dumps({"unit": figure.unit, "samples": [*figure.samples]}))
    report.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def table(figures: Sequence[Figure]) -> Table:
    """The figures as a table. How each was measured is too long for it: see `conditions`."""
    drawn = Table(title="Figures", caption=machine())
    for heading in ("figure", "value", "unit", "target", "n"):
        drawn.add_column(heading, justify="right" if heading in ("value", "n") else "left", no_wrap=True)
    for figure in figures:
        colour = {True: "green", False: "red", None: "default"}[figure.met]
        verdict = {True: "", False: "  missed", None: ""}[figure.met]
        drawn.add_row(
            figure.name,
            f"[{colour}]{figure.value:,.2f}[/]",
            figure.unit,
            f"{figure.target or ''}{verdict}",
            str(figure.n),
        )
    return drawn
