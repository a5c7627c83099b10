"""The simulated PIN pad: a process of its own, the only one that ever holds a digit of a PIN.

What leaves it during PIN entry: counts of digits, and the enciphered PIN with its key id and counter. The counter is
on disk before a block is given out, and never repeats; gaps are normal.
"""

import argparse
import asyncio
import fcntl
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from psec.pinblock import encipher_pinblock_iso_4

from drivers.errors import Refused
from drivers.pin_pad.contract import Key
from drivers.pin_pad.dukpt import pin_key
from drivers.pin_pad.entry import Entry
from drivers.pin_pad.key_file import Counter, KeyFileError, read_key
from drivers.simulator.device import SimulatedDevice, Sleep
from drivers.wire import JSON, Connection, Server

_LENGTHS = range(4, 13)  # digits of a PIN (ISO 9564-1)


class PinPadDevice(SimulatedDevice):
    """The pad itself, and its socket. `state` is its folder: key.json (mode 0600) and the counter.

    Raises `KeyFileError` when one of them cannot be used; without a key it runs, and says that it has none.
    """

    name = "pin-pad"
    known_faults = ("no-key", "slow", "hang", "gone")

    def __init__(self, state: Path, *, sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(self._tell, sleep)
        self._key = read_key(state / "key.json")
        self._counter = Counter(state / "counter")
        self._server = Server(self._handle)
        self._entry: Entry | None = None
        self._listeners: list[Callable[[JSON], None]] = []
        self._watchers: set[Connection] = set()

    async def start(self, socket: Path) -> None:
        """Listen at `socket`. Raises `OSError` when that cannot be."""
        await self._server.start(socket)

    async def stop(self) -> None:
        """Forget a PIN that is being entered, and hang up."""
        self._abort()
        await self._server.stop()

    # -- the customer's hand and the panel -------------------------------------------------------------------------

    def press(self, key: Key) -> None:
        """Press a key. While a PIN is entered it stays here; else it goes to whoever listens to the keys."""
        if self.faults & {"gone", "hang"}:
            return
        if self._entry:
            self._entry.press(key)
        else:
            for listener in list(self._listeners):
                listener(key.value)
        self.touch()

    def snapshot(self) -> dict[str, JSON]:
        """What the panel shows of it: how many digits there are, not which."""
        return super().snapshot() | {
            "entering": self._entry is not None,
            "digits": len(self._entry.digits) if self._entry else 0,
            "listening": bool(self._listeners),
        }

    async def _handle(
        self, device: str, call: str, args: dict[str, JSON], connection: Connection, progress: Callable[[JSON], None]
    ) -> JSON:
        match call:  # the panel's calls work whatever is broken
            case "press":
                if args["key"] not in list(Key):
                    raise Refused(self.name, "no such key")
                return self.press(Key(args["key"]))
            case "set-fault":
                if args["fault"] not in self.known_faults:
                    raise Refused(self.name, f"no such fault; it knows {', '.join(self.known_faults)}")
                return self.set_fault(str(args["fault"]), args["on"] is True)
            case "power-cycle":
                return self.power_cycle()
            case "watch":
                return await self._watch(connection)
            case _:
                return await self.call(call, args | {"progress": progress})

    async def _watch(self, connection: Connection) -> None:
        self._watchers.add(connection)
        self._tell()
        try:
            await connection.closed.wait()
        finally:
            self._watchers.discard(connection)

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher.event("state", **self.snapshot())

    # -- what the kiosk asks ---------------------------------------------------------------------------------------

    async def _do(self, call: str, args: dict[str, JSON]) -> JSON:
        match call:
            case "status":
                return self._status()
            case "enter-pin":
                return await self._enter(args["pan"], args["length"], args["progress"])
            case "abort":
                return self._abort()
            case "keys":
                return await self._clear_keys(args["progress"])
            case _:
                raise KeyError(call)

    def _status(self) -> JSON:
        if self._key is None or "no-key" in self.faults:
            return {"ready": False, "key_id": "", "trouble": "no key: load one"}
        return {"ready": True, "key_id": self._key.key_id, "trouble": ""}

    async def _enter(self, pan: str, length: int, progress: Callable[[JSON], None]) -> JSON:
        if self._key is None or "no-key" in self.faults:
            raise Refused(self.name, "no key is loaded")
        if length not in _LENGTHS:
            raise Refused(self.name, "a PIN has 4 to 12 digits")
        if self._entry:
            raise Refused(self.name, "a PIN is being entered already")
        entry = self._entry = Entry(length, progress)
        self.touch()
        try:
            await self.until(lambda: entry.ended)
            if not entry.complete:
                return None
            counter = self._counter.next()
            if counter is None:
                raise Refused(self.name, "the key is used up: load another")
            key = pin_key(self._key.key, bytes.fromhex(self._key.key_id), counter)
            block = encipher_pinblock_iso_4(key, entry.digits.decode(), pan)
            return {"key_id": self._key.key_id, "counter": counter, "block": block.hex()}
        finally:
            entry.forget()
            if self._entry is entry:
                self._entry = None
            self.touch()

    def _abort(self) -> None:
        if self._entry:
            self._entry.forget()
            self._entry = None
            self.touch()

    async def _clear_keys(self, progress: Callable[[JSON], None]) -> None:
        self._listeners.append(progress)
        self.touch()
        try:
            await self.until(lambda: False)
        finally:
            self._listeners.remove(progress)
            self.touch()


def main(state: Path, socket: Path) -> int:
    """Run until SIGINT or SIGTERM. Prints one ready line. Exit code 2: it cannot start."""
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (state / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"pin pad: another one runs on {state}", file=sys.stderr)
                return 2
            asyncio.run(_run(state, socket))
    except (KeyFileError, OSError) as error:
        print(f"pin pad: {error}", file=sys.stderr)
        return 2
    return 0


async def _run(state: Path, socket: Path) -> None:
    pad = PinPadDevice(state)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await pad.start(socket)
    print("pin pad ready", flush=True)
    await stop.wait()
    await pad.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The simulated PIN pad.")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--socket", type=Path, required=True)
    given = parser.parse_args()
    sys.exit(main(given.state, given.socket))
