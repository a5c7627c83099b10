"""The kiosk's end of the panel's live screen. Used in the sandbox only."""

import asyncio
import base64
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from drivers.errors import DeviceError
from drivers.wire import JSON, Client


class ScreenLink:
    """Sends frames while somebody watches, and tells what happens on the screen while a story is recorded. `watching`
    is told when watching begins and ends, `event` of touches.

    A simulator that was gone is tried again every `again` seconds.
    """

    def __init__(
        self,
        path: Path,
        *,
        watching: Callable[[bool], None],
        event: Callable[[dict[str, JSON]], None],
        again: float = 2.0,
    ) -> None:
        self._again = again
        self._client = Client(path, "screen", self._said)
        self._watching = watching
        self._event = event
        self._sending: asyncio.Task[None] | None = None
        self._newest: bytes | None = None
        self.recording_begins: Callable[[], None] = lambda: None  # called when somebody begins to record a story
        self._recorded = False
        self._to_tell: deque[dict[str, JSON]] = deque()
        self._telling: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Keep the screen attached, for ever; cancel it."""
        try:
            while True:
                with suppress(DeviceError):
                    await self._client.call("attach", limit=None)
                self._watching(False)
                self._recorded = False
                await asyncio.sleep(self._again)
        finally:
            for task in (self._sending, self._telling):
                if task:
                    task.cancel()
                    await asyncio.wait({task})
            await self._client.close()

    def send_frame(self, jpeg: bytes) -> None:
        """Send a frame; while one is on its way only the newest waits."""
        self._newest = jpeg
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send(), name="send frames")

    def tell(self, told: Mapping[str, str]) -> None:
        """Tell what happened on the screen, if anybody records it; in its order."""
        if not self._recorded:
            return
        self._queue(told)

    def movement(self, challenge: str) -> None:
        """Tell which movement the screen asks for, "" for none: whoever is drawn before the camera may obey it."""
        self._queue({"movement": challenge})

    def _queue(self, told: Mapping[str, str]) -> None:
        self._to_tell.append(dict(told))
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell(), name="tell what happens on the screen")

    async def _tell(self) -> None:
        while self._to_tell:
            with suppress(DeviceError):
                await self._client.call("told", self._to_tell.popleft(), limit=5)

    async def _send(self) -> None:
        while (jpeg := self._newest) is not None:
            self._newest = None
            with suppress(DeviceError):
                await self._client.call("frame", {"jpeg": base64.b64encode(jpeg).decode()}, limit=5)

    def _said(self, message: dict[str, JSON]) -> None:
        match message:
            case {"event": "watch", "on": bool(on)}:
                self._watching(on)
            case {"event": "record", "on": bool(on)}:
                self._recorded = on
                if on:
                    self.recording_begins()
            case {"event": "input", "input": dict()}:
                self._event(message["input"])
            case _:
                return
