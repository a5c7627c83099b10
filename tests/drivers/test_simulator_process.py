"""The simulator as a process: what it says when it starts, why it may not, and what it leaves when it is killed."""

import asyncio
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drivers.card_reader.contract import CardPosition
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.printer.simulated import SimulatedReceiptPrinter
from tests.drivers.samples import slip

ROOT = Path(__file__).parents[2]
SECONDS = 30  # only what is broken needs them

pytestmark = pytest.mark.slow


def start(folder: Path, port: int = 0, devices: str = "devices.sock") -> "subprocess.Popen[str]":
    """Start a simulator on a folder; it may be ready later or end."""
    command = [sys.executable, "-m", "drivers.simulator", "--state", str(folder / "state"), "--port", str(port)]
    command += ["--socket", str(folder / devices), "--pin-pad", str(folder / "pad.sock")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def refusal(folder: Path, port: int = 0, devices: str = "devices.sock") -> str:
    """Why a simulator does not start: it must say so in one line, and end with 2."""
    process = start(folder, port, devices)
    try:
        out, errors = process.communicate(timeout=SECONDS)
    finally:
        process.kill()  # it runs only if it was not refused
    assert (process.returncode, out) == (2, "")
    assert errors.startswith("simulator: ")
    assert errors.count("\n") == 1
    return errors


@contextmanager
def running(folder: Path) -> Generator[tuple["subprocess.Popen[str]", str], None, None]:
    """A simulator that is ready, and the panel's address. It is killed at the end if it still runs."""
    process = start(folder)
    try:
        assert process.stdout is not None
        word, address = process.stdout.readline().split()
        assert word == "panel"
        assert process.stdout.readline().startswith("  It opens the panel once")
        yield process, address
    finally:
        if process.returncode is None:
            process.kill()
            process.communicate(timeout=SECONDS)


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_devices_and_panel_and_stops(short_tmp: Path, name: signal.Signals) -> None:
    with running(short_tmp) as (process, address):
        assert asyncio.run(status(short_tmp)) is CardPosition.ABSENT
        assert (short_tmp / "devices.sock").stat().st_mode & 0o777 == 0o600
        assert (short_tmp / "state").stat().st_mode & 0o777 == 0o700
        assert address.startswith("http://127.0.0.1:")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address.partition("?")[0])
        assert refused.value.code == 403
        refused.value.close()
        process.send_signal(name)
        out, errors = process.communicate(timeout=SECONDS)
        assert (process.returncode, out, errors) == (0, "", "")
        assert not (short_tmp / "devices.sock").exists()


def test_a_slip_hangs_where_it_was_after_a_kill(short_tmp: Path) -> None:
    async def print_one() -> None:
        printer = SimulatedReceiptPrinter(short_tmp / "devices.sock")
        await printer.print(slip("the slip"))
        await printer.disconnect()

    async def waiting() -> bool:
        printer = SimulatedReceiptPrinter(short_tmp / "devices.sock")
        try:
            return (await printer.status()).waiting
        finally:
            await printer.disconnect()

    with running(short_tmp) as (process, _):
        asyncio.run(print_one())
        process.kill()
        process.communicate(timeout=SECONDS)
    assert (short_tmp / "state" / "slips" / "0001.png").read_bytes() == slip("the slip").image
    assert (short_tmp / "state" / "slips" / "0001.txt").read_text() == "the slip"
    with running(short_tmp):
        assert asyncio.run(waiting())


def test_a_second_one_on_the_same_folder_is_refused(short_tmp: Path) -> None:
    with running(short_tmp):
        assert "another one runs on" in refusal(short_tmp, devices="other.sock")
        assert asyncio.run(status(short_tmp)) is CardPosition.ABSENT, "the first one goes on"


def test_a_port_that_is_taken_is_named(short_tmp: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        assert f"port {port}" in refusal(short_tmp, port)


def test_a_socket_that_cannot_be_made_is_named(short_tmp: Path) -> None:
    assert "x" * 120 in refusal(short_tmp, devices="x" * 120)


def test_a_state_that_cannot_be_read_is_named(short_tmp: Path) -> None:
    (short_tmp / "state").mkdir()
    (short_tmp / "state" / "world.json").write_text("{")
    assert "world.json" in refusal(short_tmp)


async def status(folder: Path) -> CardPosition:
    reader = SimulatedCardReader(folder / "devices.sock")
    try:
        state = await reader.status()
    finally:
        await reader.disconnect()
    assert not state.trouble
    return state.position
