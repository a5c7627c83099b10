"""The line between a backend and its device: who may connect, what a cancel does, and what a bad line does."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers.errors import Disconnected, Refused, TimedOut
from drivers.pin_pad.device import PinPadDevice
from drivers.wire import MOST_BYTES, Client, Connection, Server
from tests.drivers.samples import load_key
from tests.drivers.worlds import PATIENCE, devices, until, world

CALL = json.dumps({"id": 1, "device": "thing", "call": "echo", "args": {"word": "hello"}}).encode() + b"\n"


class Thing:
    """A device that echoes, waits for ever, and fails; `waiting` counts calls under way."""

    def __init__(self) -> None:
        self.waiting = 0
        self.gone: list[Connection] = []

    async def handle(
        self, device: str, call: str, args: dict[str, Any], connection: Connection, progress: Callable[[Any], None]
    ) -> Any:
        match call:
            case "echo":
                return args["word"]
            case "count":
                for number in range(3):
                    progress(number)
                return "counted"
            case "wait":
                self.waiting += 1
                try:
                    await asyncio.Event().wait()
                finally:
                    self.waiting -= 1
            case "fail":
                raise RuntimeError("the customer typed 274916")
            case _:
                raise Refused(device, "no such call")


@asynccontextmanager
async def thing(path: Path) -> AsyncGenerator[Thing, None]:
    device = Thing()
    server = Server(device.handle, device.gone.append)
    await server.start(path)
    try:
        async with asyncio.timeout(PATIENCE):
            yield device
    finally:
        await server.stop()


async def raw(path: Path, *lines: bytes) -> bytes:
    """Send lines as a stranger would; everything that comes back until the device hangs up."""
    reader, writer = await asyncio.open_unix_connection(str(path), limit=MOST_BYTES)
    writer.writelines(lines)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def test_cancelling_a_call_cancels_it_at_the_device(short_tmp: Path) -> None:
    async def go() -> None:
        async with thing(short_tmp / "s") as device:
            client = Client(short_tmp / "s", "thing")
            waits = asyncio.create_task(client.call("wait", limit=None))
            await until(lambda: device.waiting == 1)
            waits.cancel()
            await until(lambda: device.waiting == 0)
            assert await client.call("echo", {"word": "still here"}, limit=5) == "still here"
            await client.close()

    asyncio.run(go())


def test_a_call_that_takes_too_long_is_cancelled_at_the_device_too(short_tmp: Path) -> None:
    async def go() -> None:
        async with thing(short_tmp / "s") as device:
            client = Client(short_tmp / "s", "thing")
            with pytest.raises(TimedOut, match="wait took longer"):
                await client.call("wait", limit=0.05)
            await until(lambda: device.waiting == 0)
            await client.close()

    asyncio.run(go())


def test_a_client_that_goes_takes_its_calls_with_it(short_tmp: Path) -> None:
    async def go() -> None:
        async with thing(short_tmp / "s") as device:
            client = Client(short_tmp / "s", "thing")
            waits = [asyncio.create_task(client.call("wait", limit=None)) for _ in range(3)]
            await until(lambda: device.waiting == 3)
            await client.close()
            await until(lambda: device.waiting == 0 and len(device.gone) == 1)
            for ended in await asyncio.gather(*waits, return_exceptions=True):
                assert isinstance(ended, Disconnected)

    asyncio.run(go())


def test_waits_end_when_the_device_goes_and_a_later_call_connects_again(short_tmp: Path) -> None:
    async def go() -> None:
        client = Client(short_tmp / "s", "thing")
        async with thing(short_tmp / "s") as device:
            waits = asyncio.create_task(client.call("wait", limit=None))
            await until(lambda: device.waiting == 1)
        with pytest.raises(Disconnected, match="connection was lost"):
            await waits
        with pytest.raises(Disconnected):
            await client.call("echo", {"word": "anybody"}, limit=5)
        async with thing(short_tmp / "s"):
            assert await client.call("echo", {"word": "again"}, limit=5) == "again"
            await client.close()

    asyncio.run(go())


def test_answers_find_their_callers(short_tmp: Path) -> None:
    async def go() -> None:
        async with thing(short_tmp / "s") as device:
            client = Client(short_tmp / "s", "thing")
            waits = asyncio.create_task(client.call("wait", limit=None))
            await until(lambda: device.waiting == 1)
            words = [f"{number} 中文\n" for number in range(50)]
            calls = [client.call("echo", {"word": word}, limit=5) for word in words]
            assert await asyncio.gather(*calls) == words
            counts: list[int] = []
            assert await client.call("count", limit=5, progress=counts.append) == "counted"
            assert counts == [0, 1, 2]
            waits.cancel()
            await client.close()

    asyncio.run(go())


@pytest.mark.parametrize(
    "line",
    [
        b"not json\n",
        b"\xff\xfe\n",
        b"\n",
        b"5\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b'{"id": "one"}\n',
        b'{"id": null}\n',
        b'{"id": 1e999}\n',
        b'{"cancel": []}\n',
        b"[" * 100_000 + b"\n",
        b"x" * (MOST_BYTES + 2),
    ],
    ids=lambda line: line[:16].decode("latin-1").strip() or "empty",
)
def test_a_bad_line_hangs_up_on_whoever_sent_it_alone(short_tmp: Path, line: bytes) -> None:
    async def go() -> None:
        problems: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: problems.append(context))
        async with thing(short_tmp / "s") as device:
            client = Client(short_tmp / "s", "thing")
            waits = asyncio.create_task(client.call("wait", limit=None))
            await until(lambda: device.waiting == 1)
            assert await raw(short_tmp / "s", line) == b""
            await until(lambda: len(device.gone) == 1)
            assert not waits.done()
            assert await client.call("echo", {"word": "well"}, limit=5) == "well"
            waits.cancel()
            await client.close()
        assert problems == []

    asyncio.run(go())


@pytest.mark.parametrize(
    "message",
    [
        {"id": 7},
        {"id": 7, "device": "thing"},
        {"id": 7, "device": "thing", "call": "nothing-like-it"},
        {"id": 7, "device": [], "call": {}},
        {"id": 7, "device": "thing", "call": "echo", "args": 5},
        {"id": 7, "device": "thing", "call": "echo", "args": {}},
        {"id": 7, "device": "thing", "call": "fail"},
    ],
)
def test_a_call_that_makes_no_sense_is_refused_and_the_line_stays(short_tmp: Path, message: dict[str, Any]) -> None:
    async def go() -> None:
        async with thing(short_tmp / "s"):
            reader, writer = await asyncio.open_unix_connection(str(short_tmp / "s"))
            writer.write(json.dumps(message).encode() + b"\n")
            refusal = await reader.readline()
            assert json.loads(refusal)["id"] == 7
            assert json.loads(refusal)["error"] == "Refused"
            assert b"274916" not in refusal  # an error's own words may hold what was entered
            writer.write(CALL)
            assert json.loads(await reader.readline()) == {"id": 1, "ok": "hello"}
            writer.close()
            await writer.wait_closed()

    asyncio.run(go())


def test_a_cancel_for_no_call_does_nothing(short_tmp: Path) -> None:
    async def go() -> None:
        async with thing(short_tmp / "s"):
            reader, writer = await asyncio.open_unix_connection(str(short_tmp / "s"))
            writer.writelines([b'{"cancel": 99}\n', CALL])
            assert json.loads(await reader.readline()) == {"id": 1, "ok": "hello"}
            writer.close()
            await writer.wait_closed()

    asyncio.run(go())


@pytest.mark.parametrize("answer", [b"rubbish\n", b"7\n", b'{"id": 1}\n', b'{"ok": 1}\n', b""])
def test_a_device_that_talks_nonsense_is_disconnected(short_tmp: Path, answer: bytes) -> None:
    async def go() -> None:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readline()
            writer.write(answer)
            writer.close()
            await writer.wait_closed()

        async with asyncio.timeout(PATIENCE), await asyncio.start_unix_server(talk, str(short_tmp / "s")):
            with pytest.raises(Disconnected):
                await Client(short_tmp / "s", "thing").call("echo", {"word": "?"}, limit=None)

    asyncio.run(go())


# -- who may connect ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["simulator", "pin-pad"])
def test_nobody_else_may_connect_from_the_first_moment(
    short_tmp: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    bind = socket.socket.bind
    modes: list[int] = []

    def bind_and_look(self: socket.socket, address: str) -> None:
        bind(self, address)
        modes.append(Path(address).stat().st_mode & 0o777)

    monkeypatch.setattr(socket.socket, "bind", bind_and_look)
    folder = short_tmp / "sockets"

    async def go() -> None:
        if kind == "simulator":
            async with world(folder):
                look(devices(folder))
        else:
            pad = PinPadDevice(short_tmp)
            await pad.start(folder / "pad.sock")
            look(folder / "pad.sock")
            await pad.stop()
        assert list(folder.glob("*.sock")) == []  # taken away at the end

    def look(path: Path) -> None:
        assert path.stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700

    before = os.umask(0)  # the most careless there is
    try:
        asyncio.run(go())
        assert os.umask(0) == 0  # left as it was
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_a_socket_left_by_a_dead_device_is_replaced(short_tmp: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(short_tmp / "pad.sock"))
    left.close()
    load_key(short_tmp)

    async def go() -> None:
        pad = PinPadDevice(short_tmp)
        await pad.start(short_tmp / "pad.sock")
        client = Client(short_tmp / "pad.sock", "pin-pad")
        assert (await client.call("status", limit=5))["ready"]
        await client.close()
        await pad.stop()

    asyncio.run(go())
