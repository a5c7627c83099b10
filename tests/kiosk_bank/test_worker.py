"""Blocking calls on a thread that can be given up. No test waits for a hung call: each is let go at the end."""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from kiosk.bank.worker import Worker, WorkerGone

LIMIT = 20.0  # seconds; for calls that return at once
SOON = 0.05  # seconds; for calls that never return by themselves


class Hang:
    """A call that hangs until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        self.begun.set()
        self.let_go.wait()
        return "late"


@pytest.fixture
def hang() -> Iterator[Hang]:
    hang = Hang()
    yield hang
    hang.let_go.set()


def back(worker: Worker) -> bool:
    """Wait until the worker is no longer gone."""
    ends = time.monotonic() + LIMIT
    while worker.gone and time.monotonic() < ends:
        time.sleep(0.001)
    return not worker.gone


def test_results_and_exceptions_come_back() -> None:
    def fails() -> None:
        raise StopIteration("a result that a future would refuse")

    async def calls() -> None:
        worker = Worker("device")
        assert await worker.call(divmod, 7, 2, limit=LIMIT) == (3, 1)
        with pytest.raises(RuntimeError, match="StopIteration"):
            await worker.call(fails, limit=LIMIT)
        with pytest.raises(ZeroDivisionError):
            await worker.call(divmod, 1, 0, limit=LIMIT)
        worker.close()

    asyncio.run(calls())


def test_one_at_a_time_in_order_on_one_thread() -> None:
    running: list[int] = []
    order: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> None:
        running.append(number)
        assert running == [number]
        order.append(number)
        threads.add(threading.get_ident())
        running.remove(number)

    async def calls() -> None:
        worker = Worker("device")
        async with asyncio.TaskGroup() as group:
            for number in range(20):
                group.create_task(worker.call(work, number, limit=LIMIT))
        worker.close()

    asyncio.run(calls())
    assert order == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_six_hung_calls_then_the_seventh_works(hang: Hang) -> None:
    replaced: list[int] = []

    async def calls() -> None:
        worker = Worker("device", on_replaced=replaced.append)
        for _ in range(6):
            with pytest.raises(TimeoutError):
                await worker.call(hang, limit=SOON)
        assert await worker.call(lambda: "card returned", limit=LIMIT) == "card returned"
        worker.close()

    asyncio.run(calls())
    assert hang.calls == 6
    assert replaced == [1, 2, 3, 4, 5, 6]


def test_a_call_waiting_behind_a_hung_one_has_its_turn(hang: Hang) -> None:
    async def calls() -> None:
        worker = Worker("device")
        hung = asyncio.create_task(worker.call(hang, limit=SOON))
        behind = asyncio.create_task(worker.call(lambda: "done", limit=LIMIT))
        assert await behind == "done"
        with pytest.raises(TimeoutError):
            await hung
        worker.close()

    asyncio.run(calls())


def test_a_call_that_never_had_its_turn_is_not_made_later(hang: Hang) -> None:
    made: list[str] = []

    async def calls() -> None:
        worker = Worker("device")
        hung = asyncio.create_task(worker.call(hang, limit=LIMIT))
        await asyncio.sleep(0)
        with pytest.raises(TimeoutError):
            await worker.call(made.append, "too late", limit=SOON)
        hang.let_go.set()
        assert await hung == "late"
        await worker.call(made.append, "next", limit=LIMIT)
        worker.close()

    asyncio.run(calls())
    assert made == ["next"]


def test_gone_after_too_many_and_back_when_one_returns(hang: Hang) -> None:
    async def calls() -> None:
        worker = Worker("device", most_abandoned=2)
        for _ in range(2):
            assert not worker.gone
            with pytest.raises(TimeoutError):
                await worker.call(hang, limit=SOON)
        assert worker.gone
        with pytest.raises(WorkerGone):
            await worker.call(hang, limit=LIMIT)
        assert hang.calls == 2
        hang.let_go.set()
        assert await asyncio.to_thread(back, worker)
        assert await worker.call(lambda: "back", limit=LIMIT) == "back"
        worker.close()

    asyncio.run(calls())


def test_a_late_result_reaches_nobody(hang: Hang) -> None:
    async def calls() -> None:
        worker = Worker("device", most_abandoned=1)
        with pytest.raises(TimeoutError):
            await worker.call(hang, limit=SOON)
        hang.let_go.set()
        assert await asyncio.to_thread(back, worker)
        assert await worker.call(lambda: "mine", limit=LIMIT) == "mine"
        worker.close()

    asyncio.run(calls())


def test_a_cancelled_caller_leaves_the_device_to_its_call(hang: Hang) -> None:
    """The next call waits: two at a time would confuse a device."""

    async def calls() -> None:
        worker = Worker("device")
        first = asyncio.create_task(worker.call(hang, limit=LIMIT))
        assert await asyncio.to_thread(hang.begun.wait, LIMIT)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        second = asyncio.create_task(worker.call(lambda: "second", limit=LIMIT))
        await asyncio.sleep(SOON)
        assert not second.done()
        hang.let_go.set()
        assert await second == "second"
        assert worker.replaced == 0
        worker.close()

    asyncio.run(calls())


def test_a_cancelled_caller_does_not_keep_a_hung_call_for_ever(hang: Hang) -> None:
    async def calls() -> None:
        worker = Worker("device")
        first = asyncio.create_task(worker.call(hang, limit=0.5))
        assert await asyncio.to_thread(hang.begun.wait, LIMIT)
        first.cancel()
        assert await worker.call(lambda: "second", limit=LIMIT) == "second"
        assert worker.replaced == 1
        worker.close()

    asyncio.run(calls())


def test_closed_takes_no_calls() -> None:
    async def calls() -> None:
        worker = Worker("device")
        worker.close()
        with pytest.raises(WorkerGone):
            await worker.call(print, limit=LIMIT)

    asyncio.run(calls())


def test_hung_calls_do_not_keep_the_interpreter() -> None:
    program = """
import asyncio, threading
from kiosk.bank.worker import Worker
async def main():
    worker = Worker("device")
    hang = threading.Event().wait
    for _ in range(3):
        try:
            await worker.call(hang, limit=0.02)
        except TimeoutError:
            pass
    asyncio.create_task(worker.call(hang, limit=600))
    await asyncio.sleep(0.02)
    print("ended")
asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "ended\n", "")
