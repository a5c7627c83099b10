"""The harness: what is computed, written and told."""

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import measure
from tests.bench.report import Figure, Progress, Target, percentile, table, write


def figure(value: float = 4.0, target: Target | None = None) -> Figure:
    return Figure("x_ms", value, "ms", 3, "by hand", (3.0, 4.0, 5.0), target)


@pytest.mark.parametrize(("percent", "value"), [(50, 50), (95, 95), (99, 99), (100, 100), (0, 1)])
def test_percentiles_are_samples(percent: float, value: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], percent) == value


def test_a_percentile_of_few_samples_is_the_worst_of_them() -> None:
    assert percentile([1.0, 2.0, 9.0], 99) == 9.0


def test_targets_bound_above_or_below() -> None:
    assert figure(4, Target(5)).met is True
    assert figure(6, Target(5)).met is False
    assert figure(0.4, Target(0.3, at_least=True)).met is True
    assert figure(0.2, Target(0.3, at_least=True)).met is False
    assert figure().met is None


def test_the_report_holds_the_figure_its_conditions_and_every_sample(tmp_path: Path) -> None:
    write([figure(4, Target(5))], tmp_path)
    told = json.loads((tmp_path / "bench.json").read_text())["x_ms"]
    assert (told["value"], told["unit"], told["n"], told["met"]) == (4, "ms", 3, True)
    assert told["conditions"].startswith("by hand; ")
    assert json.loads((tmp_path / "bench-samples/x_ms.json").read_text())["samples"] == [3, 4, 5]


def test_measuring_one_figure_keeps_the_others(tmp_path: Path) -> None:
    write([figure(), Figure("y", 1, "MB", 1, "", (1.0,))], tmp_path)
    write([figure(7)], tmp_path)
    told = json.loads((tmp_path / "bench.json").read_text())
    assert (told["x_ms"]["value"], told["y"]["value"]) == (7, 1)


def test_a_figure_that_fails_takes_no_other_with_it(tmp_path: Path) -> None:
    def broken(progress: Progress) -> list[Figure]:
        raise OSError("no such thing")

    def works(progress: Progress) -> list[Figure]:
        progress(1, 1)
        return [figure()]

    measured, failed = measure({"works": works, "broken": broken}, tmp_path)
    assert [f.name for f in measured] == ["x_ms"]
    assert list(json.loads((tmp_path / "bench.json").read_text())) == ["x_ms"]
    assert "no such thing" in failed["broken"]


def test_a_missed_target_is_told_in_words() -> None:
    cells = [*table([figure(6, Target(5)), figure(4, Target(5))]).columns[3].cells]
    assert cells == ["≤ 5  missed", "≤ 5"]
