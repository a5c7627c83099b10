"""Reads the face in a portrait: from a register, from a chip, from a file."""

import struct

import cv2
import numpy as np

from kiosk.identity.face_reader import Embedding, FaceReader, Picture

_HEIGHT = 640  # what a portrait is scaled to: chips carry 102 x 126 pixels, in which no face would be found
_MOST_PIXELS = 40_000_000
_LEAST_SIDE = 32
_MOST_HEAD = 256 * 1024  # of a JPEG: what EXIF and a thumbnail may take before the size is told


class PortraitUnusable(Exception):
    """The portrait cannot be compared with. `reason`: `reference-unreadable`, `-no-face` or `-several-faces`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_portrait(data: bytes | memoryview, reader: FaceReader) -> Embedding:
    """The embedding of the one face in a JPEG or PNG, turned upright as its EXIF says.

    Raises `PortraitUnusable`.
    """
    picture = _decode(data)
    try:
        found = reader.read(picture)
        if found.faces != 1:
            raise PortraitUnusable("reference-several-faces" if found.faces else "reference-no-face")
        return reader.embed(picture)
    finally:
        picture.fill(0)
        reader.wipe()


def _decode(data: bytes | memoryview) -> Picture:
    size = _size(bytes(data[:_MOST_HEAD]))
    if size is None or min(size) < _LEAST_SIDE or size[0] * size[1] > _MOST_PIXELS:
        raise PortraitUnusable("reference-unreadable")
    try:
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    except cv2.error:
        decoded = None
    if decoded is None:
        raise PortraitUnusable("reference-unreadable")
    rows, columns, _ = decoded.shape
    scale = _HEIGHT / rows
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(decoded, (max(1, round(columns * scale)), _HEIGHT), interpolation=way)
    decoded.fill(0)
    return np.asarray(scaled, np.uint8)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height as the file's head says, before anything is unpacked. None where it is neither JPEG nor PNG."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in (0xC0, 0xC1, 0xC2):  # start of frame: baseline, extended, progressive
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
