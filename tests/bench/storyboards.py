"""How many stories are played in a minute: what QA waits for."""

import time
from pathlib import Path

from kiosk.storyboards.fresh_banks import FreshBanks
from kiosk.storyboards.player import play
from kiosk.storyboards.story import everything_known, read_story
from tests.bench.report import Figure, Progress

FILES = Path(__file__).parents[2] / "storyboards"


def storyboards(progress: Progress) -> list[Figure]:
    """Play every file in each of its languages, at a bank of its own, as `kiosk storyboard run` does; no pictures."""
    known = everything_known()
    stories = [play for file in sorted(FILES.rglob("*.yaml")) for play in read_story(file, known).plays()]
    samples: list[float] = []
    began = time.perf_counter()
    with FreshBanks() as banks:
        for number, story in enumerate(stories, 1):
            started = time.perf_counter()
            with banks.bank(story.time) as bank:
                result = play(story, bank, known.people, banks.moment(story.time))
            if result.failure:
                raise RuntimeError(result.failure)
            samples.append(time.perf_counter() - started)
            progress(number, len(stories))
    minutes = (time.perf_counter() - began) / 60
    return [
        Figure(
            name="storyboards_per_minute",
            value=len(stories) / minutes,
            unit="1/min",
            n=len(stories),
            conditions="all files below storyboards/, in each of their languages, one after another, each at a fresh "
            "bank and terminal, without pictures; samples are the seconds of each, the value "
            "counts filling the first bank too",
            samples=samples,
        )
    ]
