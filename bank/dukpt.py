"""AES DUKPT, the host's side (ANSI X9.24-3-2017): from the base derivation key to the key of one transaction.

AES-128 throughout. The PIN pad has its own, on purpose; both are tested against the standard's vectors.
"""

from enum import IntEnum

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

_AES_128 = 2  # the algorithm indicator of X9.24-3, 6.3.2


class Usage(IntEnum):
    """What a derived key is for (X9.24-3, table 1); only what the bank needs."""

    PIN_ENCRYPTION = 0x1000
    KEY_DERIVATION = 0x8000
    INITIAL_KEY = 0x8001


def initial_key(base_key: bytes, key_id: bytes) -> bytes:
    """Derive a PIN pad's initial key. `base_key` 16 bytes; `key_id` 8 bytes: base key id, then the device's."""
    return _derive(base_key, Usage.INITIAL_KEY, key_id)


def pin_key(initial: bytes, key_id: bytes, counter: int) -> bytes:
    """Derive the PIN encryption key of one transaction from the initial key. `counter` is 1 to 2**32 - 1."""
    key, reached = initial, 0
    for bit in range(31, -1, -1):
        if counter >> bit & 1:
            reached |= 1 << bit
            key = _derive(key, Usage.KEY_DERIVATION, _source(key_id, reached))
    return _derive(key, Usage.PIN_ENCRYPTION, _source(key_id, counter))


def _source(key_id: bytes, counter: int) -> bytes:
    return key_id[-4:] + counter.to_bytes(4, "big")


def _derive(key: bytes, usage: Usage, source: bytes) -> bytes:
    """Encrypt the derivation data (version, block, usage, algorithm, bits, source): X9.24-3, 6.3.3."""
    data = b"\x01\x01" + usage.to_bytes(2, "big") + _AES_128.to_bytes(2, "big") + (128).to_bytes(2, "big") + source
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - one block: AES itself, as ANSI X9.24-3 derives keys
    return encryptor.update(data) + encryptor.finalize()
