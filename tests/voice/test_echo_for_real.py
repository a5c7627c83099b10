"""The terminal in a room that throws its voice back: speech, loudspeaker, echo, microphone and ears in real time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from drivers.audio.simulated import SimulatedSink, SimulatedSource
from drivers.simulator.audio import Audio
from drivers.simulator.world import Simulator
from drivers.speech.pyttsx3_child import Pyttsx3Speech
from kiosk.channels import ActKind, Sounding
from kiosk.clock import SystemClock
from kiosk.prompts import Choice, Choose
from kiosk.settings import VoiceSection
from kiosk.texts import Texts
from kiosk.voice.building import voice_of
from kiosk.voice.ears import SHIPPED
from kiosk.voice.heard import Listening
from tests.kiosk.scene import Scene

# What is read out are answers: "Accounts, one of two."
_MENU = Choose(
    "menu",
    args={"name": "x"},
    options=(Choice("inquiry", "service-inquiry"), Choice("safety", "service-safety")),
    idles=False,
)
_PATIENCE = 30.0


class Room:
    """A terminal whose voice is in this room. `answer`: what the menu was answered with; `heard`: captions of it."""

    def __init__(self, scene: Scene, audio: Audio) -> None:
        self.scene = scene
        self.audio = audio
        self.heard: list[str] = []
        self.answer: asyncio.Task[object] | None = None

    def listening(self, now: Listening) -> None:
        if now.heard:
            self.heard.append(now.heard)

    async def asks(self) -> None:
        """Without sight everything is read out."""
        self.scene.session.sound = Sounding(eyes_shut=True, pace=2)
        self.answer = asyncio.create_task(self.scene.session.ask(_MENU))
        await self.scene.script.sees("menu")

    async def until(self, fits: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not fits():
            assert time.monotonic() < end, f"said: {self.audio.spoken}; heard: {self.heard}"
            await asyncio.sleep(0.01)

    def was_read_out(self) -> bool:
        return any("press Enter" in text for text in self.audio.spoken) and not self.audio.playing


def _in_room(folder: Path, story: Callable[[Room], Awaitable[None]], *, barge_in: bool = False) -> None:
    async def whole() -> None:
        simulator = Simulator(folder / "simulator", folder / "pad.sock")
        await simulator.start(folder / "devices.sock")
        simulator.audio.set_fault("echo", True)
        sink, source = SimulatedSink(folder / "devices.sock"), SimulatedSource(folder / "devices.sock")
        speech = Pyttsx3Speech()
        async with Scene() as scene:
            scene.session.language = "en"
            room = Room(scene, simulator.audio)
            settings, texts = VoiceSection(barge_in=barge_in), Texts()
            voice = voice_of(
                *(sink, source, speech, settings, SHIPPED, texts, SystemClock(), scene.notes, room.listening),
                speech.close,
            )
            scene.group.on_act = voice.touched
            scene.group.join(voice)
            try:
                await story(room)
            finally:
                if room.answer:
                    room.answer.cancel()
                    await asyncio.wait({room.answer})
        await sink.disconnect()
        await source.disconnect()
        await simulator.stop()

    asyncio.run(whole())


def test_it_never_answers_itself_and_hears_who_answers_then(short_tmp: Path) -> None:
    async def story(room: Room) -> None:
        await room.asks()
        await room.until(room.was_read_out)
        await asyncio.sleep(1)  # the room is quiet again, and what was heard would have been understood
        assert room.heard == []
        room.scene.script.does(ActKind.REPEAT)
        before = len(room.audio.spoken)
        await room.until(lambda: any("Accounts" in text for text in room.audio.spoken[before:]))
        room.scene.script.does(ActKind.FOCUS, "back")  # a touch ends it, in the middle of an answer
        await room.until(lambda: not room.audio.playing)
        assert "Then press Enter." not in room.audio.spoken[before:]
        await asyncio.sleep(1)
        assert room.heard == []
        assert room.answer is not None
        assert not room.answer.done()
        await room.audio.say("lost card", "en")
        assert await room.answer == "safety"

    _in_room(short_tmp, story)


def test_without_half_duplex_it_would_hear_itself(short_tmp: Path) -> None:
    """What the one above is worth."""

    async def story(room: Room) -> None:
        await room.asks()
        await room.until(lambda: bool(room.heard))

    _in_room(short_tmp, story, barge_in=True)
