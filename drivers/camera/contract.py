"""What every camera backend does. Conformance: tests/conformance/camera.py."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Frame:
    """One picture: `height` rows of `width` pixels, 8-bit RGB, without padding; not mirrored.

    `at`: when it was taken, in seconds of CLOCK_MONOTONIC, which all processes of a machine share. `number` rises by
    one for each picture the camera took: a gap tells how many were passed over.
    """

    pixels: bytes = field(repr=False)
    width: int
    height: int
    at: float
    number: int


@dataclass(frozen=True)
class CameraStatus:
    """`ready`: pictures could be had now. `trouble`: why not, for staff."""

    ready: bool
    trouble: str = ""


class Camera(Protocol):
    """Gives pictures of whoever stands before the terminal, at 640 x 480 and about 25 a second.

    The camera (and its light) is on only while somebody iterates. Pictures are kept nowhere.
    """

    async def status(self) -> CameraStatus:
        """Ask for the state. Never raises `Disconnected`: a missing device is a status with `ready` false."""
        ...

    def frames(self) -> AsyncGenerator[Frame]:
        """The newest picture, again and again, until the caller stops: whoever is slow misses pictures and never gets
        old ones. One caller at a time.

        Raises `Disconnected`, `TimedOut` where no picture comes for two seconds (ten for the first: a camera has to
        start), `Refused` where the camera is in use already or gives no such pictures.
        """
        ...
