"""The panel's real server, for tests."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Queue

from drivers.simulator.panel.security import new_token
from drivers.simulator.panel.server import serve
from tests.panel.fake_host import FakeHost

SECONDS = 20.0  # a test that waits longer has failed


class RunningPanel:
    """The panel's real server, in a thread with a loop of its own. `addresses` are those it announced."""

    def __init__(self, port: int = 0) -> None:
        self.host = FakeHost()
        self.addresses: Queue[str] = Queue()
        self._port = port
        self._stop: Callable[[], object] = lambda: None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: Future[None] = Future()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> str:
        """Start it; gives the address that opens it once."""
        self._thread.start()
        return self.addresses.get(timeout=SECONDS)

    def do(self, change: Callable[[FakeHost], object]) -> None:
        """Change the host in its own thread, and wait until that is done."""
        assert self._loop is not None
        done: Future[None] = Future()

        def run() -> None:
            change(self.host)
            done.set_result(None)

        self._loop.call_soon_threadsafe(run)
        done.result(SECONDS)

    def stop(self) -> None:
        """Cancel it, as the simulator does. Raises what it raised."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop)
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()
        self._ended.result(0)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
            self._ended.set_result(None)
        except BaseException as error:
            self._ended.set_exception(error)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        serving = asyncio.create_task(
            serve(self.host, port=self._port, token=new_token(), ready=self.addresses.put_nowait)
        )
        self._stop = serving.cancel
        await asyncio.wait({serving})
        if not serving.cancelled() and (error := serving.exception()):
            raise error
