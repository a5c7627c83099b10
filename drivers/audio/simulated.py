"""Loudspeaker, headset and microphone of the simulator: what is played is written down, what is heard its hands say."""

import asyncio
import base64
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from drivers.audio.contract import Chunk, SinkStatus, Sound, SourceStatus
from drivers.audio.samples import at_volume
from drivers.errors import DeviceError, Disconnected, TimedOut
from drivers.wire import JSON, Client

NAME = "audio"
PIECE_BYTES = 2**20  # of samples in one message: a line of the wire has to hold them
_MOST_CHUNKS = 600  # a minute that nobody has taken yet; older ones are lost


class SimulatedSink:
    """Implements `AudioSink`. `socket` is the simulator's; `seconds` is what a call may take, playing itself apart."""

    def __init__(self, socket: Path, *, seconds: float = 2.0) -> None:
        self._client = Client(socket, NAME)
        self._turn = asyncio.Lock()
        self.seconds = seconds

    async def status(self) -> SinkStatus:
        try:
            state = await self._client.call("sink", limit=self.seconds)
        except DeviceError as error:
            return SinkStatus(False, error.detail)
        return SinkStatus(state["ready"], state["trouble"], state["headset"])

    async def play(
        self, sound: Sound, *, volume: float = 1.0, text: str = "", begun: Callable[[], None] | None = None
    ) -> None:
        said = at_volume(sound, volume, NAME)
        async with self._turn:
            for start in range(0, len(said.samples), PIECE_BYTES):
                piece = base64.b64encode(said.samples[start : start + PIECE_BYTES]).decode()
                await self._client.call("load", {"samples": piece, "first": start == 0}, limit=self.seconds)
            about = {"rate": said.rate, "text": text, "bytes": len(said.samples)}
            limit = said.seconds + self.seconds
            await self._client.call("play", about, limit=limit, progress=lambda _: begun() if begun else None)

    async def headset_changed(self, known: bool) -> bool:
        return bool(await self._client.call("headset", {"known": known}, limit=None))

    def close(self) -> None:
        """Nothing runs for it; `disconnect` hangs up."""

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()


class SimulatedSource:
    """Implements `AudioSource`. `socket` is the simulator's.

    `seconds`: what a status may take; `chunk_seconds`: how long the next chunk may take to come.
    """

    def __init__(self, socket: Path, *, seconds: float = 2.0, chunk_seconds: float = 2.0) -> None:
        self._client = Client(socket, NAME)
        self.seconds = seconds
        self.chunk_seconds = chunk_seconds

    async def status(self) -> SourceStatus:
        try:
            state = await self._client.call("source", limit=self.seconds)
        except DeviceError as error:
            return SourceStatus(False, error.detail)
        return SourceStatus(state["ready"], state["trouble"])

    async def chunks(self) -> AsyncGenerator[Chunk]:
        news = _News()
        streaming = asyncio.create_task(self._client.call("chunks", limit=None, progress=news.heard), name="microphone")
        streaming.add_done_callback(lambda _: news.rang.set())
        try:
            async with aclosing(self._taken(news, streaming)) as taken:
                async for chunk in taken:
                    yield chunk
        finally:
            streaming.cancel()
            await asyncio.wait({streaming})
            if not streaming.cancelled():
                streaming.exception()  # what ended it has been raised, or nobody waits for it any more

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()

    async def _taken(self, news: "_News", streaming: asyncio.Task[JSON]) -> AsyncGenerator[Chunk]:
        while True:
            try:
                async with asyncio.timeout(self.chunk_seconds):
                    while not news.chunks:
                        if streaming.done():
                            streaming.result()  # raises what ended it
                            raise Disconnected(NAME, "it hears no more")
                        news.rang.clear()
                        await news.rang.wait()
            except TimeoutError:
                raise TimedOut(NAME, f"nothing was heard for {self.chunk_seconds:g} s") from None
            yield news.chunks.popleft()


class _News:
    """What was heard and nobody has taken yet."""

    def __init__(self) -> None:
        self.rang = asyncio.Event()
        self.chunks = deque[Chunk](maxlen=_MOST_CHUNKS)

    def heard(self, said: JSON) -> None:
        self.chunks.append(Chunk(base64.b64decode(said["samples"]), said["at"], said["number"]))
        self.rang.set()
