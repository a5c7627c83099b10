"""How soon a spoken answer is acted upon, and the memory of the ears."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from drivers.audio.simulated import SimulatedSource
from drivers.simulator.world import Simulator
from kiosk.channels import Act, Language, View
from kiosk.clock import SystemClock
from kiosk.prompts import Choice, Choose
from kiosk.session_settings import SessionSettings
from kiosk.texts import Texts
from kiosk.voice.dialogue import Dialogue
from kiosk.voice.ears import Ears
from kiosk.voice.grammar import Tongue
from kiosk.voice.heard import Heard
from kiosk.voice.listener import Listener
from tests.bench import qt_loop
from tests.bench.report import Figure, Progress, Target, percentile
from tests.kiosk.scene import Scene

ROUNDS = 30  # of each language
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
SAID: dict[Tongue, tuple[str, ...]] = {
    "zh": ("转账", "查询", "挂失", "开卡", "第二个"),
    "en": ("transfer money", "accounts", "lost card", "get a card", "number two"),
}
SHOWN: dict[Tongue, Language] = {"zh": "zh-Hans", "en": "en"}
MENU = Choose(
    "menu",
    args={"name": "小明"},
    options=tuple(Choice(name, f"service-{name}") for name in ("transfer", "inquiry", "safety", "open-card")),
    back=False,
    idles=False,
)


class Spoken:
    """The voice's ears as a channel of its own."""

    name = "voice"
    essential = False

    def __init__(self, socket: Path) -> None:
        self.source = SimulatedSource(socket)
        self.ears = Ears(SystemClock())
        self._dialogue = Dialogue(Texts())
        self._listener = Listener(self.source, self.ears, SystemClock(), self.hears, self.moves)
        self._view: View | None = None
        self._put: Callable[[Act], None] | None = None

    def show(self, view: View) -> None:
        self._view = view
        self._dialogue.shown(view)
        self._listener.show(view)

    async def listen(self, put: Callable[[Act], None]) -> None:
        self._put = put
        await self._listener.run()

    def moves(self, level: float | None) -> None:
        """The level of the microphone has changed."""

    def hears(self, heard: Heard) -> None:
        """Something was heard."""
        assert self._view is not None
        assert self._put is not None
        for act in self._dialogue.heard(heard, self._view).acts:
            self._put(act)


def hearing(progress: Progress) -> list[Figure]:
    """Measure the ears on the product's loop, with espeak-ng before the simulator's microphone, in real time."""
    waits: list[float] = []
    memory: dict[Tongue, float] = {}
    missed = 0
    for place, spoken in enumerate(SAID):

        def told(done: int, all: int, before: int = place * ROUNDS) -> None:
            progress(before + done, all * len(SAID))

        took, lost, memory[spoken] = qt_loop.run(_measure(spoken, told))
        waits += took
        missed += lost
    how = (
        "from the last audible sample at the simulator's microphone, in real time, to the view of the next prompt; "
        "five menu answers of espeak-ng in two languages, on the Qt loop; "
        f"{missed} of {missed + len(waits)} not understood"
    )
    return [
        _figure("speech_end_to_action_median_ms", percentile(waits, 50), "ms", waits, how, 450),
        _figure("speech_end_to_action_p95_ms", percentile(waits, 95), "ms", waits, how, 700),
        *(
            _figure(f"voice_rss_{spoken}_mb", size, "MB", [size], "of the ears' process with this shipped model alone")
            for spoken, size in memory.items()
        ),
    ]


def _figure(
    name: str, value: float, unit: str, samples: list[float], conditions: str, bound: float | None = None
) -> Figure:
    target = None if bound is None else Target(bound)
    return Figure(name, value, unit, len(samples), conditions, samples, target)


async def _measure(spoken: Tongue, progress: Progress) -> tuple[list[float], int, float]:
    waits: list[float] = []
    missed = 0
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        simulator = Simulator(Path(folder) / "simulator", Path(folder) / "pad.sock")
        await simulator.start(Path(folder) / "devices.sock")
        voice = Spoken(Path(folder) / "devices.sock")
        async with Scene(voice, settings=SessionSettings(language=SHOWN[spoken])) as scene:

            async def visit() -> None:
                while True:
                    await scene.session.ask(MENU)

            asking = asyncio.create_task(visit())
            view = await scene.script.sees("menu")
            await simulator.audio.say(SAID[spoken][0], spoken)  # everything is loaded then
            view = await scene.script.sees(lambda shown, before=view.serial: shown.serial > before)
            for number in range(ROUNDS):
                text = SAID[spoken][number % len(SAID[spoken])]
                answered = asyncio.ensure_future(
                    scene.script.sees(lambda shown, before=view.serial: shown.serial > before)
                )
                await simulator.audio.say(text, spoken)
                try:
                    view = await asyncio.wait_for(answered, 3)
                    waits.append((time.monotonic() - simulator.audio.voice_ended) * 1000)
                except TimeoutError:
                    missed += 1
                progress(number + 1, ROUNDS)
            size = _resident_mb(voice.ears.pid)
            asking.cancel()
            await asyncio.wait({asking})
        voice.ears.close()
        await voice.source.disconnect()
        await simulator.stop()
    return waits, missed, size


def _resident_mb(pid: int | None) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 2**20


def processor_seconds(pid: int | None) -> float:
    """What a process has used so far, of its user's and the system's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
