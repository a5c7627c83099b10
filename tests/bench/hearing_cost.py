"""What hearing costs on one core, which it shares with the screen while that moves."""

import asyncio
import os
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from drivers.simulator.customer_voice import BEFORE_SECONDS, CustomerVoice, Utterance
from drivers.simulator.world import Simulator
from kiosk.session_settings import SessionSettings
from kiosk.voice.grammar import Tongue
from kiosk.voice.heard import Heard, Listening
from tests.bench import qt_loop
from tests.bench.hearing import MENU, SAID, SHOWN, Spoken, processor_seconds
from tests.bench.report import Figure, Progress, Target
from tests.kiosk.scene import Scene
from ui.screen import Screen
from ui.window import open_window

_SPEECHES, _ANSWERS = 3, 10  # of each language
_SPEECH: dict[Tongue, str] = {  # eight seconds and more without a pause, of words that it listens for
    "zh": "我想转账我要查询余额给女儿转五百块我的卡丢了我要挂失我想开卡我忘了密码",
    "en": (
        "i want to transfer money to my daughter send five hundred to my son how much money do i have what is my"
        " balance i lost my card i want a new card"
    ),
}


class _Shown(Spoken):
    """Ears whose level and partials move the screen."""

    def __init__(self, socket: Path, screen: Screen) -> None:
        super().__init__(socket)
        self._screen = screen
        self.partial = ""

    def moves(self, level: float | None) -> None:
        self._screen.listening(Listening(level=level, heard=self.partial))

    def hears(self, heard: Heard) -> None:
        if heard.final:
            super().hears(heard)
        else:
            self.partial = heard.text


def hearing_cost(progress: Progress) -> list[Figure]:
    """Processor time of the ears' process a second of speech, and a second of listening; in real time."""
    speeches: list[float] = []
    shares: list[float] = []
    frames: list[float] = []
    for place, spoken in enumerate(SAID):

        def told(done: int, all: int, before: int = place) -> None:
            progress(before * all + done, all * len(SAID))

        with _one_core() as core:
            speech, share, rate = qt_loop.run(_measure(spoken, core, told))
        speeches.append(max(speech))
        shares.append(share)
        frames.append(rate)
    where = (
        "the ears' process, the window off screen (1080x1920, software renderer) with the level of the microphone"
        f" moving at {min(frames):.0f} frames a second, and the simulator all on one core; processor time of the ears'"
        " process, espeak-ng's voice in real time, the worse language"
    )
    return [
        Figure(
            name="voice_rtf",
            value=max(speeches),
            unit="s/s",
            n=_SPEECHES * len(SAID),
            conditions=f"a second of speech, eight seconds without a pause; {where}",
            samples=speeches,
            target=Target(0.3),
        ),
        Figure(
            name="voice_listening_rtf",
            value=max(shares),
            unit="s/s",
            n=_ANSWERS * len(SAID),
            conditions=f"a second of listening, answer upon answer, most of it a quiet hall; {where}",
            samples=shares,
        ),
    ]


@contextmanager
def _one_core() -> Generator[int]:
    """All of this process, and what it starts meanwhile, on one core."""
    before = os.sched_getaffinity(0)
    core = max(before)
    _pin({core})
    try:
        yield core
    finally:
        _pin(before)


def _pin(cores: set[int]) -> None:
    for task in Path("/proc/self/task").iterdir():
        os.sched_setaffinity(int(task.name), cores)


async def _measure(spoken: Tongue, core: int, progress: Progress) -> tuple[list[float], float, float]:
    painted = 0

    def swapped() -> None:
        nonlocal painted
        painted += 1

    screen = Screen(lambda _: None, time.monotonic)
    window = open_window(screen, fullscreen=False)
    window.appear()
    window.frameSwapped.connect(swapped)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        simulator = Simulator(Path(folder) / "simulator", Path(folder) / "pad.sock")
        await simulator.start(Path(folder) / "devices.sock")
        voice = _Shown(Path(folder) / "devices.sock", screen)
        customer = CustomerVoice()
        long = await customer.say(_SPEECH[spoken], spoken)
        async with Scene(screen, voice, settings=SessionSettings(language=SHOWN[spoken])) as scene:

            async def visit() -> None:
                while True:
                    await scene.session.ask(MENU)

            asking = asyncio.create_task(visit())
            await scene.script.sees("menu")
            await simulator.audio.say(SAID[spoken][0], spoken)  # everything is loaded then
            pid = voice.ears.pid
            assert pid is not None
            assert os.sched_getaffinity(pid) == {core}
            painted, began = 0, time.monotonic()
            speeches: list[float] = []
            for number in range(_SPEECHES):
                speeches.append(await _spent(simulator, long, pid))
                progress(number + 1, _SPEECHES + _ANSWERS)
            begun, used = time.monotonic(), processor_seconds(pid)
            for number in range(_ANSWERS):
                await simulator.audio.say(SAID[spoken][number % len(SAID[spoken])], spoken)
                await asyncio.sleep(1.5)  # it is understood, and the hall is quiet
                progress(_SPEECHES + number + 1, _SPEECHES + _ANSWERS)
            share = (processor_seconds(pid) - used) / (time.monotonic() - begun)
            rate = painted / (time.monotonic() - began)
            asking.cancel()
            await asyncio.wait({asking})
        customer.close()
        voice.ears.close()
        await voice.source.disconnect()
        await simulator.stop()
    window.close()
    return speeches, share, rate


async def _spent(simulator: Simulator, long: Utterance, pid: int) -> float:
    """Processor seconds a second of this speech, to the end of what is made of it."""
    used = processor_seconds(pid)
    await simulator.audio.hear(long.samples, long.voice_ends)
    await asyncio.sleep(2)
    return (processor_seconds(pid) - used) / (long.voice_ends - BEFORE_SECONDS)
