"""`python -m tests.bench [NAME ...]`: measure, print a table, write build/bench.json."""

import argparse
import sys
import traceback
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from tests.bench.figures import MEASUREMENTS
from tests.bench.report import Figure, Measurement, table, write

FOLDER = Path(__file__).parents[2] / "build"


def main() -> int:
    """Measure the figures named (all without a name). 1 if one could not be measured; a missed target is told."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    names: list[str] = parser.parse_args().names
    if unknown := sorted(set(names) - set(MEASUREMENTS)):
        parser.error(f"no such figure: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}")
    measured, failed = measure({name: MEASUREMENTS[name] for name in names or MEASUREMENTS}, FOLDER)
    console = Console()
    if measured:
        console.print(table(measured))
        for figure in measured:
            console.print(f"[bold]{figure.name}[/]: {figure.conditions}.", highlight=False)
        console.print(f"Written to {FOLDER / 'bench.json'}; every sample is in {FOLDER / 'bench-samples'}.")
    for name, reason in failed.items():
        console.print(f"[red]{name} could not be measured[/]\n{reason}", highlight=False)
    return 1 if failed else 0


def measure(measurements: dict[str, Measurement], folder: Path) -> tuple[list[Figure], dict[str, str]]:
    """Measure one after the other, each written below `folder` at once: a long run that is stopped loses nothing.

    What could not be measured is returned with why; the others are measured all the same.
    """
    measured: list[Figure] = []
    failed: dict[str, str] = {}
    with Progress(console=Console(stderr=True)) as progress:
        for name, measurement in measurements.items():
            task = progress.add_task(name, total=None)
            try:
                told = measurement(lambda done, of, task=task: progress.update(task, completed=done, total=of))
                write(told, folder)
                measured += told
            except Exception:
                failed[name] = traceback.format_exc()
            progress.update(task, completed=1, total=1)
    return measured, failed


if __name__ == "__main__":
    sys.exit(main())
