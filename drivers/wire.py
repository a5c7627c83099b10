"""How backends talk to simulated devices: JSON, one object a line, over a Unix socket of mode 0600.

To the device:   {"id": 1, "device": "card-reader", "call": "inserted", "args": {}}   {"cancel": 1}
From the device: {"id": 1, "ok": value}   {"id": 1, "error": "Jammed", "detail": "..."}   {"id": 1, "progress": value}
                 {"event": "watch", ...}
"""

import asyncio
import json
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from drivers import errors

JSON = Any  # what json can carry
MOST_BYTES = 16 * 2**20  # of a line: a picture of the screen as base64 is the longest

_ERRORS: dict[str, type[errors.DeviceError]] = {
    kind.__name__: kind
    for kind in (
        errors.Jammed,
        errors.Empty,
        errors.NotTaken,
        errors.Removed,
        errors.Disconnected,
        errors.TimedOut,
        errors.Refused,
    )
}


class Client:
    """One device behind a socket. Connects when it is first needed, and again after the other side was gone.

    `on_event` gets what the device says unasked.
    """

    def __init__(self, path: Path, device: str, on_event: Callable[[dict[str, JSON]], None] | None = None) -> None:
        self.device = device
        self._path = path
        self._on_event = on_event
        self._numbers = count(1)
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._connecting = asyncio.Lock()
        self._waiting: dict[int, tuple[asyncio.Future[JSON], Callable[[JSON], None] | None]] = {}

    async def call(
        self,
        name: str,
        args: dict[str, JSON] | None = None,
        *,
        limit: float | None,
        progress: Callable[[JSON], None] | None = None,
    ) -> JSON:
        """Call the device. `limit` in seconds, None for a wait that only its caller ends.

        Cancelling the caller cancels the call at the device. Raises the device's own errors, `Disconnected` when it
        cannot be reached or goes away meanwhile, `TimedOut` when the limit is over.
        """
        try:
            async with asyncio.timeout(limit):
                return await self._call(name, args or {}, progress)
        except TimeoutError:
            raise errors.TimedOut(self.device, f"{name} took longer than {limit} s") from None

    async def close(self) -> None:
        """Close the connection; a later call opens another."""
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _call(self, name: str, args: dict[str, JSON], progress: Callable[[JSON], None] | None) -> JSON:
        writer = await self._connected()
        number = next(self._numbers)
        answer: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._waiting[number] = (answer, progress)
        try:
            writer.write(_line({"id": number, "device": self.device, "call": name, "args": args}))
            await writer.drain()
            return await answer
        except asyncio.CancelledError:
            if not writer.is_closing():
                writer.write(_line({"cancel": number}))
            raise
        except OSError as error:
            raise errors.Disconnected(self.device, str(error)) from error
        finally:
            self._waiting.pop(number, None)

    async def _connected(self) -> asyncio.StreamWriter:
        async with self._connecting:
            if self._writer is None or self._writer.is_closing():
                try:
                    reader, self._writer = await asyncio.open_unix_connection(str(self._path), limit=MOST_BYTES)
                except OSError as error:
                    raise errors.Disconnected(self.device, f"{self._path.name}: {error.strerror}") from error
                self._reading = asyncio.create_task(self._read(reader, self._writer), name=f"read {self.device}")
            return self._writer

    async def _read(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                self._arrived(json.loads(line))
        except (OSError, ValueError):
            pass  # gone, or no device of ours: either way whoever waits is told below
        finally:
            writer.close()
            if self._writer is writer:
                self._writer = None
            for answer, _ in list(self._waiting.values()):
                if not answer.done():
                    answer.set_exception(errors.Disconnected(self.device, "the connection was lost"))

    def _arrived(self, message: dict[str, JSON]) -> None:
        if "event" in message:
            if self._on_event:
                self._on_event(message)
            return
        answer, progress = self._waiting.get(message["id"], (None, None))
        if answer is None or answer.done():
            return
        if "progress" in message:
            if progress:
                progress(message["progress"])
        elif "error" in message:
            kind = _ERRORS.get(message["error"], errors.Refused)
            answer.set_exception(kind(self.device, message.get("detail", "")))
        else:
            answer.set_result(message.get("ok"))


class Connection:
    """One client, as the device sees it."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.closed = asyncio.Event()

    def event(self, name: str, **fields: JSON) -> None:
        """Tell the client something it did not ask for."""
        self.send({"event": name, **fields})

    def send(self, message: dict[str, JSON]) -> None:
        """Write one message; a client that is gone is told nothing."""
        if not self._writer.is_closing():
            self._writer.write(_line(message))


Handler = Callable[[str, str, dict[str, JSON], Connection, Callable[[JSON], None]], Awaitable[JSON]]


class Server:
    """Answers calls with `handle(device, call, args, connection, progress)`, each in a task of its own."""

    def __init__(self, handle: Handler) -> None:
        self._handle = handle
        self._server: asyncio.Server | None = None
        self._clients: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._path: Path | None = None

    async def start(self, path: Path) -> None:
        """Listen at `path`. Whoever left a socket there is dead: the caller holds the folder's lock."""
        self._path = path
        listener = _listener(path)
        self._server = await asyncio.start_unix_server(self._client, sock=listener, limit=MOST_BYTES)

    async def stop(self) -> None:
        """Hang up on everybody."""
        if self._server:
            self._server.close()
        for writer in list(self._clients.values()):
            writer.close()  # ends the reading, and with it each client's task
        await asyncio.gather(*self._clients, return_exceptions=True)
        if self._path:
            self._path.unlink(missing_ok=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._clients[task] = writer
        task.add_done_callback(lambda done: self._clients.pop(done, None))
        connection = Connection(writer)
        calls: dict[int, asyncio.Task[None]] = {}
        try:
            while line := await reader.readline():
                message = json.loads(line)
                if "cancel" in message:
                    if running := calls.get(message["cancel"]):
                        running.cancel()
                    continue
                running = asyncio.create_task(self._answer(message, connection))
                calls[message["id"]] = running
                running.add_done_callback(lambda _, number=message["id"]: calls.pop(number, None))
        except (OSError, ValueError, KeyError):
            pass  # a client that does not speak this is hung up on
        finally:
            connection.closed.set()
            for running in list(calls.values()):
                running.cancel()
            await asyncio.gather(*calls.values(), return_exceptions=True)
            writer.close()
            with suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _answer(self, message: dict[str, JSON], connection: Connection) -> None:
        number = message["id"]

        def progress(value: JSON) -> None:
            connection.send({"id": number, "progress": value})

        try:
            value = await self._handle(
                message["device"], message["call"], message.get("args", {}), connection, progress
            )
        except errors.DeviceError as error:
            connection.send({"id": number, "error": type(error).__name__, "detail": error.detail})
        except (KeyError, TypeError, ValueError) as error:
            connection.send({"id": number, "error": "Refused", "detail": f"bad call: {type(error).__name__}"})
        else:
            connection.send({"id": number, "ok": value})


def _listener(path: Path) -> socket.socket:
    """A socket that only our own user can connect to, from its first moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    return listener


def _line(message: dict[str, JSON]) -> bytes:
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
