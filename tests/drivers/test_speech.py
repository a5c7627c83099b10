"""Speech by pyttsx3: one process an utterance, which leaves nothing behind and may die or hang."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers import child
from drivers.errors import DeviceError, Disconnected, TimedOut
from drivers.speech.pyttsx3_child import FASTEST, SLOWEST, Pyttsx3Speech
from drivers.speech.utter import _rising as rising  # pyright: ignore[reportPrivateUsage] - what the library is not
from tests.drivers.worlds import until

PATIENCE = 20.0  # seconds; only what is broken needs them
TEXT = "Your balance is five thousand yuan."
GREETS_AND_HANGS = "import socket, time; link = socket.socket(fileno=0); link.sendall(b'{}\\n'); time.sleep(60)"
GREETS_AND_DIES = "import socket; socket.socket(fileno=0).sendall(b'{}\\n')"
TALKS_NONSENSE = "import socket; socket.socket(fileno=0).sendall(b'nonsense\\n' * 2); input()"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes of all children, as they start."""
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def starts(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        process: Any = popen(*args, **options)
        processes.append(process)
        return process

    monkeypatch.setattr(child.subprocess, "Popen", starts)
    return processes


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def soon() -> None:
        async with asyncio.timeout(PATIENCE):
            await work()

    asyncio.run(soon())


@asynccontextmanager
async def speaking(program: str = "", seconds: float = 10.0) -> AsyncGenerator[Pyttsx3Speech, None]:
    command = [sys.executable, "-c", program] if program else None
    speech = Pyttsx3Speech(seconds=seconds, command=command) if command else Pyttsx3Speech(seconds=seconds)
    try:
        yield speech
    finally:
        speech.close()


def read(file: Path) -> bytes:
    return file.read_bytes()


def in_shared_memory() -> set[Path]:
    return {file for file in Path("/dev/shm").iterdir() if file.is_file() and os.access(file, os.R_OK)}


async def say(speech: Pyttsx3Speech, text: str = TEXT, *, rate: int = 170) -> float:
    return (await speech.render(text, voice="en-us", rate=rate)).sound.seconds


def test_each_utterance_has_a_process_of_its_own_that_has_waited_for_it(started: list[subprocess.Popen[bytes]]) -> None:
    async def work() -> None:
        async with speaking() as speech:
            for count in range(3):
                await say(speech)
                assert len(started) == count + 2
                assert started[count + 1].poll() is None
        assert all(process.poll() is not None for process in started)

    run(work)


def test_two_at_most_speak_at_one_time(started: list[subprocess.Popen[bytes]]) -> None:
    async def work() -> None:
        async with speaking(GREETS_AND_HANGS) as speech:
            saying = [asyncio.create_task(say(speech)) for _ in range(5)]
            await until(lambda: len(started) == 2)
            await speech.status()  # asks one that waits
            assert len(started) == 3
            saying[0].cancel()
            await until(lambda: len(started) == 4)
            for task in saying:
                task.cancel()
            await asyncio.wait(saying)

    run(work)


def test_many_at_once_are_all_made() -> None:
    async def work() -> None:
        async with speaking() as speech:
            assert len(set(await asyncio.gather(*(say(speech) for _ in range(5))))) == 1

    run(work)


def test_the_text_stands_on_no_command_line_and_no_disk(
    started: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    before = in_shared_memory()

    async def work() -> None:
        async with speaking() as speech:
            await speech.status()
            saying = asyncio.create_task(say(speech, TEXT * 30))
            await asyncio.sleep(0)
            command, environment = (read(Path(f"/proc/{started[0].pid}/{what}")) for what in ("cmdline", "environ"))
            assert b"drivers.speech.utter" in command
            assert b"balance" not in command + environment
            await saying

    run(work)
    assert not list(tmp_path.iterdir())
    assert not [file for file in in_shared_memory() - before if b"WAVE" in read(file)[:16]]


def test_whoever_waits_no_longer_has_it_killed(started: list[subprocess.Popen[bytes]]) -> None:
    async def work() -> None:
        async with speaking(GREETS_AND_HANGS) as speech:
            saying = asyncio.create_task(say(speech))
            await until(lambda: len(started) == 1)
            saying.cancel()
            await asyncio.wait({saying})
            await until(lambda: started[0].poll() is not None)
            assert len(started) == 2

    run(work)


def test_one_that_hangs_is_given_up(started: list[subprocess.Popen[bytes]]) -> None:
    async def work() -> None:
        async with speaking(GREETS_AND_HANGS, seconds=0.5) as speech:
            with pytest.raises(TimedOut):
                await say(speech)
            await until(lambda: started[0].poll() is not None)

    run(work)


@pytest.mark.parametrize("program", ["", GREETS_AND_DIES, TALKS_NONSENSE])
def test_one_that_dies_or_talks_nonsense_is_disconnected(program: str) -> None:
    async def work() -> None:
        async with speaking(program or "raise SystemExit") as speech:
            with pytest.raises(Disconnected):
                await say(speech)

    run(work)


def test_one_that_died_waiting_is_not_missed(started: list[subprocess.Popen[bytes]]) -> None:
    async def work() -> None:
        async with speaking() as speech:
            await speech.status()
            started[0].kill()
            started[0].wait()
            assert await say(speech) > 1

    run(work)


def test_without_espeak_the_status_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "pyttsx3.py").write_text("def init(name): raise RuntimeError('no eSpeak')\n")
    program = f"import sys, runpy; sys.path.insert(0, {str(tmp_path)!r}); "
    program += "runpy.run_module('drivers.speech.utter', run_name='__main__')"

    async def work() -> None:
        async with speaking(program) as speech:
            status = await speech.status()
            assert not status.ready
            assert "install the package espeak-ng" in status.trouble
            with pytest.raises(Disconnected):
                await say(speech)

    run(work)


def test_it_does_not_outlive_whoever_started_it() -> None:
    script = (
        "import asyncio, os, signal\n"
        "from drivers.speech.pyttsx3_child import Pyttsx3Speech\n"
        "async def main():\n"
        "    speech = Pyttsx3Speech()\n"
        "    await speech.status()\n"
        "    print(speech._waiting._child._process.pid, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE)
    gone = Path(f"/proc/{int(ran.stdout)}")

    async def work() -> None:
        await until(lambda: not gone.exists() or "Z" in (gone / "stat").read_text().split(")")[1][:3])

    run(work)


def test_the_terminal_loads_no_pyttsx3_and_no_numpy() -> None:
    script = (
        "import sys, drivers.speech.pyttsx3_child, drivers.audio.simulated, drivers.audio.sound_card\n"
        "print([name for name in ('pyttsx3', 'numpy', 'sounddevice') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE)
    assert ran.stdout == "[]\n"


def test_words_that_do_not_rise_or_lie_outside_are_left_out() -> None:
    said = [(0, 3, 0.0), (4, 2, 0.5), (2, 3, 0.6), (7, 0, 0.7), (7, 2, 0.4), (8, 9, 0.8), (8, 2, 0.9)]
    assert rising(said, 10) == [(0, 3, 0.0), (4, 2, 0.5), (8, 2, 0.9)]


@pytest.mark.parametrize(("asked", "nearest"), [(10, SLOWEST), (900, FASTEST)])
def test_a_pace_that_espeak_does_not_know_is_the_nearest(asked: int, nearest: int) -> None:
    async def work() -> None:
        async with speaking() as speech:
            assert await say(speech, rate=asked) == await say(speech, rate=nearest)

    run(work)


def test_errors_hold_no_text() -> None:
    async def work() -> None:
        async with speaking(GREETS_AND_DIES) as speech:
            with pytest.raises(DeviceError) as raised:
                await say(speech)
        assert "balance" not in str(raised.value) + repr(raised.value)

    run(work)
