"""One open page of the panel: what it does goes to the host; snapshots, frames and answers come back."""

import asyncio
import json
from collections import deque

from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from drivers.simulator.host import Host
from drivers.simulator.panel.messages import Action, FromBrowser
from drivers.wire import JSON

AT_ONCE = 16  # actions that may be under way: one can hang as long as its device does

_UNREADABLE = "The panel does not understand that."


async def perform(host: Host, action: Action) -> str:
    """Do it. Gives "" or the plain sentence that says why it could not be done."""
    try:
        await host.do(action.do, action.args)
    except ValueError as error:
        return str(error) or "That cannot be done now."
    return ""


class Page:
    """A page's socket. A browser that reads slowly misses frames and states in between, never the newest."""

    def __init__(self, host: Host, socket: WebSocket) -> None:
        self._host = host
        self._socket = socket
        self._news = asyncio.Event()
        self._changed = True
        self._frame: bytes | None = None
        self._answers: deque[dict[str, JSON]] = deque(maxlen=4 * AT_ONCE)
        self._actions: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve the page until it is closed."""
        await self._socket.accept()
        end_changes = self._host.subscribe(self._on_change)
        end_frames = self._host.watch(self._on_frame)
        sending = asyncio.create_task(self._send(), name="panel: send")
        receiving = asyncio.create_task(self._receive(), name="panel: receive")
        try:
            await asyncio.wait({sending, receiving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            end_frames()
            end_changes()
            tasks = {sending, receiving, *self._actions}
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        for outcome in ended:
            if isinstance(outcome, Exception) and not isinstance(outcome, WebSocketDisconnect):
                raise outcome

    def _on_change(self) -> None:
        self._changed = True
        self._news.set()

    def _on_frame(self, jpeg: bytes) -> None:
        self._frame = jpeg
        self._news.set()

    def _answer(self, number: int, error: str) -> None:
        self._answers.append({"type": "answer", "id": number} | ({"error": error} if error else {"ok": True}))
        self._news.set()

    async def _send(self) -> None:
        self._news.set()
        while True:
            await self._news.wait()
            self._news.clear()
            if self._changed:
                self._changed = False
                await self._send_json({"type": "snapshot", **self._host.snapshot()})
            while self._answers:
                await self._send_json(self._answers.popleft())
            if (frame := self._frame) is not None:
                self._frame = None
                await self._socket.send_bytes(frame)

    async def _send_json(self, message: dict[str, JSON]) -> None:
        await self._socket.send_text(json.dumps(message, ensure_ascii=False, separators=(",", ":")))

    async def _receive(self) -> None:
        """Hear what the page says until it is gone."""
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            said: str | bytes = message.get("text") or message.get("bytes") or b""
            await self._hear(said)

    async def _hear(self, said: str | bytes) -> None:
        try:
            message = FromBrowser.validate_json(said)
        except ValidationError:
            self._answer(0, _UNREADABLE)
            return
        if not isinstance(message, Action):
            try:
                await self._host.screen_input(message.screen.model_dump())
            except ValueError as error:
                self._answer(0, str(error))
        elif len(self._actions) >= AT_ONCE:
            self._answer(message.id, "Too much at once: wait for the answers.")
        else:
            acting = asyncio.create_task(self._act(message), name=f"panel: {message.do}")
            self._actions.add(acting)
            acting.add_done_callback(self._actions.discard)

    async def _act(self, action: Action) -> None:
        self._answer(action.id, await perform(self._host, action))
