"""The simulator as a process: devices on a Unix socket, the panel on a loopback port."""

import asyncio
import fcntl
import secrets
import signal
import sys
from pathlib import Path

from drivers.simulator.world import Simulator, SimulatorError


def main(state: Path, socket: Path, pin_pad: Path, port: int, sms: Path | None = None, desk: Path | None = None) -> int:
    """Run until SIGINT or SIGTERM. Prints one ready line with the panel's address. Exit code 2: it cannot start."""
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (state / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"simulator: another one runs on {state}", file=sys.stderr)
                return 2
            asyncio.run(_run(Simulator(state, pin_pad, sms=sms, desk=desk), socket, port))
    except (OSError, SimulatorError) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2
    return 0


def _say_where(address: str) -> None:
    """Each address opens the panel once; whoever comes without one is answered that the newest line here counts."""
    print(f"panel {address}", flush=True)
    print("  It opens the panel once, in one browser. When it was used, the newest line like it counts.", flush=True)


async def _run(simulator: Simulator, socket: Path, port: int) -> None:
    from drivers.simulator.panel.server import serve

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await simulator.start(socket)
    stopping = asyncio.create_task(stop.wait())
    # whoever stands before the camera is drawn before anybody looks at them
    drawing = asyncio.create_task(simulator.camera.open(), name="load what draws people")
    panel = asyncio.create_task(
        serve(
            simulator,
            port=port,
            token=secrets.token_urlsafe(24),
            ready=_say_where,
        )
    )
    await asyncio.wait({panel, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    panel.cancel()
    await asyncio.wait({panel, stopping, drawing})
    await simulator.stop()
    if not panel.cancelled() and (error := panel.exception()):
        raise SimulatorError(f"the panel at port {port}: {error}") from error
