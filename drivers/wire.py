"""How backends talk to simulated devices: JSON, one object a line, over a Unix socket of mode 0600.

To the device:   {"id": 1, "device": "card-reader", "call": "inserted", "args": {}}   {"cancel": 1}
From the device: {"id": 1, "ok": value}   {"id": 1, "error": "Jammed", "detail": "..."}   {"id": 1, "progress": value}
                 {"event": "watch", ...}
"""

import asyncio
import json
import logging
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from drivers import errors

JSON = Any  # what json can carry
MOST_BYTES = 16 * 2**20  # of a line: a picture of the screen as base64 is the longest

_LOG = logging.getLogger(__name__)
# what a line that is not of ours makes json, `int` and look-ups raise
_GARBAGE = (ValueError, KeyError, TypeError, OverflowError, RecursionError)
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


@dataclass(frozen=True)
class _Call:
    """A call that waits for its answer."""

    answer: asyncio.Future[JSON]
    progress: Callable[[JSON], None] | None


@dataclass(eq=False)
class _Peer:
    """One connection to the device, the task that reads from it, and the calls that wait on it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    calls: dict[int, _Call] = field(default_factory=dict[int, _Call])
    reading: asyncio.Task[None] | None = None


class Client:
    """One device behind a socket. Connects when it is first needed, and again after the other side was gone.

    `on_event` gets what the device says unasked.
    """

    def __init__(self, path: Path, device: str, on_event: Callable[[dict[str, JSON]], None] | None = None) -> None:
        self.device = device
        self._path = path
        self._on_event = on_event
        self._numbers = count(1)
        self._connecting = asyncio.Lock()
        self._peer: _Peer | None = None

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
        peer = self._peer
        if peer and peer.reading:
            peer.reading.cancel()
            await asyncio.wait({peer.reading})
            with suppress(OSError):
                await peer.writer.wait_closed()

    async def _call(self, name: str, args: dict[str, JSON], progress: Callable[[JSON], None] | None) -> JSON:
        peer = await self._connected()
        number = next(self._numbers)
        call = peer.calls[number] = _Call(asyncio.get_running_loop().create_future(), progress)
        try:
            # not drained: a peer that does not read must not hold up more than this call, which has a limit
            peer.writer.write(_line({"id": number, "device": self.device, "call": name, "args": args}))
            return await call.answer
        except asyncio.CancelledError:
            if not peer.writer.is_closing():
                peer.writer.write(_line({"cancel": number}))
            raise
        finally:
            peer.calls.pop(number, None)

    async def _connected(self) -> _Peer:
        async with self._connecting:
            if self._peer is None or self._peer.writer.is_closing():
                try:
                    reader, writer = await asyncio.open_unix_connection(str(self._path), limit=MOST_BYTES)
                except OSError as error:
                    raise errors.Disconnected(self.device, f"{self._path.name}: {error.strerror or error}") from error
                self._peer = peer = _Peer(reader, writer)
                peer.reading = asyncio.create_task(self._read(peer), name=f"read {self.device}")
            return self._peer

    async def _read(self, peer: _Peer) -> None:
        try:
            while line := await peer.reader.readline():
                self._arrived(peer, line)
        except OSError:
            pass  # gone: whoever waits is told below
        except _GARBAGE as error:
            _LOG.warning("%s: hung up on it: %s", self.device, type(error).__name__)
        finally:
            peer.writer.close()
            for call in peer.calls.values():
                if not call.answer.done():
                    call.answer.set_exception(errors.Disconnected(self.device, "the connection was lost"))

    def _arrived(self, peer: _Peer, line: bytes) -> None:
        message: dict[str, JSON] = json.loads(line)
        if "event" in message:
            if self._on_event:
                self._on_event(message)
            return
        call = peer.calls.get(message["id"])
        if call is None or call.answer.done():
            return
        if "progress" in message:
            if call.progress:
                call.progress(message["progress"])
        elif "error" in message:
            kind = _ERRORS.get(message["error"], errors.Refused)
            call.answer.set_exception(kind(self.device, message.get("detail", "")))
        else:
            call.answer.set_result(message["ok"])


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
    """Answers calls with `handle(device, call, args, connection, progress)`, each in a task of its own.

    `hung_up` is told of each client that has gone; its calls have been cancelled by then.
    """

    def __init__(self, handle: Handler, hung_up: Callable[[Connection], None] = lambda connection: None) -> None:
        self._handle = handle
        self._hung_up = hung_up
        self._server: asyncio.Server | None = None
        self._clients: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._path: Path | None = None

    async def start(self, path: Path) -> None:
        """Listen at `path`. Whoever left a socket there is dead: the caller holds the folder's lock.

        Raises `OSError`: no such folder, no right to write there, a path of more than 107 characters.
        """
        listener = _listener(path)
        self._path = path
        self._server = await asyncio.start_unix_server(self._client, sock=listener, limit=MOST_BYTES)

    async def stop(self) -> None:
        """Hang up on everybody, also on a client that has stopped reading."""
        if self._server:
            self._server.close()
        for writer in list(self._clients.values()):
            writer.transport.abort()  # ends the reading, and with it each client's task
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
                message: dict[str, JSON] = json.loads(line)
                if "cancel" in message:
                    if running := calls.get(message["cancel"]):
                        running.cancel()
                    continue
                number = int(message["id"])
                running = asyncio.create_task(self._answer(number, message, connection))
                calls[number] = running
                running.add_done_callback(lambda _, number=number: calls.pop(number, None))
        except OSError:
            pass  # gone
        except _GARBAGE as error:
            _LOG.warning("hung up on a client: %s", type(error).__name__)
        finally:
            connection.closed.set()
            for running in list(calls.values()):
                running.cancel()
            await asyncio.gather(*calls.values(), return_exceptions=True)
            self._hung_up(connection)
            writer.close()
            with suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _answer(self, number: int, message: dict[str, JSON], connection: Connection) -> None:
        def progress(value: JSON) -> None:
            connection.send({"id": number, "progress": value})

        try:
            device, call = str(message["device"]), str(message["call"])
            value = await self._handle(device, call, message.get("args", {}), connection, progress)
        except errors.DeviceError as error:
            connection.send({"id": number, "error": type(error).__name__, "detail": error.detail})
        except Exception as error:
            # Whoever called must not wait for ever. The error's own words could hold what the customer entered.
            _LOG.warning("%s %s: %s", message.get("device"), message.get("call"), type(error).__name__)
            connection.send({"id": number, "error": "Refused", "detail": f"the call failed: {type(error).__name__}"})
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
    except OSError as error:
        listener.close()
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        os.umask(before)
    return listener


def _line(message: dict[str, JSON]) -> bytes:
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
