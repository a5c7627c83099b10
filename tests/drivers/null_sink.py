"""A sound card that is none: PulseAudio with a null sink, whose monitor is the microphone. What is played is heard."""

import asyncio
import os
import shutil
import signal
import subprocess
import time
from array import array
from pathlib import Path

import pytest

from drivers.audio.contract import Sound
from drivers.audio.samples import to_wav
from tests.conformance.audio import RATE, tone

NEEDED = ("pulseaudio", "pactl", "parec", "paplay")
DEVICE = "pulse"  # as libasound2-plugins names it to PortAudio
_PATIENCE = 15.0  # seconds for PulseAudio to start
_QUIET = 400  # samples below are silence
_LATE = RATE // 3  # that a sound may be heard after it was played
_GAP = RATE // 10  # of silence that ends a sound


class NullSink:
    """PulseAudio in `folder`; `environment` leads programs to it."""

    def __init__(self, folder: Path) -> None:
        missing = [program for program in NEEDED if shutil.which(program) is None]
        if missing:
            pytest.skip(f"no {', '.join(missing)}: install the packages pulseaudio and pulseaudio-utils")
        self._folder = folder
        self._socket = folder / "sound.sock"
        self._server: subprocess.Popen[bytes] | None = None
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_SINK": "hall",
            "PULSE_SOURCE": "hall.monitor",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_COOKIE": str(folder / "cookie"),
            "XDG_RUNTIME_DIR": str(folder),
        }

    def start(self) -> None:
        self._socket.unlink(missing_ok=True)
        log = (self._folder / "pulse.log").open("ab")
        self._server = subprocess.Popen(
            [
                *(
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--exit-idle-time=-1",
                    "--use-pid-file=no",
                    "--log-level=error",
                ),
                f"--load=module-null-sink sink_name=hall rate={RATE} channels=1",
                f"--load=module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
            ],
            env={"PATH": os.environ["PATH"], "HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)},
            stderr=log,
            start_new_session=True,
        )
        log.close()
        until = time.monotonic() + _PATIENCE
        while self._run("pactl", "info").returncode:
            if time.monotonic() > until or self._server.poll() is not None:
                raise AssertionError("PulseAudio does not start")
            time.sleep(0.05)

    def freeze(self) -> None:
        assert self._server
        self._server.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        if self._server:
            self._server.kill()
            self._server.wait()
            self._server = None

    @property
    def running(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def starts(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program that uses it."""
        environment = os.environ | self.environment
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def recorded(self) -> bool:
        """Whether anybody listens to it but ourselves."""
        listed = self._run("pactl", "list", "short", "source-outputs").stdout.decode().splitlines()
        return bool(listed)

    def _run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | self.environment
        return subprocess.run(command, env=environment, capture_output=True, timeout=_PATIENCE, check=False)


class CardEar:
    """Hears what is played, by recording the monitor from the beginning."""

    tells_headset = False
    can_hang = True

    def __init__(self, card: NullSink) -> None:
        self._card = card
        self._samples = bytearray()
        self._recorder: subprocess.Popen[bytes] | None = None
        self._reading: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        """Begin, and be done when it really listens."""
        self._recorder = self._card.starts(
            "parec", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=20"
        )
        self._reading = asyncio.create_task(self._read(self._recorder))
        async with asyncio.timeout(_PATIENCE):
            while not self._samples:  # noqa: ASYNC110 - the recorder has no event
                await asyncio.sleep(0.01)

    async def heard(self) -> list[Sound]:
        enough = len(self._samples) + 2 * _LATE
        while len(self._samples) < enough or self._has_sound_at_the_end():  # noqa: ASYNC110 - the recorder has no event
            await asyncio.sleep(0.02)
        return _parts(bytes(self._samples[: len(self._samples) // 2 * 2]))

    async def close(self) -> None:
        if self._recorder and self._reading:
            self._recorder.kill()
            await self._reading
            self._recorder.wait()

    async def hang(self) -> None:
        self._card.freeze()

    async def plug_headset(self) -> None: ...
    async def unplug_headset(self) -> None: ...

    async def unplug(self) -> None:
        self._card.stop()

    async def plug_in(self) -> None:
        self._card.start()

    async def _read(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), recorder.stdout)
        while samples := await reader.read(65536):
            self._samples += samples
        transport.close()

    def _has_sound_at_the_end(self) -> bool:
        end = bytes(self._samples[: len(self._samples) // 2 * 2][-2 * _GAP * 3 :])
        return any(abs(sample) > _QUIET for sample in array("h", end))


class CardMouth:
    """Plays into the null sink, whose monitor the microphone is."""

    can_hang = True

    def __init__(self, card: NullSink, folder: Path) -> None:
        self._card = card
        self._file = folder / "tone.wav"
        self._file.write_bytes(to_wav(tone()))

    async def speaks(self) -> None:
        playing = self._card.starts("paplay", str(self._file))
        while playing.poll() is None:  # noqa: ASYNC110 - a process has no event
            await asyncio.sleep(0.02)
        assert playing.stdout
        playing.stdout.close()

    async def is_open(self) -> bool:
        return self._card.running and self._card.recorded()

    async def hang(self) -> None:
        self._card.freeze()

    async def unplug(self) -> None:
        self._card.stop()

    async def plug_in(self) -> None:
        self._card.start()


def _parts(samples: bytes) -> list[Sound]:
    """The sounds in a recording, without the silence between them."""
    parts, begin, last = list[Sound](), -1, 0
    for place, sample in enumerate(array("h", samples)):
        if abs(sample) > _QUIET:
            begin, last = place if begin < 0 else begin, place
        elif begin >= 0 and place - last > _GAP:
            parts.append(Sound(samples[2 * begin : 2 * last], RATE))
            begin = -1
    return parts
