"""The real ears and the understanding of what they hear, before the simulator's microphone."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from drivers.audio.contract import Chunk
from drivers.audio.samples import CHUNK_BYTES
from drivers.audio.simulated import SimulatedSource
from drivers.simulator.audio import Audio
from drivers.simulator.customer_voice import Noise
from drivers.simulator.world import Simulator
from kiosk.channels import Act, Language, View
from kiosk.clock import SteppedClock, SystemClock
from kiosk.presenting import Scene, present
from kiosk.prompts import Choice, Choose, Prompt
from kiosk.texts import Texts
from kiosk.voice.dialogue import Dialogue
from kiosk.voice.ears import Ears
from kiosk.voice.heard import Heard
from kiosk.voice.listener import Listener

MENU = Choose(
    "menu",
    args={"name": "x"},
    options=tuple(Choice(name, f"service-{name}") for name in ("transfer", "inquiry", "safety", "open-card")),
    back=False,
)
_TEXTS = Texts()
_PATIENCE = 60.0
_REST = 12  # tenths of a second


class _Counted(SimulatedSource):
    """`taken`: so many tenths of a second have been heard to their end."""

    def __init__(self, devices: Path) -> None:
        super().__init__(devices)
        self.taken = 0

    async def chunks(self) -> AsyncGenerator[Chunk]:
        async with aclosing(super().chunks()) as chunks:
            async for chunk in chunks:
                yield chunk
                self.taken += 1


class Hall:
    """Nothing is spoken here, and no time passes: sound is heard as fast as it is taken.

    `clock`: what is waited by until something is tried again. `heard`: finals; `acts`: what they came to; `told`:
    what works or not.
    """

    def __init__(self, audio: Audio, devices: Path) -> None:
        self.audio = audio
        self.clock = SteppedClock()
        self.heard: list[str] = []
        self.acts: list[Act] = []
        self.told: list[tuple[str, bool]] = []
        self.ears = Ears(SystemClock())
        self.source = _Counted(devices)
        self.listener = Listener(
            self.source,
            self.ears,
            self.clock,
            self._hears,
            lambda level: None,
            told=lambda part, ready: self.told.append((part, ready)),
            now=lambda: float("-inf"),
        )
        self._dialogue = Dialogue(_TEXTS)
        self._serial = 0
        self._view: View | None = None

    def shows(self, prompt: Prompt[object], language: Language) -> None:
        """A new prompt is shown."""
        self._serial += 1
        self._view = present(prompt, Scene(self._serial, language, "standard"), _TEXTS)
        self._dialogue.shown(self._view)
        self.listener.show(self._view)

    async def hears(self, text: str, language: Language = "en", noise: str = Noise.NONE) -> str:
        """Somebody says this; gives what was heard of it."""
        before = len(self.heard)
        await self.audio.say(text, language, noise, patience=_PATIENCE)
        await self.until(lambda: len(self.heard) > before)
        return self.heard[before]

    async def falls_still(self) -> None:
        """The rest of what was said is heard: noise before the voice can be a result of its own."""
        before = self.source.taken
        await self.until(lambda: self.source.taken >= before + _REST)

    async def sounds(self, samples: bytes) -> None:
        """This is heard, to its end."""
        before = self.source.taken
        await self.audio.hear(samples, patience=_PATIENCE)
        await self.until(lambda: self.source.taken >= before + len(samples) // CHUNK_BYTES + 2)

    def kill(self) -> int:
        """The ears' process is killed; gives which it was."""
        pid = self.ears.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    async def until(self, fits: Callable[[], bool]) -> None:
        """Wait until it is so."""
        async with asyncio.timeout(_PATIENCE):
            while not fits():  # noqa: ASYNC110 - told by plain calls
                await asyncio.sleep(0.005)

    def _hears(self, heard: Heard) -> None:
        assert self._view is not None
        self.acts += self._dialogue.heard(heard, self._view).acts
        if heard.final:
            self.heard.append(heard.text)


def in_hall(folder: Path, story: Callable[[Hall], Awaitable[None]]) -> None:
    """Play `story` in a hall, where a menu is shown in English."""

    async def whole() -> None:
        simulator = Simulator(folder / "simulator", folder / "pad.sock")
        await simulator.start(folder / "devices.sock")
        simulator.audio.haste = True
        hall = Hall(simulator.audio, folder / "devices.sock")
        hall.shows(MENU, "en")
        running = asyncio.create_task(hall.listener.run())
        try:
            await story(hall)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            hall.ears.close()
            await hall.source.disconnect()
            await simulator.stop()

    asyncio.run(whole())
