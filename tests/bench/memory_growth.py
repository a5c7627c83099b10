"""Whether the kiosk holds more after each visit: a terminal runs for months."""

import shutil
import statistics
import tempfile
from pathlib import Path

from tests.bench.report import Figure, Progress, Target
from tests.bench.running_terminal import resident_mb
from tests.system.people import MARIA, WANG
from tests.system.sandbox import Sandbox

WARM_UP = 20  # visits, until what is kept once has been kept
VISITS = 280


def memory_growth(progress: Progress) -> list[Figure]:
    """Let one customer after the other sign in and leave, at a terminal as `make run` starts it."""
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    resident: list[float] = []
    try:
        with Sandbox(folder) as sandbox:
            sandbox.ready()
            kiosk = sandbox.child("run")
            for number in range(WARM_UP + VISITS):
                customer = sandbox.customer((WANG, MARIA)[number % 2])
                customer.signs_in()
                customer.leaves()
                if number >= WARM_UP:
                    resident.append(resident_mb(kiosk) * 1024)
                progress(number + 1, WARM_UP + VISITS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [
        Figure(
            name="rss_growth_kb_per_visit",
            value=statistics.linear_regression(range(len(resident)), resident).slope,
            unit="kB",
            n=len(resident),
            conditions=f"slope of the kiosk's resident memory over {VISITS} visits after {WARM_UP} others: card in, "
            "PIN, menu, card out, at the whole terminal off screen with its voice, devices simulated",
            samples=resident,
            target=Target(20),
        )
    ]
