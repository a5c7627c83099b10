"""Blocking calls, one at a time, on a thread that can be given up.

A call that hangs cannot be stopped from outside. It is abandoned instead: its thread is replaced, its late result
dropped. Each device and the bank has a worker of its own, so that a hung call never starves another.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

MOST_ABANDONED = 8  # threads that may hang at once before the worker reports itself gone


class WorkerGone(TimeoutError):
    """Too many calls hang: this one was not begun."""


@dataclass
class _Call:
    """One call, and where its end is told."""

    run: Callable[[], Any]
    tell: Callable[["_End"], None]
    abandoned: bool = False
    ended: bool = False


@dataclass(frozen=True)
class _End:
    """How a call ended. Kept as a value: a future refuses `StopIteration` as its exception."""

    value: Any = None
    error: BaseException | None = None


class Worker:
    """Runs blocking calls one at a time, in the order they came, each within its limit.

    `on_replaced` is told the number of replaced threads each time one was given up; it runs on the loop.
    """

    def __init__(
        self, name: str, *, most_abandoned: int = MOST_ABANDONED, on_replaced: Callable[[int], None] | None = None
    ) -> None:
        self.name = name
        self.replaced = 0
        self._most_abandoned = most_abandoned
        self._on_replaced = on_replaced
        self._turn = asyncio.Lock()
        self._calls: queue.SimpleQueue[_Call | None] | None = None
        self._abandoned = 0
        self._counting = threading.Lock()
        self._watches: set[asyncio.Task[Any]] = set()
        self._closed = False

    @property
    def gone(self) -> bool:
        """Whether so many calls hang that new ones are refused. Ends by itself when one of them returns."""
        return self._abandoned >= self._most_abandoned

    async def call(self, fn: Callable[..., T], *args: object, limit: float) -> T:
        """Run `fn(*args)` and return its result or raise its exception.

        `limit` seconds are counted from now, waiting for earlier calls included. Raises `TimeoutError` when they are
        over: `fn` may then still run, or never have begun. Raises `WorkerGone` at once, without calling `fn`, while
        too many calls hang. A caller that is cancelled leaves its call running to its limit, so that the device never
        gets two at a time.
        """
        if self._closed:
            raise WorkerGone(f"{self.name}: closed")
        if self.gone:
            raise WorkerGone(f"{self.name}: {self._abandoned} calls hang")
        ends = asyncio.get_running_loop().time() + limit
        async with asyncio.timeout_at(ends):
            await self._turn.acquire()
        try:
            watch = asyncio.ensure_future(self._watch(lambda: fn(*args), ends))
        except BaseException:
            self._turn.release()
            raise
        self._watches.add(watch)
        watch.add_done_callback(self._over)
        end = await asyncio.shield(watch)
        if end is None:
            raise TimeoutError(f"{self.name}: no answer within {limit} s")
        if end.error is not None:
            raise end.error
        return end.value

    def close(self) -> None:
        """Take no more calls; the thread ends after the one at hand. Never waits: threads are daemons."""
        self._closed = True
        if self._calls is not None:
            self._calls.put(None)
            self._calls = None

    async def _watch(self, run: Callable[[], Any], ends: float) -> _End | None:
        """Run one call on the thread; None when it did not end in time and was abandoned."""
        loop = asyncio.get_running_loop()
        told: asyncio.Future[_End] = loop.create_future()

        def settle(end: _End) -> None:
            if not told.done():
                told.set_result(end)

        def tell(end: _End) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(settle, end)

        call = _Call(run, tell)
        if self._calls is None:
            self._calls = self._start()
        self._calls.put(call)
        try:
            async with asyncio.timeout_at(ends):
                return await told
        except TimeoutError:
            if self._abandon(call) and self._on_replaced is not None:
                self._on_replaced(self.replaced)
            return None

    def _abandon(self, call: _Call) -> bool:
        """Give up the thread that runs `call`. False when the call ended at this very moment."""
        with self._counting:
            if call.ended:
                return False
            call.abandoned = True
            self._abandoned += 1
        self.replaced += 1
        if self._calls is not None:
            self._calls.put(None)  # ends the old thread, should it ever return
            self._calls = None
        return True

    def _over(self, watch: asyncio.Task[Any]) -> None:
        self._watches.discard(watch)
        self._turn.release()
        if not watch.cancelled():
            watch.exception()  # the caller may have been cancelled: then nobody else asks

    def _start(self) -> queue.SimpleQueue[_Call | None]:
        calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, args=(calls,), name=f"{self.name}-{self.replaced}", daemon=True).start()
        return calls

    def _work(self, calls: queue.SimpleQueue[_Call | None]) -> None:
        while (call := calls.get()) is not None:
            try:
                end = _End(value=call.run())
            except BaseException as error:
                end = _End(error=error)
            with self._counting:
                call.ended = True
                if call.abandoned:
                    self._abandoned -= 1
            call.tell(end)
            del call, end  # a waiting thread must not hold the last customer's data
