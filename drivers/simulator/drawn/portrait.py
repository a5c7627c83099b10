"""Pictures of a person as others keep them: on an ID document, at the bank, in an attacker's hands."""

import cv2
import numpy as np

from drivers.simulator.drawn.arrays import F32, Bytes, Floats, as_bytes
from drivers.simulator.drawn.person import Person
from drivers.simulator.drawn.pose import NEUTRAL, Expression, Light, Pose
from drivers.simulator.drawn.projection import Size

PORTRAIT: Size = (358, 441)  # pixels, as on a resident ID card
_STUDIO = Light(direction=(0.0, -0.3, 1.0), ambient=0.62)
_FLASH = Light(direction=(0.05, -0.25, 1.0), ambient=0.6)
_NEAR = Pose(scale=0.235, y=0.47)
_GREY = (222, 224, 226)


def id_portrait(person: Person, size: Size = PORTRAIT, quality: int = 80) -> tuple[Bytes, bytes]:
    """Frontal, neutral, before a plain background: RGB as it is read back, and the JPEG."""
    plain = np.full((size[1], size[0], 3), _GREY, F32)
    rgb = person.frame(Pose(scale=0.232, y=0.49), NEUTRAL, _STUDIO, size, noise=1.0, seed=77, backdrop=plain)
    jpeg = encoded(rgb, quality)
    return decoded(jpeg), jpeg


def taken_picture(
    person: Person,
    expression: Expression = NEUTRAL,
    pose: Pose = _NEAR,
    size: Size = (520, 640),
    seed: int = 1,
) -> Floats:
    """A photograph of a person as somebody would print or show it, RGB."""
    return person.frame(pose, expression, _FLASH, size, noise=1.5, seed=seed).astype(F32)


def encoded(rgb: Bytes, quality: int) -> bytes:
    """A picture as JPEG; `quality` from 0 to 100."""
    _, data = cv2.imencode(".jpg", rgb[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return data.tobytes()


def decoded(jpeg: bytes) -> Bytes:
    """A JPEG as RGB. Raises `ValueError` for what is none."""
    bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise ValueError("not a picture")
    return as_bytes(bgr[..., ::-1].copy())
