"""A real PIN pad process, the kiosk's line to it, and the line of the customer's fingers."""

import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from drivers.pin_pad.contract import Key, PinBlock
from drivers.pin_pad.simulated import SimulatedPinPad
from drivers.wire import Client

ROOT = Path(__file__).parents[2]
SECONDS = 30  # only what is broken needs them


def socket_of(folder: Path) -> Path:
    return folder / "pad.sock"


def start(folder: Path) -> "subprocess.Popen[str]":
    """Start a PIN pad on a folder; it may be ready later or end."""
    command = [sys.executable, "-m", "drivers.pin_pad.device", "--state", str(folder)]
    command += ["--socket", str(socket_of(folder))]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Wait for the end: the exit code, and what was written to stdout and stderr."""
    out, errors = process.communicate(timeout=SECONDS)
    return process.returncode, out, errors


@contextmanager
def running(folder: Path) -> Generator["subprocess.Popen[str]", None, None]:
    """A PIN pad that is ready. It is killed at the end if it still runs."""
    process = start(folder)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "pin pad ready\n", ended(process)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            process.communicate(timeout=SECONDS)


class Customer:
    """Fingers on the pad's keys, as the simulator's panel has them."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self._client.call("press", {"key": key}, limit=SECONDS)

    async def enter(self, pin: str) -> None:
        await self.press(*pin, Key.ENTER.value)


@asynccontextmanager
async def lines(folder: Path) -> AsyncGenerator[tuple[SimulatedPinPad, Customer], None]:
    """The kiosk's line and the customer's."""
    pad, client = SimulatedPinPad(socket_of(folder), seconds=SECONDS), Client(socket_of(folder), "pin-pad")
    try:
        yield pad, Customer(client)
    finally:
        await pad.disconnect()
        await client.close()


def given(block: PinBlock | None) -> PinBlock:
    """The block; there must be one."""
    assert block is not None
    return block
