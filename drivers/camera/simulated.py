"""A camera of the simulator: it sees whoever the panel puts before it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path

from drivers.camera.contract import CameraStatus, Frame
from drivers.camera.shared_frames import HEIGHT, WIDTH, FrameReader
from drivers.errors import DeviceError, Disconnected, TimedOut
from drivers.wire import JSON, Client

NAME = "camera"


class SimulatedCamera:
    """Implements `Camera`. `socket` is the simulator's.

    `first_seconds`: how long the first picture may take to come, `picture_seconds`: each of the others.
    """

    def __init__(
        self, socket: Path, *, status_seconds: float = 2.0, first_seconds: float = 10.0, picture_seconds: float = 2.0
    ) -> None:
        self._client = Client(socket, NAME)
        self.status_seconds = status_seconds
        self.first_seconds = first_seconds
        self.picture_seconds = picture_seconds

    async def status(self) -> CameraStatus:
        try:
            state = await self._client.call("status", limit=self.status_seconds)
        except DeviceError as error:
            return CameraStatus(False, error.detail)
        return CameraStatus(state["ready"], state["trouble"])

    async def frames(self) -> AsyncGenerator[Frame]:
        news = _News()
        streaming = asyncio.create_task(self._client.call("frames", limit=None, progress=news.heard), name="camera")
        limit = self.first_seconds
        streaming.add_done_callback(lambda _: news.rang.set())
        try:
            while True:
                yield await self._next(news, streaming, limit)
                limit = self.picture_seconds
        finally:
            streaming.cancel()
            await asyncio.wait({streaming})
            if not streaming.cancelled():
                streaming.exception()  # what ended it has been raised, or nobody waits for it any more
            news.close()

    async def disconnect(self) -> None:
        """Hang up; a later call connects again."""
        await self._client.close()

    async def _next(self, news: "_News", streaming: asyncio.Task[JSON], limit: float) -> Frame:
        try:
            async with asyncio.timeout(limit):
                while True:
                    if (frame := news.newest()) is not None:
                        return frame
                    if streaming.done():
                        streaming.result()  # raises what ended it
                        raise Disconnected(NAME, "it stopped giving pictures")
                    await news.rang.wait()
                    news.rang.clear()
        except TimeoutError:
            raise TimedOut(NAME, f"no picture for {limit:g} s") from None


class _News:
    """What the camera has said: where its memory is, and which picture in it is the newest."""

    def __init__(self) -> None:
        self.rang = asyncio.Event()
        self._reader: FrameReader | None = None
        self._said: JSON = None
        self._trouble = ""

    def heard(self, said: JSON) -> None:
        if "memory" in said:
            try:
                self._reader = FrameReader(said["memory"])
            except (OSError, ValueError) as error:
                self._trouble = f"its pictures cannot be read: {error}"
        else:
            self._said = said
        self.rang.set()

    def newest(self) -> Frame | None:
        """The newest picture, once; None when there is no other yet. Raises `Disconnected` where none can be had."""
        if self._trouble:
            raise Disconnected(NAME, self._trouble)
        said, self._said = self._said, None
        if said is None or self._reader is None:
            return None
        pixels = self._reader.copy(said["slot"], said["number"])
        if pixels is None:
            return None  # overwritten meanwhile: a newer one has been announced, or is about to be
        return Frame(pixels, WIDTH, HEIGHT, said["at"], said["number"])

    def close(self) -> None:
        if self._reader:
            with suppress(BufferError):
                self._reader.close()
