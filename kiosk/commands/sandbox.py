"""The whole thing on one machine: starts bank, simulator, PIN pad and kiosk as children, and stops them in order.

It plays the branch staff too: enrols the terminal with a code from the desk and loads the sandbox's PIN key.
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from types import FrameType

from bank.control import Control
from kiosk.commands.sandbox_desk import Desk

_READY_SECONDS = 60.0
_STOP_SECONDS = 150.0  # the kiosk returns the card first: a reader that sticks takes 40 s, the words after it 60
_CRASHES = 5  # within a minute: then it is not started again
_TERMINAL = "sandbox-001"
_PR_SET_PDEATHSIG = 1
_SETTINGS = """\
# Written by `kiosk sandbox` at each start. To try something else, set KIOSK_SECTION__KEY in the environment.
environment = "sandbox"

[terminal]
id = "{terminal}"
place = {{ zh-Hans = "沙盒网点", zh-Hant = "沙盒網點", en = "Sandbox branch" }}

[state]
folder = "{folder}"

[bank]
url = "{url}"
authority = "{authority}"

[devices]
card_reader = "simulated"
card_dispenser = "simulated"
printer = "simulated"
document_printer = "simulated"
pin_pad = "simulated"
id_scanner = "simulated"
signals = "simulated"
camera = "simulated"
audio = "simulated"
speech = "pyttsx3"

# Here blink, mouth and the test for flat pictures can be tried. Their landmarks were trained on iBUG 300-W, whose
# licence forbids commercial use: trying them out on drawn people is none. The default of a terminal is "five-point".
[face]
profile = "sixty-eight-point"

[simulator]
socket = "{devices}"
pin_pad_socket = "{pin_pad}"
"""


class Child:
    """One process of the sandbox. What it prints goes on to our output; `ready` waits for its ready line."""

    def __init__(self, name: str, *args: str) -> None:
        self.name = name
        parent = os.getpid()

        def die_with_parent() -> None:
            # Without this, killing the sandbox would leave its children holding the ports and locks.
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

        self.process = subprocess.Popen(  # noqa: S603 - our own modules, no shell, nothing anybody typed
            [sys.executable, "-m", *args],
            env=os.environ | {"PYDANTIC_DISABLE_PLUGINS": "__all__"},  # looking for some takes 10 ms of a start
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # a Ctrl-C is ours to pass on, in order
            preexec_fn=die_with_parent,
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def ready(self, beginning: str) -> str:
        """Wait for the line that begins so, and give it. Raises `ChildFailed`."""
        end = time.monotonic() + _READY_SECONDS
        while time.monotonic() < end:
            try:
                line = self._lines.get(timeout=0.1)
            except Empty:
                if self.process.poll() is not None and self._lines.empty():
                    break
                continue
            if line.startswith(beginning):
                return line
        raise ChildFailed(f"{self.name} did not start (exit code {self.process.poll()})")

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{self.name} does not stop: killed", flush=True)
            self.process.kill()
            self.process.wait()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            print(line, end="", flush=True)
            self._lines.put(line.rstrip("\n"))


class ChildFailed(Exception):
    """A process of the sandbox did not come up. The message is for the person at the keyboard."""


class Sandbox:
    """`state` is the folder of everything; each process has its own below it."""

    def __init__(self, state: Path, *, window: bool, panel_port: int, bank_port: int) -> None:
        self._state = state.absolute()
        self._window = window
        self._panel_port = panel_port
        self._bank_port = bank_port
        self._children: list[Child] = []
        self._stop = threading.Event()
        self._lock = -1  # held as long as this process lives

    def run(self) -> int:
        """Run until Ctrl-C, or until the kiosk ends by itself. Gives the exit code."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._told_to_stop)
        try:
            self._start()
            return self._watch()
        except ChildFailed as failed:
            print(f"kiosk sandbox: {failed}", file=sys.stderr, flush=True)
            return 2
        finally:
            for child in reversed(self._children):
                child.stop()

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _start(self) -> None:
        state = self._state
        for folder in ("bank", "simulator", "pin-pad", "kiosk", "phones", "desk", "run"):
            (state / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._be_the_only_one()
        if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
            print("There is no display: the screen is drawn in memory, and the panel shows it.", flush=True)
        bank = self._child(
            "bank",
            "kiosk.cli",
            "bank",
            "--state",
            f"{state}/bank",
            "--control",
            f"{self.control}",
            "--port",
            f"{self._bank_port}",
            "--sms",
            f"{state}/phones",
        )
        url = bank.ready("bank ready").split()[-1]
        self._write_settings(url)
        self._enrol()
        self._load_pin_key()
        pad = self._child(
            "pin pad", "kiosk.cli", "pin-pad", "--state", f"{state}/pin-pad", "--socket", f"{self._socket('pin-pad')}"
        )
        pad.ready("pin pad ready")
        simulator = self._child(
            "simulator",
            *("kiosk.cli", "simulator", "--state", f"{state}/simulator", "--port", f"{self._panel_port}"),
            *("--socket", f"{self._socket('devices')}", "--pin-pad", f"{self._socket('pin-pad')}"),
            *("--sms", f"{state}/phones", "--desk", f"{state}/desk"),
        )
        simulator.ready("panel")
        self._start_kiosk()

    def _be_the_only_one(self) -> None:
        """Raises `ChildFailed` where another terminal runs on this state, or has a port that this one wants."""
        self._lock = os.open(self._state / "run" / "sandbox.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ChildFailed(
                f"another terminal already runs on {self._state}: end it with Ctrl-C where it was started, or take "
                "another folder: make run STATE=dir PANEL_PORT=0 BANK_PORT=0"
            ) from error
        for whose, port in (("panel", self._panel_port), ("bank", self._bank_port)):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError as error:
                    raise ChildFailed(
                        f"port {port} for the {whose} is in use, by another terminal perhaps: end it with Ctrl-C where "
                        f"it was started, or take a free port: make run {whose.upper()}_PORT=0"
                    ) from error

    def _watch(self) -> int:
        """Start the kiosk again when it dies, as a supervisor does; end when it ends."""
        crashes: list[float] = []
        desk = Desk(self._state / "desk", Control(self.control), lambda said: print(said, flush=True))
        while not self._stop.wait(0.2):
            desk.look()
            kiosk = self._children[-1]
            code = kiosk.process.poll()
            if code is None:
                continue
            if code in (0, 2):
                return code
            crashes = [moment for moment in crashes if time.monotonic() - moment < 60] + [time.monotonic()]
            if len(crashes) >= _CRASHES:
                raise ChildFailed(f"the kiosk died {_CRASHES} times within a minute")
            print(f"The kiosk ended with {code}: starting it again.", flush=True)
            self._children.pop()
            self._start_kiosk()
        print(
            "Stopping. A card inside comes back first: take it at the panel; it is kept after 30 seconds.", flush=True
        )
        return 0

    def _start_kiosk(self) -> None:
        window = ["--window"] if self._window else []
        kiosk = self._child("kiosk", "kiosk.start", "run", "--settings", f"{self._settings}", *window)
        kiosk.ready("kiosk ready")

    def _child(self, name: str, *args: str) -> Child:
        child = Child(name, *args)
        self._children.append(child)
        return child

    # -- what staff would do ---------------------------------------------------------------------------------------

    def _load_pin_key(self) -> None:
        """Load the PIN pad's initial key, as a key loading facility does. It is in the pad's folder only."""
        file = self._state / "pin-pad" / "key.json"
        if file.exists():
            return
        key = Control(self.control).inject_pin_key(_TERMINAL)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as written:
            written.write(key.model_dump_json())

    def _enrol(self) -> None:
        """Enrol the terminal, once: the desk hands over a code and the authority's certificate."""
        from kiosk.main import IDENTITY, enrol

        if (self._state / "kiosk" / IDENTITY).exists():
            return
        code = Control(self.control).create_enrolment_code(_TERMINAL)
        self._authority.write_text(code.authority)
        if enrol(self._settings, code.code) != 0:
            raise ChildFailed("the terminal could not be enrolled at the bank")

    def _write_settings(self, url: str) -> None:
        """Written at each start: the bank's address may be another. What is to differ goes into the environment."""
        self._settings.write_text(
            _SETTINGS.format(
                terminal=_TERMINAL,
                folder=self._state / "kiosk",
                url=url,
                authority=self._authority,
                devices=self._socket("devices"),
                pin_pad=self._socket("pin-pad"),
            ),
            encoding="utf-8",
        )

    # -- where things are ------------------------------------------------------------------------------------------

    @property
    def control(self) -> Path:
        """The bank's private socket."""
        return self._socket("bank")

    @property
    def _settings(self) -> Path:
        return self._state / "kiosk" / "kiosk.toml"

    @property
    def _authority(self) -> Path:
        return self._state / "kiosk" / "bank-authority.pem"

    def _socket(self, name: str) -> Path:
        return self._state / "run" / f"{name}.sock"
