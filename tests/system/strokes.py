"""SIGKILL at a system call, so that a moment between two writes is hit exactly."""

import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.system.waiting import SECONDS, until


@contextmanager
def strace(pid: int, *options: str, output: Path) -> "Generator[subprocess.Popen[str]]":
    """Let strace watch a process and all its threads; gives strace. Skips the test where it may not."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed (packaging/apt-test.txt)")
    watching = subprocess.Popen(
        ["strace", "--follow-forks", f"--attach={pid}", f"--output={output}", *options],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert watching.stderr is not None
    try:
        said = watching.stderr.readline()
        if "attached" not in said:
            pytest.skip(f"strace may not attach to a process here: {said.strip()}")
        threads = Path(f"/proc/{pid}/task")
        until(lambda: all(_traced(thread) for thread in threads.iterdir()), "strace holds every thread")
        yield watching
    finally:
        watching.terminate()  # it lets go of what it watches
        try:
            watching.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            watching.kill()
            watching.communicate()


@contextmanager
def killed_at(pid: int, call: str, path: Path, nth: int, output: Path) -> Generator[None]:
    """SIGKILL the process when a thread of it makes this system call on `path` for its `nth` time. Ends when it has."""
    inject = f"--inject={call}:signal=SIGKILL:when={nth}"
    with strace(pid, f"--trace={call}", f"--trace-path={path}", inject, output=output) as watching:
        yield
        watching.wait(SECONDS)  # it ends with the last thread it watches


def _traced(thread: Path) -> bool:
    try:
        return "\nTracerPid:\t0\n" not in (thread / "status").read_text()
    except OSError:
        return True  # it has ended
