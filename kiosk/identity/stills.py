"""Pictures for whoever approves: small enough to be sent, large enough to know somebody by."""

import cv2
import numpy as np

from drivers.camera.contract import Frame
from kiosk.identity.face_reader import Picture

MOST_BYTES = 40_000
_LONGEST_SIDE = 480
_QUALITIES = (88, 75, 60, 45, 30)


def still_of(frame: Frame) -> bytes:
    """A picture of the camera as JPEG of at most `MOST_BYTES`."""
    rgb = np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 3)
    return _jpeg(np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8))


def shrunk(jpeg: bytes) -> bytes:
    """A document's portrait as it is, or smaller where it is larger than `MOST_BYTES`."""
    if len(jpeg) <= MOST_BYTES:
        return jpeg
    decoded = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None, "a document without a picture is not taken in"
    return _jpeg(np.asarray(decoded, np.uint8))


def _jpeg(picture: Picture) -> bytes:
    """Smaller, and then coarser, until it fits."""
    side = _LONGEST_SIDE
    while True:
        rows, columns = picture.shape[:2]
        scale = min(1.0, side / max(rows, columns))
        size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        for quality in _QUALITIES:
            data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
            if len(data) <= MOST_BYTES:
                return data
        side //= 2
