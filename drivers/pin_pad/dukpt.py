"""AES DUKPT as a device does it (ANSI X9.24-3-2017): from the initial key and a counter to one PIN key.

The bank has its own, host side; both are tested against the standard's vectors.
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

_DERIVATION_KEY = 0x8000  # key usage indicators of X9.24-3, table 3
_PIN_ENCRYPTION = 0x1000
_AES_128 = 2
_BITS = 128
_MOST_ONES = 16  # one bits in a counter: no key is derived in more steps
_LAST_COUNTER = 0xFFFF0000  # the highest with that many


def following(counter: int) -> int | None:
    """The counter after `counter` (X9.24-3, 6.3.3), None when the initial key is used up."""
    counter += 1
    while counter.bit_count() > _MOST_ONES:
        counter += counter & -counter
    return counter if counter <= _LAST_COUNTER else None


def pin_key(initial_key: bytes, key_id: bytes, counter: int) -> bytes:
    """The AES-128 key that enciphers the PIN of transaction `counter`. `key_id` is the initial key id, 8 bytes."""
    key, reached = initial_key, 0
    for bit in range(31, -1, -1):
        if counter >> bit & 1:
            reached |= 1 << bit
            key = _derive(key, _DERIVATION_KEY, key_id, reached)
    return _derive(key, _PIN_ENCRYPTION, key_id, counter)


def _derive(key: bytes, usage: int, key_id: bytes, counter: int) -> bytes:
    """Encipher the derivation data (X9.24-3, 6.3.2) under `key`."""
    data = bytes([1, 1])
    data += usage.to_bytes(2, "big") + _AES_128.to_bytes(2, "big") + _BITS.to_bytes(2, "big")
    data += key_id[-4:] + counter.to_bytes(4, "big")
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - one block: AES itself, as ANSI X9.24-3 derives keys
    return encryptor.update(data) + encryptor.finalize()
