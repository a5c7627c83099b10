"""A camera that OpenCV reads: a V4L2 device, or a video file to try things with.

Reading is done by a process of its own (capture.py): a driver that hangs hangs there, and the terminal's own process
loads no OpenCV.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from pathlib import Path

from drivers import errors
from drivers.camera.contract import CameraStatus, Frame
from drivers.camera.shared_frames import HEIGHT, WIDTH, FrameReader, FrameWriter
from drivers.wire import JSON

NAME = "camera"
_ROOT = Path(__file__).resolve().parents[2]
_REAP_SECONDS = 2.0


class OpenCvCamera:
    """Implements `Camera`. `device`: a number (0 is /dev/video0), a path below /dev, or a video file.

    A file begins again at its end.

    `first_seconds`: how long the first picture may take to come, `picture_seconds`: each of the others.
    """

    def __init__(self, device: str, *, first_seconds: float = 10.0, picture_seconds: float = 2.0) -> None:
        self.first_seconds = first_seconds
        self.picture_seconds = picture_seconds
        self._device = device
        self._path = Path(f"/dev/video{device}" if device.isdecimal() else device)
        self._in_use = False
        self._trouble = ""  # what ended it last

    async def status(self) -> CameraStatus:
        """A camera is asked nothing: it would light up. What ended it last is said until it gives pictures again."""
        if not self._path.exists():
            return CameraStatus(False, f"{self._path}: there is no such camera: check its cable")
        if not os.access(self._path, os.R_OK):
            return CameraStatus(False, f"{self._path}: no right to read it")
        return CameraStatus(not self._trouble, self._trouble)

    async def frames(self) -> AsyncGenerator[Frame]:
        if self._in_use:
            raise errors.Refused(NAME, "it is in use already")
        self._in_use = True
        try:
            async with aclosing(self._frames()) as frames:
                async for frame in frames:
                    self._trouble = ""
                    yield frame
        except errors.DeviceError as error:
            self._trouble = error.detail
            raise
        finally:
            self._in_use = False

    async def _frames(self) -> AsyncGenerator[Frame]:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        memory = FrameWriter()
        with theirs:
            process = self._start(theirs.fileno(), memory.descriptor)
        lines = _Lines()
        pictures = FrameReader(memory.path)
        reading: asyncio.Task[None] | None = None
        try:
            reader, writer = await asyncio.open_unix_connection(sock=ours)
            reading = asyncio.create_task(lines.read(reader), name="read the camera")
            try:
                limit = self.first_seconds
                while True:
                    yield await self._next(lines, pictures, limit)
                    limit = self.picture_seconds
            finally:
                reading.cancel()
                await asyncio.wait({reading})
                writer.transport.abort()
                with suppress(OSError):
                    await writer.wait_closed()
        finally:
            process.kill()  # it keeps nothing that a kill could spoil
            with suppress(subprocess.TimeoutExpired):
                process.wait(_REAP_SECONDS)
            pictures.close()
            memory.close()

    def _start(self, *descriptors: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own module, no shell; the device is the settings'
            [sys.executable, "-m", "drivers.camera.capture", self._device, *map(str, descriptors)],
            cwd=_ROOT,
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C is the terminal's to handle
        )

    async def _next(self, lines: "_Lines", pictures: FrameReader, limit: float) -> Frame:
        try:
            async with asyncio.timeout(limit):
                while True:
                    said = await lines.newest()
                    if "error" in said:
                        kind = errors.Disconnected if said["error"] == "Disconnected" else errors.Refused
                        raise kind(NAME, said["detail"])
                    if pixels := pictures.copy(said["slot"], said["number"]):
                        return Frame(pixels, WIDTH, HEIGHT, said["at"], said["number"])
        except TimeoutError:
            raise errors.TimedOut(NAME, f"no picture for {limit:g} s: switch the camera off and on") from None


class _Lines:
    """The newest that the other process has said. Its last word stays."""

    def __init__(self) -> None:
        self._said: JSON = None
        self._rang = asyncio.Event()

    async def read(self, reader: asyncio.StreamReader) -> None:
        """Hear it until it ends."""
        last: JSON = {"error": "Disconnected", "detail": "what reads the camera has died"}
        try:
            while line := await reader.readline():
                self._hear(json.loads(line))
                if "error" in self._said:
                    return
        except (OSError, ValueError):
            pass  # it is gone
        self._hear(last)

    async def newest(self) -> JSON:
        """What was said last, once."""
        while self._said is None:
            self._rang.clear()
            await self._rang.wait()
        said = self._said
        if "error" not in said:
            self._said = None
        return said

    def _hear(self, said: JSON) -> None:
        self._said = said
        self._rang.set()
