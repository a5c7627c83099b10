"""Pictures that terminals send: looked at as far as is needed to know what they are, and never decoded."""

import binascii
from base64 import b64decode

from bank.problems import Code, Problem

MOST_BYTES = 40_000
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"


def jpeg_of(text: str) -> bytes:
    """Return the bytes of a JPEG in base64. Raises `Problem` (request-invalid) for anything else, or more."""
    return _picture(text, _JPEG, "JPEG")


def png_of(text: str) -> bytes:
    """Return the bytes of a PNG in base64. Raises as `jpeg_of`."""
    return _picture(text, _PNG, "PNG")


def _picture(text: str, begins: bytes, kind: str) -> bytes:
    try:
        picture = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Problem(Code.REQUEST_INVALID, "no base64") from error
    if not picture.startswith(begins) or len(picture) > MOST_BYTES:
        raise Problem(Code.REQUEST_INVALID, f"no {kind} of at most {MOST_BYTES} bytes")
    return picture
