"""What `kiosk evaluate-face` prints and draws."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kiosk.identity.evaluating import (
    THRESHOLDS,
    Embedding,
    Evaluation,
    NotEvaluable,
    evaluate,
    find_portraits,
    read_groups,
)
from kiosk.identity.face_models import load
from kiosk.identity.face_reader import FaceReader
from kiosk.identity.portrait import PortraitUnusable, read_portrait

_SHOWN = (0.40, 0.45, 0.50, 0.55, 0.60)
_NAMED = 10  # files of no use that are named


def run(folder: Path, groups: Path | None, report: Path, score: float) -> int:
    """Measure, print tables, write plots into `report`. 2 where nothing can be measured."""
    console = Console()
    try:
        portraits = find_portraits(folder, None if groups is None else read_groups(groups))
        reader = FaceReader(load("five-point"), score)

        def embed(file: Path) -> Embedding:
            try:
                return read_portrait(file.read_bytes(), reader)
            except OSError:
                raise PortraitUnusable("reference-unreadable") from None

        with Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task("Portraits", total=len(portraits))
            evaluations, unusable = evaluate(portraits, embed, lambda: progress.advance(task))
    except NotEvaluable as error:
        print(f"kiosk evaluate-face: {error}", file=sys.stderr)
        return 2
    console.print(rates_table(evaluations))
    for evaluation in evaluations:
        console.print(_in_words(evaluation), highlight=False)
    for file, reason in list(unusable.items())[:_NAMED]:
        console.print(f"Of no use ({reason}): {file}", highlight=False)
    if len(unusable) > _NAMED:
        console.print(f"... and {len(unusable) - _NAMED} more of no use")
    for file in draw(evaluations, report):
        console.print(f"Written: {file}", highlight=False)
    return 0


def rates_table(evaluations: Sequence[Evaluation]) -> Table:
    """FRR and FAR of each group at common thresholds, with their 95 % intervals."""
    table = Table("group", "threshold", "FRR", "FAR", title="Single portraits compared")
    for evaluation in evaluations:
        for threshold in _SHOWN:
            frr, far = evaluation.frr(threshold), evaluation.far(threshold)
            table.add_row(evaluation.group, f"{threshold:.2f}", f"{frr}", f"{far}")
        table.add_section()
    return table


def draw(evaluations: Sequence[Evaluation], folder: Path) -> list[Path]:
    """Plots as PNG: the distances of all pairs, and both error rates over the threshold, by group."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    plots: Any = pyplot
    folder.mkdir(parents=True, exist_ok=True)
    whole = evaluations[0]
    figure, axes = plots.subplots(figsize=(7, 4))
    bins = np.linspace(0, 1.2, 61)
    for name, distances in (("one person", whole.genuine), ("two persons", whole.impostor)):
        axes.hist(distances, bins=bins, density=True, alpha=0.6, label=f"{name}, n = {len(distances)}")
    axes.set(xlabel="distance", ylabel="density", title=f"{whole.persons} persons, {whole.portraits} portraits")
    axes.legend()
    files = [_saved(figure, folder / "distances.png", plots)]
    figure, axes = plots.subplots(figsize=(7, 4))
    for evaluation in evaluations:
        frr = [evaluation.frr(threshold).value for threshold in THRESHOLDS]
        (line,) = axes.plot(THRESHOLDS, frr, linestyle="--", label=f"FRR {evaluation.group}")
        far = [evaluation.far(threshold).value for threshold in THRESHOLDS]
        axes.plot(THRESHOLDS, far, color=line.get_color(), label=f"FAR {evaluation.group}")
    axes.set(xlabel="threshold", ylabel="error rate", title="Refused (FRR) and accepted (FAR) wrongly")
    axes.legend()
    return [*files, _saved(figure, folder / "rates.png", plots)]


def _saved(figure: Any, file: Path, plots: Any) -> Path:
    figure.tight_layout()
    figure.savefig(file, dpi=120)
    plots.close(figure)
    return file


def _in_words(evaluation: Evaluation) -> str:
    pairs = f"{len(evaluation.genuine)} genuine and {len(evaluation.impostor)} impostor pairs"
    start = f"{evaluation.group}: {evaluation.persons} persons, {evaluation.portraits} portraits, {pairs}"
    equal = evaluation.equal_error()
    if equal is None:
        return f"{start}."
    threshold, rate = equal
    return (
        f"{start}; EER {rate:.2%} at {threshold:.3f}, where FRR is {evaluation.frr(threshold)} "
        f"and FAR {evaluation.far(threshold)}."
    )
