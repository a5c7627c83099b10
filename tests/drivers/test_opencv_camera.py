"""A real camera's backend, with a video file in place of a camera: no machine that runs tests has one."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from drivers.camera import capture
from drivers.camera.contract import Frame
from drivers.camera.opencv import OpenCvCamera
from drivers.errors import Disconnected, Refused, TimedOut

Start = Callable[..., subprocess.Popen[bytes]]

BRIGHTNESS = (20, 220)  # of the left and the right half
FRAMES = 10


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten pictures, 800 x 480: the left half dark, the right half bright and red."""
    path = tmp_path_factory.mktemp("video") / "two-halves.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (800, 480))
    picture = np.full((480, 800, 3), BRIGHTNESS[0], np.uint8)
    picture[:, 400:, 2] = BRIGHTNESS[1]  # OpenCV's order is blue, green, red
    for _ in range(FRAMES):
        writer.write(picture)
    writer.release()
    return path


def run(work: Coroutine[Any, Any, None]) -> None:
    async def soon() -> None:
        async with asyncio.timeout(60):
            await work

    asyncio.run(soon())


async def some(camera: OpenCvCamera, count: int) -> list[Frame]:
    async with aclosing(camera.frames()) as frames:
        return [await anext(frames) for _ in range(count)]


def test_gives_rgb_of_the_promised_size_cut_out_of_the_middle(video: Path) -> None:
    async def look() -> None:
        (frame,) = await some(OpenCvCamera(str(video)), 1)
        picture = np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3).astype(int)
        assert (frame.width, frame.height) == (640, 480)
        left, right = picture[:, :310].mean((0, 1)), picture[:, 330:].mean((0, 1))
        assert left.max() < 40
        assert right[0] > 180  # red comes first
        assert right[1:].max() < 60

    run(look())


def test_a_file_begins_again_at_its_end(video: Path) -> None:
    async def look() -> None:
        frames = await some(OpenCvCamera(str(video)), FRAMES + 5)
        numbers = [frame.number for frame in frames]
        assert numbers == sorted(set(numbers))
        assert numbers[-1] > FRAMES
        assert all(0 < frame.at <= time.monotonic() for frame in frames)

    run(look())


def test_can_be_had_again_and_by_one_at_a_time(video: Path) -> None:
    async def look() -> None:
        camera = OpenCvCamera(str(video))
        async with aclosing(camera.frames()) as frames:
            await anext(frames)
            with pytest.raises(Refused, match="in use"):
                await some(camera, 1)
        await some(camera, 1)
        assert (await camera.status()).ready

    run(look())


def test_the_process_ends_when_nobody_looks_any_more(video: Path, started: list[subprocess.Popen[bytes]]) -> None:
    async def look() -> None:
        async with aclosing(OpenCvCamera(str(video)).frames()) as frames:
            await anext(frames)
            assert started[0].poll() is None
        assert started[0].poll() is not None

    run(look())


def test_a_process_that_dies_is_a_camera_that_went_away(video: Path, started: list[subprocess.Popen[bytes]]) -> None:
    async def look() -> None:
        camera = OpenCvCamera(str(video))
        async with aclosing(camera.frames()) as frames:
            await anext(frames)
            os.kill(started[0].pid, signal.SIGKILL)
            with pytest.raises(Disconnected):
                await _all(frames)
        assert not (await camera.status()).ready
        await some(camera, 1)
        assert (await camera.status()).ready

    run(look())


def test_a_process_that_hangs_is_a_camera_that_timed_out(video: Path, started: list[subprocess.Popen[bytes]]) -> None:
    async def look() -> None:
        async with aclosing(OpenCvCamera(str(video), picture_seconds=0.3).frames()) as frames:
            await anext(frames)
            os.kill(started[0].pid, signal.SIGSTOP)
            with pytest.raises(TimedOut):
                await _all(frames)
        assert started[0].poll() is not None

    run(look())


def test_no_camera_is_said_with_what_to_do(tmp_path: Path) -> None:
    async def look() -> None:
        camera = OpenCvCamera(str(tmp_path / "video9"))
        status = await camera.status()
        assert not status.ready
        assert "cable" in status.trouble
        with pytest.raises(Disconnected, match="cable"):
            await some(camera, 1)

    run(look())


def test_a_number_is_a_device_of_linux() -> None:
    with pytest.raises(Disconnected, match="/dev/video987"):
        capture.opened("987")


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.avi").write_text("no video")

    async def look() -> None:
        with pytest.raises(Refused, match="no video"):
            await some(OpenCvCamera(str(tmp_path / "letter.avi")), 1)

    run(look())


def test_who_waits_for_pictures_loads_no_opencv() -> None:
    seen = "import sys, drivers.camera.opencv, drivers.camera.simulated; print({'cv2', 'numpy'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", seen], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "set()"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that the backend starts, as it does."""
    processes = list[subprocess.Popen[bytes]]()
    start = OpenCvCamera._start  # pyright: ignore[reportPrivateUsage]  # what is watched is the process itself

    def starts(self: OpenCvCamera, *descriptors: int) -> subprocess.Popen[bytes]:
        processes.append(start(self, *descriptors))
        return processes[-1]

    monkeypatch.setattr(OpenCvCamera, "_start", starts)
    return processes


async def _all(frames: Any) -> None:
    while True:
        await anext(frames)
