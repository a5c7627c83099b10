"""The simulated PIN pad: a process of its own, the only one that ever holds a digit.

What leaves it: counts of digits, and an enciphered PIN with its key id and counter. The counter is on disk before a
block is given out, and never repeats; gaps are normal. It refuses keys that are not the sandbox's.
"""

import argparse
import asyncio
import fcntl
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from psec.pinblock import encipher_pinblock_iso_4

from drivers.errors import Disconnected, Refused
from drivers.pin_pad.contract import Key
from drivers.pin_pad.dukpt import pin_key
from drivers.wire import JSON, Connection, Server

SANDBOX_KEYS = "53414e44"  # "SAND": how the ids of the sandbox's keys begin
_MOST_COUNTER = 2**32 - 1
_FAULTS = ("gone", "hang", "no-key")


class KeyFileError(Exception):
    """The key file cannot be used. The message says which and why, never what is in it."""


class PinPadDevice:
    """The pad itself. `state` is its folder: key.json (mode 0600) and the counter."""

    def __init__(self, state: Path) -> None:
        self._counter_file = state / "counter"
        self._key_id, self._key = _read_key(state / "key.json")
        self._server = Server(self._handle)
        self._faults: set[str] = set()
        self._entry: _Entry | None = None
        self._listeners: dict[Connection, Callable[[JSON], None]] = {}
        self._watchers: set[Connection] = set()
        self._woken = asyncio.Event()

    async def start(self, socket: Path) -> None:
        """Listen at `socket`."""
        await self._server.start(socket)

    async def stop(self) -> None:
        """Hang up, and forget a PIN that is being entered."""
        self._forget()
        await self._server.stop()

    # -- what is asked ---------------------------------------------------------------------------------------------

    async def _handle(
        self, device: str, call: str, args: dict[str, JSON], connection: Connection, progress: Callable[[JSON], None]
    ) -> JSON:
        # the panel's side: hands, eyes and faults work whatever is broken
        match call:
            case "press":
                return self._press(Key(args["key"]))
            case "set-fault":
                return self._set_fault(args["fault"], bool(args["on"]))
            case "watch":
                return await self._watch(connection)
            case _:
                pass
        while "hang" in self._faults:
            await self._woken.wait()
        if "gone" in self._faults:
            raise Disconnected("pin-pad", "no answer: check cable and power")
        match call:
            case "status":
                return self._status()
            case "enter-pin":
                return await self._enter(args["pan"], int(args["length"]), progress)
            case "abort":
                return self._forget()
            case "keys":
                return await self._clear_keys(connection, progress)
            case _:
                raise KeyError(call)

    def _status(self) -> JSON:
        usable = bool(self._key) and "no-key" not in self._faults
        return {
            "ready": usable,
            "key_id": self._key_id if usable else "",
            "trouble": "" if usable else "no key: load one",
        }

    async def _enter(self, pan: str, length: int, progress: Callable[[JSON], None]) -> JSON:
        if not self._status()["ready"]:
            raise Refused("pin-pad", "no key is loaded")
        if self._entry:
            raise Refused("pin-pad", "a PIN is being entered already")
        entry = self._entry = _Entry(length, progress)
        self._tell()
        try:
            complete = await entry.done
            if not complete:
                return None
            counter = self._next_counter()
            key = pin_key(self._key, bytes.fromhex(self._key_id), counter)
            block = encipher_pinblock_iso_4(key, entry.digits.decode(), pan)
            return {"key_id": self._key_id, "counter": counter, "block": block.hex()}
        finally:
            entry.wipe()
            if self._entry is entry:
                self._entry = None
            self._tell()

    def _forget(self) -> None:
        if self._entry:
            self._entry.end(complete=False)

    async def _clear_keys(self, connection: Connection, progress: Callable[[JSON], None]) -> None:
        self._listeners[connection] = progress
        try:
            await connection.closed.wait()
        finally:
            self._listeners.pop(connection, None)

    # -- keys ------------------------------------------------------------------------------------------------------

    def _press(self, key: Key) -> None:
        if "gone" in self._faults or "hang" in self._faults:
            return
        if self._entry:
            self._entry.press(key)
            self._tell()
            return
        for listener in list(self._listeners.values()):
            listener(key.value)

    def _next_counter(self) -> int:
        """The next DUKPT counter, on disk before it is used (X9.24-3: a counter is never used twice)."""
        used = int(self._counter_file.read_text()) if self._counter_file.exists() else 0
        if used >= _MOST_COUNTER:
            raise Refused("pin-pad", "the key is used up: load another")
        beside = self._counter_file.with_suffix(".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, str(used + 1).encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        beside.replace(self._counter_file)
        folder = os.open(self._counter_file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return used + 1

    # -- the panel's side ------------------------------------------------------------------------------------------

    def _set_fault(self, fault: str, on: bool) -> None:
        if fault not in _FAULTS:
            raise ValueError(fault)
        (self._faults.add if on else self._faults.discard)(fault)
        woken, self._woken = self._woken, asyncio.Event()
        woken.set()
        if on and fault in ("gone", "hang"):
            self._forget()
        self._tell()

    async def _watch(self, connection: Connection) -> None:
        self._watchers.add(connection)
        self._tell()
        try:
            await connection.closed.wait()
        finally:
            self._watchers.discard(connection)

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher.event(
                "state",
                entering=self._entry is not None,
                digits=len(self._entry.digits) if self._entry else 0,
                faults=sorted(self._faults),
                known_faults=list(_FAULTS),
            )


class _Entry:
    """A PIN being entered. Its digits are overwritten when it ends."""

    def __init__(self, length: int, progress: Callable[[JSON], None]) -> None:
        self.digits = bytearray()
        self.done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._length = length
        self._progress = progress

    def press(self, key: Key) -> None:
        """One key. Enter closes a PIN of the wanted length, and does nothing before."""
        if key is Key.CANCEL:
            return self.end(complete=False)
        if key is Key.ENTER:
            return self.end(complete=True) if len(self.digits) == self._length else None
        if key is Key.CLEAR:
            self.wipe()
        elif key.value.isdecimal() and len(self.digits) < self._length:
            self.digits += key.value.encode()
        else:
            return None
        return self._progress(len(self.digits))

    def end(self, *, complete: bool) -> None:
        """The customer is done, or has left."""
        if not self.done.done():
            self.done.set_result(complete)

    def wipe(self) -> None:
        """Overwrite and drop the digits."""
        for place in range(len(self.digits)):
            self.digits[place] = 0
        self.digits.clear()


def _read_key(file: Path) -> tuple[str, bytes]:
    if not file.exists():
        return "", b""
    if file.stat().st_mode & 0o077:
        raise KeyFileError(f"{file}: others can read it; run: chmod 600 {file}")
    try:
        content = json.loads(file.read_text())
        key_id, key = str(content["key_id"]), bytes.fromhex(content["initial_key"])
        if len(bytes.fromhex(key_id)) != 8 or len(key) != 16:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise KeyFileError(f"{file}: not a key file; load the key again") from None
    if not key_id.startswith(SANDBOX_KEYS):
        raise KeyFileError(f"{file}: not a key of the sandbox; a simulated PIN pad takes no other")
    return key_id, key


def main(state: Path, socket: Path) -> int:
    """Run until SIGINT or SIGTERM. Prints one ready line. Exit code 2: it cannot start."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (state / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print(f"pin pad: another one runs on {state}", file=sys.stderr)
            return 2
        try:
            asyncio.run(_run(state, socket))
        except KeyFileError as error:
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
