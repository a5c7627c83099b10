"""The simulator as a process: devices on a Unix socket, the panel on a loopback port."""

import asyncio
import fcntl
import secrets
import signal
import sys
from pathlib import Path

from drivers.simulator.world import Simulator


def main(state: Path, socket: Path, pin_pad: Path, port: int) -> int:
    """Run until SIGINT or SIGTERM. Prints one ready line with the panel's address. Exit code 2: it cannot start."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (state / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print(f"simulator: another one runs on {state}", file=sys.stderr)
            return 2
        try:
            asyncio.run(_run(Simulator(state, pin_pad), socket, port))
        except OSError as error:
            print(f"simulator: port {port}: {error.strerror}", file=sys.stderr)
            return 2
    return 0


async def _run(simulator: Simulator, socket: Path, port: int) -> None:
    from drivers.simulator.panel.server import serve

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await simulator.start(socket)
    following = asyncio.create_task(simulator.follow_pad())
    panel = asyncio.create_task(
        serve(
            simulator,
            port=port,
            token=secrets.token_urlsafe(24),
            ready=lambda url: print(f"panel {url}", flush=True),
        )
    )
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({panel, stopping}, return_when=asyncio.FIRST_COMPLETED)
    following.cancel()
    panel.cancel()
    stopping.cancel()
    await simulator.stop()
    ended = await asyncio.gather(panel, following, stopping, return_exceptions=True)
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome
