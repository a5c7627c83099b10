"""Takes pictures of a real camera, or out of a video file, in a process of its own (see opencv.py, which starts it).

    python -m drivers.camera.capture DEVICE SOCKET MEMORY

SOCKET and MEMORY are descriptors. A line out is JSON: `{"slot", "number", "at"}` for each picture, or
`{"error": the name of a device error, "detail"}`, which is the last. It ends when the other side hangs up.
"""

import json
import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.shared_frames import HEIGHT, WIDTH, FrameWriter
from drivers.errors import DeviceError, Disconnected, Refused

NAME = "camera"
_FPS = 25
_MISSES = 25  # pictures that may fail to come, one after another, before the camera counts as gone
_SLOWEST = 5.0  # a file's own pace is kept between this and `_FASTEST`, frames a second
_FASTEST = 120.0


def main(device: str, say: socket.socket, memory: FrameWriter) -> None:
    """Give pictures until nobody listens."""
    try:
        _run(device, say, memory)
    except DeviceError as error:
        with suppress(OSError):
            _say(say, {"error": type(error).__name__, "detail": error.detail})
    except (BrokenPipeError, ConnectionResetError):
        pass  # nobody listens any more
    finally:
        memory.close()


def opened(device: str) -> tuple[cv2.VideoCapture, bool]:
    """The camera by its number or path, or a video file; and whether it is a file.

    Raises `Disconnected` where there is none, `Refused` where it cannot be read, each saying what to do.
    """
    path = Path(f"/dev/video{device}" if device.isdecimal() else device)
    if not path.exists():
        raise Disconnected(NAME, f"{path}: there is no such camera: check its cable, or name another in the settings")
    if not os.access(path, os.R_OK):
        raise Refused(NAME, f"{path}: no right to read it: add the terminal's user to the group that owns it (video)")
    is_file = path.is_file()
    capture = cv2.VideoCapture(str(path), cv2.CAP_ANY if is_file else cv2.CAP_V4L2)
    if not capture.isOpened():
        raise Refused(NAME, f"{path}: {'no video that can be read' if is_file else 'no camera that gives pictures'}")
    if not is_file:
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))  # raw pictures do not fit through USB 2
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        capture.set(cv2.CAP_PROP_FPS, _FPS)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest, not one from a queue
    return capture, is_file


def fitted(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture as OpenCV reads it (BGR) as RGB of 640 x 480: what is too wide or too high is cut off evenly."""
    height, width = picture.shape[:2]
    across, down = min(width, height * WIDTH // HEIGHT), min(height, width * HEIGHT // WIDTH)
    left, top = (width - across) // 2, (height - down) // 2
    middle = picture[top : top + down, left : left + across]
    if (across, down) != (WIDTH, HEIGHT):
        middle = cv2.resize(middle, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(middle, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)


def _run(device: str, say: socket.socket, memory: FrameWriter) -> None:
    capture, is_file = opened(device)
    try:
        pace = capture.get(cv2.CAP_PROP_FPS) if is_file else 0.0
        each = 1 / min(max(pace, _SLOWEST), _FASTEST) if is_file else 0.0
        number = misses = 0
        while True:
            began = time.monotonic()
            got, picture = capture.read()
            if not got:
                misses += 1
                _missed(device, misses, number, is_file=is_file)
                if is_file:
                    capture.set(cv2.CAP_PROP_POS_FRAMES, 0)  # a file begins again
                continue
            misses = 0
            number += 1
            at = time.monotonic()
            slot = memory.write(fitted(np.asarray(picture, np.uint8)).tobytes(), number, at)
            _say(say, {"slot": slot, "number": number, "at": at})
            time.sleep(max(0.0, began + each - time.monotonic()))
    finally:
        capture.release()


def _missed(device: str, misses: int, number: int, *, is_file: bool) -> None:
    """Raises when it makes no sense to go on."""
    if is_file and misses > 1:
        raise Refused(NAME, f"{device}: a video without pictures")
    if misses < _MISSES and not is_file:
        time.sleep(1 / _FPS)
    elif not is_file and number:
        raise Disconnected(NAME, f"{device}: it stopped giving pictures: check its cable")
    elif not is_file:
        raise Refused(NAME, f"{device}: it gives no pictures: another program may be using it")


def _say(say: socket.socket, message: dict[str, object]) -> None:
    say.sendall(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], socket.socket(fileno=int(sys.argv[2])), FrameWriter(int(sys.argv[3])))
