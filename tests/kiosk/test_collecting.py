"""Garbage is collected where it is told to be, and by nobody else."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SteppedClock
from kiosk.collecting import SECONDS, collect


@pytest.fixture(autouse=True)
def _as_in_the_terminal() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


class Ring:
    """Garbage as soon as nobody holds it; `ended` says in which threads rings were destroyed."""

    ended: list[str] = []  # noqa: RUF012 - of all rings, on purpose

    def __init__(self) -> None:
        self.itself = self
        weakref.finalize(self, lambda: Ring.ended.append(threading.current_thread().name))


def _collecting(idle: bool, rounds: int = 1, old: bool = False) -> list[str]:
    """Where a ring was destroyed when so many rounds have passed. `old`: it has survived two collections before."""
    Ring.ended.clear()

    async def whole() -> None:
        clock = SteppedClock()
        collector = asyncio.create_task(collect(clock, lambda: idle))
        await asyncio.sleep(0)
        ring = Ring()
        if old:
            gc.collect(1)
            gc.collect(1)
        del ring
        for _ in range(rounds):
            clock.advance(SECONDS)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        collector.cancel()

    asyncio.run(whole())
    return list(Ring.ended)


def test_what_is_young_is_collected_during_a_visit_too_and_in_the_loops_thread() -> None:
    assert _collecting(idle=False) == ["MainThread"]
    assert _collecting(idle=True) == ["MainThread"]


def test_what_is_old_waits_for_the_end_of_the_visit() -> None:
    assert _collecting(idle=False, rounds=3, old=True) == []
    gc.collect()
    assert _collecting(idle=True, old=True) == ["MainThread"]


def test_what_was_loaded_is_not_looked_through_again() -> None:
    before = gc.get_freeze_count()
    _collecting(idle=False)
    assert gc.get_freeze_count() == before
    _collecting(idle=True)
    assert gc.get_freeze_count() > before


def test_no_other_thread_collects() -> None:
    """Whatever a thread allocates."""
    Ring.ended.clear()
    Ring()
    thread = threading.Thread(target=lambda: [[number] for number in range(100_000)])
    thread.start()
    thread.join()
    assert Ring.ended == []


def test_the_terminal_never_switches_it_on_again() -> None:
    kiosk = Path(__file__).parents[2] / "kiosk"
    assert "gc.disable()" in (kiosk / "main.py").read_text()
    assert [file.name for file in kiosk.rglob("*.py") if "gc.enable" in file.read_text()] == []
