"""How long the terminal takes to start, and how much memory it holds then."""

import statistics

from tests.bench.report import Figure, Progress, Target
from tests.bench.running_terminal import SETTLING_SECONDS, Start, running_terminal

STARTS = 10
WARM_UP = 2


def first_frame(progress: Progress) -> list[Figure]:
    """Start the kiosk again and again, beside a running bank, simulator and PIN pad."""
    starts: list[Start] = []
    with running_terminal() as terminal:
        for number in range(WARM_UP + STARTS):
            start = terminal.kiosk_start()
            if number >= WARM_UP:
                starts.append(start)
            progress(number + 1, WARM_UP + STARTS)
    milliseconds = [start.seconds * 1000 for start in starts]
    resident = [start.resident_mb for start in starts]
    return [
        Figure(
            name="first_frame_ms",
            value=statistics.median(milliseconds),
            unit="ms",
            n=len(milliseconds),
            conditions="median, from exec of `kiosk run` to a usable attract screen, files in the page cache, off "
            "screen, software renderer, devices and bank running",
            samples=milliseconds,
            target=Target(600),
        ),
        Figure(
            name="rss_mb",
            value=max(resident),
            unit="MB",
            n=len(resident),
            conditions=f"most of all starts, resident memory of the kiosk with shared pages, {SETTLING_SECONDS:g} s "
            "after its attract screen came up",
            samples=resident,
            target=Target(180),
        ),
    ]
