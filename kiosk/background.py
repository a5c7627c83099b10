"""Tasks that run beside the conversation."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any


class Background:
    """Runs tasks until they end or `stop`. One that fails says so on the error output, and takes nothing with it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Run `work` until it ends or `stop` is called."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """End them all."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            print(f"kiosk: {task.get_name()} failed: {type(error).__name__}", file=sys.stderr, flush=True)
