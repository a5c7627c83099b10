"""Sound in files: what is heard comes out of one, what is played goes into a folder. To try things and to measure."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from drivers import errors
from drivers.audio.contract import CHUNK_SECONDS, HEARD_RATE, Chunk, SinkStatus, Sound, SourceStatus
from drivers.audio.pace import Pace, RealTime
from drivers.audio.samples import CHUNK_BYTES, at_volume, chunks, from_wav, resampled, to_wav

NAME = "audio"


class WavSink:
    """Implements `AudioSink`: each sound becomes 000001.wav and so on in `folder`, as far as it was played.

    The folder is made where it is missing. `pace`: the time in which sound goes by; `NoTime` has each end as it begins.
    """

    def __init__(self, folder: Path, *, pace: Pace | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._pace = pace or RealTime()
        self._turn = asyncio.Lock()

    async def status(self) -> SinkStatus:
        if not self._folder.is_dir():
            return SinkStatus(False, f"{self._folder}: there is no such folder")
        return SinkStatus(True)

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        said = at_volume(sound, volume, NAME)
        async with self._turn:
            self._require_folder()
            started = self._pace.now()
            if begun:
                begun()
            whole = False
            try:
                await self._pass(started + said.seconds)
                whole = True
            finally:
                played = said.seconds if whole else self._pace.now() - started
                self._write(Sound(said.samples[: 2 * round(played * said.rate)], said.rate))

    async def headset_changed(self, known: bool) -> bool:
        """A folder has none."""
        return bool(await asyncio.Event().wait()) and known

    def close(self) -> None:
        """Nothing runs."""

    async def _pass(self, end: float) -> None:
        while (now := self._pace.now()) < end:
            await self._pace.until(min(end, now + CHUNK_SECONDS))
            self._require_folder()

    def _require_folder(self) -> None:
        if not self._folder.is_dir():
            raise errors.Disconnected(NAME, f"{self._folder}: there is no such folder")

    def _write(self, sound: Sound) -> None:
        if self._folder.is_dir():
            names = [int(file.stem) for file in self._folder.glob("*.wav") if file.stem.isdecimal()]
            (self._folder / f"{max(names, default=0) + 1:06d}.wav").write_bytes(to_wav(sound))


class WavSource:
    """Implements `AudioSource`: `file` is heard from its beginning each time, and nothing after its end.

    It may have any rate. `pace`: the time in which it is heard; `NoTime` gives it as fast as it is taken.
    `in_use`: whether somebody listens.
    """

    def __init__(self, file: Path, *, pace: Pace | None = None) -> None:
        self._file = file
        self._pace = pace or RealTime()
        self.in_use = False

    async def status(self) -> SourceStatus:
        try:
            self._read()
        except errors.DeviceError as error:
            return SourceStatus(False, error.detail)
        return SourceStatus(True)

    async def chunks(self) -> AsyncGenerator[Chunk]:
        if self.in_use:
            raise errors.Refused(NAME, "somebody listens already")
        self.in_use = True
        try:
            heard = chunks(resampled(self._read(), HEARD_RATE).samples)
            due, number = self._pace.now(), 0
            while True:
                due, number = due + CHUNK_SECONDS, number + 1
                await self._pace.until(due)
                if not self._file.is_file():
                    raise errors.Disconnected(NAME, f"{self._file}: it was taken away")
                yield Chunk(next(heard, bytes(CHUNK_BYTES)), self._pace.now(), number)
        finally:
            self.in_use = False

    def _read(self) -> Sound:
        try:
            content = self._file.read_bytes()
        except OSError as error:
            raise errors.Disconnected(NAME, f"{self._file}: {error.strerror}") from None
        return from_wav(content, NAME)
