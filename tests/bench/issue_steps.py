"""How much of what can go wrong on the way to a card ends as it should: every step x every fault, and kills."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from tests.bench.report import Figure, Progress, Target
from tests.issuing.applying_kills import WHEN as APPLYING
from tests.issuing.applying_kills import Cut, Cutting
from tests.issuing.drill import Case, Drill, cases
from tests.issuing.kills import WHEN, Kill, Killing
from tests.issuing.prepared import Bank
from tests.storyboards.stage import BankAccess, Stage, own_bank

T = TypeVar("T")


def issue_steps(progress: Progress) -> list[Figure]:
    """Play the drill of tests/issuing, whole. A case counts when its fault hit and nothing was wrong afterwards."""
    faults, kills, cuts = list(cases()), [Kill(when) for when in WHEN], [Cut(when) for when in APPLYING]
    of = len(faults) + len(kills) + len(cuts)
    with own_bank() as access:
        asyncio.run(_in_a_folder(_faults, access, faults, lambda done: progress(done, of)))
        asyncio.run(_in_a_folder(_kills, access, kills, lambda done: progress(len(faults) + done, of)))
        asyncio.run(_in_a_folder(_cuts, access, cuts, lambda done: progress(len(faults) + len(kills) + done, of)))
    named = [(str(case), case.hit and not case.wrong) for case in faults]
    named += [(f"kill {kill.when}", kill.hit and not kill.wrong) for kill in kills]
    named += [(f"{cut} of an application", cut.hit and not cut.wrong) for cut in cuts]
    lost = [name for name, good in named if not good]
    told = (
        "each fault at each step of a card's way before a real bank, SIGKILL of the terminal before and after, and "
        f"at {len(cuts)} steps of the application before it"
    )
    return [
        Figure(
            "issue_steps_recovered",
            100 * (of - len(lost)) / of,
            "%",
            of,
            f"{told}; one counts that hit while the application was open: {'; '.join(lost) or 'none'} was wrong",
            [100.0 * good for _, good in named],
            Target(100, at_least=True),
        )
    ]


async def _faults(folder: Path, access: BankAccess, played: list[Case], progress: Callable[[int], None]) -> None:
    async with Stage(folder, access) as stage:
        drill = Drill(stage, await asyncio.to_thread(Bank, access))
        for number, case in enumerate(played, 1):
            await drill.run(case)
            progress(number)


async def _kills(folder: Path, access: BankAccess, played: list[Kill], progress: Callable[[int], None]) -> None:
    await Killing(folder, access).run(played)
    progress(len(played))


async def _cuts(folder: Path, access: BankAccess, played: list[Cut], progress: Callable[[int], None]) -> None:
    await Cutting(folder, access).run(played)
    progress(len(played))


async def _in_a_folder(
    play: Callable[[Path, BankAccess, list[T], Callable[[int], None]], Coroutine[Any, Any, None]],
    access: BankAccess,
    played: list[T],
    progress: Callable[[int], None],
) -> None:
    """Play in a folder whose path is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="st-", dir="/tmp"))
    try:
        await play(folder, access, played, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
