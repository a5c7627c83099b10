"""How long a prompt takes by itself: from the act that answers one to the view of the next."""

import asyncio
import time

from kiosk.channels import ActKind
from kiosk.prompts import Choice, Choose
from tests.bench import qt_loop
from tests.bench.report import Figure, Progress, Target, percentile
from tests.kiosk.scene import Scene

ROUNDS = 2000
WARM_UP = 100


def ask_round_trip(progress: Progress) -> list[Figure]:
    """Measure `Session.ask` on the product's loop (asyncio on Qt's), with one channel and no devices."""
    samples = qt_loop.run(_rounds(progress))
    return [
        Figure(
            name="ask_round_trip_p99_ms",
            value=percentile(samples, 99),
            unit="ms",
            n=len(samples),
            conditions="from the answering act to the next prompt's view, on the Qt loop, one channel, no devices",
            samples=samples,
            target=Target(5),
        )
    ]


async def _rounds(progress: Progress) -> list[float]:
    prompt = Choose("transfer-confirm", options=(Choice("yes", "payee-right"), Choice("other", "payee-other")))
    samples: list[float] = []
    async with Scene() as scene:

        async def visit() -> None:
            while True:
                await scene.session.ask(prompt)

        asking = asyncio.create_task(visit())
        view = await scene.script.sees("transfer-confirm")
        for number in range(WARM_UP + ROUNDS):
            before = view.serial
            started = time.perf_counter()
            scene.script.does(ActKind.ANSWER, "yes")
            view = await scene.script.sees(lambda shown, before=before: shown.serial > before)
            if number >= WARM_UP:
                samples.append((time.perf_counter() - started) * 1000)
                progress(len(samples), ROUNDS)
            scene.script.views[:-1] = []
        asking.cancel()
        await asyncio.wait({asking})
    return samples
