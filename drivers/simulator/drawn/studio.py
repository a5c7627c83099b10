"""Has pictures drawn in a process of its own, the most wanted first, so that whoever shows them never waits."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from drivers.simulator.drawn.cache import Cache
from drivers.simulator.drawn.parameters import Features
from drivers.simulator.drawn.shots import Shot, key_of

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[3]
_ENDS_IN = 2.0  # seconds, before it is killed


class Studio:
    """Pictures that are wanted are drawn one after another, watched by a thread of the studio's own.

    The process starts with the first picture that is not in the cache. A process that dies is started once more for
    the picture it had; if it dies of that again, the picture is given up.
    """

    def __init__(self, cache: Cache, faces: Mapping[str, Features]) -> None:
        self._cache = cache
        self._faces = faces
        self._news = threading.Condition()
        self._queue: list[tuple[str, Shot]] = []
        self._all = 0
        self._closing = False
        self._given_up = set[str]()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    @property
    def progress(self) -> tuple[int, int]:
        """How many of what is wanted now are there, and how many that is."""
        with self._news:
            return self._all - len(self._queue), self._all

    def want(self, shots: Iterable[Shot]) -> None:
        """Have these drawn, in this order, and nothing else any more."""
        every = {key_of(shot, self._faces): shot for shot in shots}
        missing = [(key, shot) for key, shot in every.items() if key not in self._given_up and not self._cache.has(key)]
        with self._news:
            self._queue, self._all = missing, len(every)
            if missing and self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._work, name="drawing studio", daemon=True)
                self._thread.start()
            self._news.notify_all()

    def close(self) -> None:
        """Stop drawing: the picture under way is left."""
        with self._news:
            self._closing, self._queue = True, []
            self._news.notify_all()
            process = self._process
        if process:
            process.terminate()
        if self._thread:
            self._thread.join(_ENDS_IN + 1)

    def _work(self) -> None:
        try:
            while (wanted := self._next()) is not None:
                key, shot = wanted
                if not (self._draw(key, shot) or self._draw(key, shot)):
                    self._given_up.add(key)
                with self._news:
                    self._queue = [one for one in self._queue if one[0] != key]
        finally:
            self._end_process()

    def _next(self) -> tuple[str, Shot] | None:
        with self._news:
            self._news.wait_for(lambda: self._queue or self._closing)
            return None if self._closing else self._queue[0]

    def _draw(self, key: str, shot: Shot) -> bool:
        """Have one drawn. False when the process died of it, or could not."""
        try:
            process = self._running()
            if process is None:
                return True  # closing
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"key": key, "shot": asdict(shot)}) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except (OSError, ValueError):
            answer = ""
        if answer.strip() == key or self._closing:
            return True
        if not answer:
            _LOG.warning("the process that draws people has died; it is started again")
            self._end_process()
        return False

    def _running(self) -> subprocess.Popen[str] | None:
        with self._news:
            if self._closing:
                return None
            if self._process is None:
                command = [sys.executable, "-m", "drivers.simulator.drawn.worker", str(self._cache.folder)]
                self._process = subprocess.Popen(  # noqa: S603 - our own module and folder, no shell
                    command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            return self._process

    def _end_process(self) -> None:
        with self._news:
            process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_ENDS_IN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
