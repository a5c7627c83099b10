"""How soon a prompt is heard, and how soon the terminal is quiet when somebody touches it."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from drivers.audio.contract import Sound
from drivers.audio.simulated import SimulatedSink
from drivers.simulator.world import Simulator
from drivers.speech.pyttsx3_child import Pyttsx3Speech
from kiosk.channels import Act, ActKind, View
from kiosk.clock import SystemClock
from kiosk.presenting import Scene, present
from kiosk.prompts import Choice, Choose
from kiosk.settings import VoiceSection
from kiosk.texts import Texts
from kiosk.voice.rendering import SpeakerVoice
from kiosk.voice.voice import Voice
from tests.bench import qt_loop
from tests.bench.report import Figure, Progress, Target, percentile
from tests.kiosk.scene import Notes

ROUNDS = 60  # of each
WARM_UP = 3
_KEPT = ("请选择要办的业务。", "请核对收款人和金额，再确认。", "请取回您的银行卡。")
_STREETS = "东西南北长安和平建设人民解放中山"


class _Heard(SimulatedSink):
    """Notes when sound goes out."""

    def __init__(self, socket: Path) -> None:
        super().__init__(socket)
        self.out = asyncio.Event()
        self.out_at = 0.0

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        def out() -> None:
            self.out_at = time.perf_counter()
            self.out.set()
            if begun:
                begun()

        await super().play(sound, volume=volume, text=text, begun=out)


def speaking(progress: Progress) -> list[Figure]:
    """Measure the voice channel on the product's loop, with espeak-ng and the simulator's loudspeaker."""
    kept, new, stopped = qt_loop.run(_measure(progress))
    how = "from the view to the first sample at the simulator's loudspeaker, Mandarin by espeak-ng, on the Qt loop"
    return [
        _figure("prompt_to_sound_p95_ms", kept, f"{how}; said before", 150),
        _figure("prompt_to_sound_new_p95_ms", new, f"{how}; never said before, a sentence of 20 characters", 500),
        _figure(
            "stop_speaking_ms",
            stopped,
            "the longest, from a touch until the simulator's loudspeaker is quiet",
            100,
            100,
        ),
    ]


def _figure(name: str, samples: list[float], conditions: str, bound: float, percent: float = 95) -> Figure:
    return Figure(
        name=name,
        value=percentile(samples, percent),
        unit="ms",
        n=len(samples),
        conditions=conditions,
        samples=samples,
        target=Target(bound),
    )


async def _measure(progress: Progress) -> tuple[list[float], list[float], list[float]]:
    kept: list[float] = []
    new: list[float] = []
    stopped: list[float] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        simulator = Simulator(Path(folder) / "simulator", Path(folder) / "pad.sock")
        await simulator.start(Path(folder) / "devices.sock")
        sink, speech = _Heard(Path(folder) / "devices.sock"), Pyttsx3Speech()
        voices = {key: SpeakerVoice(one.voice, one.rate) for key, one in VoiceSection().speakers.items()}
        voice = Voice(sink, speech, voices, Texts(), SystemClock(), Notes(), lambda _: None)
        listening = asyncio.create_task(voice.listen(lambda _: None))
        await asyncio.sleep(0.5)  # the first child is warm, as it is when a customer comes
        serial = 0
        for number in range(WARM_UP + ROUNDS):
            for text, samples in ((_KEPT[number % len(_KEPT)], kept), (_sentence(number), new)):
                serial += 1
                taken = await _until_heard(voice, sink, _view(serial, text))
                ended = await _until_quiet(voice, simulator)
                if number >= WARM_UP:
                    samples.append(taken)
                    stopped.append(ended)
            progress(max(0, number + 1 - WARM_UP), ROUNDS)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await sink.disconnect()
        speech.close()
        await simulator.stop()
    return kept, new, stopped


async def _until_heard(voice: Voice, sink: _Heard, view: View) -> float:
    sink.out.clear()
    started = time.perf_counter()
    voice.show(view)
    async with asyncio.timeout(10):
        await sink.out.wait()
    return (sink.out_at - started) * 1000


async def _until_quiet(voice: Voice, simulator: Simulator) -> float:
    await asyncio.sleep(0.1)  # in the middle of a word
    assert simulator.audio.playing
    started = time.perf_counter()
    voice.touched(Act(ActKind.HELP, channel="screen"))
    async with asyncio.timeout(10):
        await simulator.audio.until(lambda: not simulator.audio.playing)
    return (time.perf_counter() - started) * 1000


def _view(serial: int, text: str) -> View:
    prompt = Choose("menu", args={"name": "小明"}, options=(Choice("transfer", "service-transfer"),))
    return replace(present(prompt, Scene(serial, "zh-Hans", "standard"), Texts()), say=text, personal=())


def _sentence(number: int) -> str:
    """Twenty characters that were never said before."""
    size = len(_STREETS)
    place = "".join(_STREETS[(number // size**n + n) % size] for n in range(3))
    return f"请您到{place}路的网点办理这项业务，谢谢您。"
