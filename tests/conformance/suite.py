"""How a conformance suite is made and run.

A suite is a class: `Suite(backend, hand)`, one coroutine method for each thing the contract promises. `backend` is the
device as the kiosk sees it, `hand` what moves, breaks and mends it from outside: the simulator's hands, a fake
device on a line, or a person.
"""

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

Backend = TypeVar("Backend")
Hand = TypeVar("Hand")

Runner = Callable[[Coroutine[Any, Any, None]], None]

PATIENCE = 20.0  # seconds that a check may take; only a broken backend needs them


def checks(suite: type[Any]) -> list[str]:
    """The names of a suite's checks, in the order they are written, those that it shares with others first."""
    parts = [part for base in reversed(suite.__mro__) for part in vars(base).items()]
    return [name for name, part in parts if inspect.iscoroutinefunction(part) and name[0] != "_"]


def run(
    suite: Callable[[Backend, Hand], Any],
    check: str,
    rig: AbstractAsyncContextManager[tuple[Backend, Hand]],
    patience: float = PATIENCE,
    runner: Runner = asyncio.run,
) -> None:
    """Run one check on a device that is set up for it alone. `runner` runs a coroutine on the loop of its choice."""

    async def on_a_new_device() -> None:
        async with rig as (backend, hand), asyncio.timeout(patience):
            await getattr(suite(backend, hand), check)()

    runner(on_a_new_device())


async def waits(task: asyncio.Task[Any], look: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
    """Whether `task` still waits after the device has answered `look`, which was asked after it."""
    await asyncio.sleep(0)  # let the task ask
    await look()
    return not task.done()
