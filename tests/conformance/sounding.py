"""Simulated sound and sound in files, for the suites: each rig sets one device up and gives it with its hand."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from drivers.audio.contract import Sound
from drivers.audio.samples import from_wav, to_wav
from drivers.audio.simulated import SimulatedSink, SimulatedSource
from drivers.audio.wav import WavSink, WavSource
from drivers.simulator.audio import Audio
from drivers.simulator.world import Simulator
from tests.conformance.audio import RATE, tone
from tests.conformance.simulated import SOON, Cable
from tests.drivers.samples import CARDS

Sink = TypeVar("Sink", bound=SimulatedSink)
Source = TypeVar("Source", bound=SimulatedSource)


def _sounds(folder: Path) -> list[Sound]:
    return [from_wav(file.read_bytes(), "") for file in sorted(folder.glob("*.wav"))]


class Ear(Cable):
    tells_headset = True
    can_hang = True

    def __init__(self, audio: Audio, backend: SimulatedSink) -> None:
        super().__init__(audio)
        self._audio = audio
        self._backend = backend

    async def heard(self) -> list[Sound]:
        return _sounds(self._audio.folder)

    async def plug_headset(self) -> None:
        self._audio.plug()

    async def unplug_headset(self) -> None:
        self._audio.unplug()

    async def hang(self) -> None:
        self._backend.seconds = SOON
        self._audio.set_fault("hang", True)


class Mouth(Cable):
    can_hang = True

    def __init__(self, audio: Audio, backend: SimulatedSource) -> None:
        super().__init__(audio)
        self._audio = audio
        self._backend = backend

    async def speaks(self) -> None:
        await self._audio.hear(tone().samples)

    async def is_open(self) -> bool:
        return self._audio.listening

    async def hang(self) -> None:
        self._backend.chunk_seconds = 0.3
        self._audio.set_fault("hang", True)


class FolderEar:
    tells_headset = False
    can_hang = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def heard(self) -> list[Sound]:
        return _sounds(self._folder)

    async def hang(self) -> None:
        raise AssertionError("the suite asks only what can hang to hang")

    async def plug_headset(self) -> None: ...
    async def unplug_headset(self) -> None: ...

    async def unplug(self) -> None:
        shutil.rmtree(self._folder)

    async def plug_in(self) -> None:
        self._folder.mkdir()


class FileMouth:
    """The tone is in the file already, behind and before some silence."""

    can_hang = False

    def __init__(self, file: Path) -> None:
        self.source = WavSource(file)
        self._file = file

    async def speaks(self) -> None: ...

    async def is_open(self) -> bool:
        return self.source.in_use

    async def hang(self) -> None:
        raise AssertionError("the suite asks only what can hang to hang")

    async def unplug(self) -> None:
        self._file.unlink()

    async def plug_in(self) -> None:
        write_spoken(self._file)


def write_spoken(file: Path, rate: int = RATE) -> None:
    silence = bytes(2 * rate // 2)
    file.write_bytes(to_wav(Sound(silence + tone(rate=rate).samples + silence, rate)))


@asynccontextmanager
async def _audio(folder: Path) -> AsyncGenerator[tuple[Audio, Path], None]:
    world = Simulator(folder, folder / "no-pad.sock", CARDS)
    await world.start(folder / "devices.sock")
    try:
        yield world.audio, folder / "devices.sock"
    finally:
        await world.stop()


@asynccontextmanager
async def sink(folder: Path, backend: Callable[[Path], Sink] = SimulatedSink) -> AsyncGenerator[tuple[Sink, Ear], None]:
    async with _audio(folder) as (audio, socket):
        plays = backend(socket)
        yield plays, Ear(audio, plays)
        await plays.disconnect()


@asynccontextmanager
async def source(
    folder: Path, backend: Callable[[Path], Source] = SimulatedSource
) -> AsyncGenerator[tuple[Source, Mouth], None]:
    async with _audio(folder) as (audio, socket):
        hears = backend(socket)
        yield hears, Mouth(audio, hears)
        await hears.disconnect()
        await asyncio.sleep(0)


@asynccontextmanager
async def wav_sink(folder: Path) -> AsyncGenerator[tuple[WavSink, FolderEar], None]:
    spoken = folder / "spoken"
    spoken.mkdir()
    yield WavSink(spoken), FolderEar(spoken)


@asynccontextmanager
async def wav_source(folder: Path) -> AsyncGenerator[tuple[WavSource, FileMouth], None]:
    file = folder / "spoken.wav"
    write_spoken(file)
    mouth = FileMouth(file)
    yield mouth.source, mouth
