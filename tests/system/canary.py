"""Looks for secrets in what was written, in every dress they could wear."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from psec.pinblock import decipher_pinblock_iso_4, encode_pan_field_iso_4

from drivers.pin_pad.dukpt import pin_key
from drivers.pin_pad.key_file import read_key

if TYPE_CHECKING:
    from tests.system.sandbox import Sandbox

_HEX = re.compile(rb"[0-9A-Fa-f]{32,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\-_]{22,}={0,2}")
_BLOCK_BYTES = 16
_CONTROL = 4  # what a PIN's field of ISO 9564-1, format 4, begins with


def dresses(secret: str) -> dict[str, bytes]:
    """What `secret` can look like in a file."""
    plain = secret.encode()
    forms = {
        "raw": plain,
        "UTF-16-LE": secret.encode("utf-16-le"),
        "UTF-16-BE": secret.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "JSON": json.dumps(secret)[1:-1].encode(),
        "URL": quote(secret).encode(),
        "in fours": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)).encode(),
    }
    forms |= {f"base64 at {offset}": form for offset, form in enumerate(_as_base64(plain))}  # but for its ends
    if secret.isdecimal():
        even = secret if len(secret) % 2 == 0 else secret + "f"
        forms["BCD"] = bytes.fromhex(even)
    return forms


def found_in(data: bytes, secrets: dict[str, str]) -> list[str]:
    """Which secrets are in it, by name, and how they are dressed."""
    return [
        f"{name} ({dress})"
        for name, secret in secrets.items()
        for dress, form in dresses(secret).items()
        if form in data
    ]


def picture_in(data: bytes, jpeg: bytes) -> bool:
    """Whether a JPEG, or 300 bytes of its middle, are there: as bytes, hex or base64. Beginnings are alike in many."""
    pieces = [jpeg[at : at + 96] for at in range(len(jpeg) // 3, len(jpeg) * 2 // 3, 200)]
    return any(form in data for piece in pieces for form in (piece, piece.hex().encode(), *_as_base64(piece)))


def _as_base64(data: bytes) -> Iterator[bytes]:
    """What is sure of it at each place modulo three."""
    for offset in range(3):
        whole = base64.b64encode(bytes(offset) + data + bytes(2)).rstrip(b"=")
        yield whole[-(-offset * 4 // 3) : (offset + len(data)) * 8 // 6]


def written(sandbox: "Sandbox") -> dict[str, bytes]:
    """All that the terminal's processes have written. Pictures of slips say what the texts beside them say."""
    folders = [sandbox.state / name for name in ("kiosk", "run", "simulator", "pin-pad")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and file.suffix != ".png"]
    return {str(file): file.read_bytes() for file in files} | {"printed": sandbox.printed.encode()}


class PinBlocks:
    """Knows every PIN block that a PIN pad has ever made when it sees one. `state`: its folder; `pan`: the card's."""

    def __init__(self, state: Path, pan: str) -> None:
        loaded = read_key(state / "key.json")
        assert loaded
        self.count = int((state / "counter").read_text())
        self._pan = pan
        self._pan_field = encode_pan_field_iso_4(pan)
        self._known = set[bytes]()  # no PIN blocks
        self._keys = [pin_key(loaded.key, bytes.fromhex(loaded.key_id), n) for n in range(1, self.count + 1)]

    def found_in(self, data: bytes) -> bool:
        """Whether a PIN block stands there: as hex or base64, or as it is in a file that is no text."""
        fresh = list(set(_blocks(data)) - self._known)
        if any(self._is_one(key, block) for key in self._keys for block in self._likely(key, fresh)):
            return True
        self._known.update(fresh)
        return False

    def _likely(self, key: bytes, blocks: list[bytes]) -> Iterator[bytes]:
        """Those whose inside begins like a PIN's; deciphered at one go, since there are many."""
        once = _decipher(key, b"".join(blocks))
        pans = self._pan_field * len(blocks)
        mixed = int.from_bytes(once) ^ int.from_bytes(pans)
        inside = _decipher(key, mixed.to_bytes(len(pans)))
        return (block for number, block in enumerate(blocks) if inside[number * _BLOCK_BYTES] >> 4 == _CONTROL)

    def _is_one(self, key: bytes, block: bytes) -> bool:
        try:
            decipher_pinblock_iso_4(key, block, self._pan)
        except ValueError:
            return False
        return True


def _decipher(key: bytes, blocks: bytes) -> bytes:
    return Cipher(AES(key), ECB()).decryptor().update(blocks)


def _blocks(data: bytes) -> Iterator[bytes]:
    """All that could be sixteen enciphered bytes."""
    for run in _HEX.findall(data):
        for at in range(len(run) - 2 * _BLOCK_BYTES + 1):
            yield bytes.fromhex(run[at : at + 2 * _BLOCK_BYTES].decode())
    for run in _BASE64.findall(data):
        bare = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            bits = bare[start : start + (len(bare) - start) // 4 * 4]
            yield from _windows(base64.b64decode(bits))
    try:
        data.decode()
    except UnicodeDecodeError:
        yield from _windows(data)


def _windows(data: bytes) -> Iterator[bytes]:
    for at in range(len(data) - _BLOCK_BYTES + 1):
        yield data[at : at + _BLOCK_BYTES]


def jpeg_in(data: bytes) -> bool:
    """Whether a JPEG picture begins somewhere. Not looked for in what was said: among samples any three bytes stand."""
    return not data.startswith(b"RIFF") and b"\xff\xd8\xff" in data
