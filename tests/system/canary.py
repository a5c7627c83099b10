"""Looks for secrets in what was written, in every dress they could wear."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from psec.pinblock import decipher_pinblock_iso_4

from drivers.pin_pad.dukpt import pin_key
from drivers.pin_pad.key_file import read_key

_HEX = re.compile(rb"[0-9A-Fa-f]{32,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\-_]{22,}={0,2}")
_BLOCK_BYTES = 16


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
    for offset in range(3):  # base64 looks different at each place modulo three; its ends depend on the neighbours
        whole = base64.b64encode(bytes(offset) + plain + bytes(2)).rstrip(b"=")
        forms[f"base64 at {offset}"] = whole[-(-offset * 4 // 3) : (offset + len(plain)) * 8 // 6]
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


class PinBlocks:
    """Knows every PIN block that a PIN pad has ever made when it sees one. `state`: its folder; `pan`: the card's."""

    def __init__(self, state: Path, pan: str) -> None:
        loaded = read_key(state / "key.json")
        assert loaded
        self.count = int((state / "counter").read_text())
        self._pan = pan
        self._keys = [pin_key(loaded.key, bytes.fromhex(loaded.key_id), n) for n in range(1, self.count + 1)]

    def found_in(self, data: bytes) -> bool:
        """Whether a PIN block stands there: as hex or base64, or as it is in a file that is no text."""
        return any(self._is_one(block) for block in _blocks(data))

    def _is_one(self, block: bytes) -> bool:
        for key in self._keys:
            try:
                decipher_pinblock_iso_4(key, block, self._pan)
            except ValueError:
                continue
            return True
        return False


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
