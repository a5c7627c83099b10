"""Runs the bank in the foreground: a port for terminals, one for desks (HTTPS), and the private socket for staff."""

import asyncio
import contextlib
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Awaitable, Callable, Generator
from datetime import datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from bank.api import create_app
from bank.api_desk import create_desk_app
from bank.back_office import BackOffice
from bank.clock import SystemClock
from bank.database import DatabaseError
from bank.folder import FolderError, lock_folder
from bank.opening import Bank, open_bank
from bank.registry import FolderRegistry
from bank.scheduler import Scheduler
from bank.sms import FolderGateway
from bank.step_up import ABOVE, StepUps
from bank.tls import TerminalProtocol, server_context, terminal_of
from bank.vault import Environment

TIDY_SECONDS = 3600.0


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to `_run`: uvicorn raises them again when it is done, and the exit code would be theirs."""
        yield


def main(
    state: Path,
    port: int,
    control: Path,
    environment: Environment,
    database: str | None = None,
    sms: Path | None = None,
    start: datetime | None = None,
    step_up_above: int = ABOVE,
    portraits: Path | None = None,
    desk_port: int = 0,
    on_the_spot: bool = False,
) -> int:
    """Run until SIGINT or SIGTERM. Print a line for each port when ready. Return the exit code: 2 when it cannot start.

    `port` is for terminals, `desk_port` for desks; 0 takes a free one.
    `database` is an SQLAlchemy URL; without one it is SQLite in the state folder.
    `sms` is the folder that takes the place of phones in the sandbox; without one, messages wait in the outbox.
    `start` is what time it is for the sandbox's bank when it starts; without one, what it is.
    `step_up_above`, in fen: see `bank.step_up`. `portraits`: the sandbox registry's folder, if not its own.
    `on_the_spot`: no desk approves an application; see `bank.approvals`.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(lock_folder(state))
            listener = stack.enter_context(_listener(port))
            desks = stack.enter_context(_listener(desk_port))
            if sms is not None and environment != "sandbox":
                raise FolderError(f"{sms}: only the sandbox's messages go to a folder")
            bank = open_bank(state, environment, SystemClock(start), database=database)
            registry = FolderRegistry(portraits) if portraits else bank.step_ups.registry
            bank.step_ups, bank.on_the_spot = StepUps(step_up_above, registry), on_the_spot
        except (FolderError, DatabaseError) as error:
            print(f"bank: {error}", file=sys.stderr)
            return 2
        stack.callback(bank.close)
        control.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        control.unlink(missing_ok=True)  # whoever left it is dead: this process holds the lock
        stack.callback(control.unlink, missing_ok=True)
        gateway = None if sms is None else FolderGateway(bank.store, bank.clock, sms, bank.vault)
        asyncio.run(_run(bank, listener, desks, control, gateway))
    return 0


def _listener(port: int) -> socket.socket:
    # asyncio sends small packets at once (TCP_NODELAY) only where the protocol is named; else each answer waits 40 ms
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise FolderError(f"127.0.0.1:{port}: {error.strerror}") from error
    return listener


async def _run(
    bank: Bank, listener: socket.socket, desks: socket.socket, control: Path, gateway: FolderGateway | None
) -> None:
    context = server_context(bank.authority.server_file, bank.authority.pem)
    server = _server(create_app(bank, terminal_of), context)
    desk_server = _server(create_desk_app(bank, terminal_of), context)

    def stop() -> None:
        server.should_exit = desk_server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)

    async def tidy() -> None:
        await loop.run_in_executor(None, bank.tidy)
        context.load_cert_chain(bank.authority.server_file)  # for the connections to come

    scheduler = Scheduler(bank.store, bank.clock)

    async def advanced() -> None:
        await tidy()
        await scheduler.execute_due()

    office = await BackOffice(bank, advanced).listen(control)
    executing = asyncio.create_task(scheduler.run())
    hourly = asyncio.create_task(_every(TIDY_SECONDS, tidy))
    delivering = asyncio.create_task(gateway.run()) if gateway else None
    try:
        async with asyncio.TaskGroup() as serving:
            serving.create_task(server.serve([listener]))
            serving.create_task(desk_server.serve([desks]))
            await server.ready.wait()
            await desk_server.ready.wait()
            for name, opened in (("bank", listener), ("desk", desks)):
                print(f"{name} ready https://127.0.0.1:{opened.getsockname()[1]}", flush=True)
    finally:
        hourly.cancel()
        executing.cancel()
        if delivering:
            delivering.cancel()
        office.close()


def _server(app: FastAPI, context: ssl.SSLContext) -> _Server:
    config = uvicorn.Config(
        app,
        http=TerminalProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=5,
    )
    config.load()
    config.ssl = context
    return _Server(config)


async def _every(
    seconds: float, do: Callable[[], Awaitable[None]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Do it for ever. What fails is tried again the next time; the bank goes on without it."""
    while True:
        await sleep(seconds)
        try:
            await do()
        except Exception as error:
            logging.getLogger(__name__).error("what has ended is not dropped: %s", type(error).__name__)
