"""No digit leaves the PIN pad: what comes out of its process is the same whatever PIN is entered."""

import asyncio
import base64
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.drivers import pad_process
from tests.drivers.samples import load_key
from tests.drivers.worlds import PAN, PATIENCE

PINS = ("739148", "260359")
HIDDEN = b"hidden"  # stands for what is enciphered


class Tap:
    """A line to the pad that keeps every byte that comes out of it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._reading = asyncio.create_task(self._read())
        self.bytes = b""
        self._more = asyncio.Event()

    @classmethod
    async def open(cls, folder: Path) -> "Tap":
        return cls(*await asyncio.open_unix_connection(str(pad_process.socket_of(folder))))

    def send(self, number: int, call: str, **args: object) -> None:
        message = {"id": number, "device": "pin-pad", "call": call, "args": args}
        self._writer.write(json.dumps(message).encode() + b"\n")

    async def answered(self, number: int) -> None:
        """Wait for the answer to a call."""
        while not any(m.get("id") == number and ("ok" in m or "error" in m) for m in self.messages()):
            self._more.clear()
            await self._more.wait()

    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.bytes.split(b"\n")[:-1]]

    async def close(self) -> None:
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()
        await self._reading

    async def _read(self) -> None:
        with suppress(OSError):
            while some := await self._reader.read(65536):
                self.bytes += some
                self._more.set()


async def visit(folder: Path, keys: list[str], end: str) -> dict[str, Tap]:
    """Enter a PIN while everybody who can listen does. `end`: how the entry ends."""
    taps = {name: await Tap.open(folder) for name in ("kiosk", "keys", "panel", "fingers")}
    kiosk, fingers = taps["kiosk"], taps["fingers"]
    taps["panel"].send(1, "watch")
    taps["panel"].send(2, "status")  # answered after it, so that everybody begins in the same order
    await taps["panel"].answered(2)
    taps["keys"].send(1, "keys")
    taps["keys"].send(2, "status")
    await taps["keys"].answered(2)
    kiosk.send(1, "enter-pin", pan=PAN, length=6)
    kiosk.send(2, "status")
    await kiosk.answered(2)
    for number, key in enumerate(keys):
        fingers.send(number, "press", key=key)
        await fingers.answered(number)
    if end == "abort":
        kiosk.send(3, "abort")
        await kiosk.answered(3)
    else:
        fingers.send(99, "press", key=end)
    await kiosk.answered(1)
    # what the pad says afterwards must hold nothing either: a key, a fault, off and on
    fingers.send(100, "press", key="up")
    fingers.send(101, "set-fault", fault="no-key", on=True)
    fingers.send(102, "power-cycle")
    await fingers.answered(102)
    await taps["keys"].answered(1)
    taps["panel"].send(3, "status")
    await taps["panel"].answered(3)
    for tap in taps.values():
        await tap.close()
    return taps


def said_by(folder: Path, keys: list[str], end: str) -> tuple[dict[str, Tap], str]:
    """Every byte that leaves a pad, by the line it went out on, and what the process printed."""
    folder.mkdir()
    load_key(folder)
    with pad_process.running(folder) as process:
        taps = asyncio.run(asyncio.wait_for(visit(folder, keys, end), PATIENCE))
        process.terminate()
        code, out, errors = pad_process.ended(process)
        assert code == 0
    return taps, out + errors


def block_of(taps: dict[str, Tap]) -> str:
    """The enciphered PIN, empty when none came out."""
    for message in taps["kiosk"].messages():
        match message:
            case {"ok": {"block": str(block)}}:
                assert len(bytes.fromhex(block)) == 16
                return block
            case _:
                continue
    return ""


def without_block(taps: dict[str, Tap]) -> dict[str, bytes]:
    block = block_of(taps).encode()
    return {name: tap.bytes.replace(block, HIDDEN) if block else tap.bytes for name, tap in taps.items()}


@pytest.mark.parametrize("end", ["enter", "cancel", "abort"])
def test_what_comes_out_does_not_depend_on_the_pin(short_tmp: Path, end: str) -> None:
    said: list[dict[str, bytes]] = []
    for pin in PINS:
        keys = [pin[5], "clear", *pin, pin[0]]  # a mistake first, and one digit too many
        taps, printed = said_by(short_tmp / pin, keys, end)
        assert printed == ""
        said.append(without_block(taps))
        assert progress(taps["kiosk"]) == [1, 0, 1, 2, 3, 4, 5, 6]
        assert progress(taps["keys"]) == ["up"]
        assert bool(block_of(taps)) == (end == "enter")
    assert said[0] == said[1]


def progress(tap: Tap) -> list[object]:
    return [message["progress"] for message in tap.messages() if "progress" in message]


def disguises(pin: str) -> set[bytes]:
    """Ways in which a PIN could be written by mistake."""
    raw = pin.encode()
    packed = bytes.fromhex(pin)  # BCD
    separated = {separator.join(pin) for separator in (",", ", ", '","', '", "', " ", "\\n")}
    codes = {separator.join(str(ord(digit)) for digit in pin) for separator in (",", ", ")}
    values = {raw, raw[::-1], packed, bytes(map(int, pin)), pin.encode("utf-16-le")}
    written = {form for value in values for form in (value, base64.b64encode(value).rstrip(b"="), value.hex().encode())}
    return written | {text.encode() for text in separated | codes}


def test_the_search_would_find_a_pin() -> None:
    pin = PINS[0]
    for leak in (f'{{"pin":"{pin}"}}', json.dumps(list(pin)), pin.encode().hex(), "NzM5MTQ4", f"06{pin}ffffffff"):
        assert any(form in leak.encode() for form in disguises(pin)), leak


@pytest.mark.parametrize("end", ["enter", "cancel", "abort"])
def test_no_disguise_of_the_pin_is_in_any_byte_or_file(short_tmp: Path, end: str) -> None:
    pin = PINS[0]
    taps, printed = said_by(short_tmp / "pad", list(pin), end)
    left = [*without_block(taps).values(), printed.encode()]
    left += [file.read_bytes() for file in (short_tmp / "pad").iterdir() if file.is_file()]
    assert sum(map(len, left)) > 500
    for form in disguises(pin):
        assert not any(form in some for some in left), form
