"""What it hears with goes away and comes back: a killed process, an unplugged microphone, in earnest."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

from drivers.audio.simulated import SimulatedSource
from drivers.simulator.audio import Audio
from drivers.simulator.world import Simulator
from kiosk.clock import SteppedClock, SystemClock
from kiosk.presenting import Scene, present
from kiosk.prompts import Choice, Choose
from kiosk.texts import Texts
from kiosk.voice.ears import Ears
from kiosk.voice.listener import Listener

_MENU = Choose("menu", args={"name": "x"}, options=(Choice("transfer", "service-transfer"),), back=False)
_PATIENCE = 60.0


class Hall:
    """The real ears before the simulator's microphone. `clock`: what is waited by until something is tried again."""

    def __init__(self, audio: Audio, devices: Path) -> None:
        self.audio = audio
        self.clock = SteppedClock()
        self.heard: list[str] = []
        self.told: list[tuple[str, bool]] = []
        self.ears = Ears(SystemClock())
        self.source = SimulatedSource(devices)
        self.listener = Listener(
            self.source,
            self.ears,
            self.clock,
            lambda one: self.heard.append(one.text) if one.final else None,
            lambda level: None,
            told=lambda part, ready: self.told.append((part, ready)),
        )
        self.listener.show(present(_MENU, Scene(1, "en", "standard"), Texts()))

    async def hears(self, text: str) -> None:
        """Somebody says this, and it is heard."""
        before = len(self.heard)
        await self.audio.say(text, "en")
        await self.until(lambda: len(self.heard) > before)
        assert self.heard[before:] == [text]

    def kill(self) -> int:
        """The ears' process is killed; gives which it was."""
        pid = self.ears.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    async def until(self, fits: Callable[[], bool]) -> None:
        async with asyncio.timeout(_PATIENCE):
            while not fits():  # noqa: ASYNC110 - told by plain calls
                await asyncio.sleep(0.005)


def _in_hall(folder: Path, story: Callable[[Hall], Awaitable[None]]) -> None:
    async def whole() -> None:
        simulator = Simulator(folder / "simulator", folder / "pad.sock")
        await simulator.start(folder / "devices.sock")
        simulator.audio.haste = True
        hall = Hall(simulator.audio, folder / "devices.sock")
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


def test_ears_that_are_killed_come_back_by_themselves(short_tmp: Path) -> None:
    async def story(hall: Hall) -> None:
        await hall.hears("cancel")
        hall.told.clear()  # that it works at first
        for times in (1, 2):
            killed = hall.kill()
            await hall.until(lambda times=times: hall.told == [("ears", False), ("ears", True)] * times)
            assert hall.ears.pid not in (None, killed)
        hall.kill()  # the third within ten seconds: something is wrong with it, and it has a rest
        await hall.until(lambda: hall.told[4:] == [("ears", False)])
        await hall.until(lambda: not hall.audio.listening)
        hall.clock.advance(1)
        await hall.until(lambda: hall.told[4:] == [("ears", False), ("ears", True)])
        await hall.hears("cancel")

    _in_hall(short_tmp, story)


def test_a_microphone_that_is_plugged_in_again_is_heard(short_tmp: Path) -> None:
    async def story(hall: Hall) -> None:
        await hall.hears("cancel")
        hall.audio.set_fault("gone", True)
        await hall.until(lambda: hall.told == [("microphone", False)])
        hall.clock.advance(1)
        await asyncio.sleep(0.05)  # it looks, and finds none: nothing of that can be waited for
        hall.audio.set_fault("gone", False)
        for _ in range(3):  # and looks again after one second, or two
            hall.clock.advance(1)
            await asyncio.sleep(0.05)
        await hall.until(lambda: hall.told == [("microphone", False), ("microphone", True)])
        await hall.hears("cancel")

    _in_hall(short_tmp, story)
