"""What `kiosk storyboard` does: checks files, plays them, writes the report."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kiosk.storyboards.drawing import Drawing
from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.junit import write_junit
from kiosk.storyboards.page import write_page
from kiosk.storyboards.player import Result, play
from kiosk.storyboards.story import Story, check_story, everything_known, read_story
from kiosk.storyboards.verbs import Known

PASSED, FAILED, UNREADABLE = 0, 1, 2  # exit codes


def check(named: Sequence[Path]) -> int:
    """Say what cannot be taken in the files. Gives the exit code."""
    files, known = story_files(named), everything_known()
    problems = [problem for file in files for problem in check_story(file, known)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not files:
        print("no storyboard files there", file=sys.stderr)
    if problems or not files:
        return UNREADABLE
    print(f"{len(files)} {'file' if len(files) == 1 else 'files'} can be played")
    return PASSED


def run(named: Sequence[Path], report: Path, *, patience: float = 20.0) -> int:
    """Play the files and write the report below `report`. The last line printed is "N passed, N failed".

    `patience`: seconds of the real clock that anything may take. Gives the exit code.
    """
    files, known = story_files(named), everything_known()
    problems = [problem for file in files for problem in check_story(file, known)]
    if problems or not files:
        return check(named)
    stories = [play for file in files for play in read_story(file, known).plays()]
    report.mkdir(parents=True, exist_ok=True)
    results = _play(stories, known, patience)
    pictures = _draw(results, report)
    write_page(results, pictures, report / "index.html")
    write_junit(results, report / "junit.xml")
    failed = [result for result in results if result.failure]
    for result in failed:
        print(f"{result.failure}\n")
    print(f"The report is {report / 'index.html'}")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed", flush=True)
    return FAILED if failed else PASSED


def story_files(named: Sequence[Path]) -> list[Path]:
    """The files named, and all of the folders named."""
    found: list[Path] = []
    for path in named:
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return found


def _play(stories: Sequence[Story], known: Known, patience: float) -> list[Result]:
    results: list[Result] = []
    with _progress() as progress, FreshBanks() as banks:
        task = progress.add_task("", total=len(stories))
        for story in stories:
            progress.update(task, description=story.name[:60])
            with banks.bank(story.time) as bank:
                results.append(play(story, bank, known.people, banks.moment(story.time), patience=patience))
            if results[-1].failure:
                progress.console.print(f"✗ {story.name}", style="red", highlight=False)
            progress.advance(task)
        progress.update(task, description="played")
    return results


def _draw(results: Sequence[Result], report: Path) -> dict[int, Sequence[str]]:
    drawing = Drawing()
    pictures: dict[int, Sequence[str]] = {}
    with _progress() as progress:
        task = progress.add_task("", total=len(results))
        for number, result in enumerate(results):
            progress.update(task, description=f"drawing {result.story.name[:52]}")
            pictures[number] = drawing.draw(result, report, _stem(result.story))
            progress.advance(task)
        progress.update(task, description="drawn")
    return pictures


def _progress() -> Progress:
    """A bar on a terminal; where nobody looks, the end of each is said once."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def _stem(story: Story) -> str:
    stem = f"{story.file.parent.name}-{story.file.stem}"
    return f"{stem}-{story.language}" if story.language else stem
